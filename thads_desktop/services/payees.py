"""What happens with a creditor's money beside the pay-out: he is told, it is laid in a deposit, it comes back, it goes to the State."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import inputs, ledger_check, ledger_words, money_way, parties, projecting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


def notify(desk: Desk, key: str, day: date, party: str, way: str = "direct", seen: int | None = None) -> None:
    """A creditor (or, of money that is given back, its payer) was told that money is there for him."""

    def made(reader: Reader, state: MatterState, then: Ledger, _now: Ledger) -> ev.Body:
        lines = tuple(n for n, s in state.lines.items() if party in s.line.creditors)
        there = sum(then.account(n).held for n in lines) if lines else then.account(NOBODY).held
        who = str((reader.row("party", party) or {}).get("name", ""))
        if way not in ledger_words.TOLD:
            raise Refused(Refusal("notice.bad_way", field="way"))
        if there <= 0 or not who:
            raise Refused(Refusal("payee.none", {"who": who or "người này"}, "party"))
        return le.PayeeNotified(party, (), way)

    _write(desk, key, day, seen, made)


def name_creditor(desk: Desk, key: str, day: date, line: int, given: parties.PartyInput, seen: int | None = None) -> None:
    """Who has the money of an obligation coming, where nobody is named yet; the State is one of them."""

    def made(uow: UnitOfWork, state: MatterState, _then: Ledger, _now: Ledger) -> ev.Body:
        known = state.lines.get(line)
        if known is None or known.line.due is None:
            raise Refused(Refusal("payout.line", {"line": str(line)}, "line"))
        if known.line.creditors:
            raise Refused(Refusal("payee.named", {"line": str(line)}, "line"))
        party = parties.take(uow, given)
        if parties.one_on_both(uow, (party,), known.line.debtors):
            raise Refused(Refusal("opening.same_party", {"line": str(line)}, "name"))
        return le.CreditorNamed(line, party, given.kind == "state")

    _write(desk, key, day, seen, made)


def deposit(
    desk: Desk, key: str, day: date, line: int, party: str, amount: int, how: str = "demand", voucher: str = "", seen: int | None = None
) -> None:  # fmt: skip
    """Money that is not fetched, or may not be paid yet, was laid in a deposit; line 0: what is given back to a payer."""
    inputs.amount(amount, "amount")
    number = inputs.name(voucher, "voucher", required=False, limit=40)

    def made(reader: Reader, state: MatterState, then: Ledger, now: Ledger) -> ev.Body:
        if how not in ledger_words.DEPOSITS:
            raise Refused(Refusal("payout.way", {"way": how[:40]}, "how"))
        _refuse_stranger(reader, state, line, party)
        left = min(then.loose(line), now.loose(line))
        if amount > left:
            raise Refused(Refusal("deposit.more", {"line": str(line), "held": dong(max(0, left))}, "amount"))
        return le.Deposited(line, party, amount, how, number)

    _write(desk, key, day, seen, made)


def came_back(desk: Desk, key: str, day: date, of: int, line: int, party: str, amount: int, way: str = "", seen: int | None = None) -> None:
    """What was paid out came back; it is held for the creditor again. The fee that was taken of it stays."""
    inputs.amount(amount, "amount")

    def made(reader: Reader, _state: MatterState, _then: Ledger, now: Ledger) -> ev.Body:
        paid = next((e for e in in_force(reader.events_of(f"matter:{key}")) if e.seq == of and isinstance(e.body, le.PaidOut)), None)
        if paid is None or paid.day is None or not isinstance(paid.body, le.PaidOut):
            raise Refused(Refusal("back.none"))
        if day < paid.day:
            raise Refused(Refusal("back.before", {"day": short_date(day), "paid": short_date(paid.day)}, "day"))
        went = sum(p.amount for p in paid.body.payments if (p.line, p.party) == (line, party))
        left = went - now.back.get(of, {}).get((line, party), 0)
        if amount > left:
            raise Refused(Refusal("back.more", {"paid": dong(max(0, left))}, "amount"))
        return le.CameBack(of, line, party, amount)

    _write(desk, key, day, seen, made, way)


def forfeit(
    desk: Desk, key: str, day: date, line: int, party: str, amount: int, voucher: str = "", paper: str = "", way: str = "", seen: int | None = None
) -> None:  # fmt: skip
    """Money that nobody fetched went to the State by the head's decision. paper: of the decision here, voucher: its number elsewhere."""
    inputs.amount(amount, "amount")
    number = inputs.name(voucher, "voucher", required=False, limit=40)

    def made(reader: Reader, state: MatterState, then: Ledger, now: Ledger) -> ev.Body:
        _refuse_stranger(reader, state, line, party)
        left = min(then.account(line).held, now.account(line).held)
        if amount > left:
            raise Refused(Refusal("forfeit.more", {"line": str(line), "held": dong(max(0, left))}, "amount"))
        return le.Forfeited(line, party, amount, number, paper)

    _write(desk, key, day, seen, made, way)


def _refuse_stranger(reader: Reader, state: MatterState, line: int, party: str) -> None:
    if line == NOBODY:
        if reader.row("party", party) is None:
            raise Refused(Refusal("payee.unknown", field="party"))
        return
    if line not in state.lines or state.lines[line].line.due is None:
        raise Refused(Refusal("payout.line", {"line": str(line)}, "line"))
    if party not in state.lines[line].line.creditors:
        raise Refused(Refusal("payout.not_creditor", {"line": str(line)}, "party"))


def _write(
    desk: Desk, key: str, day: date, seen: int | None, made: Callable[[UnitOfWork, MatterState, Ledger, Ledger], ev.Body], way: str = ""
) -> None:  # fmt: skip
    """made: checks the state, the ledger as of the day and the ledger now, and says what is recorded."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("money") as uow:
        subject = f"matter:{key}"
        if seen is not None:
            uow.expect(subject, seen)
        stored = uow.events_of(subject)
        state, now = fold(stored), ledger(stored)
        if state.opened is None:
            raise Refused(Refusal("matter.no_decision"))
        body = made(uow, state, ledger(stored, day), now)
        ledger_check.refuse_beyond(stored, day, [body], now)
        moved = uow.append(subject, day, body, desk.rules.law_on(day))
        money_way.put(desk, uow, moved, way)
        projecting.matter(desk, uow, key)
        uow.commit()
