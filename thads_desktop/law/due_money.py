"""Terms of money that came in: cash into the fund, the pay-out, what follows when the one who was told does not come for it.

They run of sums whose official receipt was entered (``ReceiptGiven``) and of no other: of money of before that, in registers taken over
as well as in what was entered without a receipt, nobody knows here whether it was paid out, and it must not drown what is owed now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.matter import Condition
from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Counter, Deadline
    from thads_desktop.law.ruleset import Rules

#: Place of cash -> the case of its term.
_CASH = {"office": "trong_ngay", "late": "cuoi_ngay", "outside": "ngoai_tru_so"}
#: How the grounds of a stay for review by a higher court speak.
REVIEW = "kháng nghị"
#: Of what the bank sent back the law says nothing of its own.
AGAIN = "luật không nói riêng về tiền bị trả về, chương trình tính như tiền mới thu"


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
                if given.body.asset:
                    # Paid out within days of the hand-over of the asset: its own terms say so (due_assets).
                    continue
            yield from _pay_out(desk, book, state, sum_, places.get(seq, []))
    yield from _again(desk, standing, book, state)
    for day, told in book.told:
        yield from _not_fetched(desk, standing, book, state, day, told)
    yield from _stayed(desk, book, state)
    yield from _stay_over(desk, standing, book, state)


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
    goes to the State is no creditor's: of both this term is not. Where nobody is named a request was somebody's
    all the same. places: (account, seq) where money of the sum was."""
    assert isinstance(sum_.body, ev.Collected)
    assert sum_.day is not None
    line = sum_.body.line
    known = state.lines.get(line)
    if line != NOBODY and (known is None or known.line.state_revenue or (not known.line.creditors and state.kind == "cd")):
        return
    keys = [(account, seq) for account, seq in places if (account != NOBODY or line == NOBODY)]
    if not keys or not _known(desk, "R42", "tien", sum_.day):
        return
    left = sum(book.open[k] for k in keys)
    done = max(book.settled[k] for k in keys) if not left else None
    why = f"Thu {_sum(sum_)} đồng ngày {_day(sum_)}" + (f", còn {dong(left)} đồng chưa chi trả." if left else ".")
    yield desk.made("R42", sum_.day, why, done, case="tien", lines=_lines(sum_))


def _again(desk: Counter, standing: list[ev.Event], book: Ledger, state: MatterState) -> Iterable[Deadline]:
    """What the bank sent back is paid out again."""
    for event in standing:
        if not isinstance(event.body, le.CameBack) or event.day is None:
            continue
        line, key = event.body.line, (event.body.line, event.seq)
        known = state.lines.get(line)
        if known is None or known.line.state_revenue or not known.line.creditors or not _known(desk, "R42", "tien", event.day):
            continue
        left = book.open[key]
        why = f"Tiền đã chi bị trả về {dong(event.body.amount)} đồng ngày {short_date(event.day)}"
        why += f"{f', còn {dong(left)} đồng chưa chi trả' if left else ''}: {AGAIN}."
        yield desk.made("R42", event.day, why, None if left else book.settled[key], case="tien", lines=(line,))


def _not_fetched(
    desk: Counter, standing: list[ev.Event], book: Ledger, state: MatterState, day: date, told: le.PayeeNotified
) -> Iterable[Deadline]:
    """Who was told does not come: of a creditor the money is sent or laid in a deposit, of one who gets money back laid in a deposit."""
    of = told.lines or tuple(n for n, s in state.lines.items() if told.party in s.line.creditors)
    if not any(told.party in s.line.creditors for s in state.lines.values()):
        if _known(desk, "R46", "tien", day):
            done = _all_gone(standing, book, day, (NOBODY,), told.party)
            yield desk.made("R46", day, f"Thông báo nhận lại tiền ngày {short_date(day)}.", done, case="tien", parties=(told.party,))
        return
    said = f"Thông báo người được nhận tiền ngày {short_date(day)}."
    # Of what several get together the part of each is not known: there what he gets is taken for his part.
    shared = any(len(state.lines[n].line.creditors) > 1 for n in of if n in state.lines)
    done = _all_gone(standing, book, day, of) or (_got(standing, day, told.party, of) if shared else None)
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


def _stayed(desk: Counter, book: Ledger, state: MatterState) -> Iterable[Deadline]:
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
        gone = [day for (account, _), day in book.settled.items() if account in wanted and day >= c.since]
        done = max(gone) if gone and not open_ else None
        what = "Hoãn" if c.kind == "deferral" else "Tạm đình chỉ"
        yield desk.made("R42", c.since, f"{what} ngày {short_date(c.since)} khi đang giữ tiền.", done, case="gui_khi_hoan", lines=tuple(wanted))


def for_review(rules: Rules, c: Condition) -> bool:
    """The stay is for review of the judgment by a higher court, by the words of its ground."""
    kinds = ("deferral",) if c.kind == "deferral" else ("suspension", "suspension_notice")
    return any(g.code == c.clause and REVIEW in g.text for kind in kinds for g in rules.grounds(kind, c.since))


