"""Which obligations an act reaches: asked by what is refused, what is printed and what is recorded, so that the three agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def in_part(state: MatterState, effect: Effect) -> bool:
    """A withdrawal or cancellation names some only of the obligations on which its target acts."""
    return bool(effect.lines) and not set(reached(state, effect.target)) <= set(effect.lines)
