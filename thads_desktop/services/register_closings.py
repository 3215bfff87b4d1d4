"""Closings of registers: which periods a year has, in what order they are closed, and fixing one.

A closing is an event with a blob (``register_frozen``): the rows of the period that no earlier closing has, whole, as they stood when the
period ended, what the period brought to earlier rows (``register_book``), running numbers, sums and layout.
Nothing recorded afterwards changes them (``register_view`` says beside them what did change).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from thads_desktop.documents.register_sources import STT
from thads_desktop.domain.dates import last_of_month, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.register_events import RegisterClosed, Span
from thads_desktop.services import masking, people, register_book, register_older, register_since, registers
from thads_desktop.services.register_book import WHOLE, Book, Told, brought, totals
from thads_desktop.services.register_frozen import (
    Closing,
    Frozen,
    Older,
    closing_of,
    closings,
    every,
    frozen,
    subject,
    written,
)
from thads_desktop.services.register_lines import Line, further_line, kept_line
from thads_desktop.services.register_masking import Door
from thads_desktop.services.register_sources import registry
from thads_desktop.services.register_sources.base import SourceRow, Sweep
from thads_desktop.services.register_words import SPAN_WORDS, span_of

if TYPE_CHECKING:
    from thads_desktop.documents.register import Register
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

__all__ = ["EMPTY", "Closing", "Frozen", "Proposal", "beginning", "close", "closings", "every", "following", "frozen", "propose", "spans", "totals"]

#: Months from the beginning of the year at which each ends, and begins.
_MONTHS: dict[str, tuple[int, int]] = {"q1": (0, 3), "q2": (3, 6), "half": (0, 6), "q3": (6, 9), "q4": (9, 12), "year": (0, 12)}
#: Of a period without rows the text for civil offices says nothing; that for the army knows no closing of one.
EMPTY = "Kỳ này không có dòng nào. Thông tư 04/2023 không nói có kết sổ kỳ không phát sinh hay không (Thông tư 96/2016 của Bộ Quốc phòng: không kết sổ)."


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a closing would fix, before it does. told: what it writes into rows of before; late: how many rows were recorded after their period was
    closed, late_said: what is said of each; older: what it writes into books of years that are over; lines: as this account sees all of it;
    at_seq: as the log stood; notes: what is to be known before."""

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
    told: tuple[Told, ...] = ()
    late_said: dict[str, str] = field(default_factory=dict)
    older: tuple[Older, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def words(self) -> str:
        return f"{span_of(self.span, self.year)} ({short_date(self.start)} - {short_date(self.end)})"


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


def propose(desk: Desk, code: str, year: int, span: str) -> Proposal:
    """The rows that closing this period would fix. Refused("register.*") where it cannot be closed."""
    desk.require("register_close")
    with desk.reading() as reader:
        return _proposed(desk, reader, code, year, span)


def following(desk: Desk, code: str, year: int) -> str:
    """The first period that is over and may be closed; the first one of all where there is none."""
    with desk.reading() as reader:
        register, before = registers.of_code(desk, reader, code), closings(reader, code, year)
    every_span = spans(register, year)
    found = (key for key, _start, end in every_span if end < desk.clock.today() and _order(every_span, before, key) is None)
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
        sha = uow.store_blob(zlib.compress(content(now, closer, people.signs(who, heads)), 6))
        body = RegisterClosed(now.register.code, now.year, now.span, now.start, now.end, now.at_seq, sha, desk.actor)
        event = uow.append(subject(now.register.code, now.year), today, body)
        uow.commit()
    made = closing_of(event.seq, event.day, body)
    assert made is not None
    return made


def content(p: Proposal, closer: str, head: tuple[str, str]) -> bytes:
    """What a closing fixes, as it is kept; equal facts give equal bytes."""
    further = [t.further for t in p.told]
    return written(p.register, p.year, p.span, (p.start, p.end), p.rows, further, p.late_said, p.older, (p.totals, p.so_far), closer, head)


def _proposed(desk: Desk, reader: Reader, code: str, year: int, span: str) -> Proposal:
    register = registers.of_code(desk, reader, code)
    if masking.hides(desk):
        raise Refused(Refusal("register.masked"))
    every_span = spans(register, year)
    chosen = next((x for x in every_span if x[0] == span), None)
    if chosen is None:
        raise Refused(Refusal("register.bad_span", field="span"))
    key, start, end = chosen
    if end >= desk.clock.today():
        raise Refused(Refusal("register.not_over", {"end": short_date(end)}, "span"))
    before = closings(reader, code, year)
    if (no := _order(every_span, before, key)) is not None:
        raise Refused(no)
    held = [frozen(reader, c) for c in before]
    notes = [*registers.notes(register, year)]
    head = reader.head()[0]
    if key in WHOLE:
        # What its quarters fixed, added up; a period that holds others has no row of its own.
        sums = Book.of(register, [f for f in held if f.closing.end <= end]).sums(register)
        return Proposal(register, year, key, start, end, (), 0, sums, dict(sums), head, tuple(notes))
    book, fields = Book.of(register, held), register_book.printed(register, held)
    first, _last = registers.span(register, year)
    # What a late closing fixes is what was so when the period ended.
    found = registry.rows(Sweep.of(desk, reader, first, end, end), register.source)
    told = register_since.since(desk, reader, register, book, found, first, fields)
    rows = tuple(_counted(r, len(book.rows) + at) for at, r in enumerate(register_since.unfrozen(book, registers.holding(register, found)), 1))
    late = {r.key: said for r in rows if (said := register_since.late_words(before, r))}
    seen = [t for t in told if t.seen(fields)]
    older = tuple(register_older.of_years(desk, reader, register, year, end))
    if not rows and not seen and not older:
        notes.append(EMPTY)
    if late:
        notes.append(f"{len(late)} dòng ghi muộn, có ngày trước lần kết sổ trước: vào kỳ này.")
    if seen:
        notes.append(f"{len(seen)} dòng đã kết sổ kỳ trước được ghi tiếp trong kỳ này, in ở phần riêng.")
    notes += [f"{len(o.rows) + len(o.shown)} dòng của sổ năm {o.year} được ghi tiếp trong kỳ này, in ở phần riêng." for o in older]
    sums, so_far = brought(register, rows, told), book.sums(register)
    door = Door(desk, reader, register.of)
    lines = [kept_line(r, door, 0) for r in rows]
    lines += [further_line(register, book.rows[t.further.key].row, t, door, 0, fields) for t in seen]
    lines += [kept_line(r, door, 0) for o in older for r in (*o.rows, *o.shown)]
    return Proposal(
        register, year, key, start, end, rows, len(late), sums, {n: so_far[n] + sums[n] for n in sums}, head, tuple(notes), tuple(told), late, older,
        tuple(lines),
    )  # fmt: skip


def _order(every_span: list[tuple[Span, date, date]], before: list[Closing], key: str) -> Refusal | None:
    """Why a period cannot be closed now: quarter follows quarter, the half year its second one, the year its last one."""
    same = next((c for c in before if c.span == key), None)
    if same is not None:
        return Refusal("register.closed", {"span": SPAN_WORDS[key], "day": short_date(same.day)}, "span")
    end = next(last for span, _first, last in every_span if span == key)
    held = [c for c in before if c.end >= end]
    if held and not (key in WHOLE and any(c.end == end for c in held)):
        # Closings of before the order was kept: a longer period took this one in.
        return Refusal("register.before_closed", {"end": short_date(held[0].end), "span": SPAN_WORDS[held[0].span]}, "span")
    until = max((c.end for c in before), default=date.min)
    for span, first, last in every_span:
        if span in WHOLE or last <= until or last > end or span == key:
            continue
        more = {"first": SPAN_WORDS[span], "from": short_date(first), "to": short_date(last), "span": SPAN_WORDS[key]}
        return Refusal("register.earlier_open", more, "span")
    return None


def _counted(row: SourceRow, number: int) -> SourceRow:
    return replace(row, cells={**row.cells, STT: number})
