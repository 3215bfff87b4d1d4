"""What a tab of the page of calculators is, and the usual one: a form above, the answer with its arithmetic beneath."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from thads_desktop.ui import theme
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.stacked import stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.worked import Worked
    from thads_desktop.ui.page import Page


class Calculator(QWidget):
    """A tab. ``title`` is read on it; ``help`` is one or two sentences for F1."""

    title = ""
    help = ""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.setObjectName(f"calculator-{type(self).__name__}")

    def first(self) -> QWidget:
        """Where the caret goes when the tab is shown."""
        return self

    def look(self) -> None:
        """The page is shown, or settings or packs have changed: ask again for what the tab rests on."""

    def to_search(self) -> None:
        """Ctrl+F: to the search line, where the tab has one."""

    def escape(self) -> bool:
        """Esc: True when the tab did something with it."""
        return False


class AnswerBox(QFrame):
    """A ``Worked`` in words: the result large, the article, the steps, what must be checked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        column.setSpacing(theme.space(1))
        self.headline, self.about, self.cite, self.notes = (_words(name) for name in ("headline", "about", "cite", "notes"))
        self.headline.setProperty("heading", True)
        self.cite.setProperty("quiet", True)
        self.steps = QPlainTextEdit()
        self.steps.setObjectName("steps")
        self.steps.setAccessibleName("Cách tính từng bước")
        self.steps.setReadOnly(True)
        self.steps.setTabChangesFocus(True)
        self.steps.setMinimumHeight(theme.space(40))
        for widget in (self.headline, self.about, self.cite, self.notes):
            column.addWidget(widget)
        column.addWidget(self.steps, 100)
        column.addStretch(1)
        self.worked: Worked | None = None
        self.clear()

    def show_worked(self, worked: Worked) -> None:
        """Show an answer."""
        self.worked = worked
        self.headline.setText(worked.headline)
        self.headline.show()
        self.about.setText(worked.about)
        self.cite.setText(worked.cite)
        self.notes.setText("\n".join(f"⚠ {note}" for note in worked.notes))
        self.steps.setPlainText("\n".join(worked.steps))
        for label in (self.about, self.cite, self.notes):
            label.setVisible(bool(label.text()))
        self.steps.setVisible(bool(worked.steps))

    def clear(self, why: str = "") -> None:
        """No answer; why: what is to be done to get one."""
        self.worked = None
        self.about.setText(why)
        self.about.setVisible(bool(why))
        for widget in (self.headline, self.cite, self.notes, self.steps):
            widget.hide()


class FormTab(Calculator):
    """Fields, Ctrl+Enter, an answer. A subclass says ``specs`` and ``work``; its refusals come to their fields."""

    #: What stands where the answer will be.
    before = "Điền các ô rồi nhấn Ctrl+Enter."

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form: Form = build(self.specs(), page.clock, worker=page.worker, accept="Tính", leave="Xóa trắng")
        self.form.accepted.connect(self._work)
        self._empty = self.form.draft()
        self.form.left.connect(lambda _draft: self._emptied())
        FormAmong(self.form)
        self.answer = AnswerBox()
        self.answer.clear(self.before)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(self.form, self.answer))

    @abstractmethod
    def specs(self) -> Sequence[Spec]:
        """The fields."""

    @abstractmethod
    def work(self, values: dict[str, Any]) -> Worked:
        """The answer; run off the main thread. Refused with the names of the fields."""

    def first(self) -> QWidget:
        return self.form.fields()[0].editor

    def _work(self, values: dict[str, Any]) -> None:
        self.page.worker.run_read(
            lambda: self.work(values), self.answer.show_worked, key=self.objectName(), owner=self, on_refused=self._refused
        )

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.answer.clear(" ".join(sentence(r) for r in refusals))
        self.form.show_refusals(refusals)

    def _emptied(self) -> None:
        self.form.set_draft(self._empty)
        self.form.clear_refusals()
        self.answer.clear(self.before)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)


def _words(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setWordWrap(True)
    return made
