"""The lawful ways between the states of an obligation, as dated data (``resources/law/transitions.toml``).

A way is marked E (the text says so), I (it follows, or is practice) or "-" (that law has no such way). What no row names is
not forbidden by a text either: the mark is "", and the head decides.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from thads_desktop import dated
from thads_desktop.law.ruleset import LawDataError, Rules, cite

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "transitions.toml"
EXPLICIT, IMPLIED, NONE, SILENT = "E", "I", "-", ""
_ORDER = (EXPLICIT, IMPLIED, NONE, SILENT)
_WAY_KEYS = {"from", "to", "by", "act", "says", "beside", "2008", "2025"}
_LAW_KEYS = {"mark", "cite", "clauses", "since", "why", "note"}


@dataclass(frozen=True, slots=True)
class Way:
    """One row under one law. start, to: states; by: the decision; act: the program's word; why: the reason of a "-"."""

    start: tuple[str, ...]
    to: tuple[str, ...]
    by: str
    act: str
    law: str
    mark: str
    cite: str
    says: str = ""
    why: str = ""
    clauses: tuple[str, ...] = ()
    since: date | None = None
    #: Another reason beside one that stands.
    beside: bool = False


class Judged(NamedTuple):
    """What the table says of an act from a state; to: where it leads ("" = not said)."""

    mark: str
    cite: str
    why: str
    to: tuple[str, ...]
    beside: bool = False


@dataclass(frozen=True)
class Table:
    """States by code, and every way of both laws in the order of the file."""

    states: dict[str, str]
    ways: tuple[Way, ...]

    def look(self, act: str, state: str, day: date, clause: str = "") -> Judged:
        """The best that the law of the day says of the act from the state; an act that this law does not have is "-" from
        every state."""
        mine = self._by_act.get((act, Rules.law_on(day)), [])
        here = [w for w in mine if state in w.start and (not w.clauses or clause in w.clauses)]
        fit = [w for w in here if w.since is None or day >= w.since]
        if here and not fit:
            return Judged(NONE, here[0].cite, f"chỉ có từ ngày {here[0].since:%d/%m/%Y}", ())
        if not fit and mine and all(w.mark == NONE for w in mine):
            fit = mine
        if not fit:
            return Judged(SILENT, "", "", ())
        best = min(fit, key=lambda w: _ORDER.index(w.mark))
        return Judged(best.mark, best.cite, best.why, best.to, best.beside)

    @cached_property
    def _by_act(self) -> dict[tuple[str, str], list[Way]]:
        found: dict[tuple[str, str], list[Way]] = {}
        for way in self.ways:
            found.setdefault((way.act, way.law), []).append(way)
        return found

    def joins(self, start: str, to: str, law: str) -> bool:
        """Some way of this law leads from one state to the other."""
        return any(w.law == law and w.mark != NONE and start in w.start and to in w.to for w in self.ways)


def table() -> Table:
    """The table in force."""
    return of(dated.in_force())


@cache
def of(overlay: dated.Overlay) -> Table:
    """The same under these packs."""
    return read(tomllib.loads(overlay.of("law")[FILE].decode("utf-8")))


def read(data: dict[str, Any]) -> Table:
    """The table of a file. LawDataError for what is not sound: an unknown key, state, mark or document, a "-" without its reason."""
    if set(data) != {"documents", "states", "way"}:
        raise LawDataError(f"{FILE}: {sorted(data)}")
    states = dict(data["states"])
    return Table(states, tuple(w for entry in data["way"] for w in _ways(entry, states, data["documents"])))


def _ways(entry: dict[str, Any], states: dict[str, str], documents: dict[str, str]) -> Iterable[Way]:
    where = f"{FILE}: {entry.get('act', '?')}"
    if not isinstance(entry.get("beside", False), bool):
        raise LawDataError(f"{where}: beside")
    if set(entry) - _WAY_KEYS or not {"from", "to", "by", "act", "2008", "2025"} <= set(entry):
        raise LawDataError(f"{where}: {sorted(entry)}")
    if wrong := [s for s in (*entry["from"], *entry["to"]) if s not in states]:
        raise LawDataError(f"{where}: {wrong}")
    for law in ("2008", "2025"):
        said = entry[law]
        if set(said) - _LAW_KEYS or said.get("mark") not in (EXPLICIT, IMPLIED, NONE) or not said.get("cite"):
            raise LawDataError(f"{where}: {law}")
        if said["mark"] == NONE and not said.get("why"):
            raise LawDataError(f"{where}: {law} has no such way, and no reason")
        yield Way(
            tuple(entry["from"]), tuple(entry["to"]), entry["by"], entry["act"], law, said["mark"], cite(said["cite"], documents),
            " ".join(x for x in (entry.get("says", ""), said.get("note", "")) if x), said.get("why", ""),
            tuple(said.get("clauses", ())), said.get("since"),
            entry.get("beside", False),
        )  # fmt: skip
