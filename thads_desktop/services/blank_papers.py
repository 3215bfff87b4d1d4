"""Blank papers for citizens, addressed to this office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.blanks import blank_of, composed
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import people

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk


def drawn(desk: Desk, key: str) -> bytes:
    """A blank as it is handed out today. Refused("paper.no_form")."""
    from thads_desktop.printing.draw import draw

    blank = blank_of(key)
    if blank is None:
        raise Refused(Refusal("paper.no_form", {"form": key[:40]}, "form"))
    with desk.reading() as reader:
        office = people.identity(reader, desk.clock.today()).name
    return draw(composed(blank, office))
