"""The door for what users type: one way to clean a text, a name, an amount, a day, with a refusal for what is wrong."""

from __future__ import annotations

import re
from datetime import date

from thads_desktop.domain import hours
from thads_desktop.domain.dates import parse_typed
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import lines_of, one_line

#: Characters: a name or a number; a sentence; the free text of a paper.
NAME, SENTENCE, BODY = 300, 2_000, 20_000
MAX_AMOUNT = 10**15
_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(?:[. ][0-9]{3})+")
_MOST_DIGITS = 18


def name(value: str, field: str, *, required: bool = True, limit: int = NAME) -> str:
    """One line of text: NFC, single spaces, nothing that is not seen in print. Refused when empty (if required) or too long."""
    return _checked(one_line(value), field, required, limit)


def body(value: str, field: str, *, required: bool = False, limit: int = BODY) -> str:
    """Free text with its line breaks kept."""
    return _checked("\n".join(lines_of(value)).strip(), field, required, limit)


def amount(value: int, field: str) -> int:
    """Whole đồng above zero."""
    if not 0 < value <= MAX_AMOUNT:
        raise Refused(Refusal("amount.out_of_range", {"limit": f"{MAX_AMOUNT:,}".replace(",", ".")}, field))
    return value


def day(text: str, today: date, field: str) -> date:
    """A day as it is typed on the command line: year-month-day, or as in a field of a form. Refused("date.bad")."""
    # Year-month-day alone: the standard's weeks and numbered days are no way to write a legal day.
    written = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is not None
    try:
        found = date.fromisoformat(text) if written else parse_typed(text, today)
    except ValueError:
        found = None
    if found is None:
        raise Refused(Refusal("date.bad", {"text": text[:40]}, field))
    return found


def hour(text: str, field: str = "hour") -> str:
    """An hour of the day as "HH:MM", "" for nothing typed. Refused("hour.bad")."""
    said = text.strip()
    if not said:
        return ""
    found = hours.typed(said)
    if found is None:
        raise Refused(Refusal("hour.bad", {"text": said[:20]}, field))
    return found


def whole(text: str) -> int | None:
    """A whole number as typed, with points or spaces between thousands alone: "1.200" is 1200, "3.5" is none."""
    typed = text.strip()
    digits = re.sub(r"[. ]", "", typed)
    return int(digits) if _GROUPED.fullmatch(typed) is not None and len(digits) <= _MOST_DIGITS else None


def not_future(day: date, today: date, field: str = "day") -> date:
    """A legal day is today or earlier."""
    if day > today:
        raise Refused(Refusal("event.future_day", {"day": f"{day:%d/%m/%Y}"}, field))
    return day


def _checked(value: str, field: str, required: bool, limit: int) -> str:
    if required and not value:
        raise Refused(Refusal("text.missing", field=field))
    if len(value) > limit:
        raise Refused(Refusal("text.too_long", {"length": str(len(value)), "limit": str(limit)}, field))
    return value
