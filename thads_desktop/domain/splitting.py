"""Which enforcement decisions the parts of a judgment call for: pure grouping, by the way each law groups them.

The names of the rules are those of the law data (``law/grouping.py``); a rule that the law of the day does not have is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

Motion = Literal["cd", "yc"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a judgment. parties by id; joint: its debtors owe it together; returned: something is given back to the creditors;
    exhibit: the thing it is about, where several parts are about one; common: common property, an inheritance, a divorce."""

    n: int
    motion: Motion
    text: str
    due: int | None
    debtors: tuple[str, ...] = ()
    creditors: tuple[str, ...] = ()
    joint: bool = False
    returned: bool = False
    exhibit: str = ""
    common: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that is called for: its parts by number, in their order, and the rule that groups them. apart: a part with several
    debtors who do not owe it together, which only a human can divide."""

    motion: Motion
    rule: str
    parts: tuple[int, ...]
    apart: bool = False


def proposed(parts: Sequence[Part], rules: Collection[tuple[str, str]], asked: Mapping[str, int]) -> list[Proposal]:
    """Every part in exactly one decision. rules: (motion, rule) that the law of the day has; asked: creditor -> when his request came
    (any number that is the same for one moment)."""
    groups: dict[tuple[str, str, Hashable], list[int]] = {}
    for part in parts:
        rule, key = _own(part, parts, rules) if part.motion == "cd" else _requested(part, parts, rules, asked)
        groups.setdefault((part.motion, rule, key), []).append(part.n)
    known = {p.n: p for p in parts}
    return [
        Proposal("cd" if motion == "cd" else "yc", rule, tuple(numbers), any(_divided(known[n], rule) for n in numbers))
        for (motion, rule, _key), numbers in groups.items()
    ]


def _divided(part: Part, rule: str) -> bool:
    return rule == "debtor" and len(part.debtors) > 1 and not part.joint


def _own(part: Part, parts: Sequence[Part], rules: Collection[tuple[str, str]]) -> tuple[str, Hashable]:
    """The rule and the decision of a part of the office's own motion."""
    mine = [p for p in parts if p.motion == "cd"]
    owe = {d for p in mine for d in p.debtors if not p.returned}
    get = {c for p in mine if p.returned for c in p.creditors}
    one = next(iter(part.creditors if part.returned else part.debtors), "")
    if part.joint and len(part.debtors) > 1 and ("cd", "joint") in rules:
        return "joint", frozenset(part.debtors)
    if one in owe and one in get and ("cd", "both") in rules:
        return "both", one
    if part.returned and ("cd", "returned") in rules:
        return "returned", part.creditors
    if part.exhibit and sum(p.exhibit == part.exhibit for p in mine) > 1 and ("cd", "exhibit") in rules:
        return "exhibit", part.exhibit
    if not part.debtors and ("cd", "taken") in rules:
        return "taken", ""
    if ("cd", "debtor") in rules:
        return "debtor", part.debtors
    own = [p for p in mine if one in p.debtors and not p.joint and not p.returned]
    everybody = {d for p in mine for d in p.debtors if not p.returned and not p.joint}
    if one and len(own) > 1 and len(everybody) > 1 and ("cd", "several") in rules:
        return "several", one
    return "whole", ""


def _requested(
    part: Part, parts: Sequence[Part], rules: Collection[tuple[str, str]], asked: Mapping[str, int]
) -> tuple[str, Hashable]:  # fmt: skip
    """The rule and the decision of a part that is enforced on request."""
    if part.joint and len(part.debtors) > 1 and ("yc", "joint") in rules:
        return "joint", frozenset(part.debtors)
    if part.common and ("yc", "common") in rules:
        return "common", ""
    if ("yc", "debtor") in rules:
        return "debtor", part.debtors
    when = {asked[c] for c in part.creditors if c in asked}
    others = [
        p for p in parts if p.motion == "yc" and p.debtors == part.debtors and p.creditors != part.creditors
        and when and {asked[c] for c in p.creditors if c in asked} == when
    ]  # fmt: skip
    if others and len(part.debtors) == 1 and ("yc", "together") in rules:
        return "together", (part.debtors, *sorted(when))
    return "request", part.creditors
