"""A few fields that are asked for in a dialog: Enter goes on and, at the last, accepts; refusals at their field; busy while it works.

What is asked is carried out off the main thread (Argon2 takes its time) by a worker that is handed in, or by one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from thads_desktop.domain.refusal import Trouble
from thads_desktop.ui import theme
from thads_desktop.ui.enter import EnterMoves
from thads_desktop.ui.password_field import PasswordField
from thads_desktop.ui.refusals import sentence, trouble_sentence
from thads_desktop.ui.worker import Worker, crash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.fields import Field

BUSY = "Đang kiểm tra mật khẩu…"


class Asking(QWidget):
    """``accepted`` when every required field holds something; the owner then calls ``ask`` or ``write``."""

    accepted = Signal()
    left = Signal()

    def __init__(
        self, fields: Sequence[Field], accept: str, leave: str = "", *, worker: Worker | None = None, beside: Collection[str] = ()
    ) -> None:  # fmt: skip
        """leave: words of the button that ends it without doing anything, "" = none. worker: None makes one of its own.

        beside: fields that stand on the line of the one before, where a dialog would be too high for a small screen.
        """
        super().__init__()
        self.fields = {field.name: field for field in fields}
        self.worker = worker if worker is not None else Worker(on_crash=self._crashed)
        self._own = worker is None
        self._running = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for field in fields:
            if field.name not in beside:
                row = QHBoxLayout()
                row.setSpacing(theme.space(4))
                column.addLayout(row)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(lambda field=field: self._on(field))
        self.said = QLabel()
        self.said.setObjectName("asking-said")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        column.addWidget(self.said)
        self.accept_button, self.leave_button = QPushButton(accept), QPushButton(leave)
        self.accept_button.setObjectName("accept")
        self.accept_button.setProperty("primary", True)
        self.accept_button.clicked.connect(lambda _checked=False: self.accept())
        self.leave_button.setObjectName("leave")
        self.leave_button.clicked.connect(lambda _checked=False: self.left.emit())
        self.leave_button.setVisible(bool(leave))
        self._moves = EnterMoves(self)
        self.watch(self.accept_button)
        self.watch(self.leave_button)
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.space(2))
        self.line.addWidget(self.accept_button)
        if leave:
            self.line.addWidget(self.leave_button)
        self.line.addStretch(1)
        column.addSpacing(theme.space(1))
        column.addLayout(self.line)
        column.addStretch(1)
        chain: list[QWidget] = []
        for field in fields:
            chain += [field.editor, *([field.eye] if isinstance(field, PasswordField) else [])]
        chain += [self.accept_button, *([self.leave_button] if leave else [])]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def watch(self, button: QPushButton) -> None:
        """Enter presses this button where it has the focus, and nowhere else: fields have their own."""
        button.setAutoDefault(False)
        self._moves.watch(button)

    def add_button(self, button: QPushButton) -> None:
        """A further way to go on, after its own."""
        self.watch(button)
        self.line.insertWidget(self.line.count() - 1, button)

    def __getitem__(self, name: str) -> Any:
        """What stands in a field."""
        return self.fields[name].value()

    @property
    def running(self) -> bool:
        """An answer is waited for."""
        return self._running

    def begin(self) -> None:
        """The caret in the first field in which nothing stands."""
        first = next((f for f in self.fields.values() if not f.value() and f.isVisibleTo(self)), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Judge the fields; go to the first problem, or tell that they are in order."""
        if self._running:
            return
        self.calm()
        for field in self.fields.values():
            field.settle()
            problem = field.problem() if field.isVisibleTo(self) else ""
            if problem:
                field.set_refusal(problem)
                return
        self.accepted.emit()

    def ask(
        self, fn: Callable[[Callable[..., None]], Any], done: Callable[[Any], None], busy: str = BUSY, *,
        refused: Callable[[tuple[Refusal, ...]], object] | None = None, long: bool = False,
        troubled: Callable[[Trouble], object] | None = None,
    ) -> None:  # fmt: skip
        """fn(progress) off the main thread; done(its answer). What is refused is said here (refused() hears of it too, troubled()
        of trouble), and nothing typed is lost. long: progress(count) shows how far it is."""
        self.busy(busy)

        def came(answer: Any) -> None:
            self.free()
            done(answer)

        def told(count: int, _total: int, _label: str) -> None:
            if self._running:
                self.say(f"{busy} ({count})")

        def not_done(refusals: tuple[Refusal, ...]) -> None:
            self.refuse(refusals)
            if refused is not None:
                refused(refusals)

        def trouble(what: Trouble) -> None:
            self.troubled(what)
            if refused is not None:
                refused(())
            if troubled is not None:
                troubled(what)

        if long:
            self.worker.run_long(
                lambda progress, _cancelled: fn(progress), came, on_progress=told, on_refused=not_done, on_trouble=trouble, owner=self
            )
        else:
            self.worker.run_read(
                lambda: fn(lambda *_count: None), came, on_refused=not_done, on_trouble=trouble, owner=self
            )

    def write(self, fn: Callable[[], Any], done: Callable[[Any], None], topics: Iterable[str] = (), busy: str = BUSY) -> None:
        """A command of the office in the writer's turn; a second person is asked for where it wants one."""
        self.busy(busy)

        def came(answer: Any) -> None:
            self.free()
            done(answer)

        self.worker.run_write(lambda: (fn(), tuple(topics)), came, self.refuse, self.troubled, owner=self)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Each under its field, the field selected; the rest beneath."""
        self.free()
        rest: list[str] = []
        given = list(refusals)
        for refusal in reversed(given):
            field = self.fields.get(refusal.field)
            if field is not None and field.isVisibleTo(self):
                field.set_refusal(sentence(refusal))
            else:
                rest.insert(0, sentence(refusal))
        self.say(" ".join(rest), refusal=True)

    def troubled(self, what: Trouble) -> None:
        self.free()
        self.say(trouble_sentence(what), refusal=True)

    def say(self, text: str, *, refusal: bool = False) -> None:
        """One line above the buttons; "" takes it away."""
        self.said.setText(f"⚠ {text}" if text and refusal else text)
        self.said.setProperty("refusal", refusal)
        self.said.setProperty("quiet", not refusal)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setVisible(bool(text))

    def calm(self) -> None:
        """No refusal is on show."""
        for field in self.fields.values():
            if field.refusal():
                field.set_refusal("")
        self.say("")

    def close_worker(self) -> None:
        """Its own worker ends; one that was handed in goes on."""
        if self._own:
            self.worker.close()

    def _on(self, field: Field) -> None:
        """Enter: to the next field in which nothing stands yet, else accept."""
        names = list(self.fields)
        for name in names[names.index(field.name) + 1 :]:
            following = self.fields[name]
            if following.required and not following.value() and following.isVisibleTo(self):
                following.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.accept()

    def busy(self, text: str) -> None:
        """An answer is waited for: nothing can be pressed, the line says what is done."""
        self._running = True
        self.accept_button.setEnabled(False)
        self.leave_button.setEnabled(False)
        self.say(text)

    def free(self) -> None:
        """Nothing is waited for any more."""
        self._running = False
        self.accept_button.setEnabled(True)
        self.leave_button.setEnabled(True)
        self.say("")

    def _crashed(self, error: Exception) -> None:
        self.free()
        crash(error)


class FittingDialog(QDialog):
    """As high as its sentences need at its width: a refusal beneath a field is never cut, and no gap stays where one was."""

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            QTimer.singleShot(0, self, self.fit)
        return answer

    def fit(self) -> None:
        """Take the height that is needed now."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            if (width, height) != (self.width(), self.height()):
                self.resize(width, height)


