"""A draft in Word: the same text, marked as a draft, without number; read back by a library that did not write it; never of an issued paper."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings, strategies as st

from tests.cases import in_lots
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.documents.compose import Block, Paper, signed_how
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import VARIANTS, sample
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import papers, queries, word_drafts

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}
NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def lines(data: bytes) -> list[str]:
    """All paragraphs in the order of the document, those of tables where the tables stand, cell by cell."""
    document = Document(io.BytesIO(data))
    found: list[str] = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            found += [p.text for row in part.rows for cell in row.cells for p in cell.paragraphs]
        else:
            found.append(part.text)
    return [x for x in found if x.strip()]


def expected(paper: Paper) -> list[str]:
    h = paper.head
    said = [h.code.upper(), h.parent.upper(), h.issuer.upper(), h.number_line, paper.subject if paper.letter else "", *NATION, h.day_line]
    said += [] if paper.letter else [paper.title, paper.subject, h.authority.upper()]
    if len(paper.to) == 1:
        said.append(f"Kính gửi: {paper.to[0]}")
    elif paper.to:
        said += ["Kính gửi:", *(f"- {name.rstrip(' ;.')}{';' if name != paper.to[-1] else '.'}" for name in paper.to)]
    for at, block in enumerate(paper.blocks):
        said += [paper.resolves] if at == paper.resolves_at else []
        said += ["." * 120] * block.lines + [cell for row in block.rows for cell in row] + [f"{block.label} {block.text}".strip() if block.text else ""]
    said += ["Nơi nhận:" if paper.recipients else "", *(f"- {r}" for r in paper.recipients), *h.signer_title, h.signer_name]
    return [x for x in (*said, *(w for s in paper.signatures for w in (s, signed_how(paper, s)))) if x.strip()]


@in_lots("name, variant", product(sorted(FORMS), VARIANTS), 40)
def test_the_text_read_back_is_the_papers(name: str, variant: str) -> None:
    paper = sample(FORMS[name], variant)
    data = word_drafts.document(paper)
    assert [x.strip() for x in lines(data)] == [x.strip() for x in expected(paper)]
    assert data == word_drafts.document(paper), "the same bytes"


def test_it_is_marked_as_a_draft_on_every_page_with_the_margins_and_the_face_of_the_decree() -> None:
    document = Document(io.BytesIO(word_drafts.document(sample(FORMS["deferral_2025"], "many"))))
    (section,) = document.sections
    assert [p.text for p in section.first_page_header.paragraphs] == ["DỰ THẢO"]
    assert section.header.paragraphs[-1].text == "DỰ THẢO"
    assert section.different_first_page_header_footer
    assert [round(x.mm) for x in (section.page_width, section.page_height)] == [210, 297]
    margins = [round(x.mm, 1) for x in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
    assert margins == [20.0, 20.0, 30.0, 15.0]
    styles = zipfile.ZipFile(io.BytesIO(word_drafts.document(sample(FORMS["deferral_2025"])))).read("word/styles.xml").decode()
    assert 'w:ascii="Times New Roman"' in styles
    assert document.core_properties.title.startswith("DỰ THẢO QUYẾT ĐỊNH")


TRICKS = (
    "<w:t>x</w:t>", "</w:t></w:r>", "&amp;", "]]>", "{ PAGE }", " MERGEFIELD x ", '=HYPERLINK("http://x")', "DDEAUTO c:\\\\x",
    "<!--", "\x00\x07\x1b", "\ufffe", "e\u0301",
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(TRICKS), st.text(st.characters(exclude_categories=("Cs",)), max_size=20)), min_size=1, max_size=5).map(" ".join))
def test_what_is_typed_is_never_markup_or_a_field(text: str) -> None:
    paper = sample(FORMS["deferral_2025"])
    paper = replace(paper, blocks=(*paper.blocks[:3], Block("text", text), *paper.blocks[3:]), head=replace(paper.head, signer_name=text))
    data = word_drafts.document(paper)
    file = zipfile.ZipFile(io.BytesIO(data))
    body = file.read("word/document.xml").decode()
    assert not any(mark in body for mark in ("w:fldChar", "w:instrText", "w:fldSimple", "w:hyperlink", "w:object"))
    assert file.testzip() is None
    plain = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    told = "".join("".join(lines(data)).split())
    assert "".join(plain.split()) in told


@pytest.mark.skipif(shutil.which("lowriter") is None or shutil.which("pdftotext") is None, reason="LibreOffice Writer or poppler is not installed")
def test_a_word_processor_opens_it(tmp_path: Path) -> None:
    paper = sample(FORMS["verification_2008"], "second")
    (tmp_path / "a.docx").write_bytes(word_drafts.document(paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    done = subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
                          capture_output=True, timeout=55, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    # Its letters with two marks are read by poppler alone in their order.
    said = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, encoding="utf-8", timeout=55, check=True).stdout
    pages = said.split("\f")[:-1]
    assert len(pages) >= 2
    assert all("DỰ THẢO" in page for page in pages)
    found = "".join(line for page in pages for line in "".join(page.split()))
    assert all("".join(b.text.split())[:40] in found for b in paper.blocks)


# --- of the office's own papers -----------------------------------------------------------------------


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "office")
    made.decision()
    yield made
    made.desk.close()


def deferral(office: Bench, **further: Any) -> papers.Draft:
    texts = {"reason": "ốm nặng <b>", "evidence": "Đơn"}
    return papers.Draft("deferral", Effect("deferral", clause="a", **further), office.matters[0], texts)


def test_a_draft_has_no_number(office: Bench) -> None:
    said = lines(word_drafts.of_draft(office.desk, deferral(office), office.clock.today()))
    (number,) = [x for x in said if x.startswith("Số:")]
    assert number.replace(" ", "") == "Số:/QĐ-CCTHADS"


def test_an_issued_paper_has_no_draft(office: Bench) -> None:
    paper = next(p.paper for p in queries.matter(office.desk, office.matters[0]).papers if p.has_file)
    with pytest.raises(Refused) as refused:
        word_drafts.of_draft(office.desk, paper, office.clock.today())
    assert [r.code for r in refused.value.refusals] == ["word.issued"]
    papers.void(office.desk, paper, "ghi nhầm")
    with pytest.raises(Refused) as refused:
        word_drafts.of_draft(office.desk, paper, office.clock.today())
    assert [r.code for r in refused.value.refusals] == ["word.issued"]
