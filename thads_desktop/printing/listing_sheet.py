"""A listing on paper, landscape, A4 or for many columns A3 in small type: the office above, headings on every page, signatures on the
last, the proof at each foot.

``draw_listing(listing) -> bytes``, ``draw_wide(listing) -> bytes``: equal input gives equal bytes. Words wrap within their cell; a row
taller than a page is cut and goes on. The pages are laid out first, so that each says of how many it is one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.listing import decimals
from thads_desktop.domain.money import dong
from thads_desktop.domain.table_widths import figures, shared
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR, drawable
from thads_desktop.printing.lines import broken, headed, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.domain.listing import Cell, Listing, ListTable

PT = 72 / 25.4
SIGNATURES = 92.0


@dataclass(frozen=True, slots=True)
class Format:
    """A sheet and the type of its cells, in points. head: share of the width that the office's name may take; drop: from a line's foot
    to its letters' foot; least: lines below which no part of a row is begun at the foot of a page.
    """

    width: float
    height: float
    margin: float
    foot: float
    size: float
    leading: float
    pad: float
    head: float
    drop: float
    least: int

    @property
    def inner(self) -> float:
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        return self.height - self.foot

    @property
    def most(self) -> int:
        """Lines of the tallest row that is kept whole."""
        return int((self.bottom - self.margin - 60) / self.leading)

    @property
    def together(self) -> float:
        """A table's heading and head are not left alone at the foot of a page."""
        return 4 * self.leading + 2 * self.pad

    def widths(self, table: ListTable) -> list[float]:
        """By the shares; a column whose figures or whose heading's words would break takes what it needs from those that have it over."""
        whole = sum(c.share for c in table.columns)
        shares = [self.inner * c.share / whole for c in table.columns]
        return shared(shares, [self._least(table, at) for at in range(len(shares))])

    def _least(self, table: ListTable, at: int) -> float:
        """What a column needs so that no figure and no word of its heading breaks."""
        words = [measure(w, BOLD, self.size) for w in table.columns[at].title.split()]
        return max([*words, measure(figures((row[at] for row in table.rows), shown), REGULAR, self.size)]) + 2 * self.pad + 0.2


A4 = Format(297 * PT, 210 * PT, 12 * PT, 16 * PT, 9.5, 11.5, 3.0, head=0.42, drop=2.6, least=3)
A3 = Format(420 * PT, 297 * PT, 10 * PT, 14 * PT, 6.6, 7.9, 2.0, head=0.3, drop=1.8, least=4)


