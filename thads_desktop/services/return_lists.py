"""The lists that go with a return at months 3, 6, 10 and 12 (``forms/returns``: ``[[list]]``), named, printed and written.

Which matters or entries stand in a list follows from the facts of the return; what is said of each, from the registers, as the account may
read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.books import books
from thads_desktop.returns.listings import Line, lines_of
from thads_desktop.returns.record_words import OPEN, REFUSED, SETTLED, SOURCES
from thads_desktop.returns.records import ENTRY
from thads_desktop.returns.vocabulary import LINES
from thads_desktop.services import book_projecting, book_rights, masking, masking_text, people
from thads_desktop.services.book_values import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.domain.listing import Cell
    from thads_desktop.returns.regime import ListSpec
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.services.reporting import Made
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader

#: Heading, share of the width and stand of each column.
_COLUMNS: Mapping[str, ListColumn] = {
    "number": ListColumn("Số", 15), "day": ListColumn("Ngày", 9, "centre"), "debtor": ListColumn("Người phải thi hành án", 20),
    "creditor": ListColumn("Người được thi hành án", 18), "content": ListColumn("Nội dung", 26), "officer": ListColumn("Chấp hành viên", 14),
    "part": ListColumn("Số cũ, mới", 10), "state": ListColumn("Tình trạng cuối kỳ", 14), "opening": ListColumn("Phải thi hành (đồng)", 13, "right"),
    "collected": ListColumn("Đã thu trong kỳ (đồng)", 13, "right"), "rest": ListColumn("Còn lại (đồng)", 13, "right"),
    "who": ListColumn("Người yêu cầu, liên quan", 20), "handler": ListColumn("Người giải quyết", 14),
    "asked": ListColumn("Số tiền yêu cầu (đồng)", 13, "right"), "given": ListColumn("Số tiền bồi thường (đồng)", 13, "right"),
}  # fmt: skip
_PARTS = {"old": "năm trước chuyển sang", "new": "mới thụ lý", "book": "đã ở sổ riêng từ trước kỳ", "book_now": "chuyển sổ riêng trong kỳ"}
_STATES = {
    "enforcing": "đang thi hành", "deferral_agreed": "hoãn do đương sự đồng ý", "deferral": "hoãn", "suspension": "tạm đình chỉ",
    "lacks_means": "chưa có điều kiện", "separate_book": "sổ theo dõi riêng", "done": "thi hành xong", "terminated": "đình chỉ",
    "delegated": "ủy thác", "withdrawn": "thu hồi", "cancelled": "hủy", OPEN: "đang giải quyết", SETTLED: "đã xong", REFUSED: "không thụ lý",
}  # fmt: skip
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A list with its lines in words: key of the matter, or ``entry:`` and the entry's id, and its cells in the order of the columns."""

    spec: ListSpec
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class EntryBrief:
    """An entry of a book as it stands behind a cell, under the names of a line of matters; status: its state in words."""

    number_text: str
    decision_day: date | None
    debtor: str
    officer_name: str
    status: str


def brief(desk: Desk, reader: Reader, key: str) -> EntryBrief | None:
    """What stands behind a cell; of a book that the account may not see only that it is there."""
    book = books().get(key.removeprefix(ENTRY).partition(".")[0])
    if book is None or not desk.may(book.see):
        return EntryBrief(book.short if book else "", None, "(sổ này không thuộc quyền xem của tài khoản)", "", "")
    (said,) = _entries(desk, reader, [Line(key)]) or (None,)
    if said is None:
        return None
    cells = said[2]
    day = cells["day"]
    who, handler = str(cells["who"] or ""), str(cells["handler"] or "")
    return EntryBrief(str(cells["number"]), day if isinstance(day, date) else None, who, handler, book.short)


def is_entry(key: str) -> bool:
    """The key of what is counted is that of an entry of a book."""
    return key.startswith(ENTRY)


def entry_of(key: str) -> str:
    """The entry's id in such a key."""
    return key.removeprefix(ENTRY)


def counts_matters(made: Made, measure: str) -> bool:
    """The forms of a measure count matters, not records."""
    return LINES in made.regime.sources(measure)


def plain(made: Made) -> list[dict[str, Any]]:
    """The lists of a return for its document: which matters and entries stand in each."""
    found = ((spec, [x.key for x in lines_of(spec, made.facts, made.records)]) for spec in made.regime.lists)
    return [{"list": s.id, "title": s.title, "count": len(keys), "keys": keys} for s, keys in found]


def show(desk: Desk, made: Made, wanted: str) -> Shown:
    """One list, numbered by day and number. Refused("return.unknown_list" | "rights.none")."""
    spec = next((x for x in made.regime.lists if x.id == wanted), None)
    if spec is None:
        facts = {"list": wanted[:40], "known": ", ".join(x.id for x in made.regime.lists) or "không có"}
        raise Refused(Refusal("return.unknown_list", facts, "list"))
    lines = lines_of(spec, made.facts, made.records)
    with desk.reading() as reader:
        said = _matters(desk, reader, made, lines) if spec.source == LINES else _entries(desk, reader, lines)
    ordered = sorted(said, key=lambda x: x[0])
    columns = (ListColumn("STT", 4, "right"), *(_COLUMNS[c] for c in spec.columns))
    rows = tuple((key, (at, *(cells.get(c) for c in spec.columns))) for at, (_order, key, cells) in enumerate(ordered, 1))
    return Shown(spec, columns, rows)


