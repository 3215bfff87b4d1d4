"""Papers that not everybody makes or reads: the form names the right (``see``), as that of a decision on a complaint does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.services import book_rights, masking

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def seen(desk: Desk, form: str) -> bool:
    """This account may make and read papers of the form."""
    return all(desk.may(f.see) for f in load_forms() if f.id == form and f.see)


def refuse(desk: Desk, form: str, place: str = "") -> None:
    """Refused("rights.none") for who may neither make nor read a paper of this form, or one that stands there (``paper_place``)."""
    book_rights.refuse_place(desk, place)
    for f in load_forms():
        if f.id == form and f.see:
            desk.require(f.see)


def refuse_reading(desk: Desk, reader: Reader, matter: str, form: str) -> None:
    """Refused also where the matter has a minor whom this account may not know."""
    refuse(desk, form)
    masking.refuse_paper(desk, reader, matter)
