"""The forms that a measure has of its own, for taking and for ending it: each needs what the law wants said of that measure, which the
forms for any measure do not ask. Those stand for a measure that has none of its own, and record what was issued elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.domain import reach
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState

#: Effects whose forms are chosen by the measure, as the page of a matter calls them.
FAMILIES = {
    "security": "Quyết định áp dụng biện pháp bảo đảm", "coercion": "Quyết định cưỡng chế thi hành án",
    "measure_end": "Quyết định chấm dứt biện pháp, giải tỏa kê biên",
}  # fmt: skip


def own(effect: str, measure: str, day: date) -> tuple[Form, ...]:
    """The forms for this one measure in force on a day, in the order of the catalogue."""
    return tuple(f for f in load_forms() if f.effect == effect and measure and f.measure == measure and f.on(day))


def first(effect: str, measure: str, day: date) -> str:
    """The id of the form that a measure is begun on: its own, else the one for any."""
    return next((f.id for f in own(effect, measure, day)), effect)


def ended(state: MatterState, target: str) -> str:
    """The measure that the paper took; "" for none of this matter."""
    return next((m.kind for m in state.measures if m.paper == target), "") if target else ""


def objections(state: MatterState, form: Form, effect: Effect, day: date) -> list[Refusal]:
    """The form must be one for the measure: its own, where it has any; one about things and acts is for obligations to hand over or to do
    something, not for a debt."""
    if effect.kind not in FAMILIES:
        return []
    money = [n for n in state.named(reach.acting(state, effect).lines) if state.lines[n].line.due is not None] if form.things else []
    if money:
        # Where the matter has such an obligation it is to be chosen; else the form is none of this matter.
        other = any(s.line.due is None for s in state.open_lines)
        said = ", ".join(map(str, money))
        return [Refusal("measure.some_money" if other else "measure.of_money", {"form": form.name, "lines": said}, "lines")]
    ends = effect.kind == "measure_end"
    measure = ended(state, effect.target) if ends else effect.measure
    if form.measure and measure != form.measure and (measure or not ends):
        return [Refusal("measure.other_ended" if ends else "form.other_measure", {"form": form.name}, "target" if ends else "measure")]
    known = own(effect.kind, measure, day) if not form.measure else ()
    if not known:
        return []
    facts = {"form": form.name, "known": "; ".join(dict.fromkeys(f.name for f in known))}
    return [Refusal("measure.own_form", facts, "target" if ends else "measure")]
