"""What is booked, held against what is reckoned: costs that are kept back, the fee, the order of payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import costs as pure, events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import ledger_check, payout_fees, payout_shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

Cuts = tuple[tuple[str, int], ...]
#: Obligations that are named in a warning.
_NAMED = 8


def costs(stored: list[ev.Event], cuts: Cuts) -> list[str]:
    """What is to be told of costs that are kept back. Refused("payout.costs_owed") beyond what the debtor still owes of those that are
    recorded; of a matter in which none are, the human knows."""
    found, wanted = pure.costs(stored), sum(amount for kind, amount in cuts if kind == "costs")
    if not wanted or not found.costs:
        return []
    owed, met = found.owed("debtor"), found.met("debtor")
    if wanted > owed:
        raise Refused(Refusal("payout.costs_owed", {"owed": dong(owed), "met": dong(met), "wanted": dong(wanted)}, "costs"))
    return [f"Chi phí: người phải thi hành án đã trả {dong(met)} đồng (nộp, trừ, tạm ứng, miễn giảm), còn phải chịu {dong(owed)} đồng."] if met else []


def cut(stored: list[ev.Event], day: date, cuts: Cuts) -> tuple[Ledger, Ledger]:
    """The ledger on a day and now as it is when this was deducted: of what nobody's money does not cover obligations give back, the last
    that came in first. Refused("payout.cuts") beyond all that is held."""
    then, now = ledger(stored, day), ledger(stored)
    wanted = sum(amount for _, amount in cuts)
    held = sum(max(0, min(then.loose(n), now.loose(n))) for n in (NOBODY, *now.state.lines))
    if wanted > held:
        raise Refused(Refusal("payout.cuts", {"held": dong(held), "wanted": dong(wanted), "day": short_date(day)}, "costs"))
    more = [*stored, *ledger_check.ahead(stored, day, [le.Deducted(kind, amount) for kind, amount in cuts])]
    return ledger(more, day), ledger(more)


def of_lines(stored: list[ev.Event], day: date, cuts: Cuts, there: Mapping[int, int]) -> tuple[dict[int, int], str]:
    """(line -> what is left of it, what is told)."""
    then, now = cut(stored, day, cuts)
    left = {n: max(0, min(then.account(n).held, now.account(n).held)) for n in there}
    taken = "; ".join(f"khoản {n}: {dong(there[n] - left[n])} đồng" for n in left if left[n] < there[n])
    return left, f"Trừ trước lấy cả từ tiền đã ghi cho khoản ({taken}): số đã thu của khoản ấy giảm đi chừng ấy." if taken else ""


def of_fee(payments: Sequence[le.Payment], reckoned: Mapping[int, int], state: MatterState) -> list[str]:
    """A sentence for each obligation of which another fee is kept back than was reckoned."""
    kept: dict[int, int] = {}
    for p in payments:
        kept[p.line] = kept.get(p.line, 0) + p.fee
    found = []
    for n, fee in kept.items():
        line, wanted = state.lines[n].line, reckoned.get(n, 0)
        if line.state_revenue or not line.creditors or fee == wanted:
            continue
        what = "không trừ phí" if not fee else f"trừ phí {dong(fee)} đồng"
        more = "nhiều hơn" if fee > wanted else "ít hơn"
        found.append(f"Khoản {n}: đã {what}, {more} số chương trình tính là {dong(wanted)} đồng. Hãy xem lại trước khi trình ký.")
    return _few(found)


def of_order(payments: Sequence[le.Payment], share: Mapping[int, int], there: Mapping[int, int]) -> list[str]:
    """A sentence for each obligation that gets more than the order of payment gives it, while another gets less. there: what each could get."""
    got: dict[int, int] = {}
    for p in payments:
        got[p.line] = got.get(p.line, 0) + p.amount + p.fee
    short = [n for n, amount in share.items() if amount > there.get(n, 0)]
    if not short:
        return []
    missing = ", ".join(f"khoản {n} được {dong(share[n])}" for n in short[:_NAMED])
    return _few([
        f"Khoản {n}: chi {dong(amount)} đồng, nhiều hơn thứ tự thanh toán là {dong(share.get(n, 0))} đồng trong khi theo thứ tự ấy {missing} đồng."
        for n, amount in got.items() if amount > share.get(n, 0)
    ])  # fmt: skip


def _few(found: list[str]) -> list[str]:
    return found if len(found) <= _NAMED else [*found[:_NAMED], f"Còn {len(found) - _NAMED} khoản nữa."]


def against_proposal(
    desk: Desk, reader: Reader, key: str, stored: list[ev.Event], day: date, payments: Sequence[le.Payment], allots: tuple[le.Part, ...], cuts: Cuts
) -> list[str]:  # fmt: skip
    """What is booked otherwise than is reckoned: another fee, or more than the order of payment gives while another gets less."""
    state, book, then = fold(stored), ledger(stored), ledger(stored, day)
    entered = {n: max(0, min(then.account(n).held, book.account(n).held)) for n, s in state.lines.items() if s.line.due is not None}
    there = of_lines(stored, day, cuts, entered)[0] if cuts else entered
    gross: dict[int, int] = {}
    for p in payments:
        gross[p.line] = gross.get(p.line, 0) + p.amount + p.fee
    fee = payout_fees.of(desk, key, {}, stored, day, allots, cuts, book)
    accounts = {n: book.account(n) for n in gross}
    reckoned = {
        n: min(gross[n], max(0, fee.until(n, a.paid + a.fee + a.forfeited + gross[n]) - a.fee)) for n, a in accounts.items()
    }
    found = of_fee(payments, reckoned, state)
    could = dict(there)
    for part in allots:
        could[part.line] = could.get(part.line, 0) + part.amount
    row = reader.row("matter", key) or {}
    judgment = str((reader.row("judgment", state.judgment) or {}).get("number", "")) if state.judgment else ""
    share = payout_shares.Share(desk, state, row.get("obligations", {}), judgment, {}, dict.fromkeys(state.lines, ""))
    use = sum(p.amount for p in allots) + max(0, sum(a for _, a in cuts) - sum(entered.values()) + sum(there.values()))
    try:
        plan = share.plan(use + sum(entered.values()), cuts, day, entered)
    except Refused:
        return found
    return [*found, *of_order(payments, payout_shares.by_line(plan), could)] if plan is not None else found
