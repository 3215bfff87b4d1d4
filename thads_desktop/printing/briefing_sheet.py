"""The pack for a meeting on paper: A4 landscape, each section on pages of its own, charts above its tables, the pages counted through.

``draw_briefing(sections) -> bytes``: equal input gives equal bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.charts import Box, draw_chart
from thads_desktop.printing.listing_sheet import A4, Layout, draw_page, footer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.chart import Section

#: Height of the charts of a section, and what is free between them.
TALL, GAP = 180.0, 22.0


def draw_briefing(sections: Sequence[Section]) -> bytes:
    """At least one section; the title of the file is the first one's."""
    first = sections[0].listing
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, first.title, first.office, (A4.width, A4.height))
    laid = [Layout(s.listing, A4, TALL + 8 if s.charts else 0.0) for s in sections]
    whole, number = sum(len(x.pages) for x in laid), 0
    for section, layout in zip(sections, laid, strict=True):
        for n, page in enumerate(layout.pages):
            number += 1
            footer(page, A4, section.listing.proof, number, whole)
            draw_page(canvas, page, A4.height)
            if n == 0 and section.charts:
                wide = (A4.inner - GAP * (len(section.charts) - 1)) / len(section.charts)
                for at, chart in enumerate(section.charts):
                    draw_chart(canvas, chart, Box(A4.margin + at * (wide + GAP), layout.top + 4, wide, TALL - 4, A4.height))
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()
