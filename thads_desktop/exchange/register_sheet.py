"""Reading a register workbook as clerks keep it: merged cells, hidden columns, blank rows, repeated headings, a total row,
a signature block, further sheets. Values as they stand; nothing is computed, nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.takeover.rows import COLUMNS, NEEDED, RawCell, RawRow, RawSheet
from thads_desktop.domain.text import bare
from thads_desktop.exchange.workbook_guard import look_through

if TYPE_CHECKING:
    from pathlib import Path

#: Columns that the correction workbook adds; they are read over.
ADDED = ("Dòng gốc", "Cột sai", "Lý do")
MAX_BYTES = 100 * 1024 * 1024
MAX_ROWS = 200_000
_SEARCHED = 40
_CLOSING = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_SAID = re.compile(r"(tinh den|khoa so|den)( het)?( ngay)?")
_LONG_CLOSING = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")


def read(path: Path) -> RawSheet:
    """The register in a workbook. Refused when the file is no workbook, holds no register, more than one, or no row."""
    book, formulas = _open(path)
    best: list[str] = [c.heading for c in COLUMNS if c.key in NEEDED]
    found: list[RawSheet] = []
    for sheet in book.worksheets:
        rows = _cells(sheet)
        heading, columns = _heading(rows)
        missing = [c.heading for c in COLUMNS if c.key in NEEDED and c.key not in columns.values()]
        if heading and not missing:
            found.append(_sheet(sheet, rows, heading, columns, formulas.get(sheet.title, {})))
        elif heading and len(missing) < len(best):
            best = missing
    if not found:
        raise Refused(Refusal("import.no_heading", {"missing": ", ".join(best)}, "file"))
    filled = [s for s in found if s.rows]
    if len(filled) > 1:
        raise Refused(Refusal("import.two_registers", {"sheets": ", ".join(s.sheet for s in filled)}, "file"))
    if not filled:
        raise Refused(Refusal("import.no_rows", {"sheet": found[0].sheet}, "file"))
    return filled[0]


def _open(path: Path) -> tuple[Any, dict[str, dict[tuple[int, int], str]]]:
    """The workbook with the values of its formulas; by sheet, the cells that are formulas."""
    facts = {"file": path.name}
    if not path.is_file():
        raise Refused(Refusal("import.no_such_file", {"file": str(path)}, "file"))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Refused(Refusal("import.too_large", {"size": f"{size // 1_000_000} MB"}, "file"))
    try:
        has_formulas = look_through(path)
        # Only a workbook that has any is read a second time.
        return _load(path, values=True), _formulas(_load(path, values=False)) if has_formulas else {}
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged XML leads it to
        raise Refused(Refusal("import.not_a_workbook", facts, "file")) from error


def _load(path: Path, *, values: bool) -> Any:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")
        return load_workbook(file, data_only=values)


def _formulas(book: Any) -> dict[str, dict[tuple[int, int], str]]:
    return {sheet.title: formulas_of(sheet) for sheet in book.worksheets}


def formulas_of(sheet: Any) -> dict[tuple[int, int], str]:
    """The formulas of a sheet as text, by row and column."""
    # iter_rows would make a cell for every place between the sheet's corners: two stray cells can be a million rows apart.
    return {at: str(getattr(c.value, "text", c.value)) for at, c in sheet._cells.items() if c.data_type == "f"}  # noqa: SLF001 - no other way


def _cells(sheet: Any) -> dict[int, dict[int, Any]]:
    """Row number -> column number -> cell, only cells with something in them (many sheets are formatted to the last row)."""
    found: dict[int, dict[int, Any]] = {}
    # Not by iter_rows, as in ``formulas_of``.
    for (row, at), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - as above
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        found.setdefault(row, {})[at] = cell
    if len(found) > MAX_ROWS:
        raise Refused(Refusal("import.too_large", {"size": f"{len(found)} dòng"}, "file"))
    return found


def _heading(rows: dict[int, dict[int, Any]]) -> tuple[int, dict[int, str]]:
    """(row number of the headings, column number -> key); (0, {}) when there is none."""
    keys = {_folded(c.heading): c.key for c in COLUMNS}
    best: tuple[int, dict[int, str]] = (0, {})
    for number in sorted(rows)[:_SEARCHED]:
        columns: dict[int, str] = {}
        for at, cell in rows[number].items():
            key = keys.get(_folded(cell.value))
            if key is not None and key not in columns.values():
                columns[at] = key
        if len(columns) > len(best[1]) and len(columns) >= 5:
            best = (number, columns)
    return best


def _sheet(
    sheet: Any, rows: dict[int, dict[int, Any]], heading: int, columns: dict[int, str],
    formulas: dict[tuple[int, int], str],
) -> RawSheet:  # fmt: skip
    """The data rows under the heading. What is no data is set aside by name: a repeated heading, a row of column
    numbers, totals, and after a total whatever names no decision (the signatures)."""
    from openpyxl.utils import get_column_letter

    lent = _merged(sheet, columns, heading)
    doubled, unknown = _further(rows[heading], columns)
    lent_too = _merged(sheet, doubled, heading)
    above = [str(c.value) for n in sorted(rows) if n < heading for c in rows[n].values()]
    broken = {at: text for at, text in formulas.items() if rows.get(at[0], {}).get(at[1]) is None}
    taken: list[RawRow] = []
    aside: list[tuple[int, str]] = []
    totals: dict[str, Any] = {}
    summed = False
    for number in sorted({n for n in rows if n > heading} | {r for r, _ in broken if r > heading}):
        cells = {columns[at]: _cell(c) for at, c in rows.get(number, {}).items() if at in columns}
        for (row, at), text in broken.items():
            if row == number and at in columns:
                cells[columns[at]] = RawCell(text, "", broken=True)
        what = _no_data(rows.get(number, {}), cells, summed)
        if what == TOTAL:
            summed, totals = True, {k: c.value for k, c in cells.items() if k in MONEY} or totals
        if what:
            aside.append((number, what))
            continue
        filled = {k: lent[number, k] for k in columns.values() if (number, k) in lent and k not in cells}
        whole = {**cells, **filled}
        again = {at: _cell(c) for at, c in rows.get(number, {}).items() if at in doubled}
        others = {
            key: other.value if other else None
            for at, key in doubled.items()
            if not _same(whole.get(key), other := again.get(at) or lent_too.get((number, key)))
        }
        taken.append(RawRow(number, whole, frozenset(filled), others))
    office = above[0].strip() if above else ""
    places = {key: at for at, key in columns.items()}
    twice = {k: ", ".join(get_column_letter(at) for at in (places[k], *(a for a, x in doubled.items() if x == k))) for k in doubled.values()}
    return RawSheet(
        office, _closing_day(above), tuple(taken), totals, heading, sheet.title, tuple(aside), _titles(rows, heading), places, twice,
        unknown,
    )  # fmt: skip


def _titles(rows: dict[int, dict[int, Any]], heading: int) -> tuple[str, ...]:
    """The lines above the headings, column by column: a name may run over several rows."""
    above = sorted((at, n) for n in rows if n < heading for at in rows[n])
    return tuple(part.strip() for at, n in above for part in str(rows[n][at].value).splitlines() if part.strip())


def _further(heading: dict[int, Any], columns: dict[int, str]) -> tuple[dict[int, str], tuple[str, ...]]:
    """(column number -> key of the columns whose heading stands already, headings that are none of ours)."""
    keys = {_folded(c.heading): c.key for c in COLUMNS}
    doubled, unknown = {}, []
    for at, cell in heading.items():
        key = keys.get(_folded(cell.value))
        if key is None and str(cell.value).strip() not in ADDED:
            unknown.append(" ".join(str(cell.value).split()))
        elif key is not None and key != "stt" and at not in columns:
            doubled[at] = key
    return doubled, tuple(unknown)


def _same(a: RawCell | None, b: RawCell | None) -> bool:
    left, right = (None if c is None else c.value for c in (a, b))
    return left == right or (isinstance(left, str) and isinstance(right, str) and left.split() == right.split())


MONEY = ("due", "before", "now")
TOTAL = "dòng tổng"
_TOTALS = re.compile(r"(tong( cong| so)?|cong( trang| don| mang sang)?|luy ke)( \d+)?( (viec|trang) \d+)?[\s:.\-]*(\(dong\))?$")


def _no_data(row: dict[int, Any], cells: dict[str, RawCell], summed: bool) -> str:
    """What a row is when it is no data row; "" for a data row."""
    if _is_heading(cells):
        return "tiêu đề lặp lại"
    if "number" not in cells and "day" not in cells and "debtor" not in cells and any(_sums(c.value) for c in row.values()):
        return TOTAL
    if any(_sums(c.value) for at, c in row.items() if at == min(row)) and "day" not in cells:
        return TOTAL
    if not cells.keys() & {"number", "day", "debtor"} and any(_sums_up(c.value) for at, c in row.items() if at == min(row)):
        return TOTAL
    if _counts_columns(row):
        return "số thứ tự cột"
    own = [k for k in cells if k != "stt"]
    if not own:
        return "không có nội dung ngoài số thứ tự" if row else ""
    if summed and not _entry([cells[k].value for k in own]):
        return "phần ký tên"
    return ""


def _entry(values: list[Any]) -> bool:
    """Under the totals stand signatures; a row of data has more cells, and figures or days in them."""
    return len(values) >= 4 and any(c.isdigit() for v in values for c in str(v))


def _sums_up(value: Any) -> bool:
    """ "Tổng cộng toàn sổ", "Tổng số: 3 việc": said at length, but no "Tổng công ty"."""
    return isinstance(value, str) and re.match(r"tong (cong|so)\b(?! ty\b)", " ".join(bare(value).split())) is not None


def _sums(value: Any) -> bool:
    return isinstance(value, str) and _TOTALS.match(" ".join(bare(value).split())) is not None


def _counts_columns(row: dict[int, Any]) -> bool:
    """The row "(1) (2) (3) ..." that some registers carry under the headings."""
    shown = [str(row[at].value).strip("() ") for at in sorted(row)]
    return len(shown) >= 5 and shown == [str(n) for n in range(1, len(shown) + 1)]


def _cell(cell: Any) -> RawCell:
    """Numbers that are none (an infinity from a damaged file) and errors of formulas are kept as text."""
    value = cell.value
    if isinstance(value, float) and not isfinite(value):
        return RawCell(str(value), _font(cell), broken=True)
    return RawCell(value, _font(cell), broken=cell.data_type == "e")


def _merged(sheet: Any, columns: dict[int, str], heading: int) -> dict[tuple[int, str], RawCell]:
    """(row, column key) -> the cell that a vertical merge lends it."""
    found: dict[tuple[int, str], RawCell] = {}
    for area in sheet.merged_cells.ranges:
        if area.min_row <= heading or area.min_row == area.max_row or area.min_col not in columns:
            continue
        head = sheet.cell(area.min_row, area.min_col)
        if head.value is None:
            continue
        for row in range(area.min_row + 1, area.max_row + 1):
            found[row, columns[area.min_col]] = _cell(head)
    return found


def _is_heading(cells: dict[str, RawCell]) -> bool:
    headings = _headings()
    words = [(key, cell.value) for key, cell in cells.items() if isinstance(cell.value, str)]
    return len(words) >= 5 and sum(1 for key, said in words if _folded(said) == headings[key]) >= 5


@cache
def _headings() -> dict[str, str]:
    """The heading of each column as it is compared: every row is held against them."""
    return {c.key: _folded(c.heading) for c in COLUMNS}


def _closing_day(above: list[str]) -> date | None:
    for text in above:
        folded = " ".join(bare(text).split())
        said = _SAID.search(folded)
        if said is None:
            continue
        found = _CLOSING.search(folded, said.end()) or _LONG_CLOSING.search(folded, said.start())
        if found:
            try:
                return date(int(found[3]), int(found[2]), int(found[1]))
            except ValueError:
                return None
    return None


def _font(cell: Any) -> str:
    return str(cell.font.name or "") if cell.font is not None else ""


def _folded(value: Any) -> str:
    return "".join(c for c in bare(str(value)) if c.isalnum())
