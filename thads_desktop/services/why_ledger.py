"""Why an amount of a matter's ledger is what it is: the movement, the receipts it came from, the sums of its account, the terms it began."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.held_money import Unfetched, unfetched
from thads_desktop.services import event_words, ledger_view, ledger_words, masking, money_tools, subject_terms
from thads_desktop.services.projecting import owed_title
from thads_desktop.services.why import Part, Why

if TYPE_CHECKING:
    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.domain.ledger import Ledger, Row
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names

#: More movements than this are added up, not listed.
MOST = 200
#: The rules of money that came in.
RULES = ("R42", "R46", "R47", "R55")


def of_movement(desk: Desk, matter: str, at: int) -> Why:
    """Why a line of the ledger moves this sum and leaves this balance. at: its place, as of ``ledger_view.Movement.key``."""
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
        book = ledger(events)
        if not 0 <= at < len(book.rows):
            raise Refused(Refusal("why.gone"))
        row, names = book.rows[at], masking.names(desk, reader)
        event = next(e for e in events if e.seq == row.seq)
        what = ", ".join(x for x in event_words.describe(event, names, None) if x)
        parts = [
            Part("Sự kiện", (f"{short_date(row.day)}: {what} (dòng {row.seq} của nhật ký).",)),
            Part("Từ những lần thu", _sources(book, row)),
            Part(f"Số dư {_account(row.account)}", _balance(book, row)),
        ]
        _events, terms = subject_terms.of(desk, reader, f"matter:{matter}")
        here = [d for d in terms if d.rule in RULES and d.born == row.day]
        said = tuple(_term(d.due, owed_title(d, names), d.cite, d.discharged_on) for d in here)
        parts.append(Part("Thời hạn bắt đầu từ ngày ấy", said or ("Không có thời hạn nào.",)))
        if row.event == "Deposited":
            judged = str(names.row("judgment", book.state.judgment).get("day", "")) if book.state.judgment else ""
            parts.append(Part("Nếu không ai nhận", _unfetched(desk, book, row, judged, desk.calendar(reader))))
    amount = f"thu {dong(row.into)}" if row.into else f"chi {dong(row.out)}"
    fee = f" Trong đó giữ lại phí {dong(row.fee)} đồng." if row.fee else ""
    return Why(
        f"Vì sao {amount} đồng, còn giữ {dong(row.balance)} đồng?", f"{event_words.WORDS[row.event]} ngày {short_date(row.day)}.{fee}", tuple(parts)
    )


def of_account(desk: Desk, matter: str, line: int) -> Why:
    """Why so much of an obligation (0: of none) is held: every movement of it."""
    with desk.reading() as reader:
        book = ledger(reader.events_of(f"matter:{matter}"))
        names = masking.names(desk, reader)
        account = book.account(line)
        rows = [r for r in book.rows if r.account == line]
        said = tuple(_moved(r, names) for r in rows[-MOST:])
    parts = (
        (account.into, "đã thu"), (-account.paid, "chi trả"), (-account.fee, "phí"), (-account.forfeited, "sung quỹ"),
        (-account.taken, "trả lại, trừ trước"), (-account.untold, "chi ngoài sổ này"), (-account.moved, "phân bổ cho các khoản"),
    )  # fmt: skip
    signs = [("−" if amount < 0 else "+", dong(abs(amount)), what) for amount, what in parts if amount]
    shown = " ".join(f"{sign} {amount} ({what})" for sign, amount, what in signs).removeprefix("+ ")
    return Why(
        f"Vì sao còn giữ {dong(account.held)} đồng của {_account(line)}?", f"{shown or '0'} = {dong(account.held)} đồng.",
        (Part("Từng lần", said or ("Chưa có khoản thu, chi nào.",)),),
    )  # fmt: skip


def _account(line: int) -> str:
    return f"khoản {line}" if line else "tiền giữ cho người nộp, chưa phân bổ"


def _sources(book: Ledger, row: Row) -> tuple[str, ...]:
    """Of a sum that came in, its own receipt; of what went out, the oldest receipts first."""
    of = row.of or ((row.seq, row.into),)
    found = []
    for seq, amount in of:
        sum_, given = book.sums.get(seq), book.receipts.get(seq)
        day = short_date(sum_.day) if sum_ is not None and sum_.day is not None else ""
        body = given.body if given is not None else None
        said = ledger_words.receipt(body) if isinstance(body, le.ReceiptGiven) else ledger_view.NO_NUMBER
        back = f"{dong(amount)} đồng bị trả về, giữ lại cho người được nhận."
        found.append(f"{dong(amount)} đồng thu ngày {day}: {said}." if sum_ is not None else back)
    order = ("Tiền vào trước được chi trước.",) if row.of and len(of) > 1 else ()
    return (*found, *order)


def _balance(book: Ledger, row: Row) -> tuple[str, ...]:
    before = [r for r in book.rows if r.account == row.account]
    at = before.index(row)
    old = before[at - 1].balance if at else 0
    change = f"+ {dong(row.into)}" if row.into else f"− {dong(row.out)}"
    return (f"{dong(old)} {change} = {dong(row.balance)} đồng; cả việc còn giữ {dong(row.whole)} đồng.",)


def _unfetched(desk: Desk, book: Ledger, row: Row, judged: str, calendar: WorkingCalendar) -> tuple[str, ...]:
    """When money that lies in a deposit may go to the State; by the day of the judgment, for the log knows no day of effect."""
    told = [day for day, body in book.told if body.party == row.party and day <= row.day]
    came = [e.day for seq, _ in row.of if (e := book.sums.get(seq)) is not None and e.day is not None]
    if not told or not came or not judged:
        return ("Chưa ghi thông báo cho người được nhận nên chưa tính được ngày sung quỹ.",)
    share = book.share(row.account, row.party).deposited
    if not share:
        return ("Tiền gửi này đã chi trả hoặc sung quỹ.",)
    money = Unfetched(share, told[-1], date.fromisoformat(judged), max(came))
    try:
        found = unfetched(money_tools.asked(desk).law, calendar, money)
    except Refused as refused:
        return (say(refused.refusals[0]),)
    note = "Tính từ ngày tuyên bản án; ngày có hiệu lực khác thì tính lại ở Công cụ, phần Tiền chưa nhận."
    return (*found.steps, f"Căn cứ: {found.cite}.", *found.notes, note)


def _moved(r: Row, names: Names) -> str:
    who = f", {names.name('party', r.party)}" if r.party else ""
    change = f"+ {dong(r.into)}" if r.into else f"− {dong(r.out)}"
    return f"{short_date(r.day)}: {event_words.WORDS[r.event]}{who}: {change}, còn {dong(r.balance)} (dòng {r.seq})."


def _term(due: date, title: str, cite: str, done: date | None) -> str:
    met = f", đã làm ngày {short_date(done)}" if done is not None else ""
    return f"Hạn {short_date(due)}: {title} ({cite}){met}."
