"""What goes out with papers: how many copies each needs by its own list of recipients, envelopes, and the slip by which they are handed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.documents.envelopes import Envelope, layouts
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inspection_files, people, serving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.serving import Recipient, Table

#: More papers than this are not gone through at once.
MOST = 500


@dataclass(frozen=True, slots=True)
class Copies:
    """Of one paper: how many are printed, and for whom; form: by which both sides and tray are remembered."""

    paper: str
    form: str
    title: str
    number_text: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Envelopes:
    """pdf: one page each; left_out: who has no envelope, and why, in words."""

    pdf: bytes
    count: int
    left_out: tuple[str, ...]


def copies(desk: Desk, papers: Sequence[str]) -> list[Copies]:
    """One for each recipient, and those that stay: of "Lưu: VT, HS THA" one for the office and one for the file."""
    found = []
    for table in _tables(desk, papers):
        names = [name for r in table.rows for name in _each(r.recipient)]
        found.append(Copies(table.paper, table.form, table.title, table.number_text, max(1, len(names)), tuple(names)))
    return found


def _each(who: Recipient) -> list[str]:
    if who.to != "inside":
        return [who.name]
    lead, _, kept = who.name.partition(":")
    return [f"{lead}: {part.strip()}" for part in kept.split(",") if part.strip()] or [who.name]


def envelopes(desk: Desk, papers: Sequence[str], layout: str, only: Sequence[str] = ()) -> Envelopes:
    """One for each recipient outside the office with an address; a body and the procuracy are known by their name.

    only: keys of recipients (``Recipient.key``), () = all. Refused when nobody is left.
    """
    of = layouts().get(layout)
    if of is None:
        raise Refused(Refusal("envelope.bad_layout", {"known": ", ".join(x.title for x in layouts().values())}, "layout"))
    from thads_desktop.printing.envelopes import draw_envelopes

    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
    made: list[Envelope] = []
    left: list[str] = []
    for table in _tables(desk, papers):
        for row in table.rows:
            to = row.recipient
            if to.to == "inside" or (only and to.key not in only):
                continue
            if to.to == "party" and not to.address.strip():
                left.append(f"{to.name} ({table.number_text}): chưa có địa chỉ")
                continue
            made.append(Envelope(tuple(x for x in (who.parent, who.name) if x), table.number_text, to.name, to.address))
    if not made:
        raise Refused(Refusal("envelope.nobody", {"why": "; ".join(left[:3]) + (f" và {len(left) - 3} nơi nhận khác" if len(left) > 3 else "")}))
    return Envelopes(draw_envelopes(made, of), len(made), tuple(left))


def slip(desk: Desk, papers: Sequence[str]) -> Listing:
    """The slip by which papers are handed on or posted: a line for each recipient, room for who takes it. Its heads are not established."""
    tables = _tables(desk, papers)
    today = desk.clock.today()
    columns = (
        ListColumn("STT", 5, "right"), ListColumn("Số, ký hiệu", 14), ListColumn("Ngày", 9), ListColumn("Tên văn bản", 24), ListColumn("Nơi nhận", 24),
        ListColumn("Địa chỉ", 24), ListColumn("Số bản", 6, "right"), ListColumn("Ngày chuyển", 9), ListColumn("Ký nhận, số bưu gửi", 16),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        for row in table.rows:
            if row.recipient.to != "inside":
                rows.append((
                    len(rows) + 1, table.number_text, table.issued, table.title, row.recipient.name, row.recipient.address, 1, row.sent or "", row.proof,
                ))  # fmt: skip
    with desk.reading() as reader:
        who = people.identity(reader, today)
        clerk = str((reader.row("person", desk.actor) or {}).get("name", ""))
        head = reader.head()
    said = f"{len(tables)} văn bản, {len(rows)} nơi nhận"
    note = "Các cột theo cách ghi thông thường của sổ chuyển giao văn bản; mẫu chính thức của ngành chưa được xác lập trong chương trình."
    return Listing(
        "Phiếu gửi, chuyển giao văn bản", who.parent, who.name, who.place, today, (f"Ngày {short_date(today)}; {said}",),
        (ListTable("Văn bản chuyển giao", columns, tuple(rows), "" if rows else "Không có nơi nhận nào."),), (note,), ("Người chuyển giao", clerk),
        ("Người nhận", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _tables(desk: Desk, papers: Sequence[str]) -> list[Table]:
    wanted = list(dict.fromkeys(papers))
    if not wanted:
        raise Refused(Refusal("dispatch.nothing"))
    if len(wanted) > MOST:
        raise Refused(Refusal("dispatch.too_many", {"count": str(len(wanted)), "limit": str(MOST)}))
    return [serving.table(desk, paper) for paper in wanted]
