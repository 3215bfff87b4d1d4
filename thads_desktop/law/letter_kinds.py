"""Kinds of letters in and out (``resources/letters/kinds.toml``): forms that others fill in, answers of other bodies, official letters."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

_KEYS = {"title", "code", "symbol", "row", "from", "ways", "status"}
_FROM = ("party", "court", "office", "body", "procuracy", "any")
_WAYS = {"in", "out"}


@dataclass(frozen=True, slots=True)
class LetterKind:
    """row: of the catalogue of papers, 0 = of none; of: who usually sends it; code: only where it is established; symbol: what its number
    bears for the kind."""

    key: str
    title: str
    code: str
    symbol: str
    row: int
    of: str
    ways: tuple[str, ...]


@cache
def kinds() -> dict[str, LetterKind]:
    """Every kind by its key, in the order of the file. Raises LawDataError for a file that is not as it should be."""
    said = tomllib.loads((resource("letters") / "kinds.toml").read_text(encoding="utf-8")).get("kind", {})
    found: dict[str, LetterKind] = {}
    for key, one in said.items():
        ways = one.get("ways", [])
        if set(one) != _KEYS or one["from"] not in _FROM or not ways or set(ways) - _WAYS or one["status"] not in ("established", "inferred"):
            raise LawDataError(f"letters/kinds.toml: {key}")
        code = one["code"] if one["status"] == "established" else ""
        found[key] = LetterKind(key, one["title"], code, one["symbol"], int(one["row"]), one["from"], tuple(ways))
    return found


def of_way(way: str) -> dict[str, LetterKind]:
    """The kinds that come ("in") or leave ("out")."""
    return {key: kind for key, kind in kinds().items() if way in kind.ways}
