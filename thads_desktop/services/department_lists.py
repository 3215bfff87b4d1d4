"""The department's lists as print and workbook: matters that several offices report, what is behind a cell, what evidence says of one matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.services import inspection_files, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.consolidated import Consolidation
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.drill_cells import Behind, OfOffice
    from thads_desktop.services.receiving import Period


def sheet(desk: Desk, title: str, said: Sequence[str], tables: Sequence[ListTable], notes: Sequence[str] = ()) -> Listing:
    """A list under the office's name of today, with who signs and the proof."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    return Listing(
        title, who.parent, who.name, who.place, today, tuple(said), tuple(tables), tuple(notes), ("Người lập", ""),
        people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def claimed(desk: Desk, made: Consolidation) -> Listing:
    """The matters that several offices report, with the number that each gives it."""
    columns = (ListColumn("Việc (số ở từng đơn vị)", 30), ListColumn("Số đơn vị", 8, "right"), ListColumn("Đơn vị cùng báo cáo", 62))
    rows = tuple((c.number, len(c.by), c.offices) for c in made.claimed)
    table = ListTable("Việc bị tính nhiều lần trong số tổng hợp", columns, rows, "" if rows else "Không có việc nào.")
    return sheet(
        desk, "Danh sách việc do nhiều đơn vị cùng báo cáo", (f"Kỳ {made.months:02d} tháng năm {made.year}", f"{len(rows)} việc"), (table,),
        (f"Lý do vẫn chốt: {made.reason}",) if made.reason else (),
    )  # fmt: skip


def drilled(desk: Desk, period: Period, words: str, rows: Sequence[OfOffice], *, money: bool) -> Listing:
    """The offices behind a cell and their matters."""
    unit = "Tính vào ô (đồng)" if money else "Tính vào ô (việc)"
    offices = ListTable(
        "Các đơn vị", (ListColumn("Đơn vị", 60), ListColumn("Số việc", 15, "right"), ListColumn(unit, 25, "right")),
        (*((r.name, len(r.matters), r.amount) for r in rows), ("Cộng", sum(len(r.matters) for r in rows), sum(r.amount for r in rows))),
    )  # fmt: skip
    matters = ListTable(
        "Các việc", (ListColumn("Đơn vị", 45), ListColumn("Việc", 35), ListColumn(unit, 20, "right")),
        tuple((r.name, number, amount) for r in rows for _key, number, amount in r.matters),
    )  # fmt: skip
    return sheet(desk, "Việc trong một ô của báo cáo tổng hợp", (f"Kỳ {period[2]:02d} tháng năm {period[1]}", words), (offices, matters))


def evidence(desk: Desk, period: Period, made: Behind) -> Listing:
    """What an office's package says of one matter."""
    lines = ListTable(
        "Các khoản (đồng)", (
            ListColumn("Khoản", 8, "right"), ListColumn("Loại", 18), ListColumn("Trạng thái", 18), ListColumn("Phải thi hành", 14, "right"),
            ListColumn("Đã thu", 14, "right"), ListColumn("Đình chỉ, giảm", 14, "right"), ListColumn("Còn lại", 14, "right"),
        ), tuple((x.no, x.kind, x.state, dong(x.opening), dong(x.collected), dong(x.cut), dong(x.rest)) for x in made.lines),
        "" if made.lines else "Gói không có khoản nào của việc này.",
    )  # fmt: skip
    records = ListTable(
        "Được đếm ở các biểu khác", (ListColumn("Loại", 25), ListColumn("Nội dung", 75)), tuple((r.kind, r.words) for r in made.records),
    )  # fmt: skip
    tables = (*((lines,) if made.lines or not made.records else ()), *((records,) if made.records else ()))
    said = (made.office, f"Kỳ {period[2]:02d} tháng năm {period[1]}", *((made.words,) if made.words else ()))
    return sheet(desk, f"Việc trong gói của đơn vị: {made.number}", said, tables)
