"""Tables that others give in as files or pasted text: rows under known headings, strict. Nothing is guessed and nothing is rounded.

A file is .xlsx (the first sheet that has the headings) or .csv (UTF-8; commas, semicolons or tabs); pasted text is as .csv, its headings may
be missing. A text that reads as a whole number is that number; a number with a fraction, a formula without its value and a day that is none
are refused with the row. Rows that begin with a total's word are passed over.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import parse_typed
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare, clean, nfc, seen
from thads_desktop.exchange.workbook_guard import look_through

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
#: Rows among which the headings are looked for.
_SEARCHED = 20
_MARKED = ("cộng", "tổng cộng", "tổng số", "tổng", "tổng số tiền")
_TOTALS = tuple(bare(words) for words in _MARKED)
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*|-?\d+")
_MARKS = ("đồng", "đ", "vnd", "vnđ")
_MOST = 10**15
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Field:
    """A column. kind: text | money | day | year; also: other headings by which it is known."""

    name: str
    heading: str
    kind: str
    required: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """at: its number in the file; values: name -> str, int, date or None as its field says."""

    at: int
    values: dict[str, Any]


def read(path: Path, fields: Sequence[Field], today: date) -> list[Row]:
    """The rows of a file. Refused("figures.*" | "import.*")."""
    if not path.is_file():
        raise Refused(Refusal("import.no_such_file", {"file": str(path)}, "file"))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Refused(Refusal("import.too_large", {"size": f"{size // 1_000_000} MB"}, "file"))
    if path.suffix.lower() == ".csv":
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Refused(Refusal("figures.not_utf8", {"file": path.name}, "file")) from error
        return parse(text, fields, today)
    if path.suffix.lower() != ".xlsx":
        raise Refused(Refusal("figures.bad_file", {"file": path.name}, "file"))
    return _of_workbook(path, fields, today)


def parse(text: str, fields: Sequence[Field], today: date, *, headed: bool = True) -> list[Row]:
    """The rows of a text. headed False: without headings the columns stand in the order of the fields."""
    text = nfc(text)
    try:
        mark = _mark(text, fields)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        table = [(reader.line_num, list(row)) for row in reader]
    except csv.Error as error:
        raise Refused(Refusal("figures.not_a_table", field="file")) from error
    _refuse_surplus(table, fields, headed=headed)
    return _rows(table, fields, today, headed=headed)


def _mark(text: str, fields: Sequence[Field]) -> str:
    """What stands between the cells, by the row of the headings; without one, by the first row."""
    lines = [line for line in text.splitlines() if line.strip()][:_SEARCHED]
    best = max(((len(_headings(next(csv.reader([line], delimiter=m), []), fields)), m) for line in lines for m in "\t;,"), default=(0, "\t"), key=_first)
    return best[1] if best[0] > 1 else max("\t;,", key=(lines[0] if lines else "").count)


def _first(counted: tuple[int, str]) -> int:
    return counted[0]


def _refuse_surplus(table: Sequence[tuple[int, list[Any]]], fields: Sequence[Field], *, headed: bool) -> None:
    """A row of more cells than the headings was cut within a cell, as a number by its commas: every cell behind it would be another's."""
    kept = [(at, cells) for at, cells in table if any(not _empty(c) for c in cells)]
    head = max(range(len(kept[:_SEARCHED])), key=lambda n: len(_headings(kept[n][1], fields)), default=-1)
    named = head >= 0 and len(_headings(kept[head][1], fields)) > 1
    if headed and not named:
        return
    wide, begin = (len(kept[head][1]), head + 1) if named else (len(fields), 0)
    for at, cells in kept[begin:]:
        if any(not _empty(c) for c in cells[wide:]):
            raise Refused(Refusal("figures.surplus", {"row": str(at), "columns": str(wide)}, "file"))


