"""Paying out the money a matter holds: who gets what by the order of payment of the day, less the fee of it, line by line; then booked.

Proposed from the ledger: money of an obligation goes to its creditors, money held for none is shared by the order of payment after what is
deducted first. What a human typed instead is taken as long as it is there. Nothing is paid that did not come in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev, ledger_events as le, means
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import (
    inputs,
    ledger_check,
    ledger_words,
    masking,
    money_tools,
    money_way,
    payout_checks,
    payout_fees,
    payout_shares,
    payout_warnings,
    projecting,
    state_money,
)
from thads_desktop.services.state_money import STATE
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.payout_fees import Fees
    from thads_desktop.storage.unit_of_work import UnitOfWork

CUTS = ("costs", "rent", "taxes")
#: Payments at a time; one event holds them.
MOST = 100_000
UNTOLD = (
    "{amount} đồng đã thu không có biên lai trong sổ này (sổ cũ, hoặc ghi trước khi theo dõi chi trả): coi như đã chi trả ngoài sổ. "
    "Nếu còn giữ thì bổ sung biên lai (Ctrl+R ở Sổ thu, chi) rồi chi trả."
)
NO_CREDITOR = "Khoản {n} chưa ghi người được thi hành án: chưa chi được. Bổ sung (Ctrl+Shift+N ở Sổ thu, chi) rồi chi."
SEVERAL = "có {n} người được thi hành án cùng hưởng, chương trình không biết phần của từng người: hãy ghi số tiền của mỗi người."


@dataclass(frozen=True, slots=True)
class Pay:
    """One creditor of one obligation. there: held for the obligation now; allotted: what it gets beside; amount: in the hand; fee: kept back;
    why: the arithmetic."""

    line: int
    party: str
    name: str
    text: str
    there: int
    allotted: int
    amount: int
    fee: int
    why: str

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from the others."""
        return self.line, self.party


