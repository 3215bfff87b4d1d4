"""When the store was looked through: quickly once a day, whole once a week; the days stand in a small file beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.sentences import say_trouble
from thads_desktop.files import LOOKS, write_own

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.services.desk import Desk

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Looks:
    """The days of the last looks, and what the last one found ("" = whole)."""

    quick: date | None = None
    whole: date | None = None
    said: str = ""


def noted(folder: Path) -> Looks:
    """What is noted; nothing where the file is not there or cannot be understood."""
    try:
        plain = json.loads((folder / LOOKS).read_text(encoding="utf-8"))
        days = [date.fromisoformat(plain[n]) if plain.get(n) else None for n in ("quick", "whole")]
        return Looks(days[0], days[1], str(plain.get("said", "")))
    except (OSError, ValueError, TypeError, AttributeError):
        return Looks()


def quick_due(desk: Desk) -> bool:
    """Not yet looked through today."""
    return not desk.practice and noted(desk.folder).quick != desk.clock.today()


def whole_due(desk: Desk) -> bool:
    """Not looked through whole for a week (or by a day that has not come: the clock was set back)."""
    last, today = noted(desk.folder).whole, desk.clock.today()
    return not desk.practice and (last is None or not timedelta(0) <= today - last < WEEK)


def quick(desk: Desk, pause: Callable[[], None] = lambda: None) -> None:
    """As ``Desk.look_through``, and noted. Trouble when something does not hold."""
    try:
        desk.look_through(pause)
    except Trouble as trouble:
        _note(desk, quick=True, whole=False, said=say_trouble(trouble))
        raise
    _note(desk, quick=True, whole=False, said="")


def whole(desk: Desk, pause: Callable[[], None] = lambda: None) -> str:
    """Everything there is to look at. "" = whole, else the counted sentence. pause: called between small parts; what it raises
    ends the looking, and nothing is noted."""
    from thads_desktop.services import repairing, upkeep

    found = upkeep.verify(desk, pause).findings
    said = repairing.counted_words(found) if found else ""
    _note(desk, quick=True, whole=True, said=said)
    return said


def _note(desk: Desk, *, quick: bool, whole: bool, said: str) -> None:
    if desk.practice:
        return
    before, today = noted(desk.folder), desk.clock.today()
    days = {"quick": today if quick else before.quick, "whole": today if whole else before.whole}
    plain = {**{n: d.isoformat() if d else "" for n, d in days.items()}, "said": said}
    try:
        write_own(desk.folder / LOOKS, json.dumps(plain, ensure_ascii=False).encode())
    except OSError:
        # A note that cannot be written only makes the program look again.
        return
