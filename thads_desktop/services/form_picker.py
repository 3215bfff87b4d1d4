"""Every form that may be used in a matter on a day, by the families of the catalogue; those the matter bars with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.form import load_forms
from thads_desktop.services import form_approval, offers

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk

#: Acts that are not begun from a matter: they open one, or stand on none.
_ELSEWHERE = ("enforcement", "none")
#: Forms whose decision is made where what was delegated came in, not in a matter.
_NO_MATTER = ("asset_handling",)
#: The family of a form that the catalogue does not number.
OTHERS = ("", "Khác")


@dataclass(frozen=True, slots=True)
class Choice:
    """form: its id; family: letter ("" = none) and name; why: it may not be issued now ("" = it may); note: the texts are silent, or its
    text is not approved yet; what: decision, minutes, letter or other, in words; listed: as the catalogue calls it, which it is looked for by too."""

    form: str
    number: int
    name: str
    family: str
    family_name: str
    what: str
    why: str
    note: str
    listed: str = ""


def choices(desk: Desk, matter: str, state: MatterState, day: date, effect: str = "") -> tuple[Choice, ...]:
    """In the order of the families, then of the catalogue, then of the names. effect: the forms of this act alone, "" = all."""
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
        found = []
        for form in load_forms():
            if not form.on(day) or form.effect in _ELSEWHERE or form.id in _NO_MATTER or effect not in ("", form.effect):
                continue
            offer = offers.of_form(desk, reader, state, form, day, matter, events)
            letter, name = _family(form)
            note = offer.note or ("Mẫu chưa được Thủ trưởng duyệt." if form_approval.against(reader, form) else "")
            entry = catalogue().of(form.number)
            found.append(Choice(form.id, form.number, form.name, letter, name, _what(form), offer.why, note, entry.title if entry is not None else ""))
    return tuple(sorted(found, key=lambda c: (c.family or "Z", c.number, c.name)))


def _family(form: Form) -> tuple[str, str]:
    known = catalogue()
    entry = known.of(form.number)
    return (entry.family, known.families[entry.family]) if entry is not None else OTHERS


def _what(form: Form) -> str:
    if form.letter:
        return "công văn"
    if form.minutes:
        return "biên bản"
    return form.title.capitalize().lower()
