"""Layouts of envelopes as data (``resources/papers/envelopes.toml``), and what stands on one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop.documents.form import FormError
from thads_desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Box:
    """Millimetres from the upper left corner; size: of the type in points."""

    left: float
    top: float
    width: float
    size: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Millimetres."""

    code: str
    title: str
    width: float
    height: float
    sender: Box
    to: Box


@dataclass(frozen=True, slots=True)
class Envelope:
    """sender: lines above at the left; number: of the paper inside; to, address: who gets it."""

    sender: tuple[str, ...]
    number: str
    to: str
    address: str


def _box(place: list[float], size: float) -> Box:
    left, top, width = place
    return Box(float(left), float(top), float(width), float(size))


@cache
def layouts() -> dict[str, Layout]:
    """Code -> layout, in the order of the file. FormError when it is not sound."""
    try:
        data = tomllib.loads(resource("papers", "envelopes.toml").read_text(encoding="utf-8"))
        found = {
            e["code"]: Layout(
                e["code"], e["title"], float(e["width"]), float(e["height"]), _box(e["sender"], e["sender_size"]), _box(e["to"], e["to_size"]),
            )
            for e in data["envelope"]
        }  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise FormError(f"envelopes.toml: {error!r}") from error
    for x in found.values():
        if any(b.left + b.width > x.width or b.top >= x.height for b in (x.sender, x.to)):
            raise FormError(f"envelopes.toml: {x.code}")
    return found
