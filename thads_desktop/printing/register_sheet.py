"""A register on A3: the certification of its pages on the inside of the cover, then numbered pages with the year large on the first.

``draw_register(register) -> bytes``: equal input gives equal bytes. Page numbers stand in the middle of the upper margin. Ten thousand rows
are set in seconds: words are measured by a table of widths, and each page is written as one block of text.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.register_print import PrintPart, RegisterPrint
from thads_desktop.domain.table_widths import figures, shared
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR, ensure_fonts
from thads_desktop.printing.register_type import Face, Pen, cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Cell

PT = 72 / 25.4
WIDTH, HEIGHT = 420 * PT, 297 * PT
LEFT, RIGHT, TOP, FOOT = 22 * PT, 14 * PT, 20 * PT, 16 * PT
INNER = WIDTH - LEFT - RIGHT
BOTTOM = HEIGHT - FOOT
#: Where the page number stands: the middle of the upper margin.
NUMBER_Y = 12 * PT
SIZE, LEADING, PAD = 8.5, 10.2, 2.6
#: The words of a row of sums want this much.
WORDS = 80.0
#: Figures are set no smaller than this.
LEAST = 5.5
SIGNATURES = 104.0
#: The line under the last number of a closed period is of another colour.
RED = (0.75, 0.05, 0.1)
CHANGES = ("Số thứ tự", "Mục", "Đã ghi khi kết sổ", "Nay là", "Ngày sửa đổi, bổ sung")
_CHANGE_WIDTHS = (0.07, 0.2, 0.31, 0.31, 0.11)


@dataclass(slots=True)
class _Page:
    """What is drawn: texts (x, y, text, font, size), y from the upper edge; rules; coloured rules."""

    texts: list[tuple[float, float, str, str, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    red: list[tuple[float, float, float, float]] = field(default_factory=list)


def draw_register(register: RegisterPrint) -> bytes:
    """The register as PDF."""
    ensure_fonts()
    pages = _Layout(register).pages
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, f"{register.name}, năm {register.year}", register.office, (WIDTH, HEIGHT))
    pen = Pen(canvas, HEIGHT)
    for page in (_certified(register, len(pages)), *pages):
        pen.page(page.texts, page.rules, page.red, RED)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def laid_out(register: RegisterPrint) -> list[list[tuple[float, float, str, str, float]]]:
    """What stands on each numbered page: (x, y from the upper edge, text, face, size)."""
    ensure_fonts()
    return [page.texts for page in _Layout(register).pages]


def widths(register: RegisterPrint) -> list[float]:
    """How wide each column is drawn."""
    ensure_fonts()
    return _Layout(replace(register, parts=tuple(replace(p, said=()) for p in register.parts))).widths


class _Layout:
    """Lays the numbered pages out."""

    def __init__(self, register: RegisterPrint) -> None:
        self.register = register
        self.regular, self.bold, self.italic = Face(REGULAR), Face(BOLD), Face(ITALIC)
        whole = sum(c.share for c in register.columns)
        self.widths = shared([INNER * c.share / whole for c in register.columns], self._least())
        self.aligns = [c.align for c in register.columns]
        self.edges = [LEFT]
        for width in self.widths:
            self.edges.append(self.edges[-1] + width)
        self.pages: list[_Page] = []
        self.y = 0.0
        self._new_page()
        self._opening()
        self._heads()
        for part in register.parts:
            self._part(part)
        if register.changes:
            self._changes(register.changes)
        for note in register.notes:
            self._paragraph(note)

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    def _least(self) -> list[float]:
        """What each column needs so that no figure, no day and no word of its heading breaks or is set smaller."""
        parts = self.register.parts
        rows = [*(r for p in parts for r in p.rows), *(r for p in parts for r in p.further[1]), *(r for p in parts for _t, rs, _s in p.older for r in rs)]
        sums = [s for p in parts for _w, s in (*p.sums, *(x for _t, _rs, more in p.older for x in more))]
        found = []
        for at, column in enumerate(self.register.columns):
            words = [self.bold.width(w, SIZE) for w in column.title.split()]
            said = self.regular.width(figures((r[at] for r in rows), cell_text), SIZE)
            summed = self.bold.width(figures((s[at] for s in sums), cell_text), SIZE)
            found.append(max(*words, said, summed, 0.0) + 2 * PAD + 0.2)
        return found

    def _new_page(self) -> None:
        self.pages.append(_Page())
        self.y = TOP
        number = str(len(self.pages))
        self.put(LEFT + INNER / 2, NUMBER_Y, number, self.regular, 11, "centre")
        self.page.rules.append((LEFT, BOTTOM + 6, LEFT + INNER, BOTTOM + 6))
        self.put(LEFT, BOTTOM + 16, self.regular.cut(self.register.foot, 8, INNER), self.regular, 8, "left")

    def _opening(self) -> None:
        """The head of the first page: the office, the name, the year large and bold."""
        r, half = self.register, INNER * 0.34
        y = TOP + 8
        for text, face in ((r.parent.upper(), self.regular), (r.office.upper(), self.bold)):
            for line in face.wrap(text, 11, half) if text else ():
                self.put(LEFT + half / 2, y, line, face, 11, "centre")
                y += 13
        said = f"Mẫu số {r.number}" if r.number.isdigit() else ""
        right = LEFT + INNER
        for n, text in enumerate(x for x in (said, r.circular) if x):
            self.put(right, TOP + 8 + 13 * n, text, self.italic, 10.5, "right")
        self.put(LEFT + INNER / 2, TOP + 26, f"NĂM {r.year}", self.bold, 30, "centre")
        self.y = max(y, TOP + 36) + 12
        for line in self.bold.wrap(r.name.upper(), 15, INNER):
            self.put(LEFT + INNER / 2, self.y, line, self.bold, 15, "centre")
            self.y += 18
        for said in r.said:
            for line in self.italic.wrap(said, 10.5, INNER):
                self.put(LEFT + INNER / 2, self.y, line, self.italic, 10.5, "centre")
                self.y += 13
        self.y -= 6

    def _heads(self) -> None:
        """The headings of the columns and their numbers."""
        lines = [self.bold.wrap(c.title, SIZE, w - 2 * PAD) for c, w in zip(self.register.columns, self.widths, strict=True)]
        self._row(lines, self.bold, ["centre"] * len(lines))
        self._row([[f"({n})"] for n in range(1, len(lines) + 1)], self.italic, ["centre"] * len(lines))

    def _part(self, part: PrintPart) -> None:
        self._rows(part.rows)
        heading, further = part.further
        if further:
            self._across(heading)
            self._rows(further)
        if part.closed:
            self.page.red.append((LEFT, self.y, LEFT + INNER, self.y))
        for words, cells in part.sums:
            self._sum(words, cells)
        for title, rows, sums in part.older:
            self._across(title)
            self._rows(rows)
            for words, cells in sums:
                self._sum(words, cells)
        for said in part.said:
            self._paragraph(said)
        if part.signed:
            self._sign(part)
            if part is not self.register.parts[-1]:
                self._heads_if_rows()

    def _rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        wrap, inner = self.regular.wrap, [w - 2 * PAD for w in self.widths]
        for row in rows:
            lines = [wrap(cell_text(cell), SIZE, w) for cell, w in zip(row, inner, strict=True)]
            tall = max(map(len, lines))
            sizes = self._figures(row, lines, self.regular) if tall > 1 else None
            tall = max(map(len, lines))
            if self.y + tall * LEADING + 2 * PAD > BOTTOM:
                self._next()
            room = int((BOTTOM - self.y - 2 * PAD) / LEADING)
            while tall > room:
                # A row taller than a page goes on.
                self._row([x[:room] for x in lines], self.regular, self.aligns, sizes=sizes)
                lines, tall = [x[room:] for x in lines], tall - room
                self._next()
                room = int((BOTTOM - self.y - 2 * PAD) / LEADING)
            self._row(lines, self.regular, self.aligns, sizes=sizes)

    def _figures(self, cells: Sequence[Cell], lines: list[list[str]], face: Face) -> list[float] | None:
        """Sums of money and days that are wider than their column: each in one line of smaller figures, for in two lines it reads as two, and a
        day is found by nobody. The sizes of all columns then; None where all have room."""
        wide = [at for at, cell in enumerate(cells) if isinstance(cell, int | Decimal | date) and len(lines[at]) > 1]
        if not wide:
            return None
        sizes = [SIZE] * len(lines)
        for at in wide:
            text, room = cell_text(cells[at]), self.widths[at] - 2 * PAD
            fit = SIZE * room / face.width(text, SIZE)
            if fit >= LEAST:
                lines[at], sizes[at] = [text], fit
            else:
                # Broken between its groups.
                sizes[at] = LEAST
                lines[at] = face.wrap(text.replace(".", ". "), LEAST, room)
        return sizes

    def _across(self, words: str) -> None:
        """A heading over all columns, on the page of the first row beneath it."""
        lines = self.bold.wrap(words, SIZE, INNER - 2 * PAD)
        if self.y + (len(lines) + 3) * LEADING + 4 * PAD > BOTTOM:
            self._next()
        for n, line in enumerate(lines, 1):
            self.put(LEFT + PAD, self.y + PAD + n * LEADING - 2.4, line, self.bold, SIZE, "left")
        self._row([[""] * len(lines), *([] for _ in self.widths[1:])], self.bold, self.aligns, len(self.widths))

    def _heads_if_rows(self) -> None:
        if self.y + 8 * LEADING > BOTTOM:
            self._next()
        else:
            self._heads()

    def _next(self) -> None:
        self._new_page()
        self._heads()

    def _row(
        self, lines: Sequence[Sequence[str]], face: Face, aligns: Sequence[str], joined: int = 0, sizes: Sequence[float] | None = None
    ) -> None:
        """A row of cells; joined: so many of them from the left are one; sizes: of the columns, None = the usual one."""
        tall = max(1, *map(len, lines))
        height = tall * LEADING + 2 * PAD
        y, put, edges = self.y, self.page.texts.append, self.edges
        for at, words in enumerate(lines):
            align, size = aligns[at], SIZE if sizes is None else sizes[at]
            for n, line in enumerate(words, 1):
                if line:
                    if align == "left":
                        x = edges[at] + PAD
                    elif align == "right":
                        x = edges[at + 1] - PAD - face.width(line, size)
                    else:
                        x = (edges[at] + edges[at + 1] - face.width(line, size)) / 2
                    put((x, y + PAD + n * LEADING - 2.4, line, face.name, size))
        under = y + height
        self.page.rules += [(LEFT, y, LEFT + INNER, y), (LEFT, under, LEFT + INNER, under)]
        self.page.rules += [(x, y, x, under) for n, x in enumerate(edges) if not 0 < n < joined]
        self.y = under

    def _sum(self, words: str, cells: Sequence[Cell]) -> None:
        """A row of sums: its words over the columns before the first sum; where these have no room for them, over all in a line of its own."""
        first = next((n for n, cell in enumerate(cells) if cell is not None), len(cells))
        if self.edges[first] - LEFT < WORDS:
            self._across(words)
            words = ""
        said = self.bold.wrap(words, SIZE, self.edges[first] - LEFT - 2 * PAD) if words else []
        lines = [self.bold.wrap(cell_text(cell), SIZE, w - 2 * PAD) if cell is not None else [] for cell, w in zip(cells, self.widths, strict=True)]
        sizes = self._figures(cells, lines, self.bold)
        tall = max(1, len(said), *map(len, lines))
        if self.y + tall * LEADING + 2 * PAD > BOTTOM:
            self._next()
        for n, line in enumerate(said, 1):
            self.put(LEFT + PAD, self.y + PAD + n * LEADING - 2.4, line, self.bold, SIZE, "left")
        # As tall as the words need.
        self._row([[*x, *[""] * (tall - len(x))] for x in lines], self.bold, self.aligns, first, sizes)

    def _paragraph(self, text: str) -> None:
        for line in self.italic.wrap(text, 9.5, INNER):
            if self.y + 13 > BOTTOM:
                self._new_page()
            self.y += 13
            self.put(LEFT, self.y, line, self.italic, 9.5, "left")

    def _sign(self, part: PrintPart) -> None:
        place = ", ".join(x for x in (self.register.place, long_date(part.dated) if part.dated else "") if x)
        dated = self.italic.wrap(place, 10.5, INNER * 0.6)
        blocks = self._blocks(part.signed)
        titles, names = max(len(t) for t, _ in blocks), max(len(n) for _, n in blocks)
        height = SIGNATURES + 13 * (len(dated or "x") - 1 + titles - 1 + max(0, names - 1))
        if self.y + height > BOTTOM:
            self._new_page()
        y = self.y + 5
        for line in dated:
            y += 13
            self.put(LEFT + INNER, y, line, self.italic, 10.5, "right")
        _signed(self, blocks, max(y, self.y + 18) + 16, titles)
        self.y += height

    def _blocks(self, signed: Sequence[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
        """Title and name of each who signs, in as many lines as they need beside the others."""
        room = INNER / len(signed) - 12
        return [(self.bold.wrap(title.upper(), 11, room), self.bold.wrap(name, 11, room)) for title, name in signed]

    def _changes(self, rows: Sequence[Sequence[Cell]]) -> None:
        """What became different of closed rows, as a table of its own."""
        kept = self.widths, self.edges, self.aligns
        self.widths = [INNER * share for share in _CHANGE_WIDTHS]
        self.edges = [LEFT]
        for width in self.widths:
            self.edges.append(self.edges[-1] + width)
        self.aligns = ["centre", "left", "left", "left", "centre"]
        self._paragraph("Sửa đổi, bổ sung sau khi kết sổ (các dòng đã kết giữ nguyên):")
        self.y += 4
        self._row([self.bold.wrap(h, SIZE, w - 2 * PAD) for h, w in zip(CHANGES, self.widths, strict=True)], self.bold, ["centre"] * 5)
        for row in rows:
            lines = [self.regular.wrap(cell_text(c), SIZE, w - 2 * PAD) for c, w in zip(row, self.widths, strict=True)]
            if self.y + max(map(len, lines)) * LEADING + 2 * PAD > BOTTOM:
                self._new_page()
            while any(lines):
                # What is taller than a page goes on.
                room = int((BOTTOM - self.y - 2 * PAD) / LEADING)
                self._row([x[:room] for x in lines], self.regular, self.aligns)
                lines = [x[room:] for x in lines]
                if any(lines):
                    self._new_page()
        self.widths, self.edges, self.aligns = kept

    def put(self, x: float, y: float, text: str, face: Face, size: float, align: str) -> None:
        """A text at a place of the present page."""
        back = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        self.page.texts.append((x - back * face.width(text, size), y, face.drawable(text), face.name, size))


def _signed(layout: _Layout, blocks: Sequence[tuple[list[str], list[str]]], y: float, titles: int) -> None:
    """Beside each other, on one level whatever the lines of their titles."""
    for at, (title, name) in enumerate(blocks):
        x = LEFT + INNER * (at + 0.5) / len(blocks)
        for n, line in enumerate(title):
            layout.put(x, y + 13 * n, line, layout.bold, 11, "centre")
        layout.put(x, y + 13 * titles, "(Ký, ghi rõ họ tên)", layout.italic, 10, "centre")
        for n, line in enumerate(name):
            layout.put(x, y + 13 * (titles - 1 + n) + 62, line, layout.bold, 11, "centre")


def _certified(register: RegisterPrint, pages: int) -> _Page:
    """The inside of the cover: how many pages there are, from when until when it is used; the head signs."""
    page = _Page()
    regular, bold, italic = Face(REGULAR), Face(BOLD), Face(ITALIC)
    middle, y = WIDTH / 2, 60 * PT

    def put(text: str, face: Face, size: float, step: float, x: float = middle) -> None:
        """Centred, in as many lines as it needs between the edges; what follows stands a step below."""
        nonlocal y
        for line in face.wrap(text, size, 2 * min(x - LEFT, LEFT + INNER - x)):
            page.texts.append((x - face.width(line, size) / 2, y, line, face.name, size))
            y += size * 1.25
        y += step - size * 1.25

    for text, face, size, step in ((register.parent.upper(), regular, 13, 18), (register.office.upper(), bold, 13, 46)):
        if text:
            put(text, face, size, step)
    put(register.name.upper(), bold, 24, 30)
    if register.number:
        put(f"Số sổ: {register.number}", regular, 14, 42)
    put(f"NĂM {register.year}", bold, 30, 60)
    since, until = register.used
    for line in (
        f"Sổ này gồm {pages} trang, đánh số từ trang 1 đến trang {pages}.", f"Sử dụng từ ngày {short_date(since)} đến ngày {short_date(until)}.",
    ):  # fmt: skip
        put(line, regular, 14, 22)
    y += 30
    at = WIDTH * 0.72
    put(f"{register.place + ', ' if register.place else ''}ngày …… tháng …… năm ………", italic, 13, 20, at)
    put(register.head[0].upper() or "THỦ TRƯỞNG CƠ QUAN", bold, 13, 16, at)
    put("(Ký, ghi rõ họ tên, đóng dấu)", italic, 12, 90, at)
    put(register.head[1], bold, 13, 16, at)
    return page
