"""What a closing of a register fixed, as it is kept in a blob: its new rows, what it wrote into earlier ones, sums, layout, names.

Version 2 has, beside the rows of the period, what was continued and put right in the rows of before (``Further``), also of books of years that
are over (``Older``), and its sums are those of what it prints. Version 1 has rows alone; its sums are those of the day the period ended, of
earlier rows too.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.register import SIGNERS
from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.register_events import RegisterClosed
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services.register_sources.base import SourceRow
from thads_desktop.services.register_words import span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.register_events import Span
    from thads_desktop.storage.reader import Reader

VERSION = 2


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing as it stands in the log. seq: its place; day: when it was closed; closer: a person ("" = the office)."""

    register: str
    year: int
    span: Span
    start: date
    end: date
    at_seq: int
    sha256: str
    seq: int
    day: date
    closer: str = ""

    @property
    def words(self) -> str:
        """ "quý I năm 2024 (01/10/2023 - 31/12/2023)"."""
        return f"{span_of(self.span, self.year)} ({short_date(self.start)} - {short_date(self.end)})"


@dataclass(frozen=True, slots=True)
class Correction:
    """Something of a fixed row that is otherwise by now. field "" = the row itself; on: the day it was recorded."""

    field: str
    was: Cell
    now: Cell
    on: date


@dataclass(frozen=True, slots=True)
class Further:
    """What came to a row that an earlier closing fixed. cells: what is otherwise now, by field; gone: why the row is none of the register any
    more, "" = it stands; corrections: what of it is no course of things, with the day of each."""

    key: str
    cells: Mapping[str, Cell]
    opens: str
    officer: str
    about: tuple[str, ...]
    parties: tuple[str, ...]
    struck: bool = False
    gone: str = ""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Older:
    """What a closing wrote into the book of a year that was over. rows: recorded after that year was closed; shown: what came to its other rows, as it
    is printed; totals: of both; so_far: of that year's book then."""

    closing: Closing
    year: int
    columns: tuple[tuple[str, str, int, bool, str], ...]
    rows: tuple[SourceRow, ...]
    further: tuple[Further, ...]
    shown: tuple[SourceRow, ...]
    totals: dict[str, int]
    so_far: dict[str, int]
    late: Mapping[str, str] = field(default_factory=dict)
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a closing fixed. totals: of what it prints; so_far: since the year began; names of who signed; late: key of a row that was recorded
    after its period was closed -> what is said of it."""

    closing: Closing
    name: str
    columns: tuple[tuple[str, str, int, bool, str], ...]
    rows: tuple[SourceRow, ...]
    totals: dict[str, int]
    so_far: dict[str, int]
    closer: str
    head: tuple[str, str]
    signers: tuple[str, ...]
    version: int = 1
    further: tuple[Further, ...] = ()
    late: Mapping[str, str] = field(default_factory=dict)
    older: tuple[Older, ...] = ()


def written(
    register: Register, year: int, span: Span, dates: tuple[date, date], rows: Sequence[SourceRow], further: Sequence[Further], late: Mapping[str, str],
    older: Sequence[Older], sums: tuple[Mapping[str, int], Mapping[str, int]], closer: str, head: tuple[str, str],
) -> bytes:  # fmt: skip
    """What a closing fixes, as it is kept; equal facts give equal bytes."""
    return json.dumps(
        {
            "version": VERSION, "register": register.code, "name": register.name, "source": register.source, "year": year, "span": span,
            "start": dates[0].isoformat(), "end": dates[1].isoformat(), "columns": [list(c) for c in columns_as_kept(register)],
            "rows": _plain_rows(rows, late), "further": _plain_further(further),
            "older": [
                {"year": o.year, "rows": _plain_rows(o.rows, o.late), "further": _plain_further(o.further), "shown": _plain_rows(o.shown, {}),
                 "totals": o.totals, "so_far": o.so_far}
                for o in older
            ],
            "totals": sums[0], "so_far": sums[1], "closer": closer, "head": list(head), "signers": [SIGNERS[s] for s in register.signers],
        }, ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    ).encode()  # fmt: skip


def columns_as_kept(register: Register) -> tuple[tuple[str, str, int, bool, str], ...]:
    return tuple((c.field, c.heading, c.weight, c.total, c.align) for c in register.columns)


def _plain_rows(rows: Sequence[SourceRow], late: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {"key": r.key, "day": r.day.isoformat(), "order": r.order, "opens": r.opens, "officer": r.officer, "about": list(r.about),
         "parties": list(r.parties), "cells": _plain_cells(r.cells), "struck": r.struck, "late": late.get(r.key, "")}
        for r in rows
    ]  # fmt: skip


def _plain_further(further: Sequence[Further]) -> list[dict[str, object]]:
    return [
        {"key": x.key, "cells": _plain_cells(x.cells), "opens": x.opens, "officer": x.officer, "about": list(x.about), "parties": list(x.parties),
         "struck": x.struck, "gone": x.gone, "corrections": [[c.field, _plain(c.was), _plain(c.now), c.on.isoformat()] for c in x.corrections]}
        for x in further
    ]  # fmt: skip


def closings(reader: Reader, code: str, year: int) -> list[Closing]:
    """The closings of a register's year, in the order in which they were made."""
    return [c for e in as_recorded(reader.events_of(subject(code, year))) if (c := closing_of(e.seq, e.day, e.body)) is not None]


