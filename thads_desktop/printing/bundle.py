"""A bundle: a cover listing and papers behind it in one PDF, in their order. Equal input gives equal bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from thads_desktop.printing import draw, geometry, listing_sheet
from thads_desktop.printing.fonts import ensure_fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.documents.compose import Paper
    from thads_desktop.domain.listing import Listing


def draw_bundle(cover: Listing, papers: Iterable[Paper]) -> bytes:
    """The papers are drawn as they come, so that who makes them may count, and stop."""
    from reportlab.pdfgen.canvas import Canvas

    ensure_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=geometry.PAGE, invariant=1, pageCompression=1, lang="vi-VN")
    canvas.setTitle(cover.title)
    canvas.setAuthor(cover.office)
    listing_sheet.draw_on(canvas, cover)
    for paper in papers:
        draw.draw_on(canvas, paper)
    canvas.save()
    return out.getvalue()
