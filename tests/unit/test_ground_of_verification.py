"""A verification that finds no means and the ground for the decision: booked together when wanted, asked for when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import debtor
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.next_step import HINTS
from thads_desktop.services import acts, queries, trips

DAY = date(2020, 10, 5)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 10, 1))
    made.decision(day=date(2020, 10, 1))
    made.on(DAY)
    yield made
    made.desk.close()


def terms(office: Bench, rule: str) -> list[Any]:
    return [d for d in queries.matter(office.desk, office.matters[0]).deadlines if d.rule == rule]


def test_both_are_booked_and_the_term_of_the_decision_runs(office: Bench) -> None:
    (matter,) = office.matters
    with pytest.raises(Refused) as refused:
        acts.verify(office.desk, matter, DAY, "means", ground=True)
    assert [r.code for r in refused.value.refusals] == ["verification.ground_of_none"]
    assert not queries.matter(office.desk, matter).state.verifications
    acts.verify(office.desk, matter, DAY, "none")
    assert terms(office, "R11") == []
    acts.verify(office.desk, matter, DAY, "none", ground=True)
    (term,) = terms(office, "R11")
    assert (term.born, term.discharged_on) == (DAY, None)
    acts.verify(office.desk, matter, DAY, "none", ground=True)
    assert len(terms(office, "R11")) == 1, "the same ground of the same day is one"


def test_the_results_of_a_trip_bring_the_ground_only_when_it_is_said(office: Bench) -> None:
    (matter,) = office.matters
    party = debtor(office, matter)
    with pytest.raises(Refused):
        trips.enter(office.desk, [trips.Found(matter, party, DAY, "partial", ground=True)])
    trips.enter(office.desk, [trips.Found(matter, party, DAY, "none")])
    assert terms(office, "R11") == []
    trips.enter(office.desk, [trips.Found(matter, party, DAY, "none", ground=True)])
    assert [t.born for t in terms(office, "R11")] == [DAY]


def test_the_hint_of_a_matter_without_a_step_names_the_ground(office: Bench) -> None:
    (matter,) = office.matters
    acts.open_file(office.desk, matter, DAY)
    acts.verify(office.desk, matter, DAY, "none")
    with office.desk.reading() as reader:
        from thads_desktop.storage import agenda_lists

        step = agenda_lists.step_of(reader.projections, matter)
    assert step is None or step.hint in ("", "ground")
    assert "Phát sinh căn cứ" in HINTS["ground"]


def test_the_voluntary_time_is_not_over_because_somebody_was_verified(office: Bench) -> None:
    (matter,) = office.matters
    acts.valid_notice(office.desk, matter, date(2020, 10, 2))
    acts.verify(office.desk, matter, DAY, "none")
    (voluntary,) = terms(office, "R09")
    assert voluntary.due > DAY
    assert voluntary.discharged_on is None
    (first,) = terms(office, "R10")
    assert first.discharged_on == DAY
