"""Numbers of days and hours that papers name, from the rules of their day: no form writes one itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk

#: Variable -> (rule, its case, the unit that its words name).
NAMED = {"money_days": ("R27", "", "wd"), "urgent_hours": ("R31", "phong_toa", "h")}


def facts(desk: Desk, day: date) -> dict[str, str]:
    """The numbers by variable; "" where the law of the day has none, or one of another unit."""
    return {name: number(desk, *of, day) for name, of in NAMED.items()}


def number(desk: Desk, rule: str, case: str, unit: str, day: date) -> str:
    """ "05": the number of a rule on a day, as papers write it."""
    try:
        term = desk.rules.term(rule, day, case=case)
    except Refused:
        return ""
    return f"{term.n:02d}" if term.n and term.unit == unit else ""
