"""The cover and the list of a file, on paper: four pages, the list on the third, the archive's approval on the first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.rounds import codes, ended, laid_away, listed, moved
from thads_desktop.domain.listing import ListTable
from thads_desktop.domain.refusal import Refused
from thads_desktop.printing.cover_sheet import draw_cover
from thads_desktop.services import (
    archiving,
    case_file,
    file_passing,
    file_print,
    inspection_files,
    office_settings,
    queries,
    upkeep,
)
from thads_desktop.services.case_file import Put

DAY = date(2026, 7, 6)
MM = 72 / 25.4


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def pages(data: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(data)).pages]


def filled(office: Bench, count: int = 3) -> str:
    matter = ended(office)
    for n in range(count):
        case_file.put(office.desk, matter, Put(f"Công văn thứ {n} <b>đậm</b> {{x}}", DAY, 2, f"{n}/CV", "Ngân hàng A"))
    case_file.number(office.desk, matter)
    return matter


@pytest.mark.parametrize(("size", "sheets", "width", "height"), [("a3", 2, 420, 297), ("a4", 4, 210, 297), ("wide", 2, 525, 320)])
def test_the_cover_has_four_pages_of_the_size_that_is_set(office: Bench, size: str, sheets: int, width: float, height: float) -> None:
    matter = filled(office)
    office_settings.change(office.desk, "file.cover", size)
    data = file_print.cover_pdf(office.desk, matter)
    assert data == file_print.cover_pdf(office.desk, matter)
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == sheets
    box = reader.pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (width, height)
    told = pages(data)
    first, third = (told[0], told[2]) if size == "a4" else (told[0], told[1])
    assert "HỒ SƠ THI HÀNH ÁN" in first
    assert "…" in first
    assert "PHÊ DUYỆT LƯU TRỮ" in first
    assert "DANH MỤC TÀI LIỆU" in third
    assert "Công văn thứ 2 <b>đậm</b> {x}" in third
    assert "THẨM TRA VIÊN" in third
    assert "CHẤP HÀNH VIÊN" in third


def test_a_long_list_goes_on_page_four_and_says_where_the_rest_is(office: Bench) -> None:
    matter = filled(office, 120)
    told = pages(file_print.cover_pdf(office.desk, matter, again=True))
    assert "Danh mục còn tiếp ở tờ danh mục rời kèm theo." in told[0]
    assert "bìa thay thế" in told[0]
    whole = " ".join(pages(inspection_files.pdf(file_print.document_list(office.desk, matter))))
    assert all(f"Công văn thứ {n} " in whole for n in range(120))


@pytest.mark.parametrize("size", ["a3", "a4"])
@pytest.mark.parametrize(
    ("name", "many"), [("Nguyễn Văn An", 1), ("Nguyễn " + "Văn Đại Phước Thịnh " * 14 + "Cuối", 1), ("Trần " + "Thị Ngọc Ánh " * 22 + "Hết", 8)]
)
def test_the_cover_keeps_every_word_of_its_fields(office: Bench, size: str, name: str, many: int) -> None:
    matter = office.decision(kind="yc", debtor=name)
    moved(office, matter, "số 1 ngõ 2 đường Nguyễn Bỉnh Khiêm kéo dài")
    office_settings.change(office.desk, "file.cover", size)
    cover = file_print.cover(office.desk, matter)
    told = pages(draw_cover(replace(cover, fields=tuple(replace(f, value="; ".join([f.value] * many) if f.value else "") for f in cover.fields))))
    whole, first = " ".join(told), told[0]
    for field in cover.fields:
        assert f"{field.label}:" in first or f"{field.label}:" in whole
        assert whole.count(field.value.rsplit(maxsplit=1)[-1]) >= many if field.value else True
    assert "đường Nguyễn Bỉnh Khiêm kéo dài" in whole
    assert whole.count(" ".join(name.split()[-2:])) >= many
    assert " …" not in whole.replace("từ ngày … tháng … năm …", "").replace("…" * 24, "")
    assert ("tiếp trang 1" in whole) == (many > 1)


def test_what_was_approved_stands_on_the_cover(office: Bench) -> None:
    matter = filled(office)
    listed(office, matter)
    assert archiving.of_matter(office.desk, matter).filed.sheets == case_file.shown(office.desk, matter).sheets
    archiving.send_back(office.desk, [matter], DAY, "thiếu")
    laid_away(office, [matter])
    first, third = pages(file_print.cover_pdf(office.desk, matter))
    assert "Hồ sơ được đưa vào lưu trữ từ ngày 06 tháng 7 năm 2026" in first
    assert "Phạm Quang Minh" in first
    assert "Kho lưu trữ, giá 3" in first
    assert "Lê Văn Cường" in third
    # The separate list bears who checked the file, not who prints it.
    assert file_print.document_list(office.desk, matter).left == ("Thẩm tra viên", "Lê Văn Cường")


def test_the_list_bears_the_numbers_and_who_signs(office: Bench) -> None:
    matter = office.decision()
    made = file_print.document_list(office.desk, matter)
    table = made.tables[0]
    assert isinstance(table, ListTable)
    assert [row[0] for row in table.rows] == ["chưa đánh số", "chưa đánh số"]
    assert made.notes == ("Còn 2 tài liệu chưa đánh số bút lục.",)
    # Nobody checked it yet: whoever is at the desk is no examiner.
    assert (made.left, made.right) == (("Thẩm tra viên", ""), ("Chấp hành viên", "Trần Thị Bình"))
    with pytest.raises(Refused):
        file_print.document_list(office.desk, "nothing")


def test_a_file_goes_from_hand_to_hand_with_minutes(office: Bench) -> None:
    matter = filled(office)
    for giver, taker, day, code in (
        (office.officer, office.officer, DAY, "file.same_hand"), ("nobody", office.second, DAY, "file.no_post"),
        (office.officer, office.second, date(2026, 7, 7), "event.future_day"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            file_passing.pass_on(office.desk, matter, giver, taker, day)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        file_passing.minutes_of(office.desk, matter)
    assert codes(refused) == ["file.no_minutes"]
    assert file_passing.holder(office.desk, matter) == office.officer, "the officer of the matter, whoever sits here"
    data = file_passing.pass_on(office.desk, matter, office.officer, office.second, DAY)
    assert file_passing.holder(office.desk, matter) == office.second, "who took it last"
    told = " ".join(pages(data))
    assert "bên giao: Trần Thị Bình; bên nhận: Lê Văn Cường" in told
    assert "6 tài liệu" in told
    assert file_passing.minutes_of(office.desk, matter) == data
    said = next(i for i in queries.matter(office.desk, matter).timeline if i.what == "Bàn giao hồ sơ")
    assert said.detail.startswith("Trần Thị Bình giao Lê Văn Cường, 6 tài liệu")
    assert upkeep.verify(office.desk).findings == ()
    laid_away(office, [matter])
    with pytest.raises(Refused) as refused:
        file_passing.pass_on(office.desk, matter, office.officer, office.second, DAY)
    assert codes(refused) == ["file.archived"]


def test_the_cover_says_of_which_day_the_judgment_is(office: Bench) -> None:
    cover = file_print.cover(office.desk, office.decision())
    judged = next(f.value for f in cover.fields if "15/2019/DS-ST" in f.value)
    assert judged.startswith("15/2019/DS-ST, ngày 02 tháng 9 năm 2019, Tòa án")
