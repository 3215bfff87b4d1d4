"""Exhibits and kept property: what comes into the store, is moved, goes out; each line of the card in the order of its days.

A line is dated and never changed; a typing error in the last one is struck. What the item is to its matter is written beside it, on the
matter (``ExhibitStands``), in the same transaction, so that terms and time line come of the matter's own events.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev, quantity, store_events as se
from thads_desktop.domain.dates import short_date, statistical_year
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.domain.store import item_of, stands
from thads_desktop.domain.text import bare
from thads_desktop.law import store_law
from thads_desktop.services import books, inputs, parties, projecting, store_projecting, store_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from thads_desktop.domain.store import ItemState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Characters of a number of an order or voucher, of a unit.
_NUMBER, _UNIT = 60, 30
_ROW = ("name", "unit", "state", "seal", "owner", "giver", "spot", "commune", "note")


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
class Link:
    """Of which matter an item is, and what the judgment says of it; fields as of ``ItemInput``."""

    kind: str
    fate: str
    matter: str = ""
    line: int = 0
    judgment: str = ""
    party: str = ""


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
        problems = _Problems()
        day = problems.of(lambda: inputs.not_future(given.day, today), given.day)
        amount = problems.of(lambda: _quantity(given.quantity), 0)
        row = {name: problems.of(lambda name=name: _text(given, name), "") for name in _ROW}
        order = problems.of(lambda: _order(given.order), "")
        voucher = problems.of(lambda: inputs.name(given.voucher, "voucher", required=False, limit=_NUMBER), "")
        value = problems.of(lambda: inputs.amount(given.value, "value") if given.value is not None else None, None)
        place = given.place or law.usual_place(day)
        problems.of(lambda: _choice(place, law.places, "place"), None)
        link = problems.of(lambda: _link(uow, Link(given.kind, given.fate, given.matter, given.line, given.judgment, given.party)), Link("", ""))
        problems.of(lambda: _refuse_counting(uow, day), None)
        problems.end()
        year = statistical_year(day)
        item, number = uuid4().hex, uow.projections.items.next_number(year)
        uow.write_row("item", item, {"year": year, "number": number, **row, "owner": "" if link.party else row["owner"]})
        body = se.ItemTaken(
            amount, link.kind, link.fate, place, order, voucher, link.matter, link.line, link.judgment, link.party, value
        )
        _written(desk, uow, item, uow.append(f"item:{item}", day, body), "in")
        uow.commit()
    return item


def link(desk: Desk, items: Sequence[str], said: Link, day: date) -> int:
    """Of which matter and obligation items are, what the judgment says of them; how many changed."""
    with desk.writing("store_matter") as uow:
        inputs.not_future(day, desk.clock.today())
        found = _link(uow, said)
        changed = 0
        for item in _chosen(items):
            s, _code = _held(uow, item)
            meant = replace(found, judgment=found.judgment or (s.judgment if not found.matter else ""), party=found.party or s.party)
            if (s.kind, s.fate, s.matter, s.line, s.judgment, s.party) == (
                meant.kind, meant.fate, meant.matter, meant.line, meant.judgment, meant.party,
            ):  # fmt: skip
                continue
            on = _after_last(uow, item, s, day)
            body = se.ItemLinked(meant.kind, meant.fate, meant.matter, meant.line, meant.judgment, meant.party)
            event = uow.append(f"item:{item}", on, body)
            if s.matter and s.matter != meant.matter:
                _mirror(desk, uow, s.matter, event, stands(item, "unlink", s, event.seq, here=False))
            _written(desk, uow, item, event, "link")
            changed += 1
        if not changed:
            raise Refused(Refusal("store.nothing_changed"))
        uow.commit()
    return changed


def move(desk: Desk, items: Sequence[str], place: str, spot: str, order: str, day: date) -> None:
    """What is left of them lies elsewhere from now on. spot: where exactly, in words."""
    with desk.writing("store_in") as uow:
        problems = _Problems()
        problems.of(lambda: inputs.not_future(day, desk.clock.today()), None)
        problems.of(lambda: _choice(place, store_law.load().places, "place"), None)
        said = problems.of(lambda: inputs.name(spot, "spot", required=False), "")
        numbered = problems.of(lambda: _order(order), "")
        problems.of(lambda: _refuse_counting(uow, day), None)
        problems.end()
        for item in _chosen(items):
            s, code = _here(uow, item)
            _after_last(uow, item, s, day)
            if (s.place, store_projecting.spot_of(uow, uow.row("item", item) or {}, s)) == (place, said):
                raise Refused(Refusal("store.same_place", {"code": code}, "place"))
            body = se.ItemMoved(place, numbered, _note(uow, item, said))
            _written(desk, uow, item, uow.append(f"item:{item}", day, body), "")
        uow.commit()


def take_out(desk: Desk, items: Sequence[tuple[str, str]], given: Leaving) -> None:
    """(item, quantity as typed; "" = all that is left) go out together, or none of them. Refused where what they must rest on is not in
    their matter, unless it happened anyway: then the line bears it."""
    with desk.writing("store_in") as uow:
        problems = _Problems()
        problems.of(lambda: inputs.not_future(given.day, desk.clock.today()), None)
        reason = store_law.load().reason(given.reason, given.day)
        if reason is None:
            problems.found.append(Refusal("store.no_reason_now", field="reason"))
        order = problems.of(lambda: _order(given.order), "")
        voucher = problems.of(lambda: inputs.name(given.voucher, "voucher", required=False, limit=_NUMBER), "")
        receiver = problems.of(lambda: inputs.name(given.receiver, "receiver", required=False), "")
        note = problems.of(lambda: inputs.body(given.note, "note", limit=inputs.SENTENCE), "")
        if not receiver:
            problems.found.append(Refusal("store.no_receiver", field="receiver"))
        problems.of(lambda: _refuse_counting(uow, given.day), None)
        if given.party and uow.row("party", given.party) is None:
            problems.found.append(Refusal("party.unknown", field="receiver"))
        problems.end()
        assert reason is not None
        chosen = dict(items)
        for item in _chosen(list(chosen)):
            s, code = _here(uow, item)
            _after_last(uow, item, s, given.day)
            amount = _quantity(chosen[item]) if chosen[item].strip() else s.left
            if amount > s.left:
                unit = str((uow.row("item", item) or {}).get("unit", ""))
                facts = {"code": code, "left": quantity.shown(s.left), "unit": unit, "asked": quantity.shown(amount)}
                raise Refused(Refusal("store.too_much", facts, "quantity"))
            rests = store_rules.ground(uow, s, reason, given.day)
            if rests.lacks and not given.anyway:
                raise Refused(store_rules.refusal(reason, code, rests.lacks))
            row = uuid4().hex
            uow.write_row("item_out", row, {"item": item, "receiver": receiver, "note": note})
            breaches = ("store.no_ground",) if rests.lacks else ()
            body = se.ItemOut(amount, reason.code, rests.paper, order, voucher, given.party, row, breaches)
            _written(desk, uow, item, uow.append(f"item:{item}", given.day, body), "out")
        uow.commit()


def seal(desk: Desk, item: str, *, sealed: bool, said: str, day: date) -> None:
    """It was sealed, or opened; said: the mark of the seal, who was there."""
    with desk.writing("store_in") as uow:
        s, _code = _here(uow, item)
        inputs.not_future(day, desk.clock.today())
        _after_last(uow, item, s, day)
        body = se.ItemSealed(sealed, _note(uow, item, inputs.name(said, "said", limit=inputs.SENTENCE)))
        _written(desk, uow, item, uow.append(f"item:{item}", day, body), "")
        uow.commit()


def damage(desk: Desk, item: str, lost: str, said: str, day: date) -> None:
    """Damage or loss; lost: so much is no more, "" = only its state is worse."""
    with desk.writing("store_in") as uow:
        s, code = _here(uow, item)
        inputs.not_future(day, desk.clock.today())
        _refuse_counting(uow, day)
        _after_last(uow, item, s, day)
        amount = _quantity(lost, "lost") if lost.strip() else 0
        if amount > s.left:
            unit = str((uow.row("item", item) or {}).get("unit", ""))
            facts = {"code": code, "left": quantity.shown(s.left), "unit": unit, "asked": quantity.shown(amount)}
            raise Refused(Refusal("store.too_much", facts, "lost"))
        body = se.ItemDamaged(amount, _note(uow, item, inputs.name(said, "said", limit=inputs.SENTENCE)))
        _written(desk, uow, item, uow.append(f"item:{item}", day, body), "damage")
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
        for item in _chosen(items):
            s, code = _here(uow, item)
            if not s.matter:
                raise Refused(Refusal("store.no_matter", {"code": code}))
            if s.fate != "return":
                raise Refused(Refusal("store.not_return", {"code": code}))
            _after_last(uow, item, s, day)
            body = se.ItemNoticed(effect, party or s.party, _note(uow, item, told))
            _written(desk, uow, item, uow.append(f"item:{item}", day, body), "notice")
        uow.commit()


def correct(desk: Desk, item: str, words: dict[str, str]) -> None:
    """What it is called and whatever else is said of it in words; the words before stay beside the new ones."""
    with desk.writing("store_in") as uow:
        _held(uow, item)
        row = uow.row("item", item) or {}
        new = {**row, **{n: inputs.name(v, n, required=n in ("name", "unit"), limit=_limit(n)) for n, v in words.items() if n in _ROW}}
        if new == row:
            raise Refused(Refusal("store.nothing_changed"))
        uow.write_row("item", item, new)
        store_projecting.item(uow, item)
        uow.commit()


def strike_last(desk: Desk, item: str, seq: int, reason: str) -> None:
    """The last line of the card was a typing error: it reads as never recorded. seq: the line that the page shows as the last."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("store_strike", two=False) as uow:
        before, _code = _held(uow, item)
        last = max(standing(uow.events_of(f"item:{item}")), key=lambda e: e.seq)
        if last.seq != seq:
            raise Refused(Refusal("store.only_last"))
        if isinstance(last.body, se.ItemCounted):
            raise Refused(Refusal("store.counted"))
        if last.day is not None and not isinstance(last.body, (se.ItemLinked, se.ItemNoticed, se.ItemSealed)):
            _refuse_counting(uow, last.day)
        desk.allow("store_strike")
        uow.write_row("strike", uuid4().hex, {"subject": f"item:{item}", "seq": seq, "reason": why})
        uow.append(f"item:{item}", None, ev.Struck(seq))
        after = store_projecting.item(uow, item)
        for matter in {before.matter, after.matter} - {""}:
            for event in standing(uow.events_of(f"matter:{matter}")):
                if isinstance(event.body, se.ExhibitStands) and event.body.item == item and event.body.of == seq:
                    uow.append(f"matter:{matter}", None, ev.Struck(event.seq))
            projecting.matter(desk, uow, matter)
        uow.commit()


