"""The money of a period over the whole office: due, how it was solved, collected, paid to the State and to parties (as the form B06/CĐ asks).

The columns of the printed form are not established; what is here are the figures of which it is known that they stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money_overview import Sums, of_matter, paid_out
from thads_desktop.law import cash_law
from thads_desktop.services import cashier, inspection_files, people
from thads_desktop.storage import money_lists

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk

KINDS = {"cd": "Chủ động", "yc": "Theo yêu cầu"}
_SUMS = (
    ("lines", "Số khoản"), ("due", "Phải thu"), ("delegated", "Ủy thác"), ("returned", "Trả đơn"), ("terminated", "Đình chỉ"),
    ("remitted", "Miễn, giảm"), ("otherwise", "Thu hồi, hủy, khác"), ("collected", "Thực thu"), ("rest", "Còn phải thu"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """by: kind of matter -> sums; state, parties, fee, back: paid to the State, to parties, fee kept back, given back to payers."""

    start: date
    end: date
    by: dict[str, Sums]
    state: int
    parties: int
    fee: int
    back: int
    head: tuple[int, str]

    @property
    def whole(self) -> Sums:
        found = Sums()
        for sums in self.by.values():
            found.add(sums)
        return found


def make(desk: Desk, start: date, end: date, progress: Callable[[int, int], object] = lambda _done, _whole: None) -> Overview:
    """The overview of a period; progress may raise to stop it. Refused("cash.order")."""
    cashier.wanted(start, end)
    clauses = cash_law.law().remission

    def remits(clause: str, day: date) -> bool:
        return clause in clauses.get(desk.rules.law_on(day), frozenset())

    by = {kind: Sums() for kind in KINDS}
    to_state = to_parties = 0
    with desk.reading() as reader:
        whole = money_lists.matters(reader.projections)
        state = {p for p, row in reader.rows("party").items() if row.get("kind") == "state"}
        for done, (subject, events) in enumerate(reader.stream("matter"), 1):
            kind = whole.get(subject.partition(":")[2])
            if kind is not None:
                by.setdefault(kind, Sums()).add(of_matter(events, start, end, remits))
                ours, theirs = paid_out(events, start, end, state)
                to_state, to_parties = to_state + ours, to_parties + theirs
            if done % 500 == 0:
                progress(done, len(whole))
        paid = money_lists.by_party(reader.projections, start, end)
        head = reader.head()
    return Overview(
        start, end, by, to_state + _of(paid, "forfeited"), to_parties, _of(paid, "fee"),
        _of(paid, "surplus_back") + _of(paid, "held_back"), head,
    )  # fmt: skip


def tables(made: Overview) -> tuple[ListTable, ...]:
    """How it was solved; to whom it was paid."""
    columns = (ListColumn("Loại việc", 14), *(ListColumn(words, 12, "right") for _name, words in _SUMS))
    rows: list[tuple[Cell, ...]] = [(KINDS.get(kind, kind), *(getattr(sums, name) for name, _w in _SUMS)) for kind, sums in made.by.items()]
    rows.append(("Cộng", *(getattr(made.whole, name) for name, _w in _SUMS)))
    paid: tuple[tuple[Cell, ...], ...] = (
        ("Nộp ngân sách nhà nước", made.state), ("Chi trả đương sự", made.parties), ("Khấu trừ phí thi hành án", made.fee),
        ("Hoàn trả người nộp", made.back),
    )  # fmt: skip
    return (
        ListTable("Phải thu và đã giải quyết", columns, tuple(rows)),
        ListTable("Đã chi trong kỳ", (ListColumn("Nội dung", 40), ListColumn("Số tiền (đồng)", 18, "right")), paid),
    )


def listing(desk: Desk, made: Overview) -> Listing:
    """What is printed or written."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
    return Listing(
        "Tổng hợp thu, chi tiền thi hành án", who.parent, who.name, who.place, today,
        (f"Từ ngày {short_date(made.start)} đến ngày {short_date(made.end)}", cash_law.law().said["overview"].words), tables(made),
        ("Phải thu: số còn phải thi hành đầu kỳ và số mới thụ lý trong kỳ. Số đã chi chỉ gồm các khoản chi trả đã ghi trong chương trình.",),
        ("Người lập", ""), ("Kế toán", ""), inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


def _of(paid: dict[tuple[str, str], int], wanted: str) -> int:
    return sum(n for (kind, _party), n in paid.items() if kind == wanted)
