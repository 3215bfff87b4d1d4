"""The faces that papers are drawn in can write Vietnamese."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from thads_desktop.paths import resource

FACES = ("Regular", "Bold", "Italic", "BoldItalic")


def vietnamese_letters() -> str:
    """Every letter of the Vietnamese alphabet with every tone, composed, in both cases."""
    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones]
    letters += list("bcdđghklmnpqrstvxfjwz")
    assert all(len(letter) == 1 for letter in letters)
    return "".join(letters) + "".join(letters).upper()


@pytest.mark.parametrize("face", FACES)
def test_every_vietnamese_letter_and_every_sign_of_office_papers_can_be_written(face: str) -> None:
    from reportlab.pdfbase.ttfonts import TTFontFile

    font = TTFontFile(str(resource("fonts", f"LiberationSerif-{face}.ttf")))
    wanted = vietnamese_letters() + "0123456789 .,;:!?()[]/\\-–—…‘’“”\"'%&<>+=*#@_|°№§₫\u00a0"
    missing = [f"U+{ord(letter):04X} {letter}" for letter in wanted if ord(letter) not in font.charToGlyph]
    assert missing == []


@pytest.mark.parametrize("face", FACES)
def test_the_faces_are_the_unchanged_files_that_their_readme_names(face: str) -> None:
    name = f"LiberationSerif-{face}.ttf"
    digest = hashlib.sha256(resource("fonts", name).read_bytes()).hexdigest()
    assert f"| `{name}` | `{digest}` |" in resource("fonts", "README.md").read_text(encoding="utf-8")
    assert resource("fonts", "OFL.txt").read_text(encoding="utf-8").count("SIL OPEN FONT LICENSE Version 1.1") == 1
