"""The minutes of an import say whose register it was and from which file; no sum breaks in its column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.registers import book, open_office, row
from thads_desktop.documents.compose import Paper
from thads_desktop.printing import draw, geometry as g
from thads_desktop.printing.columns import columns
from thads_desktop.printing.fonts import REGULAR, ensure_fonts
from thads_desktop.printing.lines import measure, wrapped
from thads_desktop.services import form_approval, takeover

HEADS = ("Nội dung", "Sổ Excel ghi", "Đã tiếp nhận", "Chênh lệch", "Sổ giấy ghi")


@pytest.mark.parametrize("sums", [("1.359.446.368.908",) * 3, ("999.999.999.999.999",) * 3, ("1.999.999.999.999.999.999",) * 3, ("12",) * 3])
def test_no_sum_breaks(sums: tuple[str, str, str]) -> None:
    ensure_fonts()
    rows = (HEADS, ("Số tiền phải thi hành (đồng)", *sums, ""), ("Việc của " + "x" * 80, "", "1", "", ""))
    widths, size = columns(rows)
    assert sum(widths) == pytest.approx(g.WIDTH)
    assert all(wrapped(x, REGULAR, size, w - 2 * g.CELL) == [x] for x, w in zip(sums, widths[1:], strict=False))
    assert widths[0] >= measure("thi hành", REGULAR, size) + 2 * g.CELL
    assert size > 8


def test_the_minutes_name_the_office_of_the_registers_day_and_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Paper] = []
    monkeypatch.setattr(draw, "draw", lambda paper: seen.append(paper) or b"%PDF")
    desk = open_office(tmp_path / "data", date(2026, 7, 15))
    try:
        form_approval.approve_all(desk)
        takeover.take_over(desk, book(tmp_path, [row(1)], name="sổ-2021.xlsx"), minutes=tmp_path / "bb.pdf")
    finally:
        desk.close()
    text = " ".join(b.text for b in seen[0].blocks)
    assert "của Chi cục Thi hành án dân sự huyện Kiến Thụy tính đến ngày 30 tháng 6 năm 2021, tệp sổ-2021.xlsx" in text
    assert "tại Thi hành án dân sự " in text, "as the office is called today"
    assert seen[0].title == "BIÊN BẢN"


def test_minutes_whose_text_the_head_has_not_approved_say_that_they_are_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Paper] = []
    monkeypatch.setattr(draw, "draw", lambda paper: seen.append(paper) or b"%PDF")
    desk = open_office(tmp_path / "data", date(2021, 7, 15))
    try:
        takeover.take_over(desk, book(tmp_path, [row(1)]), minutes=tmp_path / "bb.pdf")
    finally:
        desk.close()
    assert seen[0].title == "DỰ THẢO BIÊN BẢN"
