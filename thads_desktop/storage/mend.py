"""A damaged store put together again from pieces that their hashes prove: its own, and those of copies. Nothing is invented.

An event is taken when it follows by hash from the one before it and carries the hash the log gave it (or, where that is spoilt
too, when what follows it in the log does); a register row when it has the digest its event names; a stored file when it has
the SHA-256 it is called by. What nobody can prove is told with its number.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage import cipher
from thads_desktop.storage.codec import GENESIS, chain, decode, moment, row_digest
from thads_desktop.storage.database import make
from thads_desktop.storage.errors import FAULTS, environment, trouble_of
from thads_desktop.storage.reader import NO_DAY
from thads_desktop.storage.verify import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from thads_desktop.domain.clock import Clock

_EVENT = (
    "INSERT INTO events (subject, day, seq, type, version, recorded, actor, role, law, hash, text) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)"
)


@dataclass(slots=True)
class Mended:
    """What was wrong and what became of it. events, rows, blobs: how many came from copies (rows, blobs: as named by the log);
    more: events of copies that the store had lost at its end; lost_rows: (kind, key, version), lost_blobs: SHA-256 nobody has."""

    total: int = 0
    events: int = 0
    more: int = 0
    rows: int = 0
    blobs: int = 0
    lost_rows: list[tuple[str, str, int]] = field(default_factory=list)
    lost_blobs: list[str] = field(default_factory=list)
    dropped: int = 0

    @property
    def lost(self) -> int:
        return len(self.lost_rows) + len(self.lost_blobs)


class LogBroken(Exception):
    """The log cannot be put together. seq: the event nobody can prove; 0 = how far it went is not known."""

    def __init__(self, seq: int) -> None:
        super().__init__(str(seq))
        self.seq = seq


def mend(file: Path, copies: Sequence[tuple[Path, bytes | None]], target: Path | None, clock: Clock,
         pause: Callable[[], None] = lambda: None) -> Mended:  # fmt: skip
    """Write a sound store at ``target`` (None: only say what would be done). copies: newest first, each with its key.

    The damaged file and the copies are only read. Raises LogBroken. Trouble of the environment as everywhere.
    """
    done = Mended()
    with _Source.of(file, None) as own, _all(copies) as others, _Writer.of(target, clock) as out:
        digests, named = _log(own, others, out, done, pause)
        _rows(own, others, out, digests, done, pause)
        _blobs(own, others, out, named, done, pause)
        _drafts(own, out, done)
    return done


# --- the parts ------------------------------------------------------------------------------------------


def _log(
    own: _Source, others: list[_Source], out: _Writer, done: Mended, pause: Callable[[], None]
) -> tuple[dict[tuple[str, str, int], tuple[str, int]], set[str]]:
    """Every event in its turn; (digest and place of each register row, names of stored files)."""
    end, last = own.head()
    if not end:
        raise LogBroken(0)
    digests: dict[tuple[str, str, int], tuple[str, int]] = {}
    named: set[str] = set()
    previous, seq = GENESIS, 0
    while True:
        seq += 1
        if seq <= end:
            text, taken = _next(own, others, seq, previous, last if seq == end else "")
        else:
            further = _further(others, seq, previous)
            if further is None:
                break
            text, taken = further, True
        previous = chain(previous, text)
        event = decode(text)
        done.more += seq > end
        done.events += seq <= end and (taken or not own.columns_fit(event))
        if isinstance(event.body, ev.RowWritten):
            digests[event.body.kind, event.body.key, event.body.row_version] = (event.body.digest, seq)
        named |= files_of(event.body)
        out.event(event, previous, text)
        if seq % 200 == 0:
            pause()
    done.total = seq - 1
    return digests, named


def _next(own: _Source, others: list[_Source], seq: int, previous: str, last: str) -> tuple[str, bool]:
    """(text, taken from a copy) of the event at a place that the store still knows of. Raises LogBroken.

    last: the hash that the head of the log has for it, where it is the last.
    """
    mine, said = own.event(seq)
    after, after_said = own.event(seq + 1)
    wanted = {x for x in (last, said) if x}
    by_hash = by_copy = None
    for text in dict.fromkeys(x for x in (mine, *(o.event(seq)[0] for o in others)) if x is not None):
        now = chain(previous, text)
        follows = after is not None and chain(now, after) == after_said
        if follows or (after is None and now in wanted and (not last or now == last)):
            return text, text is not mine
        if by_hash is None and now in wanted:
            by_hash = text
        if by_copy is None and not wanted and any(o.holds(seq, now) for o in others):
            by_copy = text
    # What comes after it is spoilt itself, or the head is.
    found = by_hash if by_hash is not None else by_copy
    if found is None:
        raise LogBroken(seq)
    return found, found is not mine


def _further(others: list[_Source], seq: int, previous: str) -> str | None:
    """The next event of a copy whose log is this one and goes on: the store lost its end."""
    for other in others:
        text, said = other.event(seq)
        if text is not None and chain(previous, text) == said and other.holds(seq - 1, previous):
            return text
    return None


def _rows(
    own: _Source, others: list[_Source], out: _Writer, digests: dict[tuple[str, str, int], tuple[str, int]], done: Mended,
    pause: Callable[[], None],
) -> None:  # fmt: skip
    for at, (name, (digest, seq)) in enumerate(digests.items(), 1):
        for source in (own, *others):
            content, salt, place = source.row(*name)
            if content is not None and salt is not None and row_digest(salt, content) == digest:
                out.put("INSERT INTO register_rows VALUES (?, ?, ?, ?, ?, ?)", (*name, content, salt, seq))
                done.rows += source is not own or place != seq
                break
        else:
            done.lost_rows.append(name)
        if at % 200 == 0:
            pause()
    done.dropped += max(0, own.count("register_rows") - len(digests))


def _blobs(own: _Source, others: list[_Source], out: _Writer, named: set[str], done: Mended, pause: Callable[[], None]) -> None:
    for at, sha in enumerate(sorted(named), 1):
        for source in (own, *others):
            data = source.blob(sha)
            if data is not None and hashlib.sha256(data).hexdigest() == sha:
                out.put("INSERT INTO blobs VALUES (?, ?)", (sha, data))
                done.blobs += source is not own
                break
        else:
            done.lost_blobs.append(sha)
        if at % 20 == 0:
            pause()
    done.dropped += max(0, own.count("blobs") - len(named))


def _drafts(own: _Source, out: _Writer, done: Mended) -> None:
    """Work in progress that can still be read; what it said before nothing proves, so none is taken from a copy."""
    for key, content, saved in own.drafts():
        try:
            readable = isinstance(json.loads(content), dict)
        except (ValueError, TypeError):
            readable = False
        if readable and isinstance(key, str) and isinstance(saved, str):
            out.put("INSERT INTO drafts VALUES (?, ?, ?)", (key, content, saved))
        else:
            done.dropped += 1


# --- files ----------------------------------------------------------------------------------------------


class _Source:
    """A store's file asked piece by piece: damage at one piece is no answer there, and no end."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def of(cls, file: Path, key: bytes | None) -> Iterator[_Source]:
        connection = cipher.connect(file, key, read_only=True)
        # Damaged text must not stop the driver.
        connection.text_factory = bytes
        try:
            # Definitions that do not fit together are passed over.
            connection.execute("PRAGMA writable_schema = ON")
            yield cls(connection)
        finally:
            connection.close()

    def _ask(self, statement: str, *values: Any) -> list[Any]:
        try:
            return list(self._connection.execute(statement, values).fetchall())
        except FAULTS as error:
            trouble = trouble_of(error)
            if trouble is not None and trouble.code not in ("store.damaged", "store.io"):
                raise trouble from error
            return []

    def head(self) -> tuple[int, str]:
        """How far the log went: by its head, or its last event where the head is spoilt. (0, "") = not known."""
        said = self._ask("SELECT seq, hash FROM head")
        most = self._ask("SELECT max(seq) FROM events")
        seq = max((n for (n, *_) in (*said, *most) if type(n) is int), default=0)
        return seq, _text(said[0][1]) or "" if said and said[0][0] == seq else ""

    def event(self, seq: int) -> tuple[str | None, str | None]:
        """(text, hash) as they stand."""
        found = self._ask("SELECT text, hash FROM events WHERE seq = ?", seq)
        return (_text(found[0][0]), _text(found[0][1])) if found else (None, None)

    def columns_fit(self, event: ev.Event) -> bool:
        """The columns beside the text say what it says."""
        found = self._ask("SELECT subject, day, type, recorded, actor, role, law FROM events WHERE seq = ?", event.seq)
        return bool(found) and [_text(x) for x in found[0]] == columns_of(event)

    def holds(self, seq: int, digest: str) -> bool:
        """The log has this hash at this place."""
        return seq == 0 or self.event(seq)[1] == digest

    def row(self, kind: str, key: str, version: int) -> tuple[str | None, str | None, Any]:
        """(content, salt, seq) as they stand."""
        found = self._ask("SELECT content, salt, seq FROM register_rows WHERE kind = ? AND key = ? AND version = ?", kind, key, version)
        return (_text(found[0][0]), _text(found[0][1]), found[0][2]) if found else (None, None, None)

    def blob(self, sha: str) -> bytes | None:
        found = self._ask("SELECT bytes FROM blobs WHERE sha256 = ?", sha)
        return found[0][0] if found and isinstance(found[0][0], bytes) else None

    def drafts(self) -> list[tuple[Any, Any, Any]]:
        return [(_text(k), _text(c), _text(s)) for k, c, s in self._ask("SELECT key, content, saved FROM drafts")]

    def count(self, table: str) -> int:
        found = self._ask(f"SELECT count(*) FROM {table}")
        return int(found[0][0]) if found else 0


