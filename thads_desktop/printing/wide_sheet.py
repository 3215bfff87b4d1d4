"""A listing of many columns on A3 landscape in small type: headings on every page, the proof at each foot.

``draw_wide(listing) -> bytes``: equal input gives equal bytes. Words wrap within their cell; a row taller than a page is cut and goes on.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import long_date
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR, ensure_fonts
from thads_desktop.printing.lines import broken, headed, measure
from thads_desktop.printing.listing_sheet import PT, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Listing, ListTable

WIDTH, HEIGHT = 420 * PT, 297 * PT
MARGIN, FOOT = 10 * PT, 14 * PT
INNER, BOTTOM = WIDTH - 2 * MARGIN, HEIGHT - FOOT
SIZE, LEADING, PAD = 6.6, 7.9, 2.0
_SIGNATURES = 92.0
#: Lines below which no part of a row is begun at the foot of a page.
_LEAST = 4


@dataclass(slots=True)
class _Page:
    texts: list[tuple[float, float, str, str, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def draw_wide(listing: Listing) -> bytes:
    """The listing as PDF."""
    ensure_fonts()
    pages = _Layout(listing).pages
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, listing.title, listing.office, (WIDTH, HEIGHT))
    put = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
    for number, page in enumerate(pages, 1):
        page.texts.append((MARGIN, HEIGHT - FOOT + 14, listing.proof, REGULAR, 7.5, "left"))
        page.texts.append((MARGIN + INNER, HEIGHT - FOOT + 14, f"Trang {number}/{len(pages)}", REGULAR, 7.5, "right"))
        canvas.setLineWidth(0.35)
        for x0, y0, x1, y1 in page.rules:
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        for x, y, text, font, size, align in page.texts:
            canvas.setFont(font, size)
            put[align](x, HEIGHT - y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Layout:
    """Lays a listing out on pages."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.pages = [_Page()]
        self.y = MARGIN
        self._kept: dict[tuple[str, str, float], list[str]] = {}
        self._head()
        for table in listing.tables:
            self._table(table)
        for note in listing.notes:
            self._paragraph(note)
        if listing.right[0]:
            self._sign()

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    def _new_page(self) -> None:
        self.pages.append(_Page())
        self.y = MARGIN

    def _head(self) -> None:
        at, half = self.listing, INNER * 0.3
        for text, font in ((at.parent.upper(), REGULAR), (at.office.upper(), BOLD)):
            for line in headed(text, font, 10.5, half) if text else ():
                self.y += 12.5
                self.page.texts.append((MARGIN + half / 2, self.y, line, font, 10.5, "centre"))
        dated = ", ".join(x for x in (at.place, long_date(at.day)) if x)
        self.page.texts.append((MARGIN + INNER, MARGIN + 12.5, dated, ITALIC, 10.5, "right"))
        self.y += 20
        self.page.texts.append((WIDTH / 2, self.y, at.title.upper(), BOLD, 14, "centre"))
        for said in at.said:
            self.y += 14
            self.page.texts.append((WIDTH / 2, self.y, said, ITALIC, 10, "centre"))
        self.y += 8

    def _table(self, table: ListTable) -> None:
        if table.title:
            self.y += 14
            self.page.texts.append((MARGIN, self.y, table.title, BOLD, 10, "left"))
            self.y += 4
        if not table.rows:
            self._paragraph(table.note)
            return
        whole = sum(c.share for c in table.columns)
        widths = [INNER * c.share / whole for c in table.columns]
        self._row(table, widths, [c.title for c in table.columns], head=True)
        for row in table.rows:
            self._row(table, widths, [shown(cell) for cell in row])

    def _row(self, table: ListTable, widths: Sequence[float], cells: Sequence[str], *, head: bool = False) -> None:
        font = BOLD if head else REGULAR
        lines = [self._wrapped(text, font, width - 2 * PAD) for text, width in zip(cells, widths, strict=True)]
        fresh = False
        while lines:
            room = int((BOTTOM - self.y - 2 * PAD) / LEADING)
            tall = max(1, *(len(x) for x in lines))
            if tall > room and not head and not fresh and (room < _LEAST or tall <= _FULL):
                self._new_page()
                self._row(table, widths, [c.title for c in table.columns], head=True)
                fresh = True
                continue
            taken = min(tall, max(room, 1))
            self._cells(table, widths, [x[:taken] for x in lines], font, taken, head=head)
            lines = [x[taken:] for x in lines] if taken < tall else []
            fresh = False

    def _cells(self, table: ListTable, widths: Sequence[float], lines: Sequence[Sequence[str]], font: str, tall: int, *, head: bool) -> None:
        height, x = tall * LEADING + 2 * PAD, MARGIN
        for column, width, words in zip(table.columns, widths, lines, strict=True):
            align = "centre" if head else column.align
            at = {"left": x + PAD, "centre": x + width / 2, "right": x + width - PAD}[align]
            for n, line in enumerate(words, 1):
                self.page.texts.append((at, self.y + PAD + n * LEADING - 1.8, line, font, SIZE, align))
            x += width
        edges = [MARGIN + sum(widths[:n]) for n in range(len(widths) + 1)]
        self.page.rules += [(MARGIN, y, x, y) for y in (self.y, self.y + height)]
        self.page.rules += [(at, self.y, at, self.y + height) for at in edges]
        self.y += height

    def _paragraph(self, text: str) -> None:
        self.y += 3
        for line in self._wrapped(shown(text), ITALIC, INNER, 9):
            if self.y + 11 > BOTTOM:
                self._new_page()
            self.y += 11
            self.page.texts.append((MARGIN, self.y, line, ITALIC, 9, "left"))

    def _sign(self) -> None:
        if self.y + _SIGNATURES > BOTTOM:
            self._new_page()
        top = self.y + 20
        for (title, name), x in ((self.listing.left, MARGIN + INNER * 0.2), (self.listing.right, MARGIN + INNER * 0.8)):
            self.page.texts.append((x, top, title.upper(), BOLD, 10.5, "centre"))
            self.page.texts.append((x, top + 12, "(Ký, ghi rõ họ tên)", ITALIC, 9.5, "centre"))
            self.page.texts.append((x, top + 68, name, BOLD, 10.5, "centre"))
        self.y += _SIGNATURES

    def _wrapped(self, text: str, font: str, width: float, size: float = SIZE) -> list[str]:
        found = self._kept.get((text, font, width))
        if found is None:
            parts = (" ".join(_parted(word, font, size, width) for word in part.split(" ")) for part in text.split("\n"))
            lines = [" ".join(w.text for w in line.words) for part in parts for line in broken(((part, font),), size, width)]
            found = self._kept[text, font, width] = lines or [""]
        return found


def _parted(word: str, font: str, size: float, width: float) -> str:
    """A number too long for its column goes on behind a stroke or a hyphen: 01/QĐ- CCTHADS."""
    if measure(word, font, size) <= width:
        return word
    for at in range(len(word) - 1, 0, -1):
        if word[at - 1] in "-/;" and measure(word[:at], font, size) <= width:
            return f"{word[:at]} {_parted(word[at:], font, size, width)}"
    return word


#: Lines of the tallest row that is kept whole.
_FULL = int((BOTTOM - MARGIN - 90) / LEADING)
