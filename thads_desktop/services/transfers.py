"""A right or duty passes to somebody who may not be in the register of parties yet: typed on the paper, written when the paper is submitted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import identity, means
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import parties
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: Stands in a draft for a party that is typed and not written yet.
NEW = "?"
#: What is typed of the party -> the field of the form.
_FIELDS = {"name": "new_party", "birth_year": "new_birth", "ids": "new_ids", "address": "new_address"}


def named(desk: Desk, draft: Draft, kind: str = "person") -> Draft:
    """The draft with the new party named by its id: the party of the matter that has the same number, or the same name, year and address,
    else one that is written. A draft that names none so is given back as it is. Refused, at its field, for what cannot be."""
    if draft.effect.to_party != NEW:
        return draft
    with desk.writing("submit") as uow:
        try:
            given = typed(draft.texts, kind)
            known = _known(uow, draft, identity.marks(parties.content_of(given)))
            party = known or parties.take(uow, given)
        except Refused as refused:
            raise Refused(*_at_fields(refused.refusals)) from None
        uow.commit()
    return replace(draft, effect=replace(draft.effect, to_party=party))


def typed(texts: Mapping[str, str], kind: str = "person") -> parties.PartyInput:
    """Who is typed. Refused for a year that is none."""
    return parties.PartyInput(
        texts.get("new_party", ""), kind, parties.birth_year(texts.get("new_birth", ""), "birth_year") if kind == "person" else None,
        tuple(texts.get("new_ids", "").split()), texts.get("new_address", ""),
    )  # fmt: skip


def row(texts: Mapping[str, str], kind: str = "person") -> dict[str, Any]:
    """The row that will be written, for the preview; {} where what is typed cannot be."""
    try:
        return parties.content_of(typed(texts, kind)) if texts.get("new_party", "").strip() else {}
    except Refused:
        return {}


def objections(reader: Reader, state: MatterState, draft: Draft) -> list[Refusal]:
    """Who takes the place must be somebody else than who leaves it, and nobody of the other side, under whatever row."""
    effect = draft.effect
    if effect.to_party == NEW:
        try:
            new = identity.marks(parties.content_of(typed(draft.texts)))
        except Refused as refused:
            return _at_fields(r for r in refused.refusals if r.field != "name")
    else:
        new = parties.marks(reader, effect.to_party) if effect.to_party not in ("", effect.party) else frozenset()
    side, other = ("debtors", "creditors") if effect.side == "debtor" else ("creditors", "debtors")
    on = [s.line for s in map(state.lines.get, state.named(effect.lines)) if s is not None and effect.party in getattr(s.line, side)]
    across = {p for x in on for p in getattr(x, other)} - {effect.to_party}
    if new & parties.marks(reader, effect.party):
        return [Refusal("transfer.no_new_party", field="new_party")]
    return [Refusal("transfer.both_sides", field="new_party")] if any(new & parties.marks(reader, p) for p in across) else []


def _known(reader: Reader, draft: Draft, new: frozenset[tuple[object, ...]]) -> str:
    """Who of the matter it is already."""
    held = means.parties(fold(reader.events_of(subject_of(draft.matter))).lines.values())
    return next((parties.resolve(reader, p) for p in held if new & parties.marks(reader, p)), "")


def _at_fields(refusals: Iterable[Refusal]) -> list[Refusal]:
    return [replace(r, field=_FIELDS.get(r.field, r.field)) for r in refusals]
