"""What is given back, confiscated or destroyed is owed by nobody: nobody's means are lacking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, intake, offers, opening, papers, parties, queries, recording

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


@pytest.fixture(params=["nobody", "the State"])
def matter(office: Bench, request: pytest.FixtureRequest) -> str:
    debtors = (parties.PartyInput("Nhà nước", "state"),) if request.param == "the State" else ()
    owed = (opening.Obligation("Trả lại tiền tạm ứng án phí", 500_000),)
    given = opening.OpeningInput(office.judgment(), "cd", "", debtors, (parties.PartyInput("Lê Thị Chín", address="số 7 phố Cát Dài"),), owed)
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter


def test_a_lack_of_means_is_refused_and_not_offered(office: Bench, matter: str) -> None:
    acts.verify(office.desk, matter, DAY, "none")
    draft = papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x", "reason": "x"})
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft, office.head)
    assert [r.code for r in refused.value.refusals] == ["means.nobody"]
    assert refused.value.refusals[0].cite
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{matter}"))
    why = {o.key: o.why for o in offers.offers(office.desk, state, DAY)}
    assert "không có người phải thi hành án" in why["means_lacking"]
    assert why["termination"] == ""


def test_recorded_it_is_marked_and_starts_no_term(office: Bench, matter: str) -> None:
    draft = papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x", "reason": "x"})
    _, breaches = recording.record(office.desk, draft, "1/QĐ", "Phạm Quang Minh", DAY)
    assert "means.nobody" in breaches
    with office.desk.reading() as reader:
        owes = any(s.line.debtors for s in fold(reader.events_of(f"matter:{matter}")).lines.values())
    if owes:
        return
    for day in (date(2020, 4, 7), date(2020, 10, 7)):
        office.on(day)
        acts.verify(office.desk, matter, day, "none")
        assert not {"R12", "R14", "R16"} & {d.rule for d in queries.deadlines(office.desk)}


@pytest.mark.parametrize("day", [DAY, date(2026, 8, 3)])
def test_nobody_is_called_or_coerced_to_what_nobody_owes(office: Bench, matter: str, day: date) -> None:
    office.on(day)
    for form_id in ("summons", "coercion_plan", "seizure_notice", "seizure_minutes"):
        form = form_for(form_id, day)
        texts = {n: form.variable(n).sample for n in form.typed}
        with office.desk.reading() as reader:
            draft = papers.Draft(form_id, Effect(form.effect), matter, texts)  # type: ignore[arg-type]  # checked when the form is read
            codes = [r.code for r in papers.check(office.desk, reader, draft, day).refusals]
            said = plain_text(papers.preview(office.desk, reader, draft, day))
        assert ("summons.nobody" if form_id == "summons" else "measure.nobody") in codes, form_id
        if form_id == "summons":
            assert "10 ngày" not in said


@pytest.mark.parametrize("day", [DAY, date(2026, 8, 3)])
def test_an_interim_measure_has_no_voluntary_period_on_any_paper(office: Bench, day: date) -> None:
    office.on(day)
    judgment = intake.receive_judgment(
        office.desk, intake.JudgmentInput("16/2019/QĐ-BPKCTT", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2019, 10, 1), urgent=True)
    )
    people = (parties.PartyInput("Nguyễn Văn An", address="số 1"),), (parties.PartyInput("Trần Thị Bích", address="số 2"),)
    given = opening.OpeningInput(judgment, "cd", "", *people, (opening.Obligation("Phong tỏa tài khoản", None),), office.officer)
    paper, _ = opening.issue(office.desk, given, office.head, day)
    with office.desk.reading() as reader:
        of = papers.load(reader, paper).matter
        draft = papers.Draft("summons", Effect("summons"), of, {"payment_place": "trụ sở"})
        assert [r.code for r in papers.check(office.desk, reader, draft, day).refusals] == ["summons.nobody"]
        assert papers.check(office.desk, reader, draft, day).missing == ()
        assert "10 ngày" not in plain_text(papers.preview(office.desk, reader, draft, day))
