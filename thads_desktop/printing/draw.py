"""A paper drawn to PDF: the page of Decree 30/2020, our own line breaking, vector rules, deterministic bytes."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.compose import signed_how
from thads_desktop.printing import geometry as g
from thads_desktop.printing.columns import columns
from thads_desktop.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, ensure_fonts

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Block, Paper
    from thads_desktop.printing.lines import Line

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def draw(paper: Paper) -> bytes:
    """The PDF of a paper; equal papers give equal bytes."""
    from reportlab.pdfgen.canvas import Canvas

    ensure_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=g.PAGE, invariant=1, pageCompression=1, lang="vi-VN")
    canvas.setTitle(" ".join(x for x in ("" if paper.letter else paper.title, paper.subject) if x))
    canvas.setAuthor(paper.author)
    canvas.setSubject(paper.head.number_line)
    canvas.setCreator("thads-desktop")
    draw_on(canvas, paper)
    canvas.save()
    return out.getvalue()


def draw_on(canvas: Any, paper: Paper) -> None:
    """The pages of a paper on a canvas that may hold others."""
    canvas.setPageSize(g.PAGE)
    _Sheet(canvas, paper, _setting(paper)).fill()


def _setting(paper: Paper) -> g.Setting:
    """The usual one; the closer one where that spares a last page with little more than the signature on it."""
    usual = _Sheet(_Nowhere(), paper, g.USUAL)
    usual.fill()
    if usual.page > 1 and usual.y > g.PAGE[1] - g.TOP - g.SHORT_PAGE:
        closer = _Sheet(_Nowhere(), paper, g.CLOSE)
        closer.fill()
        if closer.page < usual.page:
            return g.CLOSE
    return g.USUAL


class _Nowhere:
    """A canvas that keeps nothing: to see how many pages a paper takes."""

    def beginText(self, *_at: float) -> _Nowhere:
        return self

    def __getattr__(self, _name: str) -> Any:
        return _nothing


def _nothing(*_args: object) -> None:
    return None


class _Sheet:
    """Draws downwards; ``y`` is the baseline's upper limit in points from the page's foot."""

    def __init__(self, canvas: Any, paper: Paper, setting: g.Setting) -> None:
        self.canvas, self.paper, self.set = canvas, paper, setting
        self.page = 1
        self.y = g.PAGE[1] - g.TOP
        #: Of the table that is being drawn.
        self.columns: tuple[float, ...] = ()
        self.small = g.SMALL

    def fill(self) -> None:
        self._header()
        if not self.paper.letter:
            self._title()
        self._address()
        for at, block in enumerate(self.paper.blocks):
            if at == self.paper.resolves_at and self.paper.resolves:
                self._resolves()
            last = at == len(self.paper.blocks) - 1
            leads = block.text.endswith(":")
            self._block(block, keep=self._foot_height() if last else 2 * self.set.leading + g.GAP if leads else 0.0)
        self._foot()
        if self.paper.minutes:
            self._cross()
        self.canvas.showPage()

    # --- head --------------------------------------------------------------------------------------

    def _header(self) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from thads_desktop.printing.lines import headed, wrapped

        head = self.paper.head
        day_width = stringWidth(head.day_line, ITALIC, g.NUMBER) if head.day_line else 0.0
        right = min(max(g.HEAD_RIGHT, day_width + 4), g.HEAD_RIGHT_MOST)
        left = g.WIDTH - right
        middle_left, middle_right = g.LEFT + left / 2, g.LEFT + left + right / 2
        top = self.y
        if head.code:
            self._centred(head.code, REGULAR, 10, g.LEFT + left / 2, top + 4)
        y = top - g.CAPS
        for text in headed(head.parent.upper(), REGULAR, g.CAPS, left - g.HEAD_GAP):
            self._centred(text, REGULAR, g.CAPS, middle_left, y)
            y -= g.CAPS + 3
        widest = 0.0
        for text in headed(head.issuer.upper(), BOLD, g.CAPS, left - g.HEAD_GAP):
            self._centred(text, BOLD, g.CAPS, middle_left, y)
            widest = max(widest, stringWidth(text, BOLD, g.CAPS))
            y -= g.CAPS + 3
        self._rule(middle_left, y + g.CAPS - 2, widest * 0.42)
        left_end = y
        y = top - g.CAPS
        self._centred(NATION, BOLD, g.CAPS, middle_right, y)
        y -= g.MOTTO + 3
        self._centred(MOTTO, BOLD, g.MOTTO, middle_right, y)
        self._rule(middle_right, y - 4, stringWidth(MOTTO, BOLD, g.MOTTO))
        y = min(left_end, y - 12) - 8
        if head.number_line:
            self._centred(head.number_line, REGULAR, g.NUMBER, middle_left, y)
        if head.day_line:
            self._centred(head.day_line, ITALIC, g.NUMBER, middle_right, y)
        if self.paper.letter:
            y -= 6
            for text in wrapped(self.paper.subject, REGULAR, g.ABOUT, left - g.HEAD_GAP):
                y -= g.ABOUT + 2
                self._centred(text, REGULAR, g.ABOUT, middle_left, y)
        self.y = y - 14

    def _address(self) -> None:
        """Whom it is for: one beside the words, several listed beneath them."""
        from thads_desktop.printing.lines import broken

        to = self.paper.to
        if not to:
            return
        self.y -= g.GAP
        said = [f"Kính gửi: {to[0]}"] if len(to) == 1 else ["Kính gửi:", *(f"- {name.rstrip(' ;.')}{';' if name != to[-1] else '.'}" for name in to)]
        for at, text in enumerate(said):
            for line in broken(((text, REGULAR),), self.set.body, g.WIDTH - 2 * g.ADDRESS, 0 if not at else g.INDENT):
                self._need(self.set.leading)
                self.y -= self.set.leading
                self.canvas.setFont(REGULAR, self.set.body)
                self.canvas.drawString(g.LEFT + g.ADDRESS + line.indent, self.y, " ".join(w.text for w in line.words))
        self.y -= g.GAP

    def _title(self) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from thads_desktop.printing.lines import headed, wrapped

        middle = g.LEFT + g.WIDTH / 2
        self.y -= self.set.body
        self._centred(self.paper.title, BOLD, self.set.body, middle, self.y)
        widest = stringWidth(self.paper.title, BOLD, self.set.body)
        for text in wrapped(self.paper.subject, BOLD, self.set.body, g.WIDTH * 0.85) if self.paper.subject else ():
            self.y -= self.set.leading
            self._centred(text, BOLD, self.set.body, middle, self.y)
            widest = stringWidth(text, BOLD, self.set.body)
        self._rule(middle, self.y - 6, widest * 0.4)
        self.y -= 18
        if self.paper.head.authority:
            for text in headed(self.paper.head.authority.upper(), BOLD, self.set.body, g.WIDTH):
                self.y -= self.set.leading - 2
                self._centred(text, BOLD, self.set.body, middle, self.y)
            self.y -= g.GAP

    def _resolves(self) -> None:
        # With the first article and what it leads to.
        self._need(8 * self.set.leading)
        self.y -= self.set.leading + g.GAP + 2
        self._centred(self.paper.resolves, BOLD, self.set.body, g.LEFT + g.WIDTH / 2, self.y)
        self.y -= 4

    # --- body --------------------------------------------------------------------------------------

    def _block(self, block: Block, keep: float) -> None:
        from thads_desktop.printing.lines import broken

        if block.kind == "blank":
            self._blank(block.lines)
            return
        if block.kind == "table":
            self._table(block.rows)
            return
        font = ITALIC if block.kind == "ground" else REGULAR
        lead = ((block.label, BOLD),) if block.label else ()
        lines = broken((*lead, (block.text, font)), self.set.body, g.WIDTH, g.INDENT)
        self.y -= g.GAP
        while lines:
            here = self._lines_here(len(lines), keep)
            for line in lines[:here]:
                self._line(line)
            lines = lines[here:]
            if lines:
                self._next_page()

    def _lines_here(self, count: int, keep: float) -> int:
        """How many of a paragraph's lines stand on this page: never one line alone before or after the turn.

        keep: the height of what must stand on the page of the last lines: the foot, or the first row after a lead.
        """
        room = self.y - g.BOTTOM
        if count * self.set.leading + keep <= room:
            return count
        fits = int(room // self.set.leading)
        fresh = self.y >= g.PAGE[1] - g.TOP - g.GAP
        here = min(fits, count - 2)
        if here >= 2:
            return here
        # On an empty page what is asked for cannot be had: the foot is longer than a page.
        return min(fits, count) if fresh else 0

    def _line(self, line: Line) -> None:
        """One piece of text for each face, its spaces widened to reach the right edge unless the line is the last."""
        from thads_desktop.printing.lines import measure

        self.y -= self.set.leading
        if not line.words:
            return
        plain = sum(w.width for w in line.words) + sum(measure(" ", w.font, line.size) for w in line.words[:-1])
        gaps = len(line.words) - 1
        extra = 0.0 if line.last or not gaps else (g.WIDTH - line.indent - plain) / gaps
        text = self.canvas.beginText(g.LEFT + line.indent, self.y)
        text.setWordSpace(extra)
        for font, words in groupby(line.words, key=lambda w: w.font):
            text.setFont(font, line.size)
            piece = " ".join(w.text for w in words)
            gaps -= piece.count(" ") + 1
            # The space after a face belongs to it, so that copied text has it.
            text.textOut(piece + (" " if gaps >= 0 else ""))
        if extra:
            text.setWordSpace(0)
        self.canvas.drawText(text)

    def _blank(self, count: int) -> None:
        from thads_desktop.printing.lines import measure

        dots = "." * int(g.WIDTH / measure(".", REGULAR, self.set.body))
        for _ in range(count):
            self._need(self.set.leading + 5)
            self.y -= self.set.leading + 5
            self.canvas.setFont(REGULAR, self.set.body)
            self.canvas.drawString(g.LEFT, self.y, dots)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """A ruled table: the first column is words, the others figures; its heads stand again on a further page."""
        self.y -= g.GAP + 2
        self.columns, self.small = columns(rows)
        self._row(rows[0], head=True)
        for row in rows[1:]:
            if self.y - self._row_height(row) < g.BOTTOM:
                self._next_page()
                self._row(rows[0], head=True)
            self._row(row)

    def _row_height(self, row: tuple[str, ...], *, head: bool = False) -> float:
        return max(len(cell) for cell in self._cells(row, head=head)) * g.ROW + 5

    def _cells(self, row: tuple[str, ...], *, head: bool) -> list[list[str]]:
        from thads_desktop.printing.lines import wrapped

        font = BOLD if head else REGULAR
        return [wrapped(text, font, self.small, w - 2 * g.CELL) for text, w in zip(row, self.columns, strict=True)]

    def _row(self, row: tuple[str, ...], *, head: bool = False) -> None:
        height, x = self._row_height(row, head=head), g.LEFT
        self._need(height)
        font = BOLD if head else REGULAR
        self.canvas.setLineWidth(0.5)
        for at, (lines, width) in enumerate(zip(self._cells(row, head=head), self.columns, strict=True)):
            self.canvas.rect(x, self.y - height, width, height)
            self.canvas.setFont(font, self.small)
            for n, text in enumerate(lines, 1):
                y = self.y - n * g.ROW
                if head:
                    self.canvas.drawCentredString(x + width / 2, y, text)
                elif at:
                    self.canvas.drawRightString(x + width - g.CELL, y, text)
                else:
                    self.canvas.drawString(x + g.CELL, y, text)
            x += width
        self.y -= height

    # --- foot --------------------------------------------------------------------------------------

    def _foot_height(self) -> float:
        from thads_desktop.printing.lines import wrapped

        listed = sum(len(wrapped(f"- {r}", REGULAR, g.SMALL, g.WIDTH * 0.45)) for r in self.paper.recipients)
        signed = (len(self._titles()) + 1) * self.set.leading + 75
        further = 95.0 * ((len(self.paper.signatures) + 1) // 2)
        together = 20 + max((listed + 1) * 13.0, signed) + further
        # Recipients that would fill a page run on to the next one; the signature stays with the text.
        return together if together < g.LONGEST_FOOT else 20 + signed + further

    def _titles(self) -> list[str]:
        """The lines above the signature: a title too long for one breaks where its sense allows."""
        from thads_desktop.printing.lines import headed

        titles = self.paper.head.signer_title
        return [text for title in titles for text in headed(title, BOLD, self.set.body, g.SIGNER)]

    def _foot(self) -> None:
        self._need(self._foot_height())
        self.y -= 20
        top = self.y
        head = self.paper.head
        middle = g.LEFT + g.WIDTH * 0.74
        right = top
        for text in self._titles():
            self._centred(text, BOLD, self.set.body, middle, right)
            right -= self.set.leading
        right -= g.SIGNING
        self._centred(head.signer_name, BOLD, self.set.body, middle, right)
        page = self.page
        if self.paper.recipients:
            self._recipients()
        if self.page == page:
            self.y = min(self.y, right)
        if self.paper.signatures:
            self._further()

    def _recipients(self) -> None:
        from thads_desktop.printing.lines import wrapped

        self.canvas.setFont(BOLD_ITALIC, 12)
        self.canvas.drawString(g.LEFT, self.y, "Nơi nhận:")
        for recipient in self.paper.recipients:
            for at, text in enumerate(wrapped(f"- {recipient}", REGULAR, g.SMALL, g.WIDTH * 0.45)):
                self._need(13)
                self.y -= 13
                self.canvas.setFont(REGULAR, g.SMALL)
                self.canvas.drawString(g.LEFT + (5 if at else 0), self.y, text)

    def _further(self) -> None:
        from thads_desktop.printing.lines import wrapped

        for at in range(0, len(self.paper.signatures), 2):
            self.y -= 24
            lowest = self.y
            for place, title in zip((0.24, 0.74), self.paper.signatures[at : at + 2], strict=False):
                y = self.y
                for text in wrapped(title, BOLD, 12, g.WIDTH * 0.45):
                    self._centred(text, BOLD, 12, g.LEFT + g.WIDTH * place, y)
                    y -= 15
                self._centred(signed_how(self.paper, title), ITALIC, 11, g.LEFT + g.WIDTH * place, y)
                lowest = min(lowest, y)
            self.y = lowest - 50

    def _cross(self) -> None:
        """The unused rest of minutes is crossed with a diagonal line (TT 04/2023, Điều 36)."""
        if self.y - g.BOTTOM > g.CROSSED:
            self.canvas.setLineWidth(0.6)
            self.canvas.line(g.LEFT, g.BOTTOM, g.LEFT + g.WIDTH, self.y - 12)

    # --- small -------------------------------------------------------------------------------------

    def _need(self, height: float) -> None:
        if self.y - height < g.BOTTOM:
            self._next_page()

    def _next_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.y = g.PAGE[1] - g.TOP
        self._centred(str(self.page), REGULAR, g.NUMBER, g.PAGE[0] / 2, g.PAGE_NUMBER_Y)

    def _centred(self, text: str, font: str, size: float, x: float, y: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(x, y, text)

    def _rule(self, middle: float, y: float, length: float) -> None:
        self.canvas.setLineWidth(0.7)
        self.canvas.line(middle - length / 2, y, middle + length / 2, y)
