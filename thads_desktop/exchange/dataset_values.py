"""One value of a data set: from what a JSON document or a cell holds to what the program takes, or why not."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare, clean, lines_of
from thads_desktop.exchange.dataset_write import parted

if TYPE_CHECKING:
    from thads_desktop.exchange.dataset_schema import Field

MAX_AMOUNT = 10**15
#: Things in one cell, obligations of one matter.
MAX_MANY, MAX_LINE = 500, 9_999
_TYPED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def taken(f: Field, given: Any, *, from_book: bool) -> Any:
    """The value; "" or [] for an empty one. Refused("data.*") for one of another type, too long, in no list."""
    if f.many:
        return _many(f, given, from_book=from_book)
    if f.type in ("id", "ref", "text", "long"):
        return _text(f, given)
    if f.type == "day":
        return _day(given, from_book=from_book)
    if f.type in ("money", "count"):
        return _whole(given, MAX_AMOUNT if f.type == "money" else 2**53, "data.not_money" if f.type == "money" else "data.not_a_count")
    if f.type == "flag":
        return _flag(given, from_book=from_book)
    return _code(f, given)


def _text(f: Field, given: Any) -> str:
    if not isinstance(given, str):
        raise Refused(Refusal("data.not_text", {"value": str(given)[:40]}))
    text = ("\n" if f.type == "long" else " ").join(lines_of(given)).strip()
    if len(text) > f.length:
        raise Refused(Refusal("data.too_long", {"length": str(len(text)), "limit": str(f.length)}))
    return text


def _whole(given: Any, most: int, code: str) -> int:
    if isinstance(given, float) and given.is_integer() and abs(given) <= 2**53:
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= most:
        raise Refused(Refusal(code, {"value": str(given)[:40]}))
    return given


def _day(given: Any, *, from_book: bool) -> str:
    """The day as year-month-day."""
    if from_book and isinstance(given, datetime):
        given = given.date()
    if from_book and isinstance(given, date):
        return given.isoformat()
    text = given.strip() if isinstance(given, str) else ""
    if isinstance(given, str) and not text:
        return ""
    typed = _TYPED.fullmatch(text) if from_book else None
    try:
        if typed:
            return date(int(typed[3]), int(typed[2]), int(typed[1])).isoformat()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Refused(Refusal("data.not_a_day", {"value": str(given)[:40]}))


def _flag(given: Any, *, from_book: bool) -> bool:
    if isinstance(given, bool):
        return given
    said = bare(given).strip() if from_book and isinstance(given, str) else None
    if said not in ("co", "khong"):
        raise Refused(Refusal("data.not_a_flag", {"value": str(given)[:40]}))
    return said == "co"


def _code(f: Field, given: Any) -> str:
    """A code, also by its words."""
    text = clean(given) if isinstance(given, str) else None
    if text == "":
        return ""
    if text is not None:
        for code, words in f.codes:
            if text in (code, words):
                return code
        folded = bare(text)
        meant = [code for code, words in f.codes if folded in (bare(code), bare(words))]
        if len(meant) == 1:
            return meant[0]
    some = ", ".join(words for _code, words in f.codes[:8])
    raise Refused(Refusal("data.unknown_code", {"value": str(given)[:40], "known": some + ("…" if len(f.codes) > 8 else "")}))


def _many(f: Field, given: Any, *, from_book: bool) -> list[Any]:
    if from_book:
        items = parted(given) if isinstance(given, str) else [given]
    elif isinstance(given, list):
        items = given
    else:
        raise Refused(Refusal("data.not_a_list", {"value": str(given)[:40]}))
    if len(items) > MAX_MANY:
        raise Refused(Refusal("data.too_many", {"count": str(len(items)), "limit": str(MAX_MANY)}))
    if f.type == "lines":
        return [_line(x, from_book=from_book) for x in items]
    found = [_code(f, x) if f.type == "codes" else _text(f, str(x) if from_book and isinstance(x, int) and not isinstance(x, bool) else x) for x in items]
    return [x for x in found if x]


def _line(given: Any, *, from_book: bool) -> int:
    if from_book and isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 6:
        given = int(given)
    number = _whole(given, MAX_LINE, "data.not_a_count")
    if number < 1:
        raise Refused(Refusal("data.not_a_count", {"value": str(given)[:40]}))
    return number
