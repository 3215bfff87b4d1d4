"""An inspection on paper and in a workbook: short (counts and what deserves a look) or long (every act)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import book_rights, inspection, masking, people
from thads_desktop.services.inspection_lines import Lines
from thads_desktop.services.letter_cover import Cover

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.inspection import Overview
    from thads_desktop.services.inspection_lines import Act
    from thads_desktop.storage.reader import Reader

#: A print of more lines than this is read by nobody.
MOST = 20_000
_LONG = (
    ListColumn("Số", 5, "right"), ListColumn("Ghi lúc", 10), ListColumn("Ngày pháp lý", 8), ListColumn("Người ghi", 13),
    ListColumn("Chức vụ", 10), ListColumn("Đã làm", 16), ListColumn("Chi tiết", 18), ListColumn("Của việc, hồ sơ", 20),
    ListColumn("Lý do", 15),
)  # fmt: skip


def proof(head: tuple[int, str], printed: str) -> str:
    """The line at the foot by which a print is held against the log."""
    seq, hash_ = head
    return f"Nhật ký đến dòng {dong(seq)}, mã chuỗi {hash_[:16]}; in ngày {printed}"


def listing(
    desk: Desk, made: Overview, *, long: bool, seqs: array[int] | None = None, about: str = "",
    progress: Callable[[int, int], object] = lambda _done, _whole: None,
) -> Listing:  # fmt: skip
    """What is printed. seqs: only these acts of the long view, ``about`` says which. Refused when there are too many."""
    chosen = made.seqs if seqs is None else seqs
    if long and len(chosen) > MOST:
        raise Refused(Refusal("inspection.too_long", {"count": dong(len(chosen)), "limit": dong(MOST)}, "since"))
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        tables = [_every(desk, reader, chosen, progress)] if long else [_points(made), _people(made)]
        lines = (*_said(reader, made), *((about,) if about else ()))
    return Listing(
        "Bảng kê từng việc đã ghi" if long else "Bảng tổng hợp: ai đã làm gì", who.parent, who.name, who.place, today, lines, tuple(tables),
        (_counted(made),), ("Người kiểm tra", ""), people.signs(who, heads), proof(made.head, short_date(today)),
    )  # fmt: skip


def pdf(made: Listing) -> bytes:
    """A4 landscape."""
    from thads_desktop.printing.listing_sheet import draw_listing

    return draw_listing(made)


def workbook(made: Listing) -> bytes:
    """An .xlsx file."""
    from thads_desktop.exchange.listing_book import write_listing

    return write_listing(made)


def write(file: Path, made: Listing) -> Path:
    """The listing in a file by its ending, .pdf or .xlsx. Refused for another ending and a place that cannot be written."""
    from thads_desktop.services import return_files

    refuse_ending(file)
    data = pdf(made) if file.suffix.lower() == ".pdf" else workbook(made)
    return return_files.write_files(file.parent, {file.name: data})[0]


def refuse_ending(file: Path) -> None:
    """Refused for a file that is neither."""
    if file.suffix.lower() not in (".pdf", ".xlsx"):
        raise Refused(Refusal("inspection.bad_file", field="out"))


def _said(reader: Reader, made: Overview) -> tuple[str, ...]:
    wanted = made.wanted
    who = str((reader.row("person", wanted.person) or {}).get("name", "")) or "đơn vị"
    which = [f"người ghi: {who}" if wanted.person else "mọi người ghi"]
    which.append(inspection.GROUP_WORDS[wanted.group].lower() if wanted.group else "mọi loại")
    if made.matters:
        which.append(f"việc số {', '.join(made.matters[:5])}{'…' if len(made.matters) > 5 else ''}")
    return (f"Ghi {inspection.said(wanted)}; {'; '.join(which)}",)


def _counted(made: Overview) -> str:
    if not made.lines[0]:
        return "Trong kỳ này nhật ký không có dòng nào như vậy."
    return (
        f"Từ dòng {dong(made.lines[0])} đến dòng {dong(made.lines[1])} của nhật ký có {dong(len(made.seqs))} dòng được kê; ngoài ra "
        f"{dong(made.beside)} dòng chỉ ghi nội dung đi kèm (văn bản, đương sự, lý do). Ngưỡng chọn các điểm cần xem trước là của chương trình."
    )


def _points(made: Overview) -> ListTable:
    columns = (ListColumn("Điểm cần xem trước", 34), ListColumn("Cách chọn", 46), ListColumn("Số dòng", 8, "right"))
    rows = tuple((p.title, p.why, len(p.seqs)) for p in made.points)
    return ListTable("Cần xem trước", columns, rows)


def _people(made: Overview) -> ListTable:
    columns = [ListColumn("Người ghi", 22), *(ListColumn(short, 9, "right") for _code, _words, short in inspection.GROUPS)]
    columns.append(ListColumn("Cộng", 9, "right"))
    rows: list[tuple[Cell, ...]] = [
        (p.name, *(p.counts.get(code, 0) for code, _words, _short in inspection.GROUPS), p.total) for p in made.people
    ]
    if len(rows) > 1:
        sums = [sum(p.counts.get(code, 0) for p in made.people) for code, _words, _short in inspection.GROUPS]
        rows.append(("Cộng", *sums, len(made.seqs)))
    return ListTable("Ai đã làm gì (số dòng ghi)", tuple(columns), tuple(rows), "" if rows else "Không có dòng nào.")


def _every(desk: Desk, reader: Reader, seqs: array[int], progress: Callable[[int, int], object]) -> ListTable:
    lines = Lines(reader, masking.names(desk, reader), (*book_rights.hidden(desk), *Cover(desk, reader).subjects()))
    rows: list[tuple[Cell, ...]] = []
    for part in inspection.steps(seqs):
        rows += [_row(act) for act in lines.of(part) if act is not None]
        progress(len(rows), len(seqs))
    return ListTable("", _LONG, tuple(rows), "" if rows else "Không có dòng nào.")


def _row(act: Act) -> tuple[Cell, ...]:
    what = act.what + (" (về sau bị xóa)" if act.struck else "")
    return (act.seq, f"{act.recorded:%d/%m/%Y %H:%M}", act.day, act.who, act.role, what, act.detail, act.about, act.reason)
