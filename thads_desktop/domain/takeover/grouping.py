"""Rows against each other and against the store: copies, numbers used twice, the rows of one matter, what is known already.

A rejected row holds its whole matter back, since its rest would be incomplete; except a number used twice (R07, R24) and an
exact copy (R14), where the earlier stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.takeover import belonging
from thads_desktop.domain.takeover.people import debtors_of
from thads_desktop.domain.takeover.reasons import finding
from thads_desktop.domain.takeover.rows import BY_KEY, COLUMNS, PARTY_COLUMNS
from thads_desktop.domain.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.takeover.row import Row
    from thads_desktop.domain.takeover.stored import Known

#: What the rows of one matter must agree on, and what is taken from the first of them with a warning.
_SAME = ("kind",)
_LIKE = ("from_office", "judgment", "judgment_day", "court", "case_type", "officer")


def twins(rows: Sequence[Row]) -> None:
    """Copies of an earlier row (R14), and numbers used for another debtor (R07): the earlier row stands."""
    first: dict[tuple[str, date], Row] = {}
    seen: dict[Any, Row] = {}
    for row in rows:
        same = next((seen[said] for said in _said(row) if said in seen), None)
        if same is not None:
            row.findings = [finding("R14", BY_KEY["number"].heading, same.raw.row)]
            continue
        seen.update(dict.fromkeys(_said(row), row))
        if row.key is None:
            continue
        earlier = first.setdefault(row.key, row)
        if earlier is not row and row.read.get("debtor") and earlier.read.get("debtor") and _other(earlier, row):
            row.findings = [finding("R07", BY_KEY["number"].heading, earlier.raw.row)]


def _said(row: Row) -> Iterator[tuple[Any, ...]]:
    """What makes a row a copy of another: the same cells, or the same facts however they are written."""
    keys = [c.key for c in COLUMNS if c.key != "stt"]
    if row.raw.cells:
        yield ("cells", *(row.value(k) for k in keys))
    if row.key is not None and not row.rejected:
        yield ("facts", *(tuple(v) if isinstance(v := row.read.get(k), list) else v for k in keys))


def _other(earlier: Row, row: Row) -> bool:
    """Another debtor: another name, or the same name with another number or year."""
    a, b = earlier.read, row.read
    if a["debtor"] != b["debtor"]:
        return True
    return any(a[k] and b[k] and a[k] != b[k] for k in ("ids", "birth"))


def matters(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one matter together (``belonging``). Later rows whose party cells are empty take the parties of the first."""
    found = belonging.groups(rows)
    for group in found:
        _lend_parties(group)
        _agree(group)
        _whole(group)
    return found


def _lend_parties(group: list[Row]) -> None:
    head = group[0]
    if not head.read.get("debtor"):
        if not head.rejected:
            head.say("R17", "debtor")
        return
    for row in group[1:]:
        if not row.read.get("debtor"):
            for key in ("birth", "ids", "address"):
                # Without a name they can only be the debtor's above.
                own, above = row.read.get(key), head.read.get(key)
                if own and above and own != above and not row.rejected:
                    row.say("W16", key, _joined(above), _joined(own))
                    row.read[key] = above
            row.read.update({k: head.read[k] for k in PARTY_COLUMNS if not row.read.get(k)})
        elif not row.read.get("creditor"):
            row.read.update({k: head.read[k] for k in ("creditor", "creditor_address") if not row.read.get(k)})


def _joined(value: Any) -> str:
    return "; ".join(str(x) for x in value if x) if isinstance(value, list) else str(value)


def _agree(group: list[Row]) -> None:
    head = group[0]
    for row in group[1:]:
        for key in _SAME:
            if row.read.get(key) and head.read.get(key) and row.read[key] != head.read[key]:
                row.say("R21", key, row.read[key], head.raw.row)
        for key in _LIKE:
            if row.read.get(key) and row.read[key] != head.read.get(key) and not row.rejected:
                row.say("W16", key, head.read.get(key), row.read[key])


def _whole(group: list[Row]) -> None:
    """What a matter lacks once its rows have lent each other what they left blank; the same obligation twice."""
    head = group[0]
    if head.rejected:
        return
    if not head.read.get("creditor"):
        head.say("W20", "creditor")
    if not head.read.get("officer"):
        head.say("W22", "officer")
    for key in ("judgment", "judgment_day", "court"):
        if not head.read.get(key):
            head.say("W29", key)
    seen: dict[Any, Row] = {}
    for row in group:
        r = row.read
        claim = (r.get("debtor"), r.get("creditor"), r.get("obligation"), r.get("due"))
        earlier = seen.setdefault(claim, row)
        if earlier is not row and r.get("due") and not row.rejected:
            row.say("W32", "obligation", earlier.raw.row)


def cross(groups: Sequence[list[Row]], known: Mapping[tuple[str, date], Known], year_of: Callable[[date], int]) -> None:
    """One number on two days of a year: for one debtor and kind they are one matter counted twice (R30), otherwise odd (W30).
    One identity number with two names (W31). Told at the later row."""
    numbers: dict[tuple[str, int], list[Row]] = {}
    stored = {(number, year_of(day)): day for number, day in known}
    holders: dict[str, tuple[str, Row]] = {}
    for group in groups:
        head = group[0]
        if head.rejected or head.key is None:
            continue
        number, day = head.key
        above = numbers.setdefault((number, year_of(day)), group)
        earlier = above[0]
        there = stored.get((number, year_of(day)), day)
        if earlier is not head:
            same = bool(_names(earlier) & _names(head)) and earlier.read["kind"] == head.read["kind"]
            head.say("R30" if same else "W30", "day" if same else "number", f"dòng {earlier.raw.row}")
            if same and earlier.key not in known and not _claims(above) & _claims(group):
                # Not the same obligations twice but further ones: the matter above is without them incomplete.
                _hold(above, head)
        elif there != day and head.key not in known:
            found = known[number, there]
            same = bool(found.debtors & _names(head)) and found.kind == head.read["kind"]
            where = f"dữ liệu (ngày {short_date(there)})"
            head.say("R30" if same else "W30", "day" if same else "number", where)
        for row in group:
            _holders(row, holders)


def _names(row: Row) -> frozenset[str]:
    return frozenset(fold_name(n) for n in str(row.read.get("debtor") or "").split(";") if n.strip())


def _claims(group: list[Row]) -> set[str]:
    return {fold_name(r.read.get("obligation") or "") for r in group}


def _hold(group: list[Row], bad: Row) -> None:
    for row in group:
        if not row.rejected:
            row.findings.append(finding("H01", BY_KEY["number"].heading, bad.raw.row))


def _holders(row: Row, holders: dict[str, tuple[str, Row]]) -> None:
    if row.value("debtor") is None:
        return
    for party in debtors_of(row.read):
        if party.number:
            name, first = holders.setdefault(party.number, (fold_name(party.name), row))
            if name != fold_name(party.name):
                row.say("W31", "ids", party.number, first.raw.row)


def hold_back(groups: Sequence[list[Row]]) -> None:
    """H01 for the sound rows of a matter with a rejected one."""
    for group in groups:
        bad = next((r for r in group if r.rejected), None)
        if bad is not None:
            _hold(group, bad)