def judgment_meant(reader: Reader, typed: str) -> str:
    """The received judgment that a number means; "" for nothing typed. Refused when there is none, or several."""
    said = inputs.name(typed, "judgment", required=False)
    if not said or reader.row("judgment", said) is not None:
        return said
    found = [row.judgment for row in reader.projections.intakes() if bare(row.number) == bare(said)]
    if len(found) == 1:
        return found[0]
    raise Refused(Refusal("store.many_judgments" if found else "store.no_judgment", {"number": said[:60]}, "judgment"))


# --- what each act asks ----------------------------------------------------------------------------------


class _Problems:
    """Every problem of a form at once."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []

    def of(self, ask: Any, instead: Any) -> Any:
        """The answer; where it is refused, what stands in its place until ``end``."""
        try:
            return ask()
        except Refused as refused:
            self.found += refused.refusals
            return instead

    def end(self) -> None:
        if self.found:
            raise Refused(*self.found)


def _link(reader: Reader, said: Link) -> Link:
    """With ids in the place of what was typed. Refused for a matter, obligation, judgment or person that is none."""
    law = store_law.load()
    problems = _Problems()
    problems.of(lambda: _choice(said.kind, law.kinds, "kind"), None)
    problems.of(lambda: _choice(said.fate, law.fates, "fate"), None)
    matter = problems.of(lambda: books.matter_meant(reader, said.matter), "")
    judgment = problems.of(lambda: judgment_meant(reader, said.judgment), "")
    if matter:
        state = fold(reader.events_of(f"matter:{matter}"))
        if said.line and said.line not in state.lines:
            problems.found.append(Refusal("store.no_line", {"line": str(said.line)}, "line"))
        if judgment and state.judgment and judgment != state.judgment:
            problems.found.append(Refusal("store.other_judgment", field="judgment"))
        judgment = state.judgment or judgment
    elif said.line:
        problems.found.append(Refusal("store.no_line", {"line": str(said.line)}, "line"))
    if said.party and reader.row("party", said.party) is None:
        problems.found.append(Refusal("party.unknown", field="owner"))
    problems.end()
    return replace(said, matter=matter, judgment=judgment, party=parties.resolve(reader, said.party) if said.party else "")


def _written(desk: Desk, uow: UnitOfWork, item: str, event: ev.Event, how: str) -> None:
    """Refresh the item, and say on its matter what it is to that from now on; how "" = nothing that the matter is told."""
    s = store_projecting.item(uow, item)
    if how and s.matter:
        _mirror(desk, uow, s.matter, event, stands(item, how, s, event.seq))


def _mirror(desk: Desk, uow: UnitOfWork, matter: str, event: ev.Event, body: se.ExhibitStands) -> None:
    opened = fold(uow.events_of(f"matter:{matter}")).opened
    assert event.day is not None
    # What lay in the store before the decision is of the matter since there is one.
    uow.append(f"matter:{matter}", max(event.day, opened) if opened is not None else event.day, body)
    projecting.matter(desk, uow, matter)


def _held(reader: Reader, item: str) -> tuple[ItemState, str]:
    """(the item, its code). Refused("store.unknown")."""
    s, row = item_of(reader.events_of(f"item:{item}")), reader.row("item", item)
    if s.taken is None or row is None:
        raise Refused(Refusal("store.unknown"))
    return s, store_projecting.code(row["year"], row["number"])


def _here(reader: Reader, item: str) -> tuple[ItemState, str]:
    """The same of what is still here."""
    s, code = _held(reader, item)
    if s.left <= 0:
        raise Refused(Refusal("store.nothing_left", {"code": code}))
    return s, code


def _after_last(reader: Reader, item: str, s: ItemState, day: date) -> date:
    """The lines of a card follow each other by their days."""
    if s.last is not None and day < s.last:
        row = reader.row("item", item) or {}
        facts = {"day": short_date(day), "last": short_date(s.last), "code": store_projecting.code(row["year"], row["number"])}
        raise Refused(Refusal("store.before_last", facts, "day"))
    return day


def _refuse_counting(reader: Reader, day: date) -> None:
    frozen = store_rules.counting_day(reader)
    if frozen is not None and day <= frozen:
        raise Refused(Refusal("store.in_count", {"day": short_date(frozen)}, "day"))


def _chosen(items: Sequence[str]) -> list[str]:
    if not items:
        raise Refused(Refusal("store.nothing_chosen"))
    return list(dict.fromkeys(items))


def _quantity(text: str, field: str = "quantity") -> int:
    found = quantity.parse(text)
    if not found:
        raise Refused(Refusal("store.bad_quantity", {"text": text.strip()[:40]}, field))
    return found


def _order(text: str) -> str:
    said = inputs.name(text, "order", required=False, limit=_NUMBER)
    if not said:
        raise Refused(Refusal("store.no_order", field="order"))
    return said


def _choice(value: str, known: Collection[str], field: str) -> None:
    if value not in known:
        words = store_law.load()
        named = {**words.kinds, **words.fates, **words.places}
        raise Refused(Refusal("store.bad_choice", {"known": ", ".join(named[k] for k in known)}, field))


def _text(given: ItemInput, name: str) -> str:
    return inputs.name(str(getattr(given, name)), name, required=name in ("name", "unit"), limit=_limit(name))


def _limit(name: str) -> int:
    return _UNIT if name == "unit" else inputs.SENTENCE if name in ("note", "state") else inputs.NAME


def _note(uow: UnitOfWork, item: str, said: str) -> str:
    """The key of a row with these words; "" for none."""
    if not said:
        return ""
    key = uuid4().hex
    uow.write_row("item_note", key, {"item": item, "text": said})
    return key
