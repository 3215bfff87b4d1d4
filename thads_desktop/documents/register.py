"""Layouts of registers ("sổ"): dated TOML files under ``forms/registers`` or in a pack, read strictly.

A layout names its source of rows (``register_sources``) and its columns: a field, its heading, its share of the width; and which fields run on
after a row was closed (``running``): a clerk goes on writing them, filled or not. What is not established of the official sheet says so
(``status``): the screen and the print repeat it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from thads_desktop import dated
from thads_desktop.documents.register_sources import HAND, SOURCES, STT, Source
from thads_desktop.domain.text import nfc

Align = Literal["left", "right", "centre"]
STATUSES = ("established", "reconstructed")
#: A register is opened by the statistical year (1 October), or by the calendar year as the books of letters.
YEARS = ("statistical", "calendar")
#: Who signs a closing beside who closes it and the head.
SIGNERS = {"accountant": "Kế toán", "storekeeper": "Thủ kho", "cashier": "Thủ quỹ"}
#: Said of a layout whose official headings are not known.
NOT_COMPARED = "Tiêu đề cột chưa đối chiếu với mẫu."
_KEYS = {
    "code", "number", "name", "circular", "annex", "from", "until", "status", "year", "source", "signers", "note", "order", "running", "by_number",
    "column",
}  # fmt: skip
_COLUMN = {"field", "heading", "weight", "total", "align"}
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,23}")


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """field: of the source; weight: its share of the width; total: summed at the foot."""

    field: str
    heading: str
    weight: int = 10
    total: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Register:
    """A register in force from a day (until None = still). number: in its circular; custom: kept by the office itself, with words that
    its rows must hold in a field (only); running: fields that go on in a row after its period was closed, filled or not; by_number: a number
    alone means it, where another circular has one of that number too."""

    code: str
    number: str
    name: str
    circular: str
    annex: str
    start: date
    until: date | None
    status: str
    year: str
    source: str
    signers: tuple[str, ...]
    note: str
    order: int
    columns: tuple[RegisterColumn, ...]
    custom: bool = False
    only: tuple[tuple[str, str], ...] = ()
    running: frozenset[str] = frozenset()
    by_number: bool = True

    @property
    def of(self) -> Source:
        return SOURCES[self.source]

    @property
    def title(self) -> str:
        """ "Mẫu số 03. Sổ thụ lý thi hành án": how lists call it."""
        return f"{self.number}. {self.name}" if self.number else self.name

    def meets(self, first: date, last: date) -> bool:
        """It was in force on a day of this span."""
        return self.start <= last and (self.until is None or first <= self.until)


class RegisterError(ValueError):
    """A layout is not sound; the text names the file and the fault."""


def load_registers() -> tuple[Register, ...]:
    """Every layout in force, in its order."""
    return registers_of(dated.in_force())


@cache
def registers_of(overlay: dated.Overlay) -> tuple[Register, ...]:
    """Every layout under these packs. RegisterError names the file that is not sound, or two of one code."""
    found = [register_in(name, data) for name, data in overlay.of("registers").items()]
    codes = [r.code for r in found]
    if twice := {c for c in codes if codes.count(c) > 1}:
        raise RegisterError(f"registers: {sorted(twice)}")
    return tuple(sorted(found, key=lambda r: (r.order, r.code)))


def register_in(name: str, content: bytes) -> Register:
    """The layout in the bytes of a file, checked: no unknown key, no unknown source or field. RegisterError."""
    try:
        data = tomllib.loads(nfc(content.decode("utf-8")))
        if unknown := set(data) - _KEYS:
            raise RegisterError(f"{name}: {sorted(unknown)}")
        made = Register(
            _text(data["code"]), _text(data["number"]), _text(data["name"]), _text(data["circular"]), _text(data.get("annex", "")), _day(data["from"]),
            _day(data["until"]) if "until" in data else None, data["status"], data["year"], data["source"], tuple(data.get("signers", ())),
            _text(data.get("note", "")), _whole(data["order"]), tuple(_column(name, x) for x in data["column"]),
            running=frozenset(_text(x) for x in data.get("running", ())), by_number=data.get("by_number", True) is True,
        )  # fmt: skip
        _check(made, name)
    except RegisterError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RegisterError(f"{name}: {error!r}") from error
    return made


def running_of(source: str) -> frozenset[str]:
    """The fields that go on in any register that is drawn from a source: for a register of the office's own."""
    return frozenset(f for r in load_registers() if r.source == source for f in r.running)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(value)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    raise TypeError(value)


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(value)


def _column(name: str, raw: dict[str, Any]) -> RegisterColumn:
    if set(raw) - _COLUMN:
        raise RegisterError(f"{name}: {sorted(set(raw) - _COLUMN)}")
    return RegisterColumn(_text(raw["field"]), _text(raw["heading"]), _whole(raw.get("weight", 10)), raw.get("total") is True, raw.get("align", "left"))


def _check(made: Register, name: str) -> None:
    if not _CODE.fullmatch(made.code) or not made.name or not made.circular:
        raise RegisterError(f"{name}: code, name or circular")
    if made.source not in SOURCES:
        raise RegisterError(f"{name}: source {made.source}")
    if made.status not in STATUSES or made.year not in YEARS or set(made.signers) - set(SIGNERS):
        raise RegisterError(f"{name}: status, year or signers")
    if made.until is not None and made.until < made.start:
        raise RegisterError(f"{name}: until")
    if unknown := {f for f in made.running if not made.of.has(f) or f in (STT, HAND)}:
        raise RegisterError(f"{name}: running {sorted(unknown)}")
    if fault := wrong_columns(made.source, made.columns):
        raise RegisterError(f"{name}: {fault}")


def wrong_columns(source: str, columns: tuple[RegisterColumn, ...]) -> str:
    """What is wrong with the columns of a layout; "" for nothing."""
    of = SOURCES[source]
    if not columns:
        return "no column"
    for c in columns:
        if not of.has(c.field) or not c.heading.strip():
            return f"column {c.field}"
        if not 1 <= c.weight <= 100 or c.align not in get_args(Align):
            return f"column {c.field}: weight, total or align"
        if c.total and (c.field == STT or of.field(c.field).kind not in ("money", "count")):
            return f"column {c.field}: total"
    return ""
