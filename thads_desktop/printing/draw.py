"""A paper drawn to PDF: the page of Decree 30/2020, our own line breaking, vector rules, deterministic bytes.

``head``, ``body`` and ``foot`` write their part on a ``sheet``; all measures stand in ``geometry``.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.printing import body, copy_mark, foot, geometry as g, head
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.qr import draw_code
from thads_desktop.printing.sheet import Sheet

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Paper


def draw(paper: Paper) -> bytes:
    """The PDF of a paper; equal papers give equal bytes."""
    out = io.BytesIO()
    title = " ".join(x for x in ("" if paper.letter else paper.title, paper.subject) if x)
    canvas = canvas_for(out, title, paper.author, g.PAGE, subject=paper.head.number_line)
    draw_on(canvas, paper)
    canvas.save()
    return out.getvalue()


def draw_on(canvas: Any, paper: Paper) -> None:
    """The pages of a paper on a canvas that may hold others."""
    canvas.setPageSize(g.PAGE)
    # A copy is set as the paper it is a copy of.
    setting, pages = _setting(replace(paper, copy=None))
    if paper.mark:
        draw_code(canvas, paper.mark, g.LEFT, g.CODE_Y, g.CODE)
    _fill(Sheet(canvas, paper, setting, pages))


def _setting(paper: Paper) -> tuple[g.Setting, int]:
    """The usual one, or one that wastes less of the paper; and how many pages there are.

    The closer one spares a last page with little more than the signature on it. Of minutes a rest of a page is crossed: the closer one where
    it spares that page, else the one of the looser ones that leaves least before the signatures, which stay together with the last words.
    """
    usual = _laid(paper, g.USUAL)
    wasted = paper.minutes and usual.wasted
    if usual.page > 1 and (wasted or usual.y > g.PAGE[1] - g.TOP - g.SHORT_PAGE):
        closer = _laid(paper, g.CLOSE)
        if closer.page < usual.page:
            return g.CLOSE, closer.ends
    if wasted:
        looser = (_laid(paper, setting) for setting in g.LOOSER)
        usual = min((usual, *(x for x in looser if x.page == usual.page)), key=lambda x: x.wasted)
    return usual.set, usual.ends


def _laid(paper: Paper, setting: g.Setting) -> Sheet:
    """The paper as it would fill its pages."""
    sheet = Sheet(_Nowhere(), paper, setting)
    _fill(sheet)
    return sheet


def _fill(sheet: Sheet) -> None:
    paper = sheet.paper
    if paper.copy is not None:
        copy_mark.top(sheet, paper.copy)
    head.header(sheet)
    if not paper.letter:
        head.title(sheet)
    head.address(sheet)
    for at, block in enumerate(paper.blocks):
        if at == paper.resolves_at and paper.resolves:
            head.resolves(sheet)
        last = at == len(paper.blocks) - 1
        leads = block.text.endswith(":")
        body.block(sheet, block, foot.height(sheet) if last else 2 * sheet.set.leading + g.GAP if leads else 0.0)
    foot.foot(sheet)
    sheet.ends = sheet.page
    if paper.copy is None or paper.copy.digital:
        sheet.cross()
    else:
        copy_mark.end(sheet, paper.copy)
    sheet.canvas.showPage()


class _Nowhere:
    """A canvas that keeps nothing: to see how many pages a paper takes."""

    def beginText(self, *_at: float) -> _Nowhere:
        return self

    def __getattr__(self, _name: str) -> Any:
        return _nothing


def _nothing(*_args: object) -> None:
    return None
