"""Matters of an officer who left want another; kinship is seen whichever row of the person has the number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import assignments, parties, people, queries

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_what_a_former_officer_left_is_proposed_to_another(office: Bench) -> None:
    matter = office.decision()
    assert assignments.unassigned(office.desk) == []
    office.on(date(2019, 10, 9))
    people.end_post(office.desk, office.officer, "officer", date(2019, 10, 8))
    assert assignments.unassigned(office.desk) == [matter]
    assert queries.counters(office.desk)["assignment"] == (0, 1)
    (offered,) = assignments.proposals(office.desk, [matter])
    assert offered.officer == office.second
    assert offered.why.startswith("Trần Thị Bình không còn giữ chức chấp hành viên. ")
    assignments.assign(office.desk, matter, offered.officer, office.clock.day)
    assert assignments.unassigned(office.desk) == []


@pytest.mark.parametrize("numbered_into_other", [True, False])
def test_kinship_is_seen_across_merged_rows(office: Bench, numbered_into_other: bool) -> None:
    matter = office.decision()
    assignments.assign(office.desk, matter, office.second, DAY)
    with office.desk.writing("keep") as uow:
        other = parties.add(uow, parties.PartyInput("Nguyễn Văn An", ids=("031080000777",)))
        uow.commit()
    of_matter = queries.matter(office.desk, matter).debtors
    (debtor,) = of_matter
    parties.merge(office.desk, *((other, debtor) if numbered_into_other else (debtor, other)))
    assignments.set_duties(office.desk, office.officer, [], [("Nguyễn Văn An", "031080000777")])
    with pytest.raises(Refused) as refused:
        assignments.assign(office.desk, matter, office.officer, DAY)
    assert refused.value.refusals[0].code == "officer.kin"
    (offered,) = assignments.proposals(office.desk, [matter])
    assert offered.officer != office.officer
