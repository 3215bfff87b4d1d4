"""Setting very many short texts fast: widths from a table, words broken by sums, and a page written as one block of text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import tenths
from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.domain.listing import Cell

#: So many texts are remembered, for the same come again and again.
_MOST = 60_000


def cell_text(cell: Cell) -> str:
    """A cell in words."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return short_date(cell)
    return dong(cell) if isinstance(cell, int) else tenths(cell) if isinstance(cell, Decimal) else cell


class Face:
    """A face by name: widths of its letters in thousandths of the size, and lines broken by them."""

    def __init__(self, name: str) -> None:
        from reportlab.pdfbase import pdfmetrics

        face = pdfmetrics.getFont(name).face
        self.name = name
        self._widths: dict[str, float] = {}
        self._held, self._table, self._usual = face.charToGlyph, face.charWidths, face.defaultWidth
        self._lines: dict[tuple[str, float, float], list[str]] = {}

    def drawable(self, text: str) -> str:
        """What the face cannot draw is a question mark."""
        return "".join(c if ord(c) in self._held else "?" for c in text)

    def width(self, text: str, size: float) -> float:
        widths = self._widths
        try:
            return sum([widths[c] for c in text]) * size / 1000
        except KeyError:
            for c in text:
                widths.setdefault(c, float(self._table.get(ord(c), self._usual)))
            return self.width(text, size)

    def cut(self, text: str, size: float, room: float) -> str:
        """The text, or as much of it as has room."""
        while text and self.width(text, size) > room:
            text = text[:-1]
        return self.drawable(text)

    def wrap(self, text: str, size: float, room: float) -> list[str]:
        """Lines of words; line breaks of the text stay; a word wider than a line is cut. [] for nothing."""
        key = (text, size, room)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _MOST:
                self._lines.clear()
            found = self._lines[key] = self._wrapped(text, size, room) if text else []
        return found

    def _wrapped(self, text: str, size: float, room: float) -> list[str]:
        lines: list[str] = []
        for part in text.split("\n"):
            plain = self.drawable(" ".join(part.split()))
            if self.width(plain, size) <= room:
                lines.append(plain)
                continue
            space, held, used = self.width(" ", size), "", 0.0
            for word in plain.split(" "):
                wide = self.width(word, size)
                if held and used + space + wide <= room:
                    held, used = f"{held} {word}", used + space + wide
                    continue
                if held:
                    lines.append(held)
                while wide > room and len(word) > 1:
                    fit = self._fit(word, size, room)
                    lines.append(word[:fit])
                    word = word[fit:]
                    wide = self.width(word, size)
                held, used = word, wide
            lines.append(held)
        return lines

    def _fit(self, word: str, size: float, room: float) -> int:
        """How many letters of a word have room on a line, one at least."""
        used = 0.0
        for n, c in enumerate(word):
            used += self.width(c, size)
            if used > room:
                # A number is cut behind its stroke or hyphen, where it has one.
                sign = max(word.rfind("/", 0, n), word.rfind("-", 0, n)) + 1
                return sign or max(1, n)
        return len(word)


class Pen:
    """Writes pages of texts and rules on a canvas; y counts from the upper edge."""

    def __init__(self, canvas: Any, height: float) -> None:
        # The canvas has no public door for finished operators, nor for the letters of a face within its document.
        self._canvas, self._doc, self._escape, self._height = canvas, canvas._doc, canvas._escape, height  # noqa: SLF001 - see above
        self._written: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def page(
        self, texts: Iterable[tuple[float, float, str, str, float]], rules: Sequence[tuple[float, float, float, float]],
        coloured: Sequence[tuple[float, float, float, float]], colour: tuple[float, float, float],
    ) -> None:  # fmt: skip
        """One page; the canvas is not turned over."""
        from reportlab.pdfbase import pdfmetrics

        high = self._height
        code: list[str] = ["0.4 w"]
        code += [f"{x0:.2f} {high - y0:.2f} m {x1:.2f} {high - y1:.2f} l" for x0, y0, x1, y1 in rules]
        code.append("S")
        if coloured:
            code.append(f"q 1.4 w {colour[0]} {colour[1]} {colour[2]} RG")
            code += [f"{x0:.2f} {high - y0:.2f} m {x1:.2f} {high - y1:.2f} l" for x0, y0, x1, y1 in coloured]
            code.append("S Q")
        code.append("BT")
        set_now: tuple[str, int, float] | None = None
        for x, y, text, name, size in texts:
            at = f"1 0 0 1 {x:.2f} {high - y:.2f} Tm"
            for subset, said in self._said(name, text):
                if set_now != (name, subset, size):
                    set_now = (name, subset, size)
                    code.append(f"{pdfmetrics.getFont(name).getSubsetInternalName(subset, self._doc)} {size} Tf")
                code.append(f"{at} ({said}) Tj")
                at = ""
        code.append("ET")
        self._canvas._code.extend(code)  # noqa: SLF001 - made anew for each page

    def _said(self, name: str, text: str) -> list[tuple[int, str]]:
        from reportlab.pdfbase import pdfmetrics

        key = (name, text)
        found = self._written.get(key)
        if found is None:
            if len(self._written) > _MOST:
                self._written.clear()
            parts = pdfmetrics.getFont(name).splitString(text, self._doc)
            found = self._written[key] = [(subset, self._escape(said)) for subset, said in parts]
        return found
