"""Fields that name somebody of the matter: its parties are offered while one is typed, and who is taken brings the address along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.text import fold_name
from thads_desktop.services import masking, units
from thads_desktop.ui.fields_typed import NameField, Suggestion

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.form import Form, Spec

#: Field of a name -> the field of its address, where the form has one.
ADDRESS_OF = {"summoned": "summoned_address", "told_to": "told_address", "invited": "invited_address"}
_ROLES = {True: "phải thi hành án", False: "được thi hành án"}


def offering(specs: Sequence[Spec], desk: Desk, view: MatterView, day: date) -> list[Spec]:
    """The specifications, with the parties of the matter offered where somebody is named."""
    suggest = _suggest(desk, view, day)
    return [replace(s, kind="name", suggest=suggest) if s.name in ADDRESS_OF and s.kind == "text" else s for s in specs]


def follow(form: Form) -> None:
    """Who is taken from the list fills in the address."""
    there = {f.name for f in form.fields()}
    for name, address in ADDRESS_OF.items():
        field = form[name] if name in there else None
        if isinstance(field, NameField) and address in there:
            field.chosen.connect(lambda chosen, address=address: form.set_values({address: str(chosen.payload or "")}))


def _suggest(desk: Desk, view: MatterView, day: date) -> Callable[[str], list[Suggestion]]:
    def found(text: str) -> list[Suggestion]:
        hits = [(p, name) for p, name in view.parties.items() if fold_name(text) in fold_name(name)][:20]
        with desk.reading() as reader:
            rows = masking.names(desk, reader)
            at = {p: rows.row("party", p) for p, _ in hits}
        said = {p: units.address(str(row.get("address", "")), str(row.get("commune", "") or ""), day) for p, row in at.items()}
        return [Suggestion(name, _ROLES[p in view.debtors], said[p]) for p, name in hits]

    return found
