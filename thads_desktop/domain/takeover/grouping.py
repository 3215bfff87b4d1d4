"""Rows against each other and against the store: copies, numbers used twice, the rows of one matter, what is known already.

A rejected row holds its whole matter back, since its rest would be incomplete; except a number used twice (R07, R24) and an
exact copy (R14), where the earlier stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.domain.takeover.reasons import finding
from thads_desktop.domain.takeover.rows import BY_KEY, COLUMNS, PARTY_COLUMNS
from thads_desktop.domain.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.takeover.row import Row

_ALONE = ("R07", "R14")
#: What the rows of one matter must agree on, and what is taken from the first of them with a warning.
_SAME = ("kind",)
_LIKE = ("from_office", "judgment", "judgment_day", "court", "case_type", "officer")


@dataclass(frozen=True, slots=True)
class Known:
    """A decision that the store has: its debtors' names, and what a row of the register may differ in."""

    debtors: frozenset[str]
    kind: str
    case_type: str
    lines: tuple[int | None, ...]


def twins(rows: Sequence[Row]) -> None:
    """Exact copies of the row above (R14), and numbers used for another debtor (R07): the earlier row stands."""
    first: dict[tuple[str, date], Row] = {}
    above: Row | None = None
    for row in rows:
        if above is not None and _copies(above, row):
            row.findings = [finding("R14", BY_KEY["number"].heading, above.raw.row)]
            continue
        above = row
        if row.key is None:
            continue
        earlier = first.setdefault(row.key, row)
        if earlier is not row and row.read.get("debtor") and earlier.read.get("debtor") and _other(earlier, row):
            row.findings = [finding("R07", BY_KEY["number"].heading, earlier.raw.row)]


def _copies(a: Row, b: Row) -> bool:
    return bool(b.raw.cells) and all(a.value(c.key) == b.value(c.key) for c in COLUMNS if c.key != "stt")


def _other(earlier: Row, row: Row) -> bool:
    """Another debtor: another name, or the same name with another number or year."""
    a, b = earlier.read, row.read
    if a["debtor"] != b["debtor"]:
        return True
    return any(a[k] and b[k] and a[k] != b[k] for k in ("ids", "birth"))


def matters(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one decision together; a row without a readable number or day stands alone.

    Later rows whose party cells are empty take the parties of the first.
    """
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        if not any(f.code in _ALONE for f in row.findings):
            groups.setdefault(row.key or ("?", row.raw.row), []).append(row)
    for group in groups.values():
        _lend_parties(group)
        _agree(group)
    return list(groups.values())


def _lend_parties(group: list[Row]) -> None:
    head = group[0]
    if not head.read.get("debtor"):
        if not head.rejected:
            head.say("R17", "debtor")
        return
    for row in group[1:]:
        if not row.read.get("debtor"):
            row.read.update({k: head.read[k] for k in PARTY_COLUMNS if not row.read.get(k)})
        elif not row.read.get("creditor"):
            row.read.update({k: head.read[k] for k in ("creditor", "creditor_address") if not row.read.get(k)})


def _agree(group: list[Row]) -> None:
    head = group[0]
    for row in group[1:]:
        for key in _SAME:
            if row.read.get(key) and head.read.get(key) and row.read[key] != head.read[key]:
                row.say("R21", key, row.read[key], head.raw.row)
        for key in _LIKE:
            if row.read.get(key) and row.read[key] != head.read.get(key) and not row.rejected:
                row.say("W16", key, head.read.get(key), row.read[key])


def hold_back(groups: Sequence[list[Row]]) -> None:
    """H01 for the sound rows of a matter with a rejected one."""
    for group in groups:
        bad = next((r for r in group if r.rejected), None)
        if bad is not None:
            for row in group:
                if not row.rejected:
                    row.findings.append(finding("H01", BY_KEY["number"].heading, bad.raw.row))


def against_store(group: Sequence[Row], known: Mapping[tuple[str, date], Known]) -> bool:
    """True when the store has this matter: what differs is said (K01), another debtor under its number is refused (R24)."""
    head = group[0]
    found = known.get(head.key) if head.key is not None else None
    if found is None or any(r.rejected for r in group):
        return False
    if found.debtors and not found.debtors & {fold_name(n) for n in str(head.read["debtor"]).split(";")}:
        for row in group:
            row.findings = [finding("R24", BY_KEY["number"].heading, head.read["debtor"])]
        return False
    for at, row in enumerate(group):
        row.findings = [finding("K01", BY_KEY[key].heading, said) for key, said in _differences(row, at, found)][:1]
    if len(group) != len(found.lines) and not group[0].findings:
        said = f"sổ có {len(group)} khoản, chương trình có {len(found.lines)} khoản"
        group[0].findings = [finding("K01", BY_KEY["obligation"].heading, said)]
    return True


def _differences(row: Row, at: int, known: Known) -> list[tuple[str, str]]:
    r, told = row.read, []
    if r["kind"] != known.kind:
        told.append(("kind", f"sổ ghi {r['kind']}, chương trình ghi {known.kind}"))
    if r["case_type"] and known.case_type and r["case_type"] != known.case_type:
        told.append(("case_type", f"sổ ghi {r['case_type']}, chương trình ghi {known.case_type}"))
    if at < len(known.lines) and r["due"] != known.lines[at]:
        told.append(("due", f"sổ ghi {_amount(r['due'])}, chương trình ghi {_amount(known.lines[at])}"))
    return told


def _amount(value: int | None) -> str:
    return "không có số tiền" if value is None else f"{dong(value)} đồng"
