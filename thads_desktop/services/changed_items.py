"""A matter, or an entry of a book, that counts otherwise in a return than before: what was recorded of it, by whom, which cells it moves.

What counts is its obligation lines (``Fact``) and its records (``Record``); under one key stand all that are of one matter or entry.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.kind_events import ForcesSaid, LineKindSaid
from thads_desktop.domain.money import dong
from thads_desktop.domain.office_time import local
from thads_desktop.returns import records
from thads_desktop.returns.compute import contributions, of_sources
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.records import ENTRY_TYPES, Record
from thads_desktop.services import book_rights, masking, return_lists
from thads_desktop.services.event_words import describe
from thads_desktop.services.record_said import entry_named, told
from thads_desktop.services.return_reading import ALL_TYPES, MATTER_TYPES
from thads_desktop.services.return_words import ABSENT, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.facts import FactReader
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

__all__ = ["ALL_TYPES", "MATTER_TYPES", "NO_EVENT", "Counts", "Effect", "Happened", "Item", "Pair", "beside", "by_key", "happened_of", "items",
           "key_of", "many", "may_move", "number_of", "of_subject", "sources_of", "subject_of"]  # fmt: skip

#: All that counts of one matter or entry, in one order.
Counts = tuple[Fact | Record, ...]
Pair = tuple[Counts, Counts]
#: What holds of a matter from its beginning, or from another day than its own.
_ANY_DAY = (LineKindSaid, ForcesSaid, ev.EffectUndone)
NO_EVENT = "không ghi gì thêm về việc này: số liệu khác do cách tính hoặc biểu mẫu đã đổi"
#: Said of a matter whose lines count as before, where a record of it was not counted then, or is not any more.
NOT_SO = ("chưa tính", "không còn tính")
OTHER_PARTS = "khác ở từng khoản hoặc loại án"


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a matter or entry that was recorded since."""

    seq: int
    day: date | None
    recorded: date
    actor: str
    words: str

    @property
    def says(self) -> str:
        dated = f" ngày {short_date(self.day)}" if self.day else ""
        return f"{self.words}{dated}; ghi ngày {short_date(self.recorded)}, {self.actor}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What it adds to a cell of the totals more than before. code: of the form; no: the column."""

    form: str
    code: str
    cell: str
    no: str
    amount: int

    @property
    def says(self) -> str:
        return f"{self.code} cột {self.no}: {'+' if self.amount > 0 else '−'}{dong(abs(self.amount))}"


@dataclass(frozen=True, slots=True)
class Item:
    """A matter or an entry that counts otherwise. matter: its key; lines: obligation lines of it count by now."""

    matter: str
    number: str
    was: str
    now: str
    events: tuple[Happened, ...]
    effects: tuple[Effect, ...]
    lines: bool = True

    @property
    def happened(self) -> tuple[str, ...]:
        return tuple(e.says for e in self.events) or (NO_EVENT,)


def many(keys: Iterable[str]) -> str:
    """How many matters, and how many entries of books: "2 việc, 1 mục sổ"."""
    keys = list(keys)
    entries = sum(map(return_lists.is_entry, keys))
    matters = len(keys) - entries
    said = [f"{dong(matters)} việc"] if matters or not entries else []
    return ", ".join([*said, *([f"{dong(entries)} mục sổ"] if entries else [])])


def sources_of(regime: Regime) -> frozenset[str]:
    """The kinds of record that forms and lists of a regime count."""
    return frozenset(s for t in regime.tables for s in t.sources) | {x.source for x in regime.lists}


def by_key(facts: Iterable[Fact], recorded: Iterable[Record], sources: frozenset[str]) -> dict[str, Counts]:
    """What counts of each matter and entry."""
    found: dict[str, list[Fact | Record]] = {}
    for fact in sorted(facts):
        found.setdefault(fact.matter, []).append(fact)
    for record in sorted(r for r in recorded if r.source in sources):
        found.setdefault(record.matter, []).append(record)
    return {key: tuple(of) for key, of in found.items()}


def of_subject(facts: FactReader, events: list[ev.Event], sources: frozenset[str]) -> Counts:
    """What counts of a matter or entry by all its events, as a reader of facts reads."""
    if events and events[0].subject.startswith(records.ENTRY):
        own: Sequence[Record] = records.of_entry(events, facts.start, facts.end, facts.at_seq)
        return tuple(sorted(r for r in own if r.source in sources))
    return (*sorted(facts.of(events)), *sorted(r for r in records.of_matter(facts, events) if r.source in sources))


def key_of(subject: str) -> str:
    """The key under which a return counts what is of a subject."""
    return subject if return_lists.is_entry(subject) else subject.partition(":")[2]


def subject_of(key: str) -> str:
    """The subject of the events of what counts under a key."""
    return key if return_lists.is_entry(key) else f"matter:{key}"


def may_move(event: ev.Event, end: date) -> bool:
    """An event recorded since may change what its matter or entry counted in a period that ended on a day."""
    if return_lists.is_entry(event.subject):
        return True  # entries are judged by the days they hold
    loose = isinstance(event.body, ev.Collected) and not event.body.day_known
    return event.day is None or event.day <= end or loose or isinstance(event.body, _ANY_DAY)


