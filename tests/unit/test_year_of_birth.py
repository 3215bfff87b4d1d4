"""A year of birth that is still to come is refused at its field, wherever a party is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import intake, opening, parties

DAY = date(2019, 10, 7)
LATER = parties.PartyInput("Nguyễn Văn Bảy", birth_year=2020)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_it_is_refused_at_its_field_in_a_decision(office: Bench) -> None:
    given = opening.OpeningInput(
        office.judgment(), "cd", "", (LATER,), (parties.PartyInput("Lê Thị Chín"),), (opening.Obligation("Nợ", 5),)
    )
    with pytest.raises(Refused) as refused:
        opening.issue(office.desk, given, office.head, DAY)
    (found,) = refused.value.refusals
    assert (found.code, found.field) == ("party.born_later", "debtor_birth")
    assert say(found) == "Năm sinh 2020 chưa đến: hãy kiểm tra lại."


def test_it_is_refused_when_a_party_asks_pays_or_is_mended(office: Bench) -> None:
    judgment = office.judgment()
    known = intake.receive_request(office.desk, judgment, replace(LATER, birth_year=2019), date(2019, 10, 2))
    with office.desk.reading() as reader:
        party = intake.requester(reader, known)
    for call in (
        lambda: intake.receive_request(office.desk, judgment, LATER, date(2019, 10, 2)),
        lambda: intake.take_money(office.desk, judgment, LATER, 5, DAY),
        lambda: parties.change(office.desk, party, LATER),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert [(r.code, r.field) for r in refused.value.refusals] == [("party.born_later", "birth_year")]
    office.on(date(2020, 1, 2))
    parties.change(office.desk, party, LATER)
