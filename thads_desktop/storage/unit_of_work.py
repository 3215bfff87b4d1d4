"""One transaction: events, register rows, papers, numbers and lists together, or none of them."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.letter_events import LetterSent
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.storage.codec import canonical, chain, encode, moment, parse, row_digest
from thads_desktop.storage.list_writer import ListWriter
from thads_desktop.storage.reader import NO_DAY, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from thads_desktop.domain.clock import Clock

_INSERT = (
    "INSERT INTO events (subject, day, seq, type, version, recorded, actor, role, law, hash, text) "
    "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)"
)


class UnitOfWork(Reader):
    """A reader that may also write. Nothing stays unless ``commit`` is called."""

    def __init__(
        self, connection: Connection, clock: Clock, actor: str, role: str,
        salt: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:  # fmt: skip
        super().__init__(connection)
        self.clock, self.actor, self.role, self._salt = clock, actor, role, salt
        self._head: tuple[int, str] | None = None
        #: Day of recording -> first and last seq, of this transaction; told to the list once, before it is made to stay.
        self._days: dict[str, tuple[int, int]] = {}
        #: Asked before an event is appended: refuses a subject that who writes may not see.
        self.before_append: Callable[[str], object] | None = None
        #: Called once before the transaction is made to stay; it may ask to be called before the next one too.
        self.before_commit: Callable[[], object] | None = None
        #: Called with what is appended, as it is appended.
        self.on_append: Callable[[list[ev.Event]], object] | None = None
        #: Called once after it stays.
        self.after_commit: Callable[[], object] | None = None

    @property
    def projections(self) -> ListWriter:
        return ListWriter(self.connection)

    def append(self, subject: str, day: date | None, body: ev.Body, law: str = "") -> ev.Event:
        """Append one event. Refused for a legal day after today; ValueError when a day is missing or too much."""
        return self.append_many([(subject, day, body, law)])[0]

    def append_many(self, items: Iterable[tuple[str, date | None, ev.Body, str]]) -> list[ev.Event]:
        """Append events in order: (subject, day, body, law) each. What is returned is what will be read back."""
        today, now = self.clock.today(), self.clock.now()
        recorded = moment(now)
        seq, previous = self._head or self.head()
        made, rows = [], []
        for subject, day, body, law in items:
            if self.before_append is not None:
                self.before_append(subject)
            if (day is None) != isinstance(body, ev.DAYLESS):
                raise ValueError(f"{type(body).__name__}: day {day}")
            if day is not None and day > today:
                raise Refused(Refusal("event.future_day", {"day": f"{day:%d/%m/%Y}"}, "day"))
            seq += 1
            text = encode(ev.Event(seq, day, now, self.actor, self.role, subject, law, body))
            event = parse(text)
            previous = chain(previous, text)
            rows.append(
                (event.subject, NO_DAY if day is None else day.isoformat(), seq, type(body).__name__, recorded,
                 event.actor, event.role, event.law, previous, text)
            )  # fmt: skip
            made.append(event)
            self._small.pop(subject.partition(":")[0], None)
        if rows:
            self.connection.exec_driver_sql(_INSERT, rows if len(rows) > 1 else rows[0])
            first = self._days.get(recorded[:10], (rows[0][2], 0))[0]
            self._days[recorded[:10]] = first, rows[-1][2]
        self._head = (seq, previous)
        for event in made:
            self._keep_number(event)
        if self.on_append is not None:
            self.on_append(made)
        return made

    def expect(self, subject: str, seq: int) -> None:
        """The page saw this seq as the subject's last: refused when something came since."""
        if self.last_seq(subject) != seq:
            raise Refused(Refusal("stale"))

    def refuse_newer(self, subject: str, seq: int | None) -> None:
        """The page saw the whole log up to this seq (None = nobody looked): refused when something of the subject came since."""
        if seq is not None and self.last_seq(subject) > seq:
            raise Refused(Refusal("stale"))

    def write_row(self, kind: str, key: str, content: Mapping[str, Any]) -> int:
        """A new version of a register row, and the event with its salted digest; the version."""
        return self.write_rows([(kind, key, content)])[0]

    def write_rows(self, rows: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[int]:
        """Many new row versions at once."""
        today = self.clock.today()
        seq = (self._head or self.head())[0]
        versions, inserts, items = [], [], []
        newest: dict[tuple[str, str], int] = {}
        for kind, key, content in rows:
            seq += 1
            self._known.pop((kind, key), None)
            version = newest[kind, key] = (newest.get((kind, key)) or self._last_version(kind, key)) + 1
            text, salt = canonical(content), self._salt()
            inserts.append((kind, key, version, text, salt, seq))
            body = ev.RowWritten(kind, key, version, row_digest(salt, text))
            items.append((f"register:{kind}:{key}", today, body, ""))
            versions.append(version)
        if inserts:
            statement = "INSERT INTO register_rows (kind, key, version, content, salt, seq) VALUES (?, ?, ?, ?, ?, ?)"
            self.connection.exec_driver_sql(statement, inserts if len(inserts) > 1 else inserts[0])
            self.append_many(items)
        return versions

    def store_blob(self, data: bytes) -> str:
        """Keep bytes once; their SHA-256."""
        return self.store_blobs([data])[0]

    def store_blobs(self, many: Sequence[bytes]) -> list[str]:
        """As ``store_blob``, of many."""
        rows = [(hashlib.sha256(data).hexdigest(), data) for data in many]
        if rows:
            statement = "INSERT INTO blobs (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING"
            self.connection.exec_driver_sql(statement, rows if len(rows) > 1 else rows[0])
        return [sha for sha, _ in rows]

    def take_number(self, series: str, year: int) -> int:
        """The next number of a series; the caller appends the event that uses it in this same transaction."""
        return self.number_state(series, year)

    def save_draft(self, key: str, content: Mapping[str, Any]) -> None:
        self.connection.exec_driver_sql(
            "INSERT INTO drafts (key, content, saved) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET content = excluded.content, saved = excluded.saved",
            (key, json.dumps(content, ensure_ascii=False), self.clock.now().isoformat()),
        )

    def drop_draft(self, key: str) -> None:
        self.connection.exec_driver_sql("DELETE FROM drafts WHERE key = ?", (key,))

    def commit(self) -> None:
        """Make it stay; a later step of the same unit begins a new transaction."""
        if (settle := self.before_commit) is not None:
            self.before_commit = None
            settle()
        for day, (first, last) in self._days.items():
            self.projections.put_recorded(day, first, last)
        self._days.clear()
        self.connection.commit()
        self._head = None
        self._small.clear()
        if (hook := self.after_commit) is not None:
            self.after_commit = None
            hook()

    def tip(self) -> tuple[int, str]:
        """(seq, hash) of the last event, those of this transaction included."""
        return self._head or self.head()

    def _last_version(self, kind: str, key: str) -> int:
        rows = self._rows("SELECT max(version) FROM register_rows WHERE kind = ? AND key = ?", kind, key)
        return int(rows[0][0] or 0)

    def _keep_number(self, event: ev.Event) -> None:
        """A series has no gap and no number twice: a paper bears the number that was next."""
        body = event.body
        if isinstance(body, ev.SeriesOpened):
            self.projections.put_number(body.series, body.year, body.next)
        elif isinstance(body, LetterSent) and body.series:
            if body.number != self.number_state(body.series, body.series_year):
                raise ValueError(f"number {body.number} is not next in {body.series} {body.series_year}")
            self.projections.put_number(body.series, body.series_year, body.number + 1, event.day)
        elif isinstance(body, ev.PaperNumbered) and body.number:
            if body.number != self.number_state(body.series, body.year):
                raise ValueError(f"number {body.number} is not next in {body.series} {body.year}")
            self.projections.put_number(body.series, body.year, body.number + 1, event.day)
        elif isinstance(body, ev.Struck) and event.subject.startswith("series:"):
            self.projections.count_series()
