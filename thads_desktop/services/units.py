"""Communes for the pages: what to offer while one is typed, and how one reads on a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare
from thads_desktop.law.units import load_units

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk


def suggest(desk: Desk, text: str, limit: int = 8) -> list[tuple[str, str]]:
    """(code, label) of communes by name or district, with or without marks; a merged one says what it is now."""
    return load_units().search(text, desk.clock.today(), limit)


def label(code: str, day: date) -> str:
    """ "phường Hoàng Văn Thụ, quận Hồng Bàng"; "" for none and for an unknown code."""
    return load_units().name_on(code, day) if code else ""


def address(typed: str, code: str, day: date) -> str:
    """An address as a paper of this day prints it: what was typed, with the commune's name of the day once.

    A former name in what was typed gives way to that of the day; a commune that is named already, this one or another (the lists do not know
    every one), is not named again.
    """
    listed = load_units()
    ending = listed.address_on(code, day) if code else ""
    name = ending.partition(",")[0]
    if not ending or _place(typed, name) is not None:
        return typed
    for old in listed.former_names(code, day):
        if (at := _place(typed, old)) is not None:
            return typed[: at[0]] + name + typed[at[1] :]
    if _NAMED.search(typed):
        return typed
    return f"{typed}, {ending}" if typed else ending


#: A part of an address that is a commune.
_NAMED = re.compile(r"(?:^|,)\s*(?:phường|xã|thị trấn|đặc khu)\s+\w", re.IGNORECASE)
#: How the kinds of communes are shortened in addresses.
_SHORT = {"phường": r"(?:phuong|p\.?)", "xã": r"(?:xa|x\.)", "thị trấn": r"(?:thi tran|tt\.?)"}


def _place(typed: str, name: str) -> tuple[int, int] | None:
    """Where an address names a commune, with its kind in full or short, marks or not; None = it does not."""
    kind = next((k for k in _SHORT if name.startswith(f"{k} ")), "")
    own = r"\s+".join(re.escape(word) for word in bare(name.removeprefix(kind)).split())
    plain = bare(typed)
    found = re.search(rf"(?<!\w){_SHORT.get(kind, '')}\s*{own}(?!\w)", plain)
    # Places in the bare text are places in the typed one as long as no letter became two.
    return found.span() if found and len(plain) == len(typed) else None


def code_of(text: str, day: date) -> str:
    """The commune that a text names: as offered, or by a part that fits one only; "" for none or several."""
    found = load_units().search(text, day, 20) or load_units().search(text.partition(",")[0], day, 50)
    exact = [code for code, said in found if bare(said) == bare(text) or bare(label(code, day)) == bare(text)]
    if exact:
        return exact[0]
    if named := load_units().named(text, day):
        return named[0] if len(named) == 1 else ""
    alone = load_units().search(text, day, 2)
    return alone[0][0] if len(alone) == 1 else ""


def current(code: str, day: date) -> str:
    """The code of a commune, or of what it was merged into by then."""
    return load_units().current(code, day)


def known(code: str) -> bool:
    return code in load_units().communes


def note(day: date) -> str:
    """What the lists do not know on this day; "" when they are complete."""
    since, text = load_units().note
    return text if day >= since else ""
