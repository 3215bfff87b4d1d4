"""The facts and records of a period, and beside them those of the closed periods before it, out of one sweep over the log.

What was read of each subject is kept while the desk is open: of a later question only the subjects with events since are read again. A
reading as of a place in the log is never kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns import records
from thads_desktop.returns.facts import COUNTED_TYPES, Fact, FactReader
from thads_desktop.returns.records import ENTRY_TYPES, RECORD_TYPES, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.return_series import Before
    from thads_desktop.storage.reader import Reader

#: Types of events of a matter that are read.
MATTER_TYPES = tuple(sorted(COUNTED_TYPES | RECORD_TYPES))
ALL_TYPES = tuple(sorted({*MATTER_TYPES, *ENTRY_TYPES}))
#: So many periods are kept; so many changed subjects are read one by one rather than in a sweep.
_KEPT, _FEW = 4, 500


@dataclass(slots=True)
class Read:
    """All that a return counts."""

    facts: tuple[Fact, ...]
    records: tuple[Record, ...]


@dataclass(slots=True)
class _Held:
    """What was read of every subject (key without the kind), as of a place in the log."""

    seq: int
    chain: str
    of: dict[str, Any] = field(default_factory=dict)


def read(
    desk: Desk, reader: Reader, facts: FactReader, earlier: Sequence[Before], progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Read:  # fmt: skip
    """The facts and records of the period; those of the earlier ones are gathered in ``earlier``."""

    def own(events: list[ev.Event]) -> tuple[tuple[Fact, ...], tuple[Record, ...]]:
        return facts.of(events), records.of_matter(facts, events)

    until = facts.end
    wanted: list[tuple[Hashable, Callable[[list[ev.Event]], Any]]] = [((facts.start, facts.end, facts.counting), own)]
    wanted += [(("before", b.closing.key, b.now.counting, until), partial(b.judged, until=until)) for b in earlier]
    found = _kept(desk, reader, wanted, progress, cancelled) if facts.at_seq is None else _swept(reader, wanted, progress, cancelled)
    for before, values in zip(earlier, found[1:], strict=True):
        for key, judged in values.items():
            before.take(key, judged)
    of_period = found[0].values()
    entries: list[Record] = []
    for _subject, events in reader.stream("entry", types=sorted(ENTRY_TYPES)):
        entries += records.of_entry(events, facts.start, facts.end, facts.at_seq)
        for before in earlier:
            before.take_entry(events)
    return Read(tuple(f for fs, _ in of_period for f in fs), (*(r for _, rs in of_period for r in rs), *entries))


def _kept(
    desk: Desk, reader: Reader, wanted: Sequence[tuple[Hashable, Callable[[list[ev.Event]], Any]]],
    progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None,
) -> list[dict[str, Any]]:  # fmt: skip
    head, chain = reader.head()
    held: dict[Hashable, _Held] = desk.returns_read
    for key in [k for k, h in held.items() if h.seq > head or reader.hash_at(h.seq) != h.chain]:
        del held[key]  # another log stands where this one stood
    missing = [x for x in wanted if x[0] not in held]
    if missing:
        for (key, _), values in zip(missing, _swept(reader, missing, progress, cancelled), strict=True):
            held[key] = _Held(head, chain, values)
    for key, judge in wanted:
        _brought_up(reader, held[key], judge, head, chain)
        held[key] = held.pop(key)  # the last asked for goes last
    answer = [held[key].of for key, _ in wanted]
    for key in list(held)[: max(0, len(held) - max(_KEPT, len(wanted)))]:
        del held[key]
    return answer


def _brought_up(reader: Reader, held: _Held, judge: Callable[[list[ev.Event]], Any], head: int, chain: str) -> None:
    """Read again what has events since."""
    if held.seq == head:
        return
    changed = {e.subject for e in reader.since(held.seq, ALL_TYPES) if e.subject.startswith("matter:")}
    new = False
    for subject, events in _of_subjects(reader, changed):
        key = subject.partition(":")[2]
        new = new or key not in held.of
        held.of[key] = judge(events)
    if new:
        held.of = dict(sorted(held.of.items()))
    held.seq, held.chain = head, chain


def _of_subjects(reader: Reader, subjects: set[str]) -> Any:
    if len(subjects) > _FEW:
        return ((s, events) for s, events in reader.stream("matter", types=MATTER_TYPES) if s in subjects)
    counted = frozenset(MATTER_TYPES)

    def in_order(subject: str) -> list[ev.Event]:
        found = [e for e in reader.events_of(subject) if type(e.body).__name__ in counted]
        return sorted(found, key=lambda e: (e.day is not None, e.day or 0, e.seq))

    return ((s, in_order(s)) for s in sorted(subjects))


def _swept(
    reader: Reader, wanted: Sequence[tuple[Hashable, Callable[[list[ev.Event]], Any]]], progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[dict[str, Any]]:  # fmt: skip
    found: list[dict[str, Any]] = [{} for _ in wanted]
    for done, (subject, events) in enumerate(reader.stream("matter", types=MATTER_TYPES), 1):
        key = subject.partition(":")[2]
        for values, (_, judge) in zip(found, wanted, strict=True):
            values[key] = judge(events)
        if done % 500 == 0:
            if progress is not None:
                progress(done)
            if cancelled is not None and cancelled():
                raise Refused(Refusal("import.cancelled"))
    return found
