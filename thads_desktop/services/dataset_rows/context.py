"""What every source of rows is given: the store as of a day, names as the account may see them, ids as the other side knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import standing
from thads_desktop.services import dataset_links, masking

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

Row = dict[str, Any]


@dataclass(slots=True)
class View:
    """One matter as of the day: its events that stand, its folded state, its register row; every: its events with those that were struck."""

    key: str
    events: list[ev.Event]
    state: MatterState
    row: Row
    opening: ev.Event
    every: list[ev.Event] = field(default_factory=list)


@dataclass
class Context:
    """as_of: the last day that is told; since: None = from the beginning; raw: ids as they are here, whatever the other side calls them."""

    desk: Desk
    reader: Reader
    as_of: date
    since: date | None = None
    raw: bool = False
    #: Judgments and parties that the matters told of name.
    judgments: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)

    @cached_property
    def names(self) -> Names:
        return masking.names(self.desk, self.reader)

    @cached_property
    def hidden(self) -> bool:
        return masking.hides(self.desk)

    @cached_property
    def _links(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {} if self.raw else dataset_links.by_own(self.reader)

    @cached_property
    def _judgments(self) -> dict[str, Row]:
        return self.reader.rows("judgment")

    @cached_property
    def applied(self) -> dict[tuple[str, int], str]:
        """(matter, seq of the sum there) -> payer, of money that was held before it was applied."""
        found = {}
        for _subject, events in self.reader.stream("intake"):
            for e in standing(events, self.as_of):
                if isinstance(e.body, ev.HeldApplied):
                    found[e.body.matter, e.body.collected] = e.body.payer
        return found

    def judgment(self, key: str) -> Row:
        return self._judgments.get(key, {})

    @property
    def every_judgment(self) -> dict[str, Row]:
        return self._judgments

    def ids(self, dataset: str, own: str) -> Row:
        """The first two fields of every row: as the other side knows it, where it came from there."""
        source, known = self._links.get((dataset, own), ("program", own))
        return {"id": known, "id_source": source}

    def ref(self, dataset: str, own: str) -> str:
        return self._links.get((dataset, own), ("", own))[1] if own else ""

    def refs(self, dataset: str, owns: Iterable[str]) -> list[str]:
        return [self.ref(dataset, own) for own in owns]

    def party(self, key: str) -> str:
        return self.names.name("party", key) if key else ""

    def parties_of(self, keys: Iterable[str]) -> str:
        return "; ".join(self.party(k) for k in keys)

    def matter(self, view: View) -> Row:
        """How a row names its matter."""
        return {"matter": self.ref("matters", view.key), "matter_number": view.row.get("number_text", "")}

    def within(self, day: date | None) -> bool:
        """A day of the span; one that is not known lies in no span that has a beginning."""
        if day is None:
            return self.since is None
        return day <= self.as_of and (self.since is None or day >= self.since)


def view_of(ctx: Context, key: str, events: list[ev.Event]) -> View | None:
    """The matter as of the day; None for one that was not there, or reads as never recorded."""
    state = fold(events, ctx.as_of)
    if not state.exists:
        return None
    stands = standing(events, ctx.as_of)
    opening = next(e for e in stands if isinstance(e.body, (ev.MatterOpened, ev.CarriedIn)))
    ctx.judgments.add(state.judgment)
    for line in state.lines.values():
        ctx.parties.update(line.line.debtors, line.line.creditors)
    return View(key, stands, state, ctx.names.row("matter", key), opening, events)


def sent(events: Iterable[ev.Event], paper: str) -> Row:
    """When a paper went to the procuracy, and to a party."""
    found: Row = {}
    for e in events:
        if isinstance(e.body, ev.PaperSent) and e.body.paper == paper and e.day is not None:
            name = {"procuracy": "sent_procuracy", "party": "sent_parties"}.get(e.body.to)
            if name:
                found.setdefault(name, e.day)
    return found
