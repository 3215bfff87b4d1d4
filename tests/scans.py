"""Invented scans: PDFs and pictures of any size, made by other libraries than those that read them."""

from __future__ import annotations

import io

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


def broken_pdfs() -> dict[str, bytes]:
    """PDFs that no reader opens although every word of one is in them."""
    whole = pdf(3)
    return {"no kids": whole.replace(b"/Kids", b"/Kixx"), "no root": whole.replace(b"/Root", b"/Rxxt"), "no pages": whole.replace(b"/Pages ", b"/Pxxes ")}
