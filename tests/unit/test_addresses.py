"""An address on a paper names the commune once, by the name of the paper's day."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.services import units

OLD, MERGED, ONE_LEVEL = date(2019, 10, 7), date(2020, 2, 1), date(2026, 7, 15)
#: phường Quang Trung, since 1 February 2020 of phường Hoàng Văn Thụ (11320).
CODE = "11317"


@pytest.mark.parametrize(("typed", "day", "printed"), [
    ("số 5", OLD, "số 5, phường Quang Trung, quận Hồng Bàng"),
    ("số 5", MERGED, "số 5, phường Hoàng Văn Thụ, quận Hồng Bàng"),
    ("số 5", date(2025, 6, 30), "số 5, phường Hoàng Văn Thụ, quận Hồng Bàng"),
    ("số 5", ONE_LEVEL, "số 5, phường Hoàng Văn Thụ, thành phố Hải Phòng"),
    ("", ONE_LEVEL, "phường Hoàng Văn Thụ, thành phố Hải Phòng"),
    ("số 5, phường Quang Trung, Hải Phòng", OLD, "số 5, phường Quang Trung, Hải Phòng"),
    ("số 5, phường Quang Trung, Hải Phòng", ONE_LEVEL, "số 5, phường Hoàng Văn Thụ, Hải Phòng"),
    ("số 5, P. Quang Trung, Hải Phòng", ONE_LEVEL, "số 5, phường Hoàng Văn Thụ, Hải Phòng"),
    ("Số 5 PHUONG QUANG TRUNG, Q. Hồng Bàng", MERGED, "Số 5 phường Hoàng Văn Thụ, Q. Hồng Bàng"),
    ("số 5, phường Hoàng Văn Thụ", ONE_LEVEL, "số 5, phường Hoàng Văn Thụ"),
    # Another commune that was typed stands; the lists do not know every one.
    ("số 5, phường Gia Viên, thành phố Hải Phòng", ONE_LEVEL, "số 5, phường Gia Viên, thành phố Hải Phòng"),
    ("Xã An Thắng, thành phố Hải Phòng", ONE_LEVEL, "Xã An Thắng, thành phố Hải Phòng"),
    ("hợp tác xã Thành Công", OLD, "hợp tác xã Thành Công, phường Quang Trung, quận Hồng Bàng"),
    # A street is no commune.
    ("số 5 phố Quang Trung", MERGED, "số 5 phố Quang Trung, phường Hoàng Văn Thụ, quận Hồng Bàng"),
    ("số 5, phường Hoàng Văn Thụ (trước là phường Quang Trung)", MERGED, "số 5, phường Hoàng Văn Thụ (trước là phường Quang Trung)"),
])  # fmt: skip
def test_the_commune_stands_once_by_its_name_of_the_day(typed: str, day: date, printed: str) -> None:
    assert units.address(typed, CODE, day) == printed


def test_who_lives_in_what_others_were_merged_into_is_not_told_their_names() -> None:
    assert units.address("số 5, phường Quang Trung", "11320", MERGED) == "số 5, phường Hoàng Văn Thụ"
    assert units.address("số 5, phường Ngọc Hải", "11458", MERGED) == "số 5, phường Hải Sơn"


@pytest.mark.parametrize("code", ["", "00000"])
def test_an_address_without_a_known_commune_stands_as_typed(code: str) -> None:
    assert units.address("số 5, phường Quang Trung", code, ONE_LEVEL) == "số 5, phường Quang Trung"


@pytest.mark.parametrize("day", [OLD, ONE_LEVEL])
@pytest.mark.parametrize("typed", ["xã An Thắng", "an thang", "XÃ AN THẮNG", "An Thắng"])
def test_the_very_name_of_a_commune_names_it(typed: str, day: date) -> None:
    code = units.code_of(typed, day)
    assert units.label(code, day).startswith("xã An Thắng, ")


def test_a_name_that_two_bear_names_none() -> None:
    assert units.code_of("phường Quang Trung", OLD) in ("", CODE)
    assert units.code_of("phường", OLD) == ""


def test_a_commune_is_offered_without_a_district_once_there_is_none() -> None:
    code = units.code_of("xã An Thắng", OLD)
    assert units.label(code, date(2025, 6, 30)) == "xã An Thắng, huyện An Lão"
    assert units.label(code, date(2025, 7, 1)) == "xã An Thắng, thành phố Hải Phòng (huyện An Lão cũ)"
    assert [said for c, said in units.load_units().search("an thắng", ONE_LEVEL) if c == code] == [units.label(code, ONE_LEVEL)]
    assert units.code_of(units.label(code, ONE_LEVEL), ONE_LEVEL) == code
