"""A step of an asset's chain: judged by the law of its day, written with its words, its terms begun and ended by it.

What the text forbids is refused with the article; what it leaves open is told, and the head decides; what was done elsewhere is recorded
with its breaches marked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import asset_events as ae, events as ev, procedure_events as pe
from thads_desktop.domain.asset import AssetState, holding
from thads_desktop.domain.asset_lawful import UNTRUE, Judged, Typed, judged
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force, standing
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_figures import figures
from thads_desktop.law.due import counted_by
from thads_desktop.law.happenings import parts
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.services import asset_cards, asset_facts, inputs, parties, subject_terms
from thads_desktop.services.asset_projecting import NEXT

if TYPE_CHECKING:
    from thads_desktop.law.asset_ways import AssetWay
    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

REGIONS = ("I", "II", "III", "IV")
#: Refusals that stand against what was done elsewhere, too.
NEVER = tuple(f"asset.{code}" for code in UNTRUE)
#: It stands seized in this office, and nothing was said why it is seized for another matter.
SEIZED_AGAIN = "asset.seized_again"
#: Steps of a co-owner alone.
OF_CO_OWNERS = ("co_owner_answered", "asset_bought")
#: Steps that are of one seizure, where it stands seized for several matters.
OF_SEIZURES = ("release_ground", "seizure_released")
_SEIZES = ("asset_seized", "seized_again")


@dataclass(frozen=True, slots=True)
class StepInput:
    """What is typed of a step. on: the day it sets; party: id of a person; why: of the step's reasons; org, number: who (a valuer, a buyer)
    and which paper, in words; note: why it is done all the same; region: of the minimum wage; elsewhere: it was done already, and is
    recorded with what it broke; confirmed: the head decided on what was told."""

    step: str
    day: date
    matter: str = ""
    lines: tuple[int, ...] = ()
    amount: int | None = None
    on: date | None = None
    party: str = ""
    why: str = ""
    org: str = ""
    number: str = ""
    note: str = ""
    region: str = ""
    paper: str = ""
    elsewhere: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step as it is offered: mark "ok" lawful, "open" told first, "no" refused; why: each sentence as a refusal."""

    way: AssetWay
    mark: str
    why: tuple[Refusal, ...] = ()


def offers(desk: Desk, reader: Reader, found: AssetNow, day: date) -> list[StepOffer]:
    """Every step, as it stands on a day before anything is typed of it: the lawful first, then the open, then the refused."""
    made: list[StepOffer] = []
    for way in asset_ways.table().of(desk.rules.law_on(day)).values():
        said = _judge(desk, reader, found, way, Typed(day), "")
        mark = "no" if said.against else "open" if said.told else "ok"
        made.append(StepOffer(way, mark, said.against or said.told))
    wanted = _wanted(desk, reader, found)
    order = {"ok": 0, "open": 1, "no": 2}
    return sorted((o for o in made if _fits(found.state, o)), key=lambda o: (order[o.mark], *_rank(found.state, wanted, o.way)))


def _wanted(desk: Desk, reader: Reader, found: AssetNow) -> list[str]:
    """The steps that would discharge what is due, the earliest first."""
    rules = desk.rules_for(reader)
    duties = [d for d in found.open if d.rule == counted_by(d.rule)]
    return [word for d in duties for word in parts(rules.term(d.rule, d.born, d.law or None, d.case).discharged_by)]


def _rank(state: AssetState, wanted: list[str], way: AssetWay) -> tuple[int, int]:
    """What is due first, then what usually comes next, then the others; what was done already at the end."""
    if way.code in wanted:
        return 0, wanted.index(way.code)
    if way.code == NEXT.get(state.stage):
        return 1, 0
    return (3 if not way.to and way.code in state.days else 2), 0


def _fits(state: AssetState, offer: StepOffer) -> bool:
    """A free asset is seized, a seized one is seized for another matter too: the other of the two is not said."""
    hidden = "seized_again" if not state.seized else "asset_seized"
    return offer.way.code != hidden


def take(desk: Desk, asset: str, given: StepInput, at: int | None = None) -> int:
    """Write a step; its place in the log. at: how far the log was when the form was filled. Refused with every problem."""
    with desk.writing("asset") as uow:
        uow.refuse_newer(f"asset:{asset}", at)
        event = take_in(desk, uow, asset, given)
        asset_cards.refresh(desk, uow, asset)
        uow.commit()
    return event.seq


