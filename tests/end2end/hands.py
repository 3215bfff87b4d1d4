"""Starts the program in this process and types what a clerk types: run with the data folder as argument.

Says what it saw on stdout; exit code 3 when it waited for something in vain.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import thads_desktop.ui.run as started  # first of all: the guard that Qt needs on Python 3.11

from PySide6.QtCore import Qt, QTimer  # isort: skip
from PySide6.QtGui import QInputMethodEvent  # isort: skip
from PySide6.QtTest import QTest  # isort: skip
from PySide6.QtWidgets import QApplication, QWidget  # isort: skip
from shiboken6 import getAllValidWrappers, ownedByPython  # isort: skip

CONTROL = Qt.KeyboardModifier.ControlModifier
PASSWORD = "một câu dễ nhớ"
OFFICE = (
    ("name", "Chi cục Thi hành án dân sự quận Lê Chân"),
    ("parent", "Cục Thi hành án dân sự thành phố Hải Phòng"),
    ("head", "Lê Thị Thử"),
    ("officers", "Trần Văn Mẫu"),
)


def wait(done: Callable[[], object], what: str) -> None:
    for _ in range(1000):
        if done():
            return
        QTest.qWait(10)
    print("waited in vain for", what)
    sys.stdout.flush()
    QApplication.exit(3)


def write(widget: QWidget, text: str) -> None:
    """As an input method sends it."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def at_the_wizard() -> None:
    wait(lambda: (w := QApplication.activeModalWidget()) and w.isActiveWindow(), "the wizard")
    wizard: Any = QApplication.activeModalWidget()
    for name, text in OFFICE:
        write(wizard.form[name].editor, text)
    QTest.keyClick(wizard.form["name"].editor, Qt.Key.Key_Return, CONTROL)
    for name, text in (("login", "hong"), ("password", PASSWORD), ("again", PASSWORD)):
        write(wizard.account.fields[name].editor, text)
    QTimer.singleShot(0, at_the_sheet)
    QTest.keyClick(wizard.account.fields["again"].editor, Qt.Key.Key_Return)


def at_the_sheet() -> None:
    sheet: Any = QApplication.activeModalWidget()
    if sheet is None or sheet.objectName() != "sheet-dialog":
        # Not waited for here: the wizard ends only when its own loop has the turn.
        QTimer.singleShot(50, at_the_sheet)
        return
    print("SHEET", sheet.state.text())
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def at_the_window(window: started.DeskWindow) -> None:
    wait(lambda: window.first_rows_painted() and window.isActiveWindow(), "the window")
    print("OFFICE", window.office.text())
    for at in range(1, len(window.places) + 1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + at % 10), Qt.KeyboardModifier.AltModifier)
        wait(lambda: window.worker.busy == 0, "a page")
        print("PAGE", _page(window).title)
    window.go("matters")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    wait(lambda: _page(window).name == "receive", "the judgment's form")
    form = _page(window).form
    for name, text in (("number", "15/2019/DS-ST"), ("day", "02092019"), ("court", "Tòa án nhân dân quận Lê Chân")):
        write(form[name].editor, text)
    form["case_type"].set_value("dan_su")
    QTest.keyClick(form["number"].editor, Qt.Key.Key_Return, CONTROL)
    wait(lambda: _page(window).name == "decision", "the decision's form")
    print("THEN", _page(window).title)
    wait(lambda: window.worker.busy == 0, "quiet")
    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)


def _page(window: started.DeskWindow) -> Any:
    return window.page()


def main(folder: str) -> int:
    make_app, window_for = started.make_app, started.window_for

    def app() -> QApplication:
        made = make_app()
        QTimer.singleShot(0, at_the_wizard)
        return made

    def window(desk: Any) -> started.DeskWindow:
        made = window_for(desk)
        QTimer.singleShot(0, lambda: at_the_window(made))
        return made

    started.make_app, started.window_for = app, window
    from thads_desktop.__main__ import main as program

    code = program(["--data", folder])
    # What is left would be destroyed by the binding in no order, which ends the program with a fault now and then.
    print("LEFT", sum(isinstance(w, QWidget) and ownedByPython(w) for w in getAllValidWrappers()))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
