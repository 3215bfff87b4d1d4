"""The cashier's day on paper and in a workbook: every movement, totals by kind, the fund, the numbers; to be signed by cashier and accountant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import cash_law
from thads_desktop.services import cash_struck, cashier, inspection_files, people
from thads_desktop.services.cash_words import FORMS, KINDS, WAYS
from thads_desktop.storage import money_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.cashier import DayBook
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MoneyFilter

#: A print of more lines than this is read by nobody.
MOST = 20_000
_EVERY = (
    ListColumn("Ngày", 9), ListColumn("Biên lai, chứng từ", 13), ListColumn("Nội dung", 22), ListColumn("Việc, bản án", 15),
    ListColumn("Người nộp, người nhận", 24), ListColumn("Hình thức", 11), ListColumn("Thu", 13, "right"), ListColumn("Chi", 13, "right"),
    ListColumn("Nội bộ", 13, "right"),
)  # fmt: skip
_SUMS = (
    ListColumn("Loại", 34), ListColumn("Số khoản", 9, "right"), ListColumn("Tiền mặt", 15, "right"), ListColumn("Chuyển khoản", 15, "right"),
    ListColumn("Chưa ghi hình thức", 15, "right"), ListColumn("Cộng", 16, "right"),
)  # fmt: skip
MISSING = "chưa ghi số"


def listing(desk: Desk, asked: MoneyFilter) -> Listing:
    """What is printed or written. Refused when there are too many lines."""
    made = cashier.book(desk, asked)
    today = desk.clock.today()
    with desk.reading() as reader:
        found = money_lists.ids(reader.projections, asked)
        if len(found) > MOST:
            raise Refused(Refusal("cash.too_many", {"count": dong(len(found)), "limit": dong(MOST)}, "since"))
        rows = {line.at: line for line in cashier.told(desk, reader, money_lists.rows(reader.projections, found))}
        struck = [] if asked.unnumbered else cash_struck.tables(desk, reader, asked)
        who = people.identity(reader, today)
        officer = str((reader.row("person", asked.officer) or {}).get("name", ""))
    every: list[tuple[Cell, ...]] = [
        (x.day, x.receipt or (MISSING if x.missing else ""), x.words, x.about, x.who, x.form, x.income, x.spent, x.within)
        for x in (rows[at] for at in found if at in rows)
    ]
    notes = [x for x in (made.base, cashier.negative(made), cash_law.law().said["fund"].words) if x]
    if made.numbers:
        notes.append(cash_law.law().said["receipts"].words)
    return Listing(
        "Bảng kê thu, chi tiền", who.parent, who.name, who.place, today, (span(asked.since, asked.until), *_which(asked, officer)),
        (ListTable("Các khoản thu, chi", _EVERY, tuple(every), "" if every else "Không có khoản thu, chi nào."), *tables(made), *struck),
        tuple(notes), ("Thủ quỹ", ""), ("Kế toán", ""), inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


def tables(made: DayBook) -> tuple[ListTable, ...]:
    """Totals by kind, the fund, what is to be said of the numbers."""
    sums: list[tuple[Cell, ...]] = []
    for way, words in WAYS.items():
        of = [t for t in made.totals if t.way == way]
        sums += [(t.words, t.count, t.cash, t.bank, t.unsaid, t.amount) for t in of]
        if of and way != "within":
            sums.append((f"Cộng {words.lower()}", *(sum(getattr(t, n) for t in of) for n in ("count", "cash", "bank", "unsaid", "amount"))))
    fund: list[tuple[Cell, ...]] = [
        (f"Tồn quỹ tiền mặt đầu ngày {short_date(made.wanted.since)}", signed(made.opening)),
        (f"Tồn quỹ tiền mặt cuối ngày {short_date(made.wanted.until)}", signed(made.closing)),
    ]
    if made.counted is not None:
        day, amount, off = made.counted
        fund.append((f"Kiểm kê quỹ cuối ngày {short_date(day)}", dong(amount)))
        fund.append(("Chênh lệch kiểm kê so với sổ", signed(off)))
    numbers: list[tuple[Cell, ...]] = [(said,) for said in made.numbers]
    if made.unnumbered:
        numbers.append((f"{dong(made.unnumbered)} khoản thu chưa ghi số biên lai.",))
    return (
        ListTable("Cộng theo loại", _SUMS, tuple(sums), "" if sums else "Không có khoản thu, chi nào."),
        ListTable("Quỹ tiền mặt", (ListColumn("Nội dung", 60), ListColumn("Số tiền (đồng)", 20, "right")), tuple(fund)),
        ListTable("Số biên lai, chứng từ", (ListColumn("Cần xem", 80),), tuple(numbers), "" if numbers else "Không thấy số thiếu, số trùng."),
    )


def span(since: date, until: date) -> str:
    """A period in words, one day by itself."""
    return f"Ngày {short_date(since)}" if since == until else f"Từ ngày {short_date(since)} đến ngày {short_date(until)}"


def _which(asked: MoneyFilter, officer: str) -> tuple[str, ...]:
    """The other filters in words."""
    said = []
    if asked.officer:
        said.append(f"chấp hành viên: {officer or 'chưa phân công'}")
    said += [f"loại: {KINDS[k].lower()}" for k in asked.kinds]
    if asked.form:
        said.append(FORMS["" if asked.form == "?" else asked.form].lower())
    if asked.unnumbered:
        said.append("chỉ các khoản chưa ghi số biên lai")
    return (f"Chỉ kê {'; '.join(said)}. Tồn quỹ và số biên lai là của cả cơ quan.",) if said else ()


def signed(amount: int) -> str:
    """An amount that may be below zero."""
    return f"-{dong(-amount)}" if amount < 0 else dong(amount)


def file_name(asked: MoneyFilter) -> str:
    """What a file of it is called, without ending."""
    return f"thu-chi-{asked.since:%Y%m%d}" + (f"-{asked.until:%Y%m%d}" if asked.until != asked.since else "")
