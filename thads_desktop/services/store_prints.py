"""Papers of the store as listings: orders, vouchers, minutes of handing over, an item's card, the stock of a day, the register of a year.

The circular's own layouts are not established here, so that none bears the code of a form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import quantity, store_events as se
from thads_desktop.domain.dates import period, short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.store import item_of
from thads_desktop.law import store_law
from thads_desktop.services import inspection_files, masking, people, store_queries
from thads_desktop.storage.item_lists import ItemFilter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.services.store_queries import Card, ItemLine
    from thads_desktop.storage.reader import Reader

#: A print of more lines than this is read by nobody.
MOST = 20_000
RECONSTRUCTED = (
    "Bố cục do chương trình dựng lại: mẫu sổ, lệnh, phiếu, thẻ kho của Thông tư 04/2023/TT-BTP chưa xác lập trong chương trình nên không in ký hiệu mẫu."
)
FOUR = "Biên bản lập thành 04 bản."
_ITEMS = "STT 5|Mã 13|Tên, tình trạng vật chứng, tài sản 40|Số lượng 13|Việc, bản án 22|Ghi chú 20"
_REGISTER = (
    "Mã 14|Ngày nhập 11|Lệnh, phiếu nhập 11|Tên, tình trạng 20|Số lượng 8|Người giao 12|Việc, bản án 19|Ngày xuất 11|Lệnh, phiếu xuất 11|"
    "Người nhận, cách xử lý 17|Xuất 7|Còn lại 7"
)
#: What is printed of an order or voucher: key -> (title, whose events).
PAPERS = {
    "order_in": ("Lệnh nhập kho", se.ItemTaken), "voucher_in": ("Phiếu nhập kho vật chứng, tài sản", se.ItemTaken),
    "order_out": ("Lệnh xuất kho", se.ItemOut), "voucher_out": ("Phiếu xuất kho vật chứng, tài sản", se.ItemOut),
    "handover_in": ("Biên bản giao nhận vật chứng, tài sản", se.ItemTaken), "handover_out": ("Biên bản giao nhận vật chứng, tài sản", se.ItemOut),
}  # fmt: skip


def paper(desk: Desk, which: str, day: date, order: str) -> Listing:
    """An order, a voucher or the minutes of everything under an order on a day; which: of ``PAPERS``."""
    title, kind = PAPERS[which]
    found = store_queries.under_order(desk, kind, day, order)
    if not found:
        raise Refused(Refusal("store.nothing_chosen"))
    rows: list[tuple[Cell, ...]] = []
    givers: dict[str, None] = {}
    vouchers: dict[str, None] = {}
    law = store_law.load()
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        for at, (line, body) in enumerate(found, 1):
            row = names.row("item", line.item)
            vouchers[body.voucher] = None
            note = "; ".join(str(row.get(n, "")) for n in ("seal", "note") if row.get(n))
            if isinstance(body, se.ItemOut):
                givers[store_queries.receiver(names, body)] = None
                reason = law.reason(body.reason, day)
                note = "; ".join(x for x in (reason.title if reason else "", str(names.row("item_out", body.row).get("note", ""))) if x)
            else:
                givers[str(row.get("giver", ""))] = None
            name = "; ".join(x for x in (line.name, str(row.get("state", ""))) if x)
            rows.append((at, line.code, name, f"{quantity.shown(body.quantity)} {line.unit}", _about(line), note))
    incoming = kind is se.ItemTaken
    other = ", ".join(x for x in givers if x)
    numbered = " số ".join(("Phiếu", *[v for v in vouchers if v][:1])) if which.startswith("voucher") and any(vouchers) else ""
    said = (f"Theo lệnh số {order} ngày {short_date(day)}" if not which.startswith("order") else f"Số {order}", numbered)
    who = f"{'Người giao' if incoming else 'Người nhận'}: {other or '…………………………'}"
    notes = (*((FOUR,) if which.startswith("handover") else ()), RECONSTRUCTED)
    left, between = _signers(desk, which, other)
    return _listing(desk, title, (*(x for x in said if x), who), (table("", _ITEMS, rows),), notes, left, between, day=day)


def card(desk: Desk, made: Card) -> Listing:
    """An item's stock card with the running balance."""
    line, words = made.line, made.words
    facts = [
        ("Mã", line.code), ("Tên", line.name), ("Tình trạng khi nhập", words.get("state", "")), ("Niêm phong", words.get("seal", "")),
        ("Của ai", line.owner), ("Việc thi hành án", line.number_text), ("Bản án, quyết định", made.judgment), ("Bản án tuyên", line.fate),
        ("Nơi giữ", ", ".join(x for x in (line.place, line.spot) if x)),
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (x.day, x.what, x.detail, ", ".join(n for n in (x.order, x.voucher) if n), x.came, x.went, x.left) for x in made.lines
    ]
    lines = table("", "Ngày 9|Nội dung 15|Chi tiết 40|Lệnh, phiếu 16|Nhập 9|Xuất 9|Tồn 12", rows, right=(4, 5, 6))
    about = table("", "Mục 18|Ghi nhận 82", [f for f in facts if f[1]])
    return _listing(desk, "Thẻ kho", (), (about, lines), (RECONSTRUCTED,), ("Thủ kho", ""), (("Kế toán", ""),))


