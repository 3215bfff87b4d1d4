"""Obligations as some papers group them: what a withdrawal or cancellation takes back, what a delegation leaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain import giving, reach

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.events import Line
    from thads_desktop.domain.matter import LineState, MatterState

    #: Rows of a paper from obligations and the đồng said of each.
    Rows = Callable[[Sequence[Line], dict[int, int | None]], list[dict[str, str]]]


#: Said of a part of an obligation's amount that is delegated.
OF_THE_REST = ", là một phần của số tiền còn phải thi hành"


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
    left = {s.line.line: _left(s) if effect.amount is None else effect.amount for s in hit}
    return {"part": "một phần", "obligations_undone": rows([s.line for s in hit], left)}


def _left_here(state: MatterState, effect: Effect, rows: Rows) -> dict[str, Any]:
    """What was to be done, what was done, wholly or with a part of its money, and what goes on here after the delegation."""
    away = set(state.named(effect.lines)) if effect.amount is None else set()
    part = dict.fromkeys(effect.lines, effect.amount or 0) if effect.amount is not None else {}
    # Of what was withdrawn first for this very delegation nothing more leaves.
    rest = {n: max(0, s.rest - max(0, part.get(n, 0) - giving.waiting(s, "delegated"))) for n, s in state.lines.items()}
    done = [s for s in state.lines.values() if s.collected or (s.ended is not None and s.ended.kind == "done")]
    here = [s for n, s in state.lines.items() if s.ended is None and not s.paid and n not in away and (rest[n] or s.line.due is None)]
    every = list(state.lines.values())
    hit = [state.lines[n] for n in part if n in state.lines]
    told = rows([s.line for s in hit], {n: part[n] for n in part})
    found = {"obligations_hit": [{**row, "amount": row["amount"] + OF_THE_REST} for row in told]} if told else {}
    return found | {
        "obligations": rows([s.line for s in every], {s.line.line: s.line.due for s in every}),
        "obligations_done": rows([s.line for s in done], {s.line.line: s.collected for s in done}),
        "obligations_here": rows([s.line for s in here], {s.line.line: rest[s.line.line] for s in here}),
    }


def _left(s: LineState) -> int | None:
    return None if s.line.due is None else s.left
