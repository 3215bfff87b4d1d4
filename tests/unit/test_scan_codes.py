"""The QR code on a scan: read off pictures as scanners and telephones make them, and what is proposed by it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.office import Bench, bench
from tests.retold import founded
from tests.rounds import debtor
from tests.scans import pdf, picture
from tests.unit.test_masking import as_role
from thads_desktop.domain import paper_code
from thads_desktop.exchange import code_reading
from thads_desktop.printing import qr
from thads_desktop.services import accounts, case_file, parties, scan_codes, scans
from thads_desktop.services.scan_codes import NOWHERE, Seen

DAY = date(2026, 7, 6)
CODE = paper_code.code_of("057278", "0af3" * 8)
#: The printed side of the code with its quiet border, in millimetres.
SIDE = 15.0


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def page(code: str, dpi: int = 150, turned: float = 0, noise: int = 0) -> Image.Image:
    """A page of A4 with a code at the foot and something like text, as a scanner gives it."""
    sheet = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    for y in range(dpi, sheet.height - 2 * dpi, dpi // 5):
        sheet.paste(60, (dpi, y, sheet.width - dpi, y + dpi // 25))
    if code:
        rows = qr.squares(code)
        small = Image.new("L", (qr.SIDE + 2 * qr.QUIET,) * 2, 255)
        for at, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark == "1":
                    small.putpixel((qr.QUIET + across, qr.QUIET + at), 0)
        side = round(SIDE / 25.4 * dpi)
        sheet.paste(small.resize((side, side), Image.Resampling.BOX), (dpi, sheet.height - dpi - side))
    if turned:
        sheet = sheet.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    if noise:
        sheet = ImageChops.add(sheet, Image.effect_noise(sheet.size, noise), 1, -128)
    return sheet


def saved(sheet: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    sheet.save(out, kind, **({"quality": 60} if kind == "JPEG" else {}))
    return out.getvalue()


def given(data: bytes, name: str = "quét.jpg") -> scans.Given:
    return scans.looked(data, name, 20)


def code_of(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return paper_code.code_of(paper_code.office_of(reader.hash_at(1)), paper)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize(("dpi", "turned", "noise"), [(150, 0, 0), (150, 3, 30), (150, 90, 30), (150, 180, 20), (150, 33, 20), (300, 7, 50)])
def test_a_code_is_read_off_a_scan(kind: str, dpi: int, turned: float, noise: int) -> None:
    assert scan_codes.seen(given(saved(page(CODE, dpi, turned, noise), kind))).codes == (CODE,)


def test_a_photo_in_colour_a_fax_and_a_page_behind_the_first_are_read() -> None:
    assert scan_codes.seen(given(saved(page(CODE, 200).convert("CMYK")))).codes == (CODE,)
    assert scan_codes.seen(given(saved(page(CODE, 200).convert("1"), "TIFF"))).codes == (CODE,)
    out = io.BytesIO()
    page("").save(out, "TIFF", save_all=True, append_images=[page(CODE)])
    assert scan_codes.seen(given(out.getvalue())).codes == (CODE,)
    assert scan_codes.seen(given(saved(page("")))) == Seen()


def test_a_drawn_page_is_read_with_lines_longer_than_the_page_is_wide() -> None:
    sheet = page(CODE)
    line = sheet.width + 13
    dots = b"".join(sheet.tobytes()[y * sheet.width : (y + 1) * sheet.width] + bytes(13) for y in range(sheet.height))
    drawn = scan_codes.Grey(sheet.size, line, dots)
    assert scan_codes.seen(given(pdf()), [drawn, drawn]).codes == (CODE,)


def test_no_more_pages_are_drawn_than_are_looked_at() -> None:
    asked = []

    def pages() -> Iterator[scan_codes.Grey]:
        for n in range(1_000):
            asked.append(n)
            yield scan_codes.Grey((10, 10), 10, bytes(100))

    assert scan_codes.seen(given(pdf()), pages()) == Seen()
    assert len(asked) == code_reading.MOST_PAGES + 1


def test_a_code_that_is_none_of_ours_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_reading, "of_picture", lambda _data: ("https://vneid.gov.vn", "1" * 48, f"{CODE[:20]} {CODE[20:]}", CODE))
    seen = scan_codes.seen(given(picture()))
    assert [paper_code.read(code) for code in seen.codes] == [paper_code.read(CODE)]
    assert seen.others == 2


def test_a_scan_of_the_chosen_document_is_not_asked_about(office: Bench) -> None:
    matter = office.matters[0]
    row = case_file.shown(office.desk, matter).rows[0]
    scan = given(saved(page(code_of(office, row.paper))))
    seen = scan_codes.seen(scan)
    assert scan_codes.proposed(office.desk, matter, row.key, scan, seen) is None
    assert scan_codes.proposed(office.desk, matter, row.key, scan, Seen()) is None


def test_the_act_of_the_code_is_proposed(office: Bench) -> None:
    matter = office.matters[0]
    decision, *_rest, judgment = case_file.shown(office.desk, matter).rows
    scan = given(saved(page(code_of(office, decision.paper))))
    asked = scan_codes.proposed(office.desk, matter, judgment.key, scan, scan_codes.seen(scan))
    assert asked is not None
    assert asked.place == scan_codes.place_of(matter, decision.key)
    assert "01/QĐ-THADS" in asked.said
    assert dict(asked.places)[scan_codes.place_of(matter, judgment.key)].endswith("(đang chọn)")
    assert NOWHERE in dict(asked.places)
    scan_codes.attach(office.desk, asked.place, scan)
    assert [s.item for s in case_file.shown(office.desk, matter).scans] == [decision.key]


def test_a_code_of_another_matter_says_so_and_proposes_nothing_by_itself(office: Bench) -> None:
    other = office.decision(number="16/2019/DS-ST", debtor="Lê Thị Xong")
    row = case_file.shown(office.desk, other).rows[0]
    scan = given(saved(page(code_of(office, row.paper))))
    asked = scan_codes.proposed(office.desk, office.matters[0], "", scan, scan_codes.seen(scan))
    assert asked is not None
    assert (asked.place, "không phải hồ sơ đang mở" in asked.said) == ("", True)
    assert [place for place, _words in asked.places] == [scan_codes.place_of(other, row.key), scan_codes.place_of(office.matters[0], ""), NOWHERE]
    scan_codes.attach(office.desk, scan_codes.place_of(other, row.key), scan)
    assert [s.item for s in case_file.shown(office.desk, other).scans] == [row.key]


@pytest.mark.parametrize("which", ["unknown", "other office", "taken"])
def test_a_code_that_leads_nowhere_says_why_and_is_kept_where_the_user_decides(office: Bench, which: str) -> None:
    matter = office.matters[0]
    row = case_file.shown(office.desk, matter).rows[0]
    code, said = code_of(office, "f" * 32), "Không có văn bản này"
    if which == "other office":
        code, said = paper_code.code_of("000000", row.paper), "đơn vị khác"
    elif which == "taken":
        case_file.number(office.desk, matter)
        case_file.take(office.desk, matter, row.key, "để riêng")
        code, said = code_of(office, row.paper), "đã bỏ khỏi danh mục"
    scan = given(saved(page(code)))
    asked = scan_codes.proposed(office.desk, matter, "", scan, scan_codes.seen(scan))
    assert asked is not None
    assert said in asked.said
    assert asked.place == ""
    assert [place for place, _words in asked.places] == [scan_codes.place_of(matter, ""), NOWHERE]


def test_a_paper_that_left_the_list_before_it_was_numbered_is_named(office: Bench) -> None:
    matter = office.matters[0]
    row = case_file.shown(office.desk, matter).rows[0]
    case_file.take(office.desk, matter, row.key, "để riêng")
    asked = scan_codes.proposed(office.desk, matter, "", given(pdf()), Seen((code_of(office, row.paper),)))
    assert asked is not None
    assert "01/QĐ-THADS, văn bản hiện không có trong danh mục hồ sơ nào" in asked.said


def test_two_codes_on_one_scan_are_both_told(office: Bench) -> None:
    other = office.decision(number="16/2019/DS-ST")
    first, second = (case_file.shown(office.desk, m).rows[0] for m in (office.matters[0], other))
    codes = tuple(code_of(office, r.paper) for r in (first, second))
    asked = scan_codes.proposed(office.desk, office.matters[0], first.key, given(pdf()), Seen(codes))
    assert asked is not None
    assert (asked.place, asked.said.count("Mã trên bản quét")) == ("", 2)


def test_the_file_of_a_minor_is_not_told_by_its_code(office: Bench) -> None:
    name = "Trần Văn Nhỏ"
    young = office.decision(number="17/2019/DS-ST", debtor=name)
    parties.change(office.desk, debtor(office, young), parties.PartyInput(name, "person", 2012, known=debtor(office, young)))
    code = code_of(office, case_file.shown(office.desk, young).rows[0].paper)
    accounts.open_account(office.desk, office.officer, "vai", ["clerk"], "mật khẩu của vai")
    as_role(office, "inspector")
    asked = scan_codes.proposed(office.desk, office.matters[0], "", given(pdf()), Seen((code,)))
    assert asked is not None
    assert "02/QĐ-THADS" not in repr((asked.said, asked.places))
    assert [place for place, _words in asked.places] == [scan_codes.place_of(office.matters[0], ""), NOWHERE]
