"""Decisions on things that must be there to decide on: something kept, held, confiscated, to be destroyed, costs that arose.

The record is what was recorded of the matter: its money, its measures, what of it lies in the store, its costs, what its obligations say.
Where it shows no such thing that is told, no more: it may lie in a store or a book that is not kept here, and no text forbids
the decision. Of a matter taken over from an older register too little is known to say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import costs, events as ev, store_events as se
from thads_desktop.domain.acts import SECURITY
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare
from thads_desktop.services import held

if TYPE_CHECKING:
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.reader import Reader

CODE = "facts.none"
#: What the judgment says of an item that goes back, or may.
_GIVEN_BACK = ("return", "secure")
#: Decision -> what the record would show, and words of an obligation that name it.
_WANTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "give_back": ("tiền, tài sản, vật chứng đang giữ hay khoản phải trả lại", ("tra lai", "hoan tra", "hoan lai")),
    "destruction": ("khoản tiêu hủy hay vật chứng phải tiêu hủy trong kho", ("tieu huy",)),
    "to_budget": (
        "tiền đang giữ, đã thu, khoản hay vật chứng tịch thu, sung quỹ, không có người nhận",
        ("tich thu", "sung quy", "sung cong", "nop ngan sach"),
    ),
    "cost_relief": ("biện pháp cưỡng chế đã áp dụng, chi phí người phải thi hành án chịu hay đề nghị miễn, giảm chi phí", ()),
}


def objections(reader: Reader, state: MatterState, effect: Effect, matter: str, events: list[ev.Event] | None = None) -> list[Refusal]:
    """Told where nothing in the record calls for the decision; events: all of the matter, of who has them."""
    if effect.kind not in _WANTS or not state.exists or state.origin == "carried" or CODE in effect.confirmed:
        return []
    known = reader.events_of(f"matter:{matter}") if events is None else events
    what, words = _WANTS[effect.kind]
    if _shown(reader, state, effect.kind, known) or _named(reader, matter, words):
        return []
    return [Refusal(CODE, {"what": what}, "confirmed")]


def _shown(reader: Reader, state: MatterState, kind: str, events: list[ev.Event]) -> bool:
    owed_by_nobody = [s.line for s in state.lines.values() if not s.line.debtors or s.line.ownerless]
    here = _here(events)
    match kind:
        case "give_back":
            kept = any(m.kind == "keep" for m in state.measures) or any(x.fate in _GIVEN_BACK for x in here)
            return kept or _money(reader, state) or any(not x.state_revenue for x in owed_by_nobody)
        case "destruction":
            return any(x.fate == "destroy" for x in here) or any(x.due is None for x in owed_by_nobody)
        case "to_budget":
            # What its owner was told of and did not fetch may go to the State, too.
            kept = any(x.fate == "confiscate" or x.notice is not None for x in here)
            return kept or _money(reader, state) or state.collected > 0 or bool(owed_by_nobody)
        case _:
            coerced = any(m.kind not in SECURITY for m in state.measures)
            asked = any(isinstance(e.body, ev.GroundArose) and e.body.of == "cost_relief" for e in events)
            return coerced or asked or any(c.body.bearer == "debtor" for c in costs.costs(events).costs.values())


def _here(events: list[ev.Event]) -> list[se.ExhibitStands]:
    """What of the matter lies in the store, each item as it stands."""
    items = {e.body.item: e.body for e in in_force(events) if isinstance(e.body, se.ExhibitStands)}
    return [x for x in items.values() if x.here and x.left > 0]


def _money(reader: Reader, state: MatterState) -> bool:
    return state.held > 0 or bool(state.judgment and held.total(reader, state.judgment))


def _named(reader: Reader, matter: str, words: tuple[str, ...]) -> bool:
    """An obligation says so in its own words."""
    texts = ((reader.row("matter", matter) or {}).get("obligations") or {}).values()
    said = [bare(str(text)) for text in texts]
    return any(word in text for word in words for text in said)
