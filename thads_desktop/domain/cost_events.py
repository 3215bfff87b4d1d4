"""Events of the costs of a matter (subject ``matter:<id>``): what was spent, advanced, approved by the head, given back, paid by who bears it.

What is remitted (decision D23) is the ``ActDone`` of that decision, what is kept back of proceeds ``ledger_events.Deducted``: neither is
told twice. Kinds are those of ``resources/law/cash.toml``; what a cost was for is its voucher, no free text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: cash | bank | "" = not said.
Form = Literal["cash", "bank", ""]
#: Whose advance: the State budget's, or that of a party (its id).
BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class CostIncurred:
    """A cost was paid. bearer: debtor | creditor | budget, who is to bear it in the end; source: out of whose advance (``BUDGET`` or a
    party), "" = out of none; party: the creditor who bears it ("" = not one alone)."""

    kind: str
    amount: int
    bearer: str
    source: str = ""
    party: str = ""
    voucher: str = ""
    form: Form = ""


@dataclass(frozen=True, slots=True)
class CostApproved:
    """The head approved a cost (cost: seq of its ``CostIncurred``), whole or in part. by: person."""

    cost: int
    amount: int
    by: str


@dataclass(frozen=True, slots=True)
class AdvanceTaken:
    """Money was advanced for the costs."""

    source: str
    amount: int
    voucher: str = ""
    form: Form = ""


@dataclass(frozen=True, slots=True)
class AdvanceRepaid:
    """Of an advance this went back to whom it came from."""

    source: str
    amount: int
    voucher: str = ""
    form: Form = ""


@dataclass(frozen=True, slots=True)
class CostCollected:
    """Who bears costs paid them (bearer: debtor | creditor), other than out of proceeds. party: who ("" = not said); receipt: its number."""

    bearer: str
    amount: int
    party: str = ""
    receipt: str = ""
    form: Form = ""


CostBody = CostIncurred | CostApproved | AdvanceTaken | AdvanceRepaid | CostCollected
