"""What happens to a matter without a decision of the head: notice, verification, money, file, completion.

Each function records one fact on its legal day and refreshes what is derived. What has happened is recorded even
when it breaks a rule of order, before the enforcement decision too (lists of what happened mark it); only what cannot be
true (a future day, a day before the judgment, an unknown line) is refused, and before the decision what would end or move
obligations that were not there yet.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.due_procedure import ANSWERS, ASKED, RUNS
from thads_desktop.services import act_rules, hours, inputs, ledger_check, money_way, projecting, receipts
from thads_desktop.services.striking import strike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

__all__ = [
    "NOTICE_WAYS", "RESULTS", "classify", "collect", "complete", "ground", "inform", "open_file", "publish", "return_surplus",
    "separate_book", "strike", "valid_notice", "verify",
]  # fmt: skip

NOTICE_WAYS = ("direct", "post", "posting", "media", "electronic")
RESULTS = ("means", "none", "partial")


def open_file(desk: Desk, matter: str, day: date, seen: int | None = None) -> None:
    """The case file was opened."""
    _record(desk, matter, day, ev.FileOpened(), seen)


def valid_notice(
    desk: Desk, matter: str, day: date, way: str = "direct", party: str = "", seen: int | None = None
) -> None:
    """The enforcement decision was validly notified to a debtor ("" = to every debtor); for registered mail the day is
    the day of sending."""
    if way not in NOTICE_WAYS:
        raise Refused(Refusal("notice.bad_way", field="way"))
    _record(desk, matter, day, ev.ValidNotice(way, party), seen, party=party)


def verify(
    desk: Desk, matter: str, day: date, result: str, *, paper: str = "", address_unknown: bool = False,
    prisoner: bool = False, party: str = "", seen: int | None = None, ground: bool = False,
) -> None:  # fmt: skip
    """The result of a verification of a debtor ("" = of every debtor); paper = the record printed before the trip.

    ground: that means are lacking is the ground for the decision, of that same day: its term runs.
    """
    if paper:
        with desk.reading() as reader:
            if paper not in fold(reader.events_of(f"matter:{matter}")).papers:
                raise Refused(Refusal("target.not_issued", field="paper"))
    with desk.writing("happen") as uow:
        verify_in(desk, uow, matter, day, ev.Verified(result, paper, address_unknown, prisoner, party=party), seen)
        if ground:
            ground_in(desk, uow, matter, day, result, party)
        uow.commit()


def verify_in(desk: Desk, uow: UnitOfWork, matter: str, day: date, body: ev.Verified, seen: int | None = None) -> None:
    """As ``verify``, within an act that is open already."""
    if body.result not in RESULTS:
        raise Refused(Refusal("verification.bad_result", field="result"))
    _record_in(desk, uow, matter, day, body, seen, party=body.party)


def ground_in(desk: Desk, uow: UnitOfWork, matter: str, day: date, result: str, party: str = "") -> None:
    """The ground that means of a debtor ("" = of every debtor) are lacking, beside the verification that found it; of the obligations
    not held for it yet, once."""
    if result != "none":
        raise Refused(Refusal("verification.ground_of_none", field="ground"))
    state = fold(uow.events_of(f"matter:{matter}"))
    held = {s.line.line for s in means.lacking(state)}
    open_lines = [s.line for s in state.open_lines]
    lines = tuple(x.line for x in open_lines if x.line not in held and (not party or party in x.debtors))
    if not lines:
        raise Refused(Refusal("verification.ground_stands", field="ground"))
    body = ev.GroundArose("means_lacking", lines=() if len(lines) == len(open_lines) else lines)
    if not any(e.body == body and e.day == day for e in in_force(uow.events_of(f"matter:{matter}"))):
        _append(desk, uow, matter, day, body)


def inform(desk: Desk, matter: str, day: date, party: str = "", seen: int | None = None) -> None:
    """New information about means of a debtor ("" = of every debtor) came in: a verification is due."""
    _record(desk, matter, day, ev.InformationReceived(party), seen, party=party)


def classify(desk: Desk, matter: str, day: date, has_means: bool, seen: int | None = None) -> None:
    """The officer's classification; a return still asks for the decision."""
    _record(desk, matter, day, ev.Classified(has_means), seen)