def stock(desk: Desk, asked: ItemFilter, said: str) -> Listing:
    """What the store holds under a filter. Refused when there are too many."""
    count = len(store_queries.ids(desk, asked))
    if count > MOST:
        raise Refused(Refusal("store.too_many", {"count": dong(count), "limit": dong(MOST)}, "search"))
    rows: list[tuple[Cell, ...]] = [
        (x.code, x.taken, x.name, x.rest, x.fate, ", ".join(p for p in (x.place, x.spot) if p), _about(x), x.owner)
        for x in store_queries.lines(desk, asked)
    ]
    whole = table("", "Mã 12|Ngày nhập 9|Tên 30|Còn lại 12|Bản án tuyên 14|Nơi giữ 20|Việc, bản án 18|Của ai 16", rows)
    notes = (store_law.load().move_note,) if asked.show == "move" else ()
    return _listing(desk, "Danh sách vật chứng, tài sản tạm giữ", (said, f"{dong(len(rows))} món"), (whole,), notes, ("Thủ kho", ""), (("Kế toán", ""),))


def register(desk: Desk, year: int) -> Listing:
    """The register of a statistical year: what was here when it began, what came in, what went out. Refused when there are too many lines."""
    desk.require("store")
    start, end = period(year, 12)
    rows: list[tuple[Cell, ...]] = []
    counts = {"before": 0, "in": 0, "out": 0, "after": 0}
    with desk.reading() as reader:
        lists = reader.projections.items
        found = lists.rows(lists.ids(ItemFilter(show="all"), descending=False))
        shown = dict(zip(found, store_queries.rows_in_order(desk, list(found)), strict=True))
        for at, row in found.items():
            if row.taken > end or (row.rest == 0 and row.last < start):
                continue
            line = shown[at]
            if line is not None:
                _register_rows(desk, reader, line, start, end, rows, counts)
            if len(rows) > MOST:
                raise Refused(Refusal("store.too_many", {"count": dong(len(rows)), "limit": dong(MOST)}, "year"))
    said = (f"Năm thống kê {year}, từ {short_date(start)} đến {short_date(end)}",)
    counted = f"Đầu kỳ {counts['before']} món; nhập {counts['in']} món; xuất hết {counts['out']} món; cuối kỳ còn {counts['after']} món."
    whole = table("", _REGISTER, rows, right=(10, 11))
    return _listing(
        desk, "Sổ theo dõi vật chứng, tài sản kê biên, tạm giữ", said, (whole,), (counted, RECONSTRUCTED), ("Người lập", ""),
        (("Thủ kho", ""), ("Kế toán", "")),
    )  # fmt: skip


