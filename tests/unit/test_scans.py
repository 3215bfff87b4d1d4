"""Scans are taken by what they hold: what they are, how large, how many pages; attached once, and taken away with a reason."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile
from pypdf import PdfReader, PdfWriter

from tests.office import Bench, bench
from tests.rounds import codes
from tests.scans import broken_pdfs, pdf, picture
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import scan_reading
from thads_desktop.services import (
    case_file,
    file_folder,
    office_settings,
    papers,
    queries,
    recording,
    scans,
    striking,
    upkeep,
)

DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def bomb() -> bytes:
    """A PNG that says it is 60,000 by 60,000 dots."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("data", "kind", "pages"), [
    (pdf(3), "pdf", 3), (picture(), "jpeg", 1), (picture("PNG"), "png", 1), (picture("TIFF", pages=4), "tiff", 4),
])  # fmt: skip
def test_what_it_is_follows_from_its_content(data: bytes, kind: str, pages: int) -> None:
    found = scans.looked(data, "giấy.exe", 20)
    assert (found.kind, found.pages) == (kind, pages)
    if kind == "pdf":
        assert len(PdfReader(io.BytesIO(data)).pages) == pages
    else:
        with Image.open(io.BytesIO(found.thumb)) as small:
            assert max(small.size) <= scan_reading.THUMB


@pytest.mark.parametrize(("data", "code"), [
    (b"", "scan.empty"), (b"MZ\x90\x00 not a scan", "scan.unknown_type"), (b"<html><script>alert(1)</script>", "scan.unknown_type"),
    (pdf(2)[:400], "scan.damaged"), (b"%PDF-1.4 only a beginning", "scan.damaged"), (picture()[:300], "scan.damaged"),
    (picture("PNG")[:60], "scan.damaged"), (pdf(1, password="bí mật"), "scan.locked"), (bomb(), "scan.unpacks"),
    (b"%PDF-1.4\n" + bytes(2_000_000), "scan.large"),
])  # fmt: skip
def test_what_may_not_be_kept_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        scans.looked(data, "quét.pdf", 1)
    assert codes(refused) == [code]


@pytest.mark.parametrize("what", sorted(broken_pdfs()))
def test_a_pdf_whose_pages_no_reader_reaches_is_damaged(what: str) -> None:
    with pytest.raises(Refused) as refused:
        scans.looked(broken_pdfs()[what], "quét.pdf", 20)
    assert codes(refused) == ["scan.damaged"]


