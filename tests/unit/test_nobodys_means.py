"""What is given back, confiscated or destroyed is owed by nobody: nobody's means are lacking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, offers, opening, papers, parties, queries, recording

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
