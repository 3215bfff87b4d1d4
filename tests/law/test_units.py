"""The communes of Hải Phòng: 223 of 2019, six mergers of 2020, names by day, search by old and new names."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from thads_desktop.law.units import load_units

UNITS = load_units()
BEFORE, AFTER = date(2019, 12, 31), date(2020, 2, 1)


def test_the_city_has_223_communes_in_2019_and_217_after_the_mergers() -> None:
    assert len(UNITS.on(date(2019, 4, 1))) == 223
    assert len(UNITS.on(AFTER)) == 217
    counted = Counter(c.district for c in UNITS.on(BEFORE))
    assert counted == {
        "quận Hồng Bàng": 11, "quận Ngô Quyền": 13, "quận Lê Chân": 15, "quận Hải An": 8, "quận Kiến An": 10,
        "quận Đồ Sơn": 7, "quận Dương Kinh": 6, "huyện Thủy Nguyên": 37, "huyện An Dương": 16, "huyện An Lão": 17,
        "huyện Kiến Thụy": 18, "huyện Tiên Lãng": 23, "huyện Vĩnh Bảo": 30, "huyện Cát Hải": 12,
    }  # fmt: skip


def test_kinds_are_those_of_their_districts() -> None:
    kinds = Counter(c.called(BEFORE).partition(" ")[0] for c in UNITS.on(BEFORE))
    assert kinds == {"phường": 70, "xã": 143, "thị": 10}


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("11317", BEFORE, "phường Quang Trung, quận Hồng Bàng"),
        ("11317", AFTER, "phường Hoàng Văn Thụ, quận Hồng Bàng (trước 01/02/2020 là phường Quang Trung)"),
        ("11320", AFTER, "phường Hoàng Văn Thụ, quận Hồng Bàng"),
        ("11458", BEFORE, "phường Ngọc Hải, quận Đồ Sơn"),
        ("11458", AFTER, "phường Hải Sơn, quận Đồ Sơn"),
        ("11464", AFTER, "phường Hải Sơn, quận Đồ Sơn (trước 01/02/2020 là phường Vạn Sơn)"),
        ("11368", date(1999, 1, 1), "phường Cát Dài, quận Lê Chân"),
        ("00000", AFTER, ""),
    ],
)
def test_a_paper_prints_the_name_of_its_day(code: str, day: date, name: str) -> None:
    assert UNITS.name_on(code, day) == name


def test_what_was_merged_goes_under_the_new_code() -> None:
    assert UNITS.current("11818", BEFORE) == "11818"
    assert UNITS.current("11818", AFTER) == "11821"
    assert UNITS.current("unknown", AFTER) == "unknown"


@pytest.mark.parametrize("text", ["quang trung hong bang", "Quang Trung", "QUANG TRUNG"])
def test_an_old_name_is_found_and_says_what_it_is_now(text: str) -> None:
    found = dict(UNITS.search(text, AFTER, 20))
    assert found["11317"] == "phường Quang Trung, quận Hồng Bàng (nay là phường Hoàng Văn Thụ)"
    assert dict(UNITS.search(text, BEFORE, 20))["11317"] == "phường Quang Trung, quận Hồng Bàng"


def test_search_takes_districts_and_refuses_nothing() -> None:
    assert len(UNITS.search("le chan", BEFORE, 50)) == 15
    assert UNITS.search("cat dai", BEFORE)[0][0] == "11368"
    assert UNITS.search("", BEFORE) == UNITS.search("  ", BEFORE) == []
    assert UNITS.search("không có nơi này", BEFORE) == []
    assert UNITS.search("x" * 100_000, BEFORE) == []


def test_the_list_says_from_when_it_is_not_complete() -> None:
    since, text = UNITS.note
    assert since == date(2025, 1, 1)
    assert "chưa có trong dữ liệu" in text
