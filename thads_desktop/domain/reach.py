"""Which obligations an act reaches: asked by what is refused, what is printed and what is recorded, so that the three agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain import giving

if TYPE_CHECKING:
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState

#: What a continuation may lift, and the condition it stands for.
LIFTS = {"deferral": "deferral", "suspension": "suspension", "means_lacking": "lacks_means"}


def reached(state: MatterState, target: str) -> tuple[int, ...]:
    """The obligations on which an issued paper still acts; "" and the enforcement decision: all of the matter."""
    hit = tuple(
        n for n, s in state.lines.items()
        if any(c.paper == target for c in s.conditions) or (s.ended is not None and s.ended.paper == target)
    )  # fmt: skip
    return tuple(state.lines) if target in ("", state.opening_paper) or not hit else hit


#: Acts on what is still to be performed.
_ON_REST = (
    "means_lacking", "deferral", "suspension", "suspension_notice", "termination", "delegation", "summons", "request_return", "security",
    "exit_ban", "coercion",
)  # fmt: skip


def acting(state: MatterState, effect: Effect) -> Effect:
    """The act by the numbers of its obligations, where it means all that is left and some are paid up already."""
    if effect.lines or effect.kind not in _ON_REST:
        return giving.whole(state, effect)
    left = _unpaid(state)
    return replace(effect, lines=left) if left and len(left) < len(state.open_lines) else effect


def paid_up(state: MatterState, effect: Effect) -> tuple[int, ...]:
    """Of the obligations that the act is on, those of which nothing is left to perform."""
    if effect.kind not in _ON_REST:
        return ()
    if not effect.lines and _unpaid(state):
        # The act means what is left.
        return ()
    return tuple(n for n in state.named(effect.lines) if state.lines[n].paid)


def _unpaid(state: MatterState) -> tuple[int, ...]:
    """The open obligations that are not paid up; worked out once for a folded state."""
    if state.unpaid is None:
        state.unpaid = tuple(n for n, s in state.lines.items() if s.ended is None and not s.paid)
    return state.unpaid


def lifted(effect: Effect) -> set[str]:
    """The kinds of condition that a continuation ends; one that names none ends every one."""
    kinds = {LIFTS[x] for x in effect.ends if x in LIFTS} or set(LIFTS.values())
    # As the fold has it: with the lack of means the separate book ends, also where only that was carried in.
    return kinds | {"separate_book"} if "lacks_means" in kinds else kinds


def stopped(state: MatterState, effect: Effect) -> tuple[int, ...]:
    """The obligations that a continuation lets go on: of those it names the ones that bear what it lifts."""
    kinds = lifted(effect)
    return tuple(n for n in state.named(effect.lines) if any(c.kind in kinds for c in state.lines[n].conditions))


def held(state: MatterState, effect: Effect) -> set[str]:
    """What a continuation would lift, as ``Effect.ends`` names it."""
    live = {c.kind for n in stopped(state, effect) for c in state.lines[n].conditions} & lifted(effect)
    return {end for end, kind in LIFTS.items() if kind in live or (end == "means_lacking" and "separate_book" in live)}


def deferred_beside(state: MatterState, lines: tuple[int, ...]) -> bool:
    """What is deferred here was deferred by the very decision that found no means, and goes with it."""
    deferred = [s for s in (state.lines[n] for n in state.named(lines)) if any(c.kind == "deferral" for c in s.conditions)]
    return bool(deferred) and all(s.declared for s in deferred)


def in_part(state: MatterState, effect: Effect) -> bool:
    """A withdrawal or cancellation names some only of the obligations on which its target acts."""
    return bool(effect.lines) and (effect.amount is not None or not set(reached(state, effect.target)) <= set(effect.lines))
