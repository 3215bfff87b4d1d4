"""Money of a file: what came in with its official receipt, what went out, as the ledger has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, held, ledger_events as le
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import receipts

if TYPE_CHECKING:
    from thads_desktop.services.dataset_in.taking import Taking, Values

#: Kind of row -> columns without which it says nothing.
_NEEDS = {
    "held": ("payer",), "applied": ("payer",), "allotted": ("line",), "payout": ("line", "payer"), "deducted": ("deduction",),
    "deposit": ("line", "payer"), "forfeit": ("line", "payer"), "came_back": ("line", "payer", "returned"),
}  # fmt: skip


def receipt(t: Taking, subject: str, here: Values, _v: Values) -> tuple[str, tuple[int, ...]]:
    """Money that came in: (what it is here, its seqs)."""
    key, line, amount, day = subject.partition(":")[2], here.get("line", 0), _amount(here), date.fromisoformat(here["day"])
    _refuse_empty("receipts", here)
    if here["kind"] == "held":
        return _with_receipt(t, t.event(subject, day, ev.MoneyHeld(amount, here["payer"], here.get("receipt", ""))), here)
    state = fold(t.uow.events_of(subject))
    if line and (line not in state.lines or state.lines[line].line.due is None):
        raise Refused(Refusal("line.unknown" if line not in state.lines else "line.not_money", {"line": str(line)}, "line"))
    if here["kind"] == "allotted":
        seq = t.append(subject, day, le.Allotted((le.Part(line, amount),)))
        return f"{key}.{seq}", (seq,)
    judgment = here.get("judgment") or state.judgment
    if here["kind"] == "applied":
        refuse_more(t, judgment, here["payer"], amount)
    came = t.event(subject, day, ev.Collected(line, amount, not here.get("day_unknown", False), here.get("receipt", "")))
    if here["kind"] == "applied":
        t.append(f"intake:{judgment}", day, ev.HeldApplied(amount, here["payer"], key, came.seq))
    return _with_receipt(t, came, here)


def _with_receipt(t: Taking, came: ev.Event, here: Values) -> tuple[str, tuple[int, ...]]:
    """The official receipt of the sum, and the fund; the sum alone is what the row is."""
    assert came.day is not None
    back = date.fromisoformat(here["back"]) if here.get("back") else None
    way, kind = here.get("way", "cash"), here.get("receipt_kind", "")
    struck = kind and here.get("receipt_struck", False)
    if kind and (way == "held" or struck):
        year, form, book = here.get("book_year") or came.day.year, here.get("form", "paper"), here.get("book", "")
        seq = t.append(came.subject, came.day, le.ReceiptGiven(came.seq, kind, year, here.get("receipt", ""), form, book, here.get("payer", ""), way,
                                                               here.get("place", "office"), back))  # fmt: skip
        if struck:
            t.uow.append(came.subject, None, ev.Struck(seq))
    elif kind:
        given = receipts.Official(
            kind, here.get("receipt", ""), here.get("form", "paper"), here.get("book", ""), here.get("payer", ""), way, here.get("place", "office"), back,
            here.get("book_year"),
        )  # fmt: skip
        receipts.give(t.desk, t.uow, came, given)
    if here.get("fund_day"):
        t.append(came.subject, date.fromisoformat(here["fund_day"]), le.CashInFund((came.seq,), here.get("fund_voucher", "")))
    return f"{came.subject.partition(':')[2]}.{came.seq}", (came.seq,)


def voucher(t: Taking, subject: str, here: Values, v: Values) -> tuple[str, tuple[int, ...]]:
    """Money that went out. What the file of another system pays must have been there."""
    key, amount, day = subject.partition(":")[2], _amount(here), date.fromisoformat(here["day"])
    _refuse_empty("vouchers", here)
    if here["kind"] == "held":
        refuse_more(t, key, here["payer"], amount)
    elif here["kind"] in ("surplus", "deducted") and v["id_source"] == "platform" and fold(t.uow.events_of(subject), day).held < amount:
        raise Refused(Refusal("data.held_more", field="amount"))
    seq = t.append(subject, day, _OUT[here["kind"]](here, amount))
    if v["id_source"] == "platform" and here["kind"] in ("payout", "deposit", "forfeit") and seq in ledger(t.uow.events_of(subject)).beyond:
        raise Refused(Refusal("data.held_more", field="amount"))
    return f"{key}.{seq}", (seq,)


_OUT: dict[str, Callable[[Values, int], ev.Body]] = {
    "surplus": lambda h, n: ev.SurplusReturned(n, h.get("receipt", "")),
    "held": lambda h, n: ev.HeldReturned(n, h["payer"], h.get("receipt", "")),
    "payout": lambda h, n: le.PaidOut((le.Payment(h["line"], h["payer"], n, h.get("fee", 0)),), h.get("way", "bank"), h.get("receipt", "")),
    "deducted": lambda h, n: le.Deducted(h["deduction"], n, h.get("payer", ""), h.get("receipt", "")),
    "deposit": lambda h, n: le.Deposited(h["line"], h["payer"], n, h.get("deposit", "demand"), h.get("receipt", "")),
    "forfeit": lambda h, n: le.Forfeited(h["line"], h["payer"], n, h.get("receipt", ""), h.get("paper", "")),
    "came_back": lambda h, n: le.CameBack(int(h["returned"].split(".")[1]), h["line"], h["payer"], n),
}


def _amount(here: Values) -> int:
    amount: int = here["amount"]
    if amount < 1:
        raise Refused(Refusal("data.not_money", {"value": str(amount)}, "amount"))
    return amount


def _refuse_empty(dataset: str, here: Values) -> None:
    known = datasets()[dataset]
    for name in _NEEDS.get(here["kind"], ()):
        if not here.get(name):
            facts = {"value": known.field("kind").words[here["kind"]], "column": known.field(name).heading}
            raise Refused(Refusal("data.needs_column", facts, name))


def refuse_more(t: Taking, judgment: str, payer: str, amount: int) -> None:
    """No more than is held for this payer."""
    if held.by_payer(in_force(t.uow.events_of(f"intake:{judgment}"))).get(payer, 0) < amount:
        raise Refused(Refusal("data.held_more", field="amount"))
