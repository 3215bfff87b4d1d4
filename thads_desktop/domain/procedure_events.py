"""Events of the whole procedure: further ends of obligations, measures, decisions that leave the state as it is, and what the
head decided where the texts are silent.

Subjects are matters. Codes and amounts only: words, texts and names are register rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["debtor", "creditor"]


@dataclass(frozen=True, slots=True)
class RequestReturned:
    """The request was given back for want of means (gửi lại yêu cầu): its obligations end here, and may be requested again."""

    clause: str = ""
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Concluded:
    """The obligations ended in one of the other cases that the law lists (kết thúc); clause: key of the ground."""

    clause: str
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The office above took the file (rút hồ sơ): the obligations end here."""

    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class RightsTransferred:
    """A right or duty passed from one party to another: from this day the obligations name the new one."""

    side: Side
    old: str
    new: str
    lines: tuple[int, ...] = ()
    paper: str = ""


@dataclass(frozen=True, slots=True)
class MeasureTaken:
    """A security or coercive measure (``resources/law/measures.toml``); party: against whom ("" = every debtor); amount: whole
    đồng it reaches or takes each time, None = not money."""

    measure: str
    lines: tuple[int, ...] = ()
    party: str = ""
    amount: int | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class MeasureEnded:
    """A measure was ended or its seizure released; target: the paper that took it."""

    target: str
    clause: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ActDone:
    """A decision or paper that leaves the state of the obligations as it is (fee, confirmation, destruction ...); act: its kind;
    party: whom it is about; target: the paper it acts on."""

    act: str
    clause: str = ""
    lines: tuple[int, ...] = ()
    amount: int | None = None
    party: str = ""
    target: str = ""
    to_office: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class HeadDecided:
    """The head decided although the texts do not speak of it; codes: of what was told before."""

    codes: tuple[str, ...]
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """This matter comes of another; how: re_requested (its request was returned, and made again)."""

    matter: str
    how: str
    paper: str = ""


ProcedureBody = (
    RequestReturned | Concluded | TakenUp | RightsTransferred | MeasureTaken | MeasureEnded | ActDone | HeadDecided | Linked
)  # fmt: skip
