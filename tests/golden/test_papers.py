"""Every paper against its golden text and page, its catalogue entry, and the measures of the page.

``THADS_UPDATE_GOLDEN=1`` writes the expected files anew; look at the difference before keeping it.
"""

from __future__ import annotations

import io
import os
import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.cases import every
from tests.drawn import FORMS, drawn
from tests.golden.pictures import TOLERANCE, ends, in_four_greys, pages, unlike
from thads_desktop.documents.compose import compose, plain_text
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import VARIANTS, own_sample, sample, sample_day, sample_facts, sample_head
from thads_desktop.printing.draw import draw
from thads_desktop.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, ensure_fonts
from thads_desktop.printing.lines import headed

HERE = Path(__file__).parent
UPDATE = bool(os.environ.get("THADS_UPDATE_GOLDEN"))
#: The rows of the catalogue of papers, copied as data: one file for each group of families.
CATALOGUE: list[dict[str, Any]] = [
    entry for file in sorted(HERE.glob("catalogue*.toml")) for entry in tomllib.loads(file.read_text(encoding="utf-8"))["paper"]
]
#: A name that would be markup where it was read as such.
NASTY = "Công ty TNHH A & B <b>Ltd</b>"
MM = 72 / 25.4


@pytest.mark.parametrize("name", sorted(FORMS))
def test_each_sample_is_as_it_was_approved(name: str) -> None:
    """Drawn once, each sample is looked at in all ways."""
    with every() as case:
        for variant in VARIANTS:
            seen = Seen(name, variant)
            for look in (
                the_text_is_as_it_was_approved, the_page_looks_as_it_was_approved, the_text_in_the_pdf_is_the_text_of_the_paper,
                no_page_begins_or_ends_with_a_lone_line_and_the_signature_has_text_with_it,
            ):  # fmt: skip
                with case(f"{name} {variant}: {look.__name__}"):
                    look(seen)


class Seen:
    """The sample of a form."""

    def __init__(self, name: str, variant: str) -> None:
        self.name, self.variant, self.paper = name, variant, sample(FORMS[name], variant)

    @cached_property
    def pdf(self) -> bytes:
        return drawn(self.name, self.variant)

    @cached_property
    def said(self) -> list[str]:
        """The text of each page of the file."""
        return [page.extract_text() for page in PdfReader(io.BytesIO(self.pdf)).pages]


def the_text_is_as_it_was_approved(seen: Seen) -> None:
    text = plain_text(seen.paper)
    file = HERE / "texts" / f"{seen.name}_{seen.variant}.txt"
    if UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@cache
def pictures_kept() -> tuple[str, ...]:
    """The names of the pages that are kept, before any is kept anew."""
    return tuple(os.listdir(HERE / "pages"))  # noqa: PTH208 - names alone


def the_page_looks_as_it_was_approved(seen: Seen) -> None:
    name, variant = seen.name, seen.variant
    # The first page and the last one: what is between is text, which has its own test.
    wanted = {at: in_four_greys(page) for at, page in ends(seen.pdf).items()}
    mark = "" if variant == "short" else f"_{variant}"
    kept = sorted(HERE / "pages" / file for file in pictures_kept() if re.fullmatch(rf"{re.escape(name + mark)}_[0-9]+\.png", file))
    if UPDATE:
        (HERE / "pages").mkdir(exist_ok=True)
        for old in kept:
            old.unlink()
        kept = sorted(HERE / "pages" / f"{name}{mark}_{at}.png" for at in wanted)
        for at, page in wanted.items():
            page.save(HERE / "pages" / f"{name}{mark}_{at}.png", optimize=True, bits=2)
    assert {file.stem.rpartition("_")[2] for file in kept} == {str(at) for at in wanted}
    for at, page in wanted.items():
        with Image.open(HERE / "pages" / f"{name}{mark}_{at}.png") as expected:
            assert unlike(page.convert("L"), expected.convert("L")) < TOLERANCE, (name, variant, at)


