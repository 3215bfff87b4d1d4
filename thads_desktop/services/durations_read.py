"""The courses of all matters of an office in one sweep of the log, what is counted of them, and what a return's package carries of that."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import course as courses, durations as d, events as ev
from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.exchange import durations as part

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.course import Course
    from thads_desktop.storage.reader import Reader


class Case(NamedTuple):
    """A matter in a study. began: day of the request (of the judgment's arrival, where the office acts by itself), None = not known."""

    matter: str
    course: Course
    began: date | None


def cases_of(
    reader: Reader, day: date, seq: int | None, progress: Callable[[int, int, str], object] | None, cancelled: Callable[[], bool] | None,
) -> tuple[Case, ...]:  # fmt: skip
    began, arrived = _arrivals(reader, day, seq)
    found, whole = list[Case](), len(reader.subjects("matter")) if progress is not None else 0
    for done, (subject, events) in enumerate(reader.stream("matter", types=sorted(courses.TYPES)), 1):
        if done % 500 == 0:
            if progress is not None:
                progress(done, whole, "Đang đọc từng việc")
            if cancelled is not None and cancelled():
                raise Refused(Refusal("import.cancelled"))
        c = courses.course(events, day, seq)
        if c is None:
            continue
        start = began.get(c.request) if c.request else None
        if start is None and c.kind == "cd" and not c.delegated_in:
            start = arrived.get(c.judgment)
        found.append(Case(subject.partition(":")[2], c, start))
    return tuple(found)


def _arrivals(reader: Reader, day: date, seq: int | None) -> tuple[dict[str, date], dict[str, date]]:
    """Request -> its day; judgment -> the day it came."""
    began, arrived = dict[str, date](), dict[str, date]()
    types = sorted({"RequestReceived", "JudgmentReceived", *(t.__name__ for t in ev.DAYLESS)})
    for subject, events in reader.stream("intake", types=types):
        for event in standing(events, day, seq):
            assert event.day is not None
            if isinstance(event.body, ev.RequestReceived):
                began.setdefault(event.body.request, event.day)
            elif isinstance(event.body, ev.JudgmentReceived):
                arrived.setdefault(subject.partition(":")[2], event.day)
    return began, arrived


def part_of(reader: Reader, day: date, seq: int) -> bytes:
    """What a return's package carries of it."""
    return part.write(count(cases_of(reader, day, seq, None, None), "", day), day, seq)


def refuse_part(data: bytes, office: str, name: str, day: str, seq: int) -> None:
    """Refused for a part that is not sound, or of another day or place in the log than its package."""
    try:
        said_day, said_seq, _counts = part.read(data, office)
    except ValueError as error:
        raise Refused(Refusal("package.bad_durations", {"office": name})) from error
    if (said_day.isoformat(), said_seq) != (day, seq):
        raise Refused(Refusal("package.bad_durations", {"office": name}))


def count(cases: tuple[Case, ...], office: str, day: date) -> d.Counts:
    """What was seen, cell by cell."""
    found: d.Counts = {}
    for _matter, c, began in cases:
        cell = d.Cell(office, c.kind, c.case_type, c.officer, statistical_year(c.opened))
        for measure, seen in courses.seen(c, began, day):
            held = found.get((cell, measure))
            if held is None:
                held = found[cell, measure] = Counter()
            held[seen] += 1
    return found
