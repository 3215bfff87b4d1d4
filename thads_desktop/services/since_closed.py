"""What counts otherwise by now than in the returns that were closed: for each period a number, and the matters and entries behind it.

Only those with something recorded since are read again, so that the question may be asked often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import closing_events as ce, events as ev
from thads_desktop.domain.dates import period as days_of
from thads_desktop.domain.refusal import Refused
from thads_desktop.returns.facts import FactReader
from thads_desktop.services import changed_items, masking, people, reopening, reporting, return_basis
from thads_desktop.services.closings import all_closings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.changed_items import Item, Pair
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reopening import Reopened
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Since:
    """The last closing of a period and what became of it. matters: keys of matters and of entries of books that count otherwise; sent:
    the last day a package of it was made (None = never); versions: how
    often it was closed; redefined: the readings in use are others by now; late: entries into the period since."""

    closing: Closing
    matters: tuple[str, ...]
    sent: date | None
    versions: int
    redefined: bool
    reopened: Reopened | None
    late: int

    @property
    def words(self) -> str:
        """The counter; "" where nothing is to be said."""
        if not self.matters:
            return "cách tính đã đổi từ khi chốt" if self.redefined else ""
        return f"{changed_items.many(self.matters)} đã đổi từ khi {'gửi' if self.sent else 'chốt'}"


def counted(desk: Desk) -> list[Since]:
    """Every closed period of this office, the latest first; nothing for a department, whose returns are made of packages."""
    with desk.reading() as reader:
        if people.office(reader).level != "district":
            return []
        found = [_since(desk, reader, c, events) for c, events in _with_events(reader)]
    return sorted(found, key=lambda s: (s.closing.year, s.closing.months, int(s.closing.key)), reverse=True)


def behind(desk: Desk, closing: Closing) -> list[Item]:
    """The matters and entries that count otherwise, each with what was recorded of it since and the cells it moves."""
    with desk.reading() as reader:
        known = {c.key: events for c, events in _with_events(reader)}
        regime = _regime(desk, reader, closing, closing.at_seq)
        if regime is None:
            return []
        pairs = _pairs(desk, reader, closing, known.get(closing.key, ()))
        return changed_items.items(desk, reader, regime, pairs, closing.at_seq, reader.head()[0], closing.as_of)


def late_entries(desk: Desk, closing: Closing) -> list[tuple[date | None, str, tuple[str, ...], int, str]]:
    """What was entered late into a period: (day of entry, who, matters' numbers, how many, why), the latest first."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        found = []
        for e in _late(reader):
            assert isinstance(e.body, ce.EnteredLate)
            if closing.key in e.body.closings:
                numbers = tuple(changed_items.number_of(desk, reader, m) for m in e.body.matters)
                why = str((reader.row(reopening.REASON, e.body.reason) or {}).get("reason", "")) if e.body.reason else ""
                found.append((e.seq, (e.day, names.recorder(e.actor), numbers, e.body.count, why)))
    return [x for _, x in sorted(found, key=lambda x: -x[0])]


def _with_events(reader: Reader) -> list[tuple[Closing, list[ev.Event]]]:
    """The last closings, each with what was recorded of matters and entries since."""
    last = reopening.lasts(reader)
    if not last:
        return []
    first = min(c.at_seq for c in last)
    since = [e for e in reader.since(first, changed_items.ALL_TYPES) if e.subject.startswith(("matter:", "entry:"))]
    return [(c, [e for e in since if e.seq > c.at_seq]) for c in last]


def _late(reader: Reader) -> list[ev.Event]:
    return [e for e in reader.events_of("return:late") if isinstance(e.body, ce.EnteredLate)]


def _since(desk: Desk, reader: Reader, closing: Closing, events: Iterable[ev.Event]) -> Since:
    all_ = [c for c in all_closings(reader) if (c.regime, c.year, c.months) == (closing.regime, closing.year, closing.months)]
    then, now = (_regime(desk, reader, closing, seq) for seq in (closing.at_seq, None))
    sent = [
        e.day for _s, made in reader.stream("package") for e in made
        if isinstance(b := e.body, ev.PackageMade) and (b.kind, b.regime, b.year, b.months) == ("return", closing.regime, closing.year, closing.months)
        and e.seq > int(closing.key) and e.day is not None
    ]  # fmt: skip
    late = sum(e.seq > int(closing.key) and closing.key in e.body.closings for e in _late(reader) if isinstance(e.body, ce.EnteredLate))
    changed = tuple(sorted(_pairs(desk, reader, closing, events)))
    redefined = then is not None and now is not None and then.counting != now.counting
    return Since(closing, changed, max(sent, default=None), len(all_), redefined, reopening.standing(reader, closing), late)


def _regime(desk: Desk, reader: Reader, closing: Closing, seq: int | None) -> Regime | None:
    try:
        plain = reporting.regime_of((closing.regime, closing.year, closing.months))
    except Refused:
        return None
    return return_basis.with_settings(desk, reader, plain, seq).owed(closing.as_of, closing.months)


def _pairs(desk: Desk, reader: Reader, closing: Closing, events: Iterable[ev.Event]) -> dict[str, Pair]:
    """Of what has something recorded since: what counted of it then and by now, where they differ. The readings are those of the closing."""
    regime = _regime(desk, reader, closing, closing.at_seq)
    if regime is None:
        return {}
    start, end = days_of(closing.year, closing.months)
    subjects = {e.subject for e in events if changed_items.may_move(e, end)}
    then, now = FactReader(start, end, regime.counting, closing.at_seq), FactReader(start, end, regime.counting)
    sources = changed_items.sources_of(regime)
    found = {}
    for subject in sorted(subjects):
        told = reader.events_of(subject)
        was, is_ = (changed_items.of_subject(r, told, sources) for r in (then, now))
        if was != is_:
            found[changed_items.key_of(subject)] = (was, is_)
    return found
