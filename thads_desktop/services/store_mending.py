"""What was recorded wrong of an item: its words put right, the last line of its card struck."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, store_events as se
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.domain.store import stands
from thads_desktop.services import inputs, projecting, store_projecting, store_steps as steps

if TYPE_CHECKING:
    from thads_desktop.domain.store import ItemState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork


def correct(desk: Desk, item: str, words: dict[str, str]) -> None:
    """What it is called and whatever else is said of it in words; the words before stay beside the new ones."""
    with desk.writing("store_in") as uow:
        steps.held(uow, item)
        row = uow.row("item", item) or {}
        new = {**row, **{n: inputs.name(v, n, required=n in ("name", "unit"), limit=steps.limit(n)) for n, v in words.items() if n in steps.ROW}}
        if new == row:
            raise Refused(Refusal("store.nothing_changed"))
        uow.write_row("item", item, new)
        store_projecting.item(uow, item)
        uow.commit()


def _follow(desk: Desk, uow: UnitOfWork, matter: str, item: str, after: ItemState, seq: int) -> None:
    """Where the matter still says otherwise (it was taken back from a copy, and its places in the log are others), it is told anew."""
    says = fold(uow.events_of(f"matter:{matter}")).exhibits.get(item)
    here = after.taken is not None and after.matter == matter
    if says is None or (not here and not says.here):
        return
    meant = stands(item, "strike", after, seq, here=here)
    if replace(meant, how=says.how, of=says.of) != says:
        uow.append(f"matter:{matter}", desk.clock.today(), meant)


def strike_last(desk: Desk, item: str, seq: int, reason: str) -> None:
    """The last line of the card was a typing error: it reads as never recorded. seq: the line that the page shows as the last."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("store_strike", two=False) as uow:
        before, _code = steps.held(uow, item)
        last = max(standing(uow.events_of(f"item:{item}")), key=lambda e: e.seq)
        if last.seq != seq:
            raise Refused(Refusal("store.only_last"))
        if isinstance(last.body, se.ItemCounted):
            raise Refused(Refusal("store.counted"))
        if last.day is not None and not isinstance(last.body, (se.ItemLinked, se.ItemNoticed, se.ItemSealed)):
            steps.refuse_counting(uow, last.day, *{m.place for m in before.moves})
        desk.allow("store_strike")
        uow.write_row("strike", uuid4().hex, {"subject": f"item:{item}", "seq": seq, "reason": why})
        strike_in(desk, uow, item, seq, before)
        uow.commit()


def strike_in(desk: Desk, uow: UnitOfWork, item: str, seq: int, before: ItemState) -> None:
    """The line of the card reads as never recorded, and what its matter was told with it; before: the item with it."""
    uow.append(f"item:{item}", None, ev.Struck(seq))
    after = store_projecting.item(uow, item)
    for matter in {before.matter, after.matter} - {""}:
        for event in standing(uow.events_of(f"matter:{matter}")):
            if isinstance(event.body, se.ExhibitStands) and event.body.item == item and event.body.of == seq:
                uow.append(f"matter:{matter}", None, ev.Struck(event.seq))
        _follow(desk, uow, matter, item, after, seq)
        projecting.matter(desk, uow, matter)
