"""Proposals of remission and what was answered to each: a proposal has one answer, and an answer is of one proposal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.law.cash_law import law as cash_law
from thads_desktop.law.due_procedure import DENIED as GROUND
from thads_desktop.returns.record_words import DENIED, GONE, OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.facts import FactReader
    from thads_desktop.returns.scratch import Line


class Answer(NamedTuple):
    """state: a word of the source "remission"; day: of the answer (of the proposal while there is none); given: đồng taken off."""

    state: str
    day: date
    given: int = 0
    paper: str = ""


def answers(facts: FactReader, events: list[ev.Event], now: Sequence[ev.Event]) -> dict[int, Answer]:
    """Place in the log of each proposal in force -> its answer. The oldest proposal that waits and asks for one of the same obligations is
    the one a decision of the court answers; a further decision by the same paper, or of the same day, belongs to it, too."""
    clauses = cash_law().remission
    lines = facts.matter(events).lines
    asked: dict[int, pe.ActDone] = {}
    found: dict[int, Answer] = {}
    for e in now:
        assert e.day is not None
        body = e.body
        if isinstance(body, pe.ActDone) and body.act == "remission":
            asked[e.seq], found[e.seq] = body, Answer(OPEN, e.day)
        elif isinstance(body, ev.Terminated) and body.clause in clauses.get(e.law, frozenset()):
            state = "mien" if body.amount is None else "giam"
            of = _of(asked, found, body.lines, state, e.day, body.paper)
            if of is not None:
                found[of] = Answer(state, e.day, found[of].given + _given(body, lines), body.paper)
        elif isinstance(body, ev.GroundArose) and body.of == GROUND:
            of = _waiting(asked, found, body.lines)
            if of is not None:
                found[of] = Answer(DENIED, e.day)
    return {seq: _still(asked[seq], answer, lines) for seq, answer in found.items()}


def _waiting(asked: dict[int, pe.ActDone], found: dict[int, Answer], lines: tuple[int, ...]) -> int | None:
    return next((seq for seq, body in asked.items() if found[seq].state == OPEN and _touch(body.lines, lines)), None)


def _of(
    asked: dict[int, pe.ActDone], found: dict[int, Answer], lines: tuple[int, ...], state: str, day: date, paper: str
) -> int | None:
    for seq in reversed(asked):
        was = found[seq]
        same = was.paper == paper if was.paper and paper else was.day == day
        if was.state == state and same and _touch(asked[seq].lines, lines):
            # One decision recorded for each obligation by itself; of a proposal that waits it is the answer.
            waits = _waiting(asked, found, lines)
            return seq if waits is None or (paper and was.paper == paper) else waits
    return _waiting(asked, found, lines)


def _touch(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """They are of the same obligations; none named = of all."""
    return not one or not other or bool(set(one) & set(other))


def _given(body: ev.Terminated, lines: dict[int, Line]) -> int:
    if body.amount is not None:
        return body.amount * max(1, len(body.lines))
    return sum(x.rest for x in lines.values() if not body.lines or x.no in body.lines)


def _still(body: pe.ActDone, answer: Answer, lines: dict[int, Line]) -> Answer:
    """A proposal that waits for nothing any more: all that it asks for ended."""
    of = [x for x in lines.values() if not body.lines or x.no in body.lines]
    days = [x.ended_day for x in of if x.ended and x.ended_day is not None]
    if answer.state != OPEN or not of or len(days) < len(of):
        return answer
    return Answer(GONE, max(*days, answer.day))
