"""Slips and cash vouchers against the receipts in the books: what is said to have come in did, on that day, by that way, with that number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import cost_events as co, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.services import receipts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: The slip of cash, which the payer signs, and that of money that came otherwise, which the accountant signs as who took it.
SLIP, TRANSFER = "collected_slip", "collected_slip_transfer"
CASH_IN = "cash_in"
#: What stands where the payer would sign (TT 04/2023, Điều 16), by the way the money came.
NOTES = {"bank": "thu qua chuyển khoản", "held": "trích chuyển từ biên lai tạm thu sang biên lai thu chính thức"}


@dataclass(frozen=True, slots=True)
class Came:
    """A sum in the books. way: cash | bank | held, "" = not said; fund: its cash is in the fund."""

    day: date
    amount: int
    number: str
    way: str
    fund: bool = False


def booked(reader: Reader, matter: str, state: MatterState) -> list[Came]:
    """Every sum of a matter, of what was taken on its judgment before, and of costs that were paid, in the order it was entered."""
    subjects = [f"matter:{matter}", *([f"intake:{state.judgment}"] if state.judgment else [])]
    return [came for subject in subjects for came in _of(list(in_force(reader.events_of(subject))))]


def _of(standing: list[ev.Event]) -> Iterator[Came]:
    from thads_desktop.domain import ledger_events as le

    given = receipts.of_events(standing)
    fund = {of for e in standing if isinstance(e.body, le.CashInFund) for of in e.body.of}
    for e in standing:
        if e.day is None:
            continue
        match e.body:
            case ev.Collected(amount=amount, receipt=number) | ev.MoneyHeld(amount=amount, receipt=number):
                body = given.get(e.seq)
                yield Came(e.day, amount, body.number if body is not None else number, body.way if body is not None else "", e.seq in fund)
            case co.CostCollected(amount=amount, receipt=number, form=form):
                yield Came(e.day, amount, number, form)


def slip(reader: Reader, draft: Draft, state: MatterState, day: date) -> list[Refusal]:
    """The slip is of a sum in the books; by which way it came says which slip it is."""
    texts = draft.texts
    when, said, number = _day(texts), texts.get("receipt_sum", ""), _plain(texts.get("receipt_number", ""))
    if when is None or not said.isdecimal() or not state.exists:
        return []
    if when > day:
        return [Refusal("collected.later", {"taken": short_date(when), "day": short_date(day)}, "receipt_day")]
    known = booked(reader, draft.matter, state)
    meant = [c for c in known if _plain(c.number) == number] if number else [c for c in known if (c.day, c.amount) == (when, int(said))]
    if not meant:
        facts = {"number": texts.get("receipt_number", "") or "(chưa ghi số)", "day": short_date(when), "amount": dong(int(said))}
        return [Refusal("collected.no_receipt", facts, "receipt_number" if number else "receipt_sum")]
    found, one = list[Refusal](), meant[-1]
    total = sum(c.amount for c in meant) if number else one.amount
    if total != int(said):
        found.append(Refusal("collected.other_sum", {"booked": dong(total), "said": dong(int(said))}, "receipt_sum"))
    if when not in {c.day for c in meant}:
        found.append(Refusal("collected.other_day", {"booked": short_date(one.day), "said": short_date(when)}, "receipt_day"))
    if draft.form == SLIP and one.way in NOTES:
        found.append(Refusal("collected.no_cash", {"note": NOTES[one.way]}, "form"))
    elif draft.form == TRANSFER and one.way == "cash":
        found.append(Refusal("collected.cash", field="form"))
    return found


def cash_in(reader: Reader, draft: Draft, state: MatterState) -> list[Refusal]:
    """The sum is that of the receipts it lists, where all of them are in the books of the matter; and what came through the bank is no cash."""
    said, listed = draft.texts.get("cash_sum", ""), numbers(draft.texts.get("receipt_numbers", ""))
    if not said.isdecimal() or not listed or not state.exists:
        return []
    known = [c for c in booked(reader, draft.matter, state) if _plain(c.number) in listed]
    if other := next((c for c in known if c.way in NOTES), None):
        return [Refusal("cash.not_cash", {"number": other.number}, "receipt_numbers")]
    total = sum(c.amount for c in known)
    # Of a receipt of another matter this one does not know the sum.
    if {_plain(c.number) for c in known} == set(listed) and total != int(said):
        return [Refusal("cash.other_receipts", {"right": dong(total), "said": dong(int(said))}, "cash_sum")]
    return []


def numbers(text: str) -> list[str]:
    """The receipts that a voucher lists."""
    return [x for part in re.split(r"[,;\n]", text) if (x := _plain(part))]


def to_fund(known: list[Came]) -> list[Came]:
    """The cash that waits for the fund; where none waits, what went there last."""
    cash = [c for c in known if c.way == "cash" and c.number]
    waiting = [c for c in cash if not c.fund]
    return waiting or cash[-1:]


def _plain(number: str) -> str:
    return "".join(number.split())


def _day(texts: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(texts.get("receipt_day", ""))
    except ValueError:
        return None
