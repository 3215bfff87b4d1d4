"""What is to be known before a paper is typed: said above its form, nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from thads_desktop.services.decided import Decision
from thads_desktop.ui import theme


class Told(QLabel):
    """A line in the colour of a warning, hidden while it is empty."""

    def __init__(self, parent: QWidget, text: str = "", name: str = "told") -> None:
        # A child from the start: shown before it stands in a layout it must not be a window.
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text)

    def hasHeightForWidth(self) -> bool:
        # It takes its height by itself: asked by its width, the whole page would want its full height and scroll.
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        room = QRect(0, 0, max(1, self.width() - 2 * theme.GRID), 10_000)
        needed = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height() + 2 * theme.GRID
        if self.width() > 40 * theme.GRID and needed != self.height():
            self.setFixedHeight(needed)

    def say(self, text: str) -> None:
        now = theme.current()
        self.setStyleSheet(f"color: {now.ink('amber')}; background: {now.tint('amber')}; padding: {theme.GRID}px;")
        self.setText(text)
        self.setVisible(bool(text))
        self._measure()


def remark_words(remark: str) -> str:
    """Why the paper came back."""
    return f"⚠ Trả lại, ý kiến: {remark}" if remark else ""


def decided_words(found: Sequence[Decision]) -> str:
    """Which decisions the judgment has, and that another one would be a further one."""
    if not found:
        return ""
    return f"⚠ Bản án này đã có {'; '.join(d.words() for d in found)}. Quyết định ra ở đây là một quyết định nữa, ngoài những quyết định ấy."


NO_EX_OFFICIO = (
    "⚠ Bản án này không có phần chủ động thi hành và chưa có yêu cầu thi hành án nào chờ quyết định: nhấn Ctrl+Y để nhận yêu cầu. "
    "Quyết định chủ động đã ban hành trên giấy thì Ctrl+R để ghi nhận; ghi nhầm khi nhận bản án thì xóa dòng nhận ở Diễn biến rồi nhận lại."
)
#: The decision will say so, where no account is set.
NO_ACCOUNT = "⚠ Chưa khai tài khoản nhận tiền: Thiết lập (F12), Đơn vị; quyết định sẽ ghi nộp trực tiếp."
