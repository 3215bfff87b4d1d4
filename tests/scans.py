"""Invented scans: PDFs and pictures of any size, made by other libraries than those that read them."""

from __future__ import annotations

import io
import random

from PIL import Image
from pypdf import PdfWriter


def pdf(pages: int = 1, *, password: str = "", compressed: bool = False) -> bytes:
    """Empty pages of A4."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if compressed:
        writer.compress_identical_objects()
        writer.pdf_header = "%PDF-1.5"
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), pages: int = 1, colour: str = "white") -> bytes:
    """A plain picture; a TIFF may have several pages."""
    images = [Image.new("RGB", size, colour) for _ in range(pages)]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
    images[0].save(out, kind, **more)  # type: ignore[arg-type]  # what a TIFF takes besides
    return out.getvalue()


def drawn(pages: int = 2) -> bytes:
    """Pages with words on them, as a program that writes PDFs makes them."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for page in range(pages):
        for line in range(40):
            canvas.drawString(60, 760 - 17 * line, f"Trang {page + 1} dòng {line + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(kind: str = "JPEG") -> bytes:
    """One page with a picture on it, as a scanner makes it."""
    out = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert("RGB" if kind == "JPEG" else "L").save(out, "PDF")
    return out.getvalue()


def noise(whole: bytes, first: int, last: int, seed: int = 7) -> bytes:
    """The same with bytes by chance from one place to another."""
    return whole[:first] + random.Random(seed).randbytes(last - first) + whole[last:]


def broken_pdfs() -> dict[str, bytes]:
    """PDFs that no reader opens although every word of one is in them, and some that open upon nothing."""
    whole, words, photo = pdf(3), drawn(), scanned()
    empty, second = PdfWriter(), whole.index(b"5 0 obj") + 8
    out = io.BytesIO()
    empty.write(out)
    stream, end = words.index(b"stream\n") + 7, words.index(b"endstream")
    picture_at = photo.index(b"\xff\xd8\xff")
    return {
        "no kids": whole.replace(b"/Kids", b"/Kixx"), "no root": whole.replace(b"/Root", b"/Rxxt"), "no pages": whole.replace(b"/Pages ", b"/Pxxes "),
        "chance behind the first line": noise(whole, 9, len(whole)), "chance between the ends": noise(whole, 15, whole.rindex(b"startxref")),
        "no page": out.getvalue(), "one page of three is chance": noise(whole, second, second + 60),
        "no trailer": whole.replace(b"trailer", b"trxxler"), "what a page draws is chance": noise(words, stream, end),
        "the picture is chance": noise(photo, picture_at, photo.index(b"endstream", picture_at)),
    }  # fmt: skip
