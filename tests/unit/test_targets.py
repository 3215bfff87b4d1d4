"""Targets held against figures that come of events: what is met, what is missing, versions, rights, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests import targets as sample
from tests.office import Bench, bench
from thads_desktop.services import target_report

LATER = date(2019, 10, 7)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office") / "data", LATER)
    sample.fill(made.desk, made.officer)
    sample.set_all(made.desk)
    yield made
    made.desk.close()


def test_the_sample_meets_as_many_targets_as_the_report_tells(office: Bench) -> None:
    for year, (met, of) in sample.MET.items():
        made = target_report.make(office.desk, year)
        assert (made.met, len(made.own)) == (met, of), year
        assert all((s.gap == 0) == s.met for s in made.own)
