"""Free text of a list that everybody may read: names of minors, numbers of persons and dates of birth are taken out of it whole.

What is a number of a person is judged as ``masking_text`` does, so that sums, papers and ordinary dates stay. Of a child whose birth
stands in the text the name goes too, whether it is registered or not. Rather once too often: a human looks at what was cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.services import masking, masking_text
from thads_desktop.services.masking_text import plain, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What stands in the place of what was taken out.
CUT = "[…]"
_CUT = re.escape(CUT)
_JOIN = r"\s*[-./]\s*"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:{_YEAR}{_JOIN}\d{{1,2}}{_JOIN}\d{{1,2}}|\d{{1,2}}{_JOIN}\d{{1,2}}{_JOIN}(?:\d{{4}}|\d\d)|\d{{8}}"
    rf"|\d{{1,2}}\s*thang\s*\d{{1,2}}(?:[\s,]*nam\s*\d{{4}})?|\d{{1,2}}(?:{_JOIN}|\s*nam\s*)\d{{4}}|{_YEAR}|\d{{1,2}}{_JOIN}\d{{1,2}}|(?<=nam )\d\d)(?!\d)"
)
#: In text without marks: born on or in, also "SN 2015"; "SN 15/2" is the number of a house, what arises (phát sinh) is not born.
_BORN = re.compile(
    r"(?<![a-z0-9])(?:(?:ngay(?:[\s,]*thang)?(?:[\s,]*nam)?|nam)\s+sinh|(?<!phat )(?<!hoc )(?<!ve )(?<!thi )(?<!nay )sinh)(?![a-z0-9])"
    rf"(?:\s+ra)?(?:\s*(?:tai|o)\s[^\d;()]{{0,60}}?)?(?:[\s:.,\-–]|(?:ngay|nam|thang|vao|khoang|la|dau|cuoi)(?![a-z]))*{_DATE}"
    rf"|(?<![a-z0-9])s[./]?\s?n\.?[\s:.\-–]*(?:\d{{1,2}}{_JOIN}\d{{1,2}}{_JOIN}\d{{4}}|{_YEAR})(?!\d)"
)
_PAPER = (
    r"(?<![a-z0-9])(?:(?:so\s+)?(?:can cuoc(?: cong dan)?|cccd|cmnd|cmtnd|cmt|chung minh(?: nhan dan| thu)?|ho chieu|passport|dinh danh(?: ca nhan)?"
    r"|mst|ma so thue|stk|tai khoan))[\s:.\-–]*(?:so(?![a-z])|no(?![a-z]))?[\s:.\-–]*"
)
#: A paper with a number that is shorter than one of a person: a passport.
_SHORT = re.compile(rf"{_PAPER}[a-z]{{0,2}}\d{{6,}}")
_NAMED = re.compile(_PAPER + _CUT)
_LETTERS = re.compile(r"[^\W\d_]+")
_MASKED = re.compile(r"\d{1,3}•+\d{1,3}")
_EMPTY = re.compile(rf"\s*[(\[]\s*{_CUT}(?:[\s,;.\-–]*{_CUT})*[\s,;.\-–]*[)\]]")
_SEVERAL = re.compile(rf"{_CUT}(?:[\s,]*{_CUT})+")
#: The words before a date of birth, the last of which may be a name.
_BEFORE = re.compile(r"((?:[^\W\d_]+\s+){1,5}[^\W\d_]+)[\s,;:(\-–]*$")
#: What a child is called before its name.
_KIN = frozenset({"chau", "con", "em", "tre", "anh", "chi", "ong", "ba", "ten", "nuoi"})
#: Words beside which the name of a child may stand that nobody has registered.
_CHILD = re.compile(r"(?<![a-z])(?:cap duong|nuoi con|con chung|chau|tre em|chua thanh nien)(?![a-z])")


class Cleaner:
    """Takes it out of one text after the other. young: names of all registered minors; year: of today."""

    def __init__(self, young: Iterable[str], year: int) -> None:
        self.year = year
        self._ending: dict[str, list[str]] = {}
        for name in young:
            for word in _LETTERS.findall(plain(seen(name)))[-1:]:
                self._ending.setdefault(word, []).append(name)

    def clean(self, said: str, own: str = "") -> tuple[str, bool]:
        """(the text, whether something was taken out). own: of whom it is known that they are of age: that name stays."""
        text = seen(said)
        theirs = plain(seen(own))
        known = {n for n in self._likely(text) if not (theirs and theirs.startswith(plain(seen(n))))}
        made = _cut(text, _BORN)
        names = known | set(self._children(text))
        made = masking_text.without_names(made, names, CUT) if names else made
        made = _cut(made, _SHORT)
        made = _MASKED.sub(CUT, masking_text.without_numbers(made))
        if made == text:
            return text, False
        made = _EMPTY.sub("", _cut(made, _NAMED))
        return _SEVERAL.sub(CUT, made).strip(), True

    def birth_year(self, said: str) -> int | None:
        """The first year of birth that a text names; None for none."""
        return next((year for hit in _BORN.finditer(plain(seen(said))) if (year := self._year(hit[0])) is not None), None)

    def names_child(self, said: str) -> bool:
        """The name of a child may stand in it that nobody has registered."""
        return _CHILD.search(plain(seen(said))) is not None

    def _likely(self, text: str) -> list[str]:
        """The minors whose last word stands in the text, maybe glued to those before: of very many, the few that need be looked for."""
        ends = {word[at:] for word in _LETTERS.findall(plain(text)) for at in range(len(word))}
        return [name for end in ends for name in self._ending.get(end, ())]

    def _children(self, text: str) -> list[str]:
        """Names of minors by the births that stand behind them."""
        found = []
        for hit in _BORN.finditer(plain(text)):
            before = _BEFORE.search(text[: hit.start()])
            if before is not None and masking.is_minor(self._year(hit[0]), self.year):
                words = _name(before[1].split())
                found += [" ".join(words)] if len(words) > 1 else []
        return found

    def _year(self, born: str) -> int | None:
        """The year of a birth as it is written."""
        whole = re.findall(rf"(?<!\d){_YEAR}(?!\d)|(?<=\d{{4}}){_YEAR}(?!\d)", born)
        if whole:
            return int(whole[-1])
        short = re.search(r"(?:nam|[-./])\s*(\d\d)$", born)
        if short is None or (len(re.findall(r"\d+", born)) == 2):
            return None
        year = self.year // 100 * 100 + int(short[1])
        return year if year <= self.year else year - 100


def _name(words: Sequence[str]) -> list[str]:
    """The words with which a text ends that begin with a capital, without what a child is called."""
    found: list[str] = []
    for word in reversed(words):
        if not word[0].isupper():
            break
        found.insert(0, word)
    while found and plain(found[0]) in _KIN:
        found.pop(0)
    return found


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    """The text without what a pattern finds in it when it has neither case nor marks."""
    found, at = [], 0
    for hit in pattern.finditer(plain(text)):
        found += [text[at : hit.start()], CUT]
        at = hit.end()
    return "".join([*found, text[at:]])
