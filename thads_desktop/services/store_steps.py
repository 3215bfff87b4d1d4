"""What the acts of the store share: what they refuse, and what is written beside a line of an item's card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev, quantity, store_events as se
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
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
NUMBER, _UNIT = 60, 30
#: What of an item is words of a human.
ROW = ("name", "unit", "state", "seal", "owner", "giver", "spot", "commune", "note")


@dataclass(frozen=True, slots=True)
class Link:
    """Of which matter an item is, and what the judgment says of it; fields as of ``ItemInput``."""

    kind: str
    fate: str
    matter: str = ""
    line: int = 0
    judgment: str = ""
    party: str = ""


def judgment_meant(reader: Reader, typed: str) -> str:
    """The received judgment that a number means; "" for nothing typed. Refused when there is none, or several."""
    said = inputs.name(typed, "judgment", required=False)
    if not said or reader.row("judgment", said) is not None:
        return said
    found = [row.judgment for row in reader.projections.intakes() if bare(row.number) == bare(said)]
    if len(found) == 1:
        return found[0]
    raise Refused(Refusal("store.many_judgments" if found else "store.no_judgment", {"number": said[:60]}, "judgment"))


class Problems:
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


def link(reader: Reader, said: Link) -> Link:
    """With ids in the place of what was typed. Refused for a matter, obligation, judgment or person that is none."""
    law = store_law.load()
    problems = Problems()
    problems.of(lambda: choice(said.kind, law.kinds, "kind"), None)
    problems.of(lambda: choice(said.fate, law.fates, "fate"), None)
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


def written(desk: Desk, uow: UnitOfWork, item: str, event: ev.Event, how: str) -> None:
    """Refresh the item, and say on its matter what it is to that from now on; how "" = nothing that the matter is told."""
    s = store_projecting.item(uow, item)
    if how and s.matter:
        mirror(desk, uow, s.matter, event, stands(item, how, s, event.seq))


def mirror(desk: Desk, uow: UnitOfWork, matter: str, event: ev.Event, body: se.ExhibitStands) -> None:
    opened = fold(uow.events_of(f"matter:{matter}")).opened
    assert event.day is not None
    # What lay in the store before the decision is of the matter since there is one.
    uow.append(f"matter:{matter}", max(event.day, opened) if opened is not None else event.day, body)
    projecting.matter(desk, uow, matter)


def held(reader: Reader, item: str) -> tuple[ItemState, str]:
    """(the item, its code). Refused("store.unknown")."""
    s, row = item_of(reader.events_of(f"item:{item}")), reader.row("item", item)
    if s.taken is None or row is None:
        raise Refused(Refusal("store.unknown"))
    return s, store_projecting.code(row["year"], row["number"])


def here(reader: Reader, item: str) -> tuple[ItemState, str]:
    """The same of what is still here."""
    s, code = held(reader, item)
    if s.left <= 0:
        raise Refused(Refusal("store.nothing_left", {"code": code}))
    return s, code


def after_last(reader: Reader, item: str, s: ItemState, day: date) -> date:
    """The lines of a card follow each other by their days."""
    if s.last is not None and day < s.last:
        row = reader.row("item", item) or {}
        facts = {"day": short_date(day), "last": short_date(s.last), "code": store_projecting.code(row["year"], row["number"])}
        raise Refused(Refusal("store.before_last", facts, "day"))
    return day


def refuse_counting(reader: Reader, day: date, *places: str) -> None:
    """Nothing moves up to the day of a stock-taking that is open, nor where it lies (places) up to one whose minutes are made."""
    frozen = store_rules.counting_day(reader)
    if frozen is not None and day <= frozen:
        raise Refused(Refusal("store.in_count", {"day": short_date(frozen)}, "day"))
    minuted = store_rules.minuted_until(reader, places)
    if minuted is not None and day <= minuted:
        raise Refused(Refusal("store.minuted", {"day": short_date(minuted)}, "day"))


def chosen(items: Sequence[str]) -> list[str]:
    if not items:
        raise Refused(Refusal("store.nothing_chosen"))
    return list(dict.fromkeys(items))


def amount(text: str, field: str = "quantity") -> int:
    found = quantity.parse(text)
    if not found:
        raise Refused(Refusal("store.bad_quantity", {"text": text.strip()[:40]}, field))
    return found


def order(text: str) -> str:
    said = inputs.name(text, "order", required=False, limit=NUMBER)
    if not said:
        raise Refused(Refusal("store.no_order", field="order"))
    return said


def choice(value: str, known: Collection[str], field: str) -> None:
    if value not in known:
        words = store_law.load()
        named = {**words.kinds, **words.fates, **words.places}
        raise Refused(Refusal("store.bad_choice", {"known": ", ".join(named[k] for k in known)}, field))


def limit(name: str) -> int:
    return _UNIT if name == "unit" else inputs.SENTENCE if name in ("note", "state") else inputs.NAME


def note(uow: UnitOfWork, item: str, said: str) -> str:
    """The key of a row with these words; "" for none."""
    if not said:
        return ""
    key = uuid4().hex
    uow.write_row("item_note", key, {"item": item, "text": said})
    return key
