"""Entrusted assets: the matter stays with the office that delegated; the other has a file of its own, and the money goes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.delegations import Two, assets_delegated, state, two
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    delegation_ack,
    delegation_assets,
    delegation_in,
    delegation_out,
    opening,
    queries,
    upkeep,
)

DAY = date(2022, 3, 7)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path, DAY)
    yield made
    made.close()


def came(both: Two) -> str:
    paper = assets_delegated(both.here, both.matter, (1,), DAY)
    file = delegation_out.make(both.here.desk, both.matter, paper, both.out)
    found = delegation_in.look(both.there.desk, file)
    assert found.content.decision.assets
    assert found.content.decision.asset == "nhà đất tại số 7 đường Lạch Tray"
    assert [(x.taken, x.delegated, x.rest) for x in found.content.lines] == [(True, 0, 10_000_000), (False, 0, 3_500_001), (False, 0, 0)]
    return delegation_in.take(both.there.desk, found.data)


def owed(both: Two) -> dict[str, date]:
    return {d.rule: d.due for d in queries.deadlines(both.there.desk)}


def test_the_matter_stays_and_the_file_goes_its_steps(both: Two) -> None:
    judgment = came(both)
    assert not state(both.here, both.matter).ended
    assert state(both.here, both.matter).rest == 13_500_001
    (row,) = [r for r in queries.intakes(both.there.desk) if r.judgment == judgment]
    assert row.state == "assets"
    assert "R25" not in owed(both), "no enforcement decision is owed"
    known = "R26" in both.there.desk.rules.terms
    assert not known or owed(both)["R26"] == date(2022, 3, 14)
    delegation_assets.decide(both.there.desk, judgment, "03/QĐ-CCTHADS", DAY, both.there.officer)
    both.on(date(2022, 5, 9))
    delegation_assets.hand_over(both.there.desk, judgment, date(2022, 5, 9))
    assert not known or owed(both)["R27"] == date(2022, 5, 16)
    delegation_assets.send_money(both.there.desk, judgment, 800_000_000, date(2022, 5, 9), costs=12_000_000, receipt="UNC 15")
    with both.there.desk.reading() as reader:
        file = delegation_assets.file_of(reader, judgment)
    assert file is not None
    assert (file.number, file.sent, file.costs, file.handed_over) == ("03/QĐ-CCTHADS", 800_000_000, 12_000_000, date(2022, 5, 9))
    assert owed(both).keys().isdisjoint({"R26", "R27"})
    ack = delegation_ack.make(both.there.desk, judgment, both.out)
    delegation_ack.take(both.here.desk, ack.read_bytes())
    with both.here.desk.reading() as reader:
        (out,) = delegation_out.of_matter(reader, both.matter)
    assert "ra quyết định xử lý tài sản ủy thác số 03/QĐ-CCTHADS ngày 07/03/2022" in out.words()
    assert upkeep.verify(both.there.desk).findings == ()


def test_no_enforcement_decision_is_made_of_it(both: Two) -> None:
    judgment = came(both)
    with both.there.desk.reading() as reader:
        assert delegation_in.ready(both.there.desk, reader, judgment) is None
    given = opening.OpeningInput(
        judgment, "cd", "", (opening.parties.PartyInput("Ai Đó"),), (opening.parties.PartyInput("x", "state"),),
        (opening.Obligation("Án phí", 5),),
    )  # fmt: skip
    with pytest.raises(Refused) as error:
        opening.issue(both.there.desk, given, both.there.head, DAY)
    assert "delegation.assets" in [r.code for r in error.value.refusals]


def test_each_step_waits_for_the_one_before(both: Two) -> None:
    judgment = came(both)
    with pytest.raises(Refused) as error:
        delegation_assets.hand_over(both.there.desk, judgment, DAY)
    assert error.value.refusals[0].code == "delegation.assets_order"
    delegation_assets.decide(both.there.desk, judgment, "03/QĐ", DAY)
    with pytest.raises(Refused) as error:
        delegation_assets.send_money(both.there.desk, judgment, 5, DAY)
    assert error.value.refusals[0].code == "delegation.assets_order"
    with pytest.raises(Refused) as error:
        delegation_assets.decide(both.there.desk, judgment, "04/QĐ", DAY)
    assert error.value.refusals[0].code == "handling.decided"
    with pytest.raises(Refused) as error:
        delegation_assets.hand_over(both.there.desk, judgment, date(2022, 3, 1))
    assert error.value.refusals[0].code == "delegation.assets_before"
