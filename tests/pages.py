"""What stands on the pages of a PDF, read from its own operators, widths and ToUnicode tables: nothing of the program's measures is used.

``read(pdf) -> list[Page]``: pieces of text with face, size and place, straight lines, filled rectangles; millimetres from the upper left corner.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

MM = 72 / 25.4


@dataclass(frozen=True)
class Piece:
    """Text on one line in one face. y: its baseline; size in points."""

    text: str
    face: str
    size: float
    x: float
    y: float
    width: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def length(self) -> float:
        return abs(self.x1 - self.x0)

    @property
    def flat(self) -> bool:
        return abs(self.y1 - self.y0) < 0.01


@dataclass
class Page:
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    filled: list[tuple[float, float, float, float]] = field(default_factory=list)

    def one(self, text: str) -> Piece:
        found = [p for p in self.lines() if p.text.strip() == text]
        assert len(found) == 1, (text, [p.text for p in self.lines()])
        return found[0]

    def lines(self) -> list[Piece]:
        """Pieces that touch on one baseline in one face and size put together (a face may be cut into several subsets)."""
        made: list[Piece] = []
        for p in self.pieces:
            last = made[-1] if made else None
            if last and (last.face, last.size) == (p.face, p.size) and abs(last.y - p.y) < 0.01 and abs(last.right - p.x) < 0.3:
                made[-1] = Piece(last.text + p.text, p.face, p.size, last.x, p.y, p.right - last.x)
            else:
                made.append(p)
        return made


def read(pdf: bytes) -> list[Page]:
    reader = PdfReader(io.BytesIO(pdf))
    return [_Reader(page, reader).page for page in reader.pages]


def text_of(pdf: bytes) -> str:
    """All text in the order in which it was written, white space left out."""
    return "".join("".join(p.text.split()) for page in read(pdf) for p in page.pieces)


class _Font:
    def __init__(self, font: Any) -> None:
        self.face = str(font["/BaseFont"]).partition("+")[2]
        self.first, self.widths = int(font["/FirstChar"]), [float(w) for w in font["/Widths"]]
        said = font["/ToUnicode"].get_data().decode("latin-1")
        self.letters = {int(a, 16): chr(int(b, 16)) for a, b in re.findall(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4})>", said)}

    def text(self, codes: bytes) -> str:
        return "".join(self.letters[c] for c in codes)

    def width(self, codes: bytes, size: float, word_space: float) -> float:
        return sum(self.widths[c - self.first] * size / 1000 + (word_space if c == 32 else 0) for c in codes)


class _Reader:
    """One page's operators carried out."""

    def __init__(self, page: Any, reader: PdfReader) -> None:
        box = page.mediabox
        self.page = Page(float(box.width) / MM, float(box.height) / MM)
        self.fonts = {name: _Font(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
        self.font: _Font | None = None
        self.size = self.leading = self.space = 0.0
        self.scale, self.shift = 1.0, (0.0, 0.0)
        self.kept: list[tuple[float, tuple[float, float]]] = []
        self.start = self.pen = (0.0, 0.0)
        self.path: list[Any] = []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            self._do(operator.decode(), operands)

    def _at(self, x: Any, y: Any) -> tuple[float, float]:
        px, py = float(x) * self.scale + self.shift[0], float(y) * self.scale + self.shift[1]
        return px / MM, self.page.height - py / MM

    def _do(self, op: str, given: Any) -> None:
        if not (self._state(op, given) or self._text(op, given) or self._path(op, given) or op in ("BT", "ET", "w", "d", "J", "j", "rg", "RG")):
            raise AssertionError(op)

    def _state(self, op: str, given: Any) -> bool:
        match op:
            case "cm":
                a, b, c, d, e, f = (float(v) for v in given)
                assert (b, c, a) == (0, 0, d)
                self.shift = (self.shift[0] + e * self.scale, self.shift[1] + f * self.scale)
                self.scale *= a
            case "q":
                self.kept.append((self.scale, self.shift))
            case "Q":
                self.scale, self.shift = self.kept.pop()
            case _:
                return False
        return True

    def _text(self, op: str, given: Any) -> bool:
        match op:
            case "Tf":
                self.font, self.size = self.fonts[given[0]], float(given[1])
            case "TL":
                self.leading = float(given[0])
            case "Tw":
                self.space = float(given[0])
            case "Tm":
                assert [float(v) for v in given[:4]] == [1, 0, 0, 1]
                self.start = self.pen = (float(given[4]), float(given[5]))
            case "T*":
                self.start = self.pen = (self.start[0], self.start[1] - self.leading)
            case "Tj":
                self._show(given[0])
            case _:
                return False
        return True

    def _path(self, op: str, given: Any) -> bool:
        match op:
            case "m":
                self.path = [("m", *given)]
            case "l":
                (_, x, y), self.path = self.path[-1], [("l", *given)]
                self.page.rules.append(Rule(*self._at(x, y), *self._at(*given)))
            case "re":
                x, y = self._at(given[0], float(given[1]) + float(given[3]))
                w, h = (float(v) * self.scale / MM for v in given[2:])
                self.path.append(("re", x, y, w, h))
            case "f" | "f*":
                self.page.filled += [p[1:] for p in self.path if p[0] == "re"]
                self.path = []
            case "S" | "n":
                for _, x, y, w, h in (p for p in self.path if p[0] == "re"):
                    corners = ((x, y, x + w, y), (x, y + h, x + w, y + h), (x, y, x, y + h), (x + w, y, x + w, y + h))
                    self.page.rules += [Rule(*c) for c in corners] if op == "S" else []
                self.path = []
            case _:
                return False
        return True

    def _show(self, said: Any) -> None:
        assert self.font is not None
        codes = said.original_bytes if hasattr(said, "original_bytes") else bytes(said)
        wide = self.font.width(codes, self.size, self.space)
        x, y = self._at(*self.pen)
        self.page.pieces.append(Piece(self.font.text(codes), self.font.face, self.size, x, y, wide / MM))
        self.pen = (self.pen[0] + wide, self.pen[1])
