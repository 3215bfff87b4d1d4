"""Obligations as some papers group them: what a withdrawal or cancellation takes back, what a delegation leaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.events import Line
    from thads_desktop.domain.matter import LineState, MatterState

    #: Rows of a paper from obligations and the đồng said of each.
    Rows = Callable[[Sequence[Line], dict[int, int | None]], list[dict[str, str]]]


def groups(state: MatterState, effect: Effect, rows: Rows) -> dict[str, Any]:
    """The groups that the paper of this effect prints, by variable."""
    if effect.kind in ("withdrawal", "cancellation"):
        return _taken_back(state, effect, rows)
    if effect.kind == "delegation":
        return _left_here(state, effect, rows)
    return {}


def _taken_back(state: MatterState, effect: Effect, rows: Rows) -> dict[str, Any]:
    if not reach.in_part(state, effect):
        return {"part": "", "obligations_undone": []}
    hit = [state.lines[n] for n in effect.lines if n in state.lines]
    # An obligation that the target itself ended lives again: said is what was left of it.
    left = {s.line.line: _left(s) for s in hit}
    return {"part": "một phần", "obligations_undone": rows([s.line for s in hit], left)}


def _left_here(state: MatterState, effect: Effect, rows: Rows) -> dict[str, Any]:
    """What was to be done, what was done, wholly or with a part of its money, and what goes on here after the delegation."""
    away = set(state.named(effect.lines))
    done = [s for s in state.lines.values() if s.collected or (s.ended is not None and s.ended.kind == "done")]
    here = [s for n, s in state.lines.items() if s.ended is None and not s.paid and n not in away]
    every = list(state.lines.values())
    return {
        "obligations": rows([s.line for s in every], {s.line.line: s.line.due for s in every}),
        "obligations_done": rows([s.line for s in done], {s.line.line: s.collected for s in done}),
        "obligations_here": rows([s.line for s in here], {s.line.line: s.rest for s in here}),
    }


def _left(s: LineState) -> int | None:
    return None if s.line.due is None else max(0, s.line.due - s.collected - s.terminated)
