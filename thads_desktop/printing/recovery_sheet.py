"""The recovery sheet: nine words and the same as a QR code, on one page to be printed and locked away.

``draw_sheet(office, day, words, now, store) -> bytes``. Whoever holds it can open the office's data: the sheet says so, and where it belongs.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.printing.archival import canvas_for
from thads_desktop.printing.fonts import BOLD, ITALIC, REGULAR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MM = 72 / 25.4
WIDTH, HEIGHT, LEFT = 210.0, 297.0, 25.0
QR = 55.0
#: Empty squares around the code.
QUIET = 4
USE = (
    "Dùng khi không còn ai đăng nhập được: chọn “Quên mật khẩu” ở cửa sổ đăng nhập, gõ chín từ dưới đây (không cần dấu, chữ hoa "
    "hay thường đều được), rồi đặt mật khẩu mới cho một tài khoản."
)
DANGER = (
    "Ai có tờ này và tệp dữ liệu (hoặc một bản sao lưu) thì mở được toàn bộ sổ của đơn vị. Hãy niêm phong, cất trong két, "
    "không để cùng chỗ với máy tính và bản sao lưu, không chụp ảnh, không gửi qua mạng."
)
SAYS = (USE, DANGER, "Khi lập tờ mới, tờ này không còn giá trị: hãy hủy.")
AFTER = ("In xong, hãy mở Thiết lập › Tài khoản, gõ lại chín từ ghi trên tờ giấy để thử, rồi xóa tệp PDF này trên máy.",)


def draw_sheet(office: str, day: date, words: Sequence[str], now: str = "", store: str = "") -> bytes:
    """One A4 page. office: its name as it was set up; now: the one of the day, where it is another; store: the mark of its store."""
    buffer = io.BytesIO()
    canvas = canvas_for(buffer, "Tờ khôi phục", office, (WIDTH * MM, HEIGHT * MM))
    y = _lines(canvas, 28.0, office, REGULAR, 13)
    if now not in ("", office):
        y = _lines(canvas, y + 1, f"Tên hiện nay: {now}", REGULAR, 11)
    y = _lines(canvas, y + 8, "TỜ KHÔI PHỤC DỮ LIỆU", BOLD, 18)
    y = _lines(canvas, y + 2, f"Lập ngày {short_date(day)}" + (f". Mã kho dữ liệu: {store}" if store else ""), ITALIC, 12)
    for sentence in SAYS:
        y = _lines(canvas, y + 4, sentence, REGULAR, 12)
    y = _words(canvas, y + 8, words)
    _qr(canvas, y + 6, " ".join(words))
    y += QR + 12
    for sentence in AFTER:
        y = _lines(canvas, y, sentence, ITALIC, 12)
    _signatures(canvas, y + 8)
    canvas.save()
    return buffer.getvalue()


def _lines(canvas: Any, y: float, text: str, font: str, size: float) -> float:
    """Text in the width of the page from y mm below its top; where the next line may begin."""
    from reportlab.lib.utils import simpleSplit

    step = size * 1.35 / MM
    for line in simpleSplit(text, font, size, (WIDTH - 2 * LEFT) * MM):
        y += step
        canvas.setFont(font, size)
        canvas.drawString(LEFT * MM, (HEIGHT - y) * MM, line)
    return y


def _words(canvas: Any, y: float, words: Sequence[str]) -> float:
    """Three words in a row, each with its number, in a frame."""
    rows = -(-len(words) // 3)
    step, width = 13.0, (WIDTH - 2 * LEFT) / 3
    canvas.setLineWidth(0.6)
    canvas.rect(LEFT * MM, (HEIGHT - y - rows * step) * MM, (WIDTH - 2 * LEFT) * MM, rows * step * MM)
    for at, word in enumerate(words):
        x, down = LEFT + (at % 3) * width, y + (at // 3) * step + 8.5
        canvas.setFont(REGULAR, 11)
        canvas.drawRightString((x + 11) * MM, (HEIGHT - down) * MM, f"{at + 1}.")
        canvas.setFont(BOLD, 19)
        canvas.drawString((x + 14) * MM, (HEIGHT - down) * MM, word)
    return y + rows * step


def _qr(canvas: Any, y: float, text: str) -> None:
    """The code as runs of squares, with the quiet border its readers want."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    side = QR * MM / (count + 2 * QUIET)
    top = (HEIGHT - y) * MM - QUIET * side
    for row in range(count):
        at = 0
        while at < count:
            end = at
            while end < count and code.isDark(row, end):
                end += 1
            if end > at:
                canvas.rect(LEFT * MM + (QUIET + at) * side, top - (row + 1) * side, (end - at) * side, side, stroke=0, fill=1)
            at = max(end, at + 1)


def _signatures(canvas: Any, y: float) -> None:
    third = (WIDTH - 2 * LEFT) / 2
    for at, who in enumerate(("Người lập", "Người giữ (ký, ghi rõ họ tên)")):
        canvas.setFont(BOLD, 12)
        canvas.drawCentredString((LEFT + (at + 0.5) * third) * MM, (HEIGHT - y - 5) * MM, who)
