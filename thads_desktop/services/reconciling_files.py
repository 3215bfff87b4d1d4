"""A reconciliation on paper and in a workbook: what differs with both figures and our movements, totals; signed by officer and accountant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.law import cash_law
from thads_desktop.services import inspection_files, people, reconciling

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reconciling import Comparison, Pair, Three

_COLUMNS = (
    ListColumn("Số quyết định", 15), ListColumn("Ngày", 12), ListColumn("Kế toán: thu", 12, "right"), ListColumn("Kế toán: chi", 12, "right"),
    ListColumn("Kế toán: tồn", 12, "right"), ListColumn("Sổ: thu", 12, "right"), ListColumn("Sổ: chi", 12, "right"), ListColumn("Sổ: tồn", 12, "right"),
    ListColumn("Ngoài sổ", 12, "right"),
    ListColumn("Lệch thu", 11, "right"), ListColumn("Lệch chi", 11, "right"), ListColumn("Lệch tồn", 11, "right"), ListColumn("Kết quả", 13),
)  # fmt: skip
_MOVES = (
    ListColumn("Số quyết định", 15), ListColumn("Ngày", 9), ListColumn("Nội dung", 26), ListColumn("Biên lai, chứng từ", 15),
    ListColumn("Số tiền", 14, "right"),
)  # fmt: skip
#: Of so many matters that differ the movements are printed.
MOST = 200


def listing(desk: Desk, made: Comparison) -> Listing:
    """What is printed or written; movements of the matters that differ, as the log has them now."""
    today = desk.clock.today()
    off = [p for p in made.pairs if p.state != "agrees"]
    moves: list[tuple[Cell, ...]] = []
    for p in off[:MOST]:
        if p.matter:
            moves += [
                (p.number, x.day, x.words, x.receipt, x.income or x.spent or x.within) for x in reconciling.movements(desk, p.matter, made.start, made.end)
            ]
    with desk.reading() as reader:
        who = people.identity(reader, today)
        head = reader.head()
    kept = f"Lưu lúc {made.at}, {made.who}; mã số liệu {made.digest[:16]}." if made.key else "Chưa lưu lần đối chiếu này."
    notes = [cash_law.law().said["reconciliation"].words, reconciling.NOTES[1], reconciling.NOTES[2], reconciling.UNTOLD, kept]
    if len(off) > MOST:
        notes.append(f"Chỉ in các khoản thu, chi của {MOST} việc lệch đầu tiên trong {len(off)} việc.")
    return Listing(
        "Bảng đối chiếu số liệu với kế toán", who.parent, who.name, who.place, today,
        (f"Từ ngày {short_date(made.start)} đến ngày {short_date(made.end)}", reconciling.summary(made)),
        (_table("Việc không khớp", off, made), ListTable("Các khoản trong kỳ của việc không khớp", _MOVES, tuple(moves), "" if moves else "Không có.")),
        tuple(notes), ("Chấp hành viên", ""), ("Kế toán", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _table(title: str, pairs: list[Pair], made: Comparison) -> ListTable:
    rows: list[tuple[Cell, ...]] = [
        (p.number, p.day, *_three(p.theirs), *_ours(p.ours), *_signs(p.theirs - p.ours), reconciling.STATES[p.state]) for p in pairs
    ]
    agree = [p for p in made.pairs if p.state == "agrees"]
    if agree:
        theirs = sum((p.theirs for p in agree), reconciling.Three())
        rows.append((f"{len(agree)} việc khớp", None, *_three(theirs), *_ours(sum((p.ours for p in agree), reconciling.Three())), "", "", "", "khớp"))
    rows.append(("Cộng", None, *_three(made.theirs), *_ours(made.ours), *_signs(made.theirs - made.ours), "lệch" if made.differ else "khớp"))
    return ListTable(title, _COLUMNS, tuple(rows))


def _three(t: Three) -> tuple[int, int, int]:
    return (t.collected, t.paid, t.held)


def _ours(t: Three) -> tuple[int | None, ...]:
    return (*_three(t), t.untold or None)


def _signs(t: Three) -> tuple[Cell, ...]:
    """Differences; nothing where there is none."""
    return tuple(n or "" for n in _three(t))


def file_name(made: Comparison) -> str:
    """What a file of it is called, without ending."""
    return f"doi-chieu-{made.start:%Y%m%d}-{made.end:%Y%m%d}"