def take_in(desk: Desk, uow: UnitOfWork, asset: str, given: StepInput) -> ev.Event:
    """As ``take``, inside a larger transaction, which refreshes the lists."""
    found = asset_facts.now(desk, uow, asset)
    if given.step == "asset_seized" and found.state.seized:
        given = replace(given, step="seized_again")
    if given.step in OF_CO_OWNERS:
        given = replace(given, party=_on_card(uow, found.state, given.party))
    way = asset_ways.table().of(desk.rules.law_on(given.day)).get(given.step)
    if way is None:
        raise Refused(Refusal("asset.bad_step", field="step"))
    problems = _typed_problems(desk, uow, found, way, given)
    if problems:
        raise Refused(*problems)
    breaches, confirmed = _lawful(desk, uow, found, way, given)
    return _write(desk, uow, asset, given, breaches, confirmed)


def judged_of(desk: Desk, reader: Reader, found: AssetNow, given: StepInput) -> tuple[tuple[Refusal, ...], tuple[Refusal, ...]]:
    """(what stands against a step, what is told of it), before it is written."""
    way = asset_ways.table().of(desk.rules.law_on(given.day)).get(given.step)
    if way is None:
        return (Refusal("asset.bad_step", field="step"),), ()
    said = _judge(desk, reader, found, way, Typed(given.day, given.amount, given.on, given.why, given.party, given.matter), given.region)
    against = [*_typed_problems(desk, reader, found, way, given), *said.against]
    if given.step in _SEIZES:
        against += [*_ended(reader, given.matter), *_already(desk, reader, found, given)]
    return tuple(against), said.told


def strike(desk: Desk, asset: str, seq: int, reason: str) -> None:
    """The last step was a typing error: read it as never recorded. Refused for any other line."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("strike", two=False) as uow:
        found = asset_facts.now(desk, uow, asset)
        steps = [e for e in holding(found.events) if isinstance(e.body, ae.AssetStep)]
        if not steps or steps[-1].seq != seq:
            raise Refused(Refusal("asset.strike_last"))
        links = [e for e in standing(found.events) if isinstance(e.body, ae.StepOnPaper) and e.body.at == seq]
        if any(isinstance(e.body, ae.StepOnPaper) and e.body.made for e in links):
            raise Refused(Refusal("asset.strike_paper"))
        uow.write_row("strike", uuid4().hex, {"subject": f"asset:{asset}", "seq": seq, "reason": why})
        for each in (seq, *(e.seq for e in links)):
            uow.append(f"asset:{asset}", None, ev.Struck(each))
        desk.allow("strike")
        asset_cards.refresh(desk, uow, asset, found.state.matters)
        uow.commit()


def stands_seized(desk: Desk, reader: Reader, found: AssetNow) -> list[str]:
    """Where in this office the asset stands seized, in words: under its own card, and under others of the same mark."""
    card = {"values": found.row.get("values", {}), "commune": found.row.get("commune", "")}
    same = asset_cards.alike(reader, desk, found.kind, card, (*found.state.owners, *found.state.co_owners))
    keys = dict.fromkeys((found.asset, *same))
    seized = [k for k in keys if asset_cards.held(reader, k)[0].seized]
    return [asset_cards.said(desk, reader, k) for k in seized]


def _judge(desk: Desk, reader: Reader, found: AssetNow, way: AssetWay, typed: Typed, region: str) -> Judged:
    done = [(e.body.step, e.seq) for e in holding(found.events) if isinstance(e.body, ae.AssetStep)]
    by = figures(subject_terms.counter(desk, reader), MoneyLaw.load(), found.state, found.terms, typed, found.matters, region, done)
    return judged(found.state, way, typed, by, asset_ways.table().states)


def _typed_problems(desk: Desk, reader: Reader, found: AssetNow, way: AssetWay, given: StepInput) -> list[Refusal]:
    """What is wrong with what was typed, whatever the law says of the step."""
    problems: list[Refusal] = []
    today = desk.clock.today()
    if given.day > today:
        problems.append(Refusal("event.future_day", {"day": short_date(given.day)}, "day"))
    last = found.state.last
    if last is not None and given.day < last[1]:
        facts = {"day": short_date(given.day), "last": short_date(last[1]), "says": asset_ways.table().says(last[0])}
        problems.append(Refusal("asset.day_before", facts, "day"))
    values = {
        "amount": given.amount, "on": given.on, "party": given.party, "org": given.org.strip(), "number": given.number.strip(), "why": given.why,
        "matter": given.matter, "note": given.note.strip(), "region": given.region,
    }  # fmt: skip
    problems += [Refusal("text.missing", field=a.name) for a in way.asks if a.required and values[a.name] in (None, "")]
    if given.amount is not None and not 0 < given.amount <= inputs.MAX_AMOUNT:
        problems.append(Refusal("amount.out_of_range", {"limit": f"{inputs.MAX_AMOUNT:,}".replace(",", ".")}, "amount"))
    if given.why and given.why not in dict(way.whys):
        problems.append(Refusal("asset.bad_why", {"known": ", ".join(words for _code, words in way.whys)}, "why"))
    if given.region and given.region not in REGIONS:
        problems.append(Refusal("asset.bad_why", {"known": ", ".join(REGIONS)}, "region"))
    if given.on is not None and given.on < given.day and given.step != "seizure_day":
        problems.append(Refusal("asset.on_before", {"on": short_date(given.on), "day": short_date(given.day)}, "on"))
    if given.party and reader.row("party", given.party) is None:
        problems.append(Refusal("entry.no_party", field="party"))
    if given.matter:
        problems += asset_cards.matter_problems(reader, given.matter, given.lines)
    problems += _which_seizure(found.state, given)
    for name in ("org", "number"):
        try:
            inputs.name(getattr(given, name), name, required=False)
        except Refused as refused:
            problems += refused.refusals
    try:
        inputs.body(given.note, "note", limit=inputs.SENTENCE)
    except Refused as refused:
        problems += refused.refusals
    return problems


def _lawful(desk: Desk, reader: Reader, found: AssetNow, way: AssetWay, given: StepInput) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(breaches, what the head decided on). Refused for what stands against the step."""
    said = _judge(desk, reader, found, way, Typed(given.day, given.amount, given.on, given.why, given.party, given.matter), given.region)
    against = [r for r in said.against if not given.elsewhere or r.code in NEVER]
    ended = _ended(reader, given.matter) if given.step in _SEIZES else []
    if given.step in _SEIZES:
        against += [] if given.elsewhere else ended
        against += _already(desk, reader, found, given)
    if against:
        raise Refused(*against)
    if said.told and not (given.confirmed or given.elsewhere):
        raise Refused(*said.told)
    told = tuple(r.code for r in said.told)
    breaches = tuple(r.code for r in (*said.against, *ended)) if given.elsewhere else ()
    return breaches, told if given.confirmed else ()


