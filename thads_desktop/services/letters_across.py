"""The state of letters and of guidance over all offices, at the department: as the last return of each says, beside the answers that were sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.services import directions, inspection_files, people
from thads_desktop.services.leading_words import BOOKS

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk

TITLE = "Văn bản phối hợp, xin ý kiến của các đơn vị"
#: What is counted of a book, in order.
COUNTS = ("chờ trả lời", "quá hạn", "đã trả lời")
NONE = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Office:
    """letters, asked: waiting, of these late, answered, of letters to other agencies and of questions to the superior; answers: sent to it by the
    department as directions; done: of these what the office says to have done; told: of which day its last word is, None = it has said nothing."""

    office: str
    name: str
    letters: tuple[int, int, int]
    asked: tuple[int, int, int]
    answers: int
    done: int
    told: date | None

    @property
    def late(self) -> int:
        """Letters and questions whose day is over."""
        return self.letters[1] + self.asked[1]


def offices(desk: Desk) -> list[Office]:
    """Every office whose key is trusted, what is late first."""
    said = directions.letters_of(desk)
    sent = [f for f in directions.followed(desk) if f.kind == "answer"]
    found = []
    for office, name in directions.offices(desk):
        told, by = said.get(office, (None, {}))
        mine = [f for f in sent if f.office == office]
        found.append(Office(
            office, name, by.get("phoi_hop", NONE), by.get("xin_y_kien", NONE), len(mine), sum(f.state in ("done", "dropped") for f in mine), told,
        ))  # fmt: skip
    return sorted(found, key=lambda o: -o.late)


def said(rows: list[Office]) -> str:
    """The whole in one sentence."""
    quiet = sum(r.told is None for r in rows)
    waiting, late, answered = (sum(r.letters[n] + r.asked[n] for r in rows) for n in range(3))
    told = f"{len(rows)} đơn vị: {waiting} văn bản chờ trả lời, trong đó {late} quá hạn; {answered} đã trả lời."
    return f"{told} {quiet} đơn vị chưa có số liệu." if quiet else told


def listing(desk: Desk) -> Listing:
    """The table as it prints, with the sums of all offices."""
    today = desk.clock.today()
    rows = offices(desk)
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    lines: list[tuple[Cell, ...]] = [(r.name, *r.letters, *r.asked, r.answers, r.done, r.told or "chưa có số liệu") for r in rows]
    if len(rows) > 1:
        sums = [sum(int(str(line[at])) for line in lines) for at in range(1, 9)]
        lines.append(("Cộng", *sums, None))
    heads = [f"{book}: {count}" for book in ("Phối hợp", "Xin ý kiến") for count in COUNTS]
    columns = (
        ListColumn("Đơn vị", 30), *(ListColumn(h, 9, "right") for h in (*heads, "Trả lời, hướng dẫn đã gửi", "Đơn vị báo đã làm")),
        ListColumn("Theo báo cáo ngày", 11),
    )  # fmt: skip
    note = "Theo phần báo cáo tình hình văn bản trong báo cáo gần nhất của từng đơn vị; chỉ có số lượng. Sổ: " + ", ".join(BOOKS.values()) + "."
    return Listing(
        TITLE, who.parent, who.name, who.place, today, (f"Đến hết ngày {short_date(today)}. {said(rows)}",),
        (ListTable("", columns, tuple(lines), "" if lines else "Chưa tin khóa của đơn vị nào."),), (note,), right=(who.head_title, ""),
        proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
