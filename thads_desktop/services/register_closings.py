"""Closings of registers: which periods a year has, what was fixed of them, and fixing one.

A closing is an event with a blob: the rows of the period that no earlier closing has, whole, as they stood when the period ended, with their
running numbers, totals and layout.
Nothing recorded afterwards changes them (``register_view`` says beside them what did change).
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from thads_desktop.documents.register import SIGNERS
from thads_desktop.documents.register_sources import SOURCES, STT
from thads_desktop.domain.dates import last_of_month, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.register_events import RegisterClosed, Span
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services import masking, people, registers
from thads_desktop.services.register_sources.base import SourceRow
from thads_desktop.services.register_words import SPAN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.documents.register import Register
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Months from the beginning of the year at which each ends, and begins.
_MONTHS: dict[str, tuple[int, int]] = {"q1": (0, 3), "q2": (3, 6), "half": (0, 6), "q3": (6, 9), "q4": (9, 12), "year": (0, 12)}
#: Of a period without rows the text for civil offices says nothing; that for the army knows no closing of one.
EMPTY = "Kỳ này không có dòng nào. Thông tư 04/2023 không nói có kết sổ kỳ không phát sinh hay không (Thông tư 96/2016 của Bộ Quốc phòng: không kết sổ)."


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
        return f"{SPAN_WORDS[self.span]} năm {self.year} ({short_date(self.start)} - {short_date(self.end)})"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a closing fixed. totals: of its own rows; so_far: since the year began; both as it was at the end of the
    period; names of who signed."""

    closing: Closing
    name: str
    columns: tuple[tuple[str, str, int, bool, str], ...]
    rows: tuple[SourceRow, ...]
    totals: dict[str, int]
    so_far: dict[str, int]
    closer: str
    head: tuple[str, str]
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a closing would fix, before it does. at_seq: as the log stood; notes: what is to be known before."""

    register: Register
    year: int
    span: Span
    start: date
    end: date
    rows: tuple[SourceRow, ...]
    late: int
    totals: dict[str, int]
    so_far: dict[str, int]
    at_seq: int
    notes: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"{SPAN_WORDS[self.span]} năm {self.year} ({short_date(self.start)} - {short_date(self.end)})"


def spans(register: Register, year: int) -> list[tuple[Span, date, date]]:
    """The periods of a register's year, in the order of their ends; the shorter first."""
    first, _last = registers.span(register, year)
    found: list[tuple[Span, date, date]] = []
    for key in get_args(Span):
        begin, end = _MONTHS[key]
        found.append((key, _month(first, begin, last=False), _month(first, end - 1, last=True)))
    return found


def _month(first: date, months: int, *, last: bool) -> date:
    at = first.month - 1 + months
    year, month = first.year + at // 12, at % 12 + 1
    return last_of_month(year, month) if last else date(year, month, 1)


def closings(reader: Reader, code: str, year: int) -> list[Closing]:
    """The closings of a register's year, in the order in which they were made."""
    return [c for e in as_recorded(reader.events_of(_subject(code, year))) if (c := _closing(e.seq, e.day, e.body)) is not None]


def every(reader: Reader) -> list[Closing]:
    """The closings of every register and year."""
    found = [c for _s, events in reader.stream("closing") for e in as_recorded(events) if (c := _closing(e.seq, e.day, e.body)) is not None]
    return sorted(found, key=lambda c: c.seq)


def frozen(reader: Reader, closing: Closing) -> Frozen:
    """What a closing fixed, as it was written. Trouble("store.blob_missing") when it is gone."""
    said: dict[str, Any] = json.loads(zlib.decompress(reader.blob(closing.sha256)))
    source = SOURCES[said["source"]]
    days = {f.name for f in source.fields if f.kind == "date"}
    made = tuple(
        SourceRow(
            r["key"], date.fromisoformat(r["day"]), r["order"],
            {n: date.fromisoformat(v) if n in days and v else v for n, v in r["cells"].items()}, r["opens"], r["officer"], tuple(r["about"]),
            tuple(r["parties"]), bool(r.get("struck")),
        )
        for r in said["rows"]
    )  # fmt: skip
    columns = tuple((c[0], c[1], c[2], c[3], c[4]) for c in said["columns"])
    return Frozen(closing, said["name"], columns, made, said["totals"], said["so_far"], said["closer"], tuple(said["head"]), tuple(said["signers"]))


def propose(desk: Desk, code: str, year: int, span: str) -> Proposal:
    """The rows that closing this period would fix. Refused("register.*") where it cannot be closed."""
    desk.require("register_close")
    with desk.reading() as reader:
        return _proposed(desk, reader, code, year, span)


def following(desk: Desk, code: str, year: int) -> str:
    """The first period that is over and not closed; the first one of all where there is none."""
    with desk.reading() as reader:
        register, before = registers.of_code(desk, reader, code), closings(reader, code, year)
    closed, until = {c.span for c in before}, max((c.end for c in before), default=date.min)
    found = (key for key, _start, end in spans(register, year) if key not in closed and until <= end < desk.clock.today())
    return next(found, "q1")


def beginning(desk: Desk, code: str, year: int) -> tuple[str, str]:
    """(name of the register, ``following``)."""
    with desk.reading() as reader:
        name = registers.of_code(desk, reader, code).name
    return name, following(desk, code, year)


