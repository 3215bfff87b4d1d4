"""The foot of a paper: recipients at the left, who signs at the right, further signatures of minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.compose import signed_how
from thads_desktop.printing import geometry as g
from thads_desktop.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR
from thads_desktop.printing.lines import headed, wrapped

if TYPE_CHECKING:
    from thads_desktop.documents.compose import Paper
    from thads_desktop.printing.sheet import Sheet

_ABOVE = 20.0
_FURTHER = 95.0
#: Lines of one recipient that a page may end or begin with.
_PARTED = 4


def height(sheet: Sheet) -> float:
    """What stands together with the last lines of the text: all of it, or as much of a foot that would fill a page as begins with the signature."""
    paper = sheet.paper
    listed = sum(len(lines) for lines in _recipients(paper))
    signed = (len(_titles(sheet)) + len(_name(sheet))) * sheet.set.leading + g.SIGNING + 17
    further = _FURTHER * ((len(paper.signatures) + 1) // 2)
    together = _ABOVE + max((listed + 1) * g.LISTED, signed) + further
    # Recipients that would fill a page run on to the next one; the signature stays with the text.
    if together >= g.LONGEST_FOOT:
        together = _ABOVE + signed + further
    # Many signatures of minutes run on too.
    return together if together < g.LONGEST_SIGNED else _ABOVE + signed + min(further, _FURTHER)


def foot(sheet: Sheet) -> None:
    """Recipients as far as the page goes, the signature beside them, what is left of the recipients on the next pages."""
    sheet.need(height(sheet))
    sheet.y -= _ABOVE
    top = sheet.y
    rest = _noted(sheet)
    lowest = sheet.y
    y = top
    for text in _titles(sheet):
        sheet.centred(text, BOLD, sheet.set.body, g.RIGHT_MIDDLE, y)
        y -= sheet.set.leading
    y -= g.SIGNING
    for text in _name(sheet):
        sheet.centred(text, BOLD, sheet.set.body, g.RIGHT_MIDDLE, y)
        y -= sheet.set.leading
    sheet.y = min(lowest, y + sheet.set.leading)
    for text in rest:
        _listed(sheet, wrapped(text, REGULAR, g.SMALL, g.WIDTH - 5))
    if sheet.paper.signatures:
        _further(sheet)


def _titles(sheet: Sheet) -> list[str]:
    """The lines above the signature: a title too long for one breaks where its sense allows."""
    return [text for title in sheet.paper.head.signer_title for text in headed(title, BOLD, sheet.set.body, g.SIGNER)]


def _name(sheet: Sheet) -> list[str]:
    return wrapped(sheet.paper.head.signer_name, BOLD, sheet.set.body, g.SIGNER)


def _recipients(paper: Paper) -> list[list[str]]:
    return [wrapped(f"- {r}", REGULAR, g.SMALL, g.HALF) for r in paper.recipients]


def _noted(sheet: Sheet) -> list[str]:
    """"Nơi nhận:" and those who fit on this page beside the signature; the others, who have the whole width of the next ones."""
    listed = _recipients(sheet.paper)
    if not listed:
        return []
    sheet.canvas.setFont(BOLD_ITALIC, g.NOTED)
    sheet.canvas.drawString(g.LEFT, sheet.y, "Nơi nhận:")
    for at, lines in enumerate(listed):
        room = int((sheet.y - g.BOTTOM) // g.LISTED)
        if len(lines) <= room:
            _listed(sheet, lines)
            continue
        words, rest = f"- {sheet.paper.recipients[at]}".split(), [f"- {r}" for r in sheet.paper.recipients[at + 1 :]]
        # Very many in one line go on within it, where no word of them was cut.
        if len(lines) < 2 * _PARTED or " ".join(lines).split() != words:
            return [" ".join(words), *rest]
        here = lines[: max(0, room)]
        _listed(sheet, here)
        return [" ".join(words[len(" ".join(here).split()) :]), *rest]
    return []


def _listed(sheet: Sheet, lines: list[str]) -> None:
    for at, text in enumerate(lines):
        sheet.need(g.LISTED)
        sheet.y -= g.LISTED
        sheet.canvas.setFont(REGULAR, g.SMALL)
        sheet.canvas.drawString(g.LEFT + (5 if at else 0), sheet.y, text)


def _signer(title: str) -> list[str]:
    """In what capacity, and below it the name where it is known."""
    return [line for part in title.split(": ", 1) for line in wrapped(part, BOLD, 12, g.HALF)]


def _further(sheet: Sheet) -> None:
    """Two beside each other, each with what is asked of it and room to sign."""
    signatures = sheet.paper.signatures
    for at in range(0, len(signatures), 2):
        pair = [(_signer(title), signed_how(sheet.paper, title)) for title in signatures[at : at + 2]]
        sheet.need(24 + max(len(lines) for lines, _ in pair) * 15 + 50)
        sheet.y -= 24
        lowest = sheet.y
        for middle, (lines, how) in zip((g.LEFT_MIDDLE, g.RIGHT_MIDDLE), pair, strict=False):
            y = sheet.y
            for text in lines:
                sheet.centred(text, BOLD, 12, middle, y)
                y -= 15
            sheet.centred(how, ITALIC, 11, middle, y)
            lowest = min(lowest, y)
        sheet.y = lowest - 50
