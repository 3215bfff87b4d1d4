"""Parties of one name in one matter: papers and pages tell them apart by the year of birth, else by their numbers, else by the address."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import id_words
from thads_desktop.domain.text import same_letters
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.reader import Reader

#: A matter of more parties is not looked through for names that are alike: its papers name each with his details.
MOST = 400
#: What is tried to tell them apart, in this order.
_BY = (("year",), ("ids",), ("address",), ("year", "address"), ("year", "ids"))


def told(rows: Mapping[str, Mapping[str, Any]], day: date) -> dict[str, str]:
    """Party -> the name with what tells it from another of the same name among these; who has no namesake is left out."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key, row in rows.items():
        if row.get("name") and row.get("kind") != "state":
            alike[same_letters(str(row["name"]))].append(key)
    found: dict[str, str] = {}
    for keys in alike.values():
        if len(keys) < 2:
            continue
        said = {key: _said(rows[key], day) for key in keys}
        for by in _BY:
            marks = {key: ", ".join(x for x in (said[key][name] for name in by) if x) for key in keys}
            if len(set(marks.values())) == len(keys):
                found |= {key: f"{rows[key]['name']}, {mark}" for key, mark in marks.items() if mark}
                break
    return found


def _said(row: Mapping[str, Any], day: date) -> dict[str, str]:
    year, ids, address = row.get("birth_year"), [str(x) for x in row.get("ids", ()) if x], str(row.get("address", ""))
    return {
        "year": f"sinh năm {year}" if year else "",
        "ids": (id_words.said(ids, day) if row.get("kind") == "person" else f"mã số {', '.join(ids)}") if ids else "",
        "address": f"địa chỉ: {address}" if address else "",
    }


def named(names: Names, parties: Collection[str], day: date) -> dict[str, str]:
    """Party -> its name, as a page that lists these beside each other writes it."""
    found = {p: names.name("party", p) for p in parties}
    return found if len(parties) > MOST else found | told({p: names.row("party", p) for p in parties}, day)


class Apart(Names):
    """Names as a paper of this matter writes them."""

    def __init__(self, reader: Reader, parties: Collection[str], day: date) -> None:
        super().__init__(reader)
        self._parties, self._day = parties, day
        self._told: dict[str, str] | None = None

    def name(self, kind: str, key: str) -> str:
        if kind != "party" or len(self._parties) > MOST:
            return super().name(kind, key)
        if self._told is None:
            self.ahead("party", self._parties)
            self._told = told({p: self.row("party", p) for p in self._parties}, self._day)
        return self._told.get(key) or super().name(kind, key)


def of(reader: Reader, state: MatterState, effect: Effect, day: date) -> Apart:
    """The names of a paper on the matter, or on the decision that opens it."""
    lines = [s.line for s in state.lines.values()] if effect.opening is None else effect.opening.lines
    found = dict.fromkeys(p for x in lines for p in (*x.debtors, *x.creditors))
    return Apart(reader, tuple(dict.fromkeys((*found, *(p for p in (effect.party, effect.to_party) if p)))), day)
