"""Figures typed on a paper that the law of its day bounds, or that must agree with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.asset_lawful import least_price
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.services import fee_papers, paper_receipts, paper_results, paper_sums

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader


def objections(desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date) -> list[Refusal]:
    """What of these figures cannot be so; a figure that is missing or no number is said elsewhere."""
    match draft.form:
        case paper_results.CONFIRMATION | paper_results.ENDING:
            return paper_results.objections(draft, state, day)
        case fee_papers.FEE | fee_papers.RELIEF:
            return fee_papers.objections(desk, reader, state, draft, day)
        case "price_cut":
            return _cut(desk, draft, day) or paper_sums.cut(draft)
        case "distribution":
            return paper_sums.distribution(reader, draft, state)
        case "money_notice":
            return paper_sums.notice(reader, draft, state, day)
        case "cost_list" | "cost_notice":
            return paper_sums.costs(draft, day)
        case paper_receipts.SLIP | paper_receipts.TRANSFER:
            return paper_receipts.slip(reader, draft, state, day)
        case paper_receipts.CASH_IN:
            return paper_receipts.cash_in(reader, draft, state)
        case "asset_to_creditor":
            return _set_off(draft)
        case _:
            return []


def _cut(desk: Desk, draft: Draft, day: date) -> list[Refusal]:
    """Each time no more than so much of the price before."""
    old, new, limit = _sum(draft, "old_price"), _sum(draft, "new_price"), desk.rules.limits.on("price_cut", day)
    if old is None or new is None or limit is None or limit.value is None:
        return []
    least = least_price(old, limit.value)
    facts = {"percent": str(limit.value), "price": dong(old), "least": dong(least)}
    return [] if least <= new < old else [Refusal("asset.cut_limit", facts, "new_price", limit.cite)]


def _set_off(draft: Draft) -> list[Refusal]:
    """What is set off and what is paid beside make up what the thing is worth."""
    worth, off, rest = _sum(draft, "sold_price"), _sum(draft, "set_off"), _sum(draft, "difference") or 0
    if worth is None or off is None or off + rest == worth:
        return []
    return [Refusal("paper.set_off_differs", {"worth": dong(worth), "sum": dong(off + rest)}, "set_off")]


def _sum(draft: Draft, name: str) -> int | None:
    text = draft.texts.get(name, "")
    return int(text) if text.isdecimal() else None