def ground(
    desk: Desk, matter: str, day: date, of: str, clause: str = "", *, urgent: bool = False, lines: tuple[int, ...] = (),
    seen: int | None = None, hour: str = "", coercion_day: date | None = None, coercion_hour: str = "",
) -> None:  # fmt: skip
    """A ground for a decision became known on this day; the term of that decision starts. lines: the obligations it is
    about, none = not said. hour and what follows: as ``hours.note``, "" = not said."""
    kinds = (
        "means_lacking", "deferral", "suspension", "suspension_notice", "continuation", "termination", "delegation", *ASKED, *RUNS, *ANSWERS,
    )  # fmt: skip
    if of not in kinds:
        raise Refused(Refusal("ground.unknown", {"clause": of[:40]}, "of"))
    if clause and clause not in {g.code for g in desk.rules.grounds(of, day)}:
        raise Refused(Refusal("ground.unknown", {"clause": clause[:40]}, "clause"))
    at = (hour, coercion_day, coercion_hour) if hour or coercion_day is not None or coercion_hour else None
    _record(desk, matter, day, ev.GroundArose(of, clause, urgent, lines), seen, lines=lines, at=at)


def publish(desk: Desk, matter: str, day: date, seen: int | None = None) -> None:
    """The decision that means are lacking was published."""
    _record(desk, matter, day, ev.Published(), seen)


