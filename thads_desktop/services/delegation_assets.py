"""Entrusted assets at the receiving office: its own file of the decision to handle them, the hand-over, and the money that goes to the
office that delegated. The matter stays there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import delegation_events as de
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import delegation_content, inputs, people, projecting

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AssetFile:
    """How far entrusted assets are. sent: đồng that went to the office that delegated; costs: kept back before."""

    judgment: str
    office: str
    asset: str
    received: date
    number: str = ""
    officer: str = ""
    decided: date | None = None
    handed_over: date | None = None
    sent: int = 0
    costs: int = 0


def file_of(reader: Reader, judgment: str) -> AssetFile | None:
    """The file of entrusted assets; None for what is none."""
    found = delegation_content.taken(reader, judgment)
    if found is None or not found[0].assets:
        return None
    content = delegation_content.content_of(reader, found[0])
    number = officer = ""
    decided = handed = None
    sent = costs = 0
    for e in in_force(reader.events_of(f"intake:{judgment}")):
        match e.body:
            case de.AssetHandlingDecided(row=row):
                content_row = reader.row("asset_handling", row) or {}
                number, officer, decided = str(content_row.get("number", "")), str(content_row.get("officer", "")), e.day
            case de.AssetHandedOver():
                handed = e.day
            case de.AssetMoneySent(amount=amount, costs=kept):
                sent, costs = sent + amount, costs + kept
    return AssetFile(judgment, content.sender.name, content.decision.asset, found[1], number, officer, decided, handed, sent, costs)


def decided(reader: Reader, judgment: str) -> tuple[str, str, date | None]:
    """("", number, day) of the decision to handle the assets."""
    found = file_of(reader, judgment)
    return ("", found.number, found.decided) if found is not None else ("", "", None)


def decide(desk: Desk, judgment: str, number: str, day: date, officer: str = "") -> None:
    """Record the own decision to handle entrusted assets, with its number and the officer it goes to ("" = not said)."""
    text = inputs.name(number, "number", limit=60)
    with desk.writing("intake") as uow:
        _open(desk, uow, judgment, day)
        if wrong := against(uow, judgment, day, officer):
            raise Refused(*wrong)
        row = uuid4().hex
        uow.write_row("asset_handling", row, {"judgment": judgment, "number": text, "officer": officer})
        _write(desk, uow, judgment, day, de.AssetHandlingDecided(row))


def against(reader: Reader, judgment: str, day: date, officer: str) -> list[Refusal]:
    """What stands against deciding on the assets on a day: decided already, given back, or an officer who is none that day."""
    found = file_of(reader, judgment)
    if found is None:
        return [Refusal("delegation.assets_only")]
    wrong = []
    if day < found.received:
        wrong.append(_too_early(found))
    if found.decided is not None:
        wrong.append(Refusal("handling.decided", {"number": f" số {found.number}" if found.number else ""}, "number"))
    if any(isinstance(e.body, de.DelegationMistaken) for e in in_force(reader.events_of(f"intake:{judgment}"))):
        wrong.append(Refusal("delegation.sent_back", field="number"))
    if officer and officer not in {p.person for p in people.officers(reader, day)}:
        wrong.append(Refusal("officer.missing", field="officer"))
    return wrong


def hand_over(desk: Desk, judgment: str, day: date) -> None:
    """The asset was handed over: the term for the money begins."""
    with desk.writing("intake") as uow:
        found = _open(desk, uow, judgment, day)
        if found.decided is None:
            raise Refused(Refusal("delegation.assets_order", {"what": "quyết định xử lý tài sản ủy thác"}))
        if day < found.decided:
            raise Refused(Refusal("delegation.assets_before", {"what": f"quyết định xử lý tài sản ({short_date(found.decided)})"}, "day"))
        _write(desk, uow, judgment, day, de.AssetHandedOver())


def send_money(desk: Desk, judgment: str, amount: int, day: date, costs: int = 0, receipt: str = "") -> None:
    """Money of the asset, less its costs, went to the office that delegated."""
    inputs.amount(amount, "amount")
    if costs:
        inputs.amount(costs, "costs")
    number = inputs.name(receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        found = _open(desk, uow, judgment, day)
        if found.handed_over is None:
            raise Refused(Refusal("delegation.assets_order", {"what": "việc giao tài sản"}))
        if day < found.handed_over:
            raise Refused(Refusal("delegation.assets_before", {"what": f"giao tài sản ({short_date(found.handed_over)})"}, "day"))
        _write(desk, uow, judgment, day, de.AssetMoneySent(amount, costs, number))


def _open(desk: Desk, uow: UnitOfWork, judgment: str, day: date) -> AssetFile:
    inputs.not_future(day, desk.clock.today())
    found = file_of(uow, judgment)
    if found is None:
        raise Refused(Refusal("delegation.assets_only"))
    if day < found.received:
        raise Refused(_too_early(found))
    return found


def _too_early(found: AssetFile) -> Refusal:
    return Refusal("delegation.assets_before", {"what": f"nhận ủy thác ({short_date(found.received)})"}, "day")


def _write(desk: Desk, uow: UnitOfWork, judgment: str, day: date, body: de.AssetHandlingDecided | de.AssetHandedOver | de.AssetMoneySent) -> None:
    uow.append(f"intake:{judgment}", day, body, desk.rules.law_on(day))
    projecting.intake(desk, uow, judgment)
    uow.commit()
