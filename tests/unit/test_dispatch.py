"""Copies by the list of recipients, envelopes in their size, and the slip: reprints stay the very same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.unit.test_batch_steps import drafts
from thads_desktop.documents.envelopes import Envelope, layouts
from thads_desktop.domain.refusal import Refused
from thads_desktop.printing.envelopes import draw_envelopes
from thads_desktop.services import batch, batch_steps, dispatch, inspection_files, papers, queries, serving

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def words(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def opening(office: Bench) -> str:
    return queries.matter(office.desk, office.decision(number=f"{len(office.matters)}/2019/DS-ST")).state.opening_paper


def test_a_copy_for_each_recipient_the_office_and_the_file(office: Bench) -> None:
    found = dispatch.copies(office.desk, [opening(office)])[0]
    assert found.names == (
        "Viện kiểm sát nhân dân quận Lê Chân", "Nguyễn Văn An", "Công ty TNHH Ánh Dương", "Kế toán nghiệp vụ", "Lưu: VT", "Lưu: HS THA",
    )  # fmt: skip
    assert found.count == 6


@pytest.mark.parametrize("layout", layouts())
def test_an_envelope_has_its_size_sender_and_recipient(office: Bench, layout: str) -> None:
    made = dispatch.envelopes(office.desk, [opening(office)], layout)
    pages = words(made.pdf)
    assert made.count == len(pages) == 2
    assert made.left_out == ("Công ty TNHH Ánh Dương (01/QĐ-CCTHADS): chưa có địa chỉ",)
    assert "Viện kiểm sát nhân dân quận Lê Chân" in pages[0]
    assert "Nguyễn Văn An" in pages[1]
    assert "số 12 phố Cầu Đất" in pages[1]
    assert "Số: 01/QĐ-CCTHADS" in pages[1]
    box = PdfReader(io.BytesIO(made.pdf)).pages[0].mediabox
    of = layouts()[layout]
    assert abs(float(box.width) * 25.4 / 72 - of.width) < 0.1
    assert abs(float(box.height) * 25.4 / 72 - of.height) < 0.1


def test_only_whom_was_chosen_and_nobody_is_refused(office: Bench) -> None:
    paper = opening(office)
    keys = [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.name == "Nguyễn Văn An"]
    assert dispatch.envelopes(office.desk, [paper], "c5", keys).count == 1
    for act, code in (
        (lambda: dispatch.envelopes(office.desk, [paper], "c5", ["party|nobody"]), "envelope.nobody"),
        (lambda: dispatch.envelopes(office.desk, [paper], "a4"), "envelope.bad_layout"),
        (lambda: dispatch.copies(office.desk, []), "dispatch.nothing"),
        (lambda: dispatch.slip(office.desk, ["x"] * 2 + [str(n) for n in range(500)]), "dispatch.too_many"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.refusals[0].code == code


def test_the_slip_has_a_line_for_each_recipient_outside(office: Bench) -> None:
    first, second = opening(office), opening(office)
    made = dispatch.slip(office.desk, [first, second])
    assert len(made.tables[0].rows) == 6
    text = " ".join(words(inspection_files.pdf(made)))
    assert "Phiếu gửi, chuyển giao văn bản".upper() in text.upper()
    assert "Nguyễn Văn An" in text


def test_a_reprint_is_the_same_bytes_from_the_batch_on(office: Bench) -> None:
    wanted = drafts(office, 3)
    batch_steps.submit(office.desk, wanted, DAY)
    batch_steps.sign(office.desk, wanted, office.head, DAY)
    batch.issue(office.desk, wanted, DAY)
    kept = [papers.stored(office.desk, p) for p in wanted]
    serving.mark(office.desk, wanted[0], ["procuracy|Viện kiểm sát nhân dân quận Lê Chân"], serving.Given("direct", DAY))
    dispatch.envelopes(office.desk, wanted, "dl")
    assert [papers.stored(office.desk, p) for p in wanted] == kept
    assert [c.number_text for c in dispatch.copies(office.desk, wanted)] == ["01/QĐ-CCTHADS", "02/QĐ-CCTHADS", "03/QĐ-CCTHADS"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=320), st.text(max_size=400), st.sampled_from(list(layouts())))
def test_whatever_is_written_stays_on_its_envelope(name: str, address: str, layout: str) -> None:
    """Also markup, control characters, letters no face has, and names of 300 letters."""
    of = layouts()[layout]
    one = Envelope(("CỤC THI HÀNH ÁN DÂN SỰ", "Chi cục <b>X</b>"), "05/QĐ", name or "A", address)
    pdf = draw_envelopes([one, one], of)
    assert pdf == draw_envelopes([one, one], of)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert "<b>X</b>" in words(pdf)[0]
