"""What is attached is opened as a reader opens it: bytes by chance under the first line of a PDF, or in a picture, are refused, and quickly."""

from __future__ import annotations

import io
import random
import re
import zlib

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.rounds import codes
from tests.scans import drawn, noise, pdf, scanned
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import delegation, scan_reading
from thads_desktop.services import scans


@pytest.mark.parametrize("whole", [drawn(), scanned(), scanned("PNG"), drawn(300)])
def test_what_is_drawn_and_scanned_is_taken(whole: bytes) -> None:
    assert scans.looked(whole, "quét.pdf", 20).pages == len(PdfReader(io.BytesIO(whole)).pages)


def test_what_the_parser_takes_a_reader_opens() -> None:
    """By chance changed: hardly one that pikepdf opens upon another number of pages passes."""
    chance, passed, wrong = random.Random(11), 0, 0
    for whole in (pdf(3), drawn(), scanned()):
        for _ in range(150):
            at = chance.randrange(9, len(whole))
            changed = noise(whole, at, min(len(whole), at + chance.choice((8, 50, 300))), chance.randrange(10**9))
            try:
                pages = scan_reading.pdf_pages(changed)
            except scan_reading.Unfit:
                continue
            passed += 1
            with pikepdf.open(io.BytesIO(changed)) as opened:
                wrong += len(opened.pages) != pages
    assert passed > 50
    assert not wrong


def test_a_page_that_unpacks_without_end_is_refused_quickly() -> None:
    """A thousandfold: what a few hundred thousand bytes would fill of a computer's memory."""
    bomb, packed = zlib.compressobj(9), bytearray()
    for _ in range(400):
        packed += bomb.compress(bytes(1_000_000))
    packed += bomb.flush()
    whole = drawn(1)
    at, end = whole.index(b"stream\n") + 7, whole.index(b"endstream")
    head = whole[:at].replace(b"/ASCII85Decode ", b"")
    made = head + bytes(packed) + b"\n" + whole[end:]
    made = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (made.rindex(b"\nxref") + 1), made)
    with pytest.raises(Refused) as refused:
        scans.looked(made, "quét.pdf", 20)
    assert codes(refused) == ["scan.unpacks"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_whose_bytes_are_chance_is_damaged(kind: str) -> None:
    out, image = io.BytesIO(), Image.effect_noise((500, 600), 60)
    image.save(out, kind, **({"compression": "tiff_lzw"} if kind == "TIFF" else {}))
    whole = out.getvalue()
    for first, last in ((700, len(whole) - 300), (8, len(whole) - 2)):
        with pytest.raises(Refused) as refused:
            scans.looked(noise(whole, first, last), "ảnh", 20)
        assert codes(refused) == ["scan.damaged"]


def test_what_travels_with_a_delegation_is_held_to_the_same() -> None:
    whole = pdf(2)
    assert delegation.opens(whole)
    assert not delegation.opens(noise(whole, 9, len(whole)))
