"""Money taken before any decision, once there is one: applied to an obligation of the matter, or given back to its payer.

What is held on the judgment falls by what the matter's obligation gains, in one transaction; nothing is held twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, held
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import answers, inputs, money_way, projecting, receipts

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


def total(reader: Reader, judgment: str) -> int:
    """Đồng held on a judgment now."""
    return sum(_now(reader, judgment).values())


def payers(reader: Reader, judgment: str) -> list[tuple[str, str, int]]:
    """(party, name, đồng) of those for whom money is held on a judgment."""
    found = _now(reader, judgment)
    return [(p, str((reader.row("party", p) or {}).get("name", "")), amount) for p, amount in found.items() if amount]


def apply(
    desk: Desk, matter: str, day: date, payer: str, line: int, amount: int, *, receipt: str = "", seen: int | None = None
) -> int:
    """Held money becomes money collected on an obligation; đồng still held on the judgment."""
    inputs.amount(amount, "amount")
    number = inputs.name(receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        state = _state(desk, uow, matter, day, seen)
        known = state.lines.get(line)
        if known is None or known.ended is not None:
            raise Refused(Refusal("line.unknown" if known is None else "line.ended", {"line": str(line)}, "line"))
        if known.line.due is None:
            raise Refused(Refusal("line.not_money", {"line": str(line)}, "line"))
        if amount > known.rest:
            raise Refused(Refusal("held.more_than_rest", {"line": str(line), "rest": dong(known.rest)}, "amount"))
        _refuse_more(uow, state.judgment, payer, amount, day)
        law = desk.rules.law_on(day)
        collected = uow.append(f"matter:{matter}", day, ev.Collected(line, amount, True, number), law)
        uow.append(f"intake:{state.judgment}", day, ev.HeldApplied(amount, payer, matter, collected.seq), law)
        receipts.carry_over(desk, uow, state.judgment, payer, collected)
        left = _refreshed(desk, uow, state.judgment)
        projecting.matter(desk, uow, matter)
        uow.commit()
    return left


def give_back(
    desk: Desk, matter: str, day: date, payer: str, amount: int, *, receipt: str = "", way: str = "", seen: int | None = None
) -> int:
    """Held money went back to its payer; đồng still held on the judgment."""
    inputs.amount(amount, "amount")
    number = inputs.name(receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        judgment = _state(desk, uow, matter, day, seen).judgment
        _refuse_more(uow, judgment, payer, amount, day)
        back = uow.append(f"intake:{judgment}", day, ev.HeldReturned(amount, payer, number), desk.rules.law_on(day))
        money_way.put(desk, uow, back, way)
        left = _refreshed(desk, uow, judgment)
        uow.commit()
    return left


def refund(desk: Desk, judgment: str, day: date, payer: str, amount: int, *, receipt: str = "", way: str = "") -> int:
    """As ``give_back``, while no matter stands on the judgment; đồng still held. Refused("held.decided") where one does: then it goes
    from the matter, where its decision says so."""
    inputs.amount(amount, "amount")
    inputs.not_future(day, desk.clock.today())
    number = inputs.name(receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        if any(isinstance(a, ev.IntakeDecided) for a in answers.answering(uow, judgment)):
            raise Refused(Refusal("held.decided"))
        _refuse_more(uow, judgment, payer, amount, day)
        back = uow.append(f"intake:{judgment}", day, ev.HeldReturned(amount, payer, number), desk.rules.law_on(day))
        money_way.put(desk, uow, back, way)
        left = _refreshed(desk, uow, judgment)
        uow.commit()
    return left


def release(desk: Desk, uow: UnitOfWork, judgment: str, matter: str, collected: int) -> None:
    """The money that was applied to a matter by this event, which is struck, is held again."""
    for event in in_force(uow.events_of(f"intake:{judgment}")):
        body = event.body
        if isinstance(body, ev.HeldApplied) and (body.matter, body.collected) == (matter, collected):
            uow.append(f"intake:{judgment}", None, ev.Struck(event.seq))
            projecting.intake(desk, uow, judgment)


def _state(desk: Desk, uow: UnitOfWork, matter: str, day: date, seen: int | None) -> MatterState:
    inputs.not_future(day, desk.clock.today())
    if seen is not None:
        uow.expect(f"matter:{matter}", seen)
    state = fold(uow.events_of(f"matter:{matter}"))
    if state.opened is None:
        raise Refused(Refusal("matter.no_decision"))
    if day < state.opened:
        facts = {"day": short_date(day), "opened": short_date(state.opened)}
        raise Refused(Refusal("act.before_decision", facts, "day"))
    return state


def _refuse_more(reader: Reader, judgment: str, payer: str, amount: int, day: date) -> None:
    """Never more than is held for this payer, on that day and after all that came later."""
    then = held.by_payer(in_force(reader.events_of(f"intake:{judgment}"), day)).get(payer, 0)
    left = max(0, min(then, _now(reader, judgment).get(payer, 0)))
    if amount > left:
        raise Refused(Refusal("held.more_than_held", {"held": dong(left)}, "amount"))


def _now(reader: Reader, judgment: str) -> dict[str, int]:
    return held.by_payer(in_force(reader.events_of(f"intake:{judgment}")))


def _refreshed(desk: Desk, uow: UnitOfWork, judgment: str) -> int:
    projecting.intake(desk, uow, judgment)
    return total(uow, judgment)
