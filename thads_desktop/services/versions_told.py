"""What was recorded between the closings of one period, so that any two versions of a return can be explained, not only neighbours.

It goes with the explanation of a supplementary return that was not the first of its period: every matter and entry that counted otherwise
at one of the closings before, with its events by their place in the log, and the reasons for which the period was opened again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.returns.facts import FactReader
from thads_desktop.services import changed_items, masking, reopening, reporting, return_basis
from thads_desktop.services.closings import all_closings

if TYPE_CHECKING:
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reporting import Made
    from thads_desktop.storage.reader import Reader

#: Of a package of others: letters of one text.
_MOST = 4000


@dataclass(frozen=True, slots=True)
class Told:
    """A matter or entry with what was recorded of it: (place in the log, words)."""

    key: str
    number: str
    events: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class History:
    """since: the place in the log of the first closing; reasons: (place of the reopening, why)."""

    since: int
    items: tuple[Told, ...]
    reasons: tuple[tuple[int, str], ...]

    def json(self) -> dict[str, Any]:
        """As keys of the explanation beside its own."""
        return {
            "since_seq": self.since,
            "history": [{"matter": t.key, "number": t.number, "events": [list(e) for e in t.events]} for t in self.items],
            "reasons": [list(r) for r in self.reasons],
        }


def history(desk: Desk, reader: Reader, made: Made, own: Closing) -> History | None:
    """Of the closings of its period before this one; None where there was but one, of which the explanation tells."""
    before = [
        c for c in all_closings(reader) if (c.regime, c.year, c.months) == (own.regime, own.year, own.months) and int(c.key) < int(own.key)
    ]  # fmt: skip
    if len(before) < 2:
        return None
    since = min(c.at_seq for c in before)
    subjects = {
        e.subject for e in reader.since(since, changed_items.ALL_TYPES)
        if e.seq <= made.seq and e.subject.startswith(("matter:", "entry:")) and changed_items.may_move(e, made.end)
    }  # fmt: skip
    sources = changed_items.sources_of(made.regime)
    plain = reporting.regime_of((own.regime, own.year, own.months))
    readers = [
        FactReader(made.start, made.end, return_basis.with_settings(desk, reader, plain, seq).counting, seq)
        for seq in (*dict.fromkeys(c.at_seq for c in before), made.seq)
    ]  # fmt: skip
    names = masking.names(desk, reader)
    items = []
    for subject in sorted(subjects):
        events = reader.events_of(subject)
        if len({changed_items.of_subject(r, events, sources) for r in readers}) > 1:
            key = changed_items.key_of(subject)
            happened = changed_items.happened_of(desk, reader, names, key, since, made.seq, made.end)
            items.append(Told(key, changed_items.number_of(desk, reader, key), tuple((e.seq, e.says) for e in happened)))
    reasons = tuple(
        (r.seq, r.reason) for r in reopening.all_reopened(reader, own.regime, own.year, own.months) if since < r.seq < int(own.key)
    )  # fmt: skip
    return History(since, tuple(items), reasons)


def read(plain: dict[str, Any]) -> History | None:
    """As a package tells it; None where it tells none. ValueError, TypeError, LookupError: not sound."""
    if "history" not in plain:
        return None
    items = tuple(Told(_text(x["matter"]), _text(x["number"]), tuple(_at(e) for e in x["events"])) for x in plain["history"])
    if type(plain["since_seq"]) is not int:
        raise TypeError("since_seq")
    return History(plain["since_seq"], items, tuple(_at(r) for r in plain["reasons"]))


def _at(pair: Any) -> tuple[int, str]:
    seq, text = pair
    if type(seq) is not int:
        raise TypeError("seq")
    return seq, _text(text)


def _text(text: Any) -> str:
    if type(text) is not str or not text.isprintable() or len(text) > _MOST:
        raise TypeError("text")
    return text
