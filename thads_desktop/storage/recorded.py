"""The log by when it was recorded: the marks of a period in one sweep, and events by their place.

A period is found by ``recorded_days``, a list that says between which places of the log a day (UTC) was recorded; so the
clock of the computer may have gone back, and nothing outside the period is read but what lies between.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from thads_desktop.storage.codec import decode, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from thads_desktop.domain.events import Event

#: (seq, recorded as stored, legal day or "", type, actor, subject, marked). marked: of RowWritten, the first writing of its row;
#: of ReturnClosed, a closing after another; of what was recorded after it had happened, it bears breaches.
Mark = tuple[int, str, str, str, str, str, int]

_MARK = (
    "seq, recorded, day, type, actor, subject, CASE WHEN type = 'RowWritten' AND instr(text, '\"row_version\":1}') > 0 THEN 1 "
    "WHEN type = 'ReturnClosed' AND instr(text, '\"supplementary_of\":\"\"') = 0 THEN 1 "
    "WHEN type IN ('PaperRecorded', 'MovedToSeparateBook') AND instr(text, '\"breaches\":[\"') > 0 THEN 1 ELSE 0 END"
)
_CHUNK = 5_000
_MOST = 500


class Recorded:
    """Read only, in one snapshot."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def firsts(self, subjects: Sequence[str]) -> dict[str, datetime]:
        """When the first event of each of these subjects was recorded, aware UTC."""
        found: dict[str, datetime] = {}
        for at in range(0, len(subjects), _MOST):
            part = subjects[at : at + _MOST]
            marks = ", ".join("?" * len(part))
            rows = self.connection.exec_driver_sql(
                f"SELECT subject, min(recorded) FROM events WHERE subject IN ({marks}) GROUP BY subject", tuple(part)
            ).fetchall()
            found |= {str(subject): datetime.fromisoformat(recorded) for subject, recorded in rows}
        return found

    def marks(self, start: datetime, end: datetime, subjects: Sequence[str] = ()) -> Iterator[Mark]:
        """The events recorded from start (inclusive) until end (exclusive), in the order of the log.

        subjects: only of these; they are read by themselves, whatever the length of the period.
        """
        since, until = moment(start), moment(end)
        if subjects:
            for at in range(0, len(subjects), _MOST):
                part = subjects[at : at + _MOST]
                marks = ", ".join("?" * len(part))
                yield from self._sweep(
                    f"SELECT {_MARK} FROM events WHERE subject IN ({marks}) AND recorded >= ? AND recorded < ? ORDER BY seq",
                    *part, since, until,
                )  # fmt: skip
            return
        first, last = self._span(since, until)
        if first:
            yield from self._sweep(
                f"SELECT {_MARK} FROM events WHERE seq BETWEEN ? AND ? AND recorded >= ? AND recorded < ? ORDER BY seq",
                first, last, since, until,
            )  # fmt: skip

    def events(self, seqs: Sequence[int]) -> dict[int, Event]:
        """The events at these places, by place; unknown ones are left out."""
        found: dict[int, Event] = {}
        for at in range(0, len(seqs), _MOST):
            part = [int(n) for n in seqs[at : at + _MOST]]
            marks = ", ".join("?" * len(part))
            found |= {seq: decode(text) for seq, text in self._sweep(f"SELECT seq, text FROM events WHERE seq IN ({marks})", *part)}
        return found

    def struck(self, subjects: Sequence[str]) -> set[int]:
        """The places that were struck among the events of these subjects."""
        found: set[int] = set()
        for subject in subjects:
            rows = self._sweep("SELECT text FROM events WHERE subject = ? AND type = 'Struck'", subject)
            found |= {int(getattr(decode(text).body, "target", 0)) for (text,) in rows}
        return found

    def naming(self, keys: Sequence[str]) -> list[int]:
        """The places of the events that name one of these ids, subject or body, in order. Reads the whole log."""
        found: set[int] = set()
        for key in keys:
            found |= {seq for (seq,) in self._sweep("SELECT seq FROM events WHERE instr(text, ?) > 0", key)}
        return sorted(found)

    def versions(self, kind: str, key: str) -> list[tuple[int, dict[str, Any]]]:
        """(place in the log, content) of every version of a register row, oldest first."""
        rows = self._sweep("SELECT seq, content FROM register_rows WHERE kind = ? AND key = ? ORDER BY version", kind, key)
        return [(seq, json.loads(content)) for seq, content in rows]

    def rows_holding(self, words: Sequence[str]) -> list[tuple[str, str, int, str]]:
        """(kind, key, place, content) of every version of a register row in which one of these words stands. Reads all of them."""
        where = " OR ".join("instr(content, ?) > 0" for _word in words)
        return list(self._sweep(f"SELECT kind, key, seq, content FROM register_rows WHERE {where} ORDER BY seq", *words)) if words else []

    def drafts_holding(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """(key, when it was kept) of every draft in which one of these words stands."""
        where = " OR ".join("instr(content, ?) > 0" for _word in words)
        return list(self._sweep(f"SELECT key, saved FROM drafts WHERE {where} ORDER BY key", *words)) if words else []

    def _span(self, since: str, until: str) -> tuple[int, int]:
        rows = self._sweep("SELECT min(first), max(last) FROM recorded_days WHERE day BETWEEN ? AND ?", since[:10], until[:10])
        first, last = next(iter(rows))
        return int(first or 0), int(last or 0)

    def _sweep(self, statement: str, *values: Any) -> Iterator[Any]:
        """Straight from the driver: hundreds of thousands of rows need not become others first."""
        cursor = self.connection.connection.cursor()
        try:
            cursor.execute(statement, values)
            while chunk := cursor.fetchmany(_CHUNK):
                yield from chunk
        finally:
            cursor.close()
