"""What goes with handed-over matters on paper: the minutes with everybody's signature, and a sheet on the state of each matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.services import book_queries, handover_loose, inspection_files, people, queries
from thads_desktop.services.queries import KIND_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.handover import Part, Plan
    from thads_desktop.services.queries import MatterView

#: Lines of what happened last.
LAST = 8


def minutes(desk: Desk, made: Plan, day: date) -> Listing:
    """Who hands over what to whom, with room for every signature."""
    with desk.reading() as reader:
        who = people.identity(reader, day)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(day)]
        head = reader.head()
    receiving = made.receiving
    shared = "; ".join(f"{name} {len(made.of(person))} việc" for person, name in receiving)
    tables = [_handed(name, made.of(person)) for person, name in receiving if made.of(person)]
    signing: list[tuple[Cell, ...]] = [("Người giao", made.name, ""), *(("Người nhận", name, "") for _person, name in receiving)]
    if made.loose:
        tables.append(_loose(made))
    tables.append(_table("Chữ ký của người giao, người nhận", "Vai 14|Họ tên 26|Chữ ký 40", signing))
    rest = sum(p.matter.rest for p in made.parts)
    notes = ["Hiện trạng từng việc ghi ở phiếu hiện trạng kèm theo; tiền đang giữ, thời hạn và việc được giao chuyển cùng hồ sơ."]
    if left := [x for x in made.loose if not x.officer]:
        notes.append(f"Còn {len(left)} việc được giao, dòng sổ cần người nhận: {'; '.join(x.text for x in left)}.")
    notes.append(handover_loose.NOTE)
    return Listing(
        "Biên bản bàn giao hồ sơ thi hành án", who.parent, who.name, who.place, day,
        (f"Bên giao: {made.name}. Bên nhận: {shared}.", f"Cộng {dong(len(made.parts))} việc, còn phải thi hành {dong(rest)} đồng."), tuple(tables),
        tuple(notes),
        ("Người giao", made.name), people.signs(who, heads), inspection_files.proof(head, short_date(day)),
    )  # fmt: skip


def minutes_pdf(desk: Desk, made: Plan, day: date) -> bytes:
    """The minutes as they are kept."""
    return inspection_files.pdf(minutes(desk, made, day))


def sheets_pdf(
    desk: Desk, matters: Sequence[str], progress: Callable[[int, int, str], object] = lambda _done, _whole, _said: None,
) -> bytes:  # fmt: skip
    """A sheet on the state of each matter, all in one PDF."""
    from thads_desktop.printing.listing_sheet import draw_listings

    def each() -> Iterator[Listing]:
        for done, key in enumerate(matters):
            progress(done, len(matters), "Đang lập phiếu hiện trạng")
            yield sheet(desk, key)

    return draw_listings(each())


def sheet(desk: Desk, matter: str) -> Listing:
    """One matter as whoever takes it over must know it: parties, obligations, state, money held, what is next, what was last."""
    today = desk.clock.today()
    view = queries.matter(desk, matter)
    with desk.reading() as reader:
        who = people.identity(reader, today)
        head = reader.head()
        parties = {p: reader.row("party", p) or {} for p in view.parties}
    state = view.state
    judgment = ", ".join(str(view.judgment.get(n, "")) for n in ("number", "court") if view.judgment.get(n))
    said = [
        f"Quyết định ngày {short_date(state.opened)}, {KIND_WORDS.get(state.kind, '').lower()}; bản án, quyết định: {judgment or 'không ghi'}"
        if state.opened else "",
        f"Trạng thái: {STATUS_WORDS.get(state.status, state.status)}"
        + (f" từ ngày {short_date(state.status_day)}" if state.status_day else "") + f"; chấp hành viên: {view.officer or 'chưa phân công'}",
    ]  # fmt: skip
    return Listing(
        f"Phiếu hiện trạng việc thi hành án số {view.number_text}", who.parent, who.name, who.place, today, tuple(x for x in said if x),
        (_people(view, parties), _obligations(view), _money(view), _next(view), *_of_books(desk, matter), _last(view)), (),
        ("Người giao", view.officer), ("Người nhận", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _handed(name: str, parts: Sequence[Part]) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (n, p.matter.number_text, p.matter.decision_day, p.matter.debtor, p.matter.creditor, p.matter.rest,
         STATUS_WORDS.get(p.matter.status, p.matter.status), p.matter.next_due)
        for n, p in enumerate(parts, 1)
    ]  # fmt: skip
    return _table(
        f"Giao cho {name}: {len(parts)} việc", "TT 4 r|Số quyết định 12|Ngày 8|Người phải thi hành án 20|Người được thi hành án 20|"
        "Còn phải thi hành (đồng) 13 r|Trạng thái 14|Hạn gần nhất 9", rows,
    )  # fmt: skip


def _loose(made: Plan) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (n, handover_loose.KINDS[x.kind], x.text, x.due, x.name or "cần người nhận") for n, x in enumerate(made.loose, 1)
    ]
    return _table("Việc được giao không thuộc hồ sơ, dòng sổ theo dõi", "TT 4 r|Loại 14|Nội dung 46|Hạn 9|Giao cho 20", rows)


def _of_books(desk: Desk, matter: str) -> tuple[ListTable, ...]:
    """The entries of the matter that are watched; nothing where there is none that this account sees."""
    found = _entries(desk, matter)
    return (found,) if found.rows else ()


def _entries(desk: Desk, matter: str) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (x.number_text, x.day, x.who, x.what, x.handler, x.next_due) for x in book_queries.of_matter(desk, matter) if x.state == "open"
    ]
    return _table("Dòng sổ theo dõi của việc", "Số 10|Ngày 8|Ai 18|Nội dung 28|Người phụ trách 16|Hạn 9", rows)


def _people(view: MatterView, parties: dict[str, dict[str, object]]) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        ("phải thi hành" if p in view.debtors else "được thi hành", name, str(parties[p].get("address", "")) if name == parties[p].get("name") else "•••")
        for p, name in view.parties.items()
    ]
    return _table("Đương sự", "Là người 12|Họ tên, tên tổ chức 28|Địa chỉ 40", rows, "Không ghi đương sự.")


def _obligations(view: MatterView) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (x.line, x.text, x.due if x.due is not None else "không phải tiền", x.collected, x.rest, STATUS_WORDS.get(x.state, x.state))
        for x in view.lines
    ]
    return _table("Nghĩa vụ (tiền: đồng)", "Khoản 5 r|Nội dung 36|Phải thi hành 13 r|Đã thu 13 r|Còn lại 13 r|Trạng thái 16", rows, "Không ghi nghĩa vụ.")


def _money(view: MatterView) -> ListTable:
    rows: list[tuple[Cell, ...]] = []
    if view.state.held:
        rows.append(("Tiền thu trên mức phải thi hành, chưa trả", view.state.held))
    if view.held_before:
        rows.append(("Tiền thu trước khi có quyết định, đang giữ cho người nộp", view.held_before))
    return _table("Tiền đang giữ", "Khoản tiền 60|Số tiền (đồng) 20 r", rows, "Không giữ khoản tiền nào.")


def _next(view: MatterView) -> ListTable:
    open_ = sorted((d for d in view.deadlines if d.discharged_on is None), key=lambda d: d.due)
    rows: list[tuple[Cell, ...]] = [(d.due, d.title, d.cite or d.why) for d in open_]
    return _table("Việc sắp phải làm", "Hạn 9|Việc phải làm 40|Căn cứ 34", rows, "Không có thời hạn nào đang chạy.")


def _last(view: MatterView) -> ListTable:
    rows: list[tuple[Cell, ...]] = [(t.day, t.what, t.detail, t.actor) for t in [t for t in view.timeline if not t.minor][:LAST]]
    return _table(f"Diễn biến gần nhất ({LAST} dòng)", "Ngày 9|Diễn biến 30|Chi tiết 32|Người ghi 16", rows, "Chưa có diễn biến.")


def _table(title: str, heads: str, rows: list[tuple[Cell, ...]], none: str = "") -> ListTable:
    """heads: "heading share", parted by a stroke; a trailing r stands right."""
    columns = []
    for head in heads.split("|"):
        right = head.endswith(" r")
        words, _, share = head.removesuffix(" r").rpartition(" ")
        columns.append(ListColumn(words, float(share), "right" if right else "left"))
    return ListTable(title, tuple(columns), tuple(rows), "" if rows else none)
