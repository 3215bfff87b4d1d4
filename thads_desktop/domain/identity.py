"""Numbers by which a person or an organisation is known, compared: figures alone, or the letters and figures of a passport."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.text import fold_name, same_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

_PASSPORT = re.compile(r"(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*[0-9])[A-Z0-9]{6,12}", re.ASCII)


#: Letters that are typed for figures: a number of an identity card with one of them is mistyped, and no passport.
_FOR_FIGURES = str.maketrans("OIL", "011")


def passport(text: str) -> str:
    """The number of a passport as it is written, capitals and figures alone; "" where it is none."""
    plain = "".join(text.upper().split())
    mistyped = plain[:1].isdigit() and plain.translate(_FOR_FIGURES).isdigit() and len(plain) in (9, 12)
    return plain if _PASSPORT.fullmatch(plain) and not mistyped else ""


def key(text: str) -> str:
    """What two writings of one number have in common."""
    return passport(text) or "".join(c for c in text if c.isdigit()) or text.strip()


def fits_person(text: str) -> bool:
    """The number of an identity card of either kind, or of a passport."""
    figures = "".join(c for c in text if c.isdigit())
    return bool(passport(text)) or (figures.isascii() and len(figures) in (9, 12))


def marks(row: Mapping[str, Any]) -> frozenset[tuple[object, ...]]:
    """What only one person or organisation has: each number, and the name with the year of birth (of a person) and the address. Two rows
    that share one of these are one party."""
    if row.get("kind") == "state":
        return frozenset({("state",)})
    found: set[tuple[object, ...]] = {("number", key(str(x))) for x in row.get("ids", ()) if str(x).strip()}
    name, address, year = same_letters(str(row.get("name", ""))), fold_name(str(row.get("address", ""))), row.get("birth_year")
    if name and address and (year is not None or row.get("kind") == "org"):
        found.add(("who", row.get("kind"), name, year, address))
    return frozenset(found)
