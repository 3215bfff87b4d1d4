"""Registers on paper and in files: A3, page numbers in the upper margin, totals, signatures; numbers as numbers; the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.pages import read
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain.access_events import Exported
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.listing import ListColumn
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.register_print import PrintPart, RegisterPrint
from thads_desktop.printing.register_sheet import LEAST, LEFT, draw_register, laid_out, widths
from thads_desktop.printing.register_type import Face
from thads_desktop.services import register_closings, register_files, register_view
from thads_desktop.services.register_view import Wanted

MM = 72 / 25.4
DAY, USED = date(2020, 3, 31), (date(2019, 10, 1), date(2020, 9, 30))
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.decision(debtor="Trần Thị Tám")
    made.decision(debtor="Vũ Văn Chín", number="16/2019/DS-ST", due=25_000_000)
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def plain(rows: int, cells: tuple[str, ...] = ("một hai ba", "", "x")) -> RegisterPrint:
    columns = (ListColumn("STT", 4, "centre"), *(ListColumn(f"Cột {n}", 10) for n in range(len(cells))), ListColumn("Số tiền", 9, "right"))
    lines = tuple((n, *cells, 1_000) for n in range(1, rows + 1))
    sums = (("Cộng", (None, *(None for _ in cells), 1_000 * rows)),)
    signed = (("Người kết sổ", "A"), ("Kế toán", ""), ("Thủ trưởng", "B"))
    part = PrintPart(lines, sums, closed=True, said=("Kết sổ",), signed=signed, dated=date(2020, 1, 6))
    return RegisterPrint(
        "13", "Sổ theo dõi", "Thông tư", "Cục", "Chi cục", "Lê Chân", 2020, (date(2019, 10, 1), date(2020, 9, 30)), columns, (part,), ("ghi chú",),
        ("Chi cục trưởng", "B"), foot="mã chuỗi",
    )  # fmt: skip


def words_of(page: object) -> list[tuple[float, float, str, float]]:
    """(x, y from below, text, size) of what stands on a page."""
    found: list[tuple[float, float, str, float]] = []

    def take(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((tm[4], tm[5], text.strip(), size))

    page.extract_text(visitor_text=take)  # type: ignore[attr-defined]  # of pypdf
    return found


def test_a3_with_page_numbers_in_the_middle_of_the_upper_margin() -> None:
    pdf = register_files.pdf(plain(300))
    assert register_files.pdf(plain(300)) == pdf
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) > 5
    for at, page in enumerate(reader.pages):
        assert float(page.mediabox.width) == pytest.approx(420 * MM, abs=0.5)
        assert float(page.mediabox.height) == pytest.approx(297 * MM, abs=0.5)
        if at:
            number = [w for w in words_of(page) if w[1] > (297 - 20) * MM]
            assert [w[2] for w in number] == [str(at)]
            # The middle of the text's width between the margins.
            assert number[0][0] == pytest.approx((22 + (420 - 22 - 14) / 2) * MM, abs=6)
    first = reader.pages[0].extract_text()
    assert f"Sổ này gồm {len(reader.pages) - 1} trang, đánh số từ trang 1 đến trang {len(reader.pages) - 1}." in first
    assert "Sử dụng từ ngày 01/10/2019 đến ngày 30/09/2020." in first
    large = [w for w in words_of(reader.pages[1]) if "2020" in w[2] and w[3] >= 28]
    assert large, "the year stands large on the first page"
    last = "".join(p.extract_text() for p in reader.pages[-2:])
    for said in ("300.000", "Cộng", "NGƯỜI KẾT SỔ", "KẾ TOÁN", "THỦ TRƯỞNG", "ghi chú"):
        assert said in last


def test_every_text_comes_out_whole_however_long_or_odd() -> None:
    long = "Nguyễn " * 60 + "\x07 \u202e <b>&amp;</b> 😀 dòng\nmới"
    tall = " ".join(["chữ"] * 4000)
    for cells in ((long, "", "x"), (tall, "a" * 400, "")):
        pdf = PdfReader(io.BytesIO(register_files.pdf(plain(3, cells))))
        said = "".join(p.extract_text() for p in pdf.pages)
        assert said.count("Nguyễn") == (180 if cells[0] is long else 0)
        assert said.count("chữ") == (12_000 if cells[0] is tall else 0)
    assert "<b>&amp;</b>" in "".join(p.extract_text() for p in PdfReader(io.BytesIO(register_files.pdf(plain(1, (long,))))).pages).replace("\n", " ")


def test_a_sum_is_one_figure_and_has_its_words(office: Bench) -> None:
    view = register_view.opened(office.desk, "TT04-03", 2020)
    made = register_files.printed(office.desk, view)
    names = [c.field for c in view.register.columns]
    large = tuple(125_447_000_000 if n == "due" else 10**15 if n == "rest" else None for n in names)
    part = replace(made.parts[0], rows=(large,), sums=(("Cộng quý I", large),))
    texts = [t for page in laid_out(replace(made, parts=(part,))) for t in page]
    for words in ("125.447.000.000", "1.000.000.000.000.000"):
        found = [(x, size, name) for x, _y, text, name, size in texts if text == words]
        assert len(found) == 2, words
        assert all(size >= LEAST for _x, size, _n in found)
    # Within their column, whose rules are drawn.
    at = names.index("due")
    wide = widths(replace(made, parts=(part,)))
    left = LEFT + sum(wide[:at])
    right = left + wide[at]
    assert all(left <= x and x + Face(name).width("125.447.000.000", size) <= right for x, _y, text, name, size in texts if text == "125.447.000.000")


def test_a_day_stands_in_one_line_whatever_the_width_of_its_column(office: Bench) -> None:
    for code in ("TT04-03", "TT04-13", "TT04-09"):
        view = register_view.opened(office.desk, code, 2020)
        made = register_files.printed(office.desk, view)
        row = (None, *(date(2019, 10, 7) for _column in made.columns[1:]))
        texts = [text for page in laid_out(replace(made, parts=(replace(made.parts[0], rows=(row,)),))) for _x, _y, text, _f, _s in page]
        assert texts.count("07/10/2019") == len(row) - 1, code


def test_sums_in_the_first_column_have_their_words_too() -> None:
    columns = (ListColumn("Số tiền", 9, "right"), ListColumn("Ghi chú", 20))
    made = replace(plain(1), columns=columns, parts=(PrintPart(((1_000, "x"),), (("Cộng quý I", (1_000, None)),)),))
    texts = [text for page in laid_out(made) for _x, _y, text, _f, _s in page]
    assert "Cộng quý I" in texts
    book = register_files.listing(made, SimpleNamespace(start=date(2019, 10, 1), end=date(2020, 9, 30)))  # type: ignore[arg-type]  # days alone
    assert "Cộng quý I" in [c for row in book.tables[0].rows for c in row]


def test_closed_part_line_under_the_last_number_and_signatures(office: Bench) -> None:
    register_closings.close(office.desk, register_closings.propose(office.desk, "TT04-13", 2020, "q1"))
    view = register_view.opened(office.desk, "TT04-13", 2020)
    made = register_files.printed(office.desk, view)
    assert [title for title, _name in made.parts[0].signed] == ["Người kết sổ", "Kế toán", "Thủ kho", "CHI CỤC TRƯỞNG"]
    assert made.parts[0].closed
    content = PdfReader(io.BytesIO(register_files.pdf(made))).pages[1].get_contents()
    assert content is not None
    assert b"0.75 0.05 0.1 RG" in content.get_data(), "a line of another colour"
    one = register_files.printed_closing(office.desk, view, view.parts[0].closing)  # type: ignore[arg-type]  # there is one
    assert one.said == ("Kết sổ quý I năm 2020 (01/10/2019 - 31/12/2019)",)


def test_a_workbook_has_numbers_as_numbers_and_no_formulas(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        key = next(k for k, r in uow.rows("party").items() if r["name"] == "Vũ Văn Chín")
        uow.write_row("party", key, {**(uow.row("party", key) or {}), "name": EVIL})
        uow.commit()
    view = register_view.opened(office.desk, "TT04-03", 2020)
    made = register_files.printed(office.desk, view)
    book = openpyxl.load_workbook(io.BytesIO(register_files.workbook(made, view)))
    sheet = book.worksheets[0]
    assert sheet.page_setup.paperSize == 8
    values = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(c.data_type != "f" for c in values)
    assert EVIL in [c.value for c in values]
    numbers = [c.value for c in values if isinstance(c.value, int)]
    assert {10_000_000, 25_000_000, 35_000_000} <= set(numbers)
    assert any(getattr(c.value, "year", 0) == 2019 for c in values)


def test_a_filtered_print_says_so_and_sums_what_it_shows(office: Bench) -> None:
    view = register_view.opened(office.desk, "TT04-03", 2020)
    wanted = Wanted(text="chin")
    made = register_files.printed(office.desk, view, wanted, "Chỉ in các dòng đã lọc: tìm: chin")
    assert [len(p.rows) for p in made.parts] == [1]
    (words, cells) = made.parts[0].sums[0]
    assert words == "Cộng các dòng đã lọc"
    assert 25_000_000 in cells
    assert register_view.chosen(view, Wanted(start=date(2020, 1, 1))) == []
    assert len(register_view.chosen(view, Wanted(officer=office.officer))) == 2
    assert register_view.chosen(view, Wanted(officer=office.head)) == []


def test_a_search_finds_what_a_column_shows_and_nothing_else(office: Bench) -> None:
    view = register_view.opened(office.desk, "TT04-03", 2020)
    assert "Cầu Đất" in str(view.lines[0].cells["debtor_address"])
    assert "debtor_address" not in {c.field for c in view.register.columns}
    assert register_view.chosen(view, Wanted(text="cầu đất")) == []
    assert len(register_view.chosen(view, Wanted(text="tran thi tam"))) == 1
    assert len(register_view.chosen(view, Wanted(text="25.000.000"))) == 1


def test_the_command_line(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out, clock = office.desk.folder, tmp_path / "ra", FixedClock(date(2020, 1, 6))
    office.desk.close()
    assert main(["registers", "--json"], clock) == 0
    listed = json.loads(capsys.readouterr().out)["registers"]
    assert {"code", "number", "name", "circular", "from", "until", "status", "source", "columns"} <= set(listed[0])
    assert len(listed) >= 28
    assert main(["registers", "--data", str(folder)], clock) == 0
    assert "TT04-21" in capsys.readouterr().out
    assert main(["register", "Sổ thụ lý thi hành án", "--year", "2020", "--out", str(out), "--data", str(folder), "--json"], clock) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["rows"] == 2
    assert sorted(Path(f).name for f in made["files"]) == ["so-tt04-03-2020.pdf", "so-tt04-03-2020.xlsx"]
    assert (out / "so-tt04-03-2020.pdf").read_bytes().startswith(b"%PDF")
    for words, says in (
        (["sổ ma"], "Không có sổ nào"), (["sổ ra quyết định"], "có thể là nhiều sổ"), (["03", "--year", "2030"], "Năm 2030"),
        (["03", "--year", "3"], "Năm 3"),
    ):  # fmt: skip
        year = [] if "--year" in words else ["--year", "2024" if words[0] == "sổ ra quyết định" else "2020"]
        assert main(["register", *words, *year, "--out", str(out), "--data", str(folder)], clock) == 2
        assert says in capsys.readouterr().err
    blocked = tmp_path / "tệp"
    blocked.write_text("x", encoding="utf-8")
    assert main(["register", "03", "--year", "2020", "--out", str(blocked / "trong"), "--data", str(folder)], clock) == 2
    assert capsys.readouterr().err


def test_what_left_is_noted(office: Bench, tmp_path: Path) -> None:
    view = register_view.opened(office.desk, "TT04-03", 2020)
    with pytest.raises(Refused):
        register_files.write_both(office.desk, tmp_path / "ra", view, "", "")
    assert not (tmp_path / "ra").exists()
    register_files.write_both(office.desk, tmp_path / "ra", view, "Viện kiểm sát", "kiểm sát")
    with office.desk.reading() as reader:
        row = next(iter(reader.rows("export").values()))
        assert row["recipient"] == "Viện kiểm sát"
        assert "Sổ thụ lý thi hành án, năm 2020" in row["what"]
        assert [e for _s, events in reader.stream("export") for e in events if isinstance(e.body, Exported)]


def test_a_layout_put_together_bears_no_number_and_no_circular(office: Bench) -> None:
    for code, corner in (("TT01-08", ("", "")), ("ND30-DI", ("ĐI", "Nghị định 30/2020/NĐ-CP"))):
        made = register_files.printed(office.desk, register_view.opened(office.desk, code, 2020))
        assert (made.number, made.circular) == corner
        assert ".;" not in made.foot


@pytest.mark.parametrize("name", ["Nguyễn Thị Ưởng", " ".join(["Nguyễn"] * 50)[:300].strip(), "N" * 300])
@pytest.mark.parametrize("office_name", ["Chi cục", " ".join(["Thi hành án dân sự"] * 16)[:300].strip()])
def test_names_of_three_hundred_letters_stay_on_the_page_and_clear_of_each_other(name: str, office_name: str) -> None:
    part = PrintPart(((1,),), (), closed=True, signed=(("Người kết sổ", name), ("Kế toán có chức danh dài", name), ("Thủ trưởng", name)), dated=DAY)
    made = RegisterPrint("03", "Sổ", "", "Cục", office_name, name, 2020, USED, (ListColumn("Số", 1),), (part,), (), ("TRƯỞNG", name))
    pages = read(draw_register(made))
    said = "".join("".join(p.text.split()) for page in pages for p in page.lines())
    assert said.count("".join(name.split())) >= 4
    for page in pages:
        lines = page.lines()
        assert all(p.x >= 20 and p.right <= 408 and p.y <= 297 - 8 for p in lines), [p for p in lines if p.right > 408]
        for at, one in enumerate(lines):
            assert not any(abs(one.y - p.y) < 2 and min(one.right, p.right) - max(one.x, p.x) > 0.5 for p in lines[at + 1 :]), one


def test_a_change_taller_than_a_page_is_told_whole() -> None:
    was, now = (" ".join(f"{word}{n}" for n in range(1500)) for word in ("cu", "moi"))
    part = PrintPart(((1,),), ())
    changes = ((1, "Mục", was, now, DAY),)
    made = RegisterPrint("03", "Sổ", "", "", "Chi cục", "", 2020, USED, (ListColumn("Số", 1),), (part,), (), ("", ""), changes=changes)
    said = "".join("".join(p.text.split()) for page in read(draw_register(made)) for p in page.lines())
    assert all(f"{word}{n}" in said for word in ("cu", "moi") for n in (0, 700, 1100, 1499))
