"""Reading data sets strictly: a JSON document or a workbook to typed rows, and one problem for each thing that is wrong, with row and column.

Nothing is guessed: an unknown column, a value of another type, a formula, a text that is too long, a code that is in no list, a row twice.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare, clean
from thads_desktop.exchange import dataset_values
from thads_desktop.exchange.dataset_schema import DataSet, datasets
from thads_desktop.exchange.dataset_write import GUIDE
from thads_desktop.exchange.workbook_guard import look_through

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 512 * 1024 * 1024
#: So many rows of one file are read.
MAX_ROWS = 2_000_000
#: In this many rows of a sheet the headings are looked for.
_SEARCHED = 10
_HEAD = {"dataset", "version", "office", "as_of", "seq", "note", "since", "masked", "rows"}
#: What stands above the headings of a sheet -> key of the container.
_SAID = {"bo du lieu": "dataset", "phien ban": "version", "don vi": "office", "tinh den": "as_of", "nhat ky": "seq", "da che": "masked"}

#: Kinds of cell that hold no value of their own -> what is said of them.
_NO_VALUE = {"f": "data.formula", "e": "data.broken_cell"}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that is wrong. row: of the sheet, or place in "rows" from 1; column: its heading, "" = the whole row."""

    dataset: DataSet
    row: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as typed values: empty ones left out."""

    place: int
    values: Values


@dataclass(slots=True)
class ReadSet:
    """The rows of one set."""

    dataset: DataSet
    rows: list[ReadRow] = field(default_factory=list)


@dataclass(slots=True)
class ReadFile:
    """What a file holds. office, as_of: as its containers say."""

    file: str
    sha256: str
    office: str = ""
    as_of: date | None = None
    sets: dict[str, ReadSet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(path: Path) -> ReadFile:
    """Refused("data.*" | "import.*") for what is no file of data sets at all; what is wrong with rows stands in ``problems``."""
    if not path.is_file():
        raise Refused(Refusal("import.no_such_file", {"file": str(path)}, "file"))
    if path.stat().st_size > MAX_BYTES:
        raise Refused(Refusal("import.too_large", {"size": f"{path.stat().st_size // 1_000_000} MB"}, "file"))
    ending = path.suffix.lower()
    if ending not in (".json", ".xlsx"):
        raise Refused(Refusal("data.bad_ending", {"file": path.name}, "file"))
    data = path.read_bytes()
    made = ReadFile(path.name, hashlib.sha256(data).hexdigest())
    if ending == ".json":
        _json(made, data)
    else:
        _book(made, path)
    if not made.sets:
        raise Refused(Refusal("data.no_set", {"file": path.name}, "file"))
    _twice(made)
    return made


# --- JSON ----------------------------------------------------------------------------------------------


def _json(made: ReadFile, data: bytes) -> None:
    try:
        said = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(Refusal("data.not_json", {"file": made.file}, "file")) from error
    containers = said.get("datasets") if isinstance(said, dict) and set(said) == {"datasets"} else [said]
    if not isinstance(containers, list) or not all(isinstance(c, dict) for c in containers):
        raise Refused(Refusal("data.not_json", {"file": made.file}, "file"))
    for container in containers:
        if unknown := sorted(set(container) - _HEAD):
            raise Refused(Refusal("data.unknown_key", {"key": unknown[0][:60]}, "file"))
        rows = container.get("rows")
        if not isinstance(rows, list):
            raise Refused(Refusal("data.not_json", {"file": made.file}, "file"))
        dataset = _head(made, container)
        wanted = made.sets.setdefault(dataset.key, ReadSet(dataset))
        for at, row in enumerate(rows, 1):
            _refuse_many(wanted)
            if not isinstance(row, dict):
                made.problems.append(Problem(dataset, at, "", Refusal("data.not_a_row")))
                continue
            _row(made, wanted, at, row, from_book=False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


# --- the workbook --------------------------------------------------------------------------------------


def _book(made: ReadFile, path: Path) -> None:
    import warnings

    from openpyxl import load_workbook

    try:
        look_through(path)
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            book = load_workbook(file)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged XML leads it to
        raise Refused(Refusal("import.not_a_workbook", {"file": path.name}, "file")) from error
    for sheet in book.worksheets:
        if bare(sheet.title) != bare(GUIDE):
            _sheet(made, sheet)


def _sheet(made: ReadFile, sheet: Any) -> None:
    rows: dict[int, dict[int, Any]] = {}
    # iter_rows would make a cell for every place between the sheet's corners.
    for (row, at), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - no other way
        if cell.value is not None and not (isinstance(cell.value, str) and not cell.value.strip()):
            rows.setdefault(row, {})[at] = cell
    if not rows:
        return
    said = _above(rows)
    dataset = _head(made, {"dataset": _named(sheet.title), **said})
    fields = {_folded(f.heading): f for f in dataset.fields}
    heading = next((n for n in sorted(rows)[:_SEARCHED] if sum(_folded(c.value) in fields for c in rows[n].values()) >= 2), 0)
    if not heading:
        raise Refused(Refusal("data.no_heading", {"sheet": sheet.title}, "file"))
    columns: dict[int, str] = {}
    for at, cell in rows[heading].items():
        known = fields.get(_folded(cell.value))
        if known is None:
            raise Refused(Refusal("data.unknown_column", {"column": clean(str(cell.value))[:60], "sheet": sheet.title}, "file"))
        if known.name in columns.values():
            raise Refused(Refusal("data.column_twice", {"column": known.heading, "sheet": sheet.title}, "file"))
        columns[at] = known.name
    wanted = made.sets.setdefault(dataset.key, ReadSet(dataset))
    for number in sorted(n for n in rows if n > heading):
        _refuse_many(wanted)
        _sheet_row(made, wanted, number, rows[number], columns)


def _sheet_row(made: ReadFile, wanted: ReadSet, number: int, cells: dict[int, Any], columns: dict[int, str]) -> None:
    dataset, row, broken = wanted.dataset, {}, False
    for at, cell in cells.items():
        name = columns.get(at)
        if name is None:
            made.problems.append(Problem(dataset, number, cell.column_letter, Refusal("data.outside")))
        elif cell.data_type in _NO_VALUE:
            made.problems.append(Problem(dataset, number, dataset.field(name).heading, Refusal(_NO_VALUE[cell.data_type])))
        else:
            row[name] = cell.value
            continue
        broken = True
    if not broken:
        _row(made, wanted, number, row, from_book=True)


def _above(rows: dict[int, dict[int, Any]]) -> dict[str, Any]:
    """What the lines above the headings say of the set: each value stands right of its word."""
    found: dict[str, Any] = {}
    for number in sorted(rows)[:_SEARCHED]:
        for at, cell in rows[number].items():
            key = _SAID.get(" ".join(bare(str(cell.value)).split())) if isinstance(cell.value, str) else None
            beside = rows[number].get(at + 1)
            if key is None or key in found or beside is None:
                continue
            value = beside.value
            found[key] = value.date().isoformat() if isinstance(value, datetime) else value
        if "dataset" in found:
            found["masked"] = found.get("masked") == "có"
            return found
    return {}


def _named(title: str) -> str:
    """The set whose sheet bears this name; "" for none."""
    lead = _folded(title.partition(" (")[0])
    return next((s.key for s in datasets().values() if _folded(s.sheet) == lead), title)


def _folded(value: Any) -> str:
    return "".join(c for c in bare(str(value)) if c.isalnum())


# --- both ----------------------------------------------------------------------------------------------


def _head(made: ReadFile, said: dict[str, Any]) -> DataSet:
    """The set that a container says it is. Refused for one that is not known, is newer, is masked, or of another office than the others."""
    dataset = datasets().get(str(said.get("dataset", "")))
    if dataset is None:
        known = ", ".join(s.key for s in datasets().values())
        raise Refused(Refusal("data.unknown_set", {"set": str(said.get("dataset", ""))[:60], "known": known}, "file"))
    version = said.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= dataset.version:
        raise Refused(Refusal("data.newer", {"set": dataset.title, "version": str(version)[:20]}, "file"))
    if said.get("masked"):
        raise Refused(Refusal("data.masked", {"set": dataset.title}, "file"))
    office, as_of = said.get("office"), said.get("as_of")
    if not isinstance(office, str) or not office.strip() or (made.office and clean(office) != made.office):
        raise Refused(Refusal("data.no_office", {"set": dataset.title}, "file"))
    try:
        day = date.fromisoformat(str(as_of))
    except ValueError:
        raise Refused(Refusal("data.no_day", {"set": dataset.title}, "file")) from None
    made.office = clean(office)
    made.as_of = max(day, made.as_of or day)
    return dataset


def _refuse_many(wanted: ReadSet) -> None:
    if len(wanted.rows) >= MAX_ROWS:
        raise Refused(Refusal("import.too_large", {"size": f"{MAX_ROWS} dòng"}, "file"))


def _row(made: ReadFile, wanted: ReadSet, place: int, row: dict[str, Any], *, from_book: bool) -> None:
    dataset, values, before = wanted.dataset, {}, len(made.problems)
    names = {f.name for f in dataset.fields}
    for name in row:
        if name not in names:
            told = Refusal("data.unknown_column", {"column": str(name)[:60], "sheet": dataset.sheet})
            made.problems.append(Problem(dataset, place, str(name)[:60], told))
    for f in dataset.fields:
        given = row.get(f.name)
        if f.shown or given is None:
            value = None
        else:
            try:
                value = dataset_values.taken(f, given, from_book=from_book)
            except Refused as refused:
                made.problems.append(Problem(dataset, place, f.heading, refused.refusals[0]))
                continue
        if value not in (None, "", [], False):
            values[f.name] = value
        elif f.required and not f.shown and not (f.type in ("money", "count") and value == 0):
            made.problems.append(Problem(dataset, place, f.heading, Refusal("data.missing")))
        elif value == 0 and f.type in ("money", "count") and value is not False:
            values[f.name] = 0
    if len(made.problems) == before:
        wanted.rows.append(ReadRow(place, values))


def _twice(made: ReadFile) -> None:
    """A row of the same id twice is one row too many, whatever it says."""
    for wanted in made.sets.values():
        seen: dict[tuple[str, str], int] = {}
        for row in wanted.rows:
            key = (row.values["id_source"], row.values["id"])
            if key in seen:
                heading = wanted.dataset.field("id").heading
                made.problems.append(Problem(wanted.dataset, row.place, heading, Refusal("data.row_twice", {"row": str(seen[key])})))
            else:
                seen[key] = row.place
