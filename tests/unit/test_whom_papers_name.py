"""Whom a paper names: the committee of the commune where the debtor lives, the one debtor of a measure or a summons, and what its fields
begin with of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, opening, papers, parties, queries, serving, units
from thads_desktop.services.beginnings import notices, table

DAYS = [date(2020, 8, 5), date(2026, 8, 5)]


@pytest.fixture(params=DAYS, ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def matter(office: Bench, commune: str) -> str:
    code = units.code_of(commune, office.clock.day) if commune else ""
    debtor = parties.PartyInput("Nguyễn Văn An", address="thôn 2", commune=code)
    state = parties.PartyInput(parties.STATE_NAME, "state")
    given = opening.OpeningInput(office.judgment(), "cd", "", (debtor,), (state,), (opening.Obligation("Án phí", 1_000_000),), office.officer)
    opening.issue(office.desk, given, office.head, office.clock.day)
    of = queries.matters(office.desk)[0].matter
    acts.valid_notice(office.desk, of, office.clock.day)
    office.verified(of)
    return of


@pytest.mark.parametrize(("commune", "named"), [("xã An Thắng", "- Ủy ban nhân dân xã An Thắng, "), ("", "- Ủy ban nhân dân cấp xã nơi ")])
def test_the_committee_is_named_where_the_commune_is_known(office: Bench, commune: str, named: str) -> None:
    of = matter(office, commune)
    clause = office.desk.rules.grounds("means_lacking", office.clock.day)[0].code
    draft = papers.Draft("means_lacking", Effect("means_lacking", clause), of, {"evidence": "biên bản", "reason": "x"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, draft, office.clock.day))
    assert named in text
    assert text.count("Ủy ban nhân dân") == 1
    assert "(để niêm yết)" in text
    listed = [r.recipient.name for r in serving.table(office.desk, paper).rows if r.recipient.to == "office"]
    assert [name.startswith(named[2:]) for name in listed] == [True]
    # Who had the decision has its withdrawal.
    back = papers.Draft("withdrawal", Effect("withdrawal", "c", target=paper), of, {"reason": "x", "consequence": "y"})
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, back, office.clock.day))
    assert named in text
    assert text.count("(để niêm yết)") == 1


def of_two(office: Bench, number: str = "17/2019/DS-ST") -> str:
    """A matter of two debtors who owe together, and one of them a sum of his own."""
    people = (parties.PartyInput("Nguyễn Văn An", address="số 1"), parties.PartyInput("Trần Thị Bích", address="số 2"))
    lines = (opening.Obligation("Trả nợ", 5_000_000, joint=True),)
    to = parties.PartyInput("Công ty Ánh Dương", "org")
    given = opening.OpeningInput(office.judgment(number), "cd", "", people, (to,), lines, office.officer)
    opening.issue(office.desk, given, office.head, office.clock.day)
    of = queries.matters(office.desk)[0].matter
    acts.valid_notice(office.desk, of, office.clock.day)
    office.verified(of, result="means")
    return of


def debtors(office: Bench, of: str) -> tuple[str, ...]:
    return queries.matter(office.desk, of).debtors


@pytest.mark.parametrize(("kind", "measure", "form"), [
    ("coercion", "deduct", "deduct_account"), ("coercion", "seize", "seize_asset"), ("security", "freeze", "freeze_account"),
])  # fmt: skip
def test_a_measure_is_of_one_debtor_unless_it_is_said(office: Bench, kind: str, measure: str, form: str) -> None:
    of = of_two(office)
    own = {v.name: v.sample for v in form_for(form, office.clock.day).own}
    amount = 2_000_000 if measure != "seize" else None
    effect = Effect(kind, measure=measure, amount=amount, confirmed=("measure.flight",))  # type: ignore[arg-type]  # of the case
    draft = papers.Draft(form, effect, of, own)
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft, office.officer)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("measure.everybody", "party")]
    one = replace(draft, effect=replace(effect, party=debtors(office, of)[1]))
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, one, office.clock.day))
    assert "Trần Thị Bích" in text
    assert papers.issue_at_once(office.desk, one, office.officer)
    of_all = replace(draft, effect=replace(effect, confirmed=("measure.flight", "measure.everybody")))
    with office.desk.reading() as reader:
        assert papers.check(office.desk, reader, of_all, office.clock.day).ready


def test_each_debtor_is_called_by_a_paper_of_his_own(office: Bench) -> None:
    of = of_two(office)
    draft = papers.Draft("summons", Effect("summons"), of, {"payment_place": "trụ sở"})
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft, office.officer)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("summons.which_debtor", "party")]
    an, bich = debtors(office, of)
    paper, _ = papers.issue_at_once(office.desk, replace(draft, effect=Effect("summons", party=bich)), office.officer)
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, replace(draft, effect=Effect("summons", party=bich)), office.clock.day))
    assert "Kính gửi:\nTrần Thị Bích; địa chỉ: số 2" in text
    assert "Yêu cầu Trần Thị Bích tự nguyện thi hành" in text
    assert "liên đới: Nguyễn Văn An; Trần Thị Bích" in text
    assert [r.recipient.party for r in serving.table(office.desk, paper).rows if r.recipient.party] == [bich]
    owed = [d for d in queries.matter(office.desk, of).deadlines if d.rule == "R08" and d.paper == paper]
    assert [d.discharged_on for d in owed] == [None]
    serving.mark(office.desk, paper, [f"party|{bich}"], serving.Given("direct", office.clock.day))
    owed = [d for d in queries.matter(office.desk, of).deadlines if d.rule == "R08" and d.paper == paper]
    assert [d.discharged_on for d in owed] == [office.clock.day]
    assert an != bich


def test_what_was_recorded_is_not_typed_again(office: Bench) -> None:
    of = of_two(office)
    day = office.clock.day
    bich = debtors(office, of)[1]
    own = {v.name: v.sample for v in form_for("seize_asset", day).own}
    taken = Effect("coercion", measure="seize", party=bich, confirmed=("measure.flight",))
    _, number = papers.issue_at_once(office.desk, papers.Draft("seize_asset", taken, of, own), office.officer)

    def begun(form: str) -> dict[str, str]:
        with office.desk.reading() as reader:
            return table.begins(office.desk, reader, of, form_for(form, day), day)

    plan = begun("coercion_plan")
    assert number in plan["coercion_decision"]
    assert plan["coerced"] == "Trần Thị Bích; địa chỉ: số 2"
    assert "kê biên" in plan["coercion_measure"]
    assert begun("means_lacking")["evidence"] == f"Biên bản xác minh điều kiện thi hành án {long_date(day)}"
    assert begun("summons")["payment_place"].startswith("trụ sở ")
    clause = office.desk.rules.grounds("means_lacking", day)[-1].code
    acts.ground(office.desk, of, day, "means_lacking", clause)
    with office.desk.reading() as reader:
        assert notices.ground(reader, of, "means_lacking") == clause
