"""What would close the gap: concrete matters nearest to done first, each by collecting, paying out, delivering or a lawful ending.

A matter's classification is never touched: only what counts as with means and is being enforced stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.returns.compute import contributions
from thads_desktop.returns.vocabulary import OPEN_STATES
from thads_desktop.services import books, masking

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.target_series import Series
    from thads_desktop.storage.reader import Reader

#: The closed list of ways, nearest first.
WAYS = {
    "payout": "đã thu đủ: chi trả, ghi thi hành xong",
    "paid_asset": "tài sản đã bán, người mua nộp đủ tiền: giao tài sản, chi trả",
    "ground": "căn cứ đình chỉ đã ghi: ra quyết định đình chỉ",
    "sold_asset": "tài sản đã bán: thu đủ tiền mua, giao tài sản",
    "act": "nghĩa vụ không phải tiền: tổ chức thực hiện",
    "collect": "thu tiếp số còn lại",
}
_RANK = {way: at for at, way in enumerate(WAYS)}
_STAGES = {"handed": "paid_asset", "paid": "paid_asset", "sold": "sold_asset"}
#: An obligation like that keeps its matter open, whatever becomes of the others.
_HELD_BACK = frozenset(OPEN_STATES) - {"enforcing"}
MOST = 500


@dataclass(frozen=True, slots=True)
class Way:
    """rest: đồng still to come; part: another obligation of the matter is held back, so that it is not done with this; matters_so_far,
    money_so_far: what all is done by then, with all rows above."""

    matter: str
    number_text: str
    debtor: str
    officer: str
    way: str
    rest: int
    part: bool
    matters_so_far: int
    money_so_far: int


def of(desk: Desk, reader: Reader, series: Series, scope: str = "", most: int = MOST) -> list[Way]:
    """The ways of an office, or of one officer."""
    grounds = series.moves.grounds if series.moves is not None else set()
    mine = [f for f in series.facts if scope in ("", f.officer)]
    criteria = series.regime.of_measure("viec")
    done = {matter for matter, n in contributions(criteria, mine, "c8") if n}
    pool = {matter for matter, n in contributions(criteria, mine, "c7") if n} - done
    rest: dict[str, int] = {}
    money: set[str] = set()
    officer: dict[str, str] = {}
    held_back = {f.matter for f in mine if f.line_state in _HELD_BACK}
    for f in mine:
        # Held back by a deferral or a suspension it cannot be driven on, whatever the form counts it as.
        if f.matter not in pool or f.state != "enforcing":
            continue
        rest[f.matter] = rest.get(f.matter, 0) + (f.rest if f.line_state == "enforcing" else 0)
        officer[f.matter] = f.officer
        if f.opening or f.collected:
            money.add(f.matter)
    assets = _assets(reader, rest)
    found = []
    for matter, left in rest.items():
        way = "payout" if not left and matter in money else assets.get(matter) or ("ground" if matter in grounds else "")
        found.append((matter in held_back, _RANK[way or ("collect" if left else "act")], left, matter, way or ("collect" if left else "act")))
    found = sorted(found)[:most]
    rows = rows_of(desk, reader, [m for _p, _r, _l, m, _w in found])
    made: list[Way] = []
    matters = so_far = 0
    for part, _rank, left, matter, way in found:
        matters, so_far = matters + (not part), so_far + left
        number, debtor = rows.get(matter, (matter, ""))
        made.append(Way(matter, number, debtor, officer[matter], way, left, part, matters, so_far))
    return made


def _assets(reader: Reader, matters: dict[str, int]) -> dict[str, str]:
    """Matter -> how near its assets are to be delivered; one that lies farther back counts no more."""
    from thads_desktop.storage.projections import AssetFilter

    lists = reader.projections.assets
    found: dict[str, str] = {}
    for row in lists.rows(lists.ids(AssetFilter())).values():
        way = _STAGES.get(row.stage)
        if way is not None and row.matter in matters and _RANK[way] < _RANK.get(found.get(row.matter, "collect"), 99):
            found[row.matter] = way
    return found


def rows_of(desk: Desk, reader: Reader, matters: list[str]) -> dict[str, tuple[str, str]]:
    """Number with its day, and debtor, as this account may see them."""
    ids = [n for n in (reader.projections.matter_id(m) for m in matters) if n is not None]
    return {r.matter: (books.spelled(r), r.debtor) for r in masking.rows(desk, reader, reader.projections.matter_rows(ids))}
