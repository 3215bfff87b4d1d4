"""A register held against what the store has: what is known already and what differs is told, nothing is written over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.domain.takeover.reasons import finding
from thads_desktop.domain.takeover.rows import BY_KEY
from thads_desktop.domain.text import fold_name, spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from thads_desktop.domain.takeover.row import Row

_RESULTS = {
    "Xong": "done", "Đình chỉ": "terminated", "Ủy thác": "delegated", "Thu hồi": "withdrawn", "Hủy": "cancelled",
    "Hoãn": "deferral", "Tạm đình chỉ": "suspension",
}  # fmt: skip
_WORDS = {state: word for word, state in _RESULTS.items()} | {
    "separate_book": "đã chuyển sổ theo dõi riêng", "lacks_means": "chưa có điều kiện (có quyết định)", "enforcing": "đang thi hành",
}


@dataclass(frozen=True, slots=True)
class KnownLine:
    """An obligation as of the register's closing day. collected: what came in, all of it and since the first day that the
    register knows; state: as ``LineState.state``."""

    text: str
    due: int | None
    collected: tuple[int, ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A decision that the store has: its debtors' folded names, and what a row of the register may differ in."""

    debtors: frozenset[str]
    kind: str
    case_type: str
    lines: tuple[KnownLine, ...]
    officer: str = ""


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
        row.findings = [finding("K01", BY_KEY[key].heading, said) for key, said in _differences(row, at, found)]
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
    if r["officer"] and spelling(r["officer"]) != spelling(known.officer):
        told.append(("officer", f"sổ ghi {r['officer'][:100]}, chương trình ghi {known.officer or 'chưa phân công'}"))
    claim = fold_name(r["obligation"] or "")
    lines = [x for x in known.lines if fold_name(x.text) == claim] if claim else list(known.lines[at : at + 1])
    if claim and not lines and any(x.text for x in known.lines):
        told.append(("obligation", f"chương trình không có khoản “{r['obligation'][:100]}”"))
    elif lines and not any(x.due == r["due"] for x in lines):
        told.append(("due", f"sổ ghi {_amount(r['due'])}, chương trình ghi {_amount(lines[0].due)}"))
    same = [x for x in lines if x.due == r["due"]] or lines
    return told + (_course(r, same) if same else [])


def _course(r: Mapping[str, Any], lines: Sequence[KnownLine]) -> list[tuple[str, str]]:
    """What has become of an obligation; lines: those that the row may mean."""
    told = []
    paid = (r["before"] or 0) + (r["now"] or 0)
    if not any(paid in x.collected for x in lines):
        said = f"sổ ghi đã thi hành {dong(paid)} đồng, chương trình ghi {dong(lines[0].collected[-1])} đồng"
        told.append(("before" if r["before"] and not r["now"] else "now", said))
    state = _state(r)
    if not any(x.state == state for x in lines):
        key = "result" if {state, lines[0].state} & set(_RESULTS.values()) else "book_day" if r["book_day"] else "means"
        told.append((key, f"sổ ghi {_WORDS[state]}, chương trình ghi {_WORDS.get(lines[0].state, lines[0].state)}"))
    return told


def _state(r: Mapping[str, Any]) -> str:
    """The state of the line that the row tells of, on the closing day."""
    if r["result"]:
        return _RESULTS[r["result"]]
    if r["book_day"]:
        return "separate_book"
    return "lacks_means" if r["means"] == "Chưa ĐK" and r["lack_day"] else "enforcing"


def _amount(value: int | None) -> str:
    return "không có số tiền" if value is None else f"{dong(value)} đồng"
