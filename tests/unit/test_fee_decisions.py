"""Decisions on the fee and its relief: one for each collection, with its bands and part sums; under both laws, by the tariff of the day on
which the money came, which from 01/7/2026 the office chooses."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.documents.form import load_forms
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    fee_decisions,
    offers,
    office_settings,
    papers,
    payouts,
    queries,
    six_heads,
)
from thads_desktop.services.receipts import Official

BN, M = 10**9, 10**6
OLD, LAST_OLD, NEW = date(2020, 1, 6), date(2026, 6, 30), date(2026, 7, 1)
#: The example of the circular: 3, 4 and 4,5 billion in three collections.
SUMS = ((date(2020, 2, 3), 3 * BN, 90 * M), (date(2020, 3, 2), 4 * BN, 100 * M), (date(2020, 4, 1), 4500 * M, 37_500_000))
SETTING = "money.fee_new_law"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OLD)
    made.decision(due=18 * BN, kind="yc")
    yield made
    made.desk.close()


def matter(office: Bench) -> str:
    return office.matters[0]


def take(office: Bench, day: date, amount: int, number: str) -> None:
    office.on(max(day, office.clock.day))
    acts.collect(office.desk, matter(office), day, 1, amount, official=Official(number=number))


def pay(office: Bench) -> None:
    made = payouts.propose(office.desk, matter(office), {"day": office.clock.day})
    payments = tuple(le.Payment(r.line, r.party, r.amount, r.fee) for r in made.rows if r.amount or r.fee)
    payouts.pay(office.desk, matter(office), payouts.Order(office.clock.day, payments, "bank", "UNC1", made.allots, made.cuts))


def three(office: Bench, *, at_once: bool = False) -> None:
    for n, (day, amount, _fee) in enumerate(SUMS, 1):
        take(office, day, amount, f"10{n}")
        if not at_once:
            pay(office)
    if at_once:
        pay(office)


def codes(office: Bench, draft: papers.Draft) -> list[str]:
    with office.desk.reading() as reader:
        return [r.code for r in papers.check(office.desk, reader, draft, office.clock.day).refusals]


def text_of(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return " ".join("".join(p.extract_text() for p in PdfReader(io.BytesIO(papers.pdf(reader, paper))).pages).split())


@pytest.mark.parametrize("at_once", [False, True], ids=["paid one by one", "paid at once"])
def test_each_collection_has_its_decision_with_bands_and_part_sums(office: Bench, at_once: bool) -> None:
    three(office, at_once=at_once)
    office.on(date(2020, 4, 6))
    found = fee_decisions.drafts(office.desk, matter(office))
    assert [(d.texts["base_text"], d.texts["received_day"], d.effect.amount) for d in found] == [
        (f"{amount:,} đồng".replace(",", "."), day.isoformat(), fee) for day, amount, fee in SUMS
    ]  # fmt: skip
    assert [d.texts["fee_bands"] for d in found] == [
        "3.000.000.000; 3 %; 90.000.000",
        "5.000.000.000; 3 %; 150.000.000\n2.000.000.000; 2 %; 40.000.000",
        "5.000.000.000; 3 %; 150.000.000\n2.000.000.000; 2 %; 40.000.000\n3.000.000.000; 1 %; 30.000.000\n1.500.000.000; 0,5 %; 7.500.000",
    ]
    assert found[2].texts["fee_parts"].splitlines()[1] == "Lần 2, 02/03/2020; 4.000.000.000; 100.000.000"
    assert (found[2].texts["received_before"], found[2].texts["fee_before"]) == ("7000000000", "190000000")
    for draft in found:
        assert fee_decisions.draft(office.desk, matter(office)).effect.amount == draft.effect.amount, "the oldest that is open comes first"
        paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    said = text_of(office, paper)
    for words in ("1.500.000.000 0,5 % 7.500.000", "Trừ phí của số đã nhận các lần trước: 190.000.000 đồng", "biên lai số 103", "37.500.000 đồng (Ba"):
        assert words in said
    with pytest.raises(Refused) as refused:
        fee_decisions.draft(office.desk, matter(office))
    assert refused.value.refusals[0].code == "fee.none_open"


def test_what_an_older_decision_took_of_several_is_taken_off_the_oldest(office: Bench) -> None:
    three(office)
    office.on(date(2020, 4, 6))
    first = fee_decisions.draft(office.desk, matter(office))
    whole = replace(first, effect=replace(first.effect, amount=150 * M), texts={**first.texts, "method_text": "nhiều lần thu"})
    papers.issue_at_once(office.desk, whole, office.head)
    left = fee_decisions.drafts(office.desk, matter(office))
    assert [d.effect.amount for d in left] == [40 * M, 37_500_000]
    assert "chưa có quyết định" in left[0].texts["method_text"]
    assert codes(office, left[0]) == []


def test_a_part_of_the_money_paid_out_is_decided_upon_for_that_part(office: Bench) -> None:
    take(office, date(2020, 2, 3), 30 * M, "7")
    row = payouts.propose(office.desk, matter(office), {"day": office.clock.day}).rows[0]
    for amount, fee in ((9_700_000, 300_000), (19_400_000, 600_000)):
        payouts.pay(office.desk, matter(office), payouts.Order(office.clock.day, (le.Payment(1, row.party, amount, fee),)))
    found = fee_decisions.drafts(office.desk, matter(office))
    assert [(d.texts["base_text"], d.effect.amount) for d in found] == [("10.000.000 đồng", 300_000), ("20.000.000 đồng", 600_000)]
    assert found[1].texts["fee_before"] == "300000"
    assert [codes(office, d) for d in found] == [[], []]


@pytest.mark.parametrize(("name", "text", "code"), [
    ("fee_bands", "5.000.000.000; 3 %; 150.000.000\n2.000.000.000; 2 %; 41.000.000", "fee.band_wrong"),
    ("fee_bands", "5.000.000.000; 3 %; 150.000.000\n2.000.000.001; 2 %; 40.000.000", "fee.bands_other"),
    ("fee_bands", "5.000.000.000; ba; 150.000.000", "fee.band_unread"),
    ("fee_before", "80000000", "fee.sum_other"),
    ("fee_parts", "Lần 1; 3.000.000.000; 90.000.000", "fee.parts_other"),
    ("fee_parts", "Lần 1; 3.000.000.000; 90.000.000\nLần 2; 4.000.000.000; 99.000.000", "fee.last_part"),
    ("received_day", "2030-01-01", "fee.not_received"),
])  # fmt: skip
def test_figures_that_do_not_hold_together_are_refused_with_what_to_do(office: Bench, name: str, text: str, code: str) -> None:
    three(office)
    second = fee_decisions.drafts(office.desk, matter(office))[1]
    assert codes(office, second) == []
    wrong = replace(second, texts={**second.texts, name: text})
    assert codes(office, wrong) == [code]
    with office.desk.reading() as reader:
        refusal = papers.check(office.desk, reader, wrong, office.clock.day).refusals[0]
    assert "hãy" in say(refusal)
    assert six_heads.table().of(code) == "content"


@pytest.mark.parametrize("name", ["base_text", "received_day", "fee_bands"])
def test_what_was_received_when_and_by_which_bands_may_not_be_left_out(office: Bench, name: str) -> None:
    three(office)
    draft = fee_decisions.draft(office.desk, matter(office))
    with office.desk.reading() as reader:
        missing = papers.check(office.desk, reader, replace(draft, texts={**draft.texts, name: ""}), office.clock.day).missing
    assert [n for n, _ in missing] == [name]


def test_a_relief_is_no_more_than_the_fee_and_the_share_that_it_says(office: Bench) -> None:
    three(office)
    fee, _ = papers.issue_at_once(office.desk, fee_decisions.draft(office.desk, matter(office)), office.head)
    texts = {"asked_by": "đơn đề nghị", "evidence": "sổ hộ nghèo", "reason": "hộ nghèo", "relief_share": "80 %"}
    draft = papers.Draft("fee_relief", Effect("fee_relief", target=fee, amount=72 * M), matter(office), texts)
    assert codes(office, draft) == []
    assert codes(office, replace(draft, effect=replace(draft.effect, amount=91 * M))) == ["fee.relief_more"]
    assert codes(office, replace(draft, effect=replace(draft.effect, amount=71 * M))) == ["fee.relief_share"]
    assert codes(office, replace(draft, effect=replace(draft.effect, amount=71 * M), texts={**texts, "relief_share": "một phần"})) == []


# ---------------------------------------------------------------------------------------------------------------- the law of 2025


def test_both_forms_exist_under_the_new_law() -> None:
    assert {(f.id, f.law) for f in load_forms() if f.number in (87, 88)} == {(i, law) for i in ("fee", "fee_relief") for law in ("2008", "2025")}


def test_money_of_the_new_law_waits_for_the_offices_choice_and_nothing_else(office: Bench) -> None:
    take(office, NEW, 100 * M, "9")
    pay(office)
    draft = fee_decisions.draft(office.desk, matter(office))
    assert codes(office, draft) == ["fee.tariff_open"]
    with office.desk.reading() as reader:
        check = papers.check(office.desk, reader, draft, NEW)
    assert check.missing == ()
    said = say(check.refusals[0])
    assert "Thiết lập › Lịch và cách tính" in said
    assert "Phí thi hành án từ 01/7/2026" in said
    assert any(label in said for name, label, _ in office_settings.CHOICES if name == SETTING), "the setting is named as the page names it"
    office_settings.change(office.desk, SETTING, "none")
    assert codes(office, draft) == ["fee.not_established"]
    office_settings.change(office.desk, SETTING, "old")
    assert codes(office, draft) == []
    with office.desk.reading() as reader:
        basis = next(h for h in six_heads.looked(office.desk, reader, draft, NEW, papers.check(office.desk, reader, draft, NEW)) if h.key == "basis")
    assert any(x.kind == "told" and "chưa xác lập" in x.text and "tiếp tục theo biểu" in x.text for x in basis.lines), "the choice is told beside"
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    said = text_of(office, paper)
    circular = "Thông tư số 216/2016/TT-BTC ngày 10 tháng 11 năm 2016 của Bộ Tài chính"
    for words in ("Điều 22 Luật", "khoản 1 Điều 53 Luật", f"Điều 4 {circular}", "100.000.000 3 % 3.000.000"):
        assert words in said
    texts = {"asked_by": "đơn đề nghị", "evidence": "sổ hộ nghèo", "relief_share": "80 %"}
    relief = papers.Draft("fee_relief", Effect("fee_relief", target=paper, amount=2_400_000), matter(office), texts)
    office_settings.change(office.desk, SETTING, "open")
    assert codes(office, relief) == ["fee.tariff_open"]
    office_settings.change(office.desk, SETTING, "old")
    relieved, _ = papers.issue_at_once(office.desk, relief, office.head)
    assert f"khoản 1 Điều 7, khoản 2 Điều 7 {circular}" in text_of(office, relieved)


def test_money_received_before_is_decided_by_the_tariff_of_its_day(office: Bench) -> None:
    take(office, LAST_OLD, 100 * M, "9")
    pay(office)
    office.on(date(2026, 8, 3))
    draft = fee_decisions.draft(office.desk, matter(office))
    assert codes(office, draft) == []
    papers.issue_at_once(office.desk, draft, office.head)


def test_what_was_laid_before_the_signer_on_the_last_day_may_be_signed_on_the_next(office: Bench) -> None:
    take(office, LAST_OLD, 100 * M, "9")
    pay(office)
    kept = papers.save(office.desk, fee_decisions.draft(office.desk, matter(office)))
    papers.submit(office.desk, kept.paper)
    office.on(NEW)
    papers.sign(office.desk, kept.paper, office.head)
    number = papers.issue(office.desk, kept.paper)
    assert number
    assert "khoản 1 Điều 53 Luật" in text_of(office, kept.paper), "signed under the new law, it cites that law"
    assert [(d.act, d.amount) for d in queries.matter(office.desk, matter(office)).state.done] == [("fee", 3 * M)]


def test_what_was_signed_on_the_last_day_and_not_numbered_is_told_what_to_do(office: Bench) -> None:
    take(office, LAST_OLD, 100 * M, "9")
    pay(office)
    kept = papers.save(office.desk, fee_decisions.draft(office.desk, matter(office)))
    papers.submit(office.desk, kept.paper)
    papers.sign(office.desk, kept.paper, office.head)
    office.on(NEW)
    with pytest.raises(Refused) as refused:
        papers.issue(office.desk, kept.paper)
    assert refused.value.refusals[0].code == "issue.times_changed"
    papers.send_back(office.desk, kept.paper, "ký lại theo luật mới")
    papers.submit(office.desk, kept.paper)
    papers.sign(office.desk, kept.paper, office.head)
    assert papers.issue(office.desk, kept.paper)


def test_the_offer_stands_under_the_new_law(office: Bench) -> None:
    office.on(NEW)
    offered = {o.key: o for o in offers.offers(office.desk, queries.matter(office.desk, matter(office)).state, NEW, matter(office))}
    assert (offered["fee"].why, offered["fee"].code) == ("", "fee.nothing_due")
    assert "transition" not in offered["fee_relief"].why
    assert "biểu phí" not in offered["fee_relief"].why, "it waits for a decision to relieve, not for a form"
