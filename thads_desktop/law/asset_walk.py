"""An asset's steps in order, each with what it was before and after, and the days between on which nothing held it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.asset import HELD, AssetState, after, begun

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.asset import MatterFacts, Noticed, Seizure
    from thads_desktop.domain.events import Event

#: In the list of steps: the day on which the last matter or decision of coercion that held the asset ended. No step of anybody.
NOTHING_HOLDS = "nothing_holds"
#: A release for one matter of several: the seizure stands for the others.
RELEASED_PARTLY = "released_partly"


class Step(NamedTuple):
    """A step, its day, the asset before it and after it, its place in the log."""

    body: ae.AssetStep
    day: date
    before: AssetState
    state: AssetState
    at: int


def steps_of(standing: list[Event]) -> list[Step]:
    """Every step with its day, and the asset before and after it."""
    state, found = begun(standing), list[Step]()
    for e in standing:
        before, state = state, after(state, e)
        if isinstance(e.body, ae.AssetStep) and e.day is not None:
            found.append(Step(e.body, e.day, before, state, e.seq))
    return found


def later_of(steps: list[Step], matters: Mapping[str, MatterFacts]) -> list[tuple[float, str, ae.AssetStep, date]]:
    """(place, what was done, step, day) in order, with the days between on which nothing held the asset any more."""
    found: list[tuple[float, str, ae.AssetStep, date]] = []
    held = True
    for n, (body, day, before, state, _at) in enumerate(steps):
        found.append((n, RELEASED_PARTLY if before.partly(body) else body.step, body, day))
        ended = nothing_holds(state, matters)
        if ended is None or state.stage == "taking":  # what a creditor took is handed over, though the matter is done with it
            held = held or ended is None
            continue
        then = max(ended, day)
        if held and (n + 1 == len(steps) or then <= steps[n + 1].day):
            held = False
            found.append((n + 0.5, NOTHING_HOLDS, ae.AssetStep(NOTHING_HOLDS), then))
    return found


def noticed(matters: Mapping[str, MatterFacts]) -> dict[int, Noticed]:
    """Place of a step -> who was told by its paper."""
    return {x.at: x for facts in matters.values() for x in facts.noticed}


def nothing_holds(state: AssetState, matters: Mapping[str, MatterFacts]) -> date | None:
    """Since when everything for which it stands seized is over."""
    if state.stage not in HELD or not state.seizures:
        return None
    days = [over(s, matters) for s in state.seizures]
    return None if None in days else max(d for d in days if d is not None)


def over(seizure: Seizure, matters: Mapping[str, MatterFacts]) -> date | None:
    """Since when nothing holds a seizure any more."""
    ended = matters[seizure.matter].over(seizure) if seizure.matter in matters else None
    return max(ended, seizure.day) if ended is not None else None
