"""The costs of a matter: who bears them, what the head approved, what of an advance is open, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import cost_events as co, ledger_events as le, procedure_events as pe
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import cash_law
from thads_desktop.services import (
    acts,
    advances,
    cash_words,
    cashier,
    costs,
    inspection_files,
    ledger_view,
    payouts,
    personal_data,
    projecting,
    striking,
)
from thads_desktop.services.receipts import Official

DAY, LATER = date(2019, 10, 8), date(2019, 10, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(date(2019, 10, 20))
    yield made
    made.desk.close()


def code(run: object) -> str:
    with pytest.raises(Refused) as refused:
        run()  # type: ignore[operator]  # a lambda
    return refused.value.refusals[0].code


def test_who_bears_is_what_the_dated_law_says(office: Bench) -> None:
    law = cash_law.law()
    days = (date(2015, 6, 30), date(2015, 7, 1), date(2026, 7, 1))
    assert [getattr(law.kind("verification", d), "bearer", None) for d in days] == ["", "budget", "budget"]
    assert law.kind("coercion_check", date(2026, 6, 30)) is None
    assert getattr(law.kind("coercion_check", date(2026, 7, 1)), "bearer", None) == "debtor"
    assert getattr(law.kind("wall", DAY), "bearer", None) == "creditor"
    matter = office.matters[0]
    costs.incur(office.desk, matter, DAY, "storage", 2_000_000)
    costs.incur(office.desk, matter, DAY, "verification", 300_000)
    assert code(lambda: costs.incur(office.desk, matter, DAY, "other", 1)) == "cost.no_bearer"
    assert code(lambda: costs.incur(office.desk, matter, DAY, "coercion_check", 1)) == "cost.unknown_kind"
    costs.incur(office.desk, matter, DAY, "forces", 5_000, bearer="budget")
    made = costs.view(office.desk, matter)
    assert [r.bearer for r in made.rows] == ["Người phải thi hành án", "Ngân sách nhà nước", "Ngân sách nhà nước"]
    assert "73" in made.rows[0].cite
    assert any("đã ghi ngân sách nhà nước chịu" in n for n in made.notes)


def test_owed_is_what_the_head_approved(office: Bench) -> None:
    matter = office.matters[0]
    costs.incur(office.desk, matter, DAY, "storage", 2_000_000)
    costs.incur(office.desk, matter, DAY, "fuel", 500_000)
    assert costs.proposal(office.desk, matter)[0] == 0
    first = costs.view(office.desk, matter).rows[0].seq
    assert code(lambda: costs.approve(office.desk, matter, LATER, office.officer, first)) == "cost.not_head"
    assert code(lambda: costs.approve(office.desk, matter, LATER, office.head, first, 3_000_000)) == "cost.beyond_spent"
    assert code(lambda: costs.approve(office.desk, matter, LATER, office.head, 0, 1_000)) == "cost.which"
    costs.approve(office.desk, matter, LATER, office.head, first, 1_500_000)
    owed, said = costs.proposal(office.desk, matter)
    assert owed == 1_500_000
    assert "500.000 đồng chi phí chưa được duyệt" in said
    assert costs.approve(office.desk, matter, LATER, office.head) == 1
    assert code(lambda: costs.approve(office.desk, matter, LATER, office.head)) == "cost.none_waiting"
    assert code(lambda: costs.approve(office.desk, matter, LATER, office.head, first)) == "cost.approved"
    assert costs.proposal(office.desk, matter)[0] == 2_000_000
    assert code(lambda: costs.collect(office.desk, matter, LATER, "debtor", 2_000_001)) == "cost.beyond_owed"
    costs.collect(office.desk, matter, LATER, "debtor", 400_000, receipt="5")
    assert costs.proposal(office.desk, matter)[0] == 1_600_000


def test_kept_back_and_remitted_lower_what_the_debtor_owes(office: Bench) -> None:
    matter = office.matters[0]
    costs.incur(office.desk, matter, DAY, "storage", 2_000_000)
    costs.approve(office.desk, matter, DAY, office.head)
    with office.desk.writing("money") as uow:
        uow.append(f"matter:{matter}", LATER, le.Deducted("costs", 700_000))
        uow.append(f"matter:{matter}", LATER, le.Deducted("rent", 90_000))
        uow.append(f"matter:{matter}", LATER, pe.ActDone("cost_relief", amount=300_000))
        projecting.matter(office.desk, uow, matter)
        uow.commit()
    made = costs.view(office.desk, matter)
    assert made.owed == (("Người phải thi hành án", 2_000_000, 1_000_000, 1_000_000),)
    assert made.remitted == 300_000


def test_an_advance_of_the_budget_goes_back_once_money_has_come(office: Bench) -> None:
    matter = office.matters[0]
    assert code(lambda: costs.incur(office.desk, matter, DAY, "storage", 5, from_=co.BUDGET)) == "cost.beyond_advance"
    costs.advance(office.desk, matter, DAY, co.BUDGET, 3_000_000, form="cash")
    assert code(lambda: costs.incur(office.desk, matter, DAY, "storage", 3_000_001, from_=co.BUDGET)) == "cost.beyond_advance"
    costs.incur(office.desk, matter, DAY, "storage", 2_000_000, from_=co.BUDGET, form="cash", voucher="PC 7")
    costs.incur(office.desk, matter, DAY, "verification", 400_000, from_=co.BUDGET, form="cash")
    made = costs.view(office.desk, matter)
    # Verification is the budget's own; the rest is to come back.
    assert made.advances[0][2:] == (3_000_000, 2_400_000, 0, 2_600_000)
    assert not any("hoàn trả ngay" in n for n in made.notes)
    acts.collect(office.desk, matter, LATER, 1, 5_000_000, receipt="1")
    note = costs.view(office.desk, matter).notes[0]
    assert "2.600.000 đồng" in note
    assert "Điều 73" in note
    assert code(lambda: costs.repay(office.desk, matter, LATER, co.BUDGET, 2_600_001)) == "cost.beyond_open"
    assert code(lambda: costs.repay(office.desk, matter, LATER, "", 1)) == "cost.bad_party"
    costs.repay(office.desk, matter, LATER, co.BUDGET, 2_600_000, form="cash")
    assert costs.view(office.desk, matter).advances[0][5] == 0
    book = cashier.book(office.desk, cashier.wanted(DAY, LATER))
    assert book.closing == 3_000_000 - 2_400_000 - 2_600_000
    assert {(t.kind, t.cash) for t in book.totals} >= {("advance", 3_000_000), ("cost", 2_400_000), ("advance_back", 2_600_000)}


def test_a_party_may_advance_and_a_stranger_may_not(office: Bench) -> None:
    matter = office.matters[0]
    creditor = costs.view(office.desk, matter).creditors[0][0]
    costs.advance(office.desk, matter, DAY, creditor, 1_000_000)
    assert code(lambda: costs.advance(office.desk, matter, DAY, "x", 5)) == "cost.bad_party"
    costs.incur(office.desk, matter, DAY, "wall", 600_000, from_=creditor, party=creditor)
    costs.approve(office.desk, matter, DAY, office.head)
    made = costs.view(office.desk, matter)
    assert made.advances[0][5] == 400_000
    assert made.owed == (("Người được thi hành án", 600_000, 600_000, 0),)


def test_not_more_than_there_was_on_that_day(office: Bench) -> None:
    matter = office.matters[0]
    costs.advance(office.desk, matter, LATER, co.BUDGET, 1_000_000)
    assert code(lambda: costs.incur(office.desk, matter, DAY, "storage", 5, from_=co.BUDGET)) == "cost.beyond_advance"
    assert code(lambda: costs.repay(office.desk, matter, DAY, co.BUDGET, 5)) == "cost.beyond_open"
    assert code(lambda: costs.incur(office.desk, matter, date(2019, 10, 6), "storage", 5)) == "act.before_decision"


def test_what_others_rest_on_is_not_struck(office: Bench) -> None:
    matter = office.matters[0]
    costs.advance(office.desk, matter, DAY, co.BUDGET, 1_000_000)
    costs.incur(office.desk, matter, DAY, "storage", 800_000, from_=co.BUDGET)
    with office.desk.reading() as reader:
        taken, spent = (e.seq for e in reader.events_of(f"matter:{matter}")[-2:])
    assert code(lambda: striking.strike(office.desk, matter, taken, "nhầm")) == "cost.strike_rests"
    striking.strike(office.desk, matter, spent, "nhầm")
    striking.strike(office.desk, matter, taken, "nhầm")
    assert not costs.view(office.desk, matter).advances
    assert not cashier.ids(office.desk, cashier.wanted(DAY, LATER))


def test_the_sheet(office: Bench) -> None:
    matter = office.matters[0]
    costs.incur(office.desk, matter, DAY, "storage", 800_000)
    made = costs.listing(office.desk, matter)
    assert made.left == ("Chấp hành viên", made.left[1])
    assert made.left[1]
    assert inspection_files.pdf(made).startswith(b"%PDF")


def test_a_persons_data_name_what_they_advanced(office: Bench) -> None:
    matter = office.matters[0]
    creditor = costs.view(office.desk, matter).creditors[0][0]
    costs.advance(office.desk, matter, DAY, creditor, 1_000_000, voucher="PT 9")
    assert "PT 9" in str(personal_data.held(office.desk, creditor))


def test_what_of_advances_is_open_over_the_office(office: Bench) -> None:
    matter = office.matters[0]
    creditor = costs.view(office.desk, matter).creditors[0][0]
    costs.advance(office.desk, matter, DAY, creditor, 1_000)
    costs.advance(office.desk, matter, DAY, co.BUDGET, 3_000)
    costs.incur(office.desk, matter, DAY, "verification", 1_000, from_=co.BUDGET)
    acts.collect(office.desk, matter, LATER, 1, 5, receipt="1")
    found = advances.open_ones(office.desk)
    assert [(o.source == co.BUDGET, o.left, o.at_once) for o in found] == [(True, 2_000, True), (False, 1_000, False)]
    assert "73" in advances.listing(office.desk).notes[0]
    costs.repay(office.desk, matter, LATER, co.BUDGET, 2_000)
    costs.repay(office.desk, matter, LATER, creditor, 1_000)
    assert not advances.open_ones(office.desk)


def test_what_the_debtor_advanced_is_settled_against_what_the_debtor_bears(office: Bench) -> None:
    matter = office.matters[0]
    debtor = costs.view(office.desk, matter).debtors[0][0]
    costs.advance(office.desk, matter, DAY, debtor, 3_000_000)
    costs.incur(office.desk, matter, DAY, "storage", 2_000_000, from_=debtor)
    assert costs.proposal(office.desk, matter)[0] == 0
    costs.approve(office.desk, matter, LATER, office.head, 0, 1_800_000)
    made = costs.view(office.desk, matter)
    assert costs.proposal(office.desk, matter)[0] == 0
    assert made.owed == ((cash_words.BEARERS["debtor"], 1_800_000, 1_800_000, 0),)
    assert made.advances[0][2:] == (3_000_000, 2_000_000, 0, 1_200_000), "what was not approved is to be given back"
    costs.incur(office.desk, matter, LATER, "storage", 500_000)
    costs.approve(office.desk, matter, LATER, office.head)
    assert costs.proposal(office.desk, matter)[0] == 500_000


def test_costs_that_were_paid_are_not_kept_back_again(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, LATER, 0, 5_000_000, official=Official(number="1"))
    costs.incur(office.desk, matter, DAY, "storage", 1_000_000)
    costs.approve(office.desk, matter, LATER, office.head)
    costs.collect(office.desk, matter, LATER, "debtor", 400_000)
    assert code(lambda: payouts.propose(office.desk, matter, {"day": LATER, "costs": 600_001})) == "payout.costs_owed"
    assert code(lambda: payouts.pay(office.desk, matter, payouts.Order(LATER, (), cuts=(("costs", 600_001),)))) == "payout.costs_owed"
    made = payouts.propose(office.desk, matter, {"day": LATER, "costs": 600_000})
    assert any("người phải thi hành án đã trả 400.000" in n for n in made.worked.notes)
    payouts.pay(office.desk, matter, payouts.Order(LATER, (), cuts=(("costs", 600_000),)))
    assert costs.proposal(office.desk, matter)[0] == 0


def test_costs_are_kept_back_of_money_entered_for_an_obligation_too(office: Bench) -> None:
    matter = office.matters[0]
    acts.collect(office.desk, matter, LATER, 1, 5_000_000, official=Official(number="1"))
    costs.incur(office.desk, matter, DAY, "storage", 1_000_000)
    costs.approve(office.desk, matter, LATER, office.head)
    made = payouts.propose(office.desk, matter, {"day": LATER, "costs": 1_000_000})
    assert [(r.there, r.amount + r.fee) for r in made.rows] == [(4_000_000, 4_000_000)]
    assert any("đã ghi cho khoản" in n for n in made.worked.notes)
    payments = tuple(le.Payment(r.line, r.party, r.amount, r.fee) for r in made.rows)
    payouts.pay(office.desk, matter, payouts.Order(LATER, payments, allots=made.allots, cuts=made.cuts))
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
    book = ledger(events)
    assert (book.held, book.deducted, book.paid + book.fee, book.beyond) == (0, 1_000_000, 4_000_000, [])
    assert book.state.lines[1].collected == 4_000_000
    assert book.state.anomalies == []
    shown = ledger_view.of(office.desk, matter)
    total = next(x for x in shown.lines if x.line == ledger_view.TOTAL)
    assert (total.came, total.paid + total.fee, total.other, total.held) == (5_000_000, 4_000_000, 1_000_000, 0)
    assert code(lambda: payouts.propose(office.desk, matter, {"day": LATER, "taxes": 1})) == "payout.cuts"
