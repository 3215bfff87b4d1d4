"""The lawful steps of an asset, as dated data (``resources/law/asset_ways.toml``): in which state which step, and what it needs.

A step out of a state that is neither ``start`` nor ``open`` is refused with its article; out of ``open`` no text speaks of it: the head
decides.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.asset import LEADS
from thads_desktop.domain.asset_lawful import NEEDS
from thads_desktop.law.errors import LawDataError
from thads_desktop.law.ruleset import cite

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "asset_ways.toml"
LAWS = ("2008", "2025")
#: What a step may ask for: the fields of ``asset_steps.StepInput``.
ASKS = ("amount", "on", "party", "org", "number", "why", "matter", "region")
_STEP = {"code", "says", "from", "open", "to", "asks", "why", "needs", "note", *LAWS}
_HOW = ("hard", "tell")


@dataclass(frozen=True, slots=True)
class Need:
    """A condition under one law. hard: refused with the article; else told, and the head decides."""

    code: str
    hard: bool
    cite: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing typed of a step."""

    name: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class AssetWay:
    """A step under one law. mark: E, I, or "-" (that law has no such step: absent says why); to "" = the state stays."""

    code: str
    says: str
    law: str
    mark: str
    cite: str
    start: tuple[str, ...]
    open: tuple[str, ...]
    to: str
    asks: tuple[Ask, ...]
    whys: tuple[tuple[str, str], ...]
    needs: tuple[Need, ...]
    absent: str
    note: str

    def why_words(self, code: str) -> str:
        """A reason as people read it."""
        return dict(self.whys).get(code, "")


@dataclass(frozen=True)
class AssetTable:
    """states: code -> words; steps by law and code, in the order of the file."""

    states: dict[str, str]
    steps: dict[str, dict[str, AssetWay]]

    def of(self, law: str) -> dict[str, AssetWay]:
        """The steps of a law."""
        return self.steps[law]

    def says(self, code: str) -> str:
        """A step in words; "" for one that is none."""
        found = self.steps[LAWS[0]].get(code)
        return found.says if found is not None else ""


def table() -> AssetTable:
    """The table in force."""
    return of(dated.in_force())


@cache
def of(overlay: dated.Overlay) -> AssetTable:
    """The same under these packs."""
    return read(tomllib.loads(overlay.of("law")[FILE].decode("utf-8")))


def read(data: dict[str, Any]) -> AssetTable:
    """The table of a file. LawDataError for what is not sound: an unknown key, state, step, condition or document."""
    if set(data) != {"documents", "states", "need", "step"}:
        raise LawDataError(f"{FILE}: {sorted(data)}")
    states, documents = dict(data["states"]), data["documents"]
    needs = {law: dict(_needs(data["need"], law, documents)) for law in LAWS}
    steps: dict[str, dict[str, AssetWay]] = {law: {} for law in LAWS}
    for entry in data["step"]:
        for law in LAWS:
            way = _way(entry, law, states, needs[law], documents)
            if way.code in steps[law]:
                raise LawDataError(f"{FILE}: {way.code} twice")
            steps[law][way.code] = way
    if set(steps[LAWS[0]]) != set(LEADS) or {to for to in LEADS.values() if to} - set(states):
        raise LawDataError(f"{FILE}: {sorted(set(steps[LAWS[0]]) ^ set(LEADS))}")
    return AssetTable(states, steps)


def _needs(data: dict[str, Any], law: str, documents: dict[str, str]) -> Iterable[tuple[str, Need]]:
    if set(data) != set(NEEDS):
        raise LawDataError(f"{FILE} [need]: {sorted(set(data) ^ set(NEEDS))}")
    for code, by in data.items():
        if set(by) - set(LAWS):
            raise LawDataError(f"{FILE} [need] {code}")
        if (said := by.get(law)) is not None:
            if set(said) != {"how", "cite"} or said["how"] not in _HOW:
                raise LawDataError(f"{FILE} [need] {code}: {law}")
            yield code, Need(code, said["how"] == "hard", cite(said["cite"], documents))


def _way(
    entry: dict[str, Any], law: str, states: dict[str, str], needs: dict[str, Need], documents: dict[str, str]
) -> AssetWay:
    code, said = entry.get("code", "?"), entry.get(law)
    where = f"{FILE}: {code} {law}"
    if set(entry) - _STEP or not {"code", "says", "from", "to"} <= set(entry) or said is None:
        raise LawDataError(f"{where}: {sorted(entry)}")
    start, further = tuple(entry["from"]), tuple(entry.get("open", ()))
    if LEADS.get(code) != entry["to"] or {*start, *further} - set(states) or set(start) & set(further):
        raise LawDataError(f"{where}: states")
    if set(said) - {"mark", "cite", "why"} or said.get("mark") not in ("E", "I", "-") or (said["mark"] == "-") != bool(said.get("why")):
        raise LawDataError(f"{where}: mark")
    asks = tuple(Ask(name.rstrip("?"), label, not name.endswith("?")) for name, label in entry.get("asks", ()))
    if {a.name for a in asks} - set(ASKS) or bool(entry.get("why")) != any(a.name == "why" for a in asks):
        raise LawDataError(f"{where}: asks")
    if set(entry.get("needs", ())) - set(NEEDS):
        raise LawDataError(f"{where}: needs")
    return AssetWay(
        code, entry["says"], law, said["mark"], cite(said["cite"], documents), start, further, entry["to"], asks,
        tuple((a, b) for a, b in entry.get("why", ())), tuple(needs[n] for n in entry.get("needs", ()) if n in needs), said.get("why", ""),
        entry.get("note", ""),
    )  # fmt: skip