def _which_seizure(state: AssetState, given: StepInput) -> list[Refusal]:
    """A release is for a matter that it is seized for; where there are several it says for which."""
    if given.step not in OF_SEIZURES:
        return []
    if given.matter and state.seizures and all(s.matter != given.matter for s in state.seizures):
        return [Refusal("asset.not_seized_for", field="matter")]
    return [Refusal("asset.which_matter", field="matter")] if not given.matter and len(state.seizures) > 1 else []


def _on_card(reader: Reader, state: AssetState, party: str) -> str:
    """A co-owner as the card names them, where their person was merged with another since."""
    who = parties.resolve(reader, party) if party else ""
    return next((p for p in state.co_owners if who and parties.resolve(reader, p) == who), party)


def _ended(reader: Reader, matter: str) -> list[Refusal]:
    """Nothing is seized for a matter that has ended."""
    state = fold(reader.events_of(f"matter:{matter}"))
    day = f"{state.status_day:%d/%m/%Y}" if state.status_day is not None else ""
    return [Refusal("matter.ended", {"day": day}, "matter")] if state.ended else []


def coercion(reader: Reader, matter: str, day: date) -> str:
    """The paper of the last decision of the matter to seize that stands on a day; "" for none."""
    taken = [e for e in in_force(reader.events_of(f"matter:{matter}"), day) if isinstance(e.body, pe.MeasureTaken) and e.body.measure == "seize"]
    return str(getattr(taken[-1].body, "paper", "")) if taken else ""


def _already(desk: Desk, reader: Reader, found: AssetNow, given: StepInput) -> list[Refusal]:
    """An asset that stands seized in this office is seized again only with a word why."""
    if given.step == "seized_again" and any(s.matter == given.matter for s in found.state.seizures):
        return [Refusal("asset.same_matter", field="matter")]
    where = stands_seized(desk, reader, found)
    if where and not given.note.strip():
        return [Refusal(SEIZED_AGAIN, {"known": "; ".join(where[:3])}, "note")]
    return []


def _write(
    desk: Desk, uow: UnitOfWork, asset: str, given: StepInput, breaches: tuple[str, ...], confirmed: tuple[str, ...]
) -> ev.Event:
    words = {
        "org": inputs.name(given.org, "org", required=False), "number": inputs.name(given.number, "number", required=False),
        "words": inputs.body(given.note, "note", limit=inputs.SENTENCE),
    }  # fmt: skip
    row = ""
    if any(words.values()):
        row = uuid4().hex
        uow.write_row("asset_step", row, {"asset": asset, **words})
    shared = given.step in OF_CO_OWNERS
    party = asset_cards.held(uow, asset)[0].co_owner(given.party) if shared else parties.resolve(uow, given.party) if given.party else ""
    paper = given.paper or (coercion(uow, given.matter, given.day) if given.step in _SEIZES else "")
    body = ae.AssetStep(
        given.step, given.matter, given.lines, given.amount, given.on, party, given.why, paper, row, breaches, confirmed
    )
    return uow.append(f"asset:{asset}", given.day, body, desk.rules.law_on(given.day))
