"""Movements of a period that were struck since, on a list of it: what an earlier print of that day counted and a later one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le, movements
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.office_time import local
from thads_desktop.services import cashier, money_projecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MoneyFilter, MoneyRow
    from thads_desktop.storage.reader import Reader

_COLUMNS = (
    ListColumn("Ngày", 9), ListColumn("Biên lai, chứng từ", 13), ListColumn("Nội dung", 22), ListColumn("Việc, bản án", 15),
    ListColumn("Người nộp, người nhận", 24), ListColumn("Số tiền", 13, "right"), ListColumn("Đã xóa", 20),
)  # fmt: skip
#: Subjects that move money.
_OF = ("matter", "intake", money_projecting.FUND.partition(":")[0])
_SHOWN = ("in", "out", "within")


def tables(desk: Desk, reader: Reader, asked: MoneyFilter) -> list[ListTable]:
    """What was struck of the period, with the day of that; none where nothing was. It counts nowhere."""
    rows: dict[int, MoneyRow] = {}
    said: dict[int, str] = {}
    for at, (row, when) in enumerate(_struck(reader, asked)):
        rows[at], said[at] = row, when
    lines = sorted(cashier.told(desk, reader, rows), key=lambda x: (x.day, x.seq, x.at))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (x.day, x.receipt, x.words, x.about, x.who, x.income or x.spent or x.within, said[x.at]) for x in lines
    )
    return [ListTable("Đã xóa sau khi ghi, không tính vào các số trên", _COLUMNS, cells)] if cells else []


def _struck(reader: Reader, asked: MoneyFilter) -> Iterator[tuple[MoneyRow, str]]:
    subjects = {str(row.get("subject") or f"matter:{row.get('matter', '')}") for row in reader.rows("strike").values()}
    for subject in sorted(s for s in subjects if s.partition(":")[0] in _OF):
        events = reader.events_of(subject)
        struck = {e.body.target: e for e in events if isinstance(e.body, ev.Struck)}
        kind, _, key = subject.partition(":")
        matter = key if kind == "matter" else ""
        officer = fold(events).officer if matter else ""
        if asked.officer and asked.officer != (officer or "-"):
            continue
        for e in events:
            if e.seq not in struck or e.day is None or not asked.since <= e.day <= asked.until:
                continue
            own = [x for x in events if isinstance(x.body, le.ReceiptGiven) and x.body.of == e.seq]
            for m in movements.of_subject([e, *own]):
                if m.seq == e.seq and m.way in _SHOWN and (not asked.kinds or m.kind in asked.kinds) and asked.form in ("", m.form):
                    yield money_projecting.row_of(subject, m, matter, officer), f"đã xóa ngày {short_date(local(struck[e.seq].recorded).date())}"
