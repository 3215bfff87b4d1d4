"""When the program itself is wrong: diagnostics without a name or a figure, and a way to go on.

The trace names files, lines and types of errors. The message of an error is left out, because it may hold what was
typed or read.
"""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from thads_desktop import __version__
from thads_desktop.ui import wording

if TYPE_CHECKING:
    from types import TracebackType

    from thads_desktop.domain.clock import Clock

#: More than this many reports of one run tell nothing new.
_REPORTS_MOST = 20


def diagnosis(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Versions and the trace: file, line and function of each step, types of errors, no messages and no values."""
    lines = [
        f"thads-desktop {__version__}", f"Python {platform.python_version()}", f"Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}", "",
    ]  # fmt: skip
    seen: set[int] = set()
    while True:
        lines += [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        lines.append(kind.__name__)
        seen.add(id(error))
        error = (error.__cause__ or error.__context__) if error is not None else None
        if error is None or id(error) in seen:
            return "\n".join(lines)
        lines.append("")
        kind, trace = type(error), error.__traceback__


def _short(filename: str) -> str:
    """Only the end of a path: the folders before it may carry a person's name."""
    return "/".join(Path(filename).parts[-3:])


class CrashHandler(QObject):
    """Takes unexpected errors of every thread; one dialog at a time, the rest only in the folder."""

    _came = Signal(str, str)

    def __init__(self, clock: Clock, logs: Path) -> None:
        super().__init__()
        self._clock, self._logs = clock, logs
        self._count = 0
        self._fault: IO[str] | None = None
        self.dialog: CrashDialog | None = None
        # From any thread to the main one.
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """The program's exception hook."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]  # Python takes None too
            return
        text = diagnosis(kind, error, trace)
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
        self._count += 1
        if self._count <= _REPORTS_MOST:
            self._came.emit(text, self._write(text))

    def thread_caught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The hook of other threads."""
        if not issubclass(kind, SystemExit):
            self.caught(kind, error, trace)

    def fault_file(self) -> IO[str] | None:
        """Where a fault of the machine code is written; kept open as long as the program runs."""
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            self._fault = (self._logs / "fault.log").open("a", encoding="utf-8")
        except OSError:
            self._fault = None
        return self._fault

    def _write(self, text: str) -> str:
        """File written, "" when the folder cannot be."""
        stamp = self._clock.now().strftime("%Y%m%d-%H%M%S")
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            file = self._logs / f"crash-{stamp}-{self._count:02d}.txt"
            file.write_text(text + "\n", encoding="utf-8")
        except OSError:
            return ""
        return str(file)

    def _show(self, text: str, file: str) -> None:
        if self.dialog is None:
            self.dialog = CrashDialog(text, file)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


class CrashDialog(QDialog):
    """What happened, that the data are whole, where the details are; go on or close."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setObjectName("crash")
        self.setWindowTitle(wording.CRASH_TITLE)
        said = wording.CRASH_ADVICE.format(file=file) if file else wording.CRASH_NO_FILE
        label = QLabel(f"{wording.CRASH_TEXT}\n\n{said}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        stay, copy = QPushButton(wording.CRASH_STAY), QPushButton(wording.CRASH_COPY)
        leave = QPushButton(wording.CRASH_CLOSE)
        stay.setDefault(True)
        stay.clicked.connect(self.accept)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        leave.clicked.connect(self._quit)
        line = QHBoxLayout()
        line.addStretch(1)
        for button in (leave, copy, stay):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addWidget(self.details, 1)
        column.addLayout(line)
        self.resize(640, 360)

    def _quit(self) -> None:
        self.reject()
        QApplication.closeAllWindows()
