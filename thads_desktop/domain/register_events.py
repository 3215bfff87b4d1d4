"""Events of the registers an office prints: a period was closed, a layout was changed, a register of the office's own was made.

The rows of a register are derived; what a closing fixed of them is a blob under its SHA-256. Subjects are ``closing:<register>.<year>``
and ``layout:<register>``. Codes, days and numbers only: headings and names are register rows ``register_layout``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: What a period of closing is: a quarter, the half year, the year.
Span = Literal["q1", "q2", "half", "q3", "q4", "year"]


@dataclass(frozen=True, slots=True)
class RegisterClosed:
    """A period of a register's year was closed. start, end: its days; at_seq: what the log knew; sha256: the frozen rows, kept as a blob;
    closer: who closed it (a person of the office, "" = the office)."""

    register: str
    year: int
    span: Span
    start: date
    end: date
    at_seq: int
    sha256: str
    closer: str = ""


@dataclass(frozen=True, slots=True)
class RegisterLaidOut:
    """A layout was changed, put back as it ships, made for a register of the office's own, or that register is kept no more."""

    how: Literal["changed", "reset", "made", "dropped"]


RegisterBody = RegisterClosed | RegisterLaidOut
