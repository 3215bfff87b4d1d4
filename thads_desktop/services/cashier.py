"""The cashier's day: every movement of money of a day or a period, totals by kind, the cash of the fund, the numbers of the receipts.

All of it from the list of movements (``domain.movements``), which is derived from the log. The cash of the fund rests on the last counting;
where it was never counted, on everything that was recorded, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import cash_events as ce, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.movements import RECEIPTED
from thads_desktop.domain.receipts import gaps, spans
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.law import cash_law
from thads_desktop.services import inputs, ledger_words, masking, money_projecting
from thads_desktop.services.cash_words import FORMS, KINDS, WAYS
from thads_desktop.services.state_money import STATE
from thads_desktop.storage import money_lists
from thads_desktop.storage.projections import MoneyFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.projections import MatterRow, MoneyRow
    from thads_desktop.storage.reader import Reader

#: So many sentences on numbers are said; the rest is counted.
SAID = 40
#: Numbers that run on without books.
_ONE = 10**9
NEVER_COUNTED = "Trước kỳ này chưa kiểm kê quỹ: số dư đầu kỳ tính từ khoản tiền mặt đầu tiên đã ghi."


@dataclass(frozen=True, slots=True)
class Line:
    """A movement as lists and prints show it. about: number of the matter or judgment; who: payer or payee as this account may see them;
    amounts None where there is none; opens: "kind:key" of what it belongs to."""

    at: int
    day: date
    seq: int
    subject: str
    kind: str
    words: str
    about: str
    who: str
    receipt: str
    missing: bool
    form: str
    income: int | None
    spent: int | None
    within: int | None
    opens: str


@dataclass(frozen=True, slots=True)
class Total:
    """Movements of one kind: how many, and in which form how much."""

    kind: str
    words: str
    way: str
    count: int
    cash: int
    bank: int
    unsaid: int

    @property
    def amount(self) -> int:
        return self.cash + self.bank + self.unsaid


@dataclass(frozen=True, slots=True)
class DayBook:
    """A period: totals; the fund at its beginning and its end; what was counted in it and how far that is from the books (None = was not
    counted); sentences on the numbers of receipts; receipts without a number; money of which nobody said whether it was cash."""

    wanted: MoneyFilter
    totals: tuple[Total, ...]
    opening: int
    closing: int
    base: str
    counted: tuple[date, int, int] | None
    numbers: tuple[str, ...]
    unnumbered: int
    unsaid: int
    head: tuple[int, str]

    def sum(self, way: str) -> int:
        """đồng that went this way."""
        return sum(t.amount for t in self.totals if t.way == way)


def wanted(
    since: date, until: date, officer: str = "", kind: str = "", form: str = "", *, unnumbered: bool = False
) -> MoneyFilter:  # fmt: skip
    """The filter of what is chosen. Refused for a period that ends before it begins, and a kind that is none."""
    if until < since:
        raise Refused(Refusal("cash.order", {"since": short_date(since), "until": short_date(until)}, "until"))
    if kind and kind not in KINDS:
        raise Refused(Refusal("cash.bad_kind", {"kind": kind[:40]}, "kind"))
    return MoneyFilter(since, until, officer, (kind,) if kind else (), form, unnumbered)


def ids(desk: Desk, asked: MoneyFilter) -> list[int]:
    """Row ids of the movements under a filter, in order."""
    with desk.reading() as reader:
        return money_lists.ids(reader.projections, asked)


def lines(desk: Desk, ids: Sequence[int]) -> list[Line | None]:
    """One line for each row id, None for one that is gone."""
    with desk.reading() as reader:
        found = {line.at: line for line in told(desk, reader, money_lists.rows(reader.projections, ids))}
    return [found.get(at) for at in ids]


def told(desk: Desk, reader: Reader, rows: dict[int, MoneyRow]) -> list[Line]:
    """Movements in words, as this account may see them."""
    names = masking.names(desk, reader)
    lists = reader.projections
    wanted_ids = {m: i for m in {r.matter for r in rows.values() if r.matter} if (i := lists.matter_id(m)) is not None}
    matters = {m.matter: m for m in masking.rows(desk, reader, lists.matter_rows(list(wanted_ids.values())))}
    return [_line(at, row, names, matters.get(row.matter)) for at, row in rows.items()]


def book(desk: Desk, asked: MoneyFilter) -> DayBook:
    """The period in figures."""
    with desk.reading() as reader:
        lists = reader.projections
        totals = _totals(money_lists.sums(lists, asked))
        counted = money_lists.counted(lists, asked.since)
        opening = (counted[1] if counted else 0) + money_lists.cash(lists, counted[0] if counted else None, asked.since)
        own = money_lists.counted(lists, _after(asked.until))
        if own is not None and own[0] < asked.since:
            own = None
        expected = opening + money_lists.cash(lists, _before(asked.since), _after(own[0] if own else asked.until))
        closing = own[1] + money_lists.cash(lists, own[0], _after(asked.until)) if own else expected
        everybodys = replace(asked, officer="", kinds=(), form="", unnumbered=False)
        numbers = _numbers(reader, everybodys)
        unnumbered = money_lists.unnumbered(lists, asked)
        head = reader.head()
    base = f"Theo kiểm kê quỹ cuối ngày {short_date(counted[0])}." if counted else NEVER_COUNTED
    unsaid = sum(t.unsaid for t in totals if t.way in ("in", "out"))
    return DayBook(asked, totals, opening, closing, base, (*own, own[1] - expected) if own else None, numbers, unnumbered, unsaid, head)


def count(desk: Desk, day: date, amount: int) -> None:
    """The cash of the fund was counted; from here on its balance rests on it."""
    if not 0 <= amount <= inputs.MAX_AMOUNT:
        inputs.amount(amount, "amount")
    _write(desk, day, ce.FundCounted(amount))


def move(desk: Desk, day: date, amount: int, *, to_bank: bool = True, voucher: str = "") -> int:
    """Cash went to the account, or came from it; what the fund holds at the end of that day (below zero: something was not recorded)."""
    inputs.amount(amount, "amount")
    _write(desk, day, ce.FundMoved(amount, to_bank, inputs.name(voucher, "voucher", required=False, limit=40)))
    return book(desk, MoneyFilter(day, day)).closing


def strike(desk: Desk, seq: int, reason: str) -> None:
    """A typing error in the fund: read as never recorded. Money of a matter or judgment is struck there (``striking``)."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    subject = money_projecting.FUND
    with desk.writing("strike", two=False) as uow:
        if seq not in {e.seq for e in standing(uow.events_of(subject))}:
            raise Refused(Refusal("strike.unknown"))
        desk.allow("strike")
        uow.write_row("strike", uuid4().hex, {"subject": subject, "seq": seq, "reason": why})
        uow.append(subject, None, ev.Struck(seq))
        money_projecting.fund(uow)
        uow.commit()


