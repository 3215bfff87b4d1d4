"""The text of a paper: paragraphs set to both edges, dotted lines to be filled in by hand, ruled tables."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.printing import geometry as g
from thads_desktop.printing.columns import columns
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR
from thads_desktop.printing.lines import broken, measure, wrapped

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Block
    from thads_desktop.printing.lines import Line
    from thads_desktop.printing.sheet import Sheet


def block(sheet: Sheet, what: Block, keep: float) -> None:
    """One block; keep: the height of what must stand on the page of its last lines."""
    if what.kind == "blank":
        _blank(sheet, what.lines)
    elif what.kind == "table":
        _table(sheet, what.rows)
    else:
        font = ITALIC if what.kind == "ground" else REGULAR
        lead = ((what.label, BOLD),) if what.label else ()
        _paragraph(sheet, broken((*lead, (what.text, font)), sheet.set.body, g.WIDTH, g.INDENT), keep)


def _paragraph(sheet: Sheet, lines: tuple[Line, ...], keep: float) -> None:
    sheet.y -= g.GAP
    while lines:
        here = _lines_here(sheet, len(lines), keep)
        for line in lines[:here]:
            _line(sheet, line)
        if not here:
            # It goes whole to the next page: what was to part it from the last one is left over here.
            sheet.y += g.GAP
        lines = lines[here:]
        if lines:
            sheet.next_page()


def _lines_here(sheet: Sheet, count: int, keep: float) -> int:
    """How many of a paragraph's lines stand on this page: never one line alone before or after the turn.

    keep: the foot, or the first row after a lead.
    """
    room = sheet.y - g.BOTTOM
    if count * sheet.set.leading + keep <= room:
        return count
    fits = int(room // sheet.set.leading)
    here = min(fits, count - 2)
    if here >= 2:
        return here
    # On an empty page what is asked for cannot be had: the foot is longer than a page.
    return min(fits, count) if sheet.fresh else 0


def _line(sheet: Sheet, line: Line) -> None:
    """One piece of text for each face, its spaces widened to reach the right edge unless the line is the last."""
    sheet.y -= sheet.set.leading
    if not line.words:
        return
    plain = sum(w.width for w in line.words) + sum(measure(" ", w.font, line.size) for w in line.words[:-1])
    gaps = len(line.words) - 1
    extra = 0.0 if line.last or not gaps else (g.WIDTH - line.indent - plain) / gaps
    text = sheet.canvas.beginText(g.LEFT + line.indent, sheet.y)
    text.setWordSpace(extra)
    for font, words in groupby(line.words, key=lambda w: w.font):
        text.setFont(font, line.size)
        piece = " ".join(w.text for w in words)
        gaps -= piece.count(" ") + 1
        # The space after a face belongs to it, so that copied text has it.
        text.textOut(piece + (" " if gaps >= 0 else ""))
    if extra:
        text.setWordSpace(0)
    sheet.canvas.drawText(text)


def _blank(sheet: Sheet, count: int) -> None:
    for _ in range(count):
        sheet.need(sheet.set.leading + 5)
        sheet.y -= sheet.set.leading + 5
        sheet.dots(g.LEFT, sheet.y, g.WIDTH)


class _Ruled(NamedTuple):
    """Columns of a table: how wide, in which size of letters, and which hold figures alone."""

    widths: tuple[float, ...]
    small: float
    figures: tuple[bool, ...]


def _table(sheet: Sheet, rows: tuple[tuple[str, ...], ...]) -> None:
    """Words stand at the left, figures at the right; its heads stand again on a further page."""
    sheet.y -= g.GAP + 2
    figures = tuple(at > 0 and not any(c.isalpha() for row in rows[1:] for c in row[at]) for at in range(len(rows[0])))
    ruled = _Ruled(*columns(rows), figures)
    head = _cells(rows[0], ruled, head=True)
    _row(sheet, head, ruled, head=True)
    for row in rows[1:]:
        cells = _cells(row, ruled, head=False)
        if sheet.y - _height(cells) < g.BOTTOM:
            sheet.next_page()
            _row(sheet, head, ruled, head=True)
        _row(sheet, cells, ruled)


def _height(cells: list[list[str]]) -> float:
    return max(len(cell) for cell in cells) * g.ROW + 5


def _cells(row: tuple[str, ...], ruled: _Ruled, *, head: bool) -> list[list[str]]:
    font = BOLD if head else REGULAR
    return [wrapped(text, font, ruled.small, w - 2 * g.CELL) for text, w in zip(row, ruled.widths, strict=True)]


def _row(sheet: Sheet, cells: list[list[str]], ruled: _Ruled, *, head: bool = False) -> None:
    """A row; one taller than the page is left goes on over the next pages."""
    while cells:
        height = _height(cells)
        sheet.need(height)
        fits = max(1, int((sheet.y - g.BOTTOM - 5) // g.ROW))
        here, cells = [c[:fits] for c in cells], [c[fits:] for c in cells] if height > sheet.y - g.BOTTOM else []
        _part(sheet, here, ruled, head=head)
        cells = cells if any(cells) else []
        if cells:
            sheet.next_page()


def _part(sheet: Sheet, cells: list[list[str]], ruled: _Ruled, *, head: bool) -> None:
    canvas, height, x = sheet.canvas, _height(cells), g.LEFT
    font = BOLD if head else REGULAR
    canvas.setLineWidth(0.5)
    for at, (lines, width) in enumerate(zip(cells, ruled.widths, strict=True)):
        canvas.rect(x, sheet.y - height, width, height)
        canvas.setFont(font, ruled.small)
        for n, text in enumerate(lines, 1):
            y = sheet.y - n * g.ROW
            if head:
                canvas.drawCentredString(x + width / 2, y, text)
            elif ruled.figures[at]:
                canvas.drawRightString(x + width - g.CELL, y, text)
            else:
                canvas.drawString(x + g.CELL, y, text)
        x += width
    sheet.y -= height
