"""The faces we ship: registered once, from our own files, after checking that they hold every Vietnamese letter."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.text import seen
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

REGULAR, BOLD = "LiberationSerif", "LiberationSerif-Bold"
ITALIC, BOLD_ITALIC = "LiberationSerif-Italic", "LiberationSerif-BoldItalic"
FACES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
_BASE = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@cache
def vietnamese_letters() -> frozenset[str]:
    """Every letter a Vietnamese text may hold, composed."""
    import unicodedata

    toned = {unicodedata.normalize("NFC", b + t) for b in _BASE for t in _TONES}
    return frozenset(toned | set(_BASE) | set("đĐ₫"))


@cache
def ensure_fonts() -> None:
    """Register the four faces. Trouble("font.incomplete") when one lacks a Vietnamese letter."""
    for name, file in FACES.items():
        register(name, resource("fonts", file))


def register(name: str, path: Path) -> None:
    """Register a face under a name after looking at what it really holds."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        # Only the letters used are embedded; codes are nowhere read as text, for every subset maps them to Unicode.
        face = TTFont(name, str(path), asciiReadable=0)
    except (TTFError, OSError) as error:
        raise Trouble("font.incomplete", font=path.name) from error
    held = face.face.charToGlyph
    if any(ord(c) not in held for c in vietnamese_letters()):
        raise Trouble("font.incomplete", font=path.name)
    face.face.__class__ = _kept_subsets()
    pdfmetrics.registerFont(face)


@cache
def _kept_subsets() -> type:
    """A face that keeps the last subsets it made. A paper is drawn again after each letter that is typed, at its signing and with its number,
    and mostly holds the same letters."""
    from reportlab.pdfbase.ttfonts import TTFontFace

    class Kept(TTFontFace):  # type: ignore[misc]  # carries no types
        def makeSubset(self, subset: list[int]) -> bytes:
            return _subset(self, tuple(subset))

    @lru_cache(64)
    def _subset(face: Kept, codes: tuple[int, ...]) -> bytes:
        made: bytes = super(Kept, face).makeSubset(list(codes))
        return made

    return Kept


def missing_glyphs(text: str) -> str:
    """The characters of a text that the faces cannot draw, each once."""
    from reportlab.pdfbase import pdfmetrics

    ensure_fonts()
    held = pdfmetrics.getFont(REGULAR).face.charToGlyph
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in held and c not in "\n\u00ad")


@lru_cache(maxsize=20_000)
def drawable(text: str) -> str:
    """What is seen of a text as the faces can draw it: what they lack is a question mark."""
    text = seen(text)
    lost = missing_glyphs(text)
    return "".join("?" if c in lost else c for c in text) if lost else text