def _stay_over(desk: Counter, standing: list[ev.Event], book: Ledger, state: MatterState) -> Iterable[Deadline]:
    """Money that was laid in a deposit while a stay for review lasted is paid out when that is over."""
    for n, over, left, done in _waiting(desk.rules, standing, book, state):
        if _has(desk.rules, "R42", "het_tro_ngai", over):
            said = f"Hết hoãn, tạm đình chỉ ngày {short_date(over)}" + (f", còn gửi {dong(left)} đồng chưa chi trả." if left else ".")
            yield desk.made("R42", over, said, done, case="het_tro_ngai", lines=(n,))


def without_term(rules: Rules, standing: list[ev.Event], book: Ledger, state: MatterState) -> list[tuple[int, date, int]]:
    """(obligation, the day its stay was over, what still lies in a deposit) where the law of that day has no term known here."""
    found = _waiting(rules, standing, book, state)
    return [(n, over, left) for n, over, left, _done in found if left and not _has(rules, "R42", "het_tro_ngai", over)]


def _waiting(rules: Rules, standing: list[ev.Event], book: Ledger, state: MatterState) -> Iterable[tuple[int, date, int, date | None]]:
    for n, spans in _stays(rules, standing, state).items():
        for since, over in spans:
            laid = {s for r in book.rows if r.event == "Deposited" and r.account == n and over is not None and since <= r.day <= over for s, _ in r.of}
            if over is None or not laid:
                continue
            left = sum(book.lying.get((n, s), 0) for s in laid)
            done = None if left else max(book.fetched[n, s] for s in laid)
            if done is None or done >= over:
                yield n, over, left, done


def _stays(rules: Rules, standing: list[ev.Event], state: MatterState) -> dict[int, list[tuple[date, date | None]]]:
    """Obligation -> the spans in which it was stayed for review; those that touch are one. Last day None = it lasts."""
    found: dict[int, list[tuple[str, date, date | None]]] = {}
    for event in standing:
        body, day = event.body, event.day
        if day is None or not isinstance(body, ev.Deferred | ev.Suspended | ev.Continued):
            continue
        for n in body.lines or state.lines:
            known = found.setdefault(n, [])
            if isinstance(body, ev.Continued):
                known[:] = [(k, a, day if (z is None or z > day) and (not body.ends or k in body.ends) else z) for k, a, z in known]
                continue
            kind: Literal["deferral", "suspension"] = "deferral" if isinstance(body, ev.Deferred) else "suspension"
            if for_review(rules, Condition(kind, body.clause, day)):
                # Said again, it goes on from there.
                known[:] = [(k, a, day if k == kind and (z is None or z > day) else z) for k, a, z in known]
                known.append((kind, day, body.until if isinstance(body, ev.Deferred) else None))
    return {n: _joined(spans) for n, spans in found.items()}


def _joined(spans: list[tuple[str, date, date | None]]) -> list[tuple[date, date | None]]:
    found: list[tuple[date, date | None]] = []
    for _kind, a, z in sorted(spans, key=lambda s: s[1]):
        if found and (found[-1][1] is None or a <= found[-1][1]):
            before = found[-1][1]
            found[-1] = (found[-1][0], None if before is None or z is None else max(before, z))
        else:
            found.append((a, z))
    return found


def _all_gone(standing: list[ev.Event], book: Ledger, day: date, accounts: tuple[int, ...], payer: str = "") -> date | None:
    """The day on which the last of what somebody was told of was paid, laid in a deposit or given back; None while a đồng of it is left.
    What he was told of is what was there that day; where nothing was, what came after. payer: only what he paid, where that is known."""
    came = {e.seq: e.day for e in standing if isinstance(e.body, ev.Collected | le.CameBack)}
    given = {seq: e.body.payer for seq, e in book.receipts.items() if isinstance(e.body, le.ReceiptGiven)}
    keys = [k for k in book.open if k[0] in accounts and (k not in book.settled or book.settled[k] >= day)]
    keys = [k for k in keys if not payer or given.get(k[1], "") in ("", payer)]
    there = [k for k in keys if (d := came.get(k[1])) is not None and d <= day] or keys
    return max(book.settled[k] for k in there) if there and not any(book.open[k] for k in there) else None


def _got(standing: list[ev.Event], day: date, party: str, lines: tuple[int, ...]) -> date | None:
    """The first day from a day on, on which somebody got something, or it was laid in a deposit for him."""
    for e in standing:
        if e.day is not None and e.day >= day:
            paid = isinstance(e.body, le.PaidOut) and any(p.party == party and p.line in lines for p in e.body.payments)
            if paid or (isinstance(e.body, le.Deposited | le.Forfeited) and e.body.party == party and e.body.line in lines):
                return e.day
    return None


def _known(desk: Counter, rule: str, case: str, day: date) -> bool:
    return _has(desk.rules, rule, case, day)


def _has(rules: Rules, rule: str, case: str, day: date) -> bool:
    """The law data of the day have a number for it."""
    law = rules.law_on(day)
    return any(t.law == law and t.case == case and t.start <= day for t in rules.terms.get(rule, ()))


def _lines(sum_: ev.Event) -> tuple[int, ...]:
    return (sum_.body.line,) if isinstance(sum_.body, ev.Collected) and sum_.body.line else ()


def _sum(sum_: ev.Event) -> str:
    return dong(sum_.body.amount) if isinstance(sum_.body, ev.Collected | ev.MoneyHeld) else ""


def _day(sum_: ev.Event) -> str:
    return short_date(sum_.day) if sum_.day is not None else ""
