"""Kinds of assets and what stands on the card of each (``resources/assets/kinds.toml``). Nothing here knows any one kind."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.text import bare
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

#: In ``marks``: the commune of the card.
COMMUNE = "commune"
_KIND = {"key", "title", "short", "immovable", "marks", "field"}
_FIELD = {"name", "label", "short", "required", "pattern", "example", "secret"}


@dataclass(frozen=True, slots=True)
class AssetField:
    """One thing on a card. pattern "" = free text; else its whole, upper case without spaces."""

    name: str
    label: str
    required: bool = False
    pattern: str = ""
    example: str = ""
    secret: bool = False
    #: Before its value in the line of a card; "" = the value alone.
    short: str = ""

    def fits(self, value: str) -> bool:
        """What was typed has the form of the field."""
        return not self.pattern or re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True, slots=True)
class AssetKind:
    """marks: each a set of fields that together tell the asset from every other."""

    key: str
    title: str
    short: str
    immovable: bool
    marks: tuple[tuple[str, ...], ...]
    fields: tuple[AssetField, ...]

    def marks_of(self, values: Mapping[str, Any], commune: str) -> tuple[str, ...]:
        """What the asset is known by: "immovable:parcel=125;sheet=14;commune=11407", one for each way that is filled in whole. What does
        not move shares its marks: the land and the house on it meet.

        commune: as it goes today, so that a card of before a merger is found by the new one.
        """
        return self._marks(self.marks, {**values, COMMUNE: commune}, "immovable" if self.immovable else self.key)

    def weak_of(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The marks that name a commune without it: with the owner they ask whether it is the same, where a commune is not known."""
        less = tuple(tuple(n for n in names if n != COMMUNE) for names in self.marks if COMMUNE in names)
        return self._marks(less, values, "~immovable" if self.immovable else f"~{self.key}")

    def _marks(self, sets: tuple[tuple[str, ...], ...], values: Mapping[str, Any], prefix: str) -> tuple[str, ...]:
        found = []
        for names in sets:
            parts = {n: plain(str(values.get(n, ""))) for n in names}
            if all(parts.values()):
                found.append(f"{prefix}:{';'.join(f'{n}={v}' for n, v in parts.items())}")
        return tuple(found)

    def says(self, values: Mapping[str, Any]) -> str:
        """The card in one line: what is filled in, secrets left out."""
        said = [f"{f.short} {values[f.name]}".strip() for f in self.fields if values.get(f.name) and not f.secret]
        return ", ".join((self.short, *said))


def plain(value: str) -> str:
    """A mark as it is compared: letters without their marks and figures, nothing else."""
    return "".join(c for c in bare(value) if c.isalnum())


@cache
def kinds() -> Mapping[str, AssetKind]:
    """Every kind by its key, in the order of the file. LawDataError when the file is not sound."""
    return read(resource("assets", "kinds.toml").read_text(encoding="utf-8"))


def read(text: str) -> dict[str, AssetKind]:
    """The kinds of a file."""
    found: dict[str, AssetKind] = {}
    for raw in tomllib.loads(text)["kind"]:
        kind = _kind(raw)
        if kind.key in found:
            raise LawDataError(f"assets: {kind.key} twice")
        found[kind.key] = kind
    return found


def _kind(raw: Mapping[str, Any]) -> AssetKind:
    where = f"assets {raw.get('key')}"
    if set(raw) != _KIND:
        raise LawDataError(f"{where}: {sorted(set(raw) ^ _KIND)}")
    fields = tuple(_field(where, f) for f in raw["field"])
    names = {f.name for f in fields}
    if len(names) != len(fields) or COMMUNE in names or {n for marks in raw["marks"] for n in marks} - names - {COMMUNE}:
        raise LawDataError(f"{where}: fields and marks")
    return AssetKind(raw["key"], raw["title"], raw["short"], bool(raw["immovable"]), tuple(tuple(m) for m in raw["marks"]), fields)


def _field(where: str, raw: Mapping[str, Any]) -> AssetField:
    if set(raw) - _FIELD or not raw.get("name") or not raw.get("label") or bool(raw.get("pattern")) != bool(raw.get("example")):
        raise LawDataError(f"{where}: {raw.get('name')}")
    made = AssetField(
        raw["name"], raw["label"], raw.get("required", False), raw.get("pattern", ""), raw.get("example", ""), raw.get("secret", False),
        raw.get("short", ""),
    )
    if made.pattern and not made.fits(re.sub(r"\s", "", made.example).upper()):
        raise LawDataError(f"{where}: {made.name}: its example does not fit")
    return made
