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
from thads_desktop.services.register_book import WHOLE
from thads_desktop.services.register_view import Line, Opened, Part, Wanted
from thads_desktop.services.register_words import SPAN_WORDS, span_of

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.register_closings import Closing

#: The heading of what a period wrote into rows that were closed before.
GROWTH = "(cột tiền, cột số đếm: phần tăng thêm; phần giảm có dấu trừ)"
CONTINUED = f"Ghi tiếp vào các dòng đã kết sổ {GROWTH}"
OLDER = "Ghi tiếp vào các dòng đã kết sổ của năm {year} {growth}"
#: Who closes a register signs first.
CLOSER, HEAD = "Người kết sổ", "Thủ trưởng cơ quan"
#: More columns than this nobody reads on A3.
MOST_COLUMNS = 30
#: So many changes since a closing are printed one by one.
MOST_CHANGES = 500
MANY = "{count} chỗ sửa đổi, bổ sung sau khi kết sổ: kê từng chỗ trên màn hình, trang Các lần kết sổ; các dòng ấy có ghi chú."


def printed(desk: Desk, view: Opened, wanted: Wanted | None = None, said: str = "") -> RegisterPrint:
    """What is printed of an opened register: all of it, period by period, or the rows that a filter lets through as they stand (said: which, in
    words)."""
    register = view.register
    if wanted is not None and not wanted.whole:
        lines = register_view.chosen(view, wanted)
        rows = tuple(_row(register, line) for line in lines)
        only = PrintPart(rows, _sums(register, "Cộng các dòng đã lọc", register_view.sums(register, lines)))
        return _made(desk, view, (only,), (said,) if said else (), ())
    kept = [p for p in view.parts if p.lines or p.continued or p.closing is not None or len(view.parts) == 1]
    changes = tuple((c.number, c.label, c.was, c.now, c.on) for c in view.changes)
    return _made(desk, view, tuple(_part(register, part) for part in kept), (said,) if said else (), changes)


def _made(desk: Desk, view: Opened, parts: tuple[PrintPart, ...], said: tuple[str, ...], changes: tuple[tuple[Cell, ...], ...]) -> RegisterPrint:
    register, today = view.register, desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    notes = view.notes
    if len(changes) > MOST_CHANGES:
        notes, changes = (*notes, MANY.format(count=len(changes))), ()
    told = (f"{register.code} {register.name}, năm {view.year}", *view.notes[:1], inspection_files.proof(view.head, short_date(today)))
    foot = "; ".join(x.rstrip(". ") for x in told)
    # A layout that was put together without the printed form bears neither its number nor its circular.
    number, circular = ("", "") if register.status == "reconstructed" else (register.number, register.circular)
    return RegisterPrint(
        number, register.name, circular, who.parent, who.name, who.place, view.year, (view.start, view.end), _columns(register), parts,
        notes, (who.head_title, heads[0].name if heads else ""), said, changes, foot, today,
    )  # fmt: skip


def printed_closing(desk: Desk, view: Opened, closing: Closing) -> RegisterPrint:
    """One closing exactly as it was fixed, under the columns of that day; one that adds others up with these."""
    part = next((p for p in view.parts if p.closing == closing and p.frozen is not None), None)
    if part is None or part.frozen is None:
        raise Refused(Refusal("register.bad_span", field="span"))
    f = part.frozen
    from thads_desktop.services.registers import columns_of

    columns = columns_of({"field": c[0], "heading": c[1], "weight": c[2], "total": c[3], "align": c[4]} for c in f.columns)
    parts = tuple(p for p in view.parts if p is part or (closing.span in WHOLE and p.closing is not None and closing.start <= p.closing.start and
                  p.closing.end <= closing.end and p.closing.span not in WHOLE))  # fmt: skip
    register = replace(view.register, columns=columns, name=f.name)
    then = replace(view, register=register, parts=parts, start=closing.start, end=closing.end)
    changes = tuple((c.number, c.label, c.was, c.now, c.on) for c in view.changes)
    return _made(desk, then, tuple(_part(register, p, carried=len(parts) == 1) for p in parts), (f"Kết sổ {closing.words}",), changes)


def pdf(made: RegisterPrint) -> bytes:
    """A3 landscape."""
    from thads_desktop.printing.register_sheet import draw_register

    return draw_register(made)


