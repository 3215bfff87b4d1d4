"""Who may do what: the table of acts and roles, read from ``resources/rights/acts.toml``.

Rights are asked by ``Desk.writing(act)`` and ``Desk.require(act)``, so that every door (window, command line, batch) meets them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done. says: in Vietnamese; roles: who may; two: a second person stands by it."""

    name: str
    says: str
    roles: tuple[str, ...]
    two: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """The whole table. roles: role -> its Vietnamese name, in the order shown."""

    roles: dict[str, str]
    acts: dict[str, Act]

    def may(self, act: str, roles: Collection[str]) -> bool:
        """One of these roles may. KeyError for an act that is not in the table: a fault of the program."""
        return any(r in roles for r in self.acts[act].roles)

    def role_for(self, act: str, roles: Collection[str]) -> str:
        """The role under which it is done, "" for none."""
        return next((r for r in self.acts[act].roles if r in roles), "")

    def says(self, act: str) -> str:
        return self.acts[act].says if act in self.acts else act

    def role_words(self, role: str) -> str:
        return self.roles.get(role, role)


#: What the one account of an office has: everything but what only looks on, and the province's own.
def every_role(level: str) -> tuple[str, ...]:
    """The roles of an office's first account."""
    return tuple(r for r in load().roles if r != "inspector" and (r != "city" or level == "province"))


@cache
def load() -> Rights:
    """The table as shipped. ValueError when it names a role it does not define."""
    said = tomllib.loads(resource("rights", "acts.toml").read_text(encoding="utf-8"))
    acts = {name: Act(name, a["says"], tuple(a["roles"]), bool(a.get("two", False))) for name, a in said["act"].items()}
    for act in acts.values():
        if unknown := set(act.roles) - set(said["roles"]):
            raise ValueError(f"{act.name}: {unknown}")
    return Rights(dict(said["roles"]), acts)