class _Writer:
    """The new file; without one everything is only looked at."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def of(cls, target: Path | None, clock: Clock) -> Iterator[_Writer]:
        if target is None:
            yield cls(None)
            return
        make(target, clock)
        connection = cipher.connect(target)
        with environment():
            try:
                connection.execute("PRAGMA synchronous = OFF")  # nobody uses it before it is whole and on the disk
                connection.execute("BEGIN")
                yield cls(connection)
                connection.execute("PRAGMA user_version = 0")  # the lists want filling
                connection.execute("COMMIT")
            finally:
                connection.close()

    def event(self, event: ev.Event, digest: str, text: str) -> None:
        subject, day, kind, *rest = columns_of(event)
        self.put(_EVENT, (subject, day, event.seq, kind, *rest, digest, text))

    def put(self, statement: str, values: tuple[Any, ...]) -> None:
        if self._connection is not None:
            self._connection.execute(statement, values)


def columns_of(event: ev.Event) -> list[str]:
    """The columns of an event as they are stored: subject, day, type, recorded, actor, role, law."""
    day = NO_DAY if event.day is None else event.day.isoformat()
    return [event.subject, day, type(event.body).__name__, moment(event.recorded), event.actor, event.role, event.law]


@contextmanager
def _all(copies: Sequence[tuple[Path, bytes | None]]) -> Iterator[list[_Source]]:
    with ExitStack() as stack:
        found = []
        for file, key in copies:
            try:
                source = stack.enter_context(_Source.of(file, key))
            except (Trouble, OSError, *FAULTS):
                continue
            if source.head()[0]:
                found.append(source)
        yield found


def _text(raw: Any) -> str | None:
    try:
        return raw.decode() if isinstance(raw, bytes) else None
    except UnicodeDecodeError:
        return None
