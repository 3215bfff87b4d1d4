"""Returns on paper and as a workbook: what stands where, rounding, many pages, texts that look like something else."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.pages import read
from tests.pdfa import broken
from thads_desktop.exchange.sheets import BookHead, write_returns
from thads_desktop.printing.return_sheet import SheetHead, draw_returns
from thads_desktop.printing.return_table import grids, printed, roman, rounding_gap, thousands
from thads_desktop.returns.compute import compute, rate
from thads_desktop.returns.definition import Regime, load_regimes
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.vocabulary import COSIGNER_TITLES

R2015, R2019 = load_regimes()[:2]
HEAD = SheetHead(
    "Chi cục THADS quận Lê Chân", "Cục THADS thành phố Hải Phòng", 3, 2020, "Lê Chân", "Chi cục trưởng",
    date(2020, 1, 2), "Nguyễn Văn Ấ", "Trần Thị Ỡ", ("Chưa nhận được số liệu của Chi cục X.",),
)  # fmt: skip


def fact(n: int, officer: str = "k", amount: int = 1_234_500) -> Fact:
    return Fact(f"m{n}", 1, "cd", "dan_su", officer, False, "old", "enforcing", "enforcing", 1, amount, 0, amount, 0)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("regime", [R2015, R2019], ids=lambda r: r.id)
def test_each_page_carries_the_header_and_the_last_the_signatures(regime: Regime) -> None:
    forms = compute(regime, [fact(1)], {"k": "Lê Ấ"})
    for form in forms:
        pages = texts(draw_returns(regime, [form], HEAD))
        for number, page in enumerate(pages, 1):
            for piece in (f"Biểu số: {form.code}", "Thông tư", "03 tháng năm 2020", HEAD.sender, HEAD.recipient,
                          f"trang {number}/{len(pages)}", f"Đơn vị tính: {form.unit}", "dựng lại"):  # fmt: skip
                assert piece in page
        left = COSIGNER_TITLES.get(regime.form(form.form).cosigner, "NGƯỜI LẬP BIỂU")
        assert [left in p for p in pages] == [False] * (len(pages) - 1) + [True]
        for piece in ("Lê Chân, ngày 02 tháng 01 năm 2020", "CHI CỤC TRƯỞNG", *HEAD.notes):
            assert piece in pages[-1]
        assert form.title.upper() in " ".join(pages)


def test_pages_lie_on_their_side() -> None:
    sizes = {
        f.form: PdfReader(io.BytesIO(draw_returns(R2019, [f], HEAD))).pages[0].mediabox for f in compute(R2019, [])[:5]
    }
    assert {k: (round(b.width / 72 * 25.4), round(b.height / 72 * 25.4)) for k, b in sizes.items()} == {
        "01": (297, 210), "02": (297, 210), "04": (420, 297), "05": (420, 297), "03": (420, 297),
    }  # fmt: skip


def test_equal_input_gives_equal_bytes() -> None:
    forms = compute(R2019, [fact(1)])
    assert draw_returns(R2019, forms, HEAD) == draw_returns(R2019, forms, HEAD)


def test_many_officers_run_over_pages_and_none_is_lost() -> None:
    names = {f"k{i}": f"Chấp hành viên số {i:03d}" for i in range(120)}
    form = compute(R2019, [fact(i, f"k{i}") for i in range(120)], names)[2]
    pages = texts(draw_returns(R2019, [form], HEAD))
    assert len(pages) > 2
    assert all(sum(f"{name} " in p for p in pages) == 1 for name in names.values())


@pytest.mark.parametrize("count", range(20, 40))
def test_the_signatures_never_stand_alone(count: int) -> None:
    names = {f"k{i}": f"Tên {i:03d}" for i in range(count)}
    pages = texts(draw_returns(R2019, [compute(R2019, [], names)[2]], HEAD))
    assert f"Tên {count - 1:03d}" in pages[-1]
    assert "NGƯỜI LẬP BIỂU" in pages[-1]


def test_money_is_rounded_at_the_last_moment_and_the_note_says_so() -> None:
    assert [thousands(n) for n in (499, 500, 1499, 1500, -500)] == [0, 1, 1, 2, -1]
    assert (printed(1_234_500, money=True), printed(1_234_500), printed(None)) == ("1.235", "1.234.500", "")
    assert printed(rate(2, 3), money=True) == "66,67"
    facts = [fact(1, "a", 1400), fact(2, "b", 1400)]
    form = compute(R2019, facts)[3]
    money = R2019.money("tien")
    assert rounding_gap(form, money) == 1
    assert "lệch tới 1 nghìn đồng" in texts(draw_returns(R2019, [form], HEAD))[-1]
    assert rounding_gap(compute(R2019, [fact(1, "a", 1000)])[3], money) == 0
    assert rounding_gap(compute(R2019, facts)[2], R2019.money("viec")) == 0


def test_header_groups_cover_their_criteria() -> None:
    (grid,) = grids(R2019, compute(R2019, [])[2], 400)
    able = next(c for c in grid.head if c.text == "Có điều kiện thi hành")
    criteria = [c.key for c in R2019.of_measure("viec")]
    first, last = criteria.index("c7"), criteria.index("c13")
    assert able.width == pytest.approx((last - first + 1) * grid.column)
    assert able.x == pytest.approx(grid.stub + first * grid.column)
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
    (grid,) = grids(R2015, compute(R2015, [])[4], 400)
    assert "Chưa có điều kiện thi hành (trừ số đã chuyển sổ theo dõi riêng)" in {
        c.text for c in grid.head if c.width == grid.column
    }


def test_names_are_never_markup_or_formulas() -> None:
    names = {"k": "<b>Lê & Ấ</b>", "h": '=HYPERLINK("x")', "p": "+1\x07"}
    forms = compute(R2019, [fact(1), fact(2, "h"), fact(3, "p")], names)
    assert "<b>Lê & Ấ</b>" in texts(draw_returns(R2019, forms[2:3], HEAD))[0]
    book = load_workbook(io.BytesIO(write_returns(R2019, forms, BookHead("=1+1", "03 tháng năm 2020", ("-ghi",)))))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} == {"s", "n"}
    assert '=HYPERLINK("x")' in {str(c.value).strip() for c in cells}


def test_the_workbook_has_exact_numbers() -> None:
    forms = compute(R2019, [fact(1)], {"k": "Lê Ấ"})[:4]
    data = write_returns(R2019, forms, BookHead("Chi cục", "03 tháng năm 2020", ("Thiếu một đơn vị.",)))
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["01-TK-THA", "02-TK-THA", "04-TK-THA", "05-TK-THA"]
    across, down = book["05-TK-THA"], book["02-TK-THA"]
    assert [across.cell(8, c).value for c in (1, 2, 3)] == ["Tổng số", 1_234_500, 1_234_500]
    assert down.cell(8, 2).value == 1_234_500
    assert down.cell(27, 2).value == 0
    assert across.freeze_panes == "B8"
    assert across.cell(8, 2).number_format == "#,##0"
    last = [row[0].value for row in across.iter_rows() if row[0].value]
    assert last[-1] == "Thiếu một đơn vị."
    assert any(str(v).startswith("Chưa có điều kiện đã chuyển sổ") for v in last)


def test_words_of_a_workbook_make_no_print_small_and_no_name_is_cut() -> None:
    note = "So với báo cáo trước: " + ", ".join(f"{n}/QĐ-CCTHADS" for n in range(300))
    forms = compute(R2019, [fact(1)], {"k": "Lê Ấ " * 30})
    for sheet in load_workbook(io.BytesIO(write_returns(R2019, forms, BookHead("Chi cục", "03 tháng năm 2020", (note,))))).worksheets:
        (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == note]
        (over,) = [r for r in sheet.merged_cells.ranges if cell.coordinate in r]
        assert (over.min_col, over.max_col) == (1, sheet.max_column)
        assert cell.alignment.wrap_text
        assert sheet.row_dimensions[cell.row].height > 30
        for row in sheet.iter_rows(min_row=6):
            name = row[0]
            if isinstance(name.value, str) and name.border.left.style and len(name.value) > 60:
                assert name.alignment.wrap_text, name.value
                assert sheet.row_dimensions[name.row].height > 25, name.value
        assert "&P" in sheet.oddFooter.center.text


def test_a_sheet_has_the_paper_of_its_form_and_who_signs_it() -> None:
    forms = compute(R2019, [fact(1)], {"k": "Lê Ấ"})
    data = write_returns(R2019, forms, BookHead("Chi cục", "03 tháng năm 2020", head_title="Chi cục trưởng", head_name="=Lê Ấ"))
    for form, sheet in zip(forms, load_workbook(io.BytesIO(data)).worksheets, strict=True):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ({"A4": 9, "A3": 8}[R2019.form(form.form).paper], "landscape")
        last = [[str(c.value) for c in row if c.value] for row in sheet.iter_rows() if any(c.value for c in row)][-3:]
        assert last[0] == [COSIGNER_TITLES.get(R2019.form(form.form).cosigner, "NGƯỜI LẬP BIỂU"), "CHI CỤC TRƯỞNG"]
        assert last[1][1] == "(Ký, ghi rõ họ tên, đóng dấu)"
        assert last[2] == ["=Lê Ấ"]


def test_notes_of_the_head_are_optional() -> None:
    page = texts(draw_returns(R2019, compute(R2019, [])[2:3], replace(HEAD, notes=(), day=None)))[0]
    assert "ngày … tháng … năm ……" in page


LONG = " ".join(["Nguyễn"] * 50)[:300].strip()


@pytest.mark.parametrize("name", [LONG, "N" * 300, "王 Tiểu 😀\u200b Minh"])
@pytest.mark.parametrize("regime", [R2015, R2019], ids=lambda r: r.id)
def test_names_of_any_length_and_script_stay_in_their_place(regime: Regime, name: str) -> None:
    """Nothing over the edge of a page or through the figures of its row; what the faces lack is a question mark, never an empty glyph."""
    head = replace(HEAD, sender=name, recipient=name, place=name[:300], head_title=name, head_name=name, compiler_name=name)
    forms = compute(regime, [fact(n, f"k{n}") for n in range(12)], {f"k{n}": f"{n} {name}" for n in range(12)})
    with_names = [f for f in forms if any("chv." in r.key for r in f.rows)]
    pdf = draw_returns(regime, [forms[1], *with_names[:2]], head)
    assert broken(pdf) == []
    for page in read(pdf):
        lines = page.lines()
        assert all(p.x >= 9.5 and p.right <= page.width - 9.5 and p.y <= page.height - 4 for p in lines)
        # Of two texts on one level none runs into the other, and none over a rule of the table.
        upright = [r for r in page.rules if abs(r.x1 - r.x0) < 0.01]
        for p in lines:
            assert not any(p.x + 0.3 < r.x0 < p.right - 0.3 and min(r.y0, r.y1) < p.y - 0.5 < max(r.y0, r.y1) for r in upright), p
    shown = name.replace("王", "?").replace("😀", "?").replace("\u200b", "")
    said = "".join(texts(pdf)).replace(" ", "")
    for n in range(12):
        assert f"{n}{shown}".replace(" ", "") in said
