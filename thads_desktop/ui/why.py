"""Alt+Enter: why is it so? The answer of the page for what is under the hand, or of the refusal that stands on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from thads_desktop.services import why
from thads_desktop.ui import theme
from thads_desktop.ui.form import Form
from thads_desktop.ui.refusals import sentence, told
from thads_desktop.ui.why_pages import of_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.why import Why
    from thads_desktop.ui.window import MainWindow

NOTHING = "Ở đây chưa có gì để giải thích: hãy chọn một dòng có hạn, số tiền, trạng thái hoặc lý do."


class WhyDialog(QDialog):
    """The whole answer as plain text; it is scrolled and copied by the keyboard, Esc closes."""

    def __init__(self, answer: Why, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why")
        self.setWindowTitle("Vì sao?")
        self.text = QPlainTextEdit(answer.text())
        self.text.setObjectName("why-text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(answer.title)
        close = QPushButton("Đóng   Esc")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(close)
        metrics = QFontMetrics(self.font())
        self.resize(metrics.averageCharWidth() * 110, min(theme.space(130), metrics.lineSpacing() * (answer.text().count("\n") + 9)))
        self.text.setFocus()


def ask(window: MainWindow) -> None:
    """The key was pressed: ask the page, else the refusals that are shown on it."""
    page = window.page()
    question = of_page(window, page) if page is not None else None
    refused = refusals_on(window) if question is None else ()
    if refused:
        sentences = [sentence(r) for r in refused]
        question = partial(why.of_refusals, refused, sentences)
    if question is None:
        window.warn(NOTHING)
        return
    window.worker.run_read(question, partial(show, window), key=f"why-{id(window)}", owner=window,
                           on_refused=lambda refusals: window.warn(" ".join(sentence(r) for r in refusals)))  # fmt: skip


def show(window: MainWindow, answer: Why) -> None:
    """The answer over the window."""
    dialog = WhyDialog(answer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def refusals_on(window: MainWindow) -> Sequence[Refusal]:
    """What was refused and is still shown: at a field or beneath a form of the page, or in the line above."""
    page = window.page()
    shown = [window.notice.text()] if window.notice.isVisible() else []
    for form in page.findChildren(Form) if page is not None else ():
        if form.isVisible():
            shown += [form.summary.text(), *(field.refusal() for field in form.fields())]
    return told("\n".join(shown))