def _register_rows(
    desk: Desk, reader: Reader, line: ItemLine, start: date, end: date, rows: list[tuple[Cell, ...]], counts: dict[str, int],
) -> None:  # fmt: skip
    s = item_of(reader.events_of(f"item:{line.item}"), end)
    names = masking.names(desk, reader)
    row = names.row("item", line.item)
    taken = next(m.event.body for m in s.moves if isinstance(m.event.body, se.ItemTaken))
    before = next((m.left for m in reversed(s.moves) if m.day < start), 0)
    new = line.taken >= start
    if not new and not before:
        return
    counts["in" if new else "before"] += 1
    counts["after" if s.left else "out"] += 1
    name = "; ".join(x for x in (line.name, str(row.get("state", ""))) if x)
    came = (line.taken, ", ".join(x for x in (taken.order, taken.voucher) if x), name,
            f"{quantity.shown(taken.quantity if new else before)} {line.unit}", str(row.get("giver", "")), _about(line))  # fmt: skip
    went = [m for m in s.moves if m.change < 0 and m.day >= start]
    head: tuple[Cell, ...] = (line.code, *came)
    if not went:
        rows.append((*head, "", "", "", "", f"{quantity.shown(s.left)} {line.unit}"))
    for m in went:
        out = (m.day, *_went(names, m.event.body, m.day), quantity.shown(-m.change), f"{quantity.shown(m.left)} {line.unit}")
        rows.append((*head, *out))
        head = ("",) * len(head)


def _went(names: Names, body: object, day: date) -> tuple[str, str]:
    """(order and voucher, who received it and why)."""
    if not isinstance(body, se.ItemOut):
        return "", "Hư hỏng, mất mát"
    reason = store_law.load().reason(body.reason, day)
    to = store_queries.receiver(names, body)
    return ", ".join(x for x in (body.order, body.voucher) if x), "; ".join(x for x in (to, reason.title if reason else "") if x)


def _signers(desk: Desk, which: str, other: str) -> tuple[tuple[str, str], tuple[tuple[str, str], ...]]:
    incoming = which.endswith("_in")
    if which.startswith("order"):
        return ("Người lập", ""), ()
    side = ("Người giao" if incoming else "Người nhận", other if len(other) < 40 else "")
    if which.startswith("handover"):
        return (("Bên giao", "") if incoming else ("Bên nhận", "")), (("Thủ kho", ""), ("Kế toán", ""))
    return side, (("Thủ kho", ""), ("Kế toán", accountant(desk)))


def accountant(desk: Desk) -> str:
    """The name of the accountant in post; "" where there is none, or several."""
    today = desk.clock.today()
    with desk.reading() as reader:
        found = [p.name for p in people.posts(reader) if p.post == "accountant" and p.on(today)]
    return found[0] if len(found) == 1 else ""


def head_of(desk: Desk) -> tuple[str, str]:
    """(title, name) of the head today."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    return people.signs(who, heads)


def _listing(
    desk: Desk, title: str, said: tuple[str, ...], tables: tuple[ListTable, ...], notes: tuple[str, ...], left: tuple[str, str],
    between: tuple[tuple[str, str], ...] = (), *, day: date | None = None,
) -> Listing:  # fmt: skip
    today = day or desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        proof = inspection_files.proof(reader.head(), short_date(desk.clock.today()))
    return Listing(title, who.parent, who.name, who.place, today, said, tables, notes, left, head_of(desk), proof, between)


def made(
    desk: Desk, title: str, said: tuple[str, ...], tables: tuple[ListTable, ...], notes: tuple[str, ...], left: tuple[str, str],
    between: tuple[tuple[str, str], ...], right: tuple[str, str],
) -> Listing:  # fmt: skip
    """A listing of the store whose signers were named."""
    from dataclasses import replace

    return replace(_listing(desk, title, said, tables, notes, left, between), right=right)


def _about(line: ItemLine) -> str:
    return "; ".join(x for x in (line.number_text, f"BA {line.judgment}" if line.judgment else "") if x)


def table(title: str, heads: str, rows: Sequence[tuple[Cell, ...]], *, right: tuple[int, ...] = ()) -> ListTable:
    """heads: "heading share", parted by a stroke; right: columns that stand at the right."""
    columns = []
    for at, head in enumerate(heads.split("|")):
        words, _, share = head.rpartition(" ")
        columns.append(ListColumn(words, float(share), "right" if at in right else "left"))
    return ListTable(title, tuple(columns), tuple(rows), "" if rows else "Không có dòng nào.")


