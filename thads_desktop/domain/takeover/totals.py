"""Control totals of an import against the paper book: what the workbook's total row says, what was accepted, the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.takeover.values import amount

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.takeover.rows import RawSheet, Takeover

ENDED = ("Xong", "Đình chỉ", "Ủy thác", "Thu hồi", "Hủy")


@dataclass(frozen=True, slots=True)
class Total:
    """workbook None = the book has no such figure."""

    label: str
    workbook: int | None
    accepted: int

    @property
    def difference(self) -> int | None:
        return None if self.workbook is None else self.accepted - self.workbook


def totals(sheet: RawSheet, taken: Takeover, closing: date) -> list[Total]:
    """Rows, matters, money, what is open on the closing day, by officer.

    Of what is taken over; where nothing is, of the rows that the store has already, so that the book can be held against them.
    """
    counted = taken.matters or taken.known
    lines = [x for m in counted for x in m.lines]
    by_officer: dict[str, int] = {}
    for matter in counted:
        name = matter.officer or "Chưa phân công"
        by_officer[name] = by_officer.get(name, 0) + 1
    still_open = [
        m for m in counted if any(x.result not in ENDED or (x.result_day or closing) > closing for x in m.lines)
    ]
    found = [
        Total("Số dòng", len(sheet.rows), len(lines)),
        Total("Số việc", None, len(counted)),
        Total("Việc chủ động", None, sum(m.kind == "cd" for m in counted)),
        Total("Việc theo yêu cầu", None, sum(m.kind == "yc" for m in counted)),
        Total("Số tiền phải thi hành (đồng)", _int(sheet, "due"), sum(x.due or 0 for x in lines)),
        Total("Đã thi hành năm trước (đồng)", _int(sheet, "before"), sum(x.before for x in lines)),
        Total("Đã thi hành năm nay (đồng)", _int(sheet, "now"), sum(x.now for x in lines)),
        Total("Việc chưa kết thúc tại ngày khóa sổ", None, len(still_open)),
    ]
    found += [Total(f"Việc của {name}", None, n) for name, n in sorted(by_officer.items())]
    return found


def _int(sheet: RawSheet, key: str) -> int | None:
    """A total as the workbook gives it, typed or counted; None when it gives none that can be read."""
    return amount(sheet.totals.get(key))[0]  # type: ignore[no-any-return]  # openpyxl has no types
