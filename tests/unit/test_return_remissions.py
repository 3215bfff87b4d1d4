"""Form 06: each proposal of remission has one answer, of the court or because nothing is left to ask for; giảm has its own column of money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_return_forms import append, cells
from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.law.cash_law import law as cash_law
from thads_desktop.returns.definition import load_regimes
from thads_desktop.services import acts, reporting

NOW = date(2026, 1, 10)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 10, 9))
    yield made
    made.desk.close()


def of_year(office: Bench, year: int, form: str = "06") -> dict[str, object]:
    return cells(reporting.make(office.desk, year, 12), form)


def proposal(amount: int, *lines: int) -> pe.ActDone:
    return pe.ActDone("remission", lines=lines or (1,), amount=amount)


def test_two_proposals_of_one_matter_are_two(office: Bench) -> None:
    matter = office.decision()
    office.on(NOW)
    append(office, matter, date(2023, 3, 1), proposal(1_000_000))
    append(office, matter, date(2023, 5, 1), ev.Terminated("e", (1,), 1_000_000))
    append(office, matter, date(2024, 3, 1), proposal(2_000_000))
    append(office, matter, date(2024, 5, 1), ev.Terminated("e", (1,), 2_000_000))
    assert of_year(office, 2023) == {"mg1": 1, "mg3": 1, "mg5": 1, "mg7": 1_000_000, "mg8": 1_000_000}
    assert of_year(office, 2024) == {"mg1": 1, "mg3": 1, "mg5": 1, "mg7": 2_000_000, "mg8": 2_000_000}
    assert of_year(office, 2025) == {}


def test_one_decision_recorded_obligation_by_obligation_answers_once(office: Bench) -> None:
    matter = office.decision()
    office.on(NOW)
    append(office, matter, date(2024, 3, 1), proposal(3_000_000))
    append(office, matter, date(2024, 5, 1), ev.Terminated("e", (1,), 1_000_000), ev.Terminated("e", (1,), 500_000))
    append(office, matter, date(2024, 6, 1), proposal(700_000))
    found = of_year(office, 2024)
    assert (found["mg1"], found["mg5"], found["mg6"], found["mg8"]) == (2, 1, 1, 1_500_000)


def test_what_is_performed_before_an_answer_waits_no_more(office: Bench) -> None:
    matter = office.decision(due=10_000_000)
    office.on(NOW)
    append(office, matter, date(2021, 3, 1), proposal(1_000_000))
    append(office, matter, date(2022, 3, 1), ev.Collected(1, 10_000_000), ev.LineCompleted(1))
    assert of_year(office, 2021)["mg6"] == 1
    assert of_year(office, 2022) == {"mg1": 1, "mg2": 1, "mg5c": 1, "mg7": 1_000_000}
    assert of_year(office, 2023) == {}


def test_the_court_that_does_not_grant_is_an_answer(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2021, 3, 1))
    append(office, matter, date(2021, 3, 1), proposal(1_000_000))
    office.on(date(2021, 4, 1))
    acts.ground(office.desk, matter, date(2021, 4, 1), "remission_denied")
    office.on(NOW)
    append(office, matter, date(2021, 5, 1), proposal(800_000))
    assert of_year(office, 2021) == {"mg1": 2, "mg3": 2, "mg5b": 1, "mg6": 1, "mg7": 1_800_000}
    assert of_year(office, 2022) == {"mg1": 1, "mg2": 1, "mg6": 1, "mg7": 800_000}


def test_a_reduction_stands_in_its_own_column_of_money(office: Bench) -> None:
    matter = office.decision(due=10_000_000)
    office.on(NOW)
    append(office, matter, date(2025, 3, 1), proposal(3_000_000))
    append(office, matter, date(2025, 5, 1), ev.Terminated("e", (1,), 3_000_000), ev.Terminated("c", (1,), 2_000_000))
    made = reporting.make(office.desk, 2025, 12)
    assert made.violations == ()
    found = cells(made, "02")
    assert (found["t8"], found["t10"], found["t10b"], found["t11"], found["t6"]) == (5_000_000, 2_000_000, 3_000_000, 5_000_000, 10_000_000)
    assert [n for *_row, n in reporting.behind(office.desk, made, "02", "tong", "t10b")] == [3_000_000]


def test_the_clauses_of_a_reduction_are_those_of_the_law() -> None:
    known = {code for codes in cash_law().remission.values() for code in codes}
    assert [set(r.counting.reduced_clauses) for r in load_regimes()] == [known] * 4