def every(reader: Reader) -> list[Closing]:
    """The closings of every register and year."""
    found = [c for _s, events in reader.stream("closing") for e in as_recorded(events) if (c := closing_of(e.seq, e.day, e.body)) is not None]
    return sorted(found, key=lambda c: c.seq)


def fixed(reader: Reader, code: str, year: int) -> list[Frozen | Older]:
    """What fixed the book of a year, in the order it was made: its own closings, and those of later years that went on with it."""
    found: list[Frozen | Older] = []
    for c in every(reader):
        if c.register == code and c.year >= year:
            found += [frozen(reader, c)] if c.year == year else [o for o in _older(c, _said(reader, c)) if o.year == year]
    return found


def frozen(reader: Reader, closing: Closing) -> Frozen:
    """What a closing fixed, as it was written. Trouble("store.blob_missing") when it is gone."""
    said = _said(reader, closing)
    read = _Cells(said)
    return Frozen(
        closing, said["name"], _columns(said), read.rows(said["rows"]), said["totals"], said["so_far"], said["closer"], tuple(said["head"]),
        tuple(said["signers"]), read.version, read.further(said.get("further", ())), _late(said["rows"]), _older(closing, said),
    )  # fmt: skip


def _said(reader: Reader, closing: Closing) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(reader.blob(closing.sha256)))
    return found


def _columns(said: Mapping[str, Any]) -> tuple[tuple[str, str, int, bool, str], ...]:
    return tuple((c[0], c[1], c[2], c[3], c[4]) for c in said["columns"])


def _older(closing: Closing, said: Mapping[str, Any]) -> tuple[Older, ...]:
    read = _Cells(said)
    return tuple(
        Older(
            closing, o["year"], _columns(said), read.rows(o["rows"]), read.further(o["further"]), read.rows(o["shown"]), o["totals"], o["so_far"],
            _late(o["rows"]),
        )
        for o in said.get("older", ())
    )  # fmt: skip


def _late(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {r["key"]: str(r["late"]) for r in rows if r.get("late")}


class _Cells:
    """Cells as they were written, read back as what they are."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        source, self.version = SOURCES[said["source"]], int(said.get("version", 1))
        self._days = {f.name for f in source.fields if f.kind == "date"}
        self._numbers = {f.name for f in source.fields if f.kind == "number"}

    def rows(self, raw: Sequence[Mapping[str, Any]]) -> tuple[SourceRow, ...]:
        return tuple(
            SourceRow(
                r["key"], date.fromisoformat(r["day"]), r["order"], self.of(r["cells"]), r["opens"], r["officer"], tuple(r["about"]),
                tuple(r["parties"]), bool(r.get("struck")),
            )
            for r in raw
        )  # fmt: skip

    def further(self, raw: Sequence[Mapping[str, Any]]) -> tuple[Further, ...]:
        return tuple(
            Further(
                x["key"], self.of(x["cells"]), x["opens"], x["officer"], tuple(x["about"]), tuple(x["parties"]), x["struck"], x["gone"],
                tuple(Correction(f, self.cell(f, was), self.cell(f, now), date.fromisoformat(on)) for f, was, now, on in x["corrections"]),
            )
            for x in raw
        )  # fmt: skip

    def of(self, raw: Mapping[str, Any]) -> dict[str, Cell]:
        days, numbers = self._days, self._numbers
        return {n: self.cell(n, v) if v and (n in days or n in numbers) else v for n, v in raw.items()}

    def cell(self, name: str, value: Any) -> Cell:
        if isinstance(value, str) and value:
            if name in self._days:
                return _day(value)
            if name in self._numbers:
                # A quantity was a text before, as it is printed: "1.200,5".
                return _number(value if self.version > 1 else value.replace(".", "").replace(",", "."))
        found: Cell = value
        return found


def _day(value: str) -> Cell:
    """A day; of several, one behind the other in a text, as they are."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _number(value: str) -> Cell:
    try:
        return Decimal(value)
    except ArithmeticError:
        return value


def _plain_cells(cells: Mapping[str, Cell]) -> dict[str, str | int | None]:
    return {n: _plain(v) for n, v in sorted(cells.items())}


def _plain(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else str(cell) if isinstance(cell, Decimal) else cell


def subject(code: str, year: int) -> str:
    return f"closing:{code}.{year}"


def closing_of(seq: int, day: date | None, body: object) -> Closing | None:
    if not isinstance(body, RegisterClosed) or day is None:
        return None
    return Closing(body.register, body.year, body.span, body.start, body.end, body.at_seq, body.sha256, seq, day, body.closer)

