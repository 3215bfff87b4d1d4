"""A register taken over again: what the store has is known, every difference is told at its column, nothing is written over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.registers import book, judged, open_office, row
from thads_desktop.services import acts, queries
from thads_desktop.services.desk import Desk

LACKS = {"means": "Chưa ĐK", "lack_number": "9/QĐ-CCTHADS", "lack_day": date(2021, 2, 1)}
ENDED = {"result": "Đình chỉ", "ground": "điểm a khoản 1 Điều 50", "result_number": "8/QĐ-CCTHADS", "result_day": date(2021, 3, 1)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_office(tmp_path / "data")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"officer": "Đỗ Văn Lâm"}, ["Chấp hành viên"]),
        ({"officer": None}, {}, ["Chấp hành viên"]),
        ({}, {"officer": None}, []),
        ({}, {"now": 5_000_000, "paid_day": date(2021, 3, 4)}, ["Đã thi hành năm nay (đồng)"]),
        ({}, {"means": "Có ĐK"}, []),
        ({}, LACKS, ["Phân loại"]),
        (LACKS, {}, ["Phân loại"]),
        (LACKS, LACKS | {"book_day": date(2021, 3, 1)}, ["Ngày chuyển sổ theo dõi riêng"]),
        ({}, ENDED, ["Kết quả"]),
        (ENDED, {}, ["Kết quả"]),
        (ENDED, ENDED, []),
        ({}, LACKS | {"officer": "Đỗ Văn Lâm", "due": 7}, ["Chấp hành viên", "Số tiền phải thi hành (đồng)", "Phân loại"]),
    ],
)
def test_every_difference_is_told_and_nothing_written(
    desk: Desk, tmp_path: Path, before: dict[str, Any], after: dict[str, Any], told: list[str]
) -> None:
    judged(desk, book(tmp_path, [row(1, **before)]))
    with desk.reading() as reader:
        head = reader.head()
    done = judged(desk, book(tmp_path, [row(1, **after)], name="so2.xlsx"))
    (known,) = done.takeover.rows
    assert (known.outcome, [f.column for f in known.findings]) == ("known", told)
    assert all(f.code == "K01" and "sổ ghi" in f.reason for f in known.findings)
    with desk.reading() as reader:
        assert reader.head() == head


def test_what_happened_since_the_closing_day_is_no_difference(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path, [row(1)])
    judged(desk, file)
    matter = queries.matters(desk, text="", status="", limit=1)[0].matter
    acts.collect(desk, matter, date(2021, 7, 1), 1, 50_000_000)
    assert [f.code for f in judged(desk, file).takeover.rows[0].findings] == []
