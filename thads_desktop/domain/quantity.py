"""Quantities of things, exact: whole parts of a unit (ten thousand to one), typed and read with a comma as offices write them."""

from __future__ import annotations

import re

#: Parts of one unit: drugs are weighed to the ten-thousandth of a gram.
PARTS = 10_000
MOST = 10**12 * PARTS
_TYPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,4}))?", re.ASCII)


def parse(text: str) -> int | None:
    """ "12", "1.200", "0,2145" as parts; None for what is no quantity, is negative, or is finer or larger than is kept.

    A point groups thousands; it is no decimal sign, so "0.5" is none."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    parts = int(found[1].replace(".", "")) * PARTS + int((found[2] or "").ljust(4, "0"))
    return parts if parts <= MOST else None


def shown(parts: int) -> str:
    """ "12", "1.200", "0,2145"."""
    sign, whole = "-" if parts < 0 else "", abs(parts)
    units, rest = divmod(whole, PARTS)
    decimals = f"{rest:04d}".rstrip("0")
    return f"{sign}{f'{units:,}'.replace(',', '.')}{f',{decimals}' if decimals else ''}"
