"""Terms of money that came in, born of receipts and discharged by what was done with it: day by day as counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.calendar import WorkingCalendar
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import Deadline, deadlines_of
from thads_desktop.law.due_money import without_term
from thads_desktop.law.ruleset import Rules

RULES = Rules.load()
CALENDAR = WorkingCalendar(frozenset(), frozenset())
OPENED, OLD, NEW = date(2024, 6, 3), date(2025, 3, 10), date(2026, 8, 3)  # each a Monday
LINES = (ev.Line(1, 1_000, ("d",), ("c",)), ev.Line(2, 500, ("d",), (), state_revenue=True))
MATTER = ev.MatterOpened("issued", "yc", "dan_su", "j", LINES, "d1", "r1")


def found(rule: str, case: str, *acts: tuple[date, ev.Body], opened: date = OPENED) -> list[Deadline]:
    log = [(opened, MATTER), *acts]
    at = datetime(2020, 1, 1, tzinfo=UTC)
    events = [ev.Event(n, day, at, "a", "clerk", "matter:m", RULES.law_on(day), body) for n, (day, body) in enumerate(log, 1)]
    return [d for d in deadlines_of(events, RULES, CALENDAR) if (d.rule, d.case) == (rule, case)]


def came(day: date, amount: int = 1_000, line: int = 1, seq: int = 2, **how: object) -> list[tuple[date, ev.Body]]:
    """A sum and its receipt; seq: the place of the sum."""
    return [(day, ev.Collected(line, amount)), (day, le.ReceiptGiven(seq, "enforcement", day.year, "1", **how))]  # type: ignore[arg-type]  # words of the event


def paid(day: date, amount: int = 1_000) -> tuple[date, ev.Body]:
    return day, le.PaidOut((le.Payment(1, "c", amount),))


D = date
PAY = [
    # ten days from the day after: 10/3 + 10 = 20/3; under the 2025 law 3/8 + 10 = 13/8
    (came(OLD), D(2025, 3, 20), None),
    (came(NEW), D(2026, 8, 13), None),
    ([*came(OLD), paid(D(2025, 3, 12))], D(2025, 3, 20), D(2025, 3, 12)),
    # a part is no whole; the last part is
    ([*came(OLD), paid(D(2025, 3, 12), 999)], D(2025, 3, 20), None),
    ([*came(OLD), paid(D(2025, 3, 12), 999), paid(D(2025, 3, 21), 1)], D(2025, 3, 20), D(2025, 3, 21)),
    # the fee goes too, and what lies in a deposit is owed no more
    ([*came(OLD), (D(2025, 3, 12), le.PaidOut((le.Payment(1, "c", 970, 30),)))], D(2025, 3, 20), D(2025, 3, 12)),
    ([*came(OLD), (D(2025, 3, 18), le.Deposited(1, "c", 1_000))], D(2025, 3, 20), D(2025, 3, 18)),
    ([*came(OLD), (D(2025, 3, 18), le.Forfeited(1, "c", 1_000))], D(2025, 3, 20), D(2025, 3, 18)),
    # what is above what was due is its payer's: no term of paying out
    ([*came(OLD, 1_400), paid(D(2025, 3, 12))], D(2025, 3, 20), D(2025, 3, 12)),
    # of no obligation: until it is allotted and paid, or given back
    (came(OLD, line=0), D(2025, 3, 20), None),
    ([*came(OLD, line=0), (D(2025, 3, 11), le.Allotted((le.Part(1, 1_000),)))], D(2025, 3, 20), None),
    ([*came(OLD, line=0), (D(2025, 3, 11), le.Allotted((le.Part(1, 1_000),))), paid(D(2025, 3, 14))], D(2025, 3, 20), D(2025, 3, 14)),
    ([*came(OLD, line=0), (D(2025, 3, 17), ev.SurplusReturned(1_000))], D(2025, 3, 20), D(2025, 3, 17)),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "due", "done"), PAY)
def test_money_is_paid_out_within_the_term(acts: list[tuple[date, ev.Body]], due: date, done: date | None) -> None:
    (only,) = found("R42", "tien", *acts)
    assert (only.due, only.discharged_on) == (due, done)


def test_only_what_has_a_receipt_is_followed_and_what_the_state_gets_has_no_creditor() -> None:
    old = (OLD, ev.Collected(1, 500))
    assert found("R42", "tien", old) == []
    assert len(found("R42", "tien", old, *came(OLD, 500, seq=3))) == 1
    assert found("R42", "tien", *came(OLD, line=2)) == []


def test_the_oldest_money_is_paid_first_and_each_sum_has_its_own_term() -> None:
    later = D(2025, 3, 17)
    acts = [*came(OLD, 400), *came(later, 600, seq=4), paid(D(2025, 3, 18), 500)]
    first, second = found("R42", "tien", *acts)
    assert (first.discharged_on, second.discharged_on) == (D(2025, 3, 18), None)
    assert "còn 500 đồng" in second.why


def test_what_came_back_is_owed_again_under_the_term_of_what_was_told() -> None:
    acts = [*came(OLD), paid(D(2025, 3, 12)), (D(2025, 3, 14), le.CameBack(4, 1, "c", 1_000))]
    first, again = found("R42", "tien", *acts)
    assert first.discharged_on == D(2025, 3, 12), "it was paid in time; the ledger holds it again"
    assert (again.born, again.due, again.discharged_on) == (D(2025, 3, 14), D(2025, 3, 24), None)
    assert "trả về 1.000 đồng" in again.why
    assert "luật không nói riêng" in again.why
    _first, again = found("R42", "tien", *acts, paid(D(2025, 3, 20)))
    assert again.discharged_on == D(2025, 3, 20)


TOLD = (D(2025, 3, 11), le.PayeeNotified("c"))


@pytest.mark.parametrize(
    ("acts", "done"),
    [
        # 11/3 + 15 = 26/3
        ([], None),
        ([paid(D(2025, 3, 20), 10)], None),
        ([paid(D(2025, 3, 20), 10), (D(2025, 3, 24), le.Deposited(1, "c", 990))], D(2025, 3, 24)),
        ([paid(D(2025, 3, 20))], D(2025, 3, 20)),
        ([(D(2025, 3, 27), le.Deposited(1, "c", 1_000))], D(2025, 3, 27)),
    ],
)
def test_who_was_told_and_does_not_come(acts: list[tuple[date, ev.Body]], done: date | None) -> None:
    (only,) = found("R42", "khong_den_nhan", *came(OLD), TOLD, *acts)
    assert (only.due, only.discharged_on, only.parties) == (D(2025, 3, 26), done, ("c",))


def test_a_payer_who_does_not_fetch_what_is_given_back() -> None:
    acts = [*came(OLD, 1_400), (D(2025, 3, 11), le.PayeeNotified("d"))]
    (only,) = found("R46", "tien", *acts)
    assert (only.due, only.discharged_on) == (D(2025, 3, 26), None)
    (only,) = found("R46", "tien", *acts, (D(2025, 3, 24), ev.SurplusReturned(400)))
    assert only.discharged_on == D(2025, 3, 24)
    (only,) = found("R46", "tien", *acts, (D(2025, 3, 24), ev.SurplusReturned(1)))
    assert only.discharged_on is None, "one đồng is not all of it"


def test_what_is_given_back_to_another_payer_is_not_his() -> None:
    acts = [*came(OLD, 300, 0, payer="x"), *came(OLD, 200, 0, seq=4, payer="y"), (D(2025, 3, 11), le.PayeeNotified("y"))]
    acts += [(D(2025, 3, 24), ev.SurplusReturned(300))]
    (only,) = found("R46", "tien", *acts)
    assert only.discharged_on is None
    (only,) = found("R46", "tien", *acts, (D(2025, 3, 25), ev.SurplusReturned(200)))
    assert only.discharged_on == D(2025, 3, 25)


def test_a_struck_receipt_leaves_the_term_of_its_money() -> None:
    (only,) = found("R42", "tien", *came(OLD), (OLD, ev.Struck(3)))
    assert (only.due, only.discharged_on) == (D(2025, 3, 20), None)


def test_unfetched_money_goes_to_the_state_a_year_after_the_notice_when_it_came_late() -> None:
    laid = (D(2025, 3, 27), le.Deposited(1, "c", 1_000))
    assert found("R47", "thong_bao", *came(OLD), TOLD, laid) == [], "the day of effect is not known here"
    (only,) = found("R47", "thong_bao", *came(OLD), TOLD, laid, opened=D(2016, 6, 6))
    assert (only.due, only.discharged_on) == (D(2026, 3, 11), None)
    done = [d.due for d in found("R47", "thong_bao", *came(OLD), TOLD, laid, (D(2026, 4, 1), le.Forfeited(1, "c", 1_000)), opened=D(2016, 6, 6))]
    assert done == []


@pytest.mark.parametrize(
    ("how", "case", "due"),
    [
        ({}, "trong_ngay", OLD),
        ({"place": "late"}, "cuoi_ngay", D(2025, 3, 11)),
        ({"place": "outside", "back": D(2025, 3, 14)}, "ngoai_tru_so", D(2025, 3, 17)),
    ],
)
def test_cash_goes_into_the_fund(how: dict[str, object], case: str, due: date) -> None:
    acts = came(OLD, **how)
    (only,) = found("R55", case, *acts)
    assert (only.due, only.discharged_on) == (due, None)
    (only,) = found("R55", case, *acts, (due, le.CashInFund((2,))))
    assert only.discharged_on == due


def test_what_did_not_come_in_cash_or_under_a_law_that_is_not_known_has_no_such_term() -> None:
    for acts in (came(OLD, way="bank"), came(OLD, way="held"), came(OLD, place="outside"), came(NEW)):
        assert [d for case in ("trong_ngay", "cuoi_ngay", "ngoai_tru_so") for d in found("R55", case, *acts)] == []


def test_money_of_what_is_stayed_for_review_is_laid_in_a_deposit() -> None:
    review = {law: next(g.code for g in RULES.grounds("suspension_notice", day) if "kháng nghị" in g.text) for law, day in (("old", OLD), ("new", NEW))}
    stayed = (D(2026, 8, 10), ev.Suspended(review["new"], (1,)))
    (only,) = found("R42", "gui_khi_hoan", *came(NEW), stayed)
    # five working days from Monday 10/8
    assert (only.due, only.discharged_on, only.lines) == (D(2026, 8, 17), None, (1,))
    (only,) = found("R42", "gui_khi_hoan", *came(NEW), stayed, (D(2026, 8, 12), le.Deposited(1, "c", 1_000, "month")))
    assert only.discharged_on == D(2026, 8, 12)
    assert found("R42", "gui_khi_hoan", *came(OLD), (OLD, ev.Suspended(review["old"], (1,)))) == [], "the 2008 law gives no number of days"
    assert found("R42", "gui_khi_hoan", stayed) == []


def review(rule: str) -> str:
    return next(g.code for g in RULES.grounds(rule, NEW) if "kháng nghị" in g.text)


LAID = [*came(NEW), (D(2026, 8, 10), ev.Suspended(review("suspension_notice"), (1,))), (D(2026, 8, 12), le.Deposited(1, "c", 1_000, "month"))]


def test_what_was_laid_in_a_deposit_is_paid_out_when_the_stay_is_over() -> None:
    assert found("R42", "het_tro_ngai", *LAID) == []
    over = (D(2026, 9, 7), ev.Continued((1,)))
    (only,) = found("R42", "het_tro_ngai", *LAID, over)
    # Monday 7/9 + 10 = 17/9
    assert (only.born, only.due, only.discharged_on, only.lines) == (D(2026, 9, 7), D(2026, 9, 17), None, (1,))
    (only,) = found("R42", "het_tro_ngai", *LAID, over, paid(D(2026, 9, 10), 1))
    assert only.discharged_on is None, "one đồng is not all of it"
    (only,) = found("R42", "het_tro_ngai", *LAID, over, paid(D(2026, 9, 10), 1), paid(D(2026, 9, 11), 999))
    assert only.discharged_on == D(2026, 9, 11)
    assert found("R42", "het_tro_ngai", *LAID, paid(D(2026, 8, 20)), over) == [], "nothing of it was left"


def test_a_deferral_that_runs_out_ends_it_too_and_one_that_is_said_again_does_not() -> None:
    clause = review("deferral")
    until = D(2026, 9, 7)
    acts = [*came(NEW), (D(2026, 8, 10), ev.Deferred(clause, (1,), until)), (D(2026, 8, 12), le.Deposited(1, "c", 1_000, "month"))]
    (only,) = found("R42", "het_tro_ngai", *acts)
    assert (only.born, only.due) == (until, D(2026, 9, 17))
    assert found("R42", "het_tro_ngai", *acts, (D(2026, 9, 4), ev.Deferred(clause, (1,)))) == []


def test_under_the_2008_law_no_number_of_days_is_known() -> None:
    clause = next(g.code for g in RULES.grounds("suspension_notice", OLD) if "kháng nghị" in g.text)
    acts = [*came(OLD), (OLD, ev.Suspended(clause, (1,))), (OLD, le.Deposited(1, "c", 1_000)), (D(2025, 4, 1), ev.Continued((1,)))]
    assert found("R42", "het_tro_ngai", *acts) == []
    at = datetime(2020, 1, 1, tzinfo=UTC)
    log = [(OPENED, MATTER), *acts]
    events = [ev.Event(n, day, at, "a", "clerk", "matter:m", RULES.law_on(day), body) for n, (day, body) in enumerate(log, 1)]
    book = ledger(events)
    assert without_term(RULES, in_force(events), book, book.state) == [(1, D(2025, 4, 1), 1_000)]


def test_of_what_several_get_together_what_one_gets_is_taken_for_his_part() -> None:
    both = ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 1_000, ("d",), ("c", "x")),), "d1", "r1")
    log = [(OPENED, both), *came(OLD), TOLD, (D(2025, 3, 20), le.PaidOut((le.Payment(1, "c", 500),))), (D(2025, 3, 11), le.PayeeNotified("x"))]
    at = datetime(2020, 1, 1, tzinfo=UTC)
    events = [ev.Event(n, day, at, "a", "clerk", "matter:m", RULES.law_on(day), body) for n, (day, body) in enumerate(log, 1)]
    done = {d.parties: d.discharged_on for d in deadlines_of(events, RULES, CALENDAR) if d.case == "khong_den_nhan"}
    assert done == {("c",): D(2025, 3, 20), ("x",): None}
