"""The ledger of a matter as a page, a print and a workbook show it: every movement, and sums by obligation and by person.

All of it is read from ``domain/ledger``; here it gets its words, masked as the account may see them, and the decisions on the fee beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inspection_files, ledger_words, masking, people, state_money
from thads_desktop.services.payouts import UNTOLD
from thads_desktop.services.state_money import STATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from thads_desktop.domain.ledger import Ledger, Row
    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names

NONE = "Chưa phân bổ"
UNTOLD_ROW = "Thu, chi ngoài sổ"
TOTAL = -1
NO_NUMBER = ledger_words.NO_NUMBER
#: A receipt number of before receipts were entered whole.
SEVERAL = "chung với người khác"
#: Receipts that are named in the words of a pay-out; of more, how many.
_NAMED = 4
OPEN_FEE = "Đã trừ phí {fee} đồng, quyết định thu phí đã ban hành cộng {decided} đồng: còn thiếu quyết định cho {left} đồng."


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the ledger. key: its place; receipt: of what came in, voucher of what went out; missing: its receipt has no number yet."""

    key: int
    seq: int
    day: date
    what: str
    line: int
    account: str
    who: str
    receipt: str
    missing: bool
    into: int
    out: int
    fee: int
    balance: int
    whole: int
    event: str
    party: str


@dataclass(frozen=True, slots=True)
class LineSum:
    """One obligation (0: held for none; ``TOTAL``): what is due of it, what came in, what became of that. The lines add up."""

    line: int
    text: str
    debtors: str
    creditors: str
    due: int | None
    came: int
    paid: int
    fee: int
    other: int
    held: int
    deposited: int
    rest: int


