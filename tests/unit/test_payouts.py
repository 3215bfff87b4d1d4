"""Paying out: by the order of payment less the fee, what is refused, what is told, what the ledger says afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.ledger import NOBODY, Ledger, ledger
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    fee_decisions,
    intake,
    ledger_view,
    matter_money,
    papers,
    parties,
    payees,
    payouts,
    receipts,
    upkeep,
    why_matter,
)
from thads_desktop.services.payouts import Order
from thads_desktop.services.receipts import Official

OPENED, DAY = date(2025, 1, 6), date(2025, 3, 10)
NAMES = ("Công ty TNHH Ánh Dương", "Lê Thị Mơ", "Bùi Văn Nam")


def matter_of(office: Bench, obligations: list[tuple[str, int, int]], *, kind: str = "yc") -> str:
    """A matter with these obligations: (words, đồng, which creditor; -1 = the State, -2 = nobody said)."""
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput(f"{len(office.matters) + 90}/2024/DS-ST", date(2024, 11, 4), "Tòa án nhân dân quận Lê Chân", "dan_su", OPENED)
    )
    request = intake.receive_request(office.desk, judgment, parties.PartyInput(NAMES[0], "org"), OPENED) if kind == "yc" else ""
    with office.desk.writing("keep") as uow:
        owes = parties.add(uow, parties.PartyInput("Nguyễn Văn An", birth_year=1980))
        owed = [parties.add(uow, parties.PartyInput(n)) for n in NAMES]
        uow.commit()
    lines = tuple(ev.Line(n, due, (owes,), (owed[who],) if who >= 0 else (), state_revenue=who == -1) for n, (_, due, who) in enumerate(obligations, 1))
    opening = Opening(kind, "dan_su", judgment, lines, request, judgment_day=date(2024, 11, 4), received=OPENED)  # type: ignore[arg-type]  # rows of the case
    texts = {f"obligation_{n}": words for n, (words, _, _) in enumerate(obligations, 1)} | {"notice_way": "trực tiếp"}
    draft = papers.Draft(f"enforcement_{kind}", Effect("enforcement", officer=office.officer, opening=opening), texts=texts)
    paper, _ = papers.issue_at_once(office.desk, draft, office.head, OPENED)
    with office.desk.reading() as reader:
        office.matters.append(papers.load(reader, paper).matter)
    return office.matters[-1]


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", OPENED)


def book_of(office: Bench, key: str) -> Ledger:
    with office.desk.reading() as reader:
        return ledger(reader.events_of(f"matter:{key}"))


def order_of(made: payouts.Proposal, day: date = DAY) -> Order:
    return Order(day, tuple(le.Payment(r.line, r.party, r.amount, r.fee) for r in made.rows), "bank", "UNC 1", made.allots, made.cuts)


def refused(office: Bench, key: str, order: Order) -> str:
    with office.desk.reading() as reader:
        head = reader.head()
    with pytest.raises(Refused) as caught:
        payouts.pay(office.desk, key, order)
    with office.desk.reading() as reader:
        assert reader.head() == head, "nothing half done"
    return say(caught.value.refusals[0])


def test_money_of_an_obligation_goes_to_its_creditor_less_the_fee(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 100_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 60_000_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    # 3 % of what was received: 60 million is above twice the base salary.
    assert [(r.name, r.amount, r.fee) for r in made.rows] == [(NAMES[0], 58_200_000, 1_800_000)]
    assert matter_money.fees(office.desk, key, {}).total == 1_800_000
    assert "phí 1.800.000 đồng" in made.worked.headline
    assert made.worked.cite
    assert made.worked.steps
    done = payouts.pay(office.desk, key, order_of(made), made.seen)
    assert (done.amount, done.fee, done.people, done.left) == (58_200_000, 1_800_000, 1, 0)
    assert any("quyết định thu phí" in w for w in done.warnings)
    book = book_of(office, key)
    assert (book.paid, book.fee, book.held) == (58_200_000, 1_800_000, 0)
    (row,) = [r for r in book.rows if r.event == "PaidOut"]
    came = next(iter(book.sums))
    assert row.of == ((came, 60_000_000),)
    # The next instalment: the fee of everything so far, less what was taken.
    acts.collect(office.desk, key, DAY, 1, 40_000_000, official=Official(number="2"))
    again = payouts.propose(office.desk, key, {"day": DAY})
    assert [(r.amount, r.fee) for r in again.rows] == [(38_800_000, 1_200_000)]
    assert upkeep.verify(office.desk).findings == ()


def test_a_part_bears_its_part_and_the_last_part_the_rest(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 100_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 10_000_001, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    (row,) = made.rows
    assert row.fee == 300_000
    half = Order(DAY, (le.Payment(1, row.party, 4_850_001, 150_000),), "cash")
    payouts.pay(office.desk, key, half)
    (left,) = payouts.propose(office.desk, key, {"day": DAY}).rows
    assert (left.amount, left.fee) == (4_850_000, 150_000)


def test_money_held_for_none_is_shared_by_rank_after_what_is_deducted(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0), ("Cấp dưỡng nuôi con", 10_000_000, 1), ("Trả nợ vay", 60_000_000, 2)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 42_000_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY, "costs": 2_000_000})
    # Costs 2, support 10 whole; the rest of 30 by 30 to 60.
    assert [(p.line, p.amount) for p in made.allots] == [(1, 10_000_000), (2, 10_000_000), (3, 20_000_000)]
    assert [(r.line, r.fee) for r in made.rows] == [(1, 300_000), (2, 0), (3, 600_000)], "support bears no fee"
    payouts.pay(office.desk, key, order_of(made), made.seen)
    book = book_of(office, key)
    assert (book.deducted, book.held, book.came_in) == (2_000_000, 0, 42_000_000)
    assert {n: s.rest for n, s in book.state.lines.items()} == {1: 20_000_000, 2: 0, 3: 40_000_000}
    assert not book.open or not any(book.open.values())
    assert upkeep.verify(office.desk).findings == ()


def test_a_pledge_goes_its_own_way_and_the_kind_is_the_humans_to_say(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0), ("Trả nợ vay", 60_000_000, 2)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 45_000_000, official=Official(number="1"))
    secured = payouts.propose(office.desk, key, {"day": DAY, "secured": (1,)})
    assert [(p.line, p.amount) for p in secured.allots] == [(1, 30_000_000), (2, 15_000_000)]
    wages = payouts.propose(office.desk, key, {"day": DAY, "kinds": {2: "wages"}})
    assert [(p.line, p.amount) for p in wages.allots] == [(2, 45_000_000)]


def test_what_was_entered_for_an_obligation_stays_and_the_difference_is_told(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0), ("Cấp dưỡng nuôi con", 10_000_000, 1)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 12_000_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert [(r.line, r.amount + r.fee) for r in made.rows] == [(1, 12_000_000)]
    assert any("theo thứ tự thanh toán được 2.000.000" in s for s in made.worked.notes)


def test_more_than_is_there_is_refused(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0), ("Án phí", 300_000, -1)])
    office.on(DAY)
    acts.collect(office.desk, key, date(2025, 3, 3), 1, 1_000_000, official=Official(number="1"))
    acts.collect(office.desk, key, DAY, 1, 1_000_000, official=Official(number="2"))
    acts.collect(office.desk, key, DAY, 0, 500_000, official=Official(number="3"))
    party = payouts.propose(office.desk, key, {"day": DAY, "use": 0}).rows[0].party
    early = date(2025, 3, 4)
    for order, says in (
        (Order(DAY, ()), "Chưa có số tiền nào"),
        (Order(DAY, (le.Payment(1, party, 2_000_001),)), "chỉ còn giữ 2.000.000 đồng"),
        (Order(DAY, (le.Payment(1, party, 2_000_000, 1),)), "chỉ còn giữ 2.000.000 đồng"),
        (Order(early, (le.Payment(1, party, 1_000_001),)), "chỉ còn giữ 1.000.000 đồng đến ngày 04/03/2025"),
        (Order(DAY, (le.Payment(1, party, -5),)), "lớn hơn số tiền"),
        (Order(DAY, (le.Payment(9, party, 5),)), "không có khoản tiền số 9"),
        (Order(DAY, (le.Payment(1, "x", 5),)), "không phải người được thi hành án"),
        (Order(DAY, (le.Payment(1, "", 5),)), "không phải người được thi hành án"),
        (Order(DAY, (le.Payment(1, party, 5),), "x"), "Không có cách chi trả"),
        (Order(DAY, (le.Payment(1, party, 5),), allots=(le.Part(1, 500_001),)), "chỉ có 500.000 đồng"),
        (Order(DAY, (), allots=(le.Part(2, 300_001),)), "chỉ còn phải thi hành 300.000"),
        (Order(DAY, (), cuts=(("costs", 2_500_001),)), "chỉ có 2.500.000 đồng"),
        (Order(date(2025, 3, 11), (le.Payment(1, party, 5),)), "chưa đến"),
        (Order(date(2025, 1, 3), (le.Payment(1, party, 5),)), "trước"),
    ):
        assert says in refused(office, key, order), order
    payouts.pay(office.desk, key, Order(DAY, (le.Payment(1, party, 1_500_000),)))
    assert "chỉ còn giữ 500.000" in refused(office, key, Order(early, (le.Payment(1, party, 600_000),)))
    seen = book_of(office, key).state
    assert seen
    with pytest.raises(Refused) as caught:
        payouts.pay(office.desk, key, Order(DAY, (le.Payment(1, party, 5),)), 1)
    assert caught.value.refusals[0].code == "stale"


def test_what_the_state_gets_goes_through_the_treasury(office: Bench) -> None:
    key = matter_of(office, [("Án phí dân sự sơ thẩm", 300_000, -1), ("Trả nợ", 500_000, 0)], kind="cd")
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 300_000, official=Official("budget", "1"))
    acts.collect(office.desk, key, DAY, 2, 500_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert [(r.name, r.amount, r.fee) for r in made.rows] == [(payouts.STATE, 300_000, 0), (NAMES[0], 500_000, 0)], "of its own motion there is no fee"
    payouts.pay(office.desk, key, order_of(made))
    with office.desk.reading() as reader:
        ways = [e.body.way for e in reader.events_of(f"matter:{key}") if isinstance(e.body, le.PaidOut)]
    assert ways == ["bank", "treasury"]


def test_under_the_new_law_fines_go_before_debts_and_the_state_pays_no_fee(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 90_000_000, 0), ("Tiền phạt", 30_000_000, -1), ("Cấp dưỡng", 10_000_000, 1)])
    day = date(2026, 8, 3)
    office.on(day)
    acts.collect(office.desk, key, day, 0, 70_000_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": day, "costs": 1_000_000})
    assert [(r.line, r.amount, r.fee) for r in made.rows] == [(1, 28_130_000, 870_000), (2, 30_000_000, 0), (3, 10_000_000, 0)]
    assert not any(s.partition(". ")[2][:3] in ("1. ", "2. ") for s in made.worked.steps), "no number within a number"
    assert any("chưa xác lập" in n for n in made.worked.notes), "the new tariff is not known: told beside the figure"
    payouts.pay(office.desk, key, order_of(made, day))
    draft = fee_decisions.draft(office.desk, key)
    assert (draft.effect.amount, draft.texts["base_text"]) == (870_000, "29.000.000 đồng")
    with office.desk.reading() as reader:
        check = papers.check(office.desk, reader, draft, day)
    assert ([r.code for r in check.refusals], check.missing) == (["fee.tariff_open"], ()), "nothing but the office's choice is missing"


def test_a_stayed_obligation_is_told_with_the_answer_of_the_law(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 1_000_000, official=Official(number="1"))
    law = office.desk.rules.grounds("deferral", DAY)
    review = next(g.code for g in law if "kháng nghị" in g.text)
    draft = papers.Draft("deferral", Effect("deferral", review, until=date(2025, 5, 1), asked=DAY), key, {"reason": "có văn bản yêu cầu"})
    papers.issue_at_once(office.desk, draft, office.head, DAY)
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert any("tiền phải gửi, chưa chi trả" in n and "62/2015" in n for n in made.worked.notes), made.worked.notes
    assert any("tiền phải gửi" in w for w in payouts.pay(office.desk, key, order_of(made)).warnings)


def test_what_was_paid_out_holds_what_it_rests_on(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 30_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 1_000_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    payouts.pay(office.desk, key, order_of(made))
    with office.desk.reading() as reader:
        of = {type(e.body): e.seq for e in reader.events_of(f"matter:{key}")}
    for body in (ev.Collected, le.Allotted):
        with pytest.raises(Refused) as caught:
            acts.strike(office.desk, key, of[body], "Ghi nhầm.")
        assert caught.value.refusals[0].code in ("strike.paid_out", "strike.money_used")
    for body in (le.PaidOut, le.Allotted, ev.Collected):
        acts.strike(office.desk, key, of[body], "Ghi nhầm.")
    book = book_of(office, key)
    assert (book.came_in, book.held, book.account(NOBODY).held) == (0, 0, 0)
    assert upkeep.verify(office.desk).findings == ()


def test_surplus_stays_its_payers_unless_a_human_says_otherwise(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 1_000_000, 0), ("Trả lãi", 5_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 1_400_000, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert (made.allots, made.nobody) == ((), 400_000)
    asked = payouts.propose(office.desk, key, {"day": DAY, "use": 400_000})
    assert [(p.line, p.amount) for p in asked.allots] == [(2, 400_000)]


def test_he_is_told_it_is_laid_in_a_deposit_paid_from_it_and_comes_back(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 2_000_000, 0)])
    office.on(DAY)
    with pytest.raises(Refused):
        payees.notify(office.desk, key, DAY, "x")
    acts.collect(office.desk, key, DAY, 1, 1_000_000, official=Official(number="1"))
    who = payouts.propose(office.desk, key, {"day": DAY}).rows[0].party
    payees.notify(office.desk, key, DAY, who)
    assert ("R42", "khong_den_nhan") in owed(office, key)
    for line, party, amount, how in ((1, who, 1_000_001, "demand"), (1, "x", 5, "demand"), (9, who, 5, "demand"), (1, who, 5, "x"), (0, who, 5, "demand")):
        with pytest.raises(Refused):
            payees.deposit(office.desk, key, DAY, line, party, amount, how)
    payees.deposit(office.desk, key, DAY, 1, who, 1_000_000, voucher="ST 5")
    assert not {("R42", "khong_den_nhan"), ("R42", "tien")} & owed(office, key)
    with pytest.raises(Refused):
        payees.deposit(office.desk, key, DAY, 1, who, 1)
    assert book_of(office, key).share(1, who).deposited == 1_000_000
    payouts.pay(office.desk, key, Order(DAY, (le.Payment(1, who, 600_000),)))
    book = book_of(office, key)
    assert (book.share(1, who).deposited, book.held) == (400_000, 400_000)
    paid = next(r.seq for r in book.rows if r.event == "PaidOut")
    for of, amount, day in ((paid, 600_001, DAY), (paid, 5, date(2025, 3, 9)), (1, 5, DAY)):
        with pytest.raises(Refused):
            payees.came_back(office.desk, key, day, of, 1, who, amount)
    payees.came_back(office.desk, key, DAY, paid, 1, who, 600_000)
    with pytest.raises(Refused) as hangs:
        acts.strike(office.desk, key, paid, "Ghi nhầm.")
    assert hangs.value.refusals[0].code == "strike.paid_out"
    with pytest.raises(Refused):
        payees.came_back(office.desk, key, DAY, paid, 1, who, 1)
    with pytest.raises(Refused):
        payees.forfeit(office.desk, key, DAY, 1, who, 1_000_001)
    payees.forfeit(office.desk, key, DAY, 1, who, 1_000_000, "05/QĐ")
    book = book_of(office, key)
    assert (book.paid, book.forfeited, book.held, book.beyond) == (0, 1_000_000, 0, [])
    with pytest.raises(Refused) as caught:
        acts.strike(office.desk, key, next(iter(book.sums)), "Ghi nhầm.")
    assert caught.value.refusals[0].code == "strike.paid_out"
    assert upkeep.verify(office.desk).findings == ()


def owed(office: Bench, key: str) -> set[tuple[str, str]]:
    with office.desk.reading() as reader:
        return {(d.rule, d.case_) for d in reader.projections.deadlines(subject=f"matter:{key}")}


def test_a_surplus_of_an_earlier_day_does_not_take_what_was_allotted_later(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 1_000_000, 0)])
    office.on(DAY)
    early = date(2025, 3, 3)
    acts.collect(office.desk, key, early, 0, 500_000, official=Official(number="1"))
    payouts.pay(office.desk, key, order_of(payouts.propose(office.desk, key, {"day": DAY})))
    acts.collect(office.desk, key, DAY, 0, 500_000, official=Official(number="2"))
    with pytest.raises(Refused) as caught:
        acts.return_surplus(office.desk, key, early, 500_000)
    assert caught.value.refusals[0].code == "payout.more_later"
    assert acts.return_surplus(office.desk, key, DAY, 500_000) == 0
    assert "500.000" in why_matter.of_line(office.desk, key, 1).text(), "what was allotted is told where the obligation is asked"


def test_one_booking_holds_very_many_payments(office: Bench) -> None:
    many = 400
    key = matter_of(office, [(f"Trả nợ trái phiếu {n}", 100_000_000 + n, n % 3) for n in range(many)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 0, 12_345_678_901, official=Official(number="1"))
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert sum(p.amount for p in made.allots) == 12_345_678_901
    done = payouts.pay(office.desk, key, order_of(made), made.seen)
    assert (done.people, done.left, done.amount + done.fee) == (many, 0, 12_345_678_901)
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{key}")
    (paid,) = [e.body for e in events if isinstance(e.body, le.PaidOut)]
    assert len(paid.payments) == many
    view = ledger_view.of(office.desk, key)
    assert len(view.rows) == 2 + 2 * many
    assert view.rows[-1].whole == 0
    (moves, *_) = ledger_view.listing(office.desk, view, 10).tables
    assert moves.rows == ()
    assert "802 dòng" in moves.note
    (moves, *_) = ledger_view.listing(office.desk, view).tables
    assert len(moves.rows) == 802


def test_old_money_is_not_paid_again_until_it_has_a_receipt(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 100_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 60_000_000, receipt="5")
    made = payouts.propose(office.desk, key, {"day": DAY})
    assert made.rows == ()
    assert any("60.000.000 đồng đã thu không có biên lai" in n for n in made.worked.notes)
    book = book_of(office, key)
    assert (book.untold, book.held, book.came_in) == (60_000_000, 0, 60_000_000)
    # The fee runs on over all that was received.
    acts.collect(office.desk, key, DAY, 1, 10_000_000, official=Official(number="6"))
    assert [(r.amount, r.fee) for r in payouts.propose(office.desk, key, {"day": DAY}).rows] == [(9_700_000, 300_000)]
    receipts.amend(office.desk, f"matter:{key}", next(iter(book.sums)), Official(number="5"))
    assert [(r.amount, r.fee) for r in payouts.propose(office.desk, key, {"day": DAY}).rows] == [(67_900_000, 2_100_000)]


def test_old_money_without_receipts_owes_nothing(office: Bench) -> None:
    key = matter_of(office, [("Trả nợ gốc", 2_000_000, 0)])
    office.on(DAY)
    acts.collect(office.desk, key, DAY, 1, 1_000_000, receipt="5")
    assert not any(rule in ("R42", "R55") for rule, _ in owed(office, key))
    acts.collect(office.desk, key, DAY, 1, 500_000, official=Official(number="6"))
    assert {("R42", "tien"), ("R55", "trong_ngay")} <= owed(office, key)
