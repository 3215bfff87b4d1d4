"""Communes by day: the name a commune bore on the day of a paper, what it was merged into, search by old and new name.

From ``resources/units`` and packs. A commune is known by its code in the national list for ever; what points to a merged commune
goes on pointing to it, and reads as the new one from the day of the merger.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from thads_desktop import dated
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import bare

_KEYS = {
    "city": {"code", "name", "from", "districts_until", "cite", "certainty"},
    "note": {"text", "from"},
    "district": {"code", "name", "communes"},
    "commune": {"code", "kind", "name"},
    "merger": {"from", "merged", "into", "kind", "name", "cite", "certainty"},
}


@dataclass(frozen=True, slots=True)
class Commune:
    """names: (from, "phường Quán Toan") in order; until: last day of its own, None while it stands; into: code.

    city, districts_until: the city it lies in, and the last day on which that had districts.
    """

    code: str
    district: str
    names: tuple[tuple[date, str], ...]
    until: date | None = None
    into: str = ""
    city: str = ""
    districts_until: date = date.max

    def called(self, day: date) -> str:
        """Its name on a day; before the first day known, the first."""
        held = [name for since, name in self.names if since <= day]
        return held[-1] if held else self.names[0][1]


@dataclass(frozen=True, slots=True)
class Units:
    """The communes of the lists in force. note: (day, sentence) from when the lists are no longer complete."""

    communes: dict[str, Commune]
    note: tuple[date, str]

    def on(self, day: date) -> tuple[Commune, ...]:
        """The communes that stand on a day, in the order of the list."""
        return tuple(c for c in self.communes.values() if c.until is None or day <= c.until)

    def current(self, code: str, day: date) -> str:
        """The code under which a commune goes on a day: its own, or that of what it was merged into."""
        found = self.communes.get(code)
        while found is not None and found.until is not None and day > found.until:
            found = self.communes.get(found.into)
        return found.code if found is not None else code

    def name_on(self, code: str, day: date) -> str:
        """ "phường Hoàng Văn Thụ, quận Hồng Bàng (trước 01/02/2020 là phường Quang Trung)"; "" for an unknown code."""
        first = self.communes.get(code)
        if first is None:
            return ""
        now = self.communes[self.current(code, day)]
        plain = _placed(now, day)
        if now is first or first.until is None:
            return plain
        return f"{plain} (trước {short_date(_after(first.until))} là {first.called(first.until)})"

    def address_on(self, code: str, day: date) -> str:
        """The end of an address on a paper: "phường Hoàng Văn Thụ, quận Hồng Bàng", the name of the day alone and, once there
        are no districts, the city; "" for an unknown code."""
        if code not in self.communes:
            return ""
        now = self.communes[self.current(code, day)]
        return f"{now.called(day)}, {now.district if day <= now.districts_until else now.city}"

    def former_names(self, code: str, day: date) -> tuple[str, ...]:
        """What the commune, and those merged into it by then, were called before and no more on this day."""
        now = self.current(code, day)
        every = [name for c in self.communes.values() if self.current(c.code, day) == now for since, name in c.names if since <= day]
        return tuple(dict.fromkeys(name for name in every if name != self.communes[now].called(day))) if now in self.communes else ()

    def named(self, text: str, day: date) -> list[str]:
        """The communes standing on a day that bear this very name, with their kind or without, marks or not."""
        plain = " ".join(bare(text).split())
        return [c.code for c in self.on(day) if plain in ((own := bare(c.called(day))), own.removeprefix(f"{bare(_kind(c.called(day)))} "))]

    def search(self, text: str, day: date, limit: int = 8) -> list[tuple[str, str]]:
        """(code, label) of communes whose name or district holds every word, old names too; those standing first."""
        words = re.findall(r"\w+", bare(text))
        if not words:
            return []
        hits = [c for c in self.communes.values() if all(w in _searched(c) for w in words)]
        hits.sort(key=lambda c: (c.until is not None and day > c.until, words[0] not in bare(c.called(day)).split()))
        return [(c.code, self._label(c, day)) for c in hits[:limit]]

    def _label(self, commune: Commune, day: date) -> str:
        if commune.until is None or day <= commune.until:
            return _placed(commune, day)
        now = self.communes[self.current(commune.code, day)].called(day)
        return f"{commune.called(commune.until)}, {commune.district} (nay là {now})"


def _kind(name: str) -> str:
    return next((kind for kind in ("phường", "xã", "thị trấn") if name.startswith(f"{kind} ")), "")


def _placed(commune: Commune, day: date) -> str:
    """ "xã An Thắng, huyện An Lão"; once there are no districts "xã An Thắng, thành phố Hải Phòng (huyện An Lão cũ)"."""
    name = commune.called(day)
    return f"{name}, {commune.district}" if day <= commune.districts_until else f"{name}, {commune.city} ({commune.district} cũ)"


def load_units() -> Units:
    """The lists in force."""
    return units_of(dated.in_force())


@cache
def units_of(overlay: dated.Overlay) -> Units:
    """The lists under these packs. ValueError for a key, a code or a merger that does not fit."""
    found: dict[str, Commune] = {}
    note = (date.max, "")
    for file, data in overlay.of("units").items():
        table = tomllib.loads(data.decode("utf-8"))
        _strict(file, "city", table["city"])
        _strict(file, "note", table["note"])
        note = (table["note"]["from"], table["note"]["text"])
        for district in table["district"]:
            _strict(file, "district", district)
            for commune in district["communes"]:
                _strict(file, "commune", commune)
                _add(found, commune, district["name"], table["city"], file)
        for merger in table["merger"]:
            _strict(file, "merger", merger)
            _merge(found, merger, file)
    return Units(found, note)


def _strict(file: str, kind: str, table: dict[str, Any]) -> None:
    if set(table) != _KEYS[kind]:
        raise ValueError(f"{file} [{kind}]: {sorted(set(table) ^ _KEYS[kind])}")
    if table.get("certainty", "H") not in ("H", "M", "L"):
        raise ValueError(f"{file} [{kind}]: certainty")


def _add(found: dict[str, Commune], commune: dict[str, str], district: str, city: dict[str, Any], file: str) -> None:
    if commune["code"] in found:
        raise ValueError(f"{file}: {commune['code']} twice")
    found[commune["code"]] = Commune(
        commune["code"], district, ((city["from"], f"{commune['kind']} {commune['name']}"),), city=city["name"],
        districts_until=city["districts_until"],
    )  # fmt: skip


def _merge(found: dict[str, Commune], merger: dict[str, Any], file: str) -> None:
    since, into = merger["from"], merger["into"]
    if {into, *merger["merged"]} - set(found):
        raise ValueError(f"{file}: merger into {into}")
    for code in merger["merged"]:
        old = found[code]
        found[code] = replace(old, until=date.fromordinal(since.toordinal() - 1), into=into)
    kept, name = found[into], f"{merger['kind']} {merger['name']}"
    if kept.names[-1][1] != name:
        found[into] = replace(kept, names=(*kept.names, (since, name)))


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


@cache
def _searched(commune: Commune) -> str:
    return bare(" ".join((*(name for _, name in commune.names), commune.district)))
