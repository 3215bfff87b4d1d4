"""The store as it was known at a place in the log: events and register rows recorded until then, nothing that came after.

Lists (``projections``), drafts and blobs are those of today: who reads through this asks for events and rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.storage.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from thads_desktop.domain.events import Event


class Known(Reader):
    """A reader beside another one, over its connection, to whom nothing after ``until`` is known."""

    def __init__(self, reader: Reader, until: int) -> None:
        super().__init__(reader.connection)
        self.until = self._until = until

    def events_of(self, subject: str) -> list[Event]:
        return self._kept(super().events_of(subject))

    def histories(self, subjects: Sequence[str]) -> Iterator[tuple[str, list[Event]]]:
        for subject, events in super().histories(subjects):
            if kept := self._kept(events):
                yield subject, kept

    def _stream(self, kind: str, after: str, until: str, types: Collection[str]) -> Iterator[tuple[str, list[Event]]]:
        for subject, events in super()._stream(kind, after, until, types):
            if kept := self._kept(events):
                yield subject, kept

    def row(self, kind: str, key: str, version: int | None = None) -> dict[str, Any] | None:
        return self.row_as_of(kind, key, self._until) if version is None else super().row(kind, key, version)

    def rows_of(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        found = ((key, self.row(kind, key)) for key in sorted(keys))
        return {key: row for key, row in found if row is not None}

    def rows(self, kind: str) -> dict[str, dict[str, Any]]:
        return self.rows_of(kind, super().rows(kind))

    def _kept(self, events: list[Event]) -> list[Event]:
        return [e for e in events if e.seq <= self._until]
