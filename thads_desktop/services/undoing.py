"""What would stand when a decision falls away (withdrawn, cancelled, voided or struck) and the matter reads without it.

Money that went back as a surplus cannot be applied to an obligation, what was completed is not owed again, and a matter
does not come back to life once its request has another answer. What was done elsewhere is recorded all the same and
bears these as its breaches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import decide, events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import answers, delegation_rules, one_decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.reader import Reader


def objections(
    reader: Reader, matter: str, effect: Effect, day: date, state: MatterState, known: list[Event] | None = None
) -> list[Refusal]:  # fmt: skip
    """Against a withdrawal or cancellation that is not made yet. known: all events of the matter, where they were read before."""
    events = known or reader.events_of(f"matter:{matter}")
    if not events:
        return []
    last = events[-1]
    added = [
        ev.Event(last.seq + 1 + i, day, last.recorded, last.actor, last.role, last.subject, last.law, body)
        for i, body in enumerate(decide.effect_events(state, effect, "?", "issued"))
    ]
    return _found(reader, matter, events, [*events, *added], ())


def refuse(reader: Reader, matter: str, events: list[Event], after: list[Event], gone: Iterable[Event]) -> None:
    """Refused when the matter cannot stand as it does after the events that are gone."""
    rid = tuple(gone)
    if any(isinstance(e.body, ev.MatterOpened) for e in rid):
        delegation_rules.refuse_told(reader, matter, fold(events).judgment)
    found = _found(reader, matter, events, after, rid)
    if found:
        raise Refused(*found)


def _found(reader: Reader, matter: str, events: list[Event], after: list[Event], gone: tuple[Event, ...]) -> list[Refusal]:
    before, then = fold(events), fold(after)
    found = _given_back(before, then, after, gone) + _paid_out(events, after, gone) + _left_done(before, then, gone)
    ended = answers.gone_by(before)
    if ended is not None and then.exists and answers.gone_by(then) is None:
        found += _decided_again(reader, matter, before, ended)
    return found


def _given_back(before: MatterState, then: MatterState, after: list[Event], gone: tuple[Event, ...]) -> list[Refusal]:
    known, short = ({a.seq for a in s.anomalies if a.code == "money.more_than_held"} for s in (before, then))
    if any(isinstance(e.body, ev.Collected) for e in gone):
        return [Refusal("strike.money_used")] if short - known else []
    for event in after:
        if event.seq in short - known and isinstance(event.body, (ev.SurplusReturned, le.Deducted)) and event.day is not None:
            facts = {"amount": dong(event.body.amount), "day": short_date(event.day)}
            return [Refusal("undo.given_back", facts, "target")]
    return []


def _paid_out(events: list[Event], after: list[Event], gone: tuple[Event, ...]) -> list[Refusal]:
    """Money that was paid out, allotted or laid in a deposit must have come in before."""
    if not any(isinstance(e.body, le.LedgerBody) for e in events):
        return []
    lost = {e.seq for e in gone}
    hangs = any(isinstance(e.body, le.CameBack) and e.body.of in lost for e in in_force(after))
    if not hangs and not set(ledger(after).beyond) - set(ledger(events).beyond):
        return []
    return [Refusal("strike.paid_out") if gone else Refusal("undo.paid_out", field="target")]


def _left_done(before: MatterState, then: MatterState, gone: tuple[Event, ...]) -> list[Refusal]:
    struck = {e.body.line for e in gone if isinstance(e.body, ev.LineCompleted)}
    for n, was in before.lines.items():
        now = then.lines.get(n)
        if now is None or n in struck or was.ended is None or was.ended.kind != "done":
            continue
        if now.ended is None or now.ended.kind != "done" or now.left > was.left:
            return [Refusal("strike.leaves_done", {"line": str(n)}, "target")]
    return []


def _decided_again(reader: Reader, matter: str, state: MatterState, ended: date) -> list[Refusal]:
    """The newer answer to what the matter answered before it ended: a decision that holds, or a refusal of the request."""
    for event in in_force(reader.events_of(f"intake:{state.judgment}")):
        body, day = event.body, event.day
        # Of its own motion an office decides several parts of a judgment: only what came after took the place of this one.
        if day is None or (day < ended and not (state.request and isinstance(body, ev.IntakeDecided))):
            continue
        if isinstance(body, ev.RequestRefused) and state.request and body.request == state.request:
            return [Refusal("undo.refused_since", {"day": short_date(day)}, "target")]
        if not isinstance(body, ev.IntakeDecided) or body.matter == matter:
            continue
        of_it = (body.kind, body.request) == (state.kind, state.request) and one_decision.in_place_of(reader, state, body.matter, day)
        if of_it and answers.gone(reader, body.matter) is None:
            number = str((reader.row("matter", body.matter) or {}).get("number_text", ""))
            return [Refusal("undo.decided_since", {"number": number, "day": short_date(day)}, "target")]
    return []
