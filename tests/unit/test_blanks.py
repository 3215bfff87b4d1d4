"""Blank papers for citizens: the fields that the catalogue of papers names, dotted, without number, issuer or code."""

from __future__ import annotations

import io
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import bench
from thads_desktop.documents.blanks import blank_of, blanks, composed
from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.clock import FixedClock
from thads_desktop.printing.draw import draw
from thads_desktop.services import blank_papers, commands_papers, people

#: What the row of the catalogue wants said.
WANTED = {
    1: ("Người yêu cầu thi hành án", "Người được thi hành án", "Người phải thi hành án", "Số định danh cá nhân", "Điện thoại", "ngày …",
        "Bản án, quyết định", "Nội dung yêu cầu", "Thông tin về tài sản", "Số tài khoản", "VNeID", "Tài liệu kèm theo", "điểm chỉ", "đóng dấu"),
    23: ("Người phải thi hành án", "Tài sản", "Thu nhập", "Chấp hành viên", "ký, ghi rõ họ tên"),
}  # fmt: skip


@pytest.mark.parametrize("number", sorted(WANTED))
def test_a_blank_says_what_its_row_wants_and_bears_no_number(number: int) -> None:
    blank = blank_of(str(number))
    assert blank is not None
    paper = composed(blank, "Thi hành án dân sự thành phố Hải Phòng")
    text = plain_text(paper)
    assert [x for x in WANTED[number] if x.lower() not in text.lower()] == []
    assert (paper.head.number_line, paper.head.code, paper.head.issuer, paper.recipients) == ("", "", "", ())
    assert "………" in text
    assert "Kính gửi" in text
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(draw(paper))).pages]
    assert "Số:" not in "".join(pages)
    assert len(pages) == 2, "one sheet of paper"


def test_every_paper_of_the_catalogue_that_others_fill_in_has_its_blank() -> None:
    assert [b.number for b in blanks()] == [e.number for e in catalogue().entries if e.made == "other"]


def test_the_blank_is_addressed_to_the_office_and_comes_from_the_command_line(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2026, 8, 3))
    try:
        text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(blank_papers.drawn(office.desk, "request_blank"))).pages)
        with office.desk.reading() as reader:
            name = people.identity(reader, office.clock.day).name
        assert "".join(name.split()) in "".join(text.split())
    finally:
        office.desk.close()
    out = tmp_path / "don.pdf"
    said = commands_papers.paper(Namespace(form="1", sample="short", out=out, data=None), FixedClock(date(2026, 8, 3)))
    assert out.read_bytes().startswith(b"%PDF")
    assert "Đơn yêu cầu thi hành án" in said.text
