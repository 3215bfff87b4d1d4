"""Money counted on a paper: what each row says must be its notes times what a note is worth, and the rows together the total."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from thads_desktop.documents.facts import own_fields
from thads_desktop.documents.variables import Variable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.documents.form import Form

#: A form's own fields: rows of (what a note is worth; how many; together), and their total.
CASH, TOTAL = "cash", "cash_total"
_SUM = re.compile(r"(\d[\d.]*)\s*(đồng|đ|VND)?", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3})(?:,(\d{1,4}))?\s*%")


def objections(form: Form, texts: Mapping[str, str]) -> list[Refusal]:
    """Against the money counted on a form that has such fields. What is not đồng is not counted."""
    field = next((v for v in form.own if v.name == CASH), None)
    if field is None or not texts.get(CASH):
        return []
    found, total, whole = [], 0, True
    for row in own_fields((field,), texts)[CASH]:
        worth, count, said = (amount(row[c]) for c in ("c1", "c2", "c3"))
        if worth is None or count is None:
            whole = False
            continue
        total += worth * count
        if said is not None and said != worth * count:
            found.append(Refusal("cash.miscounted", {"line": row["n"], "right": dong(worth * count)}, CASH))
    typed = texts.get(TOTAL, "")
    if not found and whole and typed.isdecimal() and int(typed) != total:
        found.append(Refusal("cash.other_total", {"right": dong(total)}, TOTAL))
    return found


def amount(text: str) -> int | None:
    """ "500.000 đồng" -> 500000; None for what is no whole number of đồng."""
    match = _SUM.fullmatch(text.strip())
    return int(match[1].replace(".", "")) if match is not None else None


def percentage(text: str) -> Fraction | None:
    """ "0,5 %" -> 1/2; None for what is no percentage."""
    match = _SHARE.fullmatch(text.strip())
    return Fraction(f"{match[1]}.{match[2] or '0'}") if match is not None else None


def rows(texts: Mapping[str, str], name: str, columns: int) -> list[dict[str, str]]:
    """The lines typed in a field as rows of cells c1, c2 ...; a cell that is not there is empty."""
    field = Variable(name, name, "", "lines", "typed", columns=("",) * columns)
    return list(own_fields((field,), texts)[name])