@pytest.mark.parametrize("law", ["2008", "2025"])
def test_money_given_back_is_as_it_was_approved(law: str) -> None:
    form = FORMS[f"enforcement_cd_{law}"]
    beneficiary = {"person": "bà Trần Thị Nhận", "details": ", sinh năm 1980; địa chỉ: số 7 phố Cát Dài, quận Lê Chân"}
    row = {"n": "1", "obligation": "Hoàn trả tiền tạm ứng án phí", "amount": ": 300.000 đồng (Ba trăm nghìn đồng)"}
    facts = {
        **sample_facts(), "debtors": [], "debtor_names": "", "creditors": [beneficiary], "creditor_names": "bà Trần Thị Nhận",
        "obligations": [row], "total_due": "300.000 đồng (Ba trăm nghìn đồng)", "voluntary_days": "", "nobody_owes": "có",
        "given_back": "có", "extra": "",
    }  # fmt: skip
    text = plain_text(compose(form, facts, sample_head(form)).paper)
    file = HERE / "texts" / f"enforcement_cd_{law}_given_back.txt"
    if UPDATE:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_a_page_with_one_line_less_or_a_wrong_word_is_seen() -> None:
    paper = sample(FORMS["deferral_2008"])
    approved = pages(draw(paper))[0]
    for other in (
        replace(paper, blocks=(*paper.blocks[:3], *paper.blocks[4:])),
        replace(paper, subject="Về việc đình chỉ thi hành án"),
        replace(paper, head=replace(paper.head, number_line="Số: 06/QĐ-CTHADS")),
    ):
        assert unlike(pages(draw(other))[0], approved) > TOLERANCE


def the_text_in_the_pdf_is_the_text_of_the_paper(seen: Seen) -> None:
    first, *others = seen.said
    found = joined(first + "".join(re.sub(r"^\s*\d+\s*", "", text) for text in others)).replace("Chữkýtừngtrang:", "")
    for block in seen.paper.blocks:
        if block.kind != "blank":
            assert joined(block.text) in found, block.text


@pytest.mark.parametrize("name", sorted(FORMS))
def test_names_that_look_like_markup_stand_in_the_pdf_as_they_are(name: str) -> None:
    form = FORMS[name]
    nasty = {
        "creditors": [{"person": NASTY, "details": "; địa chỉ: số 1 phố Lạch Tray"}], "creditor_names": NASTY,
        "debtors": [{"person": "ông Nguyễn Văn An & {b} %s", "details": ""}], "debtor_names": "ông Nguyễn Văn An & {b} %s",
    }  # fmt: skip
    paper = compose(form, {**sample_facts(), **own_sample(form), **nasty}, sample_head(form), sample_day(form)).paper
    found = joined("".join(page.extract_text() for page in PdfReader(io.BytesIO(draw(paper))).pages))
    said = joined(plain_text(paper))
    for words in (NASTY, "ông Nguyễn Văn An & {b} %s"):
        assert (joined(words) in said) == (joined(words) in found), words
    if name.startswith("enforcement"):
        assert joined(NASTY) in found


def test_the_samples_are_plain() -> None:
    """Nothing in a sample looks like a test: no markup, no numbered persons, no placeholder of a name."""
    for form in FORMS.values():
        for variant in VARIANTS:
            text = plain_text(sample(form, variant))
            assert not re.search(r"[<>{}&]|\bA & B\b|Văn An \d|(Tuyết|Nguyệt) \d", text), (form.id, variant)


def joined(text: str) -> str:
    """Without white space: line breaks are the page's business."""
    return "".join(text.split())


def test_many_parties_run_over_pages_with_numbers_from_the_second() -> None:
    pdf = PdfReader(io.BytesIO(draw(sample(FORMS["enforcement_yc_2008"], "many"))))
    assert len(pdf.pages) >= 2
    assert pdf.pages[1].extract_text().strip().startswith("2")
    assert not pdf.pages[0].extract_text().strip().startswith("1")


