"""Coordination letters and questions to the superior across the offices of a department: counts, as the last returns said, and its own books'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.services import book_rights, directions, inspection_files, people
from thads_desktop.services.leading_words import BOOKS
from thads_desktop.storage import leading_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk

NOTE = "Số của đơn vị theo gói báo cáo gần nhất đã nhận; số của cơ quan này theo sổ của mình đến hôm nay."


@dataclass(frozen=True, slots=True)
class Line:
    """One office and book. waiting: not answered, late ones too; day: as of which; own: of the department itself."""

    office: str
    book: str
    waiting: int
    late: int
    answered: int
    day: date
    own: bool = False


def lines(desk: Desk) -> list[Line]:
    """The department's own books (which this account may see), then each office's."""
    return [*_own(desk), *(Line(*of) for of in directions.letters(desk))]


def said(found: list[Line]) -> str:
    """The whole in one sentence."""
    if not found:
        return "Chưa có số nào."
    waiting, late, answered = (sum(getattr(x, name) for x in found) for name in ("waiting", "late", "answered"))
    return f"Chờ trả lời {dong(waiting)} văn bản, trong đó quá hạn {dong(late)}; đã trả lời {dong(answered)}."


def listing(desk: Desk) -> Listing:
    """As it prints."""
    today, found = desk.clock.today(), lines(desk)
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    rows: tuple[tuple[Cell, ...], ...] = tuple((x.office, x.book, x.waiting, x.late, x.answered, x.day) for x in found)
    columns = (ListColumn("Đơn vị", 34), ListColumn("Sổ", 20), ListColumn("Chờ trả lời", 10, "right"), ListColumn("Quá hạn", 10, "right"),
               ListColumn("Đã trả lời", 10, "right"), ListColumn("Theo báo cáo ngày", 12))  # fmt: skip
    return Listing(
        "Tình hình văn bản phối hợp, xin ý kiến của các đơn vị", who.parent, who.name, who.place, today,
        (f"Đến hết ngày {short_date(today)}: {said(found)}",), (ListTable("", columns, rows, "" if rows else "Chưa đơn vị nào báo."),), (NOTE,),
        right=(who.head_title, ""), proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _own(desk: Desk) -> list[Line]:
    today = desk.clock.today()
    books = [key for key in BOOKS if desk.may(book_rights.named(key).see)]
    with desk.reading() as reader:
        name, found = people.identity(reader, today).name, leading_lists.letters(reader.projections, books, today)
    return [Line(name, BOOKS[key], *found[key][:3], today, own=True) for key in books if key in found and any(found[key])]
