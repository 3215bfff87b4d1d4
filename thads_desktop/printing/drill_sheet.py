"""The certificate of a restoring drill: which copies came back, what was in them, how long it took, who looked on.

``draw_certificate(head, copies) -> bytes``: one A4 page (more where many things did not hold), the same bytes for the same facts.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import long_date
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MM = 72 / 25.4
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 210.0, 297.0, 25.0, 20.0, 25.0
LABEL = 52.0


@dataclass(frozen=True, slots=True)
class Head:
    """office, parent: names of the day; named, store: the office as it was set up, and the mark of its store.

    place: for the line of place and day; who: who carried it out; passed: all of it held."""

    office: str
    parent: str
    place: str
    day: date
    who: str
    passed: bool
    named: str = ""
    store: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One copy that was restored. rows: (label, what) as printed; findings: what did not hold."""

    title: str
    rows: tuple[tuple[str, str], ...]
    findings: tuple[str, ...] = ()


def draw_certificate(head: Head, copies: Sequence[Part]) -> bytes:
    """The certificate as PDF."""
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, "Biên bản diễn tập phục hồi", head.office, (WIDTH * MM, HEIGHT * MM))
    page = _Page(canvas)
    page.centred(head.parent.upper(), REGULAR, 11)
    page.centred(head.office.upper(), BOLD, 11)
    page.skip(6)
    page.centred("BIÊN BẢN DIỄN TẬP PHỤC HỒI DỮ LIỆU", BOLD, 15)
    page.centred(f"{head.place + ', ' if head.place else ''}{long_date(head.day)}", ITALIC, 12)
    page.skip(4)
    if head.named:
        page.text(f"Đơn vị: {head.named}" + (f", mã kho dữ liệu {head.store}." if head.store else "."))
    page.text(
        "Bản sao lưu mới nhất ở từng nơi cất được phục hồi vào một thư mục tạm đúng theo cách phục hồi thật, mở ra, đọc lại từng sự kiện, "
        "dòng sổ, văn bản, tính lại mọi báo cáo đã chốt và so số lượng với dữ liệu đang dùng. Dữ liệu đang dùng không bị đụng đến."
    )
    for part in copies:
        page.skip(4)
        page.text(part.title, BOLD)
        for label, what in part.rows:
            page.row(label, what)
        for finding in part.findings:
            page.text(f"– {finding}")
    page.skip(5)
    said = "ĐẠT: từ bản sao lưu có thể phục hồi đầy đủ dữ liệu." if head.passed else "CHƯA ĐẠT: xem những điểm nêu trên, khắc phục rồi diễn tập lại."
    page.text(f"Kết quả: {said}", BOLD)
    page.text(f"Người thực hiện: {head.who}." if head.who else "Người thực hiện: ")
    page.signatures(("Người thực hiện", "Người chứng kiến", "Thủ trưởng đơn vị"))
    canvas.save()
    return buffer.getvalue()


class _Page:
    """Lines from the top down; a new page where one is full."""

    def __init__(self, canvas: Any) -> None:
        self.canvas, self.y = canvas, TOP

    def skip(self, mm: float) -> None:
        self.y += mm

    def _room(self, step: float) -> None:
        if self.y + step > HEIGHT - BOTTOM:
            self.canvas.showPage()
            self.y = TOP
        self.y += step

    def centred(self, text: str, font: str, size: float) -> None:
        for line in _split(text, font, size, WIDTH - 2 * LEFT):
            self._room(size * 1.35 / MM)
            self.canvas.setFont(font, size)
            self.canvas.drawCentredString(WIDTH / 2 * MM, (HEIGHT - self.y) * MM, line)

    def text(self, text: str, font: str = REGULAR, size: float = 12) -> None:
        for line in _split(text, font, size, WIDTH - 2 * LEFT):
            self._room(size * 1.4 / MM)
            self.canvas.setFont(font, size)
            self.canvas.drawString(LEFT * MM, (HEIGHT - self.y) * MM, line)

    def row(self, label: str, what: str, size: float = 12) -> None:
        for at, line in enumerate(_split(what, REGULAR, size, WIDTH - 2 * LEFT - LABEL) or [""]):
            self._room(size * 1.4 / MM)
            self.canvas.setFont(REGULAR, size)
            if at == 0:
                self.canvas.drawString(LEFT * MM, (HEIGHT - self.y) * MM, f"{label}:")
            self.canvas.drawString((LEFT + LABEL) * MM, (HEIGHT - self.y) * MM, line)

    def signatures(self, who: Sequence[str]) -> None:
        if self.y + 45 > HEIGHT - BOTTOM:
            self.canvas.showPage()
            self.y = TOP
        width = (WIDTH - 2 * LEFT) / len(who)
        for at, name in enumerate(who):
            middle = (LEFT + (at + 0.5) * width) * MM
            self.canvas.setFont(BOLD, 12)
            self.canvas.drawCentredString(middle, (HEIGHT - self.y - 14) * MM, name)
            self.canvas.setFont(ITALIC, 11)
            self.canvas.drawCentredString(middle, (HEIGHT - self.y - 19) * MM, "(ký, ghi rõ họ tên)")
        self.y += 45


def _split(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines that fit; a word longer than the line (a path) is broken."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    for line in simpleSplit(text, font, size, width * MM):
        while stringWidth(line, font, size) > width * MM:
            cut = next(n for n in range(len(line), 0, -1) if stringWidth(line[:n], font, size) <= width * MM)
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return lines