@dataclass(slots=True)
class _Page:
    """What is drawn: texts (x, y, text, font, size, align) and lines (x, y, x, y), y from the upper edge."""

    texts: list[tuple[float, float, str, str, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def draw_listing(listing: Listing) -> bytes:
    """The listing as PDF."""
    return draw_listings((listing,))


def draw_wide(listing: Listing) -> bytes:
    """A listing of many columns as PDF."""
    return draw_listings((listing,), A3)


def draw_listings(listings: Iterable[Listing], on: Format = A4) -> bytes:
    """Several listings in one PDF, each on pages of its own; the title is the first one's."""
    # As they come: whoever makes them may count, and stop.
    each = iter(listings)
    first = next(each)
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, first.title, first.office, (on.width, on.height))
    for listing in chain((first,), each):
        draw_on(canvas, listing, on)
    canvas.save()
    return buffer.getvalue()


def draw_on(canvas: Any, listing: Listing, on: Format = A4) -> None:
    """The pages of a listing on a canvas that may hold others."""
    canvas.setPageSize((on.width, on.height))
    pages = Layout(listing, on).pages
    for number, page in enumerate(pages, 1):
        footer(page, on, listing.proof, number, len(pages))
        draw_page(canvas, page, on.height)
        canvas.showPage()


def shown(cell: Cell) -> str:
    """A cell in words; what the shipped faces cannot draw is a question mark."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return short_date(cell)
    if isinstance(cell, Decimal):
        return decimals(cell)
    text = dong(cell) if isinstance(cell, int) else cell
    return drawable(text)


class Layout:
    """Lays a listing out on pages. above: room left on the first page from ``top`` on, for what is drawn there."""

    def __init__(self, listing: Listing, on: Format, above: float = 0.0) -> None:
        self.listing, self.on = listing, on
        self.pages: list[_Page] = [_Page()]
        self.y = on.margin
        self._head()
        self.top = self.y
        self.y += above
        for table in listing.tables:
            self._table(table)
        for note in listing.notes:
            self._paragraph(note, ITALIC)
        if listing.right[0]:
            self._sign()

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    def _new_page(self) -> None:
        self.pages.append(_Page())
        self.y = self.on.margin

    def _head(self) -> None:
        at, half = self.listing, self.on.inner * self.on.head
        for text, font in ((at.parent.upper(), REGULAR), (at.office.upper(), BOLD)):
            for line in headed(text, font, 10.5, half) if text else ():
                self.y += 12.5
                self._text(self.on.margin + half / 2, line, font, 10.5, "centre")
        if at.office:
            long = min(70.0, half / 3)
            self.page.rules.append((self.on.margin + (half - long) / 2, self.y + 4, self.on.margin + (half + long) / 2, self.y + 4))
        self.page.texts.append((self.on.margin + self.on.inner, self.on.margin + 12.5, _dated(at.place, at.day), ITALIC, 10.5, "right"))
        self.y += 22
        for line in _wrapped(at.title.upper(), BOLD, 14, self.on.inner):
            self._text(self.on.margin + self.on.inner / 2, line, BOLD, 14, "centre")
            self.y += 16
        for said in at.said:
            for line in _wrapped(said, ITALIC, 10.5, self.on.inner):
                self._text(self.on.margin + self.on.inner / 2, line, ITALIC, 10.5, "centre")
                self.y += 13
        self.y += 2

    def _table(self, table: ListTable) -> None:
        if self.y + max(self.on.together, self._start(table)) > self.on.bottom:
            self._new_page()
        if table.title:
            self.y += self.on.leading + 4
            self._text(self.on.margin, table.title, BOLD, 10.5, "left")
            self.y += 4
        if table.rows:
            widths = self.on.widths(table)
            self._row(table, widths, [c.title for c in table.columns], BOLD, head=True)
            for row in table.rows:
                self._row(table, widths, [shown(cell) for cell in row], REGULAR)
        if table.note:
            self._paragraph(table.note, ITALIC)

    def _start(self, table: ListTable) -> float:
        """How tall the title, the head and what is kept together of the first row are."""
        tall = self.on.leading + 8 if table.title else 0.0
        if not table.rows:
            return tall
        widths = self.on.widths(table)
        for n, cells in enumerate(([c.title for c in table.columns], [shown(cell) for cell in table.rows[0]])):
            lines = max(len(_wrapped(text, REGULAR if n else BOLD, self.on.size, w - 2 * self.on.pad)) for text, w in zip(cells, widths, strict=True))
            tall += (lines if not n or lines <= self.on.most else self.on.least) * self.on.leading + 2 * self.on.pad
        return tall

    def _row(self, table: ListTable, widths: Sequence[float], cells: Sequence[str], font: str, *, head: bool = False) -> None:
        lines = [_wrapped(text, font, self.on.size, width - 2 * self.on.pad) for text, width in zip(cells, widths, strict=True)]
        fresh = False
        while lines:
            room = int((self.on.bottom - self.y - 2 * self.on.pad) / self.on.leading)
            tall = max(1, *(len(x) for x in lines))
            # A row goes on a new page whole where it fits one, else as much of it as fits here; on a fresh page it is drawn.
            if tall > room and not head and not fresh and (room < self.on.least or tall <= self.on.most):
                self._new_page()
                self._row(table, widths, [c.title for c in table.columns], BOLD, head=True)
                fresh = True
                continue
            taken = min(tall, max(room, 1))
            self._cells(table, widths, [x[:taken] for x in lines], font, taken, head)
            lines = [x[taken:] for x in lines] if taken < tall else []
            fresh = False

    def _cells(self, table: ListTable, widths: Sequence[float], lines: Sequence[Sequence[str]], font: str, tall: int, head: bool) -> None:
        height, x = tall * self.on.leading + 2 * self.on.pad, self.on.margin
        for column, width, words in zip(table.columns, widths, lines, strict=True):
            align = "centre" if head else column.align
            at = {"left": x + self.on.pad, "centre": x + width / 2, "right": x + width - self.on.pad}[align]
            for n, line in enumerate(words, 1):
                self.page.texts.append((at, self.y + self.on.pad + n * self.on.leading - self.on.drop, line, font, self.on.size, align))
            x += width
        across = [(self.on.margin, y, x, y) for y in (self.y, self.y + height)]
        down = [self.on.margin + sum(widths[:n]) for n in range(len(widths) + 1)]
        self.page.rules += [*across, *((at, self.y, at, self.y + height) for at in down)]
        self.y += height

    def _paragraph(self, text: str, font: str) -> None:
        self.y += 3
        for line in _wrapped(shown(text), font, self.on.size, self.on.inner):
            if self.y + self.on.leading > self.on.bottom:
                self._new_page()
            self.y += self.on.leading
            self._text(self.on.margin, line, font, self.on.size, "left")

    def _sign(self) -> None:
        if self.y + SIGNATURES > self.on.bottom:
            self._new_page()
        top = self.y + 20
        blocks = (self.listing.left, *self.listing.between, self.listing.right)
        side = 0.22 if len(blocks) == 2 else 0.5 / len(blocks)
        for at, (title, name) in enumerate(blocks):
            if title:
                x = self.on.margin + self.on.inner * (side + at * (1 - 2 * side) / (len(blocks) - 1))
                self.page.texts.append((x, top, title.upper(), BOLD, 10.5, "centre"))
                how = "(Ký, ghi rõ họ tên, đóng dấu)" if self.listing.sealed and at == len(blocks) - 1 else "(Ký, ghi rõ họ tên)"
                self.page.texts.append((x, top + 12, how, ITALIC, 9.5, "centre"))
                self.page.texts.append((x, top + 68, name, BOLD, 10.5, "centre"))
        self.y += SIGNATURES

    def _text(self, x: float, text: str, font: str, size: float, align: str) -> None:
        self.page.texts.append((x, self.y, text, font, size, align))


@lru_cache(maxsize=20_000)
def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines of plain words, kept, for the same words come again and again; line breaks of the text stay."""
    parts = (" ".join(_parted(word, font, size, width) for word in part.split(" ")) for part in text.split("\n"))
    found = [" ".join(w.text for w in line.words) for part in parts for line in broken(((part, font),), size, width)]
    return found or [""]


def _parted(word: str, font: str, size: float, width: float) -> str:
    """A number too long for its column goes on behind a stroke or a hyphen: 01/QĐ- CCTHADS."""
    if measure(word, font, size) <= width:
        return word
    for at in range(len(word) - 1, 0, -1):
        if word[at - 1] in "-/;" and measure(word[:at], font, size) <= width:
            return f"{word[:at]} {_parted(word[at:], font, size, width)}"
    return word


def _dated(place: str, day: date) -> str:
    return ", ".join(x for x in (place, long_date(day)) if x)


def footer(page: _Page, on: Format, proof: str, number: int, pages: int) -> None:
    """Its proof, and of how many it is which."""
    y = on.height - on.foot + 14
    page.rules.append((on.margin, y - 10, on.margin + on.inner, y - 10))
    counted = f"Trang {number}/{pages}"
    page.texts.append((on.margin + on.inner, y, counted, REGULAR, 8.5, "right"))
    size = 8.5
    while size > 6 and measure(proof, REGULAR, size) > on.inner - 60:
        size -= 0.25
    page.texts.append((on.margin, y, proof, REGULAR, size, "left"))


def draw_page(canvas: Any, page: _Page, height: float) -> None:
    """What was laid out."""
    canvas.setLineWidth(0.4)
    for x0, y0, x1, y1 in page.rules:
        canvas.line(x0, height - y0, x1, height - y1)
    put = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
    for x, y, text, font, size, align in page.texts:
        canvas.setFont(font, size)
        put[align](x, height - y, text)
