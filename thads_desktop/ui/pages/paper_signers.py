"""Who may be chosen to sign on the page of a paper; of what mends or takes back another paper, as that one was signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.acts import Effect
from thads_desktop.services import people
from thads_desktop.services.issuers import ISSUER, as_signed

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.form import Form as Fields


class Signers:
    """options: (person, name) of everybody who may sign such a paper of the matter, the likeliest first."""

    def __init__(self, desk: Desk, form: Form, state: MatterState, day: date) -> None:
        self._form, self._state = form, state
        as_whom = ("head", "officer") if form.signer == ISSUER else (form.signer,)
        with desk.reading() as reader:
            held = {s: people.likely(reader, replace(form, signer=s), day, state.officer, desk.actor) for s in as_whom}
        self._of = {s: [(p.person, p.name) for p in found] for s, found in held.items()}
        self.options = list(dict.fromkeys(option for found in self._of.values() for option in found))
        self._offered = self.options

    def follow(self, fields: Fields) -> None:
        """Offer those alone who may sign it, as the paper it acts on was signed; another one is chosen where the one chosen may not."""
        if self._form.signer != ISSUER or not self.options:
            return
        values = fields.values()
        effect = Effect(self._form.effect, target=values.get("target") or "")  # type: ignore[arg-type]  # checked when the form is read
        may = self._of[as_signed(self._form, self._state, effect).signer]
        if may != self._offered:
            self._offered = may
            fields["signer"].set_options(may)  # type: ignore[attr-defined]  # it is built as a choice
        if may and values.get("signer") not in dict(may):
            fields["signer"].set_value(may[0][0])
