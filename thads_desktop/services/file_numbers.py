"""Where the bút lục of a file that was carried in begin: the paper file had pages, and numbers on them, before the program knew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import file_events as fe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import case_file, masking, projecting

if TYPE_CHECKING:
    from thads_desktop.domain import events as ev
    from thads_desktop.services.desk import Desk


def begin_at(desk: Desk, matter: str, first: int) -> None:
    """The first number that is free on the paper; what was in the file when it was carried in keeps the numbers it has there.

    Refused for a file that was not carried in, and once a number was given here; until then it may be put right.
    """
    if not 1 <= first <= case_file.MOST_NUMBERS:
        raise Refused(Refusal("file.bad_first", {"most": str(case_file.MOST_NUMBERS)}, "first"))
    with desk.writing("file") as uow:
        file = case_file.opened(desk, uow, matter)
        events = uow.events_of(f"matter:{matter}")
        if not events or fold(events).origin != "carried":
            raise Refused(Refusal("file.not_carried"))
        if file.numbered:
            raise Refused(Refusal("file.first_given"))
        if _said(events) == first:
            raise Refused(Refusal("file.same_first", {"first": str(first)}, "first"))
        today = desk.clock.today()
        uow.append(f"matter:{matter}", today, fe.NumbersBegin(first), desk.rules.law_on(today))
        projecting.of_paper(desk, uow, matter)
        uow.commit()


def first_free(desk: Desk, matter: str) -> int:
    """The number that the next sheet gets."""
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, matter)
        return case_file.load(desk, reader, matter)[0].last + 1


def _said(events: list[ev.Event]) -> int:
    told = [(e.seq, e.body.first) for e in events if isinstance(e.body, fe.NumbersBegin)]
    return max(told)[1] if told else 0
