"""Each cell of a row by the kind of its column: what it means, what was repaired, what cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover import tcvn3, values
from thads_desktop.domain.takeover.people import org_like, person_like, recognise, several, untitled
from thads_desktop.domain.takeover.rows import BY_KEY, COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.takeover.row import Row
    from thads_desktop.domain.takeover.rows import Column, RawCell

#: A text of a register longer than this is no entry but something pasted by mistake.
LONGEST = 2_000
#: A formula or its error kept as text, as the correction workbook keeps them: no entry either.
_FORMULA = re.compile(r"\s*(=|#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)\b)")
_WORDS = {
    "kind": (values.KINDS, "N09", "R13"),
    "means": (values.MEANS, "N12", "R15"),
    "case_type": (values.CASES, "N13", "R16"),
}
_EMPTY = {"year": (), "ids": ()}


def read_cells(row: Row, style: tuple[str, int]) -> None:
    """Fill ``row.read`` for every column. style: symbol and width of the register's decision numbers."""
    for key, other in row.raw.others.items():
        row.say("R25", key, row.value(key), other)
    for column in COLUMNS:
        cell = row.raw.cells.get(column.key)
        if column.kind == "ignored":
            continue
        if cell is not None and not _sound(row, column, cell):
            row.read[column.key] = list(_EMPTY[column.kind]) if column.kind in _EMPTY else None
            continue
        _read(row, column, cell, style)
    _one_a_line(row)


def _one_a_line(row: Row) -> None:
    """Joint debtors written one under the other: as many lines as there are years or numbers leave no doubt."""
    lines = [values.tidy(x) for x in str(row.value("debtor") or "").splitlines() if x.strip()]
    if len(lines) > 1 and row.read["debtor"] == " ".join(lines) and len(lines) in (len(row.read["birth"]), len(row.read["ids"])):
        row.read["debtor"] = "; ".join(lines)
        row.findings = [f for f in row.findings if f.column != BY_KEY["debtor"].heading]
        row.say("N02", "debtor", None, row.read["debtor"])


def _sound(row: Row, column: Column, cell: RawCell) -> bool:
    if cell.broken or (isinstance(cell.value, str) and _FORMULA.match(cell.value)):
        row.say("R22", column.key, cell.value)
    elif isinstance(cell.value, str) and len(cell.value) > LONGEST:
        row.say("R19", column.key, f"{len(cell.value):,}".replace(",", "."))
    else:
        return True
    return False


def _read(row: Row, column: Column, cell: RawCell | None, style: tuple[str, int]) -> None:
    value, font = (None, "") if cell is None else (cell.value, cell.font)
    match column.kind:
        case "year" | "ids":
            _many(row, column, value)
            return
        case "number":
            read = values.decision_number(value, style[0], font, style[1])
        case "day":
            read = values.day(value)
        case "amount":
            read = _amount(row, column.key, value)
        case "paper":
            read = values.paper_number(value, font)
        case _:
            read = values.text(value, font)
    row.read[column.key], code = read
    if code:
        row.say(code, column.key, value, read[0])
    if column.kind in ("kind", "means", "case_type", "result"):
        _word(row, column, value, said=bool(code))
    elif column.kind in ("text", "paper") and not code and read[0] and tcvn3.suspicious(read[0]):
        row.say("W14", column.key, read[0])


def _amount(row: Row, key: str, value: Any) -> values.Read:
    """A sum merged over several rows of a matter is one sum: the first row has it."""
    if key in row.raw.merged:
        row.say("W15", key)
        return (0, "") if key != "due" else (None, "")
    return values.amount(value)


def _many(row: Row, column: Column, value: Any) -> None:
    found = values.year(value) if column.key == "birth" else values.ids(value)
    read = row.read[column.key] = [v for v, _ in found]
    code = next((code for _, code in found if code), "")
    if code:
        shown = str(value) if isinstance(value, int) else value
        row.say(code, column.key, shown, read[0] if len(found) == 1 else "; ".join("" if p is None else str(p) for p in read))
    if column.key == "ids":
        for number in read:
            if number and not (number.isdigit() and len(number) in (9, 12)) and not _taxed(row, number):
                row.say("W09", "ids", number)


def _taxed(row: Row, number: str) -> bool:
    """A company's tax number instead of a person's identity number."""
    return org_like(row.read["debtor"] or "") and re.fullmatch(r"\d{10}(-\d{3})?", number) is not None


def _word(row: Row, column: Column, original: Any, *, said: bool) -> None:
    text = row.read[column.key]
    if text is None:
        if column.kind == "kind":
            row.say("R13", column.key)
        return
    read, code = values.result(text) if column.kind == "result" else values.word(text, *_WORDS[column.kind])
    row.read[column.key] = read
    if code and not (said and code.startswith("N")):
        row.say(code, column.key, original, read)


def read_officer(row: Row, officers: Sequence[str], new: dict[str, None], *, create: bool) -> None:
    """The officer meant: one of the office's, a new one where that was asked for, or a refusal (R06, R23, R32)."""
    name = row.read.get("officer")
    if not name:
        return
    found = recognise(name, officers)
    if found is None and (fit := several(name, officers)):
        row.say("R32", "officer", row.value("officer"), ", ".join(fit))
    elif found is None and not create:
        row.say("R06", "officer", row.value("officer"))
    elif found is None and not person_like(untitled(name)):
        row.say("R23", "officer", row.value("officer"))
    elif found is None:
        row.read["officer"] = untitled(name)
        new[untitled(name)] = None
        row.say("N18", "officer", name, untitled(name))
    else:
        if found != name and not any(f.column == BY_KEY["officer"].heading for f in row.findings):
            row.say("N10", "officer", row.value("officer"), found)
        row.read["officer"] = found
