"""The file of one matter goes from one hand to another, with minutes: how many documents and sheets, and their list.

Who is in charge of the matter does not change by it: that is an assignment of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import file_events as fe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.services import case_file, file_print, inputs, inspection_files, masking, people, projecting
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk


def pass_on(desk: Desk, matter: str, giver: str, taker: str, day: date) -> bytes:
    """Write the minutes; their print, which is kept. Refused for one and the same, and for who holds no post that day."""
    when = inputs.not_future(day, desk.clock.today())
    if giver == taker:
        raise Refused(Refusal("file.same_hand", field="taker"))
    with desk.reading() as reader:
        for person, field in ((giver, "giver"), (taker, "taker")):
            if not any(p.on(when) for p in people.posts_of(reader, person)):
                raise Refused(Refusal("file.no_post", field=field))
    desk.require("file")
    shown = case_file.shown(desk, matter)
    if shown.archived:
        raise Refused(Refusal("file.archived"))
    data = inspection_files.pdf(file_print.minutes(desk, matter, giver, taker, when))
    with desk.writing("file") as uow:
        count = sum(1 for r in shown.rows if not r.gone)
        uow.append(subject_of(matter), when, fe.FilePassed(giver, taker, count, shown.sheets, uow.store_blob(data)), desk.rules.law_on(when))
        projecting.of_paper(desk, uow, matter)
        uow.commit()
    return data


def holder(desk: Desk, matter: str) -> str:
    """Who has the file: who took it last, else the officer of the matter; "" where neither is known."""
    with desk.reading() as reader:
        events = reader.events_of(subject_of(matter))
    taken = [e.body.taker for e in standing(events) if isinstance(e.body, fe.FilePassed)]
    return taken[-1] if taken else fold(events).officer


def minutes_of(desk: Desk, matter: str) -> bytes:
    """The minutes of the last hand-over, as they were printed. Refused where there are none."""
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, matter)
        found = [e.body for e in standing(reader.events_of(subject_of(matter))) if isinstance(e.body, fe.FilePassed)]
        if not found:
            raise Refused(Refusal("file.no_minutes"))
        return reader.blob(found[-1].sha256)


def hands(desk: Desk, day: date) -> list[tuple[str, str]]:
    """(person, name) of who may give or take a file on a day."""
    with desk.reading() as reader:
        return list(dict.fromkeys((p.person, p.name) for p in people.posts(reader) if p.on(day)))
