"""Exhibits and kept property: what comes into the store, is moved, goes out; each line of the card in the order of its days.

A line is dated and never changed; a typing error in the last one is struck. What the item is to its matter is written beside it, on the
matter (``ExhibitStands``), in the same transaction, so that terms and time line come of the matter's own events.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import quantity, store_events as se
from thads_desktop.domain.dates import short_date, statistical_year
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.store import stands
from thads_desktop.law import store_law
from thads_desktop.services import inputs, store_projecting, store_rules, store_steps as steps, subject_terms
from thads_desktop.services.store_steps import Link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ItemInput:
    """What comes in, as typed. quantity: with a comma; matter, judgment: a number as typed, or an id; party: id of whose it is, where
    known, else owner in words; giver: who brought it."""

    name: str
    quantity: str
    unit: str
    day: date
    order: str
    kind: str = "thing"
    fate: str = "unknown"
    place: str = ""
    voucher: str = ""
    giver: str = ""
    owner: str = ""
    party: str = ""
    state: str = ""
    seal: str = ""
    value: int | None = None
    spot: str = ""
    commune: str = ""
    note: str = ""
    matter: str = ""
    line: int = 0
    judgment: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes out together. anyway: it was given out in fact though a ground is missing, and is marked so."""

    reason: str
    day: date
    order: str
    receiver: str
    voucher: str = ""
    party: str = ""
    note: str = ""
    anyway: bool = False


def take_in(desk: Desk, given: ItemInput) -> str:
    """A new item; its id. Refused with every problem at once."""
    law, today = store_law.load(), desk.clock.today()
    with desk.writing("store_in") as uow:
        problems = steps.Problems()
        day = problems.of(lambda: inputs.not_future(given.day, today), given.day)
        amount = problems.of(lambda: steps.amount(given.quantity), 0)
        row = {name: problems.of(lambda name=name: _text(given, name), "") for name in steps.ROW}
        order = problems.of(lambda: steps.order(given.order), "")
        voucher = problems.of(lambda: inputs.name(given.voucher, "voucher", required=False, limit=steps.NUMBER), "")
        value = problems.of(lambda: inputs.amount(given.value, "value") if given.value is not None else None, None)
        place = given.place or law.usual_place(day)
        problems.of(lambda: steps.choice(place, law.places, "place"), None)
        link = problems.of(lambda: steps.link(uow, Link(given.kind, given.fate, given.matter, given.line, given.judgment, given.party)), Link("", ""))
        problems.of(lambda: steps.refuse_counting(uow, day, place), None)
        problems.end()
        year = statistical_year(day)
        item, number = uuid4().hex, uow.projections.items.next_number(year)
        uow.write_row("item", item, {"year": year, "number": number, **row, "owner": "" if link.party else row["owner"]})
        body = se.ItemTaken(
            amount, link.kind, link.fate, place, order, voucher, link.matter, link.line, link.judgment, link.party, value
        )
        steps.written(desk, uow, item, uow.append(f"item:{item}", day, body), "in")
        uow.commit()
    return item


def link(desk: Desk, items: Sequence[str], said: Link, day: date) -> int:
    """Of which matter and obligation items are, what the judgment says of them; how many changed."""
    with desk.writing("store_matter") as uow:
        inputs.not_future(day, desk.clock.today())
        found = steps.link(uow, said)
        changed = 0
        for item in steps.chosen(items):
            s, _code = steps.held(uow, item)
            meant = replace(found, judgment=found.judgment or (s.judgment if not found.matter else ""), party=found.party or s.party)
            if (s.kind, s.fate, s.matter, s.line, s.judgment, s.party) == (
                meant.kind, meant.fate, meant.matter, meant.line, meant.judgment, meant.party,
            ):  # fmt: skip
                continue
            on = steps.after_last(uow, item, s, day)
            body = se.ItemLinked(meant.kind, meant.fate, meant.matter, meant.line, meant.judgment, meant.party)
            event = uow.append(f"item:{item}", on, body)
            if s.matter and s.matter != meant.matter:
                steps.mirror(desk, uow, s.matter, event, stands(item, "unlink", s, event.seq, here=False))
            steps.written(desk, uow, item, event, "link")
            changed += 1
        if not changed:
            raise Refused(Refusal("store.nothing_changed"))
        uow.commit()
    return changed


def move(desk: Desk, items: Sequence[str], place: str, spot: str, order: str, day: date) -> None:
    """What is left of them lies elsewhere from now on. spot: where exactly, in words."""
    with desk.writing("store_in") as uow:
        problems = steps.Problems()
        problems.of(lambda: inputs.not_future(day, desk.clock.today()), None)
        problems.of(lambda: steps.choice(place, store_law.load().places, "place"), None)
        said = problems.of(lambda: inputs.name(spot, "spot", required=False), "")
        numbered = problems.of(lambda: steps.order(order), "")
        problems.of(lambda: steps.refuse_counting(uow, day, place), None)
        problems.end()
        for item in steps.chosen(items):
            s, code = steps.here(uow, item)
            steps.refuse_counting(uow, day, s.place)
            steps.after_last(uow, item, s, day)
            if (s.place, store_projecting.spot_of(uow, uow.row("item", item) or {}, s)) == (place, said):
                raise Refused(Refusal("store.same_place", {"code": code}, "place"))
            body = se.ItemMoved(place, numbered, steps.note(uow, item, said))
            steps.written(desk, uow, item, uow.append(f"item:{item}", day, body), "")
        uow.commit()