def close(desk: Desk, proposal: Proposal) -> Closing:
    """Fix the period as it was shown. Refused("register.stale") when the log went on since, in a way that changes what it fixes."""
    desk.require("register_close")
    desk.look_at_chain()
    desk.risk()
    today = desk.clock.today()
    with desk.writing("register_close") as uow:
        now = _proposed(desk, uow, proposal.register.code, proposal.year, proposal.span)
        if content(now, "", ("", "")) != content(proposal, "", ("", "")):
            raise Refused(Refusal("register.stale"))
        who, heads = people.identity(uow, today), [p for p in people.posts(uow) if p.post == "head" and p.on(today)]
        closer = str((uow.row("person", desk.actor) or {}).get("name", "")) if desk.actor else ""
        sha = uow.store_blob(zlib.compress(content(now, closer, (who.head_title, heads[0].name if heads else "")), 6))
        body = RegisterClosed(now.register.code, now.year, now.span, now.start, now.end, now.at_seq, sha, desk.actor)
        event = uow.append(_subject(now.register.code, now.year), today, body)
        uow.commit()
    made = _closing(event.seq, event.day, body)
    assert made is not None
    return made


def content(p: Proposal, closer: str, head: tuple[str, str]) -> bytes:
    """What a closing fixes, as it is kept; equal facts give equal bytes."""
    register = p.register
    return json.dumps(
        {
            "version": 1, "register": register.code, "name": register.name, "source": register.source, "year": p.year, "span": p.span,
            "start": p.start.isoformat(), "end": p.end.isoformat(),
            "columns": [[c.field, c.heading, c.weight, c.total, c.align] for c in register.columns],
            "rows": [
                {"key": r.key, "day": r.day.isoformat(), "order": r.order, "opens": r.opens, "officer": r.officer, "about": list(r.about),
                 "parties": list(r.parties), "cells": {n: _plain(v) for n, v in sorted(r.cells.items())}, "struck": r.struck}
                for r in p.rows
            ],
            "totals": p.totals, "so_far": p.so_far, "closer": closer, "head": list(head), "signers": [SIGNERS[s] for s in register.signers],
        }, ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    ).encode()  # fmt: skip


def totals(register: Register, rows: Iterable[SourceRow]) -> dict[str, int]:
    """Sums of every field of money or count that the source has, whichever columns show them."""
    names = [f.name for f in register.of.fields if f.kind in ("money", "count")]
    found = dict.fromkeys(names, 0)
    for row in rows:
        for name in names:
            cell = row.cells.get(name)
            if isinstance(cell, int):
                found[name] += cell
    return found


def unfrozen(closed: list[Frozen], rows: list[SourceRow]) -> list[SourceRow]:
    """The rows that no closing has."""
    held = {r.key for f in closed for r in f.rows}
    return [r for r in rows if r.key not in held]


def _proposed(desk: Desk, reader: Reader, code: str, year: int, span: str) -> Proposal:
    register = registers.of_code(desk, reader, code)
    if masking.hides(desk):
        raise Refused(Refusal("register.masked"))
    chosen = next((x for x in spans(register, year) if x[0] == span), None)
    if chosen is None:
        raise Refused(Refusal("register.bad_span", field="span"))
    key, start, end = chosen
    if end >= desk.clock.today():
        raise Refused(Refusal("register.not_over", {"end": short_date(end)}, "span"))
    before = closings(reader, code, year)
    same = next((c for c in before if c.span == key), None)
    if same is not None:
        raise Refused(Refusal("register.closed", {"span": SPAN_WORDS[key], "day": short_date(same.day)}, "span"))
    if before and end < before[-1].end:
        raise Refused(Refusal("register.before_closed", {"end": short_date(before[-1].end)}, "span"))
    held = [frozen(reader, c) for c in before]
    first, _last = registers.span(register, year)
    # What a late closing fixes is what was so when the period ended.
    every_row = registers.rows(desk, reader, register, first, end, end)
    fresh = unfrozen(held, every_row)
    number = sum(len(f.rows) for f in held)
    made = tuple(_counted(r, number + at) for at, r in enumerate(fresh, 1))
    # Running figures go on after a row was fixed: sums are those of the day the period ends, of earlier rows too.
    late_keys = {r.key for r in made}
    own = [r for r in every_row if start <= r.day <= end or r.key in late_keys]
    late = sum(1 for r in made if r.day <= before[-1].end) if before else 0
    notes = [*registers.notes(register, year)]
    if not own:
        notes.append(EMPTY)
    if late:
        notes.append(f"{late} dòng ghi muộn, có ngày trước lần kết sổ trước: vào kỳ này.")
    return Proposal(register, year, key, start, end, made, late, totals(register, own), totals(register, every_row), reader.head()[0], tuple(notes))


def _counted(row: SourceRow, number: int) -> SourceRow:
    return replace(row, cells={**row.cells, STT: number})


def _plain(cell: Cell) -> str | int | None:
    return cell.isoformat() if isinstance(cell, date) else str(cell) if isinstance(cell, Decimal) else cell


def _subject(code: str, year: int) -> str:
    return f"closing:{code}.{year}"


def _closing(seq: int, day: date | None, body: object) -> Closing | None:
    if not isinstance(body, RegisterClosed) or day is None:
        return None
    return Closing(body.register, body.year, body.span, body.start, body.end, body.at_seq, body.sha256, seq, day, body.closer)

