"""The heads of self-inspection as data (``resources/watch/self_check.toml``): which terms stand under which, what each weighs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

#: Heads that are found otherwise than by a term.
FOUND = ("missing", "class")


@dataclass(frozen=True, slots=True)
class Group:
    """rules: of its terms, "rule:case" one case of them, ("*",) = all that stand under no other head; weight: points of risk of one finding."""

    id: str
    says: str
    rules: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Heads:
    """All of them, in their order."""

    every: tuple[Group, ...]
    note: str

    def of(self, rule: str, case: str = "") -> Group:
        """Under which head a term stands: its case before its rule."""
        found = (g for wanted in (f"{rule}:{case}", rule) for g in self.every if wanted in g.rules)
        return next(found, self.rest)

    @property
    def rest(self) -> Group:
        return next(g for g in self.every if g.rules == ("*",))

    def named(self, group: str) -> Group:
        return next(g for g in self.every if g.id == group)


@cache
def heads() -> Heads:
    """What ships."""
    plain = tomllib.loads(resource("watch/self_check.toml").read_text(encoding="utf-8"))
    every = tuple(Group(g["id"], g["says"], tuple(g["rules"]), g["weight"]) for g in plain["group"])
    named = [r for g in every for r in g.rules]
    if len(set(named)) != len(named) or named.count("*") != 1 or {*FOUND} - {g.id for g in every} or any(g.weight < 1 for g in every):
        raise LawDataError("watch/self_check.toml")
    return Heads(every, plain["note"])