@dataclass(frozen=True, slots=True)
class PersonSum:
    """One person of the matter. side: debtor | creditor; shared: some of it stands for others too (joint debts, joint rights)."""

    party: str
    name: str
    side: str
    due: int
    came: int
    paid: int
    fee: int
    held: int
    rest: int
    shared: bool


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Everything that is shown. sums: how it adds up, in one sentence; warnings: what must be looked at; decisions: on the fee."""

    key: str
    number_text: str
    rows: tuple[Movement, ...]
    lines: tuple[LineSum, ...]
    persons: tuple[PersonSum, ...]
    decisions: tuple[tuple[date, str, int], ...]
    sums: str
    warnings: tuple[str, ...]
    held: int
    fee_open: int
    head: tuple[int, str]


def of(desk: Desk, key: str, day: date | None = None) -> LedgerView:
    """The ledger as of a day (None = now). Refused("matter.unknown")."""
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{key}")
        if not events:
            raise Refused(Refusal("matter.unknown"))
        names = masking.names(desk, reader)
        book, state = ledger(events, day), fold(events, day)
        moved = _moved_in(names, state.judgment, key)
        row = names.row("matter", key)
        texts = row.get("obligations", {})
        rows = tuple(_movement(at, r, book, names, moved) for at, r in enumerate(book.rows))
        revenue = state_money.lines(reader, state, texts)
        lines = _with_total(tuple(_lines(book, state, texts, names, revenue)))
        persons = tuple(_persons(book, state, names))
        decided = tuple((d.day, str(names.row("paper", d.paper).get("number_text", "")), d.amount or 0) for d in state.done if d.act == "fee")
        head = reader.head()
    missing = sum(1 for r in rows if r.missing)
    left = max(0, book.fee - sum(amount for _, _, amount in decided))
    warnings = [
        *([f"Có {missing} lần thu {NO_NUMBER}: Ctrl+R trên dòng ấy để bổ sung."] if missing else []),
        *([UNTOLD.format(amount=dong(book.untold))] if book.untold else []),
        *([OPEN_FEE.format(fee=dong(book.fee), decided=dong(book.fee - left), left=dong(left))] if left else []),
        *([f"Có {len(set(book.beyond))} lần chi nhiều hơn số đang giữ: hãy đối chiếu."] if book.beyond else []),
    ]
    return LedgerView(
        key, str(row.get("number_text", "")), rows, lines, persons, decided, _sums(book), tuple(warnings), book.held, left, head
    )


def listing(desk: Desk, made: LedgerView, most: int | None = None) -> Listing:
    """What is written; with ``most`` of what is printed: of more movements than that only the sums."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    many = most is not None and len(made.rows) > most
    moves: list[tuple[Cell, ...]] = [
        (r.day, r.what, r.account, r.who, r.receipt, r.into or None, r.out or None, r.fee or None, r.balance, r.whole)
        for r in (() if many else made.rows)
    ]
    none = f"Có {dong(len(made.rows))} dòng, quá nhiều để in: lưu thành Excel (F8) để xem từng dòng." if many else "Chưa có khoản thu, chi nào."
    lines: list[tuple[Cell, ...]] = [
        (x.text, x.creditors, x.due, x.came, x.paid, x.fee or None, x.other or None, x.held, x.rest) for x in made.lines
    ]
    persons: list[tuple[Cell, ...]] = [
        (f"{p.name}{f' ({SEVERAL})' if p.shared else ''}", SIDES[p.side], p.due, p.came, p.paid, p.fee or None, p.held, p.rest) for p in made.persons
    ]
    decided: list[tuple[Cell, ...]] = [(day, number, amount) for day, number, amount in made.decisions]
    return Listing(
        "Sổ thu, chi của việc thi hành án", who.parent, who.name, who.place, today, (f"Quyết định thi hành án số {made.number_text}", made.sums),
        (
            _table("Từng lần thu, chi", _MOVES, moves, none),
            _table("Theo khoản phải thi hành", _LINES, lines, "Việc này không có khoản tiền nào."),
            _table("Theo người", _PERSONS, persons, "Chưa ghi đương sự của khoản tiền nào."),
            _table("Quyết định thu phí", "Ngày 10|Số 40|Số phí (đồng) 14 r", decided, "Chưa có quyết định thu phí."),
        ),
        made.warnings, ("Kế toán", ""), people.signs(who, heads), inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


SIDES = {"debtor": "Phải thi hành án", "creditor": "Được thi hành án"}
_MOVES = "Ngày 9|Diễn biến 20|Khoản 14|Người 18|Biên lai, chứng từ 15|Thu 12 r|Chi 12 r|Trong đó phí 11 r|Còn giữ của khoản 12 r|Còn giữ cả việc 12 r"
_LINES = (
    "Khoản 26|Người được thi hành án 20|Phải thi hành 12 r|Đã thu 12 r|Đã chi trả 12 r|Phí 11 r|Trừ, trả lại, sung quỹ, ngoài sổ 12 r|Còn giữ 12 r"
    "|Còn phải thi hành 12 r"
)
_PERSONS = "Người 32|Bên 14|Phải thi hành, được hưởng 14 r|Đã thu 12 r|Đã chi trả 12 r|Phí 11 r|Còn giữ 12 r|Còn lại 12 r"


def _table(title: str, columns: str, rows: list[tuple[Cell, ...]], note: str) -> ListTable:
    made = []
    for said in columns.split("|"):
        right = said.endswith(" r")
        name, _, share = said.removesuffix(" r").rpartition(" ")
        made.append(ListColumn(name, float(share), "right" if right else "left"))
    return ListTable(title, tuple(made), tuple(rows), "" if rows else note)


def _moved_in(names: Names, judgment: str, key: str) -> frozenset[int]:
    """Seqs of the sums that came from money held before any decision."""
    found = names.reader.events_of(f"intake:{judgment}") if judgment else []
    return frozenset(e.body.collected for e in found if isinstance(e.body, ev.HeldApplied) and e.body.matter == key)


def _movement(at: int, r: Row, book: Ledger, names: Names, moved: frozenset[int]) -> Movement:
    receipt, missing = r.voucher, False
    if r.event == "Collected":
        receipt, missing = _receipt(book, r)
        if r.seq in moved:
            receipt = f"{receipt}, trích từ tiền tạm giữ" if receipt else "trích từ tiền tạm giữ"
    elif r.event == "PaidOut":
        of = [x or "số không ghi" for x in (_receipt(book, r, seq)[0] for seq, _ in r.of[:_NAMED])]
        more = f" và {len(r.of) - _NAMED} biên lai nữa" if len(r.of) > _NAMED else ""
        receipt = ", ".join(x for x in (receipt, f"từ biên lai {', '.join(of)}{more}" if of else "") if x)
    who = names.name("party", r.party) if r.party else STATE if r.event == "PaidOut" else ""
    if r.event == "Collected":
        given = book.receipts.get(r.seq)
        who = names.name("party", given.body.payer) if given is not None and isinstance(given.body, le.ReceiptGiven) and given.body.payer else ""
    what = UNTOLD_ROW if r.event == "Collected" and r.out else ledger_words.SHORT[r.event]
    return Movement(
        at, r.seq, r.day, what, r.account, f"Khoản {r.account}" if r.account else NONE, who, receipt, missing, r.into, r.out, r.fee,
        r.balance, r.whole, r.event, r.party,
    )  # fmt: skip


def _receipt(book: Ledger, r: Row, seq: int = 0) -> tuple[str, bool]:
    """(the receipt of a sum in words, its number is not known yet)."""
    of = seq or r.seq
    given, sum_ = book.receipts.get(of), book.sums.get(of)
    if given is not None and isinstance(given.body, le.ReceiptGiven):
        number = " ".join(x for x in (given.body.number, given.body.book) if x)
        return (number, False) if given.body.number else (NO_NUMBER, True)
    if of in book.followed:
        return NO_NUMBER, True
    old = sum_.body.receipt if sum_ is not None and isinstance(sum_.body, ev.Collected) else ""
    return old, False


def _lines(book: Ledger, state: MatterState, texts: Mapping[str, object], names: Names, revenue: frozenset[int]) -> Iterator[LineSum]:
    for n, s in state.lines.items():
        if s.line.due is None:
            continue
        a = book.account(n)
        nobody = STATE if n in revenue else state_money.UNKNOWN
        text = f"{n}. {texts.get(str(n), '') or 'Khoản phải thi hành'}"
        yield LineSum(
            n, text, _few(names, s.line.debtors), _few(names, s.line.creditors) or nobody, s.line.due, a.into - a.taken, a.paid, a.fee,
            a.forfeited + a.untold, a.held, book.laid(n), s.rest,
        )  # fmt: skip
    a = book.account(NOBODY)
    if a.into:
        # With what it got back from obligations, which is no more theirs, less what it gave to them: so that the lines add up to what came in.
        yield LineSum(NOBODY, NONE, "", "", None, a.into - a.moved, a.paid, a.fee, a.forfeited + a.taken, a.held, book.laid(NOBODY), 0)


def _with_total(lines: tuple[LineSum, ...]) -> tuple[LineSum, ...]:
    if len(lines) < 2:
        return lines
    sums = [sum(getattr(x, name) or 0 for x in lines) for name in ("due", "came", "paid", "fee", "other", "held", "deposited", "rest")]
    return (*lines, LineSum(TOTAL, "Cộng", "", "", *sums))


def _few(names: Names, party_ids: tuple[str, ...]) -> str:
    said = ", ".join(names.name("party", p) for p in party_ids[:3])
    return f"{said} và {len(party_ids) - 3} người nữa" if len(party_ids) > 3 else said


def _persons(book: Ledger, state: MatterState, names: Names) -> Iterator[PersonSum]:
    """Debtors first. Of what several owe or get together each bears the whole, and that is said; what one was paid is his own."""
    for side in ("debtor", "creditor"):
        of: dict[str, list[int]] = {}
        for n, s in state.lines.items():
            if s.line.due is not None:
                for p in s.line.debtors if side == "debtor" else s.line.creditors:
                    of.setdefault(p, []).append(n)
        for party, lines in of.items():
            shared = any(len(state.lines[n].line.debtors if side == "debtor" else state.lines[n].line.creditors) > 1 for n in lines)
            shares = [book.share(n, party) for n in lines] if side == "creditor" else []
            accounts = [book.account(n) for n in lines]
            yield PersonSum(
                party, names.name("party", party), side, sum(state.lines[n].line.due or 0 for n in lines),
                sum(a.into - a.taken for a in accounts), sum(s.paid for s in shares), sum(s.fee for s in shares),
                sum(a.held for a in accounts) if side == "creditor" else 0, sum(state.lines[n].rest for n in lines), shared,
            )  # fmt: skip


def _sums(book: Ledger) -> str:
    parts = [
        (book.paid, "chi trả"), (book.fee, "phí"), (book.deducted, "trừ trước"), (book.returned, "trả lại người nộp"),
        (book.forfeited, "sung quỹ"), (book.untold, "chi ngoài sổ này"), (book.held, "còn giữ"),
    ]  # fmt: skip
    said = " + ".join(f"{what} {dong(amount)}" for amount, what in parts if amount or what == "còn giữ")
    return f"Đã thu {dong(book.came_in)} = {said} (đồng)."
