"""Money above what is due, for no line, or before any decision is booked in full and stands as held for the payer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, intake, parties, queries, upkeep

PAYER = parties.PartyInput("Nguyễn Văn An", birth_year=1980)
DAY = date(2019, 10, 4)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.on(date(2019, 12, 2))
    yield made
    made.desk.close()


def test_money_before_a_decision_is_held(office: Bench) -> None:
    judgment = office.judgment()
    assert intake.take_money(office.desk, judgment, PAYER, 3_000_000, DAY, "0001") == 3_000_000
    assert intake.take_money(office.desk, judgment, PAYER, 1, DAY) == 3_000_001
    assert [row.held for row in queries.intakes(office.desk)] == [3_000_001]
    before = queries.intakes(office.desk)
    upkeep.rebuild(office.desk)
    assert queries.intakes(office.desk) == before
    assert upkeep.verify(office.desk).findings == ()


def test_it_stays_held_when_the_decision_comes(office: Bench) -> None:
    matter = office.decision()
    view = queries.matter(office.desk, matter)
    assert view.held_before == 0
    judgment = view.state.judgment
    with pytest.raises(Refused) as refused:
        intake.take_money(office.desk, judgment, PAYER, 5, DAY)
    assert refused.value.refusals[0].code == "money.decided"


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        (0, DAY, "amount.out_of_range"),
        (-5, DAY, "amount.out_of_range"),
        (10**16, DAY, "amount.out_of_range"),
        (5, date(2019, 9, 30), "money.before_receipt"),
        (5, date(2020, 1, 1), "event.future_day"),
    ],
)
def test_what_cannot_be_true_is_refused(office: Bench, amount: int, day: date, code: str) -> None:
    judgment = office.judgment()
    with pytest.raises(Refused) as refused:
        intake.take_money(office.desk, judgment, PAYER, amount, day)
    assert refused.value.refusals[0].code == code
    assert queries.intakes(office.desk)[0].held == 0


def test_surplus_and_money_for_no_line_are_held_in_the_matter(office: Bench) -> None:
    matter = office.decision(due=1_000_000, day=date(2019, 10, 7))
    assert acts.collect(office.desk, matter, date(2019, 11, 1), 1, 1_200_000) == 200_000
    assert acts.collect(office.desk, matter, date(2019, 11, 2), 0, 50_000) == 250_000
    state = queries.matter(office.desk, matter).state
    assert (state.collected, state.rest, state.held) == (1_000_000, 0, 250_000)
