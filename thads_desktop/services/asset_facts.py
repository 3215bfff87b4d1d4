"""What an asset is right now, with what its matters say of it: read by lists, pages, steps and terms alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain import asset_events as ae, events as ev, procedure_events as pe, served
from thads_desktop.domain.asset import AssetState, MatterFacts, Noticed, fold_asset, holding
from thads_desktop.domain.asset_money import money_of
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law import service_law
from thads_desktop.law.asset_kinds import AssetKind, kinds
from thads_desktop.law.deadlines import PASSING, addressees, deadlines_of
from thads_desktop.services import asset_words, state_money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


#: Steps since which there is money of a sale.
_PAID = ("buyer_paid", "asset_bought", "asset_handed_over")


@dataclass(frozen=True, slots=True)
class AssetNow:
    """An asset whole. row: its card (register row ``asset``); matters: facts of those it is seized for; terms: all, discharged too."""

    asset: str
    events: list[Event]
    state: AssetState
    row: dict[str, Any]
    matters: dict[str, MatterFacts]
    terms: list[Deadline]

    @property
    def kind(self) -> AssetKind:
        return kind_of(self.state.kind)

    @property
    def title(self) -> str:
        """The card in one line, without secret numbers."""
        return self.kind.says(self.row.get("values", {}))

    @property
    def open(self) -> list[Deadline]:
        """What still is to be done or waited for, earliest first."""
        return sorted((d for d in self.terms if d.discharged_on is None), key=lambda d: d.due)


def kind_of(key: str) -> AssetKind:
    """Refused("asset.bad_kind") for one this program does not know."""
    found = kinds().get(key)
    if found is None:
        raise Refused(Refusal("asset.bad_kind", {"known": ", ".join(k.title for k in kinds().values())}, "kind"))
    return found


def now(desk: Desk, reader: Reader, asset: str, folded: Mapping[str, MatterState] | None = None) -> AssetNow:
    """The asset as it stands. Refused("asset.unknown"). folded: matters whose state the caller knows."""
    events = reader.events_of(f"asset:{asset}")
    state = fold_asset(events)
    if not state.exists:
        raise Refused(Refusal("asset.unknown"))
    facts = of_matters(reader, events, folded)
    terms = deadlines_of(events, desk.rules_for(reader), desk.calendar(reader), seized_for=facts)
    return AssetNow(asset, events, state, reader.row("asset", asset) or {}, facts, terms)


def terms_of_matter(desk: Desk, reader: Reader, matter: str, names: Names) -> list[Deadline]:
    """The terms of every asset of a matter, without what only had to pass and has; the title says of which."""
    today = desk.clock.today()
    found = []
    for asset in reader.projections.assets.of_matter(matter):
        said = asset_words.title(asset, names)
        found += [replace(d, title=f"{d.title} ({said})") for d in now(desk, reader, asset).terms if not passed(d, today)]
    return found


def passes(term: Deadline) -> bool:
    """It is the time of somebody else, in which nobody of the office does anything."""
    return term.rule in PASSING


def passed(term: Deadline, today: date) -> bool:
    """The time of somebody else is over, and nothing came of it."""
    return term.rule in PASSING and term.discharged_on is None and term.due < today


def of_matters(reader: Reader, events: list[Event], folded: Mapping[str, MatterState] | None = None) -> dict[str, MatterFacts]:
    """What the terms of an asset need of every matter a step of it names."""
    named = dict.fromkeys(m for e in events if (m := getattr(e.body, "matter", "")))
    sold = any(getattr(e.body, "step", "") in _PAID for e in events)
    found: dict[str, MatterFacts] = {}
    for key in named:
        stored = reader.events_of(f"matter:{key}")
        state = (folded or {}).get(key) or fold(stored)
        if state.exists:
            money = any(s.line.state_revenue for s in state.lines.values())
            proceeds, out = money_of(events[0].subject.partition(":")[2], stored) if sold else ((), ())
            rests = tuple((n, s.rest) for n, s in state.lines.items() if s.rest)
            told = _noticed(reader, events, stored, state)
            found[key] = MatterFacts(state.status_day if state.ended else None, money, _lifted(stored), proceeds, out, rests, told)
    return found


def _noticed(reader: Reader, events: list[Event], stored: list[Event], state: MatterState) -> tuple[Noticed, ...]:
    """Steps of an asset that were recorded by issuing a paper of a matter which starts a time of the parties, with its service."""
    steps = {e.seq: e.body.step for e in events if isinstance(e.body, ae.AssetStep)}
    words = {s.event for s in service_law.service(dated.in_force()).starts if s.what == "asset"}
    found, stand = [], in_force(stored)
    for e in holding(events):
        if isinstance(e.body, ae.StepOnPaper) and e.body.made and e.body.doc in state.papers and steps.get(e.body.at) in words:
            doc = e.body.doc
            parties = tuple(p for p in addressees(stored, stand, state, state.papers[doc]) if not state_money.is_state(reader, p))
            valid = tuple((v.party, v.day) for v in served.valid(stand, doc).values())
            found.append(Noticed(e.body.at, steps[e.body.at], parties, tuple(served.sent(stand, doc, parties).items()), valid))
    return tuple(found)


def _lifted(stored: list[Event]) -> tuple[tuple[str, date], ...]:
    """Decisions of coercion that were ended, or withdrawn or cancelled whole, with the day."""
    standing = in_force(stored)
    left = {e.body.paper for e in standing if isinstance(e.body, pe.MeasureTaken)}
    found: dict[str, date] = {}
    for e in standing:
        if e.day is not None and (isinstance(e.body, pe.MeasureEnded) or (isinstance(e.body, ev.EffectUndone) and e.body.target not in left)):
            found[e.body.target] = e.day
    return tuple(found.items())
