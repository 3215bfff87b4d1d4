"""Persons told apart: marks in a name count, spaces do not; merges one at a time; an officer's own name is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, assignments, intake, papers, parties, people, queries

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def refused(call: object, *args: object, **options: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args, **options)  # type: ignore[operator]  # any call
    return [r.code for r in error.value.refusals]


@pytest.mark.parametrize(
    ("name", "address", "why"),
    [
        ("Nguyễn Văn An", "số 12 phố Cầu Đất", "Cùng họ tên, năm sinh và địa chỉ."),
        ("nguyễn  văn an ", " Số 12  phố Cầu Đất ", "Cùng họ tên, năm sinh và địa chỉ."),
        ("Nguyễn Văn Ân", "số 12 phố Cầu Đất", "Gần giống: họ tên khác dấu, cùng năm sinh và địa chỉ."),
        ("Nguyễn Văn An", "số 14 phố Cầu Đất", ""),
    ],
)
def test_a_name_with_other_marks_is_only_alike(office: Bench, name: str, address: str, why: str) -> None:
    office.decision()
    with office.desk.reading() as reader:
        found = parties.suggestions(reader, parties.PartyInput(name, birth_year=1980, address=address))
    assert [s.why for s in found] == ([why] if why else [])


@pytest.mark.parametrize(("kin", "is_kin"), [("Nguyễn Văn An", True), ("nguyễn văn  AN", True), ("Nguyễn Văn Ân", False)])
def test_kin_by_name_has_the_same_marks(office: Bench, kin: str, is_kin: bool) -> None:
    matter = office.decision()
    assignments.set_duties(office.desk, office.second, [], [(kin, "")])
    if is_kin:
        assert refused(assignments.assign, office.desk, matter, office.second, DAY) == ["officer.kin"]
    else:
        assert assignments.assign(office.desk, matter, office.second, DAY) == ()


def test_who_is_merged_is_not_merged_again(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        a, d, e = (parties.add(uow, parties.PartyInput(n)) for n in ("Ông Một", "Ông Hai", "Ông Ba"))
        uow.commit()
    parties.merge(office.desk, d, e)
    assert refused(parties.merge, office.desk, d, a) == ["party.merged_already"]
    parties.undo_merge(office.desk, d)
    parties.merge(office.desk, d, a)
    with office.desk.reading() as reader:
        assert parties.resolve(reader, d) == a


def test_an_officer_of_a_partys_name_is_warned_of_not_refused(office: Bench) -> None:
    namesake = people.add_person(office.desk, "Nguyễn Văn An", "officer", date(2019, 1, 1))
    first, second = office.decision(), office.decision(number="16/2019/DS-ST")
    assert [r.code for r in assignments.assign(office.desk, first, namesake, DAY)] == ["officer.same_name"]
    assert [r.code for r in assignments.assign_all(office.desk, [(second, namesake)], DAY)] == ["officer.same_name"]
    assert queries.matter(office.desk, first).officer == "Nguyễn Văn An"
    change = papers.Draft("assignment", Effect("assignment", officer=namesake), office.decision(number="17/2019/DS-ST"), {"reason": "x"})
    paper, _ = papers.issue_at_once(office.desk, change, office.head)
    assert "trùng họ tên" in assignments.warned_of(office.desk, paper)


def test_nobody_is_assigned_before_the_decision(office: Bench) -> None:
    matter = office.decision()
    assert refused(assignments.assign, office.desk, matter, office.second, date(2019, 10, 4)) == ["act.before_decision"]


def test_what_is_typed_has_its_bounds(office: Bench) -> None:
    given = intake.JudgmentInput("1/DS", date(2019, 9, 2), "Tòa án", "dan_su", date(2019, 10, 1))
    assert refused(intake.receive_judgment, office.desk, replace(given, kind="x" * 10_000)) == ["judgment.bad_kind"]
    late = replace(given, appeal_day=date(2030, 1, 1))
    assert refused(intake.receive_judgment, office.desk, late) == ["event.future_day"]
    matter = office.decision()
    assert refused(acts.ground, office.desk, matter, DAY, "deferral", "x" * 10_000) == ["ground.unknown"]
    acts.ground(office.desk, matter, DAY, "deferral", "c")
    assert refused(acts.verify, office.desk, matter, DAY, "none", paper="x" * 10_000) == ["target.not_issued"]
