"""Obligations as some papers group them: what a withdrawal or cancellation takes back."""

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
    return {}


def _taken_back(state: MatterState, effect: Effect, rows: Rows) -> dict[str, Any]:
    if not reach.in_part(state, effect):
        return {"part": "", "obligations_undone": []}
    hit = [state.lines[n] for n in effect.lines if n in state.lines]
    # An obligation that the target itself ended lives again: said is what was left of it.
    left = {s.line.line: _left(s) for s in hit}
    return {"part": "một phần", "obligations_undone": rows([s.line for s in hit], left)}


def _left(s: LineState) -> int | None:
    return None if s.line.due is None else max(0, s.line.due - s.collected - s.terminated)
