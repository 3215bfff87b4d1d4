"""The cover of a file: four pages, on two sheets that are folded (4 beside 1, then 2 beside 3) or one after the other.

``draw_cover(cover) -> bytes``: equal input gives equal bytes. The fields of page 1 become smaller where they must, and what even so finds no room goes
on at the top of page 2: none is cut. The list fills page 3 and goes on page 4; where even that does not hold it, the last line says that the rest
stands on the separate list, and nothing is cut in between.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR, drawable, ensure_fonts
from thads_desktop.printing.lines import broken, headed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.cover import Cover

PT = 72 / 25.4
SIZE, LEADING, PAD = 9.5, 11.5, 3.0
#: Sizes of the fields of page 1, the usual one first; what a line takes above its size, and the space after a field.
SIZES, OVER, APART = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0), 4.0, 8.0
#: Room for the two signatures beneath the list.
SIGNED = 84.0
#: A fold takes its part of the inner margin.
FOLD = 5 * PT
MORE = "Danh mục còn tiếp ở tờ danh mục rời kèm theo."


@dataclass(slots=True)
class _Page:
    """texts (x, y, text, font, size, align) and rules (x, y, x, y), from the upper left corner of the page."""

    texts: list[tuple[float, float, str, str, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, font: str = REGULAR, size: float = SIZE, align: str = "left") -> None:
        self.texts.append((x, y, drawable(text), font, size, align))


def draw_cover(cover: Cover) -> bytes:
    """The cover as PDF."""
    ensure_fonts()
    pages = _Cover(cover).pages()
    width, height = cover.width * PT, cover.height * PT
    sheets = [((pages[3], 0.0), (pages[0], width)), ((pages[1], 0.0), (pages[2], width))] if cover.folded else [((p, 0.0),) for p in pages]
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, cover.title, cover.office, (width * (2 if cover.folded else 1), height))
    for sheet in sheets:
        canvas.setLineWidth(0.4)
        for page, left in sheet:
            for x0, y0, x1, y1 in page.rules:
                canvas.line(left + x0, height - y0, left + x1, height - y1)
            draw = {"left": canvas.drawString, "right": canvas.drawRightString, "centre": canvas.drawCentredString}
            for x, y, text, font, size, align in page.texts:
                canvas.setFont(font, size)
                draw[align](left + x, height - y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Cover:
    """Lays the four pages out."""

    def __init__(self, cover: Cover) -> None:
        self.cover = cover
        self.width, self.height, self.margin = cover.width * PT, cover.height * PT, cover.margin * PT
        self.inner = self.width - 2 * self.margin - (FOLD if cover.folded else 0)
        #: What page 1 does not hold of its fields: (label, lines).
        self.further: list[tuple[str, list[str]]] = []

    def pages(self) -> tuple[_Page, ...]:
        """Pages 1 to 4."""
        third, left = self._list(self.cover.third, list(self.cover.rows), signed=True)
        fourth = self._list(self.cover.fourth, left, signed=False)[0] if left else _Page()
        first = self._first()
        return first, self._second(), third, fourth

    def _edge(self, page: int) -> float:
        """Left edge of what is written: the fold is at the left of odd pages, at the right of even ones."""
        return self.margin + (FOLD if self.cover.folded and page % 2 else 0)

    def _first(self) -> _Page:
        page, c, x = _Page(), self.cover, self._edge(1)
        middle, y = x + self.inner / 2, self.margin + 10
        for text, font in ((c.parent.upper(), REGULAR), (c.office.upper(), BOLD)):
            for line in headed(text, font, 12, self.inner * 0.7) if text else ():
                page.put(middle, y, line, font, 12, "centre")
                y += 15
        page.rules.append((middle - 40, y - 9, middle + 40, y - 9))
        y += 46
        page.put(middle, y, c.title, BOLD, 24, "centre")
        if c.again:
            y += 18
            page.put(middle, y, c.again, ITALIC, 11, "centre")
        self._fields(page, x, y + 40, self.height - self.margin - 150)
        self._approval(page, x)
        return page

    def _fields(self, page: _Page, x: float, y: float, foot: float) -> None:
        """All of them, in the largest size in which they have room; what has none in the smallest goes on page 2."""
        label = self.inner * 0.32
        for size in SIZES:
            wrapped = [(at, _wrapped(at.value, BOLD, size, self.inner - label) if at.value else ["…" * 24]) for at in self.cover.fields]
            tall = sum(len(lines) * (size + OVER) + APART for _at, lines in wrapped)
            usual = size < SIZES[0] or all(len(lines) <= at.lines for at, lines in wrapped)
            if usual and y + tall <= foot + size:
                break
        for at, lines in wrapped:
            room = max(0, int((foot + size - y) // (size + OVER)))
            if room:
                page.put(x, y, f"{at.label}:", REGULAR, size)
            for line in lines[:room]:
                page.put(x + label, y, line, BOLD if at.value else REGULAR, size)
                y += size + OVER
            y += APART
            if lines[room:]:
                self.further.append((f"{at.label} (tiếp trang 1)" if room else at.label, lines[room:]))

    def _approval(self, page: _Page, x: float) -> None:
        """At the right of the foot."""
        half = self.inner * 0.52
        middle, y = x + self.inner - half / 2, self.height - self.margin - 128
        for at, said in enumerate(self.cover.approval):
            for line in _wrapped(said, BOLD if not at else ITALIC, 12 if not at else 11, half):
                page.put(middle, y, line, BOLD if not at else ITALIC, 12 if not at else 11, "centre")
                y += 15
        page.put(middle, self.height - self.margin - 22, self.cover.signer, BOLD, 12, "centre")
        for line, top in zip(_wrapped(self.cover.proof, REGULAR, 7.5, self.inner), (8, 0), strict=False):
            page.put(x, self.height - self.margin / 2 - top, line, REGULAR, 7.5)

    def _second(self) -> _Page:
        page, x = _Page(), self._edge(2)
        y = self._title(page, x, self.cover.second)
        dated = 62.0
        foot = self.height - self.margin - 2 * LEADING
        for label, lines in self.further:
            for line in (f"{label}:", *_wrapped(" ".join(lines), BOLD, SIZE, self.inner)):
                page.put(x, y, line, BOLD if line != f"{label}:" else REGULAR)
                y += LEADING
            y += 4
        for day, what in self.cover.happened:
            lines = _wrapped(what, REGULAR, SIZE, self.inner - dated)
            if y + len(lines) * LEADING > foot:
                page.put(x, foot + LEADING, "Diễn biến còn tiếp trong hồ sơ.", ITALIC)
                break
            page.put(x, y, day)
            for line in lines:
                page.put(x + dated, y, line)
                y += LEADING
            y += 2
        return page

    def _list(self, title: str, rows: list[tuple[str, ...]], *, signed: bool) -> tuple[_Page, list[tuple[str, ...]]]:
        """(a page of the list, the rows that it does not hold)."""
        page, x = _Page(), self._edge(3 if signed else 4)
        y = self._title(page, x, title)
        whole = sum(c.share for c in self.cover.columns)
        widths = [self.inner * c.share / whole for c in self.cover.columns]
        y = self._row(page, x, y, widths, [c.title for c in self.cover.columns], BOLD)
        foot = self.height - self.margin - (SIGNED if signed else 0) - 2 * LEADING
        left = list(rows)
        while left:
            if y + self._tall(left[0], widths) > foot:
                break
            y = self._row(page, x, y, widths, left.pop(0), REGULAR)
        if left and not signed:
            page.put(x, y + LEADING + 2, MORE, ITALIC)
        elif left:
            page.put(x, y + LEADING + 2, "Danh mục tiếp ở trang 4.", ITALIC)
        if signed:
            for at, (said, name) in zip((0.2, 0.8), self.cover.signing, strict=True):
                middle, top = x + self.inner * at, self.height - self.margin - SIGNED + 14
                page.put(middle, top, said.upper(), BOLD, 10.5, "centre")
                page.put(middle, top + 12, "(Ký, ghi rõ họ tên)", ITALIC, 9.5, "centre")
                page.put(middle, top + 64, name, BOLD, 10.5, "centre")
        return page, left

    def _title(self, page: _Page, x: float, title: str) -> float:
        page.put(x + self.inner / 2, self.margin + 14, title, BOLD, 13, "centre")
        return self.margin + 30

    def _tall(self, cells: Sequence[str], widths: Sequence[float]) -> float:
        return max(len(_wrapped(c, REGULAR, SIZE, w - 2 * PAD)) for c, w in zip(cells, widths, strict=True)) * LEADING + 2 * PAD

    def _row(self, page: _Page, x: float, y: float, widths: Sequence[float], cells: Sequence[str], font: str) -> float:
        wrapped = [_wrapped(c, font, SIZE, w - 2 * PAD) for c, w in zip(cells, widths, strict=True)]
        height, at = max(len(w) for w in wrapped) * LEADING + 2 * PAD, x
        page.rules += [(x, y, x + self.inner, y), (x, y + height, x + self.inner, y + height), (x, y, x, y + height)]
        for column, width, lines in zip(self.cover.columns, widths, wrapped, strict=True):
            place = {"left": at + PAD, "right": at + width - PAD, "centre": at + width / 2}
            align = "centre" if font == BOLD else column.align
            for n, line in enumerate(lines, 1):
                page.put(place[align], y + PAD + n * LEADING - 2.6, line, font, SIZE, align)
            at += width
            page.rules.append((at, y, at, y + height))
        return y + height


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines of plain words."""
    lines = [" ".join(w.text for w in line.words) for part in text.split("\n") for line in broken(((drawable(part), font),), size, width)]
    return lines or [""]