def listing(made: RegisterPrint, day_of: Opened) -> Listing:
    """The register as tables for a workbook: behind each part its sums, how it was closed, and who signs."""
    rows: list[tuple[Cell, ...]] = []
    across: set[int] = set()

    def words(*found: tuple[Cell, ...]) -> None:
        across.update(range(len(rows), len(rows) + len(found)))
        rows.extend(found)

    wide = len(made.columns)
    for part in made.parts:
        rows += part.rows
        heading, further = part.further
        if further:
            words(_across(wide, (0, heading)))
            rows += further
        for said, cells in part.sums:
            words(*([_with_words(said, cells)] if any(c is None for c in cells) else [_across(wide, (0, said)), cells]))
        for title, lines, sums in part.older:
            words(_across(wide, (0, title)))
            rows += lines
            words(*(_with_words(said, cells) for said, cells in sums))
        words(*(_across(wide, (0, text)) for text in part.said))
        if part.signed:
            at = [wide * n // len(part.signed) for n in range(len(part.signed))]
            titles = [(place, title) for place, (title, _name) in zip(at, part.signed, strict=True)]
            names = [(place, name) for place, (_title, name) in zip(at, part.signed, strict=True)]
            words(_across(wide, *titles), *[_across(wide)] * 3, _across(wide, *names), _across(wide))
    tables = [ListTable(made.name, made.columns, tuple(rows), "" if rows else "Không có dòng nào.", frozenset(across))]
    if made.changes:
        heads = ("Số thứ tự", "Mục", "Đã ghi khi kết sổ", "Nay là", "Ngày sửa đổi, bổ sung")
        tables.append(ListTable("Sửa đổi sau kết sổ", tuple(ListColumn(h, 20) for h in heads), made.changes))
    told = (f"Năm {made.year} ({short_date(day_of.start)} - {short_date(day_of.end)})", *made.said)
    # Who closed a part signed beneath it.
    right = ("", "") if made.parts and made.parts[-1].signed else made.head
    return Listing(made.name, made.parent, made.office, made.place, made.on or made.used[1], told, tuple(tables), made.notes, ("", ""), right, made.foot)


def _across(wide: int, *texts: tuple[int, str]) -> tuple[Cell, ...]:
    """A row in which these texts stand at these places; of two at one place both."""
    cells: list[Cell] = [None] * wide
    for at, text in texts:
        cells[at] = f"{cells[at]}; {text}" if cells[at] else text or None
    return tuple(cells)


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


def _part(register: Register, part: Part, *, carried: bool = False) -> PrintPart:
    """carried: it stands alone, so what the periods of before had is carried over."""
    rows = tuple(_row(register, line) for line in part.lines)
    further = (CONTINUED, tuple(_row(register, line) for line in part.continued)) if part.continued else ("", ())
    if part.closing is None:
        sums = _sums(register, "Cộng các dòng chưa kết sổ" if part.so_far != part.totals else "Cộng", part.totals)
        if part.so_far != part.totals:
            sums += _sums(register, "Cộng từ đầu năm đến nay", part.so_far)
        return PrintPart(rows, sums if rows or part.continued else (), further=further)
    closing, sums = part.closing, ()
    older = tuple(
        (OLDER.format(year=year, growth=GROWTH), tuple(_row(register, x) for x in lines), _sums(register, f"Cộng phần ghi tiếp năm {year}", found))
        for year, lines, found in part.older
    )
    if carried and part.so_far != part.totals:
        sums += _sums(register, "Các kỳ trước chuyển sang", {n: part.so_far[n] - part.totals.get(n, 0) for n in part.so_far})
    # Of a later year's closing what it brought to this book.
    words = SPAN_WORDS[closing.span] if part.frozen is not None else span_of(closing.span, closing.year)
    sums += _sums(register, f"Cộng {words}", part.totals)
    if part.so_far != part.totals:
        sums += _sums(register, "Cộng từ đầu năm" if part.frozen is not None else "Cộng cả sổ", part.so_far)
    f = part.frozen
    signed: tuple[tuple[str, str], ...] = ()
    if f is not None:
        signed = ((CLOSER, f.closer), *((title, "") for title in f.signers), (f.head[0] or HEAD, f.head[1]))
    counted = [f"{len(part.lines)} dòng"] if part.lines else ["không có dòng mới"] if closing.span not in WHOLE else []
    counted += [f"ghi tiếp {len(part.continued)} dòng đã kết sổ kỳ trước"] if part.continued else []
    counted += [f"ghi tiếp {len(lines)} dòng của sổ năm {year}" for year, lines, _sums_of in part.older]
    of_day = ""
    if sums and f is not None:
        # Sums of a closing of before are those of its last day, of earlier rows too.
        of_day = f" Số cộng tính đến hết ngày {short_date(closing.end)}, kể cả tiền của các dòng kỳ trước."
    said = (f"Kết sổ {closing.words}, ngày {short_date(closing.day)}{': ' if counted else ''}{', '.join(counted)}.{of_day}",)
    return PrintPart(rows, sums, closed=True, said=said, signed=signed, dated=closing.day, further=further, older=older)


def _row(register: Register, line: Line) -> tuple[Cell, ...]:
    return tuple(line.cell(c.field) for c in register.columns)


def _sums(register: Register, words: str, found: dict[str, int]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    """A row of sums; none where no column is summed."""
    if not any(c.total for c in register.columns):
        return ()
    return ((words, tuple(found.get(c.field, 0) if c.total else None for c in register.columns)),)


def _with_words(words: str, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The words in the first cell that is no sum."""
    at = next((n for n, cell in enumerate(cells) if cell is None), None)
    return cells if at is None else (*cells[:at], words, *cells[at + 1 :])