@dataclass(frozen=True, slots=True)
class Proposal:
    """allots, cuts: out of what is held for no obligation (nobody); seen: how far the matter's log was."""

    rows: tuple[Pay, ...]
    allots: tuple[le.Part, ...]
    cuts: tuple[tuple[str, int], ...]
    nobody: int
    worked: Worked
    seen: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is paid, as the human confirmed it. cut_way: cash | bank where what is deducted left the office, "" = it stays."""

    day: date
    payments: tuple[le.Payment, ...]
    way: str = "bank"
    voucher: str = ""
    allots: tuple[le.Part, ...] = ()
    cuts: tuple[tuple[str, int], ...] = ()
    cut_way: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    """What was paid out, the fee of it, and what the human must still look at."""

    amount: int
    fee: int
    people: int
    left: int
    warnings: tuple[str, ...]


def propose(desk: Desk, key: str, v: Mapping[str, Any]) -> Proposal:
    """Who gets what. v: day; costs, rent, taxes (đồng deducted first); use (đồng of what is held for no obligation; None = what was taken for
    none); coerced (day of the coercion the money came by); secured (lines the asset stood for); interest_first; kinds (line -> kind of claim).
    Refused("matter.unknown" | "payout.*" | "order.*" | "money.no_law")."""
    day = inputs.not_future(v["day"], desk.clock.today())
    with desk.reading() as reader:
        stored = reader.events_of(f"matter:{key}")
        if not stored:
            raise Refused(Refusal("matter.unknown"))
        names = masking.names(desk, reader)
        state, book, then = fold(stored), ledger(stored), ledger(stored, day)
        notes = [*payout_warnings.of_lines(desk, state, day), *payout_warnings.after_stay(desk, stored, book, state, day)]
        notes += payout_warnings.elsewhere(reader, key, state)
        row = names.row("matter", key)
        names.ahead("party", means.parties(state.lines.values()))
        called = {p: names.name("party", p) for s in state.lines.values() if s.line.due is not None for p in s.line.creditors}
        judgment = str(names.row("judgment", state.judgment).get("number", "")) if state.judgment else ""
        revenue = state_money.lines(reader, state, row.get("obligations", {}))
    there = {n: max(0, min(then.account(n).held, book.account(n).held)) for n, s in state.lines.items() if s.line.due is not None}
    nobody = max(0, min(then.loose(NOBODY), book.loose(NOBODY)))
    for kind in (*CUTS, "use"):
        if (v.get(kind) or 0) < 0:
            raise Refused(Refusal("payout.below_zero", {"amount": dong(v[kind])}, kind))
    cuts = tuple((kind, v[kind]) for kind in CUTS if v.get(kind))
    use = v["use"] if v.get("use") is not None else min(nobody, _taken_for_none(book)) if any(s.rest for s in state.lines.values()) or cuts else 0
    cut = sum(amount for _, amount in cuts)
    notes += payout_checks.costs(stored, cuts)
    if use > nobody:
        raise Refused(Refusal("payout.allot_more", {"held": dong(nobody), "day": short_date(day), "wanted": dong(use)}, "use"))
    entered = there
    if cut > use:
        use, (there, told) = min(nobody, cut), payout_checks.of_lines(stored, day, cuts, there)
        notes += [told] if told else []
    texts = row.get("obligations", {})
    share = payout_shares.Share(desk, state, texts, judgment, v, _payees(called, state, revenue))
    plan, allots, said = share.of(there, use, cuts, day, entered)
    notes += said
    got = {n: there[n] + allots.get(n, 0) for n in there}
    parts = tuple(le.Part(n, amount) for n, amount in sorted(allots.items()) if amount)
    fee = payout_fees.of(desk, key, v, stored, day, parts, cuts, book)
    if book.untold:
        notes.append(UNTOLD.format(amount=dong(book.untold)))
    rows = tuple(_rows(called, state, texts, there, allots, got, book, fee, revenue))
    paid, kept = sum(r.amount for r in rows), sum(r.fee for r in rows)
    notes += [f"Khoản {n} {SEVERAL.format(n=len(s.line.creditors))}" for n, s in state.lines.items() if got.get(n) and len(s.line.creditors) > 1]
    notes += [NO_CREDITOR.format(n=n) for n in sorted(state_money.unknown(state, revenue)) if got.get(n)]
    steps = [*(plan.steps if plan is not None else ()), *fee.steps]
    worked = Worked(
        f"Chi trả {dong(paid)} đồng cho {len([r for r in rows if r.amount or r.fee])} lượt người nhận, giữ lại phí {dong(kept)} đồng",
        f"Đang giữ của các khoản {dong(sum(there.values()))}, chưa phân bổ {dong(nobody)}; phân bổ lần này {dong(sum(allots.values()))},"
        f" trừ trước {dong(cut)} đồng.",
        plan.cite if plan is not None else "", money_tools.numbered(steps),
        tuple(dict.fromkeys((*(plan.notes if plan is not None else ()), *notes, *fee.notes))),
    )  # fmt: skip
    return Proposal(rows, parts, cuts, nobody, worked, max(e.seq for e in stored))


def pay(desk: Desk, key: str, order: Order, seen: int | None = None) -> Booked:
    """Book what was paid: deductions, what is allotted, payments, in one transaction. Refused("payout.*") for more than is there."""
    day = inputs.not_future(order.day, desk.clock.today())
    voucher = inputs.name(order.voucher, "voucher", required=False, limit=40)
    payments = tuple(p for p in order.payments if p.amount or p.fee)
    if not order.payments and not order.cuts and not order.allots:
        raise Refused(Refusal("payout.nothing", field="amount"))
    if len(payments) > MOST:
        raise Refused(Refusal("payout.too_many", {"most": dong(MOST)}))
    if order.way not in ledger_words.WAYS:
        raise Refused(Refusal("payout.way", {"way": order.way[:40]}, "way"))
    with desk.writing("money") as uow:
        subject = f"matter:{key}"
        if seen is not None:
            uow.expect(subject, seen)
        stored = uow.events_of(subject)
        state = fold(stored)
        if state.opened is None:
            raise Refused(Refusal("matter.no_decision"))
        if day < state.opened:
            raise Refused(Refusal("act.before_decision", {"day": short_date(day), "opened": short_date(state.opened)}, "day"))
        revenue = state_money.lines(uow, state, (uow.row("matter", key) or {}).get("obligations", {}))
        _refuse_unknown(state_money.unknown(state, revenue), order, payments)
        _refuse_strangers(state, payments)
        bodies = _bodies(order, revenue, payments, voucher)
        book = _refuse_more(stored, state, order, payments, day, bodies)
        law = desk.rules.law_on(day)
        for made in uow.append_many((subject, day, body, law) for body in bodies):
            if isinstance(made.body, le.Deducted):
                money_way.put(desk, uow, made, order.cut_way)
        warned = [
            *payout_warnings.of_lines(desk, state, day, {p.line for p in payments}),
            *payout_checks.against_proposal(desk, uow, key, stored, day, payments, order.allots, order.cuts),
        ]
        _project(desk, uow, key)
        uow.commit()
    fee = sum(p.fee for p in payments)
    warnings = (*warned, *([payout_warnings.NO_DECISION] if fee else []))
    return Booked(sum(p.amount for p in payments), fee, len(payments), book.held, warnings)


def _project(desk: Desk, uow: UnitOfWork, key: str) -> None:
    projecting.matter(desk, uow, key)


def _bodies(order: Order, revenue: Collection[int], payments: tuple[le.Payment, ...], voucher: str) -> list[ev.Body]:
    """What is recorded; what goes to the State goes through the treasury whatever way the others are paid."""
    found: list[ev.Body] = [le.Deducted(kind, amount, "", voucher) for kind, amount in order.cuts]
    if order.allots:
        found.append(le.Allotted(order.allots))
    people, budget = tuple(p for p in payments if p.line not in revenue), tuple(p for p in payments if p.line in revenue)
    if people:
        found.append(le.PaidOut(people, order.way, voucher))
    if budget:
        found.append(le.PaidOut(budget, "treasury", voucher))
    return found


def _refuse_unknown(unknown: Collection[int], order: Order, payments: Sequence[le.Payment]) -> None:
    """Nobody is paid where nobody is named; and nothing at all is nothing."""
    wanted = payments or order.cuts or order.allots
    for p in payments if wanted else order.payments:
        if p.line in unknown:
            raise Refused(Refusal("payout.no_creditor", {"line": str(p.line)}, "line"))
    if not wanted:
        raise Refused(Refusal("payout.nothing", field="amount"))


def _refuse_strangers(state: MatterState, payments: Sequence[le.Payment]) -> None:
    of = {n: frozenset(s.line.creditors) for n, s in state.lines.items()}
    for p in payments:
        if p.amount < 0 or p.fee < 0 or p.amount + p.fee > inputs.MAX_AMOUNT:
            raise Refused(Refusal("payout.fee", {"line": str(p.line)}, "fee"))
        if p.fee and p.line in of and (state.lines[p.line].line.state_revenue or not of[p.line]):
            raise Refused(Refusal("payout.state_fee", {"line": str(p.line)}, "fee"))
        if p.line not in of or state.lines[p.line].line.due is None:
            raise Refused(Refusal("payout.line", {"line": str(p.line)}, "line"))
        if p.party not in of[p.line] and (p.party or of[p.line]):
            raise Refused(Refusal("payout.not_creditor", {"line": str(p.line)}, "party"))


def _refuse_more(
    stored: list[ev.Event], state: MatterState, order: Order, payments: Sequence[le.Payment], day: date, bodies: Sequence[ev.Body]
) -> Ledger:
    """Never more than was there on that day and is now; the ledger as it will be."""
    then, now = ledger(stored, day), ledger(stored)
    before, nobody = now, max(0, min(then.loose(NOBODY), now.loose(NOBODY)))
    for kind, amount in order.cuts:
        if kind not in CUTS:
            raise Refused(Refusal("payout.cut_kind", {"kind": kind[:40]}, "costs"))
        inputs.amount(amount, "costs")
    payout_checks.costs(stored, order.cuts)
    cut = sum(amount for _, amount in order.cuts)
    wanted = sum(p.amount for p in order.allots) + cut
    if cut > nobody:
        then, now = payout_checks.cut(stored, day, order.cuts)
        nobody, wanted = 0, wanted - cut
    if wanted > nobody:
        raise Refused(Refusal("payout.allot_more", {"held": dong(nobody), "day": short_date(day), "wanted": dong(wanted)}, "use"))
    allotted: dict[int, int] = {}
    for part in order.allots:
        inputs.amount(part.amount, "amount")
        allotted[part.line] = allotted.get(part.line, 0) + part.amount
    for n, amount in allotted.items():
        rest = state.lines[n].rest if n in state.lines else 0
        if amount > rest:
            raise Refused(Refusal("payout.allot_rest", {"line": str(n), "rest": dong(rest), "wanted": dong(amount)}, "amount"))
    gross: dict[int, int] = {}
    for p in payments:
        gross[p.line] = gross.get(p.line, 0) + p.amount + p.fee
    for n, amount in gross.items():
        held = max(0, min(then.account(n).held, now.account(n).held)) + allotted.get(n, 0)
        if amount > held:
            raise Refused(Refusal("payout.more", {"line": str(n), "held": dong(held), "day": short_date(day), "wanted": dong(amount)}, "amount"))
    return ledger_check.refuse_beyond(stored, day, bodies, before)


def _taken_for_none(book: Ledger) -> int:
    """What is left of the money that was taken for no obligation; what is above what was due is its payer's."""
    total = 0
    for (account, seq), left in book.open.items():
        event = book.sums.get(seq)
        if account == NOBODY and event is not None and isinstance(event.body, ev.Collected) and event.body.line == NOBODY:
            total += left
    return total


