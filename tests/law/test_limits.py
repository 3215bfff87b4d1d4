"""``limits.csv``: threshold, share or span -> figure, unit and article, by hand from the texts; every value has a row."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from thads_desktop.law.ruleset import Rules

LIMITS = Rules.load().limits
with (Path(__file__).parent / "limits.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
LAST_OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)


def test_every_figure_has_a_row_and_every_row_a_figure() -> None:
    held = {
        (x.code, x.case, x.law, "" if x.value is None else str(x.value), x.unit, x.absent, x.cite.removesuffix(" (sửa đổi, bổ sung năm 2014)"))
        for of in LIMITS.of.values() for x in of
    }  # fmt: skip
    assert held == {(r["code"], r["case"], r["law"], r["value"], r["unit"], r["absent"], r["cite"]) for r in ROWS}
    assert sum(map(len, LIMITS.of.values())) == len(ROWS)


def test_every_figure_says_where_it_stands_or_why_there_is_none() -> None:
    for of in LIMITS.of.values():
        for x in of:
            assert x.cite or x.absent == "unknown", x
            assert (x.value is None) == bool(x.absent), x
            assert x.note or (not x.absent and x.certainty == "H"), f"{x}: what is not sure says what to check"
            assert x.words


def test_both_laws_say_something_of_every_figure() -> None:
    for code, of in LIMITS.of.items():
        for case in {x.case for x in of}:
            assert {x.law for x in of if x.case == case} == {"2008", "2025"}, (code, case)
            assert LIMITS.on(code, LAST_OLD, case) is not None
            assert LIMITS.on(code, NEW, case) is not None


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("notice_posting", LAST_OLD, "10 ngày"),
        ("notice_posting", NEW, "07 ngày"),
        ("small_value", LAST_OLD, "10.000.000 đồng"),
        ("small_value", NEW, "05 lần mức lương tối thiểu tháng theo vùng"),
        ("no_auction_below", LAST_OLD, "2.000.000 đồng"),
        ("income_share", LAST_OLD, "30%"),
        ("income_share", NEW, "luật này không có"),
        ("income_left_debtor", NEW, "01 lần mức lương tối thiểu tháng theo vùng"),
        ("price_cut", LAST_OLD, "10%"),
        ("price_cut", NEW, "10%"),
        ("plan_police_talk", NEW, "chưa xác lập"),
    ],
)
def test_as_it_is_read(code: str, day: date, words: str) -> None:
    found = LIMITS.on(code, day)
    assert found is not None
    assert found.words == words


def test_before_its_time_there_is_no_figure() -> None:
    assert LIMITS.on("securities", date(2024, 12, 31), "phong_toa") is None
    assert LIMITS.on("securities", date(2025, 1, 1), "phong_toa") is not None


def test_how_time_is_counted_stands_with_its_articles() -> None:
    assert len(LIMITS.principles) >= 6
    assert all(p.text.endswith(".") and p.cite for p in LIMITS.principles)
