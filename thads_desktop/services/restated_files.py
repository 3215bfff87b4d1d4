"""A series on the map of another day as it prints and is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.services import inspection_files, people, reporting, restated

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk


def listing(desk: Desk, day: date, measure: str, cell: str, title: str) -> Listing:
    """The series as a listing: one row an office of that day, one column a period. title: what the figure is called."""
    made = restated.series(desk, day, measure, cell)
    today = desk.clock.today()
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    columns = (ListColumn("Cơ quan", 30), *(ListColumn(words, 14, "right") for words in made.periods))
    rows: tuple[tuple[Cell, ...], ...] = tuple((r.name, *(reporting.shown(v) for v in r.values)) for r in made.rows)
    return Listing(
        "Số liệu các kỳ trên bản đồ tổ chức", who.parent, who.name, who.place, today, (title, f"{made.says}; bản đồ ngày {short_date(made.day)}"),
        (ListTable("", columns, rows, "" if rows else "Chưa nhận báo cáo của kỳ nào."),), made.notes, ("Người lập", ""),
        people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
