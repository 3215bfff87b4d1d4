"""A register on paper and in files: the A3 print, the workbook, and the two written into a folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.register_print import PrintPart, RegisterPrint
from thads_desktop.domain.text import slug
from thads_desktop.services import exports, inspection_files, outputs, people, register_view
from thads_desktop.services.register_view import Line, Opened, Part, Wanted
from thads_desktop.services.register_words import SPAN_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.register_closings import Closing

#: Who closes a register signs first.
CLOSER, HEAD = "Người kết sổ", "Thủ trưởng cơ quan"
#: More columns than this nobody reads on A3.
MOST_COLUMNS = 30
#: So many changes since a closing are printed one by one.
MOST_CHANGES = 500
MANY = "{count} chỗ sửa đổi, bổ sung sau khi kết sổ: kê từng chỗ trên màn hình, trang Các lần kết sổ; các dòng ấy có ghi chú."


def printed(desk: Desk, view: Opened, wanted: Wanted | None = None, said: str = "") -> RegisterPrint:
    """What is printed of an opened register: all of it, or what a filter lets through (said: which, in words)."""
    register, today = view.register, desk.clock.today()
    only = None if wanted is None or wanted.whole else {line.key for line in register_view.chosen(view, wanted)}
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    parts = tuple(_part(register, part, only) for part in view.parts if part.lines or part.closing is not None or len(view.parts) == 1)
    notes, changes = view.notes, tuple((c.number, c.label, c.was, c.now, c.on) for c in view.changes) if only is None else ()
    if len(changes) > MOST_CHANGES:
        notes, changes = (*notes, MANY.format(count=len(changes))), ()
    told = (f"{register.code} {register.name}, năm {view.year}", *view.notes[:1], inspection_files.proof(view.head, short_date(today)))
    foot = "; ".join(x.rstrip(". ") for x in told)
    # A layout that was put together without the printed form bears neither its number nor its circular.
    number, circular = ("", "") if register.status == "reconstructed" else (register.number, register.circular)
    return RegisterPrint(
        number, register.name, circular, who.parent, who.name, who.place, view.year, (view.start, view.end), _columns(register), parts,
        notes, (who.head_title, heads[0].name if heads else ""), (said,) if said else (), changes, foot,
    )  # fmt: skip


def printed_closing(desk: Desk, view: Opened, closing: Closing) -> RegisterPrint:
    """One closing exactly as it was fixed, under the columns of that day."""
    part = next((p for p in view.parts if p.closing == closing and p.frozen is not None), None)
    if part is None or part.frozen is None:
        raise Refused(Refusal("register.bad_span", field="span"))
    f = part.frozen
    from thads_desktop.services.registers import columns_of

    columns = columns_of({"field": c[0], "heading": c[1], "weight": c[2], "total": c[3], "align": c[4]} for c in f.columns)
    then = replace(view, register=replace(view.register, columns=columns, name=f.name), parts=(part,), start=closing.start, end=closing.end)
    return replace(printed(desk, then), said=(f"Kết sổ {closing.words}",))


def pdf(made: RegisterPrint) -> bytes:
    """A3 landscape."""
    from thads_desktop.printing.register_sheet import draw_register

    return draw_register(made)


def listing(made: RegisterPrint, day_of: Opened) -> Listing:
    """The register as tables for a workbook: a row of sums behind each part."""
    rows: list[tuple[Cell, ...]] = []
    for part in made.parts:
        rows += part.rows
        for words, cells in part.sums:
            rows.append(_with_words(words, cells))
    tables = [ListTable(made.name, made.columns, tuple(rows), "" if rows else "Không có dòng nào.")]
    if made.changes:
        heads = ("Số thứ tự", "Mục", "Đã ghi khi kết sổ", "Nay là", "Ngày sửa đổi, bổ sung")
        tables.append(ListTable("Sửa đổi sau kết sổ", tuple(ListColumn(h, 20) for h in heads), made.changes))
    left = made.parts[-1].signed[0] if made.parts and made.parts[-1].signed else ("", "")
    said = (f"Năm {made.year} ({short_date(day_of.start)} - {short_date(day_of.end)})", *made.said)
    return Listing(made.name, made.parent, made.office, made.place, made.used[1], said, tuple(tables), made.notes, left, made.head, made.foot)


def workbook(made: RegisterPrint, view: Opened) -> bytes:
    """An .xlsx file for A3 paper: numbers as numbers, days as days, every text plain."""
    from thads_desktop.exchange.listing_book import A3, write_listing

    return write_listing(listing(made, view), A3)


def write(desk: Desk, file: Path, view: Opened, wanted: Wanted | None = None, said: str = "") -> Path:
    """The register in a file by its ending, .pdf or .xlsx. Refused for another ending."""
    from thads_desktop.services import return_files

    inspection_files.refuse_ending(file)
    made = printed(desk, view, wanted, said)
    data = pdf(made) if file.suffix.lower() == ".pdf" else workbook(made, view)
    return return_files.write_files(file.parent, {file.name: data})[0]


def write_both(desk: Desk, folder: Path, view: Opened, recipient: str, purpose: str) -> list[Path]:
    """PDF and workbook into a folder, after it was written down to whom and for what they leave. Refused for a folder that cannot take them."""
    from thads_desktop.services import return_files

    exports.refuse_unsaid(recipient, purpose)
    outputs.refuse_unfit_folder(folder, "so-*")
    name, made = file_name(view), printed(desk, view)
    contents = {f"{name}.pdf": pdf(made), f"{name}.xlsx": workbook(made, view)}
    exports.note(desk, "register", f"{view.register.name}, năm {view.year}"[:180], recipient, purpose, len(contents))
    return return_files.write_files(folder, contents)


def file_name(view: Opened) -> str:
    """How the files of a register of a year are called."""
    return f"so-{slug(view.register.code)}-{view.year}"


def _columns(register: Register) -> tuple[ListColumn, ...]:
    return tuple(ListColumn(c.heading, c.weight, c.align) for c in register.columns)


def _part(register: Register, part: Part, only: set[str] | None) -> PrintPart:
    lines = [line for line in part.lines if only is None or line.key in only]
    rows = tuple(_row(register, line) for line in lines)
    if only is not None:
        return PrintPart(rows, _sums(register, "Cộng các dòng đã lọc", register_view.sums(register, lines)))
    if part.closing is None:
        words = "Cộng các dòng chưa kết sổ" if part.so_far != part.totals else "Cộng"
        return PrintPart(rows, _sums(register, words, part.totals) if rows else ())
    closing, sums = part.closing, _sums(register, f"Cộng {SPAN_WORDS[part.closing.span]}", part.totals)
    if part.so_far != part.totals:
        sums += _sums(register, "Cộng từ đầu năm", part.so_far)
    f = part.frozen
    signed: tuple[tuple[str, str], ...] = ()
    if f is not None:
        signed = ((CLOSER, f.closer), *((title, "") for title in f.signers), (f.head[0] or HEAD, f.head[1]))
    lines_said = f"{len(part.lines)} dòng" if part.lines else "không có dòng mới"
    of_day = f" Số cộng tính đến hết ngày {short_date(closing.end)}, kể cả tiền của các dòng kỳ trước." if sums else ""
    said = (f"Kết sổ {closing.words}, ngày {short_date(closing.day)}: {lines_said}.{of_day}",)
    return PrintPart(rows, sums, closed=True, said=said, signed=signed, dated=closing.day)


def _row(register: Register, line: Line) -> tuple[Cell, ...]:
    return tuple(line.cells.get(c.field) for c in register.columns)


def _sums(register: Register, words: str, found: dict[str, int]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """A row of sums; none where no column is summed."""
    if not any(c.total for c in register.columns):
        return ()
    return ((words, tuple(found.get(c.field, 0) if c.total else None for c in register.columns)),)


def _with_words(words: str, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The words in the first cell that is no sum."""
    at = next((n for n, cell in enumerate(cells) if cell is None), None)
    return cells if at is None else (*cells[:at], words, *cells[at + 1 :])
