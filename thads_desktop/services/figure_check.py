"""Figures of returns that come from elsewhere (a CSV, one row a return) against the relations of a regime, whatever was not published.

A cell that is not given is unknown, not zero. Where a sum lacks some of its parts the relation still says what the others may at most be.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc
from thads_desktop.returns.bounds import impossible
from thads_desktop.returns.checks import Violation, check_cells
from thads_desktop.returns.vocabulary import FORM_MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from thads_desktop.returns.compute import Cell
    from thads_desktop.returns.regime import Identity, Regime

ID, THIRD, RATE = "id", "third", "rate"
#: Published beside the columns, with no relation to them: judgments received, matters in the separate book.
BESIDE = ("n0", "m1")
#: Published as one sum: the two columns of the third group.
_THIRD = ("c15", "c16")
_RATE_CELL = "c18"
MOST_ROWS, MOST_BYTES = 100_000, 32_000_000
#: How workbooks begin, of today and of old.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: The line by which Excel is told the separator of a CSV.
_SEP = re.compile(r'"?sep=(.)"?[,; \t]*', re.IGNORECASE)
_WHOLE = re.compile(r"\d+|\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+(?:[.,]\d{1,2})?")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A return: its id, its line in the file, its figures."""

    id: str
    line: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Found:
    """A relation that a row breaks."""

    row: FigureRow
    violation: Violation


@dataclass(frozen=True, slots=True)
class Checked:
    """Every row with what it breaks."""

    regime: Regime
    rows: tuple[FigureRow, ...]
    found: tuple[Found, ...]

    def text(self) -> str:
        """For people: what does not hold, row by row."""
        head = f"Kiểm tra {dong(len(self.rows))} dòng theo chế độ {self.regime.id} ({self.regime.circular})"
        if not self.found:
            return f"{head}: mọi quan hệ kiểm được đều đúng."
        lines = [f"Dòng {f.row.line} ({f.row.id}), {f.violation.id}: {f.violation.says}" for f in self.found]
        return "\n".join([f"{head}: {dong(len(self.found))} chỗ sai.", *lines])

    def json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "regime": self.regime.id, "circular": self.regime.circular, "rows": len(self.rows), "ids": [r.id for r in self.rows],
            "violations": [{"id": f.row.id, "row": f.row.line, "relation": f.violation.id, "says": f.violation.says} for f in self.found],
        }  # fmt: skip


