"""What papers say in figures holds together: within the paper, and with the books of the matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, set_account
from tests.retold import founded
from thads_desktop.documents.form import form_for, load_forms
from thads_desktop.documents.form_text import text_of
from thads_desktop.documents.samples import sample_head
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.breaches import BREACHES, words as breaches_words
from thads_desktop.domain.sentences import REFUSALS, say
from thads_desktop.services import acts, costs, paper_further, papers, queries, receipts, six_heads
from thads_desktop.services.beginnings import table
from thads_desktop.services.receipts import Official

DAY, NEW = date(2024, 3, 4), date(2026, 8, 3)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision(due=50_000_000, kind="yc")
    yield made
    made.desk.close()


def matter(office: Bench) -> str:
    return office.matters[0]


def draft(office: Bench, form: str, **texts: str) -> papers.Draft:
    return papers.Draft(form, Effect("paper"), matter(office), texts)


def check(office: Bench, given: papers.Draft) -> papers.Check:
    with office.desk.reading() as reader:
        return papers.check(office.desk, reader, given, office.clock.day)


def codes(office: Bench, given: papers.Draft) -> list[str]:
    found = check(office, given).refusals
    for refusal in found:
        assert "hãy" in say(refusal).lower()
        assert six_heads.table().known(refusal.code) == "content"
    return [r.code for r in found]


def take(office: Bench, number: str, amount: int, way: str = "cash", day: date | None = None) -> None:
    acts.collect(office.desk, matter(office), day or office.clock.day, 1, amount, official=Official(number=number, way=way))


def begun(office: Bench, form: str) -> dict[str, str]:
    with office.desk.reading() as reader:
        return table.begins(office.desk, reader, matter(office), form_for(form, office.clock.day), office.clock.day)


# ------------------------------------------------------------------------------------------------------------------ within the paper

SHARES = {
    "held_sum": "11000000", "payout_lines": "Khoản 1; Công ty A; 10.000.000; 300.000; 9.700.000\nKhoản 2; Ngân sách; 500.000; 0; 500.000",
    "payout_sum": "10200000", "fee_sum": "300000",
}  # fmt: skip


@pytest.mark.parametrize(("changed", "wrong"), [
    ({}, []), ({"first_off": "500000"}, []), ({"first_off": "500001"}, ["sums.more_than_held"]), ({"held_sum": "1000000"}, ["sums.more_than_held"]),
    ({"payout_sum": "999000000"}, ["sums.total"]), ({"fee_sum": "1"}, ["sums.total"]), ({"fee_sum": ""}, ["sums.total"]),
    ({"payout_lines": "Khoản 1; Công ty A; 10.500.000; 300.000; 10.300.000", "payout_sum": "10300000"}, ["sums.row"]),
    ({"payout_lines": "Khoản 1; Công ty A; mười; 0; 1"}, ["sums.unread"]), ({"held_sum": "20000001"}, ["sums.not_booked"]),
    ({"payout_lines": "Khoản 1; Công ty A; 10.200.000; ; 10.200.000", "fee_sum": ""}, []),
])  # fmt: skip
def test_shares_are_what_is_held_and_the_totals_what_is_listed(office: Bench, changed: dict[str, str], wrong: list[str]) -> None:
    take(office, "1", 20_000_000)
    assert codes(office, draft(office, "distribution", **{**SHARES, **changed})) == wrong


LISTED = "05/08/2020; Thuê xe; PC01; 3.000.000; Người phải thi hành án\n06/08/2020; Định giá lại; PC02; 1.500.000; Người được thi hành án"


@pytest.mark.parametrize("form", ["cost_list", "cost_notice"])
@pytest.mark.parametrize(("changed", "wrong"), [
    ({}, []), ({"cost_sum": "1"}, ["sums.total"]), ({"cost_owed": "1"}, ["sums.costs_owed"]), ({"cost_owed": "4500000"}, ["sums.costs_owed"]),
    ({"cost_met": "1000000"}, ["sums.costs_owed"]), ({"cost_met": "1000000", "cost_owed": "2000000"}, []),
    ({"cost_advanced": "1000000", "cost_owed": "2000000"}, []), ({"cost_lines": "05/08/2020; Thuê xe; PC01; ba triệu"}, ["sums.unread"]),
    ({"cost_lines": "05/08/2020; Thuê xe; PC01; 3.000.000", "cost_sum": "3000000"}, []),
])  # fmt: skip
def test_costs_are_what_is_listed_and_owed_what_is_left(office: Bench, form: str, changed: dict[str, str], wrong: list[str]) -> None:
    texts = {"cost_lines": LISTED, "cost_sum": "4500000", "cost_owed": "3000000", **changed}
    assert codes(office, draft(office, form, **texts)) == wrong


def test_a_notice_of_costs_leaves_time_and_says_where_to_pay(office: Bench) -> None:
    texts = {"cost_lines": LISTED, "cost_owed": "3000000", "cost_payer": "ông An"}
    assert codes(office, draft(office, "cost_notice", **texts, pay_by="2020-01-01")) == ["sums.pay_by"]
    assert codes(office, draft(office, "cost_notice", **texts, pay_by=DAY.isoformat())) == []
    set_account(office.desk, "")
    missing = check(office, draft(office, "cost_notice", **texts, pay_by="2024-03-20")).missing
    assert [n for n, _ in missing] == ["payment_place"]
    assert " hoặc " in missing[0][1]
    assert check(office, draft(office, "cost_notice", **texts, pay_by="2024-03-20", payment_place="trụ sở")).missing == ()


def test_a_notice_begins_with_what_was_approved_and_the_debtor_bears(office: Bench) -> None:
    costs.incur(office.desk, matter(office), DAY, "fuel", 3_000_000, voucher="PC01")
    first = costs.view(office.desk, matter(office)).rows[0].seq
    costs.incur(office.desk, matter(office), DAY, "valuation", 1_000_000, voucher="PC02")
    costs.approve(office.desk, matter(office), DAY, office.head, first, 2_500_000)
    asked = begun(office, "cost_notice")
    assert (asked["cost_sum"], asked["cost_owed"]) == ("2500000", "2500000")
    assert "PC02" not in asked["cost_lines"]
    listed = begun(office, "cost_list")
    assert (listed["cost_sum"], listed["cost_owed"]) == ("3500000", "3500000")
    for form, texts in (("cost_notice", asked), ("cost_list", listed)):
        assert codes(office, draft(office, form, **texts)) == [], "what the program fills in holds together"


@pytest.mark.parametrize(("said", "new", "wrong"), [
    ("10 %", "900000000", []), ("10 %", "900000500", []), ("50 %", "999000000", ["sums.cut"]), ("7,5 %", "925000000", []),
    ("100.000.000 đồng", "900000000", []),
    ("100.000.000", "900000001", ["sums.cut"]), ("một phần mười", "900000000", []),
])  # fmt: skip
def test_the_cut_that_is_said_is_the_difference_of_the_prices(office: Bench, said: str, new: str, wrong: list[str]) -> None:
    assert codes(office, draft(office, "price_cut", old_price="1000000000", new_price=new, cut_percent=said)) == wrong


@pytest.mark.parametrize(("heads", "said"), [
    (0, "cho người phải thi hành án"), (1, "và cho 01 người phụ thuộc"), (2, "và cho mỗi người trong 02 người phụ thuộc"),
])  # fmt: skip
def test_one_dependant_is_no_choice_among_several(heads: int, said: str) -> None:
    effect = Effect("coercion", measure="income", figures=(("income", 20_000_000), ("wage", 5_310_000), ("heads", heads)))
    assert paper_further._limit(effect, date(2026, 8, 3)).endswith(said)


# ------------------------------------------------------------------------------------------------------------------- with the books


def slip(office: Bench, form: str = "collected_slip", **texts: str) -> papers.Draft:
    given = {"receipt_payer": "ông An", "receipt_why": "nộp tiền", "receipt_day": DAY.isoformat(), "receipt_sum": "2000000", "receipt_number": "0001234"}
    return draft(office, form, **{**given, **texts})


def test_a_slip_is_of_a_receipt_in_the_books(office: Bench) -> None:
    assert codes(office, slip(office)) == ["collected.no_receipt"]
    take(office, "0001234", 2_000_000)
    assert codes(office, slip(office)) == []
    assert codes(office, slip(office, receipt_number="")) == [], "known by day and sum"
    assert codes(office, slip(office, receipt_number="", receipt_sum="2000001")) == ["collected.no_receipt"]
    assert codes(office, slip(office, receipt_number="0001239")) == ["collected.no_receipt"]
    assert codes(office, slip(office, receipt_sum="3000000")) == ["collected.other_sum"]
    assert codes(office, slip(office, receipt_day="2024-03-01")) == ["collected.other_day"]
    assert codes(office, slip(office, receipt_day="2024-03-06")) == ["collected.later"]


@pytest.mark.parametrize("day", [DAY, NEW])
def test_what_came_through_the_bank_is_signed_for_by_the_accountant(office: Bench, day: date) -> None:
    office.on(day)
    take(office, "0001234", 2_000_000, "bank")
    took = {"receipt_day": day.isoformat()}
    assert codes(office, slip(office, **took)) == ["collected.no_cash"]
    form = form_for("collected_slip_transfer", day)
    assert (form.number, form.signer, form.signatures) == (79, "accountant", ()), "the payer signs nothing"
    assert sample_head(form).signer_title == ("KẾ TOÁN NGHIỆP VỤ",)
    found = begun(office, "collected_slip_transfer")
    assert (found["receipt_note"], found["receipt_way"]) == ("thu qua chuyển khoản", "chuyển khoản")
    given = slip(office, "collected_slip_transfer", **{**found, **took, "receipt_payer": "ông An"})
    assert codes(office, given) == []
    assert check(office, replace(given, texts={**given.texts, "receipt_note": ""})).missing
    take(office, "0001235", 1_000_000)
    assert codes(office, replace(given, texts={**given.texts, "receipt_number": "0001235", "receipt_sum": "1000000"})) == ["collected.cash"]
    paper, _ = papers.issue_at_once(office.desk, given, office.head)
    assert queries.matter(office.desk, matter(office)).state.papers[paper].stage == "numbered"


def test_a_cash_voucher_begins_with_the_receipts_whose_sum_it_says(office: Bench) -> None:
    for number, amount, way in (("102", 3_000_000, "cash"), ("103", 4_000_000, "cash"), ("104", 9_000_000, "bank"), ("105", 4_500_000, "cash")):
        take(office, number, amount, way)
    found = begun(office, "cash_in")
    assert (found["receipt_numbers"], found["cash_sum"]) == ("102, 103, 105", "11500000")
    sums = [e[0] for e in cash(office)]
    receipts.to_fund(office.desk, f"matter:{matter(office)}", sums[:2], DAY, "PT1")
    assert begun(office, "cash_in")["cash_sum"] == "4500000"
    receipts.to_fund(office.desk, f"matter:{matter(office)}", sums[2:], DAY, "PT2")
    assert begun(office, "cash_in")["receipt_numbers"] == "105", "what went there last"


def cash(office: Bench) -> list[tuple[int, date, int, str]]:
    with office.desk.reading() as reader:
        return receipts.cash_outside(reader, matter(office))


def test_a_cash_voucher_says_the_sum_of_its_receipts(office: Bench) -> None:
    take(office, "102", 3_000_000)
    take(office, "103", 4_000_000)
    take(office, "104", 9_000_000, "bank")
    texts = {"voucher": "1", "cash_payer": "bà Bình", "cash_why": "nộp quỹ"}
    for numbers, said, wrong in (
        ("102, 103", "7000000", []), ("102, 103", "4000000", ["cash.other_receipts"]), ("102; 104", "12000000", ["cash.not_cash"]),
        ("102, 999", "5000000", []), ("", "4000000", []),
    ):  # fmt: skip
        assert codes(office, draft(office, "cash_in", **texts, receipt_numbers=numbers, cash_sum=said)) == wrong, numbers


# ---------------------------------------------------------------------------------------------------------------- what is not nothing


@pytest.mark.parametrize("day", [DAY, NEW])
@pytest.mark.parametrize(("form", "names"), [("money_notice", ("payee_sum", "payee_things")), ("paying_minutes", ("payee_sum", "things_lines"))])
def test_somebody_is_told_or_paid_of_something(office: Bench, form: str, names: tuple[str, str], day: date) -> None:
    office.on(day)
    texts = {"payee": "bà Nhận", "payee_address": "số 7", "fetch_when": "08 giờ", "fetch_place": "trụ sở"}
    missing = check(office, draft(office, form, **texts)).missing
    assert [n for n, _ in missing] == [names[0]]
    assert " hoặc " in missing[0][1]
    take(office, "1", 10_000_000)
    for name, text in zip(names, ("10000000", "01 điện thoại"), strict=True):
        assert check(office, draft(office, form, **texts, **{name: text})).missing == ()
    assert f"Phải có: {' hoặc '.join(names)}" in text_of(form_for(form, day)), "the head approves it with the text"


def test_what_is_given_back_is_so_by_an_item_of_the_judgment() -> None:
    assert "judgment_item" in form_for("give_back", DAY).needs


def test_conclusions_and_proposals_are_numbered_as_what_they_are() -> None:
    said = {(f.id, f.symbol) for f in load_forms() if f.title in ("KẾT LUẬN", "ĐỀ NGHỊ")}
    assert said == {("denunciation_conclusion", "KL"), ("remission", "ĐN")}


def test_a_paper_that_was_issued_elsewhere_with_such_figures_says_what_is_odd_of_it() -> None:
    codes = [c for c in REFUSALS if c.partition(".")[0] in ("sums", "collected", "ending", "confirmation")]
    codes += ["cash.other_receipts", "cash.not_cash", "fee.band_wrong", "fee.relief_more", "fee.not_received"]
    assert len(codes) > 20
    assert [c for c in codes if c not in BREACHES] == []
    assert not any("{" in breaches_words([c]) for c in codes)
