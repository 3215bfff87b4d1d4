"""Refusals: what the program will not do, as values with a code and facts.

The sentence that a user reads is in ``domain/sentences.py``; the code is what tests and pages match on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that cannot be carried out; nothing has changed.

    code: key of ``sentences.REFUSALS``; facts: plain strings for the sentence; field: name of the input
    that caused it ("" for none); cite: the article, ready to print ("" when no rule of law is the reason).
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    field: str = ""
    cite: str = ""


class Refused(Exception):
    """Carries refusals out of nested calls up to the service that answers them."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(r.code for r in refusals))
        self.refusals = refusals

    def __reduce__(self) -> tuple[type[Refused], tuple[Refusal, ...]]:
        # From one process to another as it is; facts as a plain dictionary, for a read-only view does not travel.
        return Refused, tuple(replace(r, facts=dict(r.facts)) for r in self.refusals)


class Trouble(Exception):
    """The environment fails (disk full, locked, damaged, read-only): a sentence and a way out, data untouched."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
