"""Events of the money of a matter after it came in: its official receipt, the fund, who was told, who got it, what became of the rest.

Subjects are those of the money: ``matter:<id>``, of what was taken before any decision ``intake:<judgment>``. Nothing here lowers what
an obligation was paid (``LineState.collected``): to pay out is what the office does with money that has come in. Only ``Allotted`` and
``Deducted`` move what the matter holds for no obligation, and with it what is counted. Codes, ids, numbers and amounts only.

What is here is undone by striking, as any typing error. Out of which receipt a sum was paid is derived: the oldest first
(``domain/ledger.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: Kinds of official receipts: money in general, an advance of court fees, for the State budget, of enforcement, of the fee.
ReceiptKind = Literal["general", "advance", "budget", "enforcement", "fee"]
RECEIPT_KINDS: tuple[ReceiptKind, ...] = ("general", "advance", "budget", "enforcement", "fee")


@dataclass(frozen=True, slots=True)
class ReceiptGiven:
    """The official receipt of a sum. of: seq of its ``Collected`` or ``MoneyHeld`` on this subject.

    form: paper | electronic; number "" = not known yet; book: sign of the book; year: of its numbers; payer: party id ("" = not said);
    way: cash | bank | held (moved from money taken before any decision: the receipt is that one's); place, of cash: office | late
    (after the hour of the fund) | outside; back: day of coming back from outside; asset: the sum is what this asset was sold for ("" = of none),
    and the term of paying it out runs from the hand-over of the asset.
    That there is one says that the sum was entered where its pay-out is followed: of others no term of paying out runs.
    """

    of: int
    kind: ReceiptKind
    year: int
    number: str = ""
    form: Literal["paper", "electronic"] = "paper"
    book: str = ""
    payer: str = ""
    way: Literal["cash", "bank", "held"] = "cash"
    place: Literal["office", "late", "outside"] = "office"
    back: date | None = None
    asset: str = ""


@dataclass(frozen=True, slots=True)
class CashInFund:
    """Cash of these sums (seq of each ``Collected`` or ``MoneyHeld``) went into the office's fund."""

    of: tuple[int, ...]
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """đồng of an obligation."""

    line: int
    amount: int


@dataclass(frozen=True, slots=True)
class Allotted:
    """Money the matter held for no obligation (line 0, or above what was due) was applied to obligations, by the order of payment."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Deducted:
    """Out of money held for no obligation this was taken before anybody was paid. kind: costs | rent | taxes (as in the law of payment);
    party: who got it ("" = the office)."""

    kind: str
    amount: int
    party: str = ""
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class PayeeNotified:
    """A creditor was told that money is there for him. lines: of which obligations (none = all of his)."""

    party: str
    lines: tuple[int, ...] = ()
    way: str = "direct"
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """What one creditor was paid of one obligation: amount in his hand, fee kept back of it before. Of his money both together went."""

    line: int
    party: str
    amount: int
    fee: int = 0


@dataclass(frozen=True, slots=True)
class PaidOut:
    """Money of obligations was paid out, to one or to very many at a time. way: cash | bank | post | treasury; voucher: its number."""

    payments: tuple[Payment, ...]
    way: str = "bank"
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class CameBack:
    """What was paid out (of: seq of ``PaidOut``) came back, as a transfer that the bank returned: held for the creditor again."""

    of: int
    line: int
    party: str
    amount: int


@dataclass(frozen=True, slots=True)
class Deposited:
    """Money of a creditor that he does not fetch, or may not get yet, was laid in a deposit; it is still held for him.

    how: demand | month (a term of one month) | treasury; voucher: number of the book or slip.
    """

    line: int
    party: str
    amount: int
    how: str = "demand"
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class Forfeited:
    """Money of a creditor that nobody fetched went to the State; paper: of the decision here, voucher: its number elsewhere."""

    line: int
    party: str
    amount: int
    voucher: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class CreditorNamed:
    """Of an obligation in money that names no creditor, as of an old register, it was said who he is; state: it is the State."""

    line: int
    party: str
    state: bool = False


@dataclass(frozen=True, slots=True)
class WayTold:
    """Whether money that went back or out (of: seq of its event on this subject) was cash or went through the bank; the last that was
    told stands. Of money deducted it says that it left the office."""

    of: int
    way: Literal["cash", "bank"]


LedgerBody = WayTold | CreditorNamed | ReceiptGiven | CashInFund | Allotted | Deducted | PayeeNotified | PaidOut | CameBack | Deposited | Forfeited