def collect(
    desk: Desk, matter: str, day: date, line: int, amount: int, *, receipt: str = "", official: receipts.Official | None = None,
    seen: int | None = None,
) -> int:  # fmt: skip
    """Money came in. Booked in full: what is above the rest stands as held for the payer. Returns what is now held.

    official: its receipt, from which on its pay-out is followed; without one only a number is kept (what is known of old money).
    """
    inputs.amount(amount, "amount")
    number = inputs.name(official.number if official is not None else receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        state = _state(desk, uow, matter, day, seen, earlier=True)
        if line and line not in state.lines:
            raise Refused(Refusal("line.unknown", {"line": str(line)}, "line"))
        if line and state.lines[line].line.due is None:
            raise Refused(Refusal("line.not_money", {"line": str(line)}, "line"))
        came = uow.append(f"matter:{matter}", day, ev.Collected(line, amount, True, number), desk.rules.law_on(day))
        if official is not None:
            receipts.give(desk, uow, came, official)
        surplus = projecting.matter(desk, uow, matter).held
        uow.commit()
    return surplus


def return_surplus(
    desk: Desk, matter: str, day: date, amount: int, *, receipt: str = "", way: str = "", seen: int | None = None
) -> int:
    """Money held in the matter went back to its payer; đồng still held. Never more than was held on that day and is now."""
    inputs.amount(amount, "amount")
    number = inputs.name(receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        state = _state(desk, uow, matter, day, seen, earlier=True)
        held_then = max(0, min(state.held, fold(uow.events_of(f"matter:{matter}"), day).held))
        if amount > held_then:
            raise Refused(Refusal("held.more_than_held", {"held": dong(held_then)}, "amount"))
        ledger_check.refuse_beyond(uow.events_of(f"matter:{matter}"), day, [ev.SurplusReturned(amount, number)])
        back = uow.append(f"matter:{matter}", day, ev.SurplusReturned(amount, number), desk.rules.law_on(day))
        money_way.put(desk, uow, back, way)
        left = projecting.matter(desk, uow, matter).held
        uow.commit()
    return left


def complete(desk: Desk, matter: str, day: date, line: int = 0, seen: int | None = None) -> tuple[Refusal, ...]:
    """A line (0 = every open line) is fully performed. Refused while money of it is still owed.

    What was deferred or suspended that day may be performed all the same (nothing forbids to pay): that is told, no more.
    """
    with desk.writing("happen") as uow:
        state = _state(desk, uow, matter, day, seen)
        then = fold(uow.events_of(f"matter:{matter}"), day)
        wanted = state.named((line,) if line else ())
        if not wanted:
            raise Refused(Refusal("line.ended", {"line": str(line)}, "line"))
        for n in wanted:
            rest = max(state.lines[n].rest, then.lines[n].rest if n in then.lines else 0)
            if rest > 0:
                raise Refused(Refusal("line.rest_open", {"line": str(n), "rest": dong(rest)}, "line"))
            uow.append(f"matter:{matter}", day, ev.LineCompleted(n), desk.rules.law_on(day))
        projecting.matter(desk, uow, matter)
        uow.commit()
    return tuple(_put_off(then, wanted))


def _put_off(then: MatterState, lines: list[int]) -> Iterator[Refusal]:
    for kind, code in (("deferral", "line.done_while_deferred"), ("suspension", "line.done_while_suspended")):
        hit = [n for n in lines if n in then.lines and any(c.kind == kind for c in then.lines[n].conditions)]
        if hit:
            yield Refusal(code, {"lines": ", ".join(str(n) for n in hit)}, "line")


def separate_book(
    desk: Desk, matter: str, day: date, line: int = 0, seen: int | None = None, *, happened: bool = False
) -> tuple[str, ...]:
    """Move an obligation (0 = all of which means are lacking) to the separate book. Refused unless the conditions of the
    law of the day hold for each (procedure 4.1).

    happened: it was moved on that day, elsewhere or on paper; recorded as the matter stood then, whatever rule it broke.
    Returns the codes of those rules.
    """
    with desk.writing("happen") as uow:
        state = _state(desk, uow, matter, day, seen)
        if happened:
            state = fold(uow.events_of(f"matter:{matter}"), day)
        wanted = [s for s in means.lacking(state) if line in (0, s.line.line)]
        found: list[Refusal] = []
        if not wanted:
            found.append(Refusal("separate_book.not_lacking", field="line", cite=desk.law_on(day).cite("separate_book")))
        calendar = desk.calendar(uow)
        for s in wanted:
            found += act_rules.against_book(desk, state, s, day, calendar)
        if not wanted and happened:
            wanted = [s for s in state.open_lines if line in (0, s.line.line) and s.state != "separate_book"]
        if found and not (happened and wanted):
            raise Refused(found[0])
        # Without numbers: every open obligation, as a matter of one kind has it.
        lines = tuple(s.line.line for s in wanted) if len(wanted) < len(state.open_lines) else ()
        breaches = tuple(dict.fromkeys(r.code for r in found))
        _append(desk, uow, matter, day, ev.MovedToSeparateBook(lines, breaches))
        uow.commit()
    return breaches


def _record(
    desk: Desk, matter: str, day: date, body: ev.Body, seen: int | None, *, party: str = "", lines: tuple[int, ...] = (),
    at: tuple[str, date | None, str] | None = None,
) -> None:  # fmt: skip
    with desk.writing("happen") as uow:
        made = _record_in(desk, uow, matter, day, body, seen, party=party, lines=lines)
        if at is not None:
            hours.note_in(desk, uow, matter, made.last_seq, *at)
            projecting.matter(desk, uow, matter)
        uow.commit()


def _record_in(
    desk: Desk, uow: UnitOfWork, matter: str, day: date, body: ev.Body, seen: int | None, *, party: str = "", lines: tuple[int, ...] = (),
) -> MatterState:  # fmt: skip
    state = _state(desk, uow, matter, day, seen, earlier=True)
    _refuse_on(uow, matter, day, state, _KEYS.get(type(body), "fact"))
    if party and party not in means.debtors(state.lines.values()):
        raise Refused(Refusal("party.not_debtor", field="party"))
    if unknown := [n for n in lines if n not in state.lines]:
        raise Refused(Refusal("line.unknown", {"line": str(unknown[0])}, "line"))
    return _append(desk, uow, matter, day, body)


#: Facts with a rule of their own in ``act_rules``.
_KEYS: dict[type, str] = {ev.FileOpened: "file", ev.Published: "publish"}


def _refuse_on(uow: UnitOfWork, matter: str, day: date, state: MatterState, key: str) -> None:
    """Refused when something stood against the fact on its day; before the decision there was nothing to stand against it."""
    if state.opened is not None and day >= state.opened:
        act_rules.refuse(fold(uow.events_of(f"matter:{matter}"), day), key)


def _state(
    desk: Desk, uow: UnitOfWork, matter: str, day: date, seen: int | None, *, earlier: bool = False
) -> MatterState:
    """The whole refolded matter, after the checks every act shares. earlier: the act may lie before the enforcement
    decision, down to the day of the judgment."""
    inputs.not_future(day, desk.clock.today())
    subject = f"matter:{matter}"
    if seen is not None:
        uow.expect(subject, seen)
    state = fold(uow.events_of(subject))
    if not state.exists:
        raise Refused(Refusal("matter.no_decision"))
    assert state.opened is not None
    if day >= state.opened:
        return state
    # Of a carried-in matter nothing is known from before its register.
    if not earlier or state.origin == "carried":
        facts = {"day": f"{day:%d/%m/%Y}", "opened": f"{state.opened:%d/%m/%Y}"}
        raise Refused(Refusal("act.before_decision", facts, "day"))
    judged = str((uow.row("judgment", state.judgment) or {}).get("day", ""))
    if judged and day.isoformat() < judged:
        facts = {"day": f"{day:%d/%m/%Y}", "judgment": short_date(date.fromisoformat(judged))}
        raise Refused(Refusal("act.before_judgment", facts, "day"))
    return state


def _append(desk: Desk, uow: UnitOfWork, matter: str, day: date, body: ev.Body) -> MatterState:
    uow.append(f"matter:{matter}", day, body, desk.rules.law_on(day))
    return projecting.matter(desk, uow, matter)