def check_file(file: Path, regime: Regime) -> Checked:
    """Read and check a file. Refused("check.*"), everything that is wrong with it at once."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused(Refusal("check.too_large", {"file": file.name, "limit": dong(MOST_ROWS)}))
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(Refusal("check.no_file", {"file": str(file)})) from error
    rows = read(data, file.name, regime)
    return Checked(regime, rows, tuple(Found(r, v) for r in rows for v in check_figures(regime, r.cells)))


def check_figures(regime: Regime, cells: Mapping[str, Cell]) -> list[Violation]:
    """Every relation that these figures break."""
    found: list[Violation] = []
    known = {k: v for k, v in cells.items() if k != THIRD}
    for measure in FORM_MEASURES:
        keys = {c.key for c in regime.of_measure(measure)}
        own = {k: v for k, v in known.items() if k in keys}
        if own:
            broken = check_cells(regime, measure, own)
            broken += [v for i in regime.identities if i.measure == measure and (v := _incomplete(i, own)) is not None]
            # What no relation says by itself several may say together, through the cells that are not given.
            found += broken or impossible(regime, measure, own)
    third = cells.get(THIRD)
    if third and not _outside(regime):
        says = f"Chế độ này không có nhóm hoãn, tạm đình chỉ đứng ngoài: ô third là {dong(int(third))}, phải để trống hoặc bằng 0."
        found.append(Violation("V3", says))
    return found


def _incomplete(identity: Identity, cells: Mapping[str, Cell]) -> Violation | None:
    """A sum of which some parts were not published: as no part is below zero, what is known may not go beyond it."""
    if identity.kind != "equal" or identity.left not in cells:
        return None
    lacks_plus, lacks_minus = (any(k not in cells for k in side) for side in (identity.plus, identity.minus))
    if lacks_plus == lacks_minus:
        return None
    rest = sum(int(cells[k] or 0) for k in identity.plus if k in cells) - sum(int(cells[k] or 0) for k in identity.minus if k in cells)
    left = int(cells[identity.left] or 0)
    if (lacks_plus and left >= rest) or (lacks_minus and left <= rest):
        return None
    word = "nhỏ hơn" if lacks_plus else "lớn hơn"
    says = f"{identity.says}; ô {identity.left} là {dong(left)}, {word} {dong(abs(rest))} của các ô đã có."
    return Violation(identity.id, says)


def _outside(regime: Regime) -> bool:
    """Deferral and suspension stand outside what can and cannot be enforced."""
    return any(set(_THIRD) <= set(i.plus) and "c14" in i.plus and i.left == "c6" for i in regime.identities)


def read(data: bytes, name: str, regime: Regime) -> tuple[FigureRow, ...]:
    """The rows of a CSV. Refused("check.*")."""
    lines = _lines(data, name)
    if not lines:
        raise Refused(Refusal("check.empty", {"file": name}))
    heads = [nfc(h).strip().lower() for _at, cells in lines[:1] for h in cells]
    while heads and not heads[-1]:
        heads.pop()
    _refuse_heads(heads, name, regime)
    wrong: list[Refusal] = []
    rows: list[FigureRow] = []
    first: dict[str, int] = {}
    for at, cells in lines[1:]:
        if not any(c.strip() for c in cells):
            continue
        if len(rows) >= MOST_ROWS:
            raise Refused(Refusal("check.too_large", {"file": name, "limit": dong(MOST_ROWS)}))
        if any(c.strip() for c in cells[len(heads) :]):
            wrong.append(Refusal("check.too_many_cells", {"row": str(at), "count": str(len(cells)), "columns": str(len(heads))}))
            continue
        row, refusals = _row(at, heads, cells, regime)
        wrong += refusals
        if row.id and row.id in first:
            wrong.append(Refusal("check.row_twice", {"row": str(at), "id": row.id, "first": str(first[row.id])}))
        first.setdefault(row.id, at)
        rows.append(row)
    if wrong:
        raise Refused(*wrong)
    if not rows:
        raise Refused(Refusal("check.empty", {"file": name}))
    return tuple(rows)


def _lines(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """(line of the file, its cells), by the separator of the first line."""
    text = _text(data, name)
    at = 0
    head = next((line for line in text.splitlines() if line.strip()), "")
    told = _SEP.fullmatch(head.strip())
    marks = {mark: head.count(mark) for mark in (";", "\t", ",")}
    mark = told[1] if told else max(marks, key=lambda m: marks[m]) if any(marks.values()) else ","
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for cells in reader:
            at = reader.line_num
            if told and not found and _SEP.fullmatch(mark.join(cells).strip()):
                continue
            if found or any(c.strip() for c in cells):
                found.append((at, cells))
    except csv.Error as error:
        raise Refused(Refusal("check.unclosed", {"file": name, "row": str(at + 1)})) from error
    return found


def _text(data: bytes, name: str) -> str:
    if data.startswith(_WORKBOOKS):
        raise Refused(Refusal("check.workbook", {"file": name}))
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Refusal("check.encoding", {"file": name})) from error
    if "\0" in text:
        raise Refused(Refusal("check.encoding", {"file": name}))
    return text


def _refuse_heads(heads: Sequence[str], name: str, regime: Regime) -> None:
    allowed = [c.key for measure in FORM_MEASURES for c in regime.of_measure(measure)]
    known = (ID, *BESIDE, *allowed, THIRD, RATE)
    wrong = [
        Refusal("check.unknown_column", {"column": h or "(trống)", "at": str(at), "regime": regime.id, "known": ", ".join(known)})
        for at, h in enumerate(heads, 1) if h not in known
    ]  # fmt: skip
    wrong += [Refusal("check.column_twice", {"column": h}) for h in dict.fromkeys(heads) if h in known and heads.count(h) > 1]
    if ID not in heads:
        wrong.insert(0, Refusal("check.no_id", {"file": name}))
    if RATE in heads and _RATE_CELL in heads:
        wrong.append(Refusal("check.rate_beside"))
    if wrong:
        raise Refused(*wrong)


def _row(at: int, heads: Sequence[str], cells: Sequence[str], regime: Regime) -> tuple[FigureRow, list[Refusal]]:
    wrong: list[Refusal] = []
    made: dict[str, Cell] = {}
    key = ""
    rates = {c.key for measure in FORM_MEASURES for c in regime.of_measure(measure) if c.rate} | {RATE}
    for head, raw in zip(heads, cells, strict=False):
        said = nfc(raw).replace("\u00a0", " ").replace("\u202f", " ").strip()
        if head == ID:
            key = said
        elif said:
            value, code = _value(said, rate=head in rates)
            if code:
                wrong.append(Refusal(code, {"row": str(at), "column": head, "value": said[:40]}))
            else:
                made[_RATE_CELL if head == RATE else head] = value
    if not key:
        wrong.append(Refusal("check.no_row_id", {"row": str(at)}))
    if THIRD in made and _outside(regime):
        if any(k in made for k in _THIRD):
            wrong.append(Refusal("check.third_beside", {"row": str(at)}))
        made |= {_THIRD[0]: made[THIRD], _THIRD[1]: 0}
    return FigureRow(key, at, made), wrong


def _value(said: str, *, rate: bool) -> tuple[Cell, str]:
    """(the figure, "") or (None, the code of the refusal)."""
    plain = said.removesuffix("%").strip() if rate else said
    if plain.startswith(("-", "−", "(")) and any(c.isdigit() for c in plain):
        return None, "check.negative"
    if not plain.isascii():
        return None, "check.bad_rate" if rate else "check.bad_number"
    if rate:
        if not _DECIMAL.fullmatch(plain) or len(plain) > 12:
            return None, "check.bad_rate"
        return Decimal(plain.replace(",", ".")).quantize(Decimal("0.01")), ""
    if not _WHOLE.fullmatch(plain) or len(plain) > 30:
        return None, "check.bad_number"
    return int(re.sub(r"[^0-9]", "", plain)), ""
