"""A sheet that is written downwards: where one is on it, the next page with its number, centred words, rules.

``y`` is the lowest place that is written, in points from the foot of the page; no baseline goes below ``geometry.BOTTOM``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.printing import geometry as g
from thads_desktop.printing.fonts import ITALIC, REGULAR

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Paper

#: At the foot of each page of minutes but the last.
INITIALS = "Chữ ký từng trang:"


class Sheet:
    """One paper on its pages. pages: how many there will be, once known: minutes leave room for initials on all but the last.

    left: what stood free at the foot of each page that was turned; ends: the page of its foot, after which a copy may have one more.
    """

    def __init__(self, canvas: Any, paper: Paper, setting: g.Setting, pages: int = 0) -> None:
        self.canvas, self.paper, self.set, self.pages = canvas, paper, setting, pages
        self.page, self.ends = 1, 0
        self.y = g.PAGE[1] - g.TOP
        self.left: list[float] = []
        self._margin()

    @property
    def wasted(self) -> float:
        """What of the pages before the last is left over and has to be crossed."""
        return sum(rest for rest in self.left if rest > g.CROSSED)

    @property
    def fresh(self) -> bool:
        """Nothing stands on the page yet."""
        return self.y >= g.PAGE[1] - g.TOP - g.GAP

    def need(self, height: float) -> None:
        """So much room below, or the next page."""
        if self.y - height < g.BOTTOM and not self.fresh:
            self.next_page()

    def next_page(self) -> None:
        self.cross()
        self.left.append(self.y - g.BOTTOM)
        self.canvas.showPage()
        self.page += 1
        self.y = g.PAGE[1] - g.TOP
        self.centred(str(self.page), REGULAR, g.NUMBER, g.PAGE[0] / 2, g.PAGE_NUMBER_Y)
        self._margin()

    def cross(self) -> None:
        """The unused rest of a page of minutes is crossed with a diagonal line, so that nothing is added to it (TT 04/2023, Điều 36)."""
        if self.paper.minutes and self.y - g.BOTTOM > g.CROSSED:
            self.canvas.setLineWidth(0.6)
            self.canvas.line(g.LEFT, g.BOTTOM, g.LEFT + g.WIDTH, self.y - g.CLEAR)

    def centred(self, text: str, font: str, size: float, x: float, y: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(x, y, text)

    def rule(self, middle: float, y: float, length: float) -> None:
        self.canvas.setLineWidth(0.7)
        self.canvas.line(middle - length / 2, y, middle + length / 2, y)

    def dots(self, x: float, y: float, length: float) -> None:
        """A dotted line to be written on, drawn and not typed."""
        self.canvas.setLineWidth(0.7)
        self.canvas.setDash(0.7, 2.2)
        self.canvas.line(x, y, x + length, y)
        self.canvas.setDash()

    def _margin(self) -> None:
        """Room for the initials of those present, where the page is no last one of minutes."""
        if self.paper.minutes and self.page < self.pages:
            from thads_desktop.printing.lines import measure

            right = g.LEFT + g.WIDTH
            self.canvas.setFont(ITALIC, g.INITIALS)
            wide = measure(INITIALS, ITALIC, g.INITIALS)
            self.canvas.drawString(right - 60 * g.MM - wide - 3, g.INITIALS_Y, INITIALS)
            self.dots(right - 60 * g.MM, g.INITIALS_Y - 1, 60 * g.MM)
