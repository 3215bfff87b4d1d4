"""Assets of an invented office for tests: a car, seized, sold at auction; what was refused; lists held against the log."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office import Bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import asset_cards, asset_steps, projecting
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.parties import PartyInput
from thads_desktop.storage.beside import built_beside, differences

PLATE = {"plate": "15A-123.45", "make": "Xe ô tô Kia, trắng"}
TODAY = date(2020, 9, 1)


def two_matters(office: Bench) -> Bench:
    """Two matters of one debtor, half a year ago."""
    office.decision(day=date(2020, 3, 2), due=500_000_000)
    office.decision(day=date(2020, 3, 2), due=20_000_000, number="16/2019/DS-ST")
    office.on(TODAY)
    return office


def card(office: Bench, matter: int = 0, **further: object) -> str:
    given = CardInput("vehicle", PLATE, "", (PartyInput("Nguyễn Văn An"),), **further)  # type: ignore[arg-type]  # fields of the case
    return asset_cards.note(office.desk, given, LinkInput(office.matters[matter]))


def take(office: Bench, asset: str, step: str, day: date, **further: object) -> int:
    return asset_steps.take(office.desk, asset, StepInput(step, day, **further))  # type: ignore[arg-type]  # fields of the case


def seized(office: Bench, matter: int = 0, day: date = date(2020, 3, 9)) -> str:
    asset = card(office, matter)
    take(office, asset, "asset_seized", day, matter=office.matters[matter])
    return asset


def sold(office: Bench) -> str:
    asset = seized(office)
    take(office, asset, "valuation_contract", date(2020, 3, 12), org="Công ty Thẩm định giá A")
    take(office, asset, "valuation_received", date(2020, 3, 20), amount=300_000_000)
    take(office, asset, "valuation_told", date(2020, 3, 20))
    take(office, asset, "auction_contract", date(2020, 4, 1), why="org", org="Công ty đấu giá B")
    take(office, asset, "auction_held", date(2020, 4, 29), amount=310_000_000)
    return asset


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [r.code for r in refused.value.refusals]


def sound(office: Bench) -> None:
    """The lists are what the log makes of them."""
    with built_beside(office.desk.folder / "thads.db", office.clock) as uow:
        projecting.everything(office.desk, uow)
        assert differences(uow.connection) == []
