"""What is confiscated or destroyed names nobody who owes it; a recorded decision is taken as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import offers, opening, papers, parties, queries, reporting, upkeep

DAY = date(2019, 10, 7)
STATE = parties.PartyInput(parties.STATE_NAME, "state")
HEAD = "Phạm Quang Minh"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def destroying(office: Bench, creditors: tuple[parties.PartyInput, ...] = (STATE,)) -> opening.OpeningInput:
    line = opening.Obligation("Tiêu hủy 01 con dao", None)
    return opening.OpeningInput(office.judgment(), "cd", "", (), creditors, (line,), office.officer)


@pytest.mark.parametrize("creditors", [(STATE,), ()])
def test_nobody_need_owe_what_is_destroyed(office: Bench, creditors: tuple[parties.PartyInput, ...]) -> None:
    given = destroying(office, creditors)
    assert opening.check(office.desk, given, DAY).ready
    paper, number = opening.issue(office.desk, given, office.head, DAY)
    assert number == "01/QĐ-CCTHADS"
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
        assert papers.pdf(reader, paper).startswith(b"%PDF")
    view = queries.matter(office.desk, matter)
    assert (view.lines[0].debtors, view.state.status) == ((), "issued")
    assert offers.offers(office.desk, view.state, DAY)
    assert opening.returned(office.desk, paper).debtors == ()
    assert upkeep.verify(office.desk).findings == ()
    office.on(date(2019, 11, 4))
    assert [v.says for v in reporting.make(office.desk, 2020, 1).violations if not v.soft] == []


def test_where_somebody_must_owe_it_the_office_refuses(office: Bench) -> None:
    given = destroying(office)
    money = replace(given, lines=(opening.Obligation("Án phí", 200_000),))
    for wrong in (money, replace(given, kind="yc", request="x")):
        with pytest.raises(Refused) as refused:
            opening.issue(office.desk, wrong, office.head, DAY)
        assert refused.value.refusals[0].code == "opening.no_party"


def test_a_recorded_decision_is_taken_as_it_is(office: Bench) -> None:
    given = destroying(office, ())
    paper, breaches = opening.record(office.desk, given, "12/QĐ-CCTHADS", HEAD, DAY)
    assert breaches == ()
    money = replace(given, judgment=office.judgment("16/2019/DS-ST"), lines=(opening.Obligation("Án phí", 200_000),))
    paper, breaches = opening.record(office.desk, money, "13/QĐ-CCTHADS", HEAD, DAY)
    assert breaches == ("line.no_debtor",)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    assert queries.matter(office.desk, matter).state.due == 200_000
