"""What stands against the papers of a delegation beside the acts' own rules: between which offices, and what was given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import delegation, delegation_events as de
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.office import place_of, short_slug
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import delegation_content, people

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.events import Event
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


#: What who signs may decide once it was told.
TELL, OTHER = "delegation.tell_receiver", "delegation.other_amount"


def objections(desk: Desk, reader: Reader, matter: str, effect: Effect, day: date, events: list[Event] | None = None) -> list[Refusal]:
    """Every such rule that the paper would break on its day. events: all of the matter, of who has them."""
    if effect.opening is not None:
        return _opening(reader, effect.opening.judgment) or _other_amount(reader, effect)
    if effect.kind in ("withdrawal", "cancellation") and effect.target:
        return _has_left(reader, effect, reader.events_of(f"matter:{matter}") if events is None else events)
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


def refuse_told(reader: Reader, matter: str, judgment: str) -> None:
    """Refused where the office that delegated was told of the decision that opened the matter."""
    told = delegation_content.told_of(reader, judgment, matter) if judgment else None
    if told is not None:
        raise Refused(Refusal("undo.acknowledged", {"office": told[0], "day": short_date(told[1])}))


def _has_left(reader: Reader, effect: Effect, events: list[Event]) -> list[Refusal]:
    """The receiver enforces what is to be taken back, until somebody tells it."""
    standing = in_force(events)
    left = [e for e in standing if isinstance(e.body, de.DelegationPackaged) and e.body.paper == effect.target]
    answers = [e.body.answer for e in standing if isinstance(e.body, de.DelegationAnswered) and e.body.paper == effect.target]
    if not left or left[-1].day is None or TELL in effect.confirmed or answers[-1:] == ["mistaken"]:
        return []
    assert isinstance(left[-1].body, de.DelegationPackaged)
    office = str((reader.row("delegation_out", left[-1].body.row) or {}).get("recipient", ""))
    return [Refusal(TELL, {"office": office, "day": short_date(left[-1].day)}, "confirmed")]


def _other_amount(reader: Reader, effect: Effect) -> list[Refusal]:
    """Both figures where the own decision has other sums than were delegated; who signs may decide so."""
    opening = effect.opening
    assert opening is not None
    found = delegation_content.taken(reader, opening.judgment) if opening.delegated_in and OTHER not in effect.confirmed else None
    if found is None:
        return []
    lines = [x for x in delegation_content.content_of(reader, found[0]).lines if x.taken]
    given, mine = [x.given if x.due is not None else None for x in lines], [x.due for x in opening.lines]
    if given == mine:
        return []
    if len(given) == len(mine):
        pairs = [(f"khoản {n}", a or 0, b or 0) for n, (a, b) in enumerate(zip(given, mine, strict=True), 1) if a != b]
    else:
        pairs = [(f"tổng số {len(given)} khoản được ủy thác", sum(x or 0 for x in given), sum(x or 0 for x in mine))]
    says = "; ".join(f"{what}: ủy thác {dong(a)} đồng, quyết định này {dong(b)} đồng" for what, a, b in pairs)
    return [Refusal(OTHER, {"says": says}, "confirmed")]


def _opening(reader: Reader, judgment: str) -> list[Refusal]:
    """A delegation that went back as mistaken is not decided on; entrusted assets have a decision of their own."""
    bodies = [e.body for e in in_force(reader.events_of(f"intake:{judgment}"))]
    if any(isinstance(b, de.DelegationMistaken) for b in bodies):
        return [Refusal("delegation.sent_back", field="kind")]
    if any(isinstance(b, de.DelegationTaken) and b.assets for b in bodies):
        return [Refusal("delegation.assets", field="kind")]
    return []
