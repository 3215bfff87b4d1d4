"""The ledger adds up to the đồng whatever happens, and no balance is below zero while every movement is a lawful one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings, strategies as st

from tests.property.test_fold import logs
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import NOBODY, Ledger, ledger

START = date(2025, 1, 1)
_LINES = tuple(ev.Line(n, due, ("d",), (f"c{n}",)) for n, due in ((1, 100), (2, 50), (3, 10_000)))
_OPENED = ev.MatterOpened("issued", "yc", "dan_su", "j", _LINES)


def _event(seq: int, day: date, body: ev.Body) -> ev.Event:
    return ev.Event(seq, day, datetime(2025, 1, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", body)


def _adds_up(book: Ledger) -> None:
    assert book.came_in == book.paid + book.fee + book.deducted + book.forfeited + book.returned + book.untold + book.held
    for n, account in book.accounts.items():
        rows = [r for r in book.rows if r.account == n]
        assert sum(r.into - r.out for r in rows) == account.held == (rows[-1].balance if rows else 0)
    assert not book.rows or book.rows[-1].whole == book.held
    for line in book.state.lines.values():
        account = book.account(line.line.line)
        assert account.into - account.taken == line.collected
    assert book.account(NOBODY).held == book.state.held
    for n, account in book.accounts.items():
        assert sum(s.deposited for (line, _), s in book.shares.items() if line == n) == book.laid(n)
        assert sum(s.paid for (line, _), s in book.shares.items() if line == n) == account.paid


@given(logs())
def test_the_ledger_is_total_and_says_what_the_fold_says(log: list[ev.Event]) -> None:
    book = ledger(log)
    assert (book.state.lines, book.state.held, book.state.applied) == ((said := fold(log)).lines, said.held, said.applied)
    _adds_up(book)


@st.composite
def lawful(draw: st.DrawFn) -> list[ev.Event]:
    """A log in which each movement is drawn from what is there."""
    log, day = [_event(1, START, _OPENED)], START
    for _ in range(draw(st.integers(1, 12))):
        seq = len(log) + 1
        day += timedelta(days=draw(st.integers(0, 20)))
        book = ledger(log)
        line = draw(st.integers(1, 3))
        there = book.account(line).held
        nobody = book.account(NOBODY).held
        paid = {(n, p): s.paid for (n, p), s in book.shares.items() if s.paid}
        ways: list[str] = ["collect", "collect"]
        ways += ["pay"] * 2 if there else []
        ways += ["return"] if nobody else []
        ways += ["deduct", "allot", "lay"] if book.loose(NOBODY) > 0 else []
        ways += ["deposit"] if there - book.laid(line) > 0 else []
        ways += ["forfeit"] if there else []
        ways += ["back"] if paid else []
        log.append(_event(seq, day, _body(draw, draw(st.sampled_from(ways)), book, line)))
        if isinstance(log[-1].body, ev.Collected) and draw(st.booleans()):
            log.append(_event(seq + 1, day, le.ReceiptGiven(seq, "enforcement", day.year)))
    return log


def _body(draw: st.DrawFn, way: str, book: Ledger, line: int) -> ev.Body:
    there, nobody, who = book.account(line).held, book.account(NOBODY).held, f"c{line}"
    if way == "pay":
        gross = draw(st.integers(1, there))
        fee = draw(st.integers(0, gross))
        return le.PaidOut((le.Payment(line, who, gross - fee, fee),))
    if way == "deposit":
        return le.Deposited(line, who, draw(st.integers(1, there - book.laid(line))))
    if way == "lay":
        return le.Deposited(NOBODY, "d", draw(st.integers(1, book.loose(NOBODY))))
    if way == "forfeit":
        return le.Forfeited(line, who, draw(st.integers(1, there)))
    if way == "back":
        n, party = draw(st.sampled_from([k for k, s in book.shares.items() if s.paid]))
        return le.CameBack(0, n, party, draw(st.integers(1, book.share(n, party).paid)))
    if way in ("return", "deduct"):
        amount = draw(st.integers(1, nobody if way == "return" else book.loose(NOBODY)))
        return ev.SurplusReturned(amount) if way == "return" else le.Deducted("costs", amount)
    if way == "allot":
        first = draw(st.integers(1, book.loose(NOBODY)))
        more = min(5, book.loose(NOBODY) - first)
        return le.Allotted((le.Part(line, first), *((le.Part(draw(st.integers(1, 3)), more),) if more else ())))
    return ev.Collected(draw(st.integers(0, 3)), draw(st.integers(1, 400)))


@settings(max_examples=300)
@given(lawful(), st.data())
def test_lawful_movements_leave_no_balance_below_zero(log: list[ev.Event], data: st.DataObject) -> None:
    book = ledger(log)
    _adds_up(book)
    assert not book.beyond
    assert all(r.balance >= 0 and r.whole >= 0 for r in book.rows)
    assert all(s.paid >= 0 and s.deposited >= 0 for s in book.shares.values())
    # What of the sums is open is what is held and lies in no deposit, and a sum is settled when nothing of it is open.
    assert sum(book.open.values()) == book.held - sum(s.deposited for s in book.shares.values())
    assert all((left == 0) == (of in book.settled) for of, left in book.open.items())
    assert all(sum(part for _, part in r.of) == r.out for r in book.rows if r.out)
    day = data.draw(st.sampled_from([e.day for e in log]))
    _adds_up(ledger(log, day))
