"""The obligations of a matter as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.matter import LineState


@dataclass(frozen=True, slots=True)
class LineView:
    """One obligation for the page: texts and amounts in đồng (due None = not money)."""

    line: int
    text: str
    due: int | None
    collected: int
    rest: int
    state: str
    debtors: tuple[str, ...]
    creditors: tuple[str, ...]
    joint: bool


class Lines(Sequence[LineView]):
    """Each is made when it is looked at: of tens of thousands a page shows a few."""

    def __init__(self, states: Sequence[LineState], texts: Mapping[str, Any], named: Mapping[str, str]) -> None:
        self._states, self._texts, self._named = states, texts, named

    def __len__(self) -> int:
        return len(self._states)

    @overload
    def __getitem__(self, at: int) -> LineView: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[LineView]: ...
    def __getitem__(self, at: int | slice) -> LineView | Sequence[LineView]:
        if isinstance(at, slice):
            return Lines(self._states[at], self._texts, self._named)
        state = self._states[at]
        line = state.line
        return LineView(
            line.line, str(self._texts.get(str(line.line), "")), line.due, state.collected, state.rest, state.state,
            tuple(self._named[p] for p in line.debtors), tuple(self._named[p] for p in line.creditors), line.joint,
        )  # fmt: skip

    def __repr__(self) -> str:
        return repr(list(self))
