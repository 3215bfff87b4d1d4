"""The line of an asset in the lists, its marks and its deadlines; derived from its events and its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.asset import ENDED, fold_asset
from thads_desktop.domain.text import bare, sort_key
from thads_desktop.law import asset_ways
from thads_desktop.law.deadlines import PASSING
from thads_desktop.services import asset_facts, units
from thads_desktop.services.projecting import Names, owed_title
from thads_desktop.storage.projections import AssetRow, DeadlineRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.asset_facts import AssetNow
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: State -> the step that usually comes next, where no term names one. A suggestion of the program, no rule of law.
NEXT = {
    "card": "asset_seized", "seized": "valuation_contract", "valuing": "valuation_received", "valued": "auction_contract",
    "revaluing": "valuation_contract", "auction": "auction_day", "failed": "price_cut", "cut": "auction_day", "taking": "asset_handed_over",
    "redeemed": "seizure_released", "sold": "buyer_paid", "paid": "asset_handed_over", "handed": "paid_out",
}  # fmt: skip
_LINE = 200


def asset(desk: Desk, uow: UnitOfWork, key: str, folded: Mapping[str, MatterState] | None = None) -> None:
    """Refresh one asset; its matters are the caller's to refresh. folded: matters whose state the caller knows."""
    if not fold_asset(uow.events_of(f"asset:{key}")).exists:
        uow.projections.drop_asset(key)
        uow.projections.put_deadlines(f"asset:{key}", [])
        return
    found = asset_facts.now(desk, uow, key, folded)
    row = line(desk, uow, found)
    commune = units.current(str(found.row.get("commune", "")), desk.clock.today())
    values = found.row.get("values", {})
    marks = (*found.kind.marks_of(values, commune), *found.kind.weak_of(values))
    uow.projections.put_asset(row, found.state.matters, marks, (*found.state.owners, *found.state.co_owners))
    uow.projections.put_deadlines(f"asset:{key}", [_deadline(row, d) for d in found.open])


def everything(desk: Desk, uow: UnitOfWork) -> None:
    """Refresh every asset."""
    for subject in uow.subjects("asset"):
        asset(desk, uow, subject.partition(":")[2])


def of_party(desk: Desk, uow: UnitOfWork, party: str) -> None:
    """Refresh the assets of a party whose name has changed."""
    for key in uow.projections.assets.of_party(party):
        asset(desk, uow, key)


def of_matter(desk: Desk, uow: UnitOfWork, key: str, state: MatterState) -> list[Deadline]:
    """Refresh the assets of a matter that has just changed; what is open of them, for its next step."""
    found: list[Deadline] = []
    for each in uow.projections.assets.of_matter(key):
        asset(desk, uow, each, {key: state})
        if (row := uow.projections.assets.row(each)) is not None and not row.closed:
            found += asset_facts.now(desk, uow, each, {key: state}).open
    return found


def line(desk: Desk, uow: UnitOfWork, found: AssetNow) -> AssetRow:
    """The asset's line, as of now."""
    state, values = found.state, found.row.get("values", {})
    names = Names(uow)
    owners = ", ".join(x for p in (*state.owners, *state.co_owners) if (x := names.name("party", p)))
    matter = state.matters[0] if state.matters else ""
    rowid = uow.projections.matter_id(matter) if matter else None
    of = uow.projections.matter_rows([rowid])[0] if rowid is not None else None
    duty = next((d for d in found.open if d.rule not in PASSING), None) or next(iter(found.open), None)
    hint = asset_ways.table().says(NEXT.get(state.stage, ""))
    commune = str(found.row.get("commune", ""))
    words = [found.title, owners, of.number_text if of is not None else "", units.label(commune, desk.clock.today()), *map(str, values_open(found))]
    secret = [str(values[f.name]) for f in found.kind.fields if f.secret and values.get(f.name)]
    seized = min((s.day for s in state.seizures), default=None)
    title = found.title if len(found.title) <= _LINE else f"{found.title[: _LINE - 1]}…"
    return AssetRow(
        asset=found.asset, kind=state.kind, title=title, title_sort=sort_key(title), owner=owners, owner_sort=sort_key(owners), commune=commune,
        stage=state.stage, matter=matter, number_text=of.number_text if of is not None else "", officer=of.officer if of is not None else "",
        value=state.sold if state.sold is not None else state.price, seized=seized, next_due=duty.due if duty is not None else None,
        next_title=owed_title(duty, names) if duty is not None else hint, waits=duty is not None and duty.rule in PASSING,
        closed=state.stage in ENDED and duty is None and state.stage != "card",
        found=_folded(words), found_apart=_folded(secret), last_seq=state.last_seq,
    )  # fmt: skip


def values_open(found: AssetNow) -> list[str]:
    """What stands on the card and is no secret."""
    values = found.row.get("values", {})
    return [str(values[f.name]) for f in found.kind.fields if values.get(f.name) and not f.secret]


def _deadline(row: AssetRow, d: Deadline) -> DeadlineRow:
    return DeadlineRow(
        subject=f"asset:{row.asset}", rule=d.rule, case_=d.case, title=f"{d.title} ({row.title})", born=d.born, due=d.due, cite=d.cite,
        officer=row.officer, number_text=row.number_text, debtor=row.owner,
    )  # fmt: skip


def _folded(words: Sequence[str]) -> str:
    return " ".join(" ".join(bare(w) for w in words if w).split())
