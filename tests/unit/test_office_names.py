"""What an office is called by default: the place of its date line."""

from __future__ import annotations

import pytest

from thads_desktop.domain.office import defaults_for, place_of

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
