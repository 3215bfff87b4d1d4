"""Every paper against its golden text and page, its catalogue entry, and the measures of the page.

``THADS_UPDATE_GOLDEN=1`` writes the expected files anew; look at the difference before keeping it.
"""

from __future__ import annotations

import io
import os
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

import thads_desktop.ui  # noqa: F401 - the guard that Qt needs on Python 3.11
from thads_desktop.documents.compose import compose, plain_text
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import VARIANTS, sample, sample_facts, sample_head
from thads_desktop.documents.variables import VARIABLES
from thads_desktop.printing.draw import draw

HERE = Path(__file__).parent
UPDATE = bool(os.environ.get("THADS_UPDATE_GOLDEN"))
FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}
CATALOGUE: list[dict[str, Any]] = tomllib.loads((HERE / "catalogue.toml").read_text(encoding="utf-8"))["paper"]
#: Mean difference of a pixel (0-255) that another release of the libraries may make.
TOLERANCE = 2.0
MM = 72 / 25.4


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_text_is_as_it_was_approved(name: str, variant: str) -> None:
    text = plain_text(sample(FORMS[name], variant))
    file = HERE / "texts" / f"{name}_{variant}.txt"
    if UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_the_page_looks_as_it_was_approved(name: str) -> None:
    for at, page in enumerate(pages(draw(sample(FORMS[name], "short"))), 1):
        file = HERE / "pages" / f"{name}_{at}.png"
        if UPDATE:
            file.parent.mkdir(exist_ok=True)
            page.save(file, optimize=True)
        with Image.open(file) as expected:
            assert page.size == expected.size
            difference = ImageChops.difference(page, expected.convert("L"))
        total = sum(value * count for value, count in enumerate(difference.histogram()))
        assert total / (page.size[0] * page.size[1]) < TOLERANCE


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["enforcement_yc_2008", "means_lacking_2025", "verification_2008"])
def test_the_text_in_the_pdf_is_the_text_of_the_paper(name: str, variant: str) -> None:
    paper = sample(FORMS[name], variant)
    first, *others = (page.extract_text() for page in PdfReader(io.BytesIO(draw(paper))).pages)
    found = joined(first + "".join(re.sub(r"^\s*\d+\s*", "", text) for text in others))
    for block in paper.blocks:
        if block.kind != "blank":
            assert joined(block.text) in found, block.text
    if name.startswith("enforcement"):
        assert joined("Công ty TNHH A & B <b>Ltd</b>") in found


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
    page.extract_text(visitor_text=lambda text, _cm, tm, _f, _s: places.append((tm[4], tm[5], text)) if text.strip() else None)
    xs, ys = [x for x, _, _ in places], [y for _, y, _ in places]
    assert min(xs) >= 30 * MM - 1
    assert max(xs) <= 195 * MM
    assert min(ys) >= 20 * MM - 1
    assert max(ys) <= 277 * MM


def test_a_gap_is_dotted_and_named() -> None:
    form = FORMS["means_lacking_2008"]
    facts = {k: v for k, v in sample_facts().items() if k != "evidence"}
    composed = compose(form, facts, sample_head(form))
    assert composed.missing == (("evidence", VARIABLES["evidence"].label),)


def test_what_a_user_typed_is_never_a_place_to_fill() -> None:
    form = FORMS["deferral_2008"]
    composed = compose(form, {**sample_facts(), "reason": "{debtor_names} & <i>x</i>"}, sample_head(form))
    assert any("{debtor_names} & <i>x</i>" in b.text for b in composed.paper.blocks)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda e: str(e["number"]))
@pytest.mark.parametrize("law", ["2008", "2025"])
def test_each_paper_is_as_the_catalogue_has_it(entry: dict[str, Any], law: str) -> None:
    for form_id in entry["forms"]:
        form = FORMS[f"{form_id}_{law}"]
        assert (form.number, form.signer) == (entry["number"], entry["signer"])
        assert form.status == "reconstructed"
        assert form.code == "", "a reconstructed form prints no form code"
        paper = sample(form)
        text = plain_text(paper)
        for article in entry[f"law_{law}"]:
            assert article in text, (form_id, article)
        for said in entry["says"]:
            assert filled(said, law) in text, (form_id, said)
        for recipient in entry["recipients"]:
            assert any(recipient in r for r in paper.recipients), (form_id, recipient)


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


def test_every_form_has_its_catalogue_entry() -> None:
    listed = {form for entry in CATALOGUE for form in entry["forms"]}
    assert {f.id for f in load_forms()} - listed == {"opening_minutes"}


def pages(pdf: bytes) -> list[Image.Image]:
    """Each page in grey at about 50 dots an inch."""
    data = QByteArray(pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = []
    for at in range(document.pageCount()):
        size = QSize(413, 585)
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(QColor("white"))
        painter = QPainter(white)
        painter.drawImage(0, 0, document.render(at, size))
        painter.end()
        raw = white.convertToFormat(QImage.Format.Format_Grayscale8)
        found.append(Image.frombytes("L", (413, 585), bytes(raw.constBits()), "raw", "L", raw.bytesPerLine()))
    return found

