"""Reading the store: events, register rows, blobs, drafts and the lists, in one snapshot."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from thads_desktop.domain.events import PaperNumbered
from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import straight
from thads_desktop.storage.codec import decode
from thads_desktop.storage.lists import Lists, day_of
from thads_desktop.storage.recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from thads_desktop.domain.events import Event

#: Events without a legal day stand under this text in the clustered key.
NO_DAY = ""


#: Kinds with few events, asked for again and again: remembered within one transaction.
_SMALL = ("setting", "calendar", "person")
#: So many events of a kind are fetched on a server in one answer; what is longer comes part by part, each part a way there and back.
_AT_ONCE = 500
#: So many rows are remembered within one transaction.
_KNOWN_MOST = 2000
#: So many keys are named in one question.
_KEYS_AT_ONCE = 500


class Reader:
    """One snapshot of the store."""

    #: The last place in the log that is read, None = all of it (``storage/known``).
    until: int | None = None

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        #: Register rows asked for before: (kind, key) -> content as stored, None where there is none.
        self._known: dict[tuple[str, str], str | None] = {}
        #: Small kinds asked for before: kind -> what ``stream`` gives.
        self._small: dict[str, list[tuple[str, list[Event]]]] = {}

    @property
    def projections(self) -> Lists:
        return Lists(self.connection)

    @property
    def recorded(self) -> Recorded:
        """The log by when it was recorded."""
        return Recorded(self.connection)

    # --- the log -----------------------------------------------------------------------------------

    def events_of(self, subject: str) -> list[Event]:
        """Every event of a subject, by seq."""
        rows = self._rows("SELECT text FROM events WHERE subject = ? ORDER BY seq", subject)
        return [decode(row[0]) for row in rows]

    def histories(self, subjects: Sequence[str]) -> Iterator[tuple[str, list[Event]]]:
        """(subject, its events by seq) of those of these subjects that have any: few questions for very many."""
        for first in range(0, len(subjects), _KEYS_AT_ONCE):
            some = subjects[first : first + _KEYS_AT_ONCE]
            marks = ", ".join("?" * len(some))
            yield from by_subject([self._rows(f"SELECT subject, text FROM events WHERE subject IN ({marks}) ORDER BY subject, seq", *some)])

    def stream(
        self, kind: str, after: str = "", until: str = "", types: Collection[str] = ()
    ) -> Iterator[tuple[str, list[Event]]]:
        """(subject, its events) for every subject of a kind, subject by subject in one sweep.

        after, until: bounds of the subject, exclusive and inclusive, for a child process's share.
        types: only events of these types (empty = all).
        """
        if kind in _SMALL and not (after or until or types):
            if kind not in self._small:
                self._small[kind] = list(self._stream(kind, after, until, types))
            yield from self._small[kind]
        else:
            yield from self._stream(kind, after, until, types)

    def _stream(self, kind: str, after: str, until: str, types: Collection[str]) -> Iterator[tuple[str, list[Event]]]:
        low, high = after or f"{kind}:", until or f"{kind};"
        only = f" AND type IN ({', '.join('?' * len(types))})" if types else ""
        statement = f"SELECT subject, text FROM events WHERE subject > ? AND subject <= ?{only} ORDER BY subject, day, seq"
        if self.connection.dialect.name == "postgresql":
            few = self._rows(f"{statement} LIMIT {_AT_ONCE}", low, high, *types)
            if len(few) < _AT_ONCE:
                yield from by_subject([few])
                return
        cursor = self.connection.exec_driver_sql(statement, (low, high, *types), execution_options={"stream_results": True})
        yield from by_subject(iter(lambda: cursor.fetchmany(2000), []))

    def subjects(self, kind: str) -> list[str]:
        """Every subject of a kind."""
        rows = self._rows(
            "SELECT DISTINCT subject FROM events WHERE subject > ? AND subject < ? ORDER BY subject", f"{kind}:", f"{kind};"
        )
        return [row[0] for row in rows]

    def subjects_on(self, kind: str, start: date, end: date, without: Sequence[str] = ()) -> list[str]:
        """The subjects of a kind with an event whose legal day lies in a period, both days included. without: types that do not count."""
        other = f" AND type NOT IN ({', '.join('?' * len(without))})" if without else ""
        rows = self._rows(
            f"SELECT DISTINCT subject FROM events WHERE subject > ? AND subject < ? AND day BETWEEN ? AND ?{other} ORDER BY subject",
            f"{kind}:", f"{kind};", start.isoformat(), end.isoformat(), *without,
        )  # fmt: skip
        return [row[0] for row in rows]

    def head(self) -> tuple[int, str]:
        """(seq, hash) of the last event."""
        row = self._rows("SELECT seq, hash FROM head")[0]
        return int(row[0]), str(row[1])

    def hash_at(self, seq: int) -> str:
        """The hash of the event at a place in the log; "" when there is none."""
        rows = self._rows("SELECT hash FROM events WHERE seq = ?", seq)
        return str(rows[0][0]) if rows else ""

    def recorded_at(self, seq: int) -> datetime | None:
        """When the event at a place in the log was recorded, aware UTC; None when there is none."""
        rows = self._rows("SELECT recorded FROM events WHERE seq = ?", seq)
        return datetime.fromisoformat(rows[0][0]) if rows else None

    def latest(self, limit: int) -> list[Event]:
        """The last events recorded, of every subject, newest first."""
        rows = self._rows("SELECT text FROM events ORDER BY seq DESC LIMIT ?", limit)
        return [decode(row[0]) for row in rows]

    def last_seq(self, subject: str) -> int:
        """Seq of the subject's last event, 0 when it has none."""
        return int(self._rows("SELECT coalesce(max(seq), 0) FROM events WHERE subject = ?", subject)[0][0])

    def last_of_kind(self, kind: str) -> int:
        """Seq of the last event of any subject of a kind, 0 when there is none."""
        rows = self._rows("SELECT coalesce(max(seq), 0) FROM events WHERE subject > ? AND subject < ?", f"{kind}:", f"{kind};")
        return int(rows[0][0])

    def last_before(self, type_: str, seq: int) -> str:
        """Subject of the last event of this type before a place in the log, "" when there is none."""
        rows = self._rows("SELECT subject FROM events WHERE seq < ? AND type || '' = ? ORDER BY seq DESC LIMIT 1", seq, type_)
        return str(rows[0][0]) if rows else ""

    def latest_day(self) -> date:
        """A day after every legal day in the log, for events that have none."""
        return date.max

    # --- registers, blobs, drafts ------------------------------------------------------------------

    def row(self, kind: str, key: str, version: int | None = None) -> dict[str, Any] | None:
        """A register row, its last version unless told; None when there is none."""
        if version is not None:
            rows = self._rows(
                "SELECT content FROM register_rows WHERE kind = ? AND key = ? AND version = ?", kind, key, version
            )
            return _content(rows[0][0]) if rows else None
        # Within one transaction nobody else changes a row: a paper asks for the same office, people and settings again and again.
        if (kind, key) not in self._known:
            if len(self._known) >= _KNOWN_MOST:
                self._known.clear()
            rows = self._rows(
                "SELECT content FROM register_rows WHERE kind = ? AND key = ? ORDER BY version DESC LIMIT 1", kind, key
            )
            self._known[kind, key] = rows[0][0] if rows else None
        text = self._known[kind, key]
        return None if text is None else _content(text)

    def rows_of(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        """Key -> content of the last version, for those of these keys that have a row: few questions for very many keys."""
        found: dict[str, str] = {}
        wanted = sorted(keys)
        for first in range(0, len(wanted), _KEYS_AT_ONCE):
            some = wanted[first : first + _KEYS_AT_ONCE]
            marks = ", ".join("?" * len(some))
            # Of one key the last version comes last.
            found.update(self._pairs(f"SELECT key, content FROM register_rows WHERE kind = ? AND key IN ({marks}) ORDER BY key, version", kind, *some))
        return {key: _content(text) for key, text in found.items()}

    def row_as_of(self, kind: str, key: str, seq: int) -> dict[str, Any] | None:
        """A register row as it stood when the event of this seq was written."""
        rows = self._rows(
            "SELECT content FROM register_rows WHERE kind = ? AND key = ? AND seq <= ? ORDER BY version DESC LIMIT 1", kind, key, seq
        )
        return _content(rows[0][0]) if rows else None

    def rows(self, kind: str) -> dict[str, dict[str, Any]]:
        """Every row of a kind in its last version, by key."""
        found = self._rows("SELECT key, content FROM register_rows WHERE kind = ? ORDER BY key, version", kind)
        return {key: _content(content) for key, content in found}

    def blob(self, sha256: str) -> bytes:
        """The stored bytes. Trouble("store.blob_missing") when they are gone."""
        rows = self._rows("SELECT bytes FROM blobs WHERE sha256 = ?", sha256)
        if not rows:
            raise Trouble("store.blob_missing", sha256=sha256[:12])
        return bytes(rows[0][0])

    def draft(self, key: str) -> dict[str, Any] | None:
        rows = self._rows("SELECT content FROM drafts WHERE key = ?", key)
        return _content(rows[0][0]) if rows else None

    def drafts(self, prefix: str) -> dict[str, dict[str, Any]]:
        """Key -> content of every draft whose key begins so."""
        rows = self._rows("SELECT key, content FROM drafts WHERE substr(key, 1, ?) = ? ORDER BY key", len(prefix), prefix)
        return {key: _content(content) for key, content in rows}

    def number_state(self, series: str, year: int) -> int:
        """The next number of a series."""
        rows = self._rows("SELECT next FROM number_state WHERE series = ? AND year = ?", series, year)
        return int(rows[0][0]) if rows else 1

    def since(self, seq: int, types: Collection[str]) -> Iterator[Event]:
        """The events of these types after a place in the log, in order."""
        marks = ", ".join("?" * len(types))
        rows = self._rows(f"SELECT text FROM events WHERE seq > ? AND type || '' IN ({marks}) ORDER BY seq", seq, *types)
        return (decode(row[0]) for row in rows)

    def numbers_given(self, series: str, year: int, seq: int) -> bool:
        """Did a paper take a number of the series after this place in the log?"""
        for (text,) in self._rows("SELECT text FROM events WHERE type = 'PaperNumbered' AND seq > ?", seq):
            body = decode(text).body
            if isinstance(body, PaperNumbered) and body.number and (body.series, body.year) == (series, year):
                return True
        return False

    def naming(self, key: str, seq: int) -> list[str]:
        """Subjects with an event from this place in the log on that names the id, and drafts that do. Who records is not named."""
        found = self._rows(
            "SELECT DISTINCT subject FROM events WHERE seq >= ? AND instr(text, ?) > 0 AND instr(replace(text, ?, ''), ?) > 0",
            seq, key, f'"actor":"{key}"', key,
        )  # fmt: skip
        found += self._rows("SELECT key FROM drafts WHERE instr(content, ?) > 0", key)
        return [subject for (subject,) in found]

    def number_day(self, series: str, year: int) -> date | None:
        """The latest day of the numbers given of a series; None before the first."""
        rows = self._rows("SELECT day FROM number_state WHERE series = ? AND year = ?", series, year)
        return day_of(rows[0][0]) if rows and rows[0][0] else None

    def _pairs(self, statement: str, *values: object) -> Iterator[tuple[str, str]]:
        return ((row[0], row[1]) for row in self._rows(statement, *values))

    def _rows(self, statement: str, *values: object) -> list[Any]:
        return straight.rows(self.connection, statement, values)


def by_subject(parts: Iterable[Sequence[Any]]) -> Iterator[tuple[str, list[Event]]]:
    """(subject, its events) of rows (subject, text) in the order of the subjects."""
    subject = ""
    held: list[Event] = []
    for part in parts:
        for name, text in part:
            if name != subject:
                if held:
                    yield subject, held
                subject, held = name, []
            held.append(decode(text))
    if held:
        yield subject, held


def _content(text: str) -> dict[str, Any]:
    """The content of a row as it was written. Trouble("store.damaged") when it is not readable."""
    try:
        found: dict[str, Any] = msgspec.json.decode(text)
    except ValueError as error:
        raise Trouble("store.damaged") from error
    return found
