"""What of free text is never published: names of minors, numbers of persons, dates of birth; sums, papers and ordinary dates stay."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.rounds import codes, debtor, lacking
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import inspection_files, parties, publication_list
from thads_desktop.services.publication_clean import CUT, Cleaner

DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Nguyễn Văn An (sinh 02/03/1980, CCCD 031080000001)", "Nguyễn Văn An"),
        ("ở nhờ nhà con Trần Bé Tý (SN 2015, CCCD 031215000999), số 1 phố An", f"ở nhờ nhà con {CUT}, số 1 phố An"),
        ("Cấp dưỡng nuôi con Lê Thị Bé (sinh ngày 05/06/2016, CCCD 031216000123) mỗi tháng 2.000.000 đồng từ 01/01/2020",
         f"Cấp dưỡng nuôi con {CUT} mỗi tháng 2.000.000 đồng từ 01/01/2020"),
        ("Nuôi cháu Lê Thị Bé, sinh ngày 05 tháng 6 năm 2016; Lê Thị Bé ở với mẹ", f"Nuôi cháu {CUT}; {CUT} ở với mẹ"),
        ("Trần Văn Ba sinh năm 1980", f"Trần Văn Ba {CUT}"), ("Trần Văn Ba, sinh ngay 5.6.1980", f"Trần Văn Ba, {CUT}"),
        ("Trần Văn Ba, s.n: 1980", f"Trần Văn Ba, {CUT}"), ("Trần Văn Ba, ngày sinh: 1980-06-05", f"Trần Văn Ba, {CUT}"),
        ("Trần Văn Ba, sinh tại Hải Phòng ngày 5/6/1980", f"Trần Văn Ba, {CUT}"), ("SINH NĂM 80", CUT), ("sinh ngày 05061980", CUT),
        ("tran be ty và TRẦN  BÉ TÝ, TrầnBéTý, T. B. Tý", f"{CUT} và {CUT}"), ("Tý ở phố Bé", "Tý ở phố Bé"),
        ("hộ chiếu số B1234567 của bà", f"{CUT} của bà"), ("ĐT 0912 345 678", f"ĐT {CUT}"),
        ("Trả 1.500.000.000 đồng và lãi phát sinh từ ngày 01/01/2020", "Trả 1.500.000.000 đồng và lãi phát sinh từ ngày 01/01/2020"),
        ("Bản án số 15/2019/DS-ST ngày 02 tháng 9 năm 2019", "Bản án số 15/2019/DS-ST ngày 02 tháng 9 năm 2019"),
        ("SN 12/3 phố An, SN 15 ngõ 2", "SN 12/3 phố An, SN 15 ngõ 2"), ("học sinh 2015", "học sinh 2015"), ("", ""),
    ],
)  # fmt: skip
def test_taken_out_and_left(said: str, wanted: str) -> None:
    cleaner = Cleaner({"Trần Bé Tý"}, 2026)
    assert cleaner.clean(said) == (wanted, said != wanted)
    assert cleaner.clean(wanted)[0] == wanted


def _office(office: Bench) -> str:
    matter = lacking(office)
    party = debtor(office, matter)
    parties.change(office.desk, party, parties.PartyInput(
        "Nguyễn Văn An (sinh 02/03/1980, CCCD 031080000001)", "person", 1980, ("031080000001",),
        "ở nhờ nhà con Trần Bé Tý (SN 2015, CCCD 031215000999), số 1 phố An", known=party,
    ))  # fmt: skip
    child = debtor(office, lacking(office, number="16/2019/DS-ST", name="Trần Bé Tý"))
    parties.change(office.desk, child, parties.PartyInput("Trần Bé Tý", "person", 2015, known=child))
    with office.desk.writing("keep") as uow:
        row = uow.row("matter", matter) or {}
        said = "Cấp dưỡng nuôi con Lê Thị Bé (sinh ngày 05/06/2016, CCCD 031216000123) mỗi tháng 2.000.000 đồng từ 01/01/2020"
        uow.write_row("matter", matter, {**row, "obligations": {"1": said}})
        uow.commit()
    return matter


def test_nothing_of_it_stands_in_any_file(office: Bench, tmp_path: Path) -> None:
    _office(office)
    made = publication_list.make(office.desk)
    (row,) = made.rows.values()
    assert row["name"] == "Nguyễn Văn An"
    files = [publication_list.write(office.desk, tmp_path / f"a.{e}", made) for e in ("json", "xlsx", "pdf")]
    texts = [
        files[0].read_text("utf-8"), repr([[c.value for c in r] for s in openpyxl.load_workbook(files[1]) for r in s.iter_rows()]),
        " ".join(p.extract_text() for p in PdfReader(io.BytesIO(files[2].read_bytes())).pages),
    ]  # fmt: skip
    for text in texts:
        flat = "".join(text.split())
        for hidden in ("031080", "1980", "TrầnBéTý", "2015", "031215", "LêThịBé", "05/06/2016", "031216", "•"):
            assert hidden not in flat, (hidden, text)
        assert "01/01/2020" in flat
    assert json.loads(texts[0])["rows"] == [row]


def test_what_was_cut_is_looked_at_by_a_human_before_it_goes(office: Bench) -> None:
    matter = _office(office)
    made = publication_list.make(office.desk)
    (key,) = made.look
    assert key.startswith(f"{matter}|")
    assert "họ tên, địa chỉ, nghĩa vụ" in made.look[key].casefold()
    shown = inspection_files.pdf(publication_list.look_listing(office.desk, made))
    assert "031080" not in " ".join(p.extract_text() for p in PdfReader(io.BytesIO(shown)).pages)
    with pytest.raises(Refused) as refused:
        publication_list.send(office.desk, made, "Cục", "12/CV", DAY)
    assert codes(refused) == ["publication.look"]
    publication_list.send(office.desk, made, "Cục", "12/CV", DAY, looked=True)


def test_who_has_no_year_of_birth_is_listed_with_a_hint_and_a_minor_never(office: Bench) -> None:
    matter = lacking(office)
    party = debtor(office, matter)
    parties.change(office.desk, party, parties.PartyInput("Nguyễn Văn An", "person", None, known=party))
    made = publication_list.make(office.desk)
    assert [r["name"] for r in made.rows.values()] == ["Nguyễn Văn An"]
    assert "chưa rõ năm sinh" in next(iter(made.look.values()))
    parties.change(office.desk, party, parties.PartyInput("Nguyễn Văn An (SN 2015)", "person", None, known=party))
    made = publication_list.make(office.desk)
    assert (made.rows, made.minors) == ({}, 1)
    parties.change(office.desk, party, parties.PartyInput("Công ty An Phát", "org", None, known=party))
    made = publication_list.make(office.desk)
    assert (len(made.rows), made.look) == (1, {})


def test_a_child_that_is_named_without_a_date_asks_for_a_look(office: Bench) -> None:
    matter = lacking(office)
    with office.desk.writing("keep") as uow:
        row = uow.row("matter", matter) or {}
        uow.write_row("matter", matter, {**row, "obligations": {"1": "Cấp dưỡng nuôi con là cháu Lê Thị Bé"}})
        uow.commit()
    assert "trẻ em" in next(iter(publication_list.make(office.desk).look.values()))


def test_of_very_many_minors_a_text_is_still_cleaned_at_once() -> None:
    import time

    cleaner = Cleaner({f"Trần Bé {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}x" for n in range(17_000)}, 2026)
    start = time.perf_counter()
    for _n in range(300):
        assert cleaner.clean("ở nhờ nhà con Trần Bé aabx, số 1 phố An", "Nguyễn Văn An") == (f"ở nhờ nhà con {CUT}, số 1 phố An", True)
    assert time.perf_counter() - start < 3