def items(desk: Desk, reader: Reader, regime: Regime, pairs: Mapping[str, Pair], since: int, until: int, end: date) -> list[Item]:
    """What each of these did to the return between two places of the log, by number. pairs: what counted of it then and now."""
    names = masking.names(desk, reader)
    people_of = {f.officer for pair in pairs.values() for counts in pair for f in counts if f.officer}
    officers = {k: names.name("person", k) for k in people_of}
    measures = list(dict.fromkeys(f.measure for f in regime.forms))
    cells = [(m, _whole_form(regime, m), c) for m in measures for c in regime.of_measure(m) if not c.rate]
    found = []
    for key, (was, now) in pairs.items():
        effects = []
        for measure, (form, code), c in cells:
            moved = _adds(regime, measure, c.key, now) - _adds(regime, measure, c.key, was)
            if moved:
                effects.append(Effect(form, code, c.key, c.no, moved))
        lines = any(isinstance(x, Fact) for x in now)
        said = beside(was, now, officers)
        happened = happened_of(desk, reader, names, key, since, until, end)
        found.append(Item(key, number_of(desk, reader, key), *said, happened, tuple(effects), lines))
    return sorted(found, key=lambda i: (return_lists.is_entry(i.matter), i.number, i.matter))


def number_of(desk: Desk, reader: Reader, key: str) -> str:
    """The number of a matter or an entry; of a book that the account may not see only which book it is."""
    if return_lists.is_entry(key):
        brief = return_lists.brief(desk, reader, key)
        return brief.number_text if brief is not None and brief.number_text else entry_named(key)
    at = reader.projections.matter_id(key)
    rows = reader.projections.matter_rows([at]) if at is not None else []
    return rows[0].number_text if rows else str((reader.row("matter", key) or {}).get("number_text") or key)


def beside(was: Counts, now: Counts, officers: Mapping[str, str]) -> tuple[str, str]:
    """Then and now in words: what is the same on both sides of lines and records is left out."""
    lines = [[x for x in side if isinstance(x, Fact)] for side in (was, now)]
    alike = bool(lines[0]) and lines[0] == lines[1]
    if alike:
        lines = [[], []]
    told_ = [[_plain(x) for x in side if isinstance(x, Record)] for side in (was, now)]
    same = Counter(told_[0]) & Counter(told_[1])
    said = []
    for facts, recorded, none in zip(lines, told_, NOT_SO if alike else (ABSENT, ABSENT), strict=True):
        left = list((Counter(recorded) - same).elements())
        parts = ([placed(facts, officers)] if facts else []) + [told(r) for r in left]
        said.append("; ".join(parts) or none)
    return (said[0], said[1]) if said[0] != said[1] else (said[0], f"{said[1]} ({OTHER_PARTS})")


def _plain(record: Record) -> Record:
    """The record without its place among those of its matter."""
    return record._replace(no=0)


def _adds(regime: Regime, measure: str, cell: str, counts: Counts) -> int:
    facts = [x for x in counts if isinstance(x, Fact)]
    recorded = [x for x in counts if isinstance(x, Record)]
    own = of_sources(regime, measure, facts, recorded)
    return sum(n for _, n in contributions(regime.of_measure(measure), own, cell)) if own else 0


def _whole_form(regime: Regime, measure: str) -> tuple[str, str]:
    """(id, code) of the form of a measure that shows the whole."""
    own = [f for f in regime.forms if f.measure == measure]
    form = next((f for f in own if f.rows[:1] == ("total",)), own[0])
    return form.id, form.code


def happened_of(desk: Desk, reader: Reader, names: Names, key: str, since: int, until: int, end: date) -> tuple[Happened, ...]:
    """What was recorded of it between two places of the log that may count in a period with this end."""
    entry = return_lists.is_entry(key)
    events = reader.events_of(subject_of(key))
    by_seq = {e.seq: e for e in events}
    types = ENTRY_TYPES if entry else MATTER_TYPES
    opened = next((e.day for e in events if isinstance(e.body, ev.MatterOpened | ev.CarriedIn)), None)
    seen = not entry or desk.may(book_rights.book_of(key.removeprefix(records.ENTRY)).see)
    found = []
    for e in events:
        if not since < e.seq <= until or type(e.body).__name__ not in types or not may_move(e, end):
            continue
        words = _words(e, names, opened) if seen else "Ghi vào sổ"
        if isinstance(e.body, ev.Struck) and e.body.target in by_seq:
            gone = by_seq[e.body.target]
            dated = f" ngày {short_date(gone.day)}" if gone.day else ""
            words = f"{words}: {_words(gone, names, opened)}{dated}"
        found.append(Happened(e.seq, e.day, local(e.recorded).date(), names.recorder(e.actor), words))
    return tuple(found)


def _words(event: ev.Event, names: Names, opened: date | None) -> str:
    if isinstance(event.body, pe.MeasureTaken | pe.ActDone):
        event = replace(event, body=replace(event.body, party=""))  # a package tells no party's name
    what, detail = describe(event, names, opened)
    return f"{what}, {detail}" if detail else what
