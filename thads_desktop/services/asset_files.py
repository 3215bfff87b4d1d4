"""Assets on paper and in a workbook: the list as it is filtered, and the sheet of one asset with its chain and its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import asset_queries, inspection_files, people

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.asset_queries import AssetLine, AssetView
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import AssetFilter

#: A print of more lines than this is read by nobody.
MOST = 20_000
EMPTY = "Không có tài sản nào như vậy."
_LIST = (
    ListColumn("Tài sản", 26), ListColumn("Chủ sở hữu", 14), ListColumn("Nơi có tài sản", 14), ListColumn("Việc số", 12),
    ListColumn("Chấp hành viên", 11), ListColumn("Tình trạng", 12), ListColumn("Kê biên", 10.5), ListColumn("Giá (đồng)", 13, "right"),
    ListColumn("Bước tiếp theo", 16), ListColumn("Hạn", 10.5),
)  # fmt: skip


def listing(desk: Desk, asked: AssetFilter, shown: str) -> Listing:
    """The assets under a filter, what is due first. shown: which they are, in words. Refused when there are too many."""
    count = len(asset_queries.ids(desk, asked))
    if count > MOST:
        raise Refused(Refusal("asset.too_many", {"count": dong(count), "limit": dong(MOST)}, "search"))
    rows = tuple(_row(line) for line in asset_queries.lines(desk, asked))
    return _made(desk, "Danh sách tài sản xử lý để thi hành án", (shown,), (ListTable("", _LIST, rows, "" if rows else EMPTY),))


def sheet(desk: Desk, asset: str) -> Listing:
    """The sheet of one asset."""
    view = asset_queries.view(desk, asset)
    return _made(desk, "Phiếu theo dõi tài sản", (view.title, f"Tình trạng: {view.state}"), _tables(view), (view.note,) if view.note else ())


def _tables(view: AssetView) -> tuple[ListTable, ...]:
    card: tuple[tuple[Cell, ...], ...] = (*view.facts, *((label, f"{dong(amount)} đồng") for label, amount in view.money))
    links = tuple(
        (x.number_text, x.how, ", ".join(map(str, x.lines)) or "mọi khoản", x.seized) for x in view.links
    )
    steps = tuple((h.day, h.what, h.detail, h.actor) for h in reversed(view.history) if not h.struck)
    terms = tuple((d.due, d.title, "đã làm ngày " + short_date(d.discharged_on) if d.discharged_on else "chưa làm", d.cite) for d in view.terms)
    return (
        ListTable("Thẻ tài sản", (ListColumn("Mục", 22), ListColumn("Nội dung", 68)), card),
        ListTable("Việc thi hành án", (ListColumn("Việc số", 16), ListColumn("Gắn với việc", 40), ListColumn("Khoản", 16), ListColumn("Kê biên từ", 12)),
                  links, "" if links else "Chưa gắn với việc nào."),
        ListTable("Diễn biến", (ListColumn("Ngày", 10), ListColumn("Việc đã làm", 22), ListColumn("Chi tiết", 48), ListColumn("Người ghi", 16)), steps),
        ListTable("Thời hạn", (ListColumn("Hạn", 10), ListColumn("Việc phải làm", 44), ListColumn("Đã làm", 20), ListColumn("Căn cứ", 26)),
                  terms, "" if terms else "Chưa có thời hạn nào."),
    )  # fmt: skip


def _row(line: AssetLine) -> tuple[Cell, ...]:
    return (
        line.title, line.owner, line.commune, line.number_text, line.officer, line.state, line.seized, line.value, line.next_title, line.next_due,
    )  # fmt: skip


def _made(desk: Desk, title: str, said: tuple[str, ...], tables: tuple[ListTable, ...], notes: tuple[str, ...] = ()) -> Listing:
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        actor = str((reader.row("person", desk.actor) or {}).get("name", ""))
        head = reader.head()
    return Listing(
        title, who.parent, who.name, who.place, today, said, tables, notes, ("Người lập", actor),
        people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
