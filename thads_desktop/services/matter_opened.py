"""What an enforcement decision writes besides its events, and what its going takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import in_force
from thads_desktop.services import asked_before, projecting

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.unit_of_work import UnitOfWork


def open_matter(desk: Desk, uow: UnitOfWork, draft: Draft, text: str, number: int, day: date, law: str) -> None:
    """The matter's row, and the intake it discharges."""
    opening = draft.effect.opening
    assert opening is not None
    asked_before.link(uow, draft.effect, draft.matter, draft.paper, day, law)
    uow.append(f"intake:{opening.judgment}", day, ev.IntakeDecided(draft.matter, opening.kind, opening.request), law)
    uow.write_row("matter", draft.matter, {
        "number_text": text, "number": number, "day": day.isoformat(), "judgment": opening.judgment,
        "obligations": {str(x.line): draft.texts.get(f"obligation_{x.line}", "") for x in opening.lines},
    })  # fmt: skip
    projecting.intake(desk, uow, opening.judgment)


def wait_again(desk: Desk, uow: UnitOfWork, judgment: str, matter: str) -> None:
    """The decision is gone: the judgment, and the request it answered, wait for one again."""
    for event in in_force(uow.events_of(f"intake:{judgment}")):
        if isinstance(event.body, ev.IntakeDecided) and event.body.matter == matter:
            uow.append(f"intake:{judgment}", None, ev.Struck(event.seq))
    projecting.intake(desk, uow, judgment)
