"""What an import says of a register as a whole: another office's book, columns doubled, missing or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.registers import AT, OFFICE, book, codes, judged, open_office, row
from thads_desktop.domain.takeover.rows import RawSheet
from thads_desktop.domain.takeover.whole import remarks
from thads_desktop.services.desk import Desk

OURS = ("Chi cục Thi hành án dân sự quận Lê Chân", "Thi hành án dân sự thành phố Hải Phòng")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_office(tmp_path / "data")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("titles", "other"),
    [
        (("CHI CỤC THI HÀNH ÁN DÂN SỰ QUẬN LÊ CHÂN", "SỔ THỤ LÝ THI HÀNH ÁN DÂN SỰ"), ""),
        (("  Chi  cuc thi hanh an dan su quan Le Chan ",), ""),
        (("CHI CỤC THADS Q. LÊ CHÂN",), ""),
        (("CHI CỤC THADS QUẬN LÊ CHÂN - TP HẢI PHÒNG",), ""),
        (("Chi cục THADS quận Lê Chân, thành phố Hải Phòng",), ""),
        (("CHI CỤC THADS QUẬN LÊ CHÂN THÀNH PHỐ HẢI PHÒNG",), ""),
        (("CHI CỤC THI HÀNH ÁN DÂN SỰ", "QUẬN LÊ CHÂN", "SỔ THỤ LÝ"), ""),
        (("CỤC THADS THÀNH PHỐ HẢI PHÒNG", "CHI CỤC THADS QUẬN LÊ CHÂN"), ""),
        (("SỔ THỤ LÝ THI HÀNH ÁN DÂN SỰ", "Tính đến ngày 31/12/2019"), ""),
        ((), ""),
        (("CHI CỤC THI HÀNH ÁN DÂN SỰ QUẬN NGÔ QUYỀN",), "QUẬN NGÔ QUYỀN"),
        (("CHI CỤC THI HÀNH ÁN DÂN SỰ", "QUẬN NGÔ QUYỀN"), "QUẬN NGÔ QUYỀN"),
        (("CỤC THADS THÀNH PHỐ HẢI PHÒNG", "CHI CỤC THADS QUẬN NGÔ QUYỀN"), "QUẬN NGÔ QUYỀN"),
        (("CHI CỤC THADS QUẬN LÊ CHÂN MỚI",), "LÊ CHÂN MỚI"),
        (("CỤC THI HÀNH ÁN DÂN SỰ THÀNH PHỐ HẢI PHÒNG",), "CỤC THI HÀNH ÁN"),
    ],
)
def test_the_title_names_this_office_or_another(titles: tuple[str, ...], other: str) -> None:
    found = remarks(RawSheet("", None, (), titles=titles), OURS)
    assert [f.code for f in found] == (["B01"] if other else [])
    assert not other or (other in found[0].reason and OURS[0] in found[0].reason)


def test_another_offices_book_is_told_everywhere(desk: Desk, tmp_path: Path) -> None:
    def rename(opened: Any) -> None:
        opened.active.cell(1, 1).value = "CHI CỤC THI HÀNH ÁN DÂN SỰ QUẬN NGÔ QUYỀN"

    target = tmp_path / "ket-qua.xlsx"
    done = judged(desk, book(tmp_path, [row(1)], rename), report=target)
    assert codes(done) == {6: []}
    assert [(f.code, f.action) for f in done.takeover.book] == [("B01", "warn")]
    assert "NGÔ QUYỀN" in done.text()
    assert done.json()["book"][0]["code"] == "B01"
    sheet = load_workbook(target).active
    assert [sheet.cell(2, n).value for n in (1, 2, 3)] == ["Cả sổ", "Nhận, có lưu ý", "B01"]
    assert OFFICE in sheet.cell(2, 5).value


def double(key: str, heading: str, *values: Any) -> Any:
    def change(opened: Any) -> None:
        at = opened.active.max_column + 1
        opened.active.cell(5, at, heading)
        for line, value in enumerate(values, 6):
            opened.active.cell(line, at, value)

    assert key in AT
    return change


def test_a_doubled_heading_is_told_and_rows_that_differ_are_left_out(desk: Desk, tmp_path: Path) -> None:
    rows = [row(1), row(2), row(3, obligation="Trả nợ  gốc"), row(4)]
    change = double("obligation", "KHOẢN PHẢI THI HÀNH", "Trả nợ", "Trả đất", "Trả nợ gốc")
    done = judged(desk, book(tmp_path, rows, change))
    assert [(f.code, f.column) for f in done.takeover.book] == [("B02", "Khoản phải thi hành")]
    assert [r.outcome for r in done.takeover.rows] == ["accept", "reject", "normalise", "reject"]
    assert codes(done)[7] == ["R25"]
    assert "“Trả nợ” và “Trả đất”" in done.takeover.rows[1].findings[0].reason


def test_a_column_that_is_missing_or_unknown_is_told(desk: Desk, tmp_path: Path) -> None:
    def rename(opened: Any) -> None:
        opened.active.cell(5, AT["now"]).value = "Thu năm nay"

    done = judged(desk, book(tmp_path, [row(1)], rename))
    assert [(f.code, f.column) for f in done.takeover.book] == [
        ("B03", "Đã thi hành năm nay (đồng)"), ("B04", "Thu năm nay"),
    ]  # fmt: skip


def test_a_correction_workbook_is_corrected_again(desk: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "sua1.xlsx", tmp_path / "sua2.xlsx"

    def shout(opened: Any) -> None:
        for at in AT.values():
            cell = opened.active.cell(5, at)
            cell.value = str(cell.value).upper()

    below = dict.fromkeys(("debtor", "birth", "ids", "address", "creditor", "creditor_address"))
    judged(desk, book(tmp_path, [row(1), row(1, due="x", obligation="Lãi", **below)], shout), correction=first)
    done = judged(desk, first, correction=second)
    assert done.takeover.book == ()
    sheet = load_workbook(second).active
    headings = [str(c.value) for c in sheet[5]]
    assert headings.count("Lý do") == 1
    assert sheet.cell(7, AT["debtor"]).value == "Bùi Văn Nam", "headings in any spelling lend the parties"
    sheet.cell(7, AT["due"]).value = 5
    sheet.parent.save(second)
    assert [r.outcome for r in judged(desk, second).takeover.rows] == ["accept", "accept"]
