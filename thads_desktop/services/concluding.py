"""Ending obligations in one of the further cases that the law lists (kết thúc thi hành án): a state, recorded without a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import decide
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inputs, projecting

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk


def objections(
    desk: Desk, state: MatterState, day: date, clause: str, lines: tuple[int, ...] = (), confirmed: tuple[str, ...] = ()
) -> list[Refusal]:
    """Against ending them on this ground; clause "" = on any that the law of the day has."""
    law = desk.law_on(day)
    clauses = (clause,) if clause else tuple(g.code for g in desk.rules.grounds("conclusion", day)) or ("",)
    found: list[Refusal] = []
    for one in clauses:
        against = decide.objections(state, Effect("conclusion", one, lines, confirmed=confirmed), day, law)
        # What no law of the day has is said before that its ground is missing.
        found = sorted(against, key=lambda r: r.code != "transition.none")
        if not found:
            return []
    return found


def conclude(
    desk: Desk, matter: str, day: date, clause: str, lines: tuple[int, ...] = (), *, confirmed: tuple[str, ...] = (), seen: int | None = None
) -> None:
    """The obligations (() = every open one) ended on this ground. Refused with what stands against it.

    confirmed: what the head decided although the texts are silent.
    """
    when = inputs.not_future(day, desk.clock.today())
    with desk.writing("happen") as uow:
        subject = f"matter:{matter}"
        if seen is not None:
            uow.expect(subject, seen)
        events = uow.events_of(subject)
        state = fold(events)
        if not state.exists:
            raise Refused(Refusal("matter.no_decision"))
        if not clause:
            raise Refused(Refusal("ground.missing", field="clause", cite=desk.law_on(when).cite("end")))
        found = objections(desk, fold(events, when), when, clause, lines, confirmed)
        if found:
            raise Refused(*found)
        effect = Effect("conclusion", clause, lines, confirmed=confirmed)
        for body in decide.effect_events(state, effect, "", "issued"):
            uow.append(subject, when, body, desk.rules.law_on(when))
        projecting.matter(desk, uow, matter)
        uow.commit()