def take_out(desk: Desk, items: Sequence[tuple[str, str]], given: Leaving) -> None:
    """(item, quantity as typed; "" = all that is left) go out together, or none of them. Refused where what they must rest on is not in
    their matter, where the judgment says something else of them and while they may still be fetched, unless it happened anyway: then the line bears it."""
    with desk.writing("store_in") as uow:
        problems = steps.Problems()
        problems.of(lambda: inputs.not_future(given.day, desk.clock.today()), None)
        reason = store_law.load().reason(given.reason, given.day)
        if reason is None:
            problems.found.append(Refusal("store.no_reason_now", field="reason"))
        order = problems.of(lambda: steps.order(given.order), "")
        voucher = problems.of(lambda: inputs.name(given.voucher, "voucher", required=False, limit=steps.NUMBER), "")
        receiver = problems.of(lambda: inputs.name(given.receiver, "receiver", required=False), "")
        note = problems.of(lambda: inputs.body(given.note, "note", limit=inputs.SENTENCE), "")
        if not receiver:
            problems.found.append(Refusal("store.no_receiver", field="receiver"))
        problems.of(lambda: steps.refuse_counting(uow, given.day), None)
        if given.party and uow.row("party", given.party) is None:
            problems.found.append(Refusal("party.unknown", field="receiver"))
        problems.end()
        assert reason is not None
        chosen, by = dict(items), subject_terms.counter(desk, uow)
        if len(chosen) < len(items):
            again = next(item for n, (item, _q) in enumerate(items) if item in dict(items[:n]))
            raise Refused(Refusal("store.twice", {"code": steps.held(uow, again)[1]}))
        for item in steps.chosen(list(chosen)):
            s, code = steps.here(uow, item)
            steps.refuse_counting(uow, given.day, s.place)
            steps.after_last(uow, item, s, given.day)
            amount = steps.amount(chosen[item]) if chosen[item].strip() else s.left
            if amount > s.left:
                unit = str((uow.row("item", item) or {}).get("unit", ""))
                facts = {"code": code, "left": quantity.shown(s.left), "unit": unit, "asked": quantity.shown(amount)}
                raise Refused(Refusal("store.too_much", facts, "quantity"))
            rests = store_rules.ground(uow, s, reason, given.day)
            lacks = store_rules.problems(s, code, reason, given.day, by)
            lacks += [store_rules.refusal(reason, code, rests.lacks)] if rests.lacks else []
            if lacks and not given.anyway:
                raise Refused(*lacks)
            row = uuid4().hex
            uow.write_row("item_out", row, {"item": item, "receiver": receiver, "note": note})
            breaches = tuple(r.code for r in lacks)
            body = se.ItemOut(amount, reason.code, rests.paper, order, voucher, given.party, row, breaches)
            steps.written(desk, uow, item, uow.append(f"item:{item}", given.day, body), "out")
        uow.commit()


def seal(desk: Desk, item: str, *, sealed: bool, said: str, day: date) -> None:
    """It was sealed, or opened; said: the mark of the seal, who was there."""
    with desk.writing("store_in") as uow:
        s, _code = steps.here(uow, item)
        inputs.not_future(day, desk.clock.today())
        steps.after_last(uow, item, s, day)
        body = se.ItemSealed(sealed, steps.note(uow, item, inputs.name(said, "said", limit=inputs.SENTENCE)))
        steps.written(desk, uow, item, uow.append(f"item:{item}", day, body), "")
        uow.commit()


def damage(desk: Desk, item: str, lost: str, said: str, day: date) -> None:
    """Damage or loss; lost: so much is no more, "" = only its state is worse."""
    with desk.writing("store_in") as uow:
        s, code = steps.here(uow, item)
        inputs.not_future(day, desk.clock.today())
        steps.refuse_counting(uow, day, s.place)
        steps.after_last(uow, item, s, day)
        amount = steps.amount(lost, "lost") if lost.strip() else 0
        if amount > s.left:
            unit = str((uow.row("item", item) or {}).get("unit", ""))
            facts = {"code": code, "left": quantity.shown(s.left), "unit": unit, "asked": quantity.shown(amount)}
            raise Refused(Refusal("store.too_much", facts, "lost"))
        body = se.ItemDamaged(amount, steps.note(uow, item, inputs.name(said, "said", limit=inputs.SENTENCE)))
        steps.written(desk, uow, item, uow.append(f"item:{item}", day, body), "damage")
        uow.commit()


def notify(desk: Desk, items: Sequence[str], day: date, effect: date | None = None, party: str = "", said: str = "") -> None:
    """Whoever may fetch them was told. effect: since when the judgment has effect, for what nobody fetches in years."""
    with desk.writing("store_matter") as uow:
        inputs.not_future(day, desk.clock.today())
        if effect is not None and effect > day:
            raise Refused(Refusal("store.bad_effect", {"day": short_date(effect)}, "effect"))
        if party and uow.row("party", party) is None:
            raise Refused(Refusal("party.unknown", field="to"))
        told = inputs.name(said, "said", required=False, limit=inputs.SENTENCE)
        for item in steps.chosen(items):
            notify_in(desk, uow, item, day, effect, party, told)
        uow.commit()


def notify_in(desk: Desk, uow: UnitOfWork, item: str, day: date, effect: date | None = None, party: str = "", told: str = "") -> int:
    """As ``notify`` of one item, inside a larger transaction; the place of the line in the log."""
    s, code = steps.here(uow, item)
    if not s.matter:
        raise Refused(Refusal("store.no_matter", {"code": code}))
    if s.fate != "return":
        raise Refused(Refusal("store.not_return", {"code": code}))
    steps.after_last(uow, item, s, day)
    event = uow.append(f"item:{item}", day, se.ItemNoticed(effect, party or s.party, steps.note(uow, item, told)))
    steps.written(desk, uow, item, event, "notice")
    return event.seq


def _text(given: ItemInput, name: str) -> str:
    return inputs.name(str(getattr(given, name)), name, required=name in ("name", "unit"), limit=steps.limit(name))
