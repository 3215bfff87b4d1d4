"""The list of assets on a file and on a server: filters, orders, marks, those of a matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.assets import PLATE, seized, two_matters
from tests.office import Bench, bench
from thads_desktop.services import asset_cards, asset_queries, asset_steps, upkeep
from thads_desktop.services.asset_cards import CardInput
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.storage.asset_lists import ORDERS


@pytest.fixture
def office(tmp_path: Path, on_engine: Callable[[Path], Path]) -> Iterator[Bench]:
    made = two_matters(bench(on_engine(tmp_path / "data"), date(2020, 3, 2)))
    yield made
    made.desk.close()


def test_the_list_answers_the_same_on_both(office: Bench) -> None:
    asset = seized(office)
    free = asset_cards.note(office.desk, CardInput("goods", {"what": "Máy tiện"}))
    asset_steps.take(office.desk, asset, StepInput("valuation_contract", date(2020, 3, 12), org="A"))
    for order in (*ORDERS, "nothing"):
        for descending in (False, True):
            found = asset_queries.ids(office.desk, asset_queries.wanted(office.desk, show="all"), order, descending=descending)
            rows = asset_queries.rows_in_order(office.desk, found)
            assert {r.asset for r in rows if r is not None} == {asset, free}, order
    first = asset_queries.lines(office.desk, asset_queries.wanted(office.desk))
    assert [r.asset for r in first] == [asset, free] or first[0].next_due is None
    assert [r.asset for r in asset_queries.lines(office.desk, asset_queries.wanted(office.desk, "may tien"))] == [free]
    assert asset_cards.same(office.desk, CardInput("vehicle", PLATE))[0][0] == asset
    assert [r.asset for r in asset_queries.of_matter(office.desk, office.matters[0])] == [asset]
    upkeep.rebuild(office.desk)
    assert {r.asset: r for r in asset_queries.lines(office.desk, asset_queries.wanted(office.desk))} == {r.asset: r for r in first}
