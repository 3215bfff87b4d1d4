"""A listing on paper: whatever its cells hold, all of it is there and every page says which it is."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.printing.listing_sheet import draw_listing

LONG = " ".join(f"từ{n}" for n in range(1200))


def listing(*tables: ListTable) -> Listing:
    signers = ("Người lập", ""), ("Chi cục trưởng", "An")
    return Listing("Bảng kê", "Cục", "Chi cục", "Lê Chân", date(2020, 3, 2), ("kỳ này",), tables, ("ghi chú",), *signers, "mã 1")


def words_of(pdf: bytes) -> tuple[int, list[str]]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return len(pages), " ".join(p.extract_text() for p in pages).split()


@pytest.mark.parametrize("head", ["Cột", "Một cái tên cột rất dài phải xuống nhiều dòng trong một ô hẹp"])
@pytest.mark.parametrize("share", [2, 12])
def test_a_cell_taller_than_a_page_goes_on_and_loses_no_word(head: str, share: int) -> None:
    columns = (ListColumn(head, share), ListColumn("Kia", 30))
    pages, words = words_of(draw_listing(listing(ListTable("T", columns, ((LONG, "a"), ("x", LONG), (None, 5))))))
    assert pages > 2
    assert [w for w in words if w.startswith("từ")].count("từ1199") == 2
    assert len([w for w in words if w.startswith("từ") and w[2:].isdigit()]) == 2400


@pytest.mark.parametrize("share", [2, 30])
def test_a_title_and_a_head_are_not_left_alone_at_the_foot_of_a_page(share: int) -> None:
    """Whatever stands above, the first row is on the page of its title."""
    columns = (ListColumn("Một cái tên cột rất dài xuống nhiều dòng", share), ListColumn("Kia", 30))
    for above in range(20, 32):
        first = ListTable("", (ListColumn("Cột", 1),), tuple((f"dòng{n}",) for n in range(above)))
        pages = PdfReader(io.BytesIO(draw_listing(listing(first, ListTable("Tựa", columns, tuple(("x", f"hàng{n}") for n in range(9))))))).pages
        (at,) = [n for n, page in enumerate(pages) if "Tựa" in page.extract_text()]
        assert "hàng0" in pages[at].extract_text(), above


def test_every_page_is_numbered_and_has_the_heading_and_the_proof() -> None:
    table = ListTable("T", (ListColumn("Cột", 1), ListColumn("Kia", 1)), tuple((f"dòng{n}", n) for n in range(200)))
    pages = PdfReader(io.BytesIO(draw_listing(listing(table)))).pages
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Trang {number}/{len(pages)}" in text
        assert "mã 1" in text
        assert "Cột" in text or number == len(pages)
    assert "NGƯỜI LẬP" in pages[-1].extract_text()


def test_markup_and_letters_without_a_face_are_plain_text() -> None:
    _pages, words = words_of(draw_listing(listing(ListTable("", (ListColumn("A", 1),), (("<b>x</b> &amp; \U0001f600",),), "=1+1"))))
    assert "<b>x</b>" in words
    assert "&amp;" in words
    assert "=1+1" in words
