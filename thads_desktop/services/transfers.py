"""A right or duty passes to somebody who may not be in the register of parties yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.services import parties

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft

#: Stands in a draft for a party that is typed and not written yet.
NEW = "?"


def named(desk: Desk, draft: Draft, kind: str = "person") -> Draft:
    """The draft with the new party written and named by its id; a draft that names none so is given back as it is."""
    if draft.effect.to_party != NEW:
        return draft
    with desk.writing("submit") as uow:
        party = parties.take(uow, parties.PartyInput(draft.texts.get("new_party", ""), kind))
        uow.commit()
    return replace(draft, effect=replace(draft.effect, to_party=party))
