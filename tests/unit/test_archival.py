"""Every PDF that the program makes is one for the archive (PDF/A-2b), by a library that did not write it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.drawn import FORMS, drawn
from tests.pdfa import RULES, File, broken, verapdf
from tests.unit.test_listing_print import LONG, listing
from tests.unit.test_returns_print import HEAD, R2019, fact
from thads_desktop.documents.envelopes import Envelope, layouts
from thads_desktop.documents.samples import sample
from thads_desktop.domain.chart import Bar, Bars, Line, Lines, Section
from thads_desktop.domain.cover import Cover, CoverField
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.register_print import PrintPart, RegisterPrint
from thads_desktop.printing import drill_sheet, labels, recovery_sheet
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.arrival_stamp import Stamp, draw_stamps
from thads_desktop.printing.briefing_sheet import draw_briefing
from thads_desktop.printing.bundle import draw_bundle
from thads_desktop.printing.cover_sheet import draw_cover
from thads_desktop.printing.draw import draw
from thads_desktop.printing.envelopes import draw_envelopes
from thads_desktop.printing.listing_sheet import draw_listings, draw_wide
from thads_desktop.printing.register_sheet import draw_register
from thads_desktop.printing.return_sheet import draw_returns
from thads_desktop.returns.compute import compute

CODE = Path(__file__).parents[2] / "thads_desktop"


def a_listing() -> bytes:
    return draw_listings([listing(ListTable("T", (ListColumn("A", 1), ListColumn("B", 2)), ((LONG, 5), ("<b>&\u0007\U0001f600", None))))] * 2)


def a_bundle() -> bytes:
    cover = listing(ListTable("T", (ListColumn("A", 1),), (("Ấ",),)))
    return draw_bundle(cover, (sample(FORMS[name], "many") for name in ("deferral_2008", "verification_2025")))


def a_certificate() -> bytes:
    head = drill_sheet.Head("Chi cục", "Cục", "Lê Chân", date(2020, 3, 2), "Lê Ấ", passed=False, named="Chi cục", store="ab12")
    return drill_sheet.draw_certificate(head, [drill_sheet.Part("Bản 1", (("Nơi cất", "/a" * 200),), ("thiếu",))])


def a_register() -> bytes:
    columns = (ListColumn("Số", 1), ListColumn("Nội dung", 3))
    part = PrintPart(((1, LONG), (2, "<b>&")), (("Cộng", (2, None)),), closed=True, signed=(("Người kết sổ", "Ấ"),), dated=date(2020, 3, 31))
    return draw_register(
        RegisterPrint("03", "Sổ Ấ", "", "Cục", "Chi cục", "Lê Chân", 2020, (date(2019, 10, 1), date(2020, 9, 30)), columns, (part,), (), ("Trưởng", "Ấ"))
    )


def a_cover() -> bytes:
    fields, signing = (CoverField("Hồ sơ số", LONG),), (("Thẩm tra viên", "Ấ"), ("Chấp hành viên", "B"))
    return draw_cover(
        Cover(210, 297, True, 20, "Cục", "Chi cục", "Hồ sơ Ấ", fields, ("Duyệt",), "Ấ", "2", (("05/01/2020", "<b>"),), "3", "4",
              (ListColumn("A", 1), ListColumn("B", 2)), (("1", LONG),), signing, "a")
    )  # fmt: skip


def a_briefing() -> bytes:
    bars = Bars("Ấ", (Bar("Lê Ấ \U0001f600", (3, 0, 2, 5, 1, 4, 7), "22 <b>", 9, "chỉ tiêu"), Bar(LONG, (0,))), ("a", "b", "c"))
    lines = Lines("T", ("01/10", "02/10", "03/10"), (Line("mới", (1, None, 30)), Line(LONG, (5, 5, 5)), Line("c", (2,)), Line("d", (1, 2, 3))), "việc")
    made = listing(ListTable("T", (ListColumn("A", 1), ListColumn("B", 2)), ((LONG, 5),)))
    return draw_briefing((Section(made), Section(made, (bars, lines, Bars("không", ()), Lines("không", (), ())))))


#: Every module that makes a PDF, by its name; of listings also the wide ones.
WRITERS: dict[str, Callable[[], bytes]] = {
    "draw": lambda: draw(replace(sample(FORMS["enforcement_cd_2025"], "many"), mark="1" + "234567" * 7 + "89012")),
    "bundle": a_bundle,
    "listing_sheet": a_listing,
    "return_sheet": lambda: draw_returns(R2019, compute(R2019, [fact(1)], {"k": "Lê Ấ"}), HEAD),
    "briefing_sheet": a_briefing,
    "drill_sheet": a_certificate,
    "recovery_sheet": lambda: recovery_sheet.draw_sheet("Chi cục", date(2020, 3, 2), ["bàn"] * 9, "Tên nay", "ab12"),
    "envelopes": lambda: draw_envelopes([Envelope(("CỤC", "Chi cục <b>X</b>"), "05/QĐ", LONG, "số 1 \U0001f600")] * 2, next(iter(layouts().values()))),
    "register_sheet": a_register,
    "wide_listing": lambda: draw_wide(listing(ListTable("T", (ListColumn("A", 1), ListColumn("B", 2)), ((LONG, 5), ("<b>&", None))))),
    "arrival_stamp": lambda: draw_stamps([Stamp("Chi cục Ấ", "05", "05/01/2020", "Ấ", "\U0001f600")] * 2, 1),
    "cover_sheet": a_cover,
    "labels": lambda: labels.draw_labels([labels.Label("Chi cục", (("Dao \U0001f600", 2),), "VC2026-00012")] * 30, 20),
}


@pytest.mark.parametrize("writer", sorted(WRITERS))
def test_what_a_writer_makes_is_for_the_archive(writer: str, tmp_path: Path) -> None:
    pdf = WRITERS[writer]()
    assert broken(pdf) == []
    assert pdf == WRITERS[writer](), "the same bytes for the same content"
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    assert not verapdf(file)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_paper_is_for_the_archive(name: str) -> None:
    assert broken(drawn(name, "many")) == []


def test_there_is_one_maker_of_files_and_each_that_uses_it_is_tried() -> None:
    made = {f.stem for f in (CODE / "printing").glob("*.py") if re.search(r"\bcanvas_for\(", f.read_text(encoding="utf-8"))}
    assert made - {"archival"} == set(WRITERS) - {"wide_listing"}
    assert [f.name for f in CODE.rglob("*.py") if re.search(r"\bCanvas\(", f.read_text(encoding="utf-8"))] == ["archival.py"]


def test_the_rules_find_fault_with_a_plain_file() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFillAlpha(0.5)
    canvas.setFillColorCMYK(0.1, 0, 0, 0)
    canvas.drawString(72, 700, "Helvetica")
    canvas.linkURL("https://example.org", (0, 0, 9, 9))
    canvas.showPage()
    canvas.save()
    clauses = {said.split()[0] for said in broken(out.getvalue())}
    assert clauses >= {"6.1.7.1", "6.2.3", "6.2.4.3", "6.2.5", "6.2.10", "6.2.11.2", "6.2.11.4", "6.2.11.5", "6.3", "6.6.2.1", "6.6.3", "6.6.4", "ours"}
    assert {clause for clause, _, _ in RULES} >= clauses


@pytest.mark.parametrize(
    ("was", "now", "clause"),
    [
        (b"%PDF-1.7", b"%PDF-2.0", "6.1.2"),
        (b"\x93\x8c\x8b\x9e", b"abcd", "6.1.2"),
        (b"\nendstream", b" endstream", "6.1.7.1"),
        (b"/GTS_PDFA1", b"/GTS_PDFX0", "6.2.3"),
        (b"<pdfaid:part>2<", b"<pdfaid:part>1<", "6.6.4"),
        (b"part><pdfaid:conformance>B", b"part><pdfaid:conformance>A", "6.6.4"),
        (b"thads-desktop, ReportLab</pdf", b"thads-desktop, ReportLob</pdf", "6.6.3"),
        (b"%%EOF\n", b"%%EOF\nmore\n", "6.1.3"),
        (b"/ToUnicode", b"/ToUnicoda", "6.2.11.7"),
        (b"/FontFile2", b"/FontFile9", "6.2.11.4"),
        (b"/Flags 4", b"/Flags 0", "6.2.11.6"),
        (b"(vi-VN)", b"(en-US)", "ours"),
    ],
)
def test_each_thing_that_is_changed_is_seen(was: bytes, now: bytes, clause: str) -> None:
    pdf = WRITERS["draw"]()
    assert was in pdf
    assert clause in {said.split()[0] for said in broken(pdf.replace(was, now))}


def test_metadata_take_any_title(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = canvas_for(out, "Quyết định <b>&amp; \u0000\u0007 ]]>\n" + "Ấ" * 300 + "\U0001f600", "A & B", (595, 842))
    canvas.setFont("LiberationSerif", 13)
    canvas.drawString(72, 700, "Ấ")
    canvas.showPage()
    canvas.save()
    assert broken(out.getvalue()) == []


def test_files_of_other_content_have_other_ids() -> None:
    ids = {bytes(File(drawn(name)).pdf.trailer.ID[0]) for name in FORMS}
    assert len(ids) == len(FORMS)
