"""What a paper says of money only where there is some, and of a debtor only where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import FormError, load_forms, read_form
from thads_desktop.domain.acts import Effect
from thads_desktop.paths import forms
from thads_desktop.services import opening, papers, parties

OLD, NEW = date(2019, 10, 7), date(2026, 7, 6)


@pytest.fixture(params=[OLD, NEW])
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def said(office: Bench, matter: str, effect: Effect) -> str:
    draft = papers.Draft(effect.kind, effect, matter, {"evidence": "x", "reason": "x", "consequence": "x"})
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, draft, office.clock.day))


def opened(office: Bench, *dues: int | None, debtors: tuple[str, ...] = ("Nguyễn Văn Bảy",)) -> tuple[str, str]:
    who = tuple(parties.PartyInput(name) for name in debtors)
    owed = tuple(opening.Obligation(f"Khoản thứ {n + 1}", due) for n, due in enumerate(dues))
    given = opening.OpeningInput(office.judgment(), "cd", "", who, (parties.PartyInput("Lê Thị Chín", address="số 7 phố Cát Dài"),), owed, office.officer)
    paper, _ = opening.issue(office.desk, given, office.head, office.clock.day)
    with office.desk.reading() as reader:
        draft = papers.load(reader, paper)
        return draft.matter, plain_text(papers.preview(office.desk, reader, draft, office.clock.day))


def test_without_money_nobody_keeps_account(office: Bench) -> None:
    matter, first = opened(office, None)
    for text in (first, said(office, matter, Effect("deferral", "a"))):
        assert "Kế toán nghiệp vụ" not in text
    assert "Tiền thi hành án nộp" not in first
    assert "Tài khoản nhận tiền" not in said(office, matter, Effect("summons"))


def test_with_money_somebody_does(office: Bench) -> None:
    matter, first = opened(office, 100, None)
    assert "Tiền thi hành án nộp vào tài khoản" in first
    assert "- Kế toán nghiệp vụ;" in first
    assert "Tài khoản nhận tiền" in said(office, matter, Effect("summons"))
    assert "- Kế toán nghiệp vụ;" in said(office, matter, Effect("deferral", "a", (1,)))
    assert "Kế toán nghiệp vụ" not in said(office, matter, Effect("deferral", "a", (2,)))


def test_no_form_names_the_accountant_without_asking() -> None:
    named = [(f.id, r.when) for f in load_forms() for r in f.recipients if r.text.startswith("Kế toán")]
    # What is about money, or goes into the store or out of it, by its own nature.
    of_money = {"fee", "fee_relief", "cost_relief", "give_back", "destruction", "to_budget"}
    of_money |= {"asset_to_creditor", "exploitation", "exploitation_end", "cost_list", "cost_notice", "money_notice", "distribution"}
    of_money |= {"enforcement_fine", "violation_fine", "store_order_in", "store_order_out", "keep_assets"}
    asking = [(form, when) for form, when in named if form not in of_money]
    assert len(asking) >= 31
    assert {when for _, when in asking} == {"money"}


@pytest.mark.parametrize("wrong", ['{ text = "A;", when = "no_such" }', '{ text = "A;", unless = "no_such" }', '{ text = "A;", each = "money" }'])
def test_a_recipient_is_read_strictly(tmp_path: Path, wrong: str) -> None:
    text = (forms("documents") / "deferral_2025.toml").read_text("utf-8")
    file = tmp_path / "deferral.toml"
    file.write_text(text.replace('"Lưu: VT, HS THA."', wrong), "utf-8")
    with pytest.raises(FormError):
        read_form(file)


def test_where_nobody_owes_the_termination_orders_no_debtor(office: Bench) -> None:
    clause = office.desk.rules.grounds("termination", office.clock.day)[0].code
    matter, _ = opened(office, 100, debtors=())
    text = said(office, matter, Effect("termination", clause))
    assert "Chấp hành viên Trần Thị Bình, đương sự và người có quyền lợi, nghĩa vụ liên quan chịu trách nhiệm" in text
    assert "người phải thi hành án, người được thi hành án" not in text


def test_who_owes_is_ordered_by_the_termination(office: Bench) -> None:
    clause = office.desk.rules.grounds("termination", office.clock.day)[0].code
    matter, _ = opened(office, 100)
    text = said(office, matter, Effect("termination", clause))
    assert "Chấp hành viên Trần Thị Bình, người phải thi hành án, người được thi hành án" in text
    assert "Bình, đương sự" not in text
