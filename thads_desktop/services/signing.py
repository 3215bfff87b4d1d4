"""Who signs a paper: whoever was chosen when it was laid before signature; of a paper that is an officer's, the officer of the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import people
from thads_desktop.services.issuers import as_signed
from thads_desktop.services.paper_facts import form_on

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader


def chosen(reader: Reader, draft: Draft, state: MatterState, day: date) -> str:
    """The person who is to sign: the one chosen, or where nobody was an officer's paper is the officer's; "" = whoever may.

    Who may no longer sign on that day is passed over.
    """
    form = as_signed(form_on(draft.form, day), state, draft.effect)
    may = {p.person for p in people.signers(reader, form, day, state.officer)}
    if draft.signer in may:
        return draft.signer
    return state.officer if form.signer == "officer" and state.officer in may else ""


def ahead(desk: Desk, reader: Reader, draft: Draft, state: MatterState, day: date) -> tuple[str, str] | None:
    """(person, capacity) of who was chosen, for a paper that nobody has signed yet; None where nobody was, or they may not."""
    if not draft.signer:
        return None
    try:
        form = as_signed(form_on(draft.form, day), state, draft.effect)
        return draft.signer, people.capacity(desk, reader, draft.signer, form, day, officer=state.officer)
    except Refused:
        return None
