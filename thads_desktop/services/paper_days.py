"""Days that papers set, against the law of those days: of a coercion a notice in time before the seizure, no day off, no day gone; of
minutes the day on which they are held; of what is set for somebody a day to come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import moments
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import subject_terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.documents.form import Form
    from thads_desktop.documents.variables import Variable
    from thads_desktop.domain.acts import Effect
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: A form's own fields that set the day of a seizure, and of any coercion.
SEIZURE, COERCION = "seizure_day", "coercion_day"
#: The seizure is told later than the law has it, for fear that the asset goes.
LATE = "seizure.told_late"
#: The term of the notice before a seizure of what does not move.
_RULE = "R58"


def objections(desk: Desk, reader: Reader, form: Form, texts: Mapping[str, str], effect: Effect, day: date) -> list[Refusal]:
    """Against the days typed for a form that has such a field. day: of the paper."""
    names, confirmed = {v.name for v in form.own}, effect.confirmed
    found = _held(form, texts, day) + _ahead(form, texts, effect, day)
    for name in (SEIZURE, COERCION):
        when = _day(texts.get(name, "")) if name in names else None
        if when is None:
            continue
        if when < day:
            found.append(Refusal("measure.day_past", {"day": short_date(when)}, name))
        elif not desk.calendar(reader).is_working(when):
            found.append(Refusal("measure.day_off", {"day": short_date(when)}, name, desk.law_on(when).cite("coercion_day")))
        elif name == SEIZURE and LATE not in confirmed:
            found += _late(desk, reader, when, day)
    return found


def _held(form: Form, texts: Mapping[str, str], day: date) -> list[Refusal]:
    """Minutes are of the day on which they are held: their law is the law of that day."""
    when = moments.parse(texts.get(form.held, "")) if form.held else None
    if when is None or when.day in (None, day):
        return []
    assert when.day is not None
    return [Refusal("minutes.other_day", {"held": short_date(when.day), "day": short_date(day)}, form.held)]


def _ahead(form: Form, texts: Mapping[str, str], effect: Effect, day: date) -> list[Refusal]:
    """What a paper sets is still to come on its day; nobody is coerced before the time is over that the same paper gives him."""
    found = []
    for field in (v for v in form.own if v.ahead):
        days = _days(field, texts.get(field.name, ""))
        if days is None:
            found.append(Refusal("field.no_such_day", {"what": field.label}, field.name))
        elif days and min(days) < day:
            found.append(Refusal("field.day_gone", {"what": field.label, "set": short_date(min(days)), "day": short_date(day)}, field.name))
        elif days and field.kind == "day" and effect.kind == "coercion" and effect.until is not None and effect.until <= max(days):
            facts = {"what": field.label, "set": short_date(max(days)), "day": short_date(effect.until)}
            found.append(Refusal("measure.before_time", facts, "until"))
    return found


def _days(field: Variable, text: str) -> tuple[date, ...] | None:
    """The days that a field sets; of what is none of its kind another rule speaks. None: one that does not exist, or an hour of no day."""
    if not text.strip():
        return ()
    if field.kind == "day":
        when = _day(text)
        return () if when is None else (when,)
    if field.kind == "moment":
        at = moments.parse(text)
        return () if at is None else None if at.day is None else (at.day,)
    return moments.days_within(text)


def last_notice(desk: Desk, reader: Reader, when: date) -> tuple[date, str] | None:
    """(the last day to tell of a seizure of this day, the article); None where the law of the day has no such term."""
    try:
        term = subject_terms.counter(desk, reader).made(_RULE, when, "")
    except Refused:
        return None
    return term.due, term.cite


def _late(desk: Desk, reader: Reader, when: date, day: date) -> list[Refusal]:
    last = last_notice(desk, reader, when)
    if last is None or day <= last[0]:
        return []
    return [Refusal(LATE, {"day": short_date(when), "last": short_date(last[0])}, SEIZURE, last[1])]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
