"""Service as dated data (``resources/law/service.toml``): from which day a paper is validly notified, by the way it went."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop import dated
from thads_desktop.law.errors import LawDataError

FILE = "service.toml"
VALID = ("served", "sent", "posted", "published")
_LAWS = ("2008", "2025")


@dataclass(frozen=True, slots=True)
class Way:
    """Under one law. valid: which day makes the notice valid (see the file)."""

    way: str
    title: str
    valid: str
    cite: str
    note: str = ""


def way(code: str, law: str) -> Way | None:
    """The way under a law; None for none of the list."""
    return ways(dated.in_force()).get((code, law))


@cache
def ways(overlay: dated.Overlay) -> dict[tuple[str, str], Way]:
    """(way, law) -> what holds. LawDataError when the file is not sound."""
    try:
        data = tomllib.loads(overlay.of("law")[FILE].decode("utf-8"))
        found = {
            (w["way"], v["law"]): Way(w["way"], w["title"], v["valid"], v["cite"], v.get("note", "")) for w in data["way"] for v in w["value"]
        }  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise LawDataError(f"{FILE}: {error!r}") from error
    if any(x.valid not in VALID for x in found.values()) or {law for _, law in found} != set(_LAWS):
        raise LawDataError(f"{FILE}: valid or law")
    return found
