"""Days that papers set, against the law of those days: of a coercion a notice in time before the seizure, no day off, no day gone; of
minutes the day on which they are held."""

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
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: A form's own fields that set the day of a seizure, and of any coercion.
SEIZURE, COERCION = "seizure_day", "coercion_day"
#: The seizure is told later than the law has it, for fear that the asset goes.
LATE = "seizure.told_late"
#: The term of the notice before a seizure of what does not move.
_RULE = "R58"


def objections(desk: Desk, reader: Reader, form: Form, texts: Mapping[str, str], confirmed: tuple[str, ...], day: date) -> list[Refusal]:
    """Against the days typed for a form that has such a field. day: of the paper."""
    names = {v.name for v in form.own}
    found = _held(form, texts, day)
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