def _write(desk: Desk, day: date, body: ce.FundCounted | ce.FundMoved) -> None:
    inputs.not_future(day, desk.clock.today())
    with desk.writing("fund") as uow:
        uow.append(money_projecting.FUND, day, body)
        money_projecting.fund(uow)
        uow.commit()


def _totals(found: list[tuple[str, str, str, int, int]]) -> tuple[Total, ...]:
    by: dict[str, Total] = {}
    for kind, way, form, many, amount in found:
        t = by.get(kind) or Total(kind, KINDS.get(kind, kind), way, 0, 0, 0, 0)
        by[kind] = replace(
            t, count=t.count + many, cash=t.cash + amount * (form == "cash"), bank=t.bank + amount * (form == "bank"),
            unsaid=t.unsaid + amount * (form == ""),
        )  # fmt: skip
    order = {kind: at for at, kind in enumerate(KINDS)}
    return tuple(sorted(by.values(), key=lambda t: (list(WAYS).index(t.way), order.get(t.kind, 99))))


def _numbers(reader: Reader, asked: MoneyFilter) -> tuple[str, ...]:
    """What is missing or stands twice among the numbers of this period's receipts and vouchers, book by book."""
    size = cash_law.law().said["receipts"].number
    said: list[str] = []
    for way, what in (("in", "Biên lai"), ("out", "Chứng từ chi")):
        by_book: dict[str, set[int]] = {}
        for of, n in money_lists.numbers(reader.projections, asked.since, asked.until, way):
            by_book.setdefault(of, set()).add((n - 1) // (_ONE if _year(of) else size))
        for of, blocks in by_book.items():
            # The numbers of electronic ones run on for a year; there are no books of them.
            whole = _ONE if _year(of) else size
            for first, last in spans(sorted(blocks)):
                used = money_lists.numbered(reader.projections, of, first * whole + 1, (last + 1) * whole, way)
                said += _said_of(_called(what, of), used, whole, missing=way == "in")
    left = len(said) - SAID
    return (*said[:SAID], f"và {left} quyển nữa.") if left > 0 else tuple(said)


def _year(book: str) -> str:
    return book.rpartition("|")[2]


def _called(what: str, book: str) -> str:
    """A book as it is called: kind, sign, year."""
    kind, sign, year = book.split("|")
    whose = ledger_words.KINDS.get(kind, what)
    return ", ".join((whose, *([f"ký hiệu {sign.upper()}"] if sign else []), *([f"năm {year}"] if year else [])))


def _said_of(what: str, used: list[tuple[int, str, str, str]], size: int, *, missing: bool) -> list[str]:
    said = []
    if missing:
        for (first, last), lost in gaps((u[0] for u in used), size):
            parts = ", ".join(f"{a:07d}" if a == b else f"{a:07d} đến {b:07d}" for a, b in spans(lost))
            of = f", quyển {first:07d} đến {last:07d}" if size < _ONE else ""
            said.append(f"{what}{of}: thiếu số {parts}.")
    bearing: dict[int, set[tuple[str, str]]] = {}
    for n, day, subject, kind in used:
        # Money that was held before goes on under the receipt it came with.
        if kind != "applied":
            bearing.setdefault(n, set()).add((day, subject))
    for n, places in sorted(bearing.items()):
        # One receipt may be for several obligations of a matter on one day.
        if len(places) > 1:
            days = ", ".join(sorted({short_date(date.fromisoformat(day)) for day, _subject in places}))
            said.append(f"{what}: số {n:07d} dùng {len(places)} lần (ngày {days}).")
    return said


def _line(at: int, row: MoneyRow, names: Names, matter: MatterRow | None) -> Line:
    kind, _, key = row.subject.partition(":")
    who = names.name("party", row.party)
    if matter is not None and (not row.party or not matter.debtor_sort):
        # Of a matter with a minor no name is shown to whom it is hidden: its row has lost the key it is ordered by.
        who = matter.debtor
    if row.kind in ("paid", "fee") and not row.party:
        # Nobody else is paid without a name.
        who = STATE
    about = matter.number_text if matter is not None else ""
    if kind == "intake":
        about = str(names.row("judgment", key).get("number", ""))
    opens = {"matter": f"matter:{key}", "intake": f"judgment:{key}"}.get(kind, "")
    amount = row.amount
    return Line(
        at, row.day, row.seq, row.subject, row.kind, KINDS.get(row.kind, row.kind), about, who, row.receipt, row.kind in RECEIPTED and not row.receipt,
        FORMS[row.form] if row.way in ("in", "out") else "", amount if row.way == "in" else None, amount if row.way == "out" else None,
        amount if row.way == "within" else None, opens,
    )  # fmt: skip


def _before(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - 1))


def _after(day: date) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + 1))


def negative(made: DayBook) -> str:
    """A sentence where the fund would hold less than nothing; "" where it does not."""
    if made.closing >= 0:
        return ""
    return f"Quỹ tiền mặt âm {dong(-made.closing)} đồng: có khoản thu chưa ghi, hoặc chưa ghi số kiểm kê quỹ."


__all__ = [
    "NEVER_COUNTED", "DayBook", "Line", "MoneyFilter", "Total", "book", "count", "ids", "lines", "move", "negative", "strike", "told", "wanted",
]  # fmt: skip
