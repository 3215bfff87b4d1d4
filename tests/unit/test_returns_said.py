"""What a return and a consolidation say of themselves: in words, what is missing, under which regime, in which file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.registers import book, row
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.office import short_slug
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import consolidation, people, reporting, return_basis
from thads_desktop.services.desk import Desk, open_desk

LATER = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    yield made
    made.desk.close()


@pytest.fixture
def province(tmp_path: Path, office: Bench) -> Iterator[Desk]:
    """Two offices trusted, the package of one of them in ``sent``."""
    made = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    other = bench(tmp_path / "other", date(2019, 10, 7))
    for number, desk in enumerate((office.desk, other.desk)):
        key = consolidation.key_package(desk, tmp_path / f"{number}.thads")
        consolidation.trust(made, Path(key.path), key.fingerprint)
    other.desk.close()
    reporting.write(office.desk, reporting.close(office.desk, reporting.make(office.desk, 2020, 3)), tmp_path / "sent")
    yield made
    made.close()


def test_an_office_that_is_missing_stands_on_every_page_and_sheet(province: Desk, tmp_path: Path) -> None:
    made = consolidation.consolidate(province, [tmp_path / "sent"], close=True, out=tmp_path / "out")
    (name,) = made.missing
    assert f"Đã chốt báo cáo tổng hợp, còn thiếu 1 đơn vị: {name}." in made.text()
    (pdf,) = (tmp_path / "out").glob("*.pdf")
    for page in PdfReader(io.BytesIO(pdf.read_bytes())).pages:
        assert f"THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: {name}" in " ".join(page.extract_text().split())
    (workbook,) = (tmp_path / "out").glob("*.xlsx")
    for sheet in load_workbook(workbook).worksheets:
        assert sheet.cell(5, 1).value == f"THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: {name}"


def test_a_consolidation_is_told_in_words(province: Desk, tmp_path: Path) -> None:
    said = consolidation.consolidate(province, [tmp_path / "sent"]).text()
    assert "Tổng số thụ lý 1, " in said
    assert "Tổng số phải thi hành 1, " in said
    assert "c1 1" not in said
    assert "t10b" not in said


def test_a_name_that_was_filled_in_for_a_region_is_to_be_checked(office: Bench) -> None:
    assert reporting.make(office.desk, 2020, 3).header == ""
    office.on(date(2025, 11, 2))
    made = reporting.make(office.desk, 2026, 1)
    with office.desk.reading() as reader:
        held = people.identity(reader, made.end)
    assert f"“{held.name}”" in made.header
    assert made.header in made.text()
    people.put_identity(office.desk, replace(held, name="Phòng Thi hành án dân sự khu vực 2", note=""))
    assert reporting.make(office.desk, 2026, 1).header == ""


def test_judgments_received_stand_first_under_the_forms_of_matters_and_money(office: Bench) -> None:
    office.judgment(number="31/2019/DS-ST")
    made = reporting.make(office.desk, 2020, 3)
    with office.desk.reading() as reader:
        counted = return_basis.received(reader, made.start, made.end, made.seq)
        assert return_basis.received(reader, date(2019, 11, 1), made.end, made.seq) == 0
    text = "Tổng số bản án, quyết định đã nhận trong kỳ (theo sổ bản án đến)"
    pages = [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(reporting.draw(office.desk, made))).pages]
    assert f"{text}: {counted}." in pages[0]
    assert sum(text in p for p in pages) >= 4
    book = load_workbook(io.BytesIO(reporting.sheet(office.desk, made)))
    sheets = [" ".join(str(c.value) for row in book[name].iter_rows() for c in row) for name in ("01-TK-THA", "06-TK-THA", "05-TK-THA")]
    assert [text in said for said in sheets] == [True, True, False]
    assert counted == 2


def test_a_return_is_told_in_words_and_its_json_by_codes(office: Bench) -> None:
    made = reporting.make(office.desk, 2020, 3)
    assert "Mới thụ lý 1, Ủy thác thi hành án 0" in made.text()
    assert "Năm trước chuyển sang" not in made.text(), "nothing of the year before"
    assert "c1 1" not in made.text()
    assert made.json()["forms"][0]["rows"][0]["cells"]["c1"] == 1


def test_a_period_without_a_form_of_its_own_is_seen_and_not_closed(office: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    office.on(date(2026, 11, 29))
    made = reporting.make(office.desk, 2014, 1, regime="2015")
    with pytest.raises(Refused) as refused:
        reporting.close(office.desk, made)
    assert refused.value.refusals[0].code == "return.only_seen"
    assert reporting.closings(office.desk) == []
    folder = str(office.desk.folder)
    office.desk.close()
    assert main(["return", "--year", "2014", "--months", "1", "--regime", "2015", "--close", "--data", folder, "--today", "2026-11-29"]) == 2
    assert "chỉ xem được, không chốt được" in capsys.readouterr().err


def test_a_consolidation_is_closed_under_the_regime_of_its_period_only(
    office: Bench, province: Desk, tmp_path: Path
) -> None:
    reporting.write(office.desk, reporting.make(office.desk, 2020, 3, regime="2019"), tmp_path / "other-regime")
    made = consolidation.consolidate(province, [tmp_path / "other-regime"], close=True)
    assert made.any_accepted
    assert "thuộc chế độ 2015" in made.not_closed
    assert reporting.closings(province) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Chi cục Thi hành án dân sự quận Lê Chân", "le-chan"),
        ("Chi cục THADS thị xã Đông Triều", "dong-trieu"),
        ("Chi cục Thi hành án dân sự thành phố Cẩm Phả", "cam-pha"),
        ("Phòng Thi hành án dân sự khu vực 1 - Hải Phòng", "khu-vuc-1-hai-phong"),
        ("Đội 5/A", "doi-5-a"),
        ("Chi cục Thi hành án dân sự", "chi-cuc-thi-hanh-an-dan-su"),
        ("***", "don-vi"),
    ],
)
def test_an_office_has_a_short_name_for_files(name: str, short: str) -> None:
    assert short_slug(name) == short


def test_packages_of_different_offices_have_different_names(office: Bench, tmp_path: Path) -> None:
    written = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "out")
    with office.desk.reading() as reader:
        own = people.office(reader).key[:8]
    assert {f.name for f in written} == {f"bao-cao-le-chan-{own}-2020-03-thang-2015.{end}" for end in ("xlsx", "pdf", "thads")}


def test_an_import_names_the_officers_it_adds(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(office.desk.folder)
    office.desk.close()
    file = str(book(tmp_path, [row(1, officer="Ngô Bá Khá", day=date(2019, 10, 2), judgment_day=date(2019, 9, 1), assigned=None)],
                    closing=date(2019, 12, 31)))  # fmt: skip
    asked = ["import", file, "--create-officers", "--data", folder, "--today", "2020-01-10"]
    assert main([*asked, "--dry-run"]) == 0
    assert "Sẽ thêm 1 chấp hành viên chưa có: Ngô Bá Khá." in capsys.readouterr().out
    assert main([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new_officers"] == ["Ngô Bá Khá"]
