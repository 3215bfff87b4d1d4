"""What a paper starts when it is issued: urgent minutes let the hours run within which the decision is due (R31)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, moments, procedure_events as pe
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import hours

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: What a form may start -> the measure by which it is answered.
MEASURES = {"urgent_freeze": "freeze", "urgent_keep": "keep"}
#: The own field of minutes that says the hour.
WHEN = "held_when"
_HOUR = re.compile(r"\s*(\d{1,2})\s*(?:giờ|h|:)\s*(\d{1,2})?")


def begin(desk: Desk, uow: UnitOfWork, draft: Draft, form: Form, day: date) -> None:
    """Nothing runs again that runs, or was answered, on that day or later."""
    if form.starts not in MEASURES:
        return
    for e in in_force(uow.events_of(f"matter:{draft.matter}")):
        if e.day is None or e.day < day:
            continue
        if isinstance(e.body, pe.MeasureTaken) and e.body.measure == MEASURES[form.starts]:
            return
        if isinstance(e.body, ev.GroundArose) and e.body.of == form.starts:
            return
    made = uow.append(f"matter:{draft.matter}", day, ev.GroundArose(form.starts, lines=draft.effect.lines), desk.rules.law_on(day))
    if hour := hour_of(draft.texts.get(WHEN, "")):
        try:
            hours.note_in(desk, uow, draft.matter, made.seq, hour)
        except Refused:
            # An hour that cannot be is not written down; the term then takes the whole day, and says so.
            return


def hour_of(text: str) -> str:
    """ "08 giờ 30 phút, ngày ..." -> "08:30"; "" where no hour stands first."""
    if (when := moments.parse(text)) is not None:
        return f"{when.hour:02d}:{when.minute:02d}"
    found = _HOUR.match(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return ""
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"
