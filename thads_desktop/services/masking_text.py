"""Free text (obligations, words of reason) as it is shown to who does not need personal data: numbers of papers and accounts, names of minors.

What is a number of a person is judged by its look: nine figures and more in a row, whatever signs join them. A sum of money (đồng behind it,
or a word for money before it and whole groups of three) and the number of a decision (its year or its kind behind a stroke) stay.
Where both are possible a number that begins with 0 is never money, nor is one behind the name of a paper or account; one not written in
groups only where what follows can mean nothing else. What is hidden is hidden rather once too often.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many figures and more may be a number of a person: an old identity card has nine.
LEAST = 9
#: What stands where an address stood.
HIDDEN = "•••"
#: Between two words of an address.
_PART = r"[\W_]{1,4}"
_SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHENS = "\\-\u2010-\u2015\u2212"
_SIGNS = f"{_SPACE}.{_HYPHENS}"
#: Figures with at most two signs, or any space, between two of them.
_RUN = re.compile(rf"\d(?:(?:[{_SIGNS}]{{0,2}}|[{_SPACE}]{{3,}})\d)*")
#: Groups of figures joined by one and the same other sign, or each on a line of its own. A sign alone joins no two (a date has two).
_JOINED = re.compile(
    rf"(?<!\d)\d+[{_SPACE}]?([/_,·•:;|\\+*])[{_SPACE}]?\d+(?:[{_SPACE}]?\1[{_SPACE}]?\d+)+"
    rf"|(?<!\d)(?<!\d[.,/])\d{{2,}}(?:[{_SPACE}]*[\r\n\v\f\u0085\u2028\u2029]\s*\d{{2,}}){{2,}}(?!\d|[.,/]\d)"
)  # fmt: skip
#: đồng, and other money, as it is written of sums; "đ/c" is an address.
_UNIT = r"(?:vnđ|vnd|đồng|đ(?!\s*/\s*c(?!\w))|usd|euro?|đô\sla)(?!\w)"
#: What else a sentence may go on with behind a number: "đồng" is the first word of another then.
_OTHER_WORD = re.compile(
    r"[\s,.\-–]*đồng\s+(?:ý|thời|phạm|bị|nguyên đơn|sở hữu|thừa kế|chí|tên|hương|nghiệp|hồ|chủ|quyền|bào|đội|minh|tình|lòng|đứng|vay|hành"
    r"|bộ|bọn|lõa|loã|tác giả|đại diện|giám đốc|khởi|nai|hới|tháp|xoài|văn|anh|đăng|sơn|phú|bằng|thuận|tâm|nhất|loạt|ruộng)(?!\w)", re.IGNORECASE
)  # fmt: skip
#: Of a number that is not written in groups these are doubtful too: a street ("đ. Lê Lợi"), a word that begins with a capital.
_DOUBTFUL = re.compile(r"[\s,.\-–]*(?:[đĐ]\.\s*[^\W\d_]|Đ(?!\w)|Đồng(?!\w))")
#: The name of a place.
_PLACE = re.compile(r"[\s,.\-–]*Đồng\s+([^\W\d_])")
_TAIL = rf"\s*(?:,\d{{1,3}}(?!\d))?(?:\s*[.,]?[{_HYPHENS}])?\s*"
_FIGURE = r"(?:không|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?!\w)"
_WORDED = rf"\(\s*(?:(?:viết\s+)?bằng\s+chữ\s*:?\s*)?{_FIGURE}"
_GROUPS = rf"[1-9]\d{{0,2}}(?:\.\d{{3}})+|[1-9]\d{{0,2}}(?:[{_SPACE}]\d{{3}})+|[1-9]\d{{0,2}}(?:,\d{{3}})+(?:,\d{{2}})?"
#: Behind a sum: its unit, maybe after ",-" or the sum in words, or another sum up to which it goes.
_MONEY_AFTER = re.compile(
    rf"{_TAIL}(?:{_UNIT}|{_WORDED}[^()\d]{{0,300}}\)\s*{_UNIT}|{_WORDED}[^()\d]{{0,300}}(?<!\w)đồng(?!\w)[^()\d]{{0,60}}\)"
    rf"|\s*(?P<upto>[{_HYPHENS}]|đến)\s*(?:{_GROUPS}){_TAIL}{_UNIT})", re.IGNORECASE
)  # fmt: skip
#: Before a sum that is written in groups of three, with no unit behind it.
_MONEY_BEFORE = re.compile(
    r"(?<!\w)(?:tiền|gốc|lãi|phí|nợ|giá|tổng|cộng|còn lại|hàng tháng|mỗi tháng)(?:\s+(?:là|còn|phạt|chậm nộp))?\s*[:=]?\s*$", re.IGNORECASE
)  # fmt: skip
_WHOSE = r"(?:\s+(?:công dân|nhân dân|thư|cá nhân|ngân hàng|atm|tín dụng))?(?:\s*(?:số|no))?\s*[:.(\-–]*\s*$"
#: Before a number that is certainly one of a person, whatever stands behind it.
_PERSON_BEFORE = re.compile(
    r"(?<!\w)(?:cccd|cmnd|cmtnd|cmt|căn cước|chứng minh|định danh|hộ chiếu|stk|số tài khoản|số tk|tài khoản số|tk số|thẻ|mst|mã số thuế)" + _WHOSE,
    re.IGNORECASE,
)
#: Before a number of an account, or the sum that stands on it.
_ACCOUNT_BEFORE = re.compile(r"(?<!\w)(?:tài khoản|tk)" + _WHOSE, re.IGNORECASE)
#: Behind the number of a decision or judgment: its year, or its kind in capitals with the office's sign.
_DECISION_AFTER = re.compile(r"\s?/\s?(?:(?:19|20)\d\d(?!\d)|(?:QĐ|TB|BA|CV|TT|NQ|KL)(?!\w)|[A-ZĐ]{2,6}-[A-ZĐ])")
_GROUPED = re.compile(_GROUPS)
_RANGE = re.compile(rf"(?:(?:{_GROUPS})[{_SPACE}]?[{_HYPHENS}][{_SPACE}]?)?(?:{_GROUPS})")
#: So much of what stands before a number says what it is.
_NEAR = 80
#: What may stand between the words of a name.
_BETWEEN = r"[\W_]{0,3}"


def hidden(said: str, minors: Iterable[str] = ()) -> str:
    """The text without numbers of persons, and with initials in the place of these names, however they are written."""
    return without_numbers(without_names(said, minors))


def without_numbers(said: str) -> str:
    """The text with the middle of each number of a person taken out; signs that nobody sees go altogether."""
    text = seen(said)
    for pattern in (_JOINED, _RUN):
        found, at = [], 0
        for run in pattern.finditer(text):
            found += [text[at : run.start()], _shown(run[0], text[max(0, run.start() - _NEAR) : run.start()], text[run.end() :])]
            at = run.end()
        text = "".join([*found, text[at:]])
    return text


def without_names(said: str, known: Iterable[str], instead: str = "") -> str:
    """The text with initials (or what is given) in the place of these names, whatever their case and marks and what stands between their
    words; all words but the last may be shortened to a letter and a dot."""
    from thads_desktop.services.masking import initials

    text = seen(said)
    flat = plain(text)
    letters = "".join(c for c in flat if c.isalpha())
    names = {words: n for n in known if (words := _words(n)) and ("".join(words) in letters or ("." in flat and words[-1] in flat))}
    if not names:
        return text
    longest_first = sorted(names, key=lambda words: len("".join(words)), reverse=True)
    any_of = "|".join(f"(?P<n{at}>{_written(words)})" for at, words in enumerate(longest_first))
    found, at = [], 0
    for hit in re.finditer(rf"(?<![^\W\d_])(?:{any_of})(?![^\W\d_])", flat):
        found += [text[at : hit.start()], instead or initials(names[longest_first[int(str(hit.lastgroup)[1:])]])]
        at = hit.end()
    return "".join([*found, text[at:]])


def without_places(said: str, places: Iterable[str]) -> str:
    """The text without these addresses, whatever their case and marks and what stands between their words."""
    text = seen(said)
    flat = plain(text)
    for place in places:
        words = _parts(place)
        # One word, a village maybe, is in too many texts to be anybody's address.
        if len(words) < 2 or not all(w in flat for w in words):
            continue
        pattern = rf"(?<!\w){_PART.join(re.escape(w) for w in words)}(?!\w)"
        found, at = [], 0
        for hit in re.finditer(pattern, flat):
            found += [text[at : hit.start()], HIDDEN]
            at = hit.end()
        text = "".join([*found, text[at:]])
        flat = plain(text)
    return text


def addressee(said: str, minors: Iterable[str], places: Iterable[str], instead: str) -> str:
    """Whom a letter is from or to, as somebody typed it, name and address in one: of a minor neither, of others as ``hidden`` says."""
    young = tuple(minors)
    parts = re.split(r"([;\n]+ *)", said)
    shown = (x if at % 2 or without_names(x, young) == seen(x) else instead for at, x in enumerate(parts))
    return without_places(hidden("".join(shown), young), places)


def seen(said: str) -> str:
    """Without the signs that have no width: they part what is read as one."""
    return nfc("".join(c for c in said if unicodedata.category(c) != "Cf"))


def _written(words: tuple[str, ...]) -> str:
    """A name as it may be written, as a pattern."""
    return _BETWEEN.join([*(rf"(?:{re.escape(w)}|{re.escape(w[0])}\.)" for w in words[:-1]), re.escape(words[-1])])


@lru_cache(maxsize=20_000)
def _parts(place: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", plain(seen(place))))


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(plain(seen(name)).split())


def plain(text: str) -> str:
    """Without case and marks, one sign for each sign."""
    return "".join(b if len(b := bare(c)) == 1 else c for c in text)


def _shown(run: str, before: str, after: str) -> str:
    """A run of figures as it may be shown."""
    if _figures(run) < LEAST:
        return run
    kept = _kept(run, before, after)
    if kept == run and _PERSON_BEFORE.search(before):
        kept = ""
    return _hide(run[: len(run) - len(kept)]) + kept


def _kept(run: str, before: str, after: str) -> str:
    """The end of a run that is a sum or the number of a decision by what stands around it."""
    if (money := _MONEY_AFTER.match(after)) is not None and not _place(after):
        account = _ACCOUNT_BEFORE.search(before)
        other = _OTHER_WORD.match(after)
        kept = _sum_at_end(run, grouped=bool(money["upto"] or account or other or _DOUBTFUL.match(after)))
        return "" if kept == run and account and other else kept
    if _DECISION_AFTER.match(after):
        last = re.split(rf"[{_SIGNS}]+", run)[-1]
        # A part of a number of a person is no decision's: what is left must be able to stand alone.
        return last if len(last) < LEAST and not _PERSON_BEFORE.search(before) else ""
    return run if _GROUPED.fullmatch(run) and _MONEY_BEFORE.search(before) else ""


def _place(after: str) -> bool:
    """A place whose name begins with Đồng, which is no money."""
    found = _PLACE.match(after)
    return found is not None and found[1].isupper()


def _hide(run: str) -> str:
    """A run of figures without what may be a number of a person: one written in one goes alone, any other takes all of it."""
    if _figures(run) < LEAST:
        return run
    whole = re.search(rf"\d{{{LEAST},}}", run)
    if whole is not None:
        return _hide(run[: whole.start()]) + _masked(whole[0]) + _hide(run[whole.end() :])
    return _masked(run)


def _masked(run: str) -> str:
    """Both ends stay, as of every number; the signs before and behind the figures too."""
    from thads_desktop.services.masking import number

    at = [place for place, c in enumerate(run) if c.isdigit()]
    return run[: at[0]] + number("".join(run[place] for place in at)) + run[at[-1] + 1 :]


def _figures(run: str) -> int:
    return sum(c.isdigit() for c in run)


def _sum_at_end(run: str, *, grouped: bool) -> str:
    """The longest sum of money with which a run of figures ends, and that begins where figures begin; "" for none.

    grouped: only one in groups of three. A sum never begins with 0.
    """
    starts = [m.start() for m in re.finditer(r"(?<!\d)\d", run)]
    plain = None if grouped else re.compile(r"[1-9]\d*")
    return next((run[s:] for s in starts if _RANGE.fullmatch(run[s:]) or (plain and plain.fullmatch(run[s:]))), "")
