"""What is typed of an entry, judged by its book: every problem at its field, nothing lost, nothing guessed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import parse_typed, short_date
from thads_desktop.domain.money import parse_dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from thads_desktop.law.books import Book, BookField

#: Values of an entry: text, a day as ISO text, an amount or a number as int; "" and None are not kept.
Values = dict[str, Any]
_MOST = 1_000_000
_FACTS = ("date", "choice", "money", "number")


def cleaned(book: Book, typed: Mapping[str, Any], today: date, people: Collection[str]) -> Values:
    """The values as they are kept. Refused with every problem at once. people: ids that a person may be."""
    refusals = [Refusal("entry.unknown_field", {"name": str(name)[:40]}) for name in typed if name not in {f.name for f in book.fields}]
    values: Values = {}
    for field in book.fields:
        try:
            value = _value(field, typed.get(field.name), today, people)
        except Refused as refused:
            refusals += refused.refusals
            continue
        if value not in ("", None):
            values[field.name] = value
        elif field.required:
            refusals.append(Refusal("text.missing", field=field.name))
    refusals += _out_of_order(book, values)
    if refusals:
        raise Refused(*refusals)
    return values


def facts(book: Book, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What an event may hold: days, choices and numbers; neither names nor free text."""
    return tuple((f.name, str(values[f.name])) for f in book.fields if f.kind in _FACTS and not f.secret and f.name in values)


def day_of(values: Mapping[str, Any], name: str) -> date | None:
    """The day of a field."""
    said = values.get(name) if name else None
    return date.fromisoformat(said) if isinstance(said, str) and said else None


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that are not the same."""
    return tuple(sorted(n for n in {*before, *after} if before.get(n) != after.get(n)))


def _value(field: BookField, typed: Any, today: date, people: Collection[str]) -> Any:
    match field.kind:
        case "date":
            return _day(field, typed, today)
        case "money" | "number":
            return _number(field, typed)
        case "choice":
            said = "" if typed is None else str(typed)
            if said and said not in dict(field.options):
                facts = {"label": field.label, "value": said[:40], "known": ", ".join(words for _code, words in field.options)}
                raise Refused(Refusal("entry.bad_choice", facts, field.name))
            return said
        case "person":
            said = "" if typed is None else str(typed)
            if said and said not in people:
                raise Refused(Refusal("entry.bad_person", {"label": field.label}, field.name))
            return said
        case "long":
            return inputs.body(str(typed or ""), field.name)
        case _:
            return inputs.name(str(typed or ""), field.name, required=False, limit=inputs.SENTENCE)


def _day(field: BookField, typed: Any, today: date) -> str:
    if typed in (None, ""):
        return ""
    day = typed if isinstance(typed, date) else parse_typed(str(typed), today)
    if day is None:
        raise Refused(Refusal("entry.bad_day", {"label": field.label, "value": str(typed)[:40]}, field.name))
    return (day if field.future else inputs.not_future(day, today, field.name)).isoformat()


def _number(field: BookField, typed: Any) -> int | None:
    if typed in (None, ""):
        return None
    limit = inputs.MAX_AMOUNT if field.kind == "money" else _MOST
    number = typed if isinstance(typed, int) and not isinstance(typed, bool) else parse_dong(str(typed))
    if number is None or not 0 <= number <= limit:
        facts = {"label": field.label, "value": str(typed)[:40], "limit": f"{limit:,}".replace(",", ".")}
        raise Refused(Refusal("entry.bad_number", facts, field.name))
    return number


def _out_of_order(book: Book, values: Values) -> list[Refusal]:
    found = []
    for field in book.fields:
        if field.kind != "date":
            continue
        earlier = field.not_before
        for _ in book.fields:
            if not earlier or day_of(values, earlier) is not None:
                break
            earlier = book.field(earlier).not_before  # what was not written down is passed over, not what comes before it
        day, first = day_of(values, field.name), day_of(values, earlier)
        if day is not None and first is not None and day < first:
            facts = {"label": field.label, "day": short_date(day), "other": book.field(earlier).label, "first": short_date(first)}
            found.append(Refusal("entry.day_before", facts, field.name))
    return found
