"""What stands against recording a fact of a matter: asked alike by the page that offers it and by the service that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import means
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from thads_desktop.domain.matter import LineState, MatterState

#: Facts that are still taken when the matter has ended: money comes when it comes.
_AFTER_THE_END = ("collect", "surplus", "held")


def against(state: MatterState, key: str) -> Refusal | None:
    """The first reason against a fact, as of the state; None when nothing stands against it."""
    if not state.exists:
        return Refusal("matter.no_decision")
    if state.ended and key not in _AFTER_THE_END:
        day = state.status_day
        return Refusal("matter.ended", {"day": f"{day:%d/%m/%Y}" if day is not None else ""}, "day")
    if key == "book" and not means.lacking(state):
        return Refusal("means.none_lacking")
    if key == "publish" and not any(_lacks(s) for s in state.open_lines):
        return Refusal("means.none_lacking")
    if key == "complete" and (left := next((s for s in state.open_lines if s.rest), None)) and all(s.rest for s in state.open_lines):
        return Refusal("line.rest_open", {"line": str(left.line.line), "rest": dong(left.rest)}, "line")
    if key == "file" and state.file_opened is not None:
        return Refusal("file.opened", {"day": f"{state.file_opened:%d/%m/%Y}"}, "day")
    return None


def _lacks(line: LineState) -> bool:
    """A decision that means are lacking stands on it, whatever else does."""
    return any(c.kind in ("lacks_means", "separate_book") for c in line.conditions)


def refuse(state: MatterState, key: str) -> None:
    """Refused when something stands against it."""
    found = against(state, key)
    if found is not None:
        raise Refused(found)
