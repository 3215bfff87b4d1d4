"""Terms of money that came in: cash into the fund, the pay-out, what follows when the one who was told does not come for it.

They run of sums whose official receipt was entered (``ReceiptGiven``) and of no other: of money of before that, in registers taken over
as well as in what was entered without a receipt, nobody knows here whether it was paid out, and it must not drown what is owed now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import Condition, MatterState
    from thads_desktop.law.due import Counter, Deadline
    from thads_desktop.law.ruleset import Rules

#: Place of cash -> the case of its term.
_CASH = {"office": "trong_ngay", "late": "cuoi_ngay", "outside": "ngoai_tru_so"}
#: How the grounds of a stay for review by a higher court speak.
REVIEW = "kháng nghị"
_MONEY = (le.PaidOut, le.Deposited, le.Forfeited)


def of_money(desk: Counter, events: list[ev.Event], standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """Every term of the money of a matter; one that the law data of the day do not know is not born."""
    if not any(isinstance(e.body, le.ReceiptGiven) for e in events):
        return
    book = ledger(events)
    places: dict[int, list[tuple[int, int]]] = {}
    for key in book.open:
        places.setdefault(key[1], []).append(key)
    for seq, sum_ in book.sums.items():
        if seq in book.followed and sum_.day is not None:
            given = book.receipts.get(seq)
            if given is not None and isinstance(given.body, le.ReceiptGiven):
                yield from _fund(desk, book.in_fund, sum_, given.body)
            yield from _pay_out(desk, book, state, sum_, places.get(seq, []))
    for day, told in book.told:
        yield from _not_fetched(desk, standing, book, state, day, told)
    yield from _stayed(desk, standing, book, state)


def of_taken_before(desk: Counter, standing: list[ev.Event]) -> Iterable[Deadline]:
    """Cash taken on a judgment before any decision goes into the fund too."""
    given = {e.body.of: e.body for e in sorted(standing, key=lambda e: e.seq) if isinstance(e.body, le.ReceiptGiven)}
    in_fund = {of: e.day for e in reversed(standing) if isinstance(e.body, le.CashInFund) for of in e.body.of}
    for event in standing:
        if isinstance(event.body, ev.MoneyHeld) and event.seq in given:
            yield from _fund(desk, in_fund, event, given[event.seq])


def _fund(desk: Counter, in_fund: Mapping[int, date | None], sum_: ev.Event, given: le.ReceiptGiven) -> Iterable[Deadline]:
    """Cash goes into the fund of the office."""
    born = given.back if given.place == "outside" else sum_.day
    if given.way != "cash" or born is None or not _known(desk, "R55", _CASH[given.place], born):
        return
    why = f"Thu tiền mặt {_sum(sum_)} đồng ngày {_day(sum_)}{f', về trụ sở ngày {short_date(born)}' if given.place == 'outside' else ''}."
    yield desk.made("R55", born, why, in_fund.get(sum_.seq), case=_CASH[given.place], lines=_lines(sum_))


def _pay_out(
    desk: Counter, book: Ledger, state: MatterState, sum_: ev.Event, places: list[tuple[int, int]]
) -> Iterable[Deadline]:  # fmt: skip
    """Money is paid out: of an obligation to its creditors, of none to whoever gets it. What is above what was due is its payer's, and what
    goes to the State is no creditor's: of both this term is not. places: (account, seq) where money of the sum was."""
    assert isinstance(sum_.body, ev.Collected)
    assert sum_.day is not None
    line = sum_.body.line
    known = state.lines.get(line)
    if line != NOBODY and (known is None or known.line.state_revenue or not known.line.creditors):
        return
    keys = [(account, seq) for account, seq in places if (account != NOBODY or line == NOBODY)]
    if not keys or not _known(desk, "R42", "tien", sum_.day):
        return
    left = sum(book.open[k] for k in keys)
    done = max(book.settled[k] for k in keys) if not left else None
    why = f"Thu {_sum(sum_)} đồng ngày {_day(sum_)}" + (f", còn {dong(left)} đồng chưa chi trả." if left else ".")
    yield desk.made("R42", sum_.day, why, done, case="tien", lines=_lines(sum_))