def listing(desk: Desk, made: Made, shown: Sequence[Shown]) -> Listing:
    """Lists as one document: signed as the return is."""
    with desk.reading() as reader:
        who = people.identity(reader, made.end)
        heads = [p.name for p in people.posts(reader) if p.post == "head" and p.on(made.end)]
    tables = tuple(
        ListTable(
            s.spec.title if len(shown) > 1 else "", s.columns, tuple(cells for _key, cells in s.rows),
            " ".join(x for x in ("" if s.rows else "Không có việc nào.", s.spec.note) if x),
        )
        for s in shown
    )  # fmt: skip
    title = shown[0].spec.title if len(shown) == 1 else "Các danh sách kèm báo cáo thống kê"
    said = (
        f"Kỳ {made.period_words}, từ {short_date(made.start)} đến {short_date(made.end)}, theo {made.regime.circular}",
        "" if made.closed else "Bản chưa chốt: số liệu còn có thể thay đổi.",
    )
    return Listing(
        title, who.parent, who.name, who.place, desk.clock.today(), tuple(x for x in said if x), tables, (), ("Người lập biểu", ""),
        (who.head_title, heads[0] if heads else ""), f"Số liệu đến sự kiện {made.seq}", sealed=True,
    )  # fmt: skip


def files(desk: Desk, made: Made) -> dict[str, bytes]:
    """Every list of the period as workbook and print, by ending; {} where none is due. Lists of books that the account may not see
    are left out."""
    from thads_desktop.exchange.listing_book import write_listing
    from thads_desktop.printing.listing_sheet import draw_listings

    shown = [show(desk, made, spec.id) for spec in made.regime.lists if _may(desk, spec)]
    if not shown:
        return {}
    whole = listing(desk, made, shown)
    return {".xlsx": write_listing(whole), ".pdf": draw_listings(listing(desk, made, [s]) for s in shown)}


def _may(desk: Desk, spec: ListSpec) -> bool:
    return spec.source == LINES or not SOURCES[spec.source].book or desk.may(book_rights.named(SOURCES[spec.source].book).see)


_Said = tuple[tuple[Any, ...], str, dict[str, "Cell"]]


def _matters(desk: Desk, reader: Reader, made: Made, lines: Sequence[Line]) -> list[_Said]:
    names = masking.names(desk, reader)
    ids = {x.key: reader.projections.matter_id(x.key) for x in lines}
    found = reader.projections.matter_rows([n for n in ids.values() if n is not None])
    rows = {r.matter: r for r in masking.rows(desk, reader, found)}
    return [_matter(names, made, x, rows.get(x.key)) for x in lines]


def _matter(names: Names, made: Made, x: Line, row: MatterRow | None) -> _Said:
    kept = names.row("matter", x.key)
    texts = kept.get("obligations") or {}
    told = [str(texts[str(n)]) for n in x.lines if texts.get(str(n))]
    content = "; ".join(told[:_NAMED]) + (f" và {len(told) - _NAMED} khoản nữa" if len(told) > _NAMED else "")
    cells: dict[str, Cell] = {
        "number": row.number_text if row else str(kept.get("number_text", x.key)), "day": row.decision_day if row else None,
        "debtor": row.debtor if row else "", "creditor": row.creditor if row else "", "content": content,
        "officer": made.office.officers.get(x.officer, "") or "chưa phân công", "part": _PARTS[x.part], "state": _STATES.get(x.state, x.state),
        "opening": x.opening, "collected": x.collected, "rest": x.rest,
    }  # fmt: skip
    return ((row.decision_day.isoformat() if row else "", row.number if row else 0, x.key), x.key, cells)


def _entries(desk: Desk, reader: Reader, lines: Sequence[Line]) -> list[_Said]:
    names = masking.names(desk, reader)
    young = masking.young_names(reader, desk.clock.today().year) if masking.hides(desk) else None
    found: list[_Said] = []
    for x in lines:
        row = reader.row("entry", x.key.removeprefix(ENTRY)) or {}
        book = books().get(str(row.get("book", "")))
        if book is None:
            continue
        desk.require(book.see)
        values = row["values"]
        who, what = (str(values.get(n, "")) for n in (book.who, book.what))
        if young is not None:
            who, what = masking_text.hidden(who, young), masking_text.hidden(what, young)
        cells: dict[str, Cell] = {
            "number": book_projecting.number_text(book, row), "day": day_of(values, book.day), "who": who, "content": what,
            "handler": names.name("person", str(values.get(book.handler, ""))), "state": _STATES.get(x.state, x.state),
            "asked": x.asked or None, "given": x.given or None,
        }  # fmt: skip
        found.append(((row["year"], row["number"], x.key), x.key, cells))
    return found
