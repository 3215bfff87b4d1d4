"""Two who face each other in one matter, or are of different kinds, are not one and the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import parties


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", date(2019, 10, 7))


def add(office: Bench, name: str, kind: str = "person") -> str:
    with office.desk.writing("keep") as uow:
        key = parties.add(uow, parties.PartyInput(name, kind))  # type: ignore[arg-type]  # the case says which
        uow.commit()
    return key


def sides(office: Bench) -> tuple[str, str]:
    matter = office.decision()
    with office.desk.reading() as reader:
        line = fold(reader.events_of(f"matter:{matter}")).lines[1].line
    return line.debtors[0], line.creditors[0]


def refused(office: Bench, party: str, into: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        parties.merge(office.desk, party, into)
    return [(r.code, say(r)) for r in error.value.refusals]


def test_debtor_and_creditor_of_one_matter_are_two(office: Bench) -> None:
    debtor, creditor = sides(office)
    for party, into in ((debtor, creditor), (creditor, debtor)):
        found = dict(refused(office, party, into))
        assert set(found) == {"party.merge_sides", "party.merge_kinds"}
        assert "01/QĐ-CCTHADS" in found["party.merge_sides"]


def test_the_sides_are_seen_through_earlier_merges(office: Bench) -> None:
    debtor, creditor = sides(office)
    org = add(office, "Công ty TNHH Ánh Dương", "org")
    parties.merge(office.desk, creditor, org)
    other = add(office, "Nguyễn Văn An")
    parties.merge(office.desk, debtor, other)
    assert "party.merge_sides" in dict(refused(office, other, org))


def test_a_person_is_no_organisation(office: Bench) -> None:
    person, org = add(office, "Nguyễn Văn An"), add(office, "Công ty TNHH Ánh Dương", "org")
    ((code, says),) = refused(office, person, org)
    assert code == "party.merge_kinds"
    assert "sửa loại" in says
    parties.merge(office.desk, person, add(office, "Nguyễn Văn An"))
