"""A bundle: a cover listing and papers behind it in one PDF, in their order. Equal input gives equal bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from thads_desktop.printing import draw, geometry, listing_sheet
from thads_desktop.printing.archival import canvas_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.documents.compose import Paper
    from thads_desktop.domain.listing import Listing


def draw_bundle(cover: Listing, papers: Iterable[Paper]) -> bytes:
    """The papers are drawn as they come, so that who makes them may count, and stop."""
    out = io.BytesIO()
    canvas = canvas_for(out, cover.title, cover.office, geometry.PAGE)
    listing_sheet.draw_on(canvas, cover)
    for paper in papers:
        draw.draw_on(canvas, paper)
    canvas.save()
    return out.getvalue()
