"""Reading a register workbook as clerks keep it: merged cells, hidden columns, blank rows, repeated headings, a total row,
a signature block, further sheets. Values as they stand; nothing is computed, nothing is guessed.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.takeover.rows import COLUMNS, NEEDED, RawCell, RawRow, RawSheet
from thads_desktop.domain.text import bare

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 100 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_ROWS = 200_000
_SEARCHED = 40
_CLOSING = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_LONG_CLOSING = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")


def read(path: Path) -> RawSheet:
    """The register in a workbook. Refused when the file is no workbook or holds no register."""
    book = _open(path)
    best: list[str] = [c.heading for c in COLUMNS if c.key in NEEDED]
    for sheet in book.worksheets:
        rows = _cells(sheet)
        heading, columns = _heading(rows)
        missing = [c.heading for c in COLUMNS if c.key in NEEDED and c.key not in columns.values()]
        if heading and not missing:
            return _sheet(sheet, rows, heading, columns)
        if heading and len(missing) < len(best):
            best = missing
    raise Refused(Refusal("import.no_heading", {"missing": ", ".join(best)}, "file"))


def _open(path: Path) -> Any:
    facts = {"file": path.name}
    if not path.is_file():
        raise Refused(Refusal("import.no_such_file", {"file": str(path)}, "file"))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Refused(Refusal("import.too_large", {"size": f"{size // 1_000_000} MB"}, "file"))
    try:
        with zipfile.ZipFile(path) as box:
            unpacked = sum(e.file_size for e in box.infolist())
            if unpacked > MAX_UNPACKED:
                raise Refused(Refusal("import.too_large", {"size": f"{unpacked // 1_000_000} MB"}, "file"))
        import warnings

        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path, data_only=True)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged XML leads it to
        raise Refused(Refusal("import.not_a_workbook", facts, "file")) from error


def _cells(sheet: Any) -> dict[int, dict[int, Any]]:
    """Row number -> column number -> cell, only cells with a value."""
    if sheet.max_row > MAX_ROWS:
        raise Refused(Refusal("import.too_large", {"size": f"{sheet.max_row} dòng"}, "file"))
    found: dict[int, dict[int, Any]] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                found.setdefault(cell.row, {})[cell.column] = cell
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


def _sheet(sheet: Any, rows: dict[int, dict[int, Any]], heading: int, columns: dict[int, str]) -> RawSheet:
    merged = _merged(sheet, columns, heading)
    above = [str(c.value) for n in sorted(rows) if n < heading for c in rows[n].values()]
    taken: list[RawRow] = []
    totals: dict[str, Any] = {}
    for number in sorted(n for n in set(rows) | {r for r, _ in merged} if n > heading):
        cells = {columns[at]: RawCell(c.value, _font(c)) for at, c in rows.get(number, {}).items() if at in columns}
        if _is_heading(cells):
            continue
        if any(_folded(c.value).startswith(("tongcong", "tongso")) for c in rows.get(number, {}).values()):
            totals = {k: c.value for k, c in cells.items() if k in ("due", "before", "now")}
            break
        filled = {key: value for (row, key), value in merged.items() if row == number and key not in cells}
        own = {k: c for k, c in cells.items() if k != "stt" and str(c.value).strip()}
        if own:
            taken.append(RawRow(number, {**cells, **filled}, frozenset(filled)))
    return RawSheet(above[0].strip() if above else "", _closing_day(above), tuple(taken), totals, heading)


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
            found[row, columns[area.min_col]] = RawCell(head.value, _font(head))
    return found


def _is_heading(cells: dict[str, RawCell]) -> bool:
    headings = {c.key: _folded(c.heading) for c in COLUMNS}
    same = sum(1 for key, cell in cells.items() if _folded(cell.value) == headings[key])
    return same >= 5


def _closing_day(above: list[str]) -> date | None:
    for text in above:
        folded = bare(text)
        if "tinh den" not in folded and "khoa so" not in folded and "den ngay" not in folded:
            continue
        found = _CLOSING.search(folded) or _LONG_CLOSING.search(folded)
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
