"""The pack for a meeting on paper: A4 landscape, each section on pages of its own, charts above its tables, the pages counted through.

What a chart has no room for there goes on, on pages at the end of its section (the first page only shows where things stand).

``draw_briefing(sections) -> bytes``: equal input gives equal bytes.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.chart import Bars
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.charts import Box, draw_chart, rest_of
from thads_desktop.printing.listing_sheet import A4, Layout, draw_page, footer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.chart import Chart, Section

#: Height of the charts of a section, and what is free between them.
TALL, GAP = 180.0, 22.0
#: Charts beside each other on a page that goes on.
BESIDE = 2


def draw_briefing(sections: Sequence[Section]) -> bytes:
    """At least one section; the title of the file is the first one's."""
    first = sections[0].listing
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, first.title, first.office, (A4.width, A4.height))
    laid = [Layout(s.listing, A4, TALL + 8 if s.charts else 0.0) for s in sections]
    further = [_further(s) if n else [] for n, s in enumerate(sections)]
    whole, number = sum(len(x.pages) for x in laid) + sum(len(x) for x in further), 0
    for section, layout, more in zip(sections, laid, further, strict=True):
        for n, page in enumerate(layout.pages):
            number += 1
            footer(page, A4, section.listing.proof, number, whole)
            draw_page(canvas, page, A4.height)
            if n == 0 and section.charts:
                _beside(canvas, section.charts, layout.top + 4, TALL - 4, len(section.charts))
            canvas.showPage()
        for bare, charts in more:
            number += 1
            footer(bare.page, A4, section.listing.proof, number, whole)
            draw_page(canvas, bare.page, A4.height)
            _beside(canvas, charts, bare.top + 4, A4.bottom - bare.top - 4, BESIDE)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _further(section: Section) -> list[tuple[Layout, Sequence[Chart]]]:
    """The pages on which its charts go on: the section's head, and two charts beside each other."""
    pages: list[tuple[Layout, Sequence[Chart]]] = []
    bare = replace(section.listing, tables=(), notes=())
    top = Layout(bare, A4).top + 4
    for chart in section.charts:
        if isinstance(chart, Bars):
            rest = rest_of(chart, _box(0, TALL - 4, 0, len(section.charts)), _box(top, A4.bottom - top, 0, BESIDE))
            pages += [(Layout(bare, A4), rest[at : at + BESIDE]) for at in range(0, len(rest), BESIDE)]
    return pages


def _beside(canvas: Any, charts: Sequence[Chart], top: float, height: float, many: int) -> None:
    for at, chart in enumerate(charts):
        draw_chart(canvas, chart, _box(top, height, at, many))


def _box(top: float, height: float, at: int, many: int) -> Box:
    """The place of one of so many charts beside each other."""
    wide = (A4.inner - GAP * (many - 1)) / many
    return Box(A4.margin + at * (wide + GAP), top, wide, height, A4.height)
