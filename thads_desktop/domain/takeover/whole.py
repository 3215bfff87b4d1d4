"""What is said of a register as a whole: whose it is, which of its columns are doubled, missing or unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain.takeover.reasons import finding
from thads_desktop.domain.takeover.rows import BY_KEY, COLUMNS
from thads_desktop.domain.text import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thads_desktop.domain.takeover.rows import Finding, RawSheet

TITLE = "Tiêu đề sổ"
_SHORT = {
    "thads": "thi hanh an dan su", "ccthads": "chi cuc thi hanh an dan su", "cthads": "cuc thi hanh an dan su",
    "tp": "thanh pho", "q": "quan", "h": "huyen", "tx": "thi xa",
}  # fmt: skip
_OFFICE = re.compile(r"(chi cuc|cuc|phong) thi hanh an( dan su)?\b ?")
#: The province after the district's name is said or left out at will.
_PROVINCE = re.compile(r" (thanh pho|tinh) ")
_LONGEST_NAME = 3


def remarks(sheet: RawSheet, offices: Sequence[str]) -> tuple[Finding, ...]:
    """offices: every name this office has borne; none = nothing is said of the title."""
    found = []
    other = _other_office(sheet.titles, offices)
    if other:
        found.append(finding("B01", TITLE, other, offices[0]))
    found += [finding("B02", BY_KEY[k].heading, BY_KEY[k].heading, where) for k, where in sheet.doubled.items()]
    if sheet.columns:
        missing = [c.heading for c in COLUMNS if c.kind != "ignored" and c.key not in sheet.columns]
        found += [finding("B03", heading, heading) for heading in missing]
    found += [finding("B04", heading, heading) for heading in sheet.unknown]
    return tuple(found)


def _other_office(titles: Sequence[str], offices: Sequence[str]) -> str:
    """The office that the title names instead of this one; "" when it is this one or none is named."""
    named = [at for at, line in enumerate(titles) if _OFFICE.match(_plain(line))]
    # Above a district's name stands its superior's.
    own = [at for at in named if not _plain(titles[at]).startswith("cuc ")] or named
    if not own or not offices:
        return ""
    ours = {form for name in offices for form in _forms(name)}
    for at in own:
        for end in range(at + 1, min(at + _LONGEST_NAME, len(titles)) + 1):
            if ours & set(_forms(" ".join(titles[at:end]))):
                return ""
    line = titles[own[0]]
    bare_kind = _OFFICE.fullmatch(_plain(line) + " ") is not None
    return " ".join(titles[own[0] : own[0] + 2]) if bare_kind else line


def _forms(name: str) -> Iterator[str]:
    """Spellings of one office: whole, and without the province after it."""
    for text in {name, re.split(r",|\s[-\u2013]\s", name)[0]}:
        plain = _plain(text)
        yield plain
        kind = _OFFICE.match(plain)
        place = plain[kind.end() :] if kind else ""
        before = _PROVINCE.split(place)[0]
        if kind and before != place:
            yield plain[: kind.end()] + before


def _plain(text: str) -> str:
    words = re.sub(r"[^0-9a-z]+", " ", bare(text)).split()
    return " ".join(_SHORT.get(w, w) for w in words)
