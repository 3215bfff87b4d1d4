"""What makes a print a certified copy: at the upper right of the first page of a digital one, at the end of one on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.printing import geometry as g
from thads_desktop.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR
from thads_desktop.printing.head import column, columns
from thads_desktop.printing.lines import headed, rule_under, wrapped

if TYPE_CHECKING:
    from thads_desktop.documents.compose import CopyMark
    from thads_desktop.printing.sheet import Sheet

#: Size of the lines on a digital copy (Decree 30/2020), and their distance.
_SMALL, _STEP = 10.0, 11.5
_ABOVE, _LINE = 44.0, 15.0


def top(sheet: Sheet, mark: CopyMark) -> None:
    """Text alone, in the margin above the header: nothing of the paper moves."""
    sheet.canvas.setFont(REGULAR, _SMALL)
    y = g.PAGE[1] - g.TOP + _STEP * len(mark.digital) - 3
    for text in mark.digital:
        sheet.canvas.drawRightString(g.PAGE[0] - g.RIGHT, y, text)
        y -= _STEP


def end(sheet: Sheet, mark: CopyMark) -> None:
    """Who copies, number, place and day, the form of copy, whom it is for, and who signs; it stays together. Of minutes the rest of the
    page is crossed, in a copy too: it stands on a page of its own."""
    room, right, middle_left, middle_right = columns(mark.day_line)
    parent, issuer = (headed(text.upper(), font, g.CAPS, room) for text, font in zip(mark.issuer, (REGULAR, BOLD), strict=True))
    listed = [line for r in mark.recipients for line in wrapped(f"- {r}", REGULAR, g.SMALL, g.HALF)]
    titles = [text for title in mark.signer_title for text in headed(title, BOLD, sheet.set.body, g.SIGNER)]
    name = wrapped(mark.signer_name, BOLD, sheet.set.body, g.SIGNER)
    signed = (len(titles) + len(name)) * sheet.set.leading + g.SIGNING
    if sheet.paper.minutes:
        sheet.next_page()
    else:
        sheet.need(_ABOVE + (len(parent) + len(issuer) + 4) * _LINE + max(signed, (len(listed) + 1) * g.LISTED))
    sheet.y -= _ABOVE / 2
    sheet.rule(g.LEFT + g.WIDTH / 2, sheet.y, g.WIDTH)
    sheet.y -= _ABOVE / 2
    for texts, font in ((parent, REGULAR), (issuer, BOLD)):
        for text in texts:
            sheet.centred(text, font, g.CAPS, middle_left, sheet.y)
            sheet.y -= _LINE
    sheet.y = min(
        column(sheet, mark.number_line, REGULAR, room, middle_left, sheet.y), column(sheet, mark.day_line, ITALIC, right, middle_right, sheet.y),
    )  # fmt: skip
    sheet.y -= 2 * _LINE
    sheet.centred(mark.title, BOLD, sheet.set.body, g.LEFT + g.WIDTH / 2, sheet.y)
    sheet.rule(g.LEFT + g.WIDTH / 2, sheet.y - 4, rule_under([mark.title], BOLD, sheet.set.body))
    sheet.y -= 2 * _LINE
    y = sheet.y
    for text in titles:
        sheet.centred(text, BOLD, sheet.set.body, g.RIGHT_MIDDLE, y)
        y -= sheet.set.leading
    y -= g.SIGNING
    for text in name:
        sheet.centred(text, BOLD, sheet.set.body, g.RIGHT_MIDDLE, y)
        y -= sheet.set.leading
    sheet.canvas.setFont(BOLD_ITALIC, g.NOTED)
    sheet.canvas.drawString(g.LEFT, sheet.y, "Nơi nhận:")
    left = sheet.y
    for text in listed:
        if left - g.LISTED < g.BOTTOM:
            sheet.y = left
            sheet.next_page()
            left = sheet.y
        left -= g.LISTED
        sheet.canvas.setFont(REGULAR, g.SMALL)
        sheet.canvas.drawString(g.LEFT, left, text)
    sheet.y = min(left, y)
