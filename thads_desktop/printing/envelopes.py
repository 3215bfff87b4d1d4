"""Envelopes, one a page, in the size of the layout: sender above at the left, who gets it in the middle, wrapped, smaller where it is long.

Equal input gives equal bytes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR, drawable
from thads_desktop.printing.lines import broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.documents.envelopes import Box, Envelope, Layout

MM = 72 / 25.4
#: Nothing is drawn lower than so many millimetres above the edge.
FOOT = 8.0
#: Smaller than this nobody reads it; beneath it words are cut.
LEAST = 7.0


def draw_envelopes(envelopes: Sequence[Envelope], layout: Layout) -> bytes:
    """One page for each, in order."""
    buffer = io.BytesIO()
    author = envelopes[0].sender[-1] if envelopes and envelopes[0].sender else ""
    canvas = canvas_for(buffer, "Phong bì", author, (layout.width * MM, layout.height * MM))
    for each in envelopes:
        number = [(f"Số: {each.number}", REGULAR)] if each.number else []
        _box(canvas, layout, layout.sender, [*((line, BOLD if at == len(each.sender) - 1 else REGULAR) for at, line in enumerate(each.sender)), *number])
        _box(canvas, layout, layout.to, [("Kính gửi:", ITALIC), (each.to, BOLD), *([(each.address, REGULAR)] if each.address else [])])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _box(canvas: Any, layout: Layout, box: Box, paragraphs: list[tuple[str, str]]) -> None:
    """Wrapped within the box; as much smaller as it takes to stay on the envelope."""
    room = (layout.height - box.top - FOOT) * MM
    size = box.size
    while True:
        lines = [x for text, font in paragraphs for x in _wrapped(text, font, size, box.width * MM)]
        if len(lines) * size * 1.25 <= room or size <= LEAST:
            break
        size = max(LEAST, size - 0.5)
    y = (layout.height - box.top) * MM
    for text, font in lines[: int(room // (size * 1.25))]:
        y -= size * 1.25
        canvas.setFont(font, size)
        canvas.drawString(box.left * MM, y, text)


def _wrapped(text: str, font: str, size: float, width: float) -> list[tuple[str, str]]:
    return [(" ".join(w.text for w in line.words), font) for line in broken(((_plain(text), font),), size, width)]


def _plain(text: str) -> str:
    return drawable(" ".join(text.split()))
