"""Who issued a paper, and so who mends or withdraws it: the officer what an officer issued, the head everything else. It is cancelled by the
issuer's superior (08 Điều 37, 26 Điều 52)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState

#: The signer of a form that is signed by whoever issued the paper it acts on.
ISSUER = "issuer"


def by_officer(state: MatterState, paper: str) -> bool:
    """An enforcement officer of the office signed it: the head is the superior who may cancel it."""
    stands = state.papers.get(paper)
    if stands is None or stands.capacity in ("head", "deputy", "unit_head"):
        return False
    signers = {f.signer for f in load_forms() if f.id == stands.form}
    return "officer" in signers or (ISSUER in signers and stands.capacity == "officer")


def as_signed(form: Form, state: MatterState, effect: Effect) -> Form:
    """The form with its signer as this paper has it."""
    if form.signer != ISSUER:
        return form
    return replace(form, signer="officer" if by_officer(state, effect.target or state.opening_paper) else "head")
