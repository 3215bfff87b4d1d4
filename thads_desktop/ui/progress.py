"""Long work on the page: what is being done, how much of it, about how long still, and a way to stop."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from thads_desktop.ui import theme, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.ui.worker import LongWork, Worker

#: Before so many seconds an estimate would be a guess.
_ESTIMATE_AFTER = 2.0


def seconds_left(elapsed: float, done: int, total: int) -> float | None:
    """By the pace so far; None while it is too early or the total is not known."""
    if total <= 0 or done <= 0 or elapsed < _ESTIMATE_AFTER:
        return None
    return max(0.0, elapsed * (total - done) / done)


class ProgressPanel(QWidget):
    """Hidden until ``start``; after the end the result stays readable until the next start or ``clear``."""

    #: The work ended: done, refused, in trouble or cancelled.
    ended = Signal()

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._work: LongWork | None = None
        self._began = 0.0
        self.title, self.count, self.result = QLabel(), QLabel(), QLabel()
        for label in (self.title, self.count, self.result):
            # Names in it are what somebody typed: no markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("quiet", True)
        self.result.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.space(2))
        self.cancel_button = QPushButton(wording.CANCEL)
        self.cancel_button.setObjectName("cancel")
        self.cancel_button.clicked.connect(self.cancel)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.title)
        column.addWidget(self.bar)
        column.addLayout(line)
        column.addWidget(self.result)
        self.clear()

    @property
    def running(self) -> bool:
        return self._work is not None

    def start(
        self, title: str, fn: Callable[..., Any], on_done: Callable[[Any], str | None], *, writes: bool = False, trial: bool = False,
        on_refused: Callable[[tuple[Refusal, ...]], None] | None = None,
    ) -> None:  # fmt: skip
        """Run fn(progress, cancelled) as long work; on_done(result) may answer the sentence that stays; trial as ``Worker.run_long``.

        A second start while one runs is passed over.
        """
        if self._work is not None:
            return
        self._began = monotonic()
        self.title.setText(title)
        self.count.setText(wording.WORK_WAITING)
        self.result.hide()
        self.bar.setRange(0, 0)
        self.cancel_button.setText(wording.CANCEL)
        for each in (self, self.title, self.bar, self.count, self.cancel_button):
            each.show()
        self.cancel_button.setEnabled(True)

        def done(result: Any) -> None:
            self._end(on_done(result) or wording.WORK_DONE)

        def refused(refusals: tuple[Refusal, ...]) -> None:
            from thads_desktop.ui.refusals import sentence

            if self._work is not None and self._work.cancelled():
                self._end(wording.WORK_CANCELLED)
                return
            self._end("\n".join(f"⚠ {sentence(r)}" for r in refusals))
            if on_refused is not None:
                on_refused(refusals)

        def trouble(what: Trouble) -> None:
            from thads_desktop.ui.refusals import trouble_sentence

            self._end(f"⚠ {trouble_sentence(what)}")

        self._work = self._worker.run_long(
            fn, done, on_progress=self._report, on_cancelled=lambda: self._end(wording.WORK_CANCELLED),
            on_refused=refused, on_trouble=trouble, owner=self, writes=writes, trial=trial,
        )  # fmt: skip

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next step."""
        if self._work is not None:
            self._work.cancel()
            self.cancel_button.setEnabled(False)
            self.cancel_button.setText(wording.CANCELLING)

    def clear(self) -> None:
        """Take the panel away; a running work stays."""
        if self._work is None:
            self.hide()

    def _report(self, done: int, total: int, label: str) -> None:
        if label:
            self.title.setText(label)
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(min(done, total) if total else 0)
        left = wording.time_left(seconds_left(monotonic() - self._began, done, total))
        self.count.setText(" · ".join(p for p in (wording.count_of(done, total), left) if p))

    def _end(self, said: str) -> None:
        self._work = None
        for each in (self.title, self.bar, self.count, self.cancel_button):
            each.hide()
        self.result.setText(said)
        self.result.show()
        self.ended.emit()
