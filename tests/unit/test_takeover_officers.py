"""Officers of a register: who is meant, who is new, who is nobody known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.registers import OFFICE, OFFICER, book, codes, judged, open_office, row
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import people
from thads_desktop.services.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_office(tmp_path / "data")
    yield opened
    opened.close()


def test_a_name_with_other_marks_is_unknown(desk: Desk, tmp_path: Path) -> None:
    names = ("Vũ Thị Hàng", "vu thi hang", f"CHV {OFFICER}", "Vũ Thi Hằng")
    done = judged(desk, book(tmp_path, [row(n, officer=name) for n, name in enumerate(names, 1)]))
    assert codes(done) == {6: ["R06"], 7: ["N10"], 8: ["N10"], 9: ["R06"]}


def test_new_officers_that_differ_by_marks_are_two(desk: Desk, tmp_path: Path) -> None:
    names = ("NGUYEN THI HOA", "CHV Nguyễn Thị Hoa", "Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA", "LE VAN BE", "Lê Văn Bê")
    done = judged(desk, book(tmp_path, [row(n, officer=name) for n, name in enumerate(names, 1)]), create_officers=True)
    assert done.takeover.new_officers == ("Nguyễn Thị Hoa", "Nguyễn Thị Hoà", "Lê Văn Bê")
    assert codes(done) == {6: ["R32"], 7: ["N18"], 8: ["N18"], 9: ["N10"], 10: ["N10"], 11: ["N18"]}


def test_a_name_that_fits_two_officers_says_which(tmp_path: Path) -> None:
    opened = open_desk(tmp_path / "data", FixedClock(date(2021, 7, 15)), create=True)
    people.set_up_whole(opened, OFFICE, "Cục", "district", ["Lê Văn Quyết", "Lê Văn Quyệt"], "")
    names = ("Le Van Quyet", "Lê Văn Quyết", "Lê Văn Quyêt")
    done = judged(opened, book(tmp_path, [row(n, officer=name) for n, name in enumerate(names, 1)]))
    opened.close()
    assert codes(done) == {6: ["R32"], 7: [], 8: ["R06"]}
    said = next(f.reason for r in done.takeover.rows for f in r.findings if f.code == "R32")
    assert "Lê Văn Quyết, Lê Văn Quyệt" in said