def test_equal_papers_give_equal_bytes() -> None:
    paper = sample(FORMS["deferral_2008"])
    assert draw(paper) == draw(paper)


def test_fonts_are_embedded_and_the_document_says_what_it_is() -> None:
    pdf = PdfReader(io.BytesIO(draw(sample(FORMS["deferral_2008"]))))
    fonts = pdf.pages[0]["/Resources"]["/Font"]
    embedded = [f.get_object() for f in fonts.values() if "Liberation" in str(f.get_object()["/BaseFont"])]
    assert embedded
    assert all("/FontFile2" in f["/FontDescriptor"] for f in embedded)
    assert pdf.metadata is not None
    assert "hoãn thi hành án" in str(pdf.metadata.title)
    assert pdf.trailer["/Root"]["/Lang"] == "vi-VN"


def test_the_page_keeps_the_measures_of_the_decree() -> None:
    """NĐ 30/2020: A4, margins 20-25, 20-25, 30-35, 15-20 mm; the file's stamp space at the top right stays free."""
    page = PdfReader(io.BytesIO(draw(sample(FORMS["enforcement_yc_2008"], "many")))).pages[0]
    assert [round(float(x) / MM) for x in page.mediabox[2:]] == [210, 297]
    places: list[tuple[float, float, str]] = []
    page.extract_text(
        visitor_text=lambda text, _cm, tm, _f, _s: places.append((tm[4], tm[5], text)) if text.strip() else None
    )
    xs, ys = [x for x, _, _ in places], [y for _, y, _ in places]
    assert min(xs) >= 30 * MM - 1
    assert max(xs) <= 195 * MM
    assert min(ys) >= 20 * MM - 1
    assert max(ys) <= 277 * MM