def template(fields: Sequence[Field], notes: Sequence[str], example: Sequence[str]) -> bytes:
    """An .xlsx with the headings; a second sheet says what stands in each column."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Số liệu"
    for at, field in enumerate(fields, 1):
        sheet.cell(1, at, field.heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = 22
    said = book.create_sheet("Hướng dẫn")
    for at, (field, of) in enumerate(zip(fields, example, strict=True), 1):
        said.cell(at, 1, field.heading)
        said.cell(at, 2, "bắt buộc" if field.required else "có thể để trống")
        said.cell(at, 3, of)
    for at, note in enumerate(notes, len(fields) + 2):
        said.cell(at, 1, note)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _of_workbook(path: Path, fields: Sequence[Field], today: date) -> list[Row]:
    import warnings

    from openpyxl import load_workbook

    try:
        formulas = look_through(path)
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            book = load_workbook(file, data_only=True)
        written: Any = None
        if formulas:
            with warnings.catch_warnings(), path.open("rb") as file:
                warnings.simplefilter("ignore")
                written = load_workbook(file)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged XML leads it to
        raise Refused(Refusal("import.not_a_workbook", {"file": path.name}, "file")) from error
    missing: Refused | None = None
    for sheet in book.worksheets:
        lost = _lost(sheet, written[sheet.title]) if written is not None else {}
        try:
            return _rows(_table(sheet, lost), fields, today, headed=True)
        except Refused as refused:
            if refused.refusals[0].code != "figures.no_heading":
                raise
            missing = missing or refused
    raise missing or Refused(Refusal("figures.no_rows", field="file"))


class _Formula:
    """Stands for a formula whose value the file does not hold."""


def _lost(values: Any, written: Any) -> dict[tuple[int, int], _Formula]:
    cells = values._cells  # noqa: SLF001 - iter_rows makes a cell for every place between two stray ones
    formulas = (at for at, cell in written._cells.items() if cell.data_type == "f")  # noqa: SLF001 - as above
    return {at: _Formula() for at in formulas if at not in cells or cells[at].value is None}


def _table(sheet: Any, lost: dict[tuple[int, int], _Formula]) -> list[tuple[int, list[Any]]]:
    found: dict[int, dict[int, Any]] = {}
    for (row, at), cell in sheet._cells.items():  # noqa: SLF001 - as above
        if cell.value is not None:
            found.setdefault(row, {})[at] = cell.value
    for (row, at), formula in lost.items():
        found.setdefault(row, {})[at] = formula
    if len(found) > MAX_ROWS:
        raise Refused(Refusal("import.too_large", {"size": f"{len(found)} dòng"}, "file"))
    # A stray cell far to the right does not make every row so long.
    return [(row, [cells.get(at) for at in range(1, min(max(cells), 60) + 1)]) for row, cells in sorted(found.items())]


def _rows(table: Iterable[tuple[int, list[Any]]], fields: Sequence[Field], today: date, *, headed: bool) -> list[Row]:
    kept = [(at, cells) for at, cells in table if any(not _empty(c) for c in cells)]
    if len(kept) > MAX_ROWS:
        raise Refused(Refusal("import.too_large", {"size": f"{len(kept)} dòng"}, "file"))
    begin, columns, most = 0, {}, -1
    for n, (_at, cells) in enumerate(kept[:_SEARCHED]):
        known = _headings(cells, fields)
        if len(known) > most and len(known) > 1:
            begin, columns, most = n + 1, known, len(known)
    if not columns and not headed:
        columns = {field.name: at for at, field in enumerate(fields)}
    lacking = [f.heading for f in fields if f.required and f.name not in columns]
    if lacking:
        raise Refused(Refusal("figures.no_heading", {"missing": ", ".join(lacking)}, "file"))
    made = [row for at, cells in kept[begin:] if (row := _row(at, cells, columns, fields, today)) is not None]
    if not made:
        raise Refused(Refusal("figures.no_rows", field="file"))
    return made


def _headings(cells: Sequence[Any], fields: Sequence[Field]) -> dict[str, int]:
    known = {_folded(h): f.name for f in fields for h in (f.heading, *f.also)}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = known.get(_folded(cell)) if isinstance(cell, str) else None
        if name is not None and name not in found:
            found[name] = at
    return found


def _row(at: int, cells: Sequence[Any], columns: dict[str, int], fields: Sequence[Field], today: date) -> Row | None:
    first = next((c for c in cells if not _empty(c)), None)
    if isinstance(first, str) and _is_total(first, cells, columns, fields):
        return None
    values: dict[str, Any] = {}
    for field in fields:
        place = columns.get(field.name)
        cell = cells[place] if place is not None and place < len(cells) else None
        if isinstance(cell, _Formula):
            raise _wrong("figures.formula", at, field)
        if _empty(cell):
            if field.required:
                raise _wrong("figures.missing", at, field)
            values[field.name] = None
            continue
        values[field.name] = _value(at, field, cell, today)
    return Row(at, values)


def _is_total(first: str, cells: Sequence[Any], columns: dict[str, int], fields: Sequence[Field]) -> bool:
    """A total by its word alone; without its marks the word may be a name, and what is whole is a row."""
    if " ".join(re.sub(r"[^\w ]", " ", nfc(first).lower()).split()) in _MARKED:
        return True
    places = (columns[f.name] for f in fields if f.required)
    return _folded(first) in _TOTALS and any(p >= len(cells) or _empty(cells[p]) for p in places)


def _value(at: int, field: Field, cell: Any, today: date) -> Any:
    match field.kind:
        case "money":
            return _whole(at, field, cell, _MOST)
        case "year":
            year = _whole(at, field, cell, 9999)
            if not 1900 <= year <= today.year:
                raise _wrong("figures.bad_year", at, field, cell)
            return year
        case "day":
            return _day(at, field, cell, today)
        case _:
            text = clean(nfc(_plain(cell)))
            if len(text) > 300:
                raise _wrong("figures.too_long", at, field)
            return text


def _whole(at: int, field: Field, cell: Any, most: int) -> int:
    """A whole number that is not below zero."""
    if isinstance(cell, bool):
        raise _wrong("figures.not_a_number", at, field, cell)
    if isinstance(cell, float):
        if not cell.is_integer():
            raise _wrong("figures.fraction", at, field, cell)
        number = int(cell)
    elif isinstance(cell, int):
        number = cell
    else:
        text = " ".join(nfc(str(cell)).split()).lower()
        for mark in _MARKS:
            text = text.removesuffix(mark).rstrip()
        if re.fullmatch(r"-?\d+[.,]\d{1,2}", text):
            raise _wrong("figures.fraction", at, field, cell)
        if _GROUPED.fullmatch(text) is None:
            raise _wrong("figures.not_a_number", at, field, cell)
        digits = re.sub(r"[.,\s]", "", text)
        if len(digits) > _MOST_DIGITS:
            raise _wrong("figures.too_large", at, field, cell)
        number = int(digits)
    if number < 0:
        raise _wrong("figures.below_zero", at, field, cell)
    if number > most:
        raise _wrong("figures.too_large", at, field, cell)
    return number


def _day(at: int, field: Field, cell: Any, today: date) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = parse_typed(nfc(str(cell)).strip(), today) if isinstance(cell, str) else None
    if found is None and isinstance(cell, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell.strip(), re.ASCII):
        try:
            found = date.fromisoformat(cell.strip())
        except ValueError:
            found = None
    if found is None:
        raise _wrong("figures.bad_day", at, field, cell)
    return found


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(c if c.isprintable() else " " for c in seen(str(cell)))


def _empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _folded(text: Any) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", bare(str(text))).split())


def _wrong(code: str, at: int, field: Field, cell: Any = "") -> Refused:
    return Refused(Refusal(code, {"row": str(at), "column": field.heading, "text": str(cell)[:40]}, "file"))