def _not_fetched(
    desk: Counter, standing: list[ev.Event], book: Ledger, state: MatterState, day: date, told: le.PayeeNotified
) -> Iterable[Deadline]:
    """Who was told does not come: of a creditor the money is sent or laid in a deposit, of one who gets money back laid in a deposit."""
    of = told.lines or tuple(n for n, s in state.lines.items() if told.party in s.line.creditors)
    if not any(told.party in s.line.creditors for s in state.lines.values()):
        if _known(desk, "R46", "tien", day):
            done = _first(standing, day, lambda b: isinstance(b, ev.SurplusReturned) or (isinstance(b, le.Deposited) and b.line == NOBODY))
            yield desk.made("R46", day, f"Thông báo nhận lại tiền ngày {short_date(day)}.", done, case="tien", parties=(told.party,))
        return
    said = f"Thông báo người được nhận tiền ngày {short_date(day)}."
    done = _first(standing, day, lambda b: isinstance(b, _MONEY) and _to(b, told.party, of))
    if _known(desk, "R42", "khong_den_nhan", day):
        yield desk.made("R42", day, said, done, case="khong_den_nhan", parties=(told.party,), lines=told.lines)
    laid = sum(book.share(n, told.party).deposited for n in of)
    if laid and _known(desk, "R47", "thong_bao", day) and _came_late(desk, book, state, of):
        yield desk.made("R47", day, f"{said} Còn {dong(laid)} đồng gửi chờ người nhận.", None, case="thong_bao", parties=(told.party,), lines=told.lines)


def _came_late(desk: Counter, book: Ledger, state: MatterState, lines: tuple[int, ...]) -> bool:
    """The money came in when the years from the judgment's effect were over for sure: the log knows no day of effect, but the decision
    was never before it. Of earlier money that term is told by the calculator, where the day is typed."""
    assert state.opened is not None
    days = [e.day for e in book.sums.values() if isinstance(e.body, ev.Collected) and e.body.line in lines and e.day is not None]
    return bool(days) and min(days) > desk.due_of(desk.rules.term("R47", state.opened, case="hieu_luc"), state.opened)


def _stayed(desk: Counter, standing: list[ev.Event], book: Ledger, state: MatterState) -> Iterable[Deadline]:
    """Money of an obligation that is stayed for review by a higher court is laid in a deposit."""
    groups: dict[Condition, list[int]] = {}
    for n, s in state.lines.items():
        for c in s.conditions if s.ended is None and s.line.due is not None else ():
            if c.kind in ("deferral", "suspension") and for_review(desk.rules, c):
                groups.setdefault(c, []).append(n)
    for c, lines in groups.items():
        wanted = [n for n in lines if book.account(n).held]
        if not wanted or not _known(desk, "R42", "gui_khi_hoan", c.since):
            continue
        open_ = any(left for (account, _), left in book.open.items() if account in wanted)
        done = None if open_ else _first(standing, c.since, _laid_of(wanted))
        what = "Hoãn" if c.kind == "deferral" else "Tạm đình chỉ"
        yield desk.made("R42", c.since, f"{what} ngày {short_date(c.since)} khi đang giữ tiền.", done, case="gui_khi_hoan", lines=tuple(wanted))


def for_review(rules: Rules, c: Condition) -> bool:
    """The stay is for review of the judgment by a higher court, by the words of its ground."""
    kinds = ("deferral",) if c.kind == "deferral" else ("suspension", "suspension_notice")
    return any(g.code == c.clause and REVIEW in g.text for kind in kinds for g in rules.grounds(kind, c.since))


def _first(standing: list[ev.Event], day: date, wanted: Callable[[ev.Body], bool]) -> date | None:
    return next((e.day for e in standing if e.day is not None and e.day >= day and wanted(e.body)), None)


def _laid_of(lines: list[int]) -> Callable[[ev.Body], bool]:
    return lambda body: isinstance(body, le.Deposited) and body.line in lines


def _to(body: ev.Body, party: str, lines: tuple[int, ...]) -> bool:
    if isinstance(body, le.PaidOut):
        return any(p.party == party and p.line in lines for p in body.payments)
    return isinstance(body, le.Deposited | le.Forfeited) and body.party == party and body.line in lines


def _known(desk: Counter, rule: str, case: str, day: date) -> bool:
    """The law data of the day have a number for it."""
    law = desk.rules.law_on(day)
    return any(t.law == law and t.case == case and t.start <= day for t in desk.rules.terms.get(rule, ()))


def _lines(sum_: ev.Event) -> tuple[int, ...]:
    return (sum_.body.line,) if isinstance(sum_.body, ev.Collected) and sum_.body.line else ()


def _sum(sum_: ev.Event) -> str:
    return dong(sum_.body.amount) if isinstance(sum_.body, ev.Collected | ev.MoneyHeld) else ""


def _day(sum_: ev.Event) -> str:
    return short_date(sum_.day) if sum_.day is not None else ""