@pytest.mark.parametrize("law", ["2008", "2025"])
def test_head_and_text_have_the_sizes_faces_and_rules_of_the_decree(law: str) -> None:
    """NĐ 30/2020, Phụ lục I: sizes and faces of each element; rules drawn as lines; columns that never touch."""
    paper = sample(FORMS[f"deferral_{law}"])
    head = paper.head
    written, rules = measured(draw(paper))

    def one(text: str) -> Placed:
        return next(w for w in written if w.text.strip() == text)

    nation, motto = one("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), one("Độc lập - Tự do - Hạnh phúc")
    assert nation.face == BOLD
    assert 12 <= nation.size <= 13
    assert motto.face == BOLD
    assert 13 <= motto.size <= 14
    number, day = one(head.number_line), one(head.day_line)
    assert (number.face, number.size) == (REGULAR, 13)
    assert day.face == ITALIC
    assert 13 <= day.size <= 14
    assert number.y == pytest.approx(day.y)
    left = [w for w in written if w.page == 1 and w.y > number.y + 1 and w.x < 105 * MM]
    bold = [w for w in sorted(left, key=lambda w: -w.y) if w.face == BOLD]
    assert " ".join(w.text.strip() for w in bold) == head.issuer.upper()
    assert {w.size for w in left} == {12}
    assert max(w.x + w.width for w in left if w is not nation) < nation.x - 2 * MM
    assert any(r[0] == pytest.approx(motto.x, abs=1) and r[1] == pytest.approx(motto.width, abs=1) for r in rules)
    issuer = max(w.width for w in bold)
    assert any(r[0] < 100 * MM and issuer / 3 <= r[1] <= issuer / 2 for r in rules)
    title = one("QUYẾT ĐỊNH")
    assert title.face == BOLD
    assert 13 <= title.size <= 14
    assert title.x + title.width / 2 == pytest.approx(30 * MM + 165 * MM / 2, abs=1)
    ground = next(w for w in written if w.text.startswith("Căn"))
    assert ground.face == ITALIC
    assert 13 <= ground.size <= 14
    assert ground.x == pytest.approx(30 * MM + 12.7 * MM, abs=0.5)
    assert (one("Nơi nhận:").face, one("Nơi nhận:").size) == (BOLD_ITALIC, 12)
    assert next(w for w in written if w.text.startswith("- Lưu")).size == 11
    assert one(head.signer_name).face == BOLD


@dataclass(frozen=True)
class Placed:
    text: str
    face: str
    size: float
    x: float
    y: float
    width: float
    page: int


def measured(pdf: bytes) -> tuple[list[Placed], list[tuple[float, float]]]:
    """What stands on all pages as (text, face, size, place), and the horizontal rules as (left end, length)."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    written: list[Placed] = []
    rules: list[tuple[float, float]] = []
    at = (0.0, 0.0)
    seen: list[Any] = []

    def text(said: str, _cm: Any, tm: Any, font: Any, size: float) -> None:
        for line in said.split("\n"):
            if line.strip():
                face = str(font["/BaseFont"]).partition("+")[2] or str(font["/BaseFont"])
                written.append(Placed(line, face, size, tm[4], tm[5], stringWidth(line.strip(), face, size), len(seen)))

    def operator(op: bytes, args: Any, _cm: Any, _tm: Any) -> None:
        nonlocal at
        if op == b"m":
            at = (float(args[0]), float(args[1]))
        elif op == b"l" and abs(float(args[1]) - at[1]) < 0.01:
            rules.append((at[0], float(args[0]) - at[0]))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        seen.append(page)
        page.extract_text(visitor_text=text, visitor_operand_before=operator)
    return written, rules


def no_page_begins_or_ends_with_a_lone_line_and_the_signature_has_text_with_it(seen: Seen) -> None:
    for said in seen.said[1:]:
        _number, first, *_ = [line for line in said.split("\n") if line.strip()]
        assert not first.startswith("Nơi nhận"), seen.name
    for said in seen.said[:-1]:
        *_, last = [line.strip() for line in said.split("\n") if line.strip()]
        assert not last.endswith(":"), (seen.name, last)


def test_recipients_longer_than_a_page_run_on_and_nothing_is_lost() -> None:
    paper = sample(FORMS["deferral_2008"])
    paper = replace(paper, recipients=tuple(f"Đương sự thứ {n}: {'Nguyễn Văn An ' * 6};" for n in range(1, 61)))
    pdf = PdfReader(io.BytesIO(draw(paper)))
    found = joined("".join(page.extract_text() for page in pdf.pages))
    assert all(joined(f"Đương sự thứ {n}:") in found for n in range(1, 61))
    written, _ = measured(draw(paper))
    assert min(w.y for w in written) >= 20 * MM - 1


def test_the_name_of_an_office_breaks_where_its_sense_allows() -> None:
    ensure_fonts()
    width = 72 * MM
    assert headed("THI HÀNH ÁN DÂN SỰ TỈNH NGHỆ AN", BOLD, 12, width) == ["THI HÀNH ÁN DÂN SỰ", "TỈNH NGHỆ AN"]
    assert headed("CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ", REGULAR, 12, width) == ["CỤC QUẢN LÝ", "THI HÀNH ÁN DÂN SỰ"]
    city = headed("CỤC THI HÀNH ÁN DÂN SỰ THÀNH PHỐ HỒ CHÍ MINH", REGULAR, 12, width)
    assert city == ["CỤC THI HÀNH ÁN DÂN SỰ", "THÀNH PHỐ HỒ CHÍ MINH"]


@pytest.mark.parametrize("setting", ["short", "long"])
def test_the_title_of_who_signs_for_the_head_breaks_where_its_sense_allows(setting: str) -> None:
    paper = sample(FORMS["deferral_2025"], setting)
    titles = ("KT. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "PHÓ TRƯỞNG THI HÀNH ÁN DÂN SỰ")
    written, _ = measured(draw(replace(paper, head=replace(paper.head, signer_title=titles))))
    last = max(w.page for w in written)
    foot = next(w.y for w in written if w.page == last and w.text.startswith("Nơi nhận"))
    right = [w for w in written if w.page == last and w.y <= foot + 1 and w.face == BOLD]
    assert [w.text.strip() for w in right] == [*titles, "Phạm Quang Minh"]
    assert all(w.x + w.width <= 195 * MM + 0.5 for w in right)
    recipients = [w for w in written if w.page == last and w.y < foot and w.face == REGULAR]
    assert max(w.x + w.width for w in recipients) < min(w.x for w in right)


def test_a_title_longer_than_the_signature_has_room_for_breaks_in_alike_lines() -> None:
    ensure_fonts()
    room = 85 * MM
    assert headed("KT. TRƯỞNG PHÒNG THI HÀNH ÁN DÂN SỰ KHU VỰC 12", BOLD, 13.5, room) == [
        "KT. TRƯỞNG PHÒNG", "THI HÀNH ÁN DÂN SỰ KHU VỰC 12",
    ]  # fmt: skip
    lines = headed("NGƯỜI ĐƯỢC GIAO PHỤ TRÁCH CÔNG VIỆC CỦA CƠ QUAN TRONG THỜI GIAN CHỜ BỔ NHIỆM", BOLD, 13.5, room)
    lengths = [len(line) for line in lines]
    assert len(lines) == 3
    assert max(lengths) - min(lengths) <= 8


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda e: f"{e['number']}-{e['forms'][0]}")
@pytest.mark.parametrize("law", ["2008", "2025"])
def test_each_paper_is_as_the_catalogue_has_it(entry: dict[str, Any], law: str) -> None:
    if f"law_{law}" not in entry:
        # That law has no such paper.
        assert not any(f"{form_id}_{law}" in FORMS for form_id in entry["forms"])
        return
    for form_id in entry["forms"]:
        form = FORMS[f"{form_id}_{law}"]
        assert (form.number, form.signer) == (entry["number"], entry["signer"])
        assert form.status == "reconstructed"
        assert form.code_printed == "", "a reconstructed form prints no form code"
        # The clause chosen for the case names articles too: it must not stand in for those of the form.
        paper = compose(form, {**sample_facts(), **own_sample(form), "ground_law": "KHOẢN ĐÃ CHỌN"}, sample_head(form)).paper
        text = plain_text(paper)
        grounds = "\n".join(b.text for b in paper.blocks if "Căn cứ" in b.text)
        for article in entry[f"law_{law}"]:
            assert re.search(rf"{article}(?!\w)", grounds), (form_id, article)
        for said in entry["says"]:
            assert filled(said, law) in text, (form_id, said)
        for recipient in entry["recipients"]:
            assert any(recipient in r for r in (*paper.to, *paper.recipients)), (form_id, recipient)


def filled(said: str, _law: str) -> str:
    facts: dict[str, Any] = dict(sample_facts())
    values = {
        "judgment": facts["judgment"],
        "debtor": facts["debtors"][0]["person"],
        "creditor": facts["creditors"][0]["person"],
        "obligation": facts["obligations"][0]["obligation"],
        "amount": "10.000.000 đồng (Mười triệu đồng)",
    }
    return said.format(**values) if said.startswith("{") else said


def test_a_form_is_named_as_a_sentence_names_it() -> None:
    assert FORMS["summons_2025"].name == "Giấy báo tự nguyện thi hành án"
    assert FORMS["enforcement_cd_2008"].name == "Quyết định thi hành án chủ động"
    assert FORMS["deferral_2008"].name == "Quyết định hoãn thi hành án"


def test_every_form_has_its_catalogue_entry() -> None:
    listed = {form for entry in CATALOGUE for form in entry["forms"]}
    assert {f.id for f in load_forms()} - listed == {"opening_minutes"}
