"""The old encoding TCVN3 (ABC) of the fonts named .Vn...: recognised and turned into Unicode."""

from __future__ import annotations

_FROM = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_TO = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TABLE = str.maketrans(_FROM, _TO)
#: Characters of the old encoding that no Vietnamese Unicode text holds.
_TELLTALE = frozenset("µ¶·¸¹¨»¼½¾©®ª«¬¡¢£¤¥¦§Æ×ØÜÞßåæçëîïñö÷øûüþ") - frozenset("ØÜ×")


def is_old(text: str, font: str) -> bool:
    """The cell is written in the old encoding: by its font, or by characters that only it leaves behind."""
    if font.lower().startswith(".vn"):
        return any(ord(c) > 127 for c in text) and all(ord(c) < 256 for c in text)
    return bool(set(text) & _TELLTALE) and all(ord(c) < 256 for c in text)


def suspicious(text: str) -> bool:
    """Signs of an old encoding that could not be told for sure: its characters among others that it has not."""
    return bool(set(text) & _TELLTALE)


def decode(text: str, font: str = "") -> str:
    """The text in Unicode. Fonts ending in H show small letters as capitals."""
    shown = text.translate(_TABLE)
    return shown.upper() if font.lower().startswith(".vn") and font.endswith("H") else shown