@pytest.mark.parametrize("how", [{"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}, {"qdf": True},
                                 {"object_stream_mode": pikepdf.ObjectStreamMode.disable}])  # fmt: skip
def test_pdfs_as_other_programs_write_them_are_read(how: dict[str, Any]) -> None:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(40):
        made.add_blank_page(page_size=(595, 842))
    made.Root.Extra = made.make_indirect(pikepdf.Array([1, 2]))
    made.save(out, **how)
    assert scans.looked(out.getvalue(), "quét.pdf", 20).pages == 40


def test_every_cut_of_a_scan_is_read_or_refused() -> None:
    told: set[str] = set()
    for whole in (pdf(2), picture(), picture("PNG"), picture("TIFF", pages=2)):
        for at in range(0, len(whole), max(1, len(whole) // 60)):
            try:
                scans.looked(whole[:at], "cắt", 20)
            except Refused as refused:
                told.update(r.code for r in refused.refusals)
    assert told <= {"scan.empty", "scan.unknown_type", "scan.damaged", "scan.locked"}


def in_streams(pages: int) -> bytes:
    """A PDF whose tree of pages lies in a compressed stream of objects, as scanners write it since PDF 1.5."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    held = [b"<< /Type /Catalog /Pages 2 0 R >> ", b"<< /Type /Pages /Kids [%b] /Count %d >> " % (kids, pages)]
    held += [b"<< /Type /Page /Parent 2 0 R >> "] * pages
    head = b" ".join(b"%d %d" % (n, sum(len(x) for x in held[: n - 1])) for n in range(1, len(held) + 1)) + b" "
    packed = zlib.compress(head + b"".join(held))
    said = b"/Type /ObjStm /N %d /First %d /Length %d" % (len(held), len(head), len(packed))
    body = b"%%PDF-1.5\n9004 0 obj << %b >> stream\n" % said + packed + b"\nendstream endobj\n"
    return body + b"9005 0 obj << /Type /XRef /Root 1 0 R >> stream\n\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize("pages", [1, 7, 400])
def test_pages_are_counted_in_whatever_way_they_are_written(pages: int) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(pages):
        canvas.bookmarkPage(str(page))
        canvas.addOutlineEntry(str(page), str(page))
        canvas.showPage()
    canvas.save()
    assert scan_reading.pdf_pages(out.getvalue()) == pages
    assert scan_reading.pdf_pages(in_streams(pages)) == pages
    more = PdfWriter(io.BytesIO(pdf(pages)), incremental=True)
    more.add_blank_page(100, 100)
    added = io.BytesIO()
    more.write(added)
    assert scan_reading.pdf_pages(added.getvalue()) == pages + 1


@pytest.mark.parametrize("junk", [b"<<" * 2_000_000, b"<< /a <b> " * 500_000, b"/Type /Pages " * 500_000, b"/Type /ObjStm stream\n" * 200_000])
def test_what_is_made_to_be_slow_is_not(junk: bytes) -> None:
    """It would take longer than a test may."""
    sound = pdf(3)
    at = sound.rfind(b"\nxref") + 1
    placed = int(re.findall(rb"startxref\s+(\d+)", sound)[-1])
    data = sound[:at] + b"%" + junk + b"\n" + sound[at:]
    data = data.replace(b"startxref\n%d" % placed, b"startxref\n%d" % (placed + len(junk) + 2))
    try:
        assert scan_reading.pdf_pages(data) == 3
    except scan_reading.Unfit:
        assert b"ObjStm" in junk


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([pdf(2), picture(), picture("PNG"), picture("TIFF", pages=2)]), st.data())
def test_a_changed_scan_is_read_or_refused(whole: bytes, chance: st.DataObject) -> None:
    changed = bytearray(whole)
    for at in chance.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        changed[at] = chance.draw(st.integers(0, 255))
    try:
        found = scan_reading.read(bytes(changed))
    except scan_reading.Unfit as unfit:
        found = None
        why = unfit.why
    assert found.pages >= 1 if found is not None else why in ("unknown", "damaged", "locked", "large")


def pages_of(size: tuple[int, int], pages: int, mode: str = "1") -> bytes:
    """A TIFF as a scanner of black and white writes it."""
    page, out = Image.new(mode, size, 1), io.BytesIO()
    page.save(out, "TIFF", compression="group4", save_all=True, append_images=[page] * (pages - 1))
    return out.getvalue()


def test_the_dots_of_all_pages_are_counted_before_any_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pages_of((2_000, 3_000), 4)
    monkeypatch.setattr(scan_reading, "MOST_ALL", 20_000_000)
    monkeypatch.setattr(TiffImageFile, "load", lambda _self: pytest.fail("unpacked"))
    with pytest.raises(Refused) as refused:
        scans.looked(data, "fax.tif", 20)
    assert codes(refused) == ["scan.unpacks"]
    assert "20 triệu" in say(refused.value.refusals[0])


def test_a_scan_becomes_pdf_page_by_page_and_no_larger_than_a_print_needs() -> None:
    made = PdfReader(io.BytesIO(scan_reading.as_pdf("tiff", pages_of((4_961, 7_016), 3))))
    assert len(made.pages) == 3
    for page in made.pages:
        (image,) = page["/Resources"]["/XObject"].values()
        assert (image["/Width"], image["/Height"], image["/BitsPerComponent"]) == (3_508, 4_961, 1)
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert set(image.get_data()[:400]) == {255}, "white paper stays white"


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_picture_becomes_pdf(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (300, 200)).save(out, "TIFF")
    content = scan_reading.read(out.getvalue())
    assert content.thumb
    (page,) = PdfReader(io.BytesIO(scan_reading.as_pdf("tiff", out.getvalue()))).pages
    assert len(page.images) == 1


def test_a_photo_is_upright_whatever_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    out, image = io.BytesIO(), Image.new("RGB", (400, 200), "white")
    image.paste("black", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    for most in (4_961, 100):
        monkeypatch.setattr(scan_reading, "_PRINTED", most)
        (page,) = PdfReader(io.BytesIO(scan_reading.as_pdf("jpeg", out.getvalue()))).pages
        assert page.mediabox.width < page.mediabox.height
        shown = page.images[0].image.convert("L")
        assert shown.getpixel((shown.width // 2, 5)) < 50
        assert shown.getpixel((shown.width // 2, shown.height - 5)) > 200


@pytest.mark.parametrize("fault", [MemoryError(), OSError("broken")])
def test_what_this_machine_cannot_unpack_is_said_and_named(
    office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    matter = office.decision()
    key = scans.attach(office.desk, matter, "", scans.looked(picture("TIFF", pages=2), "a.tif", 20))

    def fail(_self: object) -> None:
        raise fault

    monkeypatch.setattr(TiffImageFile, "load", fail)
    with pytest.raises(Refused) as refused:
        scans.as_pdf(office.desk, matter, key)
    assert codes(refused) == ["scan.cannot_draw"]
    with pytest.raises(Refused) as refused:
        file_folder.make(office.desk, matter, tmp_path, "ba con voi qua cầu tre", "A", "B", rounds=1_000)
    assert codes(refused) == ["scan.cannot_draw"]
    assert "Bản quét chung 1" in say(refused.value.refusals[0])
    assert not list(tmp_path.glob("ho-so*"))


def test_a_locked_or_cut_pdf_is_refused_however_it_says_so() -> None:
    whole = pdf(2, password="x")
    at = re.search(rb"/Encrypt (\d+) 0 R", whole)
    assert at is not None
    body = re.search(rb"\n" + at[1] + rb" 0 obj\n(.*?)\nendobj", whole, re.DOTALL)
    assert body is not None
    direct = whole.replace(at[0], b"/Encrypt " + body[1])
    more = PdfWriter(io.BytesIO(pdf(2)), incremental=True)
    more.add_blank_page(100, 100)
    out = io.BytesIO()
    more.write(out)
    first = len(pdf(2))
    assert scan_reading.read(pdf(2) + b"\r\n\0\0").pages == 2
    for data, why in ((direct, "locked"), (out.getvalue()[: (first + len(out.getvalue())) // 2], "damaged")):
        with pytest.raises(scan_reading.Unfit) as unfit:
            scan_reading.read(data)
        assert unfit.value.why == why


@pytest.mark.parametrize(("data", "code"), [
    (pdf(password="x"), "scan.locked"), (pdf()[:150], "scan.damaged"), (b"%PDF<html><script>", "scan.unknown_type"), (picture(), "scan.not_a_pdf"),
    (b"", "scan.empty"), (b"%PDF-1.4\n" + bytes(20_000_001), "scan.not_a_pdf"),
])  # fmt: skip
def test_the_scan_of_a_recorded_paper_is_a_whole_pdf(office: Bench, tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "quét.pdf"
    file.write_bytes(data)
    with pytest.raises(Refused) as refused:
        recording.scan_of(file)
    assert codes(refused) == [code]
    if data:
        draft = papers.Draft("deferral", Effect("deferral", "a"), matter=office.decision())
        with pytest.raises(Refused) as refused:
            recording.record(office.desk, draft, "05/QĐ", "Phạm Quang Minh", office.desk.clock.today(), data)
        assert codes(refused) == [code]


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "quét.pdf"
    with file.open("wb") as out:
        out.truncate(recording.MOST_MEGA * 1_000_000 + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _self: pytest.fail("read"))
    with pytest.raises(Refused) as refused:
        recording.scan_of(file)
    assert codes(refused) == ["scan.not_a_pdf"]


def test_a_scan_hangs_at_its_document_once_and_goes_with_a_reason(office: Bench, tmp_path: Path) -> None:
    matter = office.decision()
    decision = case_file.shown(office.desk, matter).rows[0]
    file = tmp_path / "qđ.jpg"
    file.write_bytes(picture())
    given = scans.read(office.desk, file)
    scan = scans.attach(office.desk, matter, decision.key, given)
    shown = case_file.shown(office.desk, matter)
    assert (shown.rows[0].scans, len(shown.scans)) == (1, 1)
    assert scans.content(office.desk, matter, scan) == ("jpeg", given.data)
    assert scans.thumbs(office.desk, matter) == {scan: given.thumb}
    with pytest.raises(Refused) as refused:
        scans.attach(office.desk, matter, "", given)
    assert codes(refused) == ["scan.known"]
    with pytest.raises(Refused) as refused:
        scans.attach(office.desk, matter, "doc:nothing", scans.looked(picture(colour="red"), "x", 20))
    assert codes(refused) == ["file.unknown"]
    scans.take_away(office.desk, matter, scan, "nhầm việc")
    assert case_file.shown(office.desk, matter).rows[0].scans == 0
    with pytest.raises(Refused) as refused:
        scans.content(office.desk, matter, scan)
    assert codes(refused) == ["scan.gone"]
    # What was taken away by mistake comes back by striking that; and may be attached anew.
    events = queries.matter(office.desk, matter).timeline
    striking.strike(office.desk, matter, next(e.seq for e in events if e.what == "Gỡ bản quét"), "gỡ nhầm")
    assert scans.content(office.desk, matter, scan)[0] == "jpeg"
    assert any("ảnh JPEG, 1 trang" in e.detail for e in queries.matter(office.desk, matter).timeline)
    assert upkeep.verify(office.desk).findings == ()


def test_the_size_is_the_offices(office: Bench, tmp_path: Path) -> None:
    file = tmp_path / "to.pdf"
    file.write_bytes(pdf() + b"\n%" + bytes(6_000_000))
    office_settings.change(office.desk, "file.scan_most", "5")
    with pytest.raises(Refused) as refused:
        scans.read(office.desk, file)
    assert codes(refused) == ["scan.large"]
    with pytest.raises(Refused) as refused:
        scans.read(office.desk, tmp_path / "không có.pdf")
    assert codes(refused) == ["scan.unreadable"]


def test_the_scan_of_a_recorded_paper_shows_as_one(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"})
    paper, _broken = recording.record(office.desk, draft, "9/QĐ-CCTHADS", "Phạm Quang Minh", DAY, pdf(5))
    shown = case_file.shown(office.desk, matter)
    row = next(r for r in shown.rows if r.key == f"paper:{paper}")
    assert (row.scans, row.sheets, row.counted, row.printed) == (1, 5, True, True)
    assert scans.content(office.desk, matter, f"paper:{paper}")[0] == "pdf"
    with pytest.raises(Refused) as refused:
        scans.take_away(office.desk, matter, f"paper:{paper}", "nhầm")
    assert codes(refused) == ["scan.of_record"]


def test_a_code_on_a_paper_finds_its_act(office: Bench) -> None:
    matter = office.decision()
    row = case_file.shown(office.desk, matter).rows[0]
    assert scans.act_of(office.desk, f"THADS|{row.paper}|05/QĐ-CCTHADS") == (matter, row.key)
    for code in ("abc", "0" * 32):
        with pytest.raises(Refused) as refused:
            scans.act_of(office.desk, code)
        assert codes(refused) == ["file.no_code"]
