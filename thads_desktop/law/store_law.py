"""Exhibits and kept property as dated data (``resources/law/store.toml``): kinds, what becomes of a thing, places, reasons to go out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thads_desktop import dated
from thads_desktop.law.ruleset import LawDataError, Rules, cite

FILE = "store.toml"
NEEDS = ("order", "matter", "notice", "delegated")
LAWS = ("2008", "2025")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a thing goes out, under one law. needs: what must stand before; only: of what fate that is asked, else a decision is enough;
    fates, kinds: of what it may be, () = of all; waits: the kinds that stay while they may be fetched."""

    code: str
    title: str
    needs: str
    cite: str
    only: str = ""
    fates: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()

    def asks(self, fate: str) -> str:
        """What must stand before a thing of this fate goes out."""
        return self.needs if self.only in ("", fate) else "matter"


@dataclass(frozen=True, slots=True)
class StoreLaw:
    """kinds, fates, places: code -> words; cases: kind -> the case of what nobody fetches."""

    kinds: dict[str, str]
    cases: dict[str, str]
    fates: dict[str, str]
    places: dict[str, str]
    fate_cites: dict[str, dict[str, str]]
    reasons: dict[str, dict[str, Reason]]
    usual: dict[str, tuple[str, str, str]]
    move_before: date
    move_taken_before: date
    move_place: str
    move_cite: str
    move_note: str
    counting: dict[str, tuple[str, str]]

    @property
    def codes(self) -> list[str]:
        """Every code that events may hold."""
        return [*self.kinds, *self.fates, *self.places, *self.reasons["2008"]]

    def reason(self, code: str, day: date) -> Reason | None:
        """A reason as the law of the day has it; None for one that it has not."""
        return self.reasons[Rules.law_on(day)].get(code)

    def fate_cite(self, fate: str, day: date) -> str:
        """Which article says what becomes of a thing of this fate; "" = none is known."""
        return self.fate_cites[Rules.law_on(day)].get(fate, "")

    def usual_place(self, day: date) -> str:
        """Where what comes in on this day lies, if nobody says otherwise."""
        return self.usual[Rules.law_on(day)][0]

    def usual_note(self, day: date) -> str:
        """Why, with the article."""
        place, article, note = self.usual[Rules.law_on(day)]
        return f"{self.places[place]} ({article}). {note}".strip()

    def must_move(self, taken: date, place: str) -> bool:
        """It came before the new law and lies where it must go from."""
        return place == self.move_place and taken < self.move_taken_before


def load() -> StoreLaw:
    """What is in force."""
    return of(dated.in_force())


@cache
def of(overlay: dated.Overlay) -> StoreLaw:
    """The same under these packs."""
    return read(tomllib.loads(overlay.of("law")[FILE].decode("utf-8")))


def read(data: dict[str, Any]) -> StoreLaw:
    """What a file says. LawDataError for what is not sound: an unknown key, document, need or place."""
    wanted = {"documents", "kind", "fate", "place", "usual", "move", "stocktaking", "out"}
    if set(data) != wanted:
        raise LawDataError(f"{FILE}: {sorted(set(data) ^ wanted)}")
    documents, move = data["documents"], data["move"]
    places = _words(data["place"])
    fates, kinds = _words([{k: v for k, v in f.items() if k != "cite"} for f in data["fate"]]), _words(data["kind"], "term")
    if move["place"] not in places or any(data["usual"][law]["place"] not in places for law in LAWS):
        raise LawDataError(f"{FILE}: place")
    if not isinstance(move["before"], date) or not isinstance(move["taken_before"], date) or not move["note"]:
        raise LawDataError(f"{FILE}: move")
    return StoreLaw(
        kinds, {k["code"]: k["term"] for k in data["kind"]}, fates, places,
        {law: {f["code"]: cite(f["cite"][law], documents) for f in data["fate"] if law in f.get("cite", {})} for law in LAWS},
        {law: {o["code"]: _reason(o, law, documents, fates, kinds) for o in data["out"]} for law in LAWS},
        {law: (u["place"], cite(u["cite"], documents), u.get("note", "")) for law, u in data["usual"].items()},
        move["before"], move["taken_before"], move["place"], cite(move["cite"], documents), move["note"],
        {law: (", ".join(cite(c, documents) for c in c_.get("cite", ())), c_["note"]) for law, c_ in data["stocktaking"].items()},
    )  # fmt: skip


def _words(tables: list[dict[str, Any]], *more: str) -> dict[str, str]:
    for table in tables:
        if set(table) != {"code", "title", *more}:
            raise LawDataError(f"{FILE}: {sorted(table)}")
    return {t["code"]: t["title"] for t in tables}


def _reason(table: dict[str, Any], law: str, documents: dict[str, str], fates: dict[str, str], kinds: dict[str, str]) -> Reason:
    said = table.get(law, {})
    needs = str(said.get("needs", ""))
    lists = {name: tuple(said.get(name, ())) for name in ("fates", "kinds", "waits")}
    known = {"fates": fates, "kinds": kinds, "waits": kinds}
    if set(table) != {"code", "title", *LAWS} or set(said) - {"needs", "cite", "only", *lists} or said.get("only", "return") not in fates:
        raise LawDataError(f"{FILE}: {table.get('code', '?')} {law}")
    if any(set(lists[name]) - set(known[name]) for name in lists):
        raise LawDataError(f"{FILE}: {table['code']} {law}: {lists}")
    if needs not in NEEDS and not needs.startswith("act:"):
        raise LawDataError(f"{FILE}: {table['code']} {law}: {needs}")
    article = cite(said["cite"], documents) if said.get("cite") else ""
    return Reason(table["code"], table["title"], needs, article, said.get("only", ""), lists["fates"], lists["kinds"], lists["waits"])
