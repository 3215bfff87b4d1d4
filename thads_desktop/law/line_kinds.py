"""The kinds of obligations that returns tell apart (``resources/statistics/line_kinds.toml``), and which one words suggest."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEYS = {"key", "title", "state", "words", "party"}
OTHER, OTHER_REVENUE = "khac", "thu_khac"


@dataclass(frozen=True, slots=True)
class LineKind:
    """state: it goes to the State budget; words: of the obligation; party: of its creditor's name."""

    key: str
    title: str
    state: bool
    words: tuple[str, ...]
    party: tuple[str, ...] = ()


@cache
def kinds() -> tuple[LineKind, ...]:
    """Every kind, in the order of the file. LawDataError when the file is not sound."""
    return read(resource("statistics", "line_kinds.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[LineKind, ...]:
    """The kinds of a file, judged."""
    made = []
    for raw in tomllib.loads(text).get("kind", ()):
        if set(raw) - _KEYS or not {"key", "title", "state", "words"} <= set(raw):
            raise LawDataError(f"line_kinds.toml: {raw.get('key')}")
        made.append(LineKind(raw["key"], raw["title"], raw["state"], tuple(raw["words"]), tuple(raw.get("party", ()))))
    if len({k.key for k in made}) != len(made) or not {OTHER, OTHER_REVENUE} <= {k.key for k in made}:
        raise LawDataError("line_kinds.toml: a kind twice, or one missing")
    return tuple(made)


def title(key: str) -> str:
    """A kind in words."""
    return next((k.title for k in kinds() if k.key == key), key)


def suggested(text: str, creditors: Sequence[str], *, state: bool) -> str:
    """The kind that the words of an obligation or the name of its only creditor suggest. state: its money is the State's."""
    if state:
        return next((k.key for k in kinds() if k.state and _has(text, k.words)), OTHER_REVENUE)
    alone = creditors[0] if len(creditors) == 1 else ""
    return next((k.key for k in kinds() if k.party and _has(alone, k.party)), OTHER)


def _has(text: str, words: Sequence[str]) -> bool:
    plain = " ".join(bare(text).split())
    return any(re.search(rf"\b{re.escape(w)}\b", plain) for w in words)
