"""Of a matter on request the move to the separate book is no duty any more once the new law holds: the request goes back instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.law.deadlines import Deadline
from thads_desktop.services import papers, queries

LAST, FIRST = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2024, 5, 6))
    yield made
    made.desk.close()


def lacking(office: Bench, kind: str) -> str:
    """Ready for the separate book since May 2025."""
    matter = office.decision(kind=kind, day=date(2024, 5, 6))
    office.verified(matter)
    office.on(date(2024, 5, 7))
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "biên bản"}), office.head)
    for day in (date(2024, 11, 8), date(2025, 5, 6)):
        office.on(day)
        office.verified(matter)
    return matter


def book(office: Bench, matter: str, day: date | None = None) -> Deadline:
    (found,) = [d for d in queries.matter(office.desk, matter, day).deadlines if d.rule == "R14"]
    return found


def test_on_request_it_ends_with_the_old_law_and_says_what_comes_instead(office: Bench) -> None:
    matter = lacking(office, "yc")
    office.on(LAST)
    assert book(office, matter).discharged_on is None
    office.on(FIRST)
    ended = book(office, matter)
    assert ended.discharged_on == FIRST
    assert "gửi lại yêu cầu" in ended.why
    assert "Nghị định 152/2026" in ended.why
    assert any(d.rule == "DU-GUI-LAI" for d in queries.matter(office.desk, matter).deadlines)
    assert book(office, matter, LAST).discharged_on is None, "as it was on the last day of the old law"


def test_the_list_forgets_it_with_the_next_thing_written(office: Bench) -> None:
    matter = lacking(office, "yc")
    assert "R14" in {d.rule for d in queries.deadlines(office.desk)}
    office.on(FIRST)
    office.verified(matter)
    assert "R14" not in {d.rule for d in queries.deadlines(office.desk)}


def test_of_its_own_motion_it_stays_a_duty(office: Bench) -> None:
    matter = lacking(office, "cd")
    office.on(FIRST)
    assert book(office, matter).discharged_on is None
