"""Staff whose names differ by marks alone are different people; a name typed without marks means the only one it can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.takeover.people import recognise
from thads_desktop.domain.text import spelling
from thads_desktop.services import people

DAY = date(2019, 10, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    yield made
    made.desk.close()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Trần Thị An", "Trần Thị Ân", False), ("Trần Thị An", "TRẦN  THỊ AN", True), ("Lê Hoà", "Lê Hòa", True),
        ("Lê Hoa", "Lê Hòa", False), ("Lê Thuý", "Lê Thúy", True), ("Đỗ Đạt", "Do Dat", False),
    ],
)  # fmt: skip
def test_what_tells_two_names_apart(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) is same


def test_an_and_an_with_a_circumflex_are_two_officers(office: Bench) -> None:
    first = people.add_person(office.desk, "Trần Thị An", "officer", DAY)
    second = people.add_person(office.desk, "Trần Thị Ân", "officer", DAY)
    with office.desk.reading() as reader:
        assert first != second
        assert people.person_named(reader, "Trần Thị Ân") == second
        assert people.person_named(reader, "tran thi an") == "", "it may mean either"
        assert people.person_named(reader, "tran thi binh") == office.officer
    with pytest.raises(Refused):
        people.add_person(office.desk, "trần thị ân", "officer", DAY)


def test_a_name_with_any_mark_means_only_who_is_spelled_so(office: Bench) -> None:
    person = people.add_person(office.desk, "Nguyễn Đức Thịnh", "officer", DAY)
    with office.desk.reading() as reader:
        for typed in ("Nguyễn Đức Thính", "Nguyen Đuc Thinh"):
            assert people.person_named(reader, typed) == ""
        for typed in ("nguyen duc thinh", "NGUYỄN ĐỨC THỊNH"):
            assert people.person_named(reader, typed) == person


def test_a_register_names_an_officer_without_marks_or_as_spelled() -> None:
    officers = ["Nguyễn Đức Thịnh", "Lê Văn Quyết", "Bùi Thu Thủy"]
    for typed, found in (
        ("Nguyễn Đức Thính", None), ("Lê Văn Quyệt", None), ("Nguyen Duc Thịnh", None), ("LE VAN QUYET", "Lê Văn Quyết"),
        ("CHV Lê  văn quyết", "Lê Văn Quyết"), ("Bùi Thu Thuỷ", "Bùi Thu Thủy"), ("Bùi Thu Thúy", None),
    ):  # fmt: skip
        assert recognise(typed, officers) == found, typed
    assert recognise("Le Van An", ["Lê Văn An", "Lê Văn Ân"]) is None
    assert recognise("Le Van An", ["Le Van An", "Lê Văn Ân"]) == "Le Van An"
