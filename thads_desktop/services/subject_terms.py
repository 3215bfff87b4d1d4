"""The terms of one subject of the log as the lists have them: the one place where the day's work asks for them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.due import Counter
from thads_desktop.services import answers, asset_facts

if TYPE_CHECKING:
    from thads_desktop.domain import events as ev
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def counter(desk: Desk, reader: Reader) -> Counter:
    """What counts terms, by the rules and the calendar of the office."""
    return Counter(desk.rules_for(reader), desk.calendar(reader))


def of(desk: Desk, reader: Reader, subject: str) -> tuple[list[ev.Event], list[Deadline]]:
    """(its events, every term of it, discharged ones included)."""
    events, by = reader.events_of(subject), counter(desk, reader)
    if subject.startswith("intake:"):
        return events, of_judgment(reader, by, subject, events)
    seized_for = asset_facts.of_matters(reader, events) if subject.startswith("asset:") else None
    return events, deadlines_of(events, by.rules, by.calendar, seized_for=seized_for)


def of_judgment(reader: Reader, by: Counter, subject: str, events: list[ev.Event]) -> list[Deadline]:
    """The terms of a judgment that was received, of these events of it, with what is known of the decisions on it."""
    # It knows papers and parties, and those the lists.
    from thads_desktop.services import called_decisions

    standing = in_force(events)
    gone, whole = answers.gone_of(reader, standing), called_decisions.whole_of(reader, subject.partition(":")[2], standing)
    return deadlines_of(events, by.rules, by.calendar, gone, whole=whole)
