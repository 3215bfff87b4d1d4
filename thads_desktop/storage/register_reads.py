"""What the registers ask of the log beside a sweep: the whole events of those subjects alone of which something happened in a span."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.storage.reader import by_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from thads_desktop.domain.events import Event
    from thads_desktop.storage.reader import Reader


def happened(reader: Reader, kind: str, types: Collection[str], first: date, last: date) -> Iterator[tuple[str, list[Event]]]:
    """(subject, all its events) of each subject of a kind that has an event of these types with a legal day in the span, subject by subject
    in one question. Some of these events may have been struck since."""
    marks = ", ".join("?" * len(types))
    low, high = f"{kind}:", f"{kind};"
    inner = f"SELECT subject FROM events WHERE subject > ? AND subject < ? AND day BETWEEN ? AND ? AND type IN ({marks})"
    cursor = reader.connection.exec_driver_sql(
        f"SELECT subject, text FROM events WHERE subject IN ({inner}) ORDER BY subject, day, seq",
        (low, high, first.isoformat(), last.isoformat(), *types), execution_options={"stream_results": True},
    )  # fmt: skip
    found = by_subject(iter(lambda: cursor.fetchmany(2000), []))
    if reader.until is None:
        yield from found
        return
    for subject, events in found:
        if kept := _of_these([e for e in events if e.seq <= reader.until], types, first, last):
            yield subject, kept


def happened_to(reader: Reader, subjects: Collection[str], types: Collection[str], first: date, last: date) -> Iterator[tuple[str, list[Event]]]:
    """``happened``, of these subjects alone."""
    for subject, events in reader.histories(sorted(subjects)):
        if kept := _of_these(events, types, first, last):
            yield subject, sorted(kept, key=lambda e: (e.day or date.min, e.seq))


def _of_these(events: list[Event], types: Collection[str], first: date, last: date) -> list[Event]:
    """The events, where one of them is of these types in the span."""
    return events if any(type(e.body).__name__ in types and e.day is not None and first <= e.day <= last for e in events) else []


def recorded_late(reader: Reader, subjects: Collection[str], after: int, until: date | None = None) -> dict[str, list[tuple[int, str]]]:
    """Subject -> (seq, moment) of what was recorded of it after a place in the log. until: only what may tell otherwise of that day: its legal day
    is none or not later, or it is a register row, which has no day of its own."""
    wanted = sorted(subjects)
    found: dict[str, list[tuple[int, str]]] = {}
    only, more = ("", ()) if until is None else (" AND (day <= ? OR subject LIKE ?)", (until.isoformat(), "register:%"))
    for at in range(0, len(wanted), 400):
        part = wanted[at : at + 400]
        statement = f"SELECT subject, seq, recorded FROM events WHERE subject IN ({', '.join('?' * len(part))}) AND seq > ?{only}"
        for subject, seq, recorded in reader.connection.exec_driver_sql(statement, (*part, after, *more)).fetchall():
            found.setdefault(str(subject), []).append((int(seq), str(recorded)))
    return found


def touched(reader: Reader, after: int, day: date) -> set[str]:
    """The subjects of what was recorded after a place in the log, or on a day or later."""
    row = reader.connection.exec_driver_sql("SELECT min(first) FROM recorded_days WHERE day >= ?", (day.isoformat(),)).fetchone()
    first = int(row[0]) - 1 if row is not None and row[0] is not None else after
    found = reader.connection.exec_driver_sql("SELECT DISTINCT subject FROM events WHERE seq > ?", (min(after, first),)).fetchall()
    return {str(subject) for (subject,) in found}


def last_recorded(reader: Reader, subjects: Collection[str], after: int) -> tuple[int, str]:
    """(seq, moment) of the last event of these subjects after a place in the log; (0, "") when there is none."""
    wanted = list(subjects)
    found = (0, "")
    for at in range(0, len(wanted), 400):
        part = wanted[at : at + 400]
        rows = reader.connection.exec_driver_sql(
            f"SELECT seq, recorded FROM events WHERE subject IN ({', '.join('?' * len(part))}) AND seq > ? ORDER BY seq DESC LIMIT 1", (*part, after)
        ).fetchall()
        found = max(found, *((int(r[0]), str(r[1])) for r in rows)) if rows else found
    return found


def parties_of(reader: Reader, matters: Collection[str]) -> dict[str, list[str]]:
    """Matter -> its parties, debtors first."""
    wanted = sorted(matters)
    found: dict[str, list[str]] = {}
    for at in range(0, len(wanted), 400):
        part = wanted[at : at + 400]
        rows = reader.connection.exec_driver_sql(
            f"SELECT matter, party FROM party_matter WHERE matter IN ({', '.join('?' * len(part))}) ORDER BY matter, side DESC, party", tuple(part)
        ).fetchall()
        for matter, party in rows:
            found.setdefault(str(matter), []).append(str(party))
    return found
