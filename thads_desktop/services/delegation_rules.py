"""What stands against the papers of a delegation beside the acts' own rules: between which offices, and what was given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import delegation, delegation_events as de
from thads_desktop.domain.office import place_of, short_slug
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import people

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def objections(desk: Desk, reader: Reader, effect: Effect, day: date) -> list[Refusal]:
    """Every such rule that the paper would break on its day."""
    if effect.opening is not None:
        return _opening(reader, effect.opening.judgment)
    if effect.kind not in ("delegation", "asset_delegation") or reader.row("office", "self") is None:
        return []
    own, to = people.identity(reader, day), effect.to_office.strip()
    if day < NEW_LAW:
        # Afterwards the own office is one of the own province.
        mine = bool(to) and delegation.same_office(own.name, to, short_slug(own.name), short_slug(to))
        return [Refusal("delegation.own_office", {"office": to}, "to_office")] if mine else []
    return delegation.between_provinces(
        own, place_of(own.name), to, place_of(to), desk.law_on(day).cite("delegation")
    )


def _opening(reader: Reader, judgment: str) -> list[Refusal]:
    """A delegation that went back as mistaken is not decided on; entrusted assets have a decision of their own."""
    bodies = [e.body for e in in_force(reader.events_of(f"intake:{judgment}"))]
    if any(isinstance(b, de.DelegationMistaken) for b in bodies):
        return [Refusal("delegation.sent_back", field="kind")]
    if any(isinstance(b, de.DelegationTaken) and b.assets for b in bodies):
        return [Refusal("delegation.assets", field="kind")]
    return []
