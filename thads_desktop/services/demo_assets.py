"""The sample's assets: a few of its open matters have something seized, each at another stage of its sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_cards, asset_steps, parties, queries
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.asset_steps import StepInput

if TYPE_CHECKING:
    from thads_desktop.services.demo_desk import AtWork
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow

#: The decision lies so long before what is done to the debtor's assets.
_BEFORE, _LATEST = timedelta(days=30), date(2020, 10, 1)
#: So many matters get an asset.
MATTERS = 7
VALUER, AUCTIONEER = "Công ty cổ phần Thẩm định giá Đông Bắc (hư cấu)", "Công ty đấu giá hợp danh Bến Bính (hư cấu)"


def own_assets(office: AtWork) -> None:
    """Cards and steps by the real services, on days of 2020 that have passed."""
    desk = office.desk
    rows = queries.matter_rows(desk, queries.matter_ids(desk, queries.MatterFilter(status="enforcing", closed=False)))
    for at, row in chosen(rows):
        made = _CARDS[at % len(_CARDS)]
        asset = asset_cards.note(desk, _card(desk, row.matter, made, at), LinkInput(row.matter))
        office.lived.add("thẻ tài sản")
        for step in _STEPS[at % len(_STEPS)]:
            asset_steps.take(desk, asset, _for(step, row.matter))
            office.lived.add("bước xử lý tài sản")


def chosen(rows: list[MatterRow]) -> list[tuple[int, MatterRow]]:
    """(place of its card and steps, matter): each matter was decided on well before the first step to its asset."""
    left, found = list(rows), []
    for at in range(MATTERS):
        steps = _STEPS[at % len(_STEPS)]
        begins = min((s.day for s in steps), default=_LATEST) - _BEFORE
        row = next((r for r in left if r.decision_day <= begins), None)
        if row is not None:
            left.remove(row)
            found.append((at, row))
    return found


def _for(step: StepInput, matter: str) -> StepInput:
    """A seizure is for this matter."""
    return replace(step, matter=matter, confirmed=True) if step.step == "asset_seized" else replace(step, confirmed=True)


def _card(desk: Desk, matter: str, made: tuple[str, dict[str, str]], at: int) -> CardInput:
    """Owned by the first debtor; every third one with somebody else, too."""
    kind, values = made
    view = queries.matter(desk, matter)
    owners = tuple(parties.PartyInput(view.parties[p], known=p) for p in view.debtors[:1])
    shared = (parties.PartyInput(f"Người đồng sở hữu {at + 1} (hư cấu)"),) if at % 3 == 0 else ()
    unknown = "Dữ liệu mẫu không nêu xã, phường." if kinds()[kind].immovable else ""
    return CardInput(kind, values, "", owners, shared, "Tài sản hư cấu của dữ liệu mẫu.", no_commune=unknown)


def _step(step: str, month: int, day: int, amount: int | None = None, on: date | None = None, why: str = "", org: str = "") -> StepInput:
    return StepInput(step, date(2020, month, day), amount=amount, on=on, why=why, org=org)


_CARDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("land", {"parcel": "125", "sheet": "14", "area": "86,5", "certificate": "CĐ100001", "use": "Đất ở, lâu dài"}),
    ("vehicle", {"plate": "15B1-001.23", "chassis": "RLHJA3801GY000001", "make": "Xe máy Honda, đen, 2016"}),
    ("house", {"place": "số 8 ngõ 45 phố Chợ Con (hư cấu)", "area": "72", "certificate": "BM200002"}),
    ("goods", {"what": "Máy tiện CNC", "serial": "SN-2015-0001", "place": "kho của người phải thi hành án"}),
    ("vehicle", {"plate": "15C-004.56", "make": "Xe tải Thaco 2,5 tấn, xanh, 2017"}),
    ("account", {"account": "0031000000007", "bank": "Ngân hàng hư cấu, chi nhánh Hải Phòng"}),
    ("land", {"parcel": "201", "sheet": "9", "area": "120", "use": "Đất trồng cây lâu năm"}),
)
_SEIZED = (_step("asset_seized", 6, 8), _step("valuation_contract", 6, 12, org=VALUER), _step("valuation_received", 6, 26, 1_200_000_000),
           _step("valuation_told", 6, 29))  # fmt: skip
_STEPS: tuple[tuple[StepInput, ...], ...] = (
    (*_SEIZED, _step("co_owner_notice", 6, 30)),
    (_step("asset_seized", 8, 3), _step("valuation_contract", 8, 7, org=VALUER), _step("valuation_received", 8, 14, 18_000_000),
     _step("valuation_told", 8, 17), _step("auction_contract", 8, 24, why="org", org=AUCTIONEER), _step("auction_failed", 9, 21, why="nobody"),
     _step("failed_auction_told", 9, 24)),
    (*_SEIZED, _step("auction_contract", 7, 8, why="org", org=AUCTIONEER), _step("auction_failed", 8, 20, why="nobody"),
     _step("failed_auction_told", 8, 24), _step("price_cut", 8, 31, 1_100_000_000, why="agreed"), _step("auction_day", 9, 1, on=date(2020, 9, 25)),
     _step("auction_held", 9, 25, 1_130_000_000)),
    (_step("asset_seized", 9, 28),),
    (_step("asset_seized", 5, 4), _step("valuation_contract", 5, 8, org=VALUER), _step("valuation_received", 5, 18, 240_000_000),
     _step("valuation_told", 5, 19), _step("auction_contract", 5, 27, why="org", org=AUCTIONEER), _step("auction_held", 6, 22, 251_000_000),
     _step("buyer_paid", 7, 10, 251_000_000), _step("asset_handed_over", 7, 24), _step("paid_out", 7, 31)),
    (),
    (_step("seizure_day", 9, 21, on=date(2020, 10, 14)), _step("cost_told", 10, 5)),
)  # fmt: skip
