"""Free text of an obligation as it is shown to who does not need personal data: numbers of papers and accounts, names of minors.

What is a number of a person is judged by its look: nine figures and more in a row, spaces, dots and hyphens between them passed over. A sum of
money (đồng behind it, or a word for money before it and whole groups of three) and the number of a decision (its year or its kind
behind a stroke) stay. Where both are possible a number that begins with 0 is never money. What is hidden is hidden rather once too often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many figures and more may be a number of a person: an old identity card has nine.
LEAST = 9
_SPACE = " \u00a0\u2009\u202f"
_SIGNS = f"{_SPACE}.-"
#: Figures with at most two signs between two of them.
_RUN = re.compile(rf"\d(?:[{_SIGNS}]{{0,2}}\d)*")
#: đồng, and other money, as it is written of sums.
_UNIT = r"(?:vnđ|vnd|đồng|đ|usd|euro?|đô\sla)(?!\w)"
#: What else a sentence may go on with behind a number: "đồng" is the first word of another then.
_OTHER_WORD = re.compile(r"\s*đồng\s+(?:ý|thời|phạm|bị đơn|nguyên đơn|sở hữu|thừa kế)(?!\w)", re.IGNORECASE)
_TAIL = r"\s*(?:,\d{1,3}(?!\d))?\s*[.,]?\s*-?\s*"
#: Behind a sum: its unit, maybe after ",-" or the sum in words, or another sum up to which it goes.
_MONEY_AFTER = re.compile(
    rf"{_TAIL}(?:{_UNIT}|\([^()\d]{{1,300}}\)\s*{_UNIT}|\([^()\d]{{0,300}}(?<!\w)đồng(?!\w)[^()\d]{{0,60}}\)"
    rf"|\s*(?:[-–]|đến)\s*[1-9]\d{{0,2}}(?:[{_SPACE}.]\d{{3}})+{_TAIL}{_UNIT})", re.IGNORECASE
)  # fmt: skip
#: Before a sum that is written in groups of three, with no unit behind it.
_MONEY_BEFORE = re.compile(
    r"(?<!\w)(?:tiền|gốc|lãi|phí|nợ|giá|tổng|cộng|còn lại|hàng tháng|mỗi tháng)(?:\s+(?:là|còn|phạt|chậm nộp))?\s*[:=]?\s*$", re.IGNORECASE
)  # fmt: skip
#: Behind the number of a decision or judgment: its year, or its kind in capitals with the office's sign.
_DECISION_AFTER = re.compile(r"\s?/\s?(?:(?:19|20)\d\d(?!\d)|(?:QĐ|TB|BA|CV|TT|NQ|KL)(?!\w)|[A-ZĐ]{2,6}-[A-ZĐ])")
_GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:\.\d{{3}})+|[1-9]\d{{0,2}}(?:[{_SPACE}]\d{{3}})+")


def hidden(said: str, minors: Iterable[str] = ()) -> str:
    """The text without numbers of persons, and with initials in the place of these names, however they are written."""
    return without_numbers(without_names(said, minors))


def without_numbers(said: str) -> str:
    """The text with the middle of each number of a person taken out."""
    text, found, at = nfc(said), [], 0
    for run in _RUN.finditer(text):
        found += [text[at : run.start()], _shown(run[0], text[: run.start()], text[run.end() :])]
        at = run.end()
    return "".join([*found, text[at:]])


def without_names(said: str, known: Iterable[str]) -> str:
    """The text with initials in the place of these names, whatever their case and marks."""
    from thads_desktop.services.masking import initials

    text = nfc(said)
    plain = _plain(text)
    spaced = " ".join(plain.split())
    names = {p: n for n in known if (p := " ".join(_plain(nfc(n)).split())) and p in spaced}
    if not names:
        return text
    longest_first = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(names, key=len, reverse=True))
    found, at = [], 0
    for hit in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", plain):
        found += [text[at : hit.start()], initials(names[" ".join(hit[0].split())])]
        at = hit.end()
    return "".join([*found, text[at:]])


def _plain(text: str) -> str:
    """Without case and marks, one sign for each sign."""
    return "".join(b if len(b := bare(c)) == 1 else c for c in text)


def _shown(run: str, before: str, after: str) -> str:
    """A run of figures as it may be shown."""
    if _figures(run) < LEAST:
        return run
    kept = ""
    if _MONEY_AFTER.match(after):
        kept = _sum_at_end(run, grouped=bool(_OTHER_WORD.match(after)))
    elif _DECISION_AFTER.match(after):
        last = re.split(rf"[{_SIGNS}]+", run)[-1]
        kept = last if len(last) < LEAST else ""
    elif _GROUPED.fullmatch(run) and _MONEY_BEFORE.search(before):
        kept = run
    return _hide(run[: len(run) - len(kept)]) + kept


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

    lead, tail = len(run) - len(run.lstrip(_SIGNS)), len(run.rstrip(_SIGNS))
    return run[:lead] + number("".join(c for c in run if c.isdigit())) + run[tail:]


def _figures(run: str) -> int:
    return sum(c.isdigit() for c in run)


def _sum_at_end(run: str, *, grouped: bool) -> str:
    """The longest sum of money with which a run of figures ends, and that begins where figures begin; "" for none.

    grouped: only one in groups of three. A sum never begins with 0.
    """
    starts = [m.start() for m in re.finditer(r"(?<!\d)\d", run)]
    plain = None if grouped else re.compile(r"[1-9]\d*")
    return next((run[s:] for s in starts if _GROUPED.fullmatch(run[s:]) or (plain and plain.fullmatch(run[s:]))), "")
