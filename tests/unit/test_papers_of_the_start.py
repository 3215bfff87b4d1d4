"""What papers at the start of a matter say: who carries the decision out, why the officer changes, what a court is asked before the decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import form_for
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, intake_papers, opening, papers, parties, queries, register_view
from thads_desktop.services.beginnings import table
from thads_desktop.services.paper_place import on_intake

DAYS = [date(2020, 3, 2), date(2026, 8, 5)]


@pytest.fixture(params=DAYS, ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def said(office: Bench, draft: papers.Draft) -> str:
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, replace(draft, paper=""), office.clock.today()))


def decision(office: Bench, officer: str) -> str:
    line = opening.Obligation("Án phí", 1_000_000)
    state, an = parties.PartyInput(parties.STATE_NAME, "state"), parties.PartyInput("Nguyễn Văn An", address="số 1")
    given = opening.OpeningInput(office.judgment(), "cd", "", (an,), (state,), (line,), officer)
    paper, _ = opening.issue(office.desk, given, office.head, office.clock.day)
    with office.desk.reading() as reader:
        return said(office, papers.load(reader, paper))


def test_a_decision_names_its_officer_or_says_where_he_is_named(office: Bench) -> None:
    assert "Phân công Chấp hành viên Trần Thị Bình tổ chức thi hành quyết định này." in decision(office, office.officer)


def test_a_decision_without_officer_says_that_another_names_him(office: Bench) -> None:
    text = decision(office, "")
    assert "được phân công bằng quyết định riêng." in text
    assert "Chấp hành viên được phân công, người phải thi hành án" in text
    assert "Phân công Chấp hành viên" not in text


def test_a_change_of_officer_says_why(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("assignment", Effect("assignment", officer=office.second), matter)
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft, office.head)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("paper.missing", "reason")]
    told = replace(draft, texts={"reason": "Chấp hành viên cũ chuyển công tác"})
    paper, _ = papers.issue_at_once(office.desk, told, office.head)
    assert paper
    assert "Lý do: Chấp hành viên cũ chuyển công tác." in said(office, told)


def test_a_first_assignment_needs_no_reason(office: Bench) -> None:
    decision(office, "")
    matter = queries.matters(office.desk)[0].matter
    assert papers.issue_at_once(office.desk, papers.Draft("assignment", Effect("assignment", officer=office.second), matter), office.head)


def test_a_court_is_asked_before_there_is_a_decision(office: Bench) -> None:
    judgment = office.judgment()
    form = form_for("explanation_before", office.clock.day)
    with office.desk.reading() as reader:
        begun = intake_papers.begins(office.desk, reader, judgment, form)
        assert form in intake_papers.forms_of(reader, judgment, office.clock.day)
    assert begun == {"court": "Tòa án nhân dân quận Lê Chân"}
    draft = papers.Draft("explanation_before", Effect(PLAIN), on_intake(judgment), {**begun, "unclear": "Không ghi địa chỉ\nKhông ghi lãi suất"})
    text = said(office, draft)
    assert "Kính gửi:\nTòa án nhân dân quận Lê Chân" in text
    assert "1. Không ghi địa chỉ.\n2. Không ghi lãi suất." in text
    assert "Quyết định thi hành án" not in text
    assert ("Điều 179" if office.clock.day == DAYS[0] else "khoản 3 Điều 13") in text
    assert "- Viện kiểm sát nhân dân" in text
    paper, number = papers.issue_at_once(office.desk, draft, office.head)
    assert number
    out = register_view.opened(office.desk, "ND30-DI", office.clock.day.year).lines
    assert [line.cells["number"] for line in out if line.key == paper] == [number], "it stands in the book of letters out"
    # There it is made for a judgment alone.
    matter = office.decision(number="16/2019/DS-ST")
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, replace(draft, matter=matter), office.head)
    assert "form.before_matter" in [r.code for r in refused.value.refusals]


def test_the_court_of_the_judgment_stands_in_the_form_of_a_matter(office: Bench) -> None:
    matter = office.decision()
    acts.valid_notice(office.desk, matter, office.clock.day)
    form = form_for("explanation", office.clock.day)
    with office.desk.reading() as reader:
        assert table.begins(office.desk, reader, matter, form, office.clock.day)["court"] == "Tòa án nhân dân quận Lê Chân"
    assert form.variable("unclear").label == "Nội dung chưa rõ, có sai sót trong bản án, quyết định"
    assert "asset" not in form.typed
