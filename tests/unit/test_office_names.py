"""What an office is called by default: the place of its date line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from thads_desktop.domain.office import defaults_for, place_of
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import people

CITY = "Cục Thi hành án dân sự Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(("name", "place"), [
    ("Chi cục Thi hành án dân sự quận Lê Chân", "Lê Chân"),
    ("Chi cục Thi hành án dân sự Quận 1", "Quận 1"),
    ("Chi cục Thi hành án dân sự quận 10", "Quận 10"),
    ("Chi cục Thi hành án dân sự thành phố Thủ Đức", "Thủ Đức"),
    (CITY, "Thành phố Hồ Chí Minh"),
    ("Cục Thi hành án dân sự thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ("Cục Thi hành án dân sự THÀNH PHỐ Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ("Cục Thi hành án dân sự thành phố Hà Nội", "Hà Nội"),
    ("Cục Thi hành án dân sự thành phố Hải Phòng", "Hải Phòng"),
    ("Cục Thi hành án dân sự tỉnh Nghệ An", "Nghệ An"),
    ("Phòng Thi hành án", "Phòng Thi hành án"),
])  # fmt: skip
def test_the_date_line_names_a_place_as_the_decree_writes_it(name: str, place: str) -> None:
    assert place_of(name) == place


def test_a_district_office_of_the_city_has_its_district_and_then_the_city() -> None:
    assert [i.place for i in defaults_for("district", "Chi cục Thi hành án dân sự Quận 1", CITY)] == ["Quận 1", "Thành phố Hồ Chí Minh"]
    assert [i.place for i in defaults_for("province", CITY, "Tổng cục Thi hành án dân sự")] == ["Thành phố Hồ Chí Minh"] * 2


def test_a_name_takes_no_character_that_nobody_sees(tmp_path: Path) -> None:
    office = bench(tmp_path, date(2019, 10, 7))
    with office.desk.reading() as reader:
        held = people.office(reader).identities
    first = replace(
        held[0], name="Chi cục\u200b Thi\u00a0hành án\u202e dân sự\x07 quận Lê Chân", parent="Cục\u2011THADS", place="Lê\u00ad Chân",
        symbol="CCTHADS\ufeff", head_title="Chi cục\ntrưởng", account="39\u200b49", note="Ghi\u200b chú\nhai dòng",
    )  # fmt: skip
    for write in (lambda: people.put_identity(office.desk, first), lambda: people.change_identities(office.desk, (first, *held[1:]))):
        write()
        with office.desk.reading() as reader:
            now = people.office(reader).identities[0]
        assert (now.name, now.parent, now.place) == ("Chi cục Thi hành án dân sự quận Lê Chân", "Cục-THADS", "Lê Chân")
        assert (now.symbol, now.head_title, now.account, now.note) == ("CCTHADS", "Chi cục trưởng", "3949", "Ghi chú\nhai dòng")
    for wrong, code in (({"name": "\u200b "}, "text.missing"), ({"place": "x" * 301}, "text.too_long")):
        with pytest.raises(Refused) as said:
            people.put_identity(office.desk, replace(first, **wrong))
        assert [r.code for r in said.value.refusals] == [code]
