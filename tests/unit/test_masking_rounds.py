"""Minors on trips, in forecasts, in what is published and in the archive: shown to who needs them, published to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import codes, debtor, ended, lacking
from tests.unit.test_masking import as_role
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import accounts, archiving, forecast, parties, publication_list, publications, trips

DAY = date(2026, 7, 6)
YOUNG = "Trần Văn Tý"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    matter = lacking(made, name=YOUNG)
    parties.change(made.desk, debtor(made, matter), parties.PartyInput(YOUNG, "person", 2012, address="số 1 phố Tý", known=debtor(made, matter)))
    other = ended(made, "16/2019/DS-ST", YOUNG)
    parties.change(made.desk, debtor(made, other), parties.PartyInput(YOUNG, "person", 2012, known=debtor(made, other)))
    accounts.open_account(made.desk, made.officer, "vai", ["clerk"], "mật khẩu của vai")
    yield made
    made.desk.close()


def shown(office: Bench) -> str:
    """Everything the place shows."""
    desk = office.desk
    found = [trips.due(desk, date(2027, 1, 31)), publications.board(desk), archiving.waiting(desk), trips.listed(desk)]
    found.append(forecast.behind(desk, forecast.Forecast("", DAY, date(2027, 3, 31), (), (), {}, 0, 0, 0), None, None))
    return repr(found)


def test_who_needs_not_know_sees_no_minor_and_prints_none(office: Bench) -> None:
    assert YOUNG in shown(office)
    trip, _data = trips.make(office.desk, [(office.matters[0], debtor(office, office.matters[0]))])
    as_role(office, "inspector")
    assert YOUNG not in shown(office)
    assert "phố Tý" not in shown(office)
    assert YOUNG not in repr(trips.opened(office.desk, trip))
    with pytest.raises(Refused) as refused:
        trips.again(office.desk, trip)
    assert codes(refused) == ["rights.none"]


def test_a_minor_is_published_to_nobody_whoever_asks(office: Bench) -> None:
    made = publication_list.make(office.desk)
    assert (made.rows, made.minors) == ({}, 1)
    assert YOUNG not in publication_list.as_json(made).decode()
