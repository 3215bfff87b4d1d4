"""A proposal for posts on paper and in a workbook: conditions, units before and after, a sentence for each move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.services import inspection_files, people, staff_proposal as sp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.staff_proposal import Line, Made, Scenario


def proposal(desk: Desk, made: Made) -> Listing:
    """As it prints."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    columns = (
        ListColumn("Đơn vị", 26), ListColumn("Tối thiểu", 8, "right"), ListColumn("Tối đa", 8, "right"), ListColumn("Được điều đi", 9, "right"),
        ListColumn("Thụ lý dự báo: việc, tiền", 15), ListColumn("Hiện có", 8, "right"), ListColumn("Đề xuất", 8, "right"),
        ListColumn("Mỗi người, trước", 11, "right"),
        ListColumn("Mỗi người, sau", 11, "right"),
    )  # fmt: skip
    def growth(line: Line) -> str:
        q = made.question
        return sp.growth_words(line.asked) or f"{sp.percent_words(q.matters_growth)}, {sp.percent_words(q.money_growth)}"

    rows = tuple((x.name, x.asked.least, x.asked.most, x.movable, growth(x), x.heads, x.after, x.before_figure, x.after_figure) for x in made.lines)
    said = made.clashes or made.moves or ("Không phải chuyển ai.",)
    return Listing(
        "Đề xuất biên chế, biệt phái", who.parent, who.name, who.place, today, (sp.question_words(made.question, made.not_counted), sp.outcome(made)),
        (ListTable("Đơn vị", columns, rows), ListTable("Lý do", (ListColumn("Lý do", 90),), tuple((x,) for x in said))),
        (sp.AIMS,), ("Người lập", ""), people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def comparison(desk: Desk, scenarios: Sequence[Scenario]) -> Listing:
    """Scenarios side by side."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    columns = (ListColumn("Nội dung", 26), *(ListColumn(s.name, 32) for s in scenarios))
    rows = tuple(sp.compared(list(scenarios))) if scenarios else ()
    return Listing(
        "So sánh phương án biên chế, biệt phái", who.parent, who.name, who.place, today, (),
        (ListTable("", columns, rows, "" if rows else "Chưa lưu phương án nào."),),
        (sp.AIMS,), ("Người lập", ""), people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
