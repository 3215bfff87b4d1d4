"""What stands against recording a fact of a matter: asked alike by the page that offers it and by the service that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import means
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.services.desk import Desk

#: Facts that are still taken when the matter has ended: money comes when it comes.
_AFTER_THE_END = ("collect", "surplus", "held")


def against(state: MatterState, key: str) -> Refusal | None:
    """The first reason against a fact, as of the state; None when nothing stands against it."""
    if not state.exists:
        return Refusal("matter.no_decision")
    if state.ended and key not in _AFTER_THE_END:
        day = state.status_day
        return Refusal("matter.ended", {"day": f"{day:%d/%m/%Y}" if day is not None else ""}, "day")
    if key == "publish" and not any(_lacks(s) for s in state.open_lines):
        return Refusal("means.none_lacking")
    if key == "complete" and (left := next((s for s in state.open_lines if s.rest), None)) and all(s.rest for s in state.open_lines):
        return Refusal("line.rest_open", {"line": str(left.line.line), "rest": dong(left.rest)}, "line")
    if key == "file" and state.file_opened is not None:
        return Refusal("file.opened", {"day": f"{state.file_opened:%d/%m/%Y}"}, "day")
    return None


def against_book(desk: Desk, state: MatterState, line: LineState, day: date, calendar: WorkingCalendar) -> list[Refusal]:
    """Everything that the law of the day has against moving an obligation of ``means.lacking`` to the separate book."""
    cite = desk.law_on(day).cite("separate_book")
    known = means.book(state, line)
    term = desk.rules.separate_book(day, state.kind, known.long)
    if term is None:
        return [Refusal("separate_book.ex_officio_only", cite=cite)]
    found = []
    ready = calendar.count(known.decided, term.n, term.unit, term.rolls).due
    if day < ready:
        found.append(Refusal("separate_book.too_early", {"ready": f"{ready:%d/%m/%Y}"}, "day", cite))
    if len(known.verified) < term.verifications:
        facts = {"needed": str(term.verifications), "done": str(len(known.verified))}
        found.append(Refusal("separate_book.verifications", facts, cite=cite))
    if known.informed:
        found.append(Refusal("separate_book.new_information", cite=cite))
    return found


def against_booking(desk: Desk, state: MatterState, day: date, calendar: WorkingCalendar) -> Refusal | None:
    """The first reason why no obligation may go to the separate book; None when one of them may."""
    if (found := against(state, "book")) is not None:
        return found
    each = [against_book(desk, state, s, day, calendar) for s in means.lacking(state)]
    if not each:
        return Refusal("separate_book.not_lacking", field="line", cite=desk.law_on(day).cite("separate_book"))
    return each[0][0] if all(each) else None


def _lacks(line: LineState) -> bool:
    """A decision that means are lacking stands on it, whatever else does."""
    return any(c.kind in ("lacks_means", "separate_book") for c in line.conditions)


def refuse(state: MatterState, key: str) -> None:
    """Refused when something stands against it."""
    found = against(state, key)
    if found is not None:
        raise Refused(found)
