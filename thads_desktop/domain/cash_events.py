"""Events of the cashier and the accountant: the cash that was counted, cash carried to and from the account, a reconciliation.

Subjects are ``fund:cash`` and ``reconciled:<id>``. What the accountant gave in is kept as a blob, of which ``Reconciled`` names the digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FundCounted:
    """The cash of the fund was counted: what lay there at the end of the day."""

    amount: int


@dataclass(frozen=True, slots=True)
class FundMoved:
    """Cash went from the fund to the account (to_bank), or from the account to the fund. voucher: its number."""

    amount: int
    to_bank: bool = True
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The accountant's figures of a period were held against the log. matters: how many stood in either; differ: in how many the figures
    differ; at_seq: how far the log was; sha256: of the figures and what was found, kept as a blob."""

    start: date
    end: date
    matters: int
    differ: int
    at_seq: int
    sha256: str


CashBody = FundCounted | FundMoved | Reconciled