def _payees(called: Mapping[str, str], state: MatterState, revenue: Collection[int]) -> dict[int, str]:
    other = {n: STATE if n in revenue else state_money.UNKNOWN for n in state.lines}
    return {n: ", ".join(called.get(p, "") for p in s.line.creditors[:3]) or other[n] for n, s in state.lines.items()}


# --- rows ---------------------------------------------------------------------------------------------


def _rows(
    called: Mapping[str, str], state: MatterState, texts: Mapping[str, Any], there: Mapping[int, int], allots: Mapping[int, int],
    got: Mapping[int, int], book: Ledger, fees: Fees, revenue: Collection[int],
) -> list[Pay]:  # fmt: skip
    found = []
    for n, gross in got.items():
        if not gross:
            continue
        line, account = state.lines[n].line, book.account(n)
        before = account.paid + account.fee + account.forfeited
        whole = fees.until(n, before + gross)
        # What goes to the State bears none.
        fee = min(gross, max(0, whole - account.fee)) if line.creditors and n not in revenue else 0
        why = f"khoản {n}: {dong(gross)} − phí {dong(fee)} = {dong(gross - fee)}" if fee else f"khoản {n}: {dong(gross)}, không trừ phí"
        if account.fee:
            why += f" (phí của {dong(before + gross)} đồng là {dong(whole)}, lần trước đã trừ {dong(account.fee)})"
        text, several = str(texts.get(str(n), "")), len(line.creditors) > 1 or not (line.creditors or n in revenue)
        for party in line.creditors or ("",):
            name = called[party] if party else STATE if n in revenue else state_money.UNKNOWN
            amounts = (0, 0) if several else (gross - fee, fee)
            found.append(Pay(n, party, name, text, there[n], allots.get(n, 0), *amounts, why))
    return found
