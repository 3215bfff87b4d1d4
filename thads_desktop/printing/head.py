"""The head of a paper: two columns (issuer, number; the nation, place and day), title or address, and what the authority resolves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.printing import geometry as g
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR
from thads_desktop.printing.lines import balanced, broken, headed, measure, rule_under, wrapped

if TYPE_CHECKING:
    from thads_desktop.printing.sheet import Sheet

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def header(sheet: Sheet) -> None:
    """Both columns, the lines of each centred in it; number and day on one line."""
    paper, head, top = sheet.paper, sheet.paper.head, sheet.y
    room, right, middle_left, middle_right = columns(head.day_line)
    if head.code:
        sheet.centred(head.code, REGULAR, 10, middle_left, top + 4)
    y = top - g.CAPS
    for text in headed(head.parent.upper(), REGULAR, g.CAPS, room):
        sheet.centred(text, REGULAR, g.CAPS, middle_left, y)
        y -= g.CAPS + 3
    names = (head.issuer, head.section) if head.section else (head.issuer,)
    issuer = [x for name in names for x in headed(name.upper(), BOLD, g.CAPS, room)]
    for text in issuer:
        sheet.centred(text, BOLD, g.CAPS, middle_left, y)
        y -= g.CAPS + 3
    sheet.rule(middle_left, y + g.CAPS - 2, rule_under(issuer, BOLD, g.CAPS))
    left_end = y
    y = top - g.CAPS
    sheet.centred(NATION, BOLD, g.CAPS, middle_right, y)
    y -= g.MOTTO * g.SINGLE
    sheet.centred(MOTTO, BOLD, g.MOTTO, middle_right, y)
    sheet.rule(middle_right, y - 4, measure(MOTTO, BOLD, g.MOTTO))
    y = min(left_end, y - 12) - 8
    lines = (
        column(sheet, head.number_line, REGULAR, room, middle_left, y),
        column(sheet, head.day_line, ITALIC, right, middle_right, y),
    )
    sheet.y = min(lines)
    if paper.letter:
        sheet.y -= g.GAP
        for text in wrapped(paper.subject, REGULAR, g.ABOUT, room):
            sheet.need(g.ABOUT + 2)
            sheet.y -= g.ABOUT + 2
            sheet.centred(text, REGULAR, g.ABOUT, middle_left, sheet.y)
    sheet.y -= 14


def columns(day_line: str) -> tuple[float, float, float, float]:
    """How wide the left column and the right one may be written, and their middles: the right one has room for place and day."""
    right = min(max(g.HEAD_RIGHT, measure(day_line, ITALIC, g.NUMBER) + 4), g.HEAD_RIGHT_MOST)
    left = g.WIDTH - right
    return left - g.HEAD_GAP, right, g.LEFT + left / 2, g.LEFT + left + right / 2


def column(sheet: Sheet, text: str, font: str, room: float, middle: float, y: float) -> float:
    """A line centred in its column, on more lines where it is longer; the baseline of the last."""
    for at, line in enumerate(wrapped(text, font, g.NUMBER, room) if text else ()):
        y -= g.NUMBER * g.SINGLE if at else 0
        sheet.centred(line, font, g.NUMBER, middle, y)
    return y


def title(sheet: Sheet) -> None:
    """What kind of paper it is and what about, a rule, and the authority that decides."""
    paper, size, middle = sheet.paper, sheet.set.body, g.LEFT + g.WIDTH / 2
    sheet.y -= size - sheet.set.leading
    said = [balanced(part, BOLD, size, g.WIDTH * 0.85) for part in (paper.title, paper.subject) if part]
    for text in (line for part in said for line in part):
        sheet.need(sheet.set.leading)
        sheet.y -= sheet.set.leading
        sheet.centred(text, BOLD, size, middle, sheet.y)
    sheet.rule(middle, sheet.y - 6, rule_under(said[-1], BOLD, size))
    sheet.y -= 18
    if paper.head.authority:
        for text in headed(paper.head.authority.upper(), BOLD, size, g.WIDTH):
            sheet.y -= sheet.set.leading - 2
            sheet.centred(text, BOLD, size, middle, sheet.y)
        sheet.y -= g.GAP


def address(sheet: Sheet) -> None:
    """Whom it is for: one beside the words, several listed beneath them."""
    to = sheet.paper.to
    if not to:
        return
    sheet.y -= g.GAP
    said = [f"Kính gửi: {to[0]}"] if len(to) == 1 else ["Kính gửi:", *(f"- {name.rstrip(' ;.')}{';' if name != to[-1] else '.'}" for name in to)]
    for at, text in enumerate(said):
        for line in broken(((text, REGULAR),), sheet.set.body, g.WIDTH - 2 * g.ADDRESS, 0 if not at else g.INDENT):
            sheet.need(sheet.set.leading)
            sheet.y -= sheet.set.leading
            sheet.canvas.setFont(REGULAR, sheet.set.body)
            sheet.canvas.drawString(g.LEFT + g.ADDRESS + line.indent, sheet.y, " ".join(w.text for w in line.words))
    sheet.y -= g.GAP


def resolves(sheet: Sheet) -> None:
    """"QUYẾT ĐỊNH:", with the first article and what it leads to on the same page."""
    sheet.need(8 * sheet.set.leading)
    sheet.y -= sheet.set.leading + g.GAP + 2
    sheet.centred(sheet.paper.resolves, BOLD, sheet.set.body, g.LEFT + g.WIDTH / 2, sheet.y)
    sheet.y -= 4