class AskingDialog(FittingDialog):
    """A dialog around one ``Asking``: a heading, a sentence, the fields. Esc ends it with nothing done, unless it works."""

    def __init__(self, name: str, title: str, said: str, asking: Asking, parent: QWidget | None = None, *, above: QWidget | None = None) -> None:
        """above: something shown between the sentence and the fields."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.space(120))
        self.asking = asking
        self.heading = QLabel(title)
        self.heading.setProperty("heading", True)
        self.sentence = QLabel(said)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setVisible(bool(said))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.space(6),) * 4)
        self.column.setSpacing(theme.space(3))
        self.column.addWidget(self.heading)
        self.column.addWidget(self.sentence)
        if above is not None:
            self.column.addWidget(above)
        self.column.addWidget(asking)
        self.column.addStretch(1)
        asking.left.connect(self.reject)
        self.finished.connect(lambda _result: asking.close_worker())
        # Once it is laid out: the focus that Qt gives first goes by the order of Tab.
        QTimer.singleShot(0, asking, asking.begin)

    def reject(self) -> None:
        if not self.asking.running:
            super().reject()


def passwords_agree(asking: Asking, first: str, again: str) -> bool:
    """The password typed twice is the same one; else it is said at the second."""
    if asking[first] == asking[again]:
        return True
    from thads_desktop.domain.refusal import Refusal

    asking.refuse((Refusal("account.passwords_differ", field=again),))
    return False
