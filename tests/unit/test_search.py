"""Search finds what is meant however it is typed: tone placement, some words without marks, figures with spaces, number and year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.registers import book, judged, open_office, row
from thads_desktop.services import queries
from thads_desktop.services.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, on_engine: Callable[[Path], Path]) -> Iterator[Desk]:
    place: Path = tmp_path_factory.mktemp("search")
    opened = open_office(on_engine(place / "data"))
    rows = [
        row(1, debtor="Vũ Thị Thủy", ids="031075000111"), row(2, debtor="Lê Hoà", ids="031888777", day=date(2020, 12, 1)),
        row(10, debtor="Đào Văn Khoẻ", ids=None, day=date(2021, 1, 4), assigned=None), row(11, debtor="Ngô Thu Hoàn", ids=None),
    ]  # fmt: skip
    assert judged(opened, book(place, rows)).takeover.count("reject") == 0
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Thuỷ", {1}), ("Thủy", {1}), ("thủ", {1}), ("ngo thu", {11}), ("vu thị thủy", {1}), ("vũ thi thuỷ", {1}), ("Thúy", set()),
        ("Hòa", {2, 11}), ("Hoà", {2, 11}), ("Hò", {2, 11}), ("hoàn", {11}), ("khỏe", {10}), ("khoẻ", {10}), ("Vù", set()),
        ("031 075 000 111", {1}), ("031.888.777", {2}), ("thuy 031 075", {1}), ("031 999", set()),
        ("10/2021", {10}), ("2/2020", {2}), ("02/2020", {2}), ("2/2021", {2}), ("10/2019", set()),
    ],
)  # fmt: skip
def test_what_is_typed_finds_what_is_meant(desk: Desk, typed: str, found: set[int]) -> None:
    assert {m.number for m in queries.matters(desk, text=typed, status="", limit=9)} == found
