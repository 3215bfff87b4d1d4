"""A paper leaves in the clear only with recipient and purpose, and the log keeps both; a print is noted without being asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.access_events import Exported
from thads_desktop.services import journal
from thads_desktop.ui import leaving
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    made.decision()
    yield made
    made.desk.close()


@pytest.fixture
def paper(office: Bench, window: DeskWindow, qtbot: QtBot) -> Any:
    """The matter's page with its paper on the screen."""
    window.open_matter(office.matters[0])
    page: Any = window.page()
    qtbot.waitUntil(lambda: page.view is not None, timeout=5000)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.preview._paper is not None, timeout=10_000)
    return page


def exported(office: Bench) -> list[tuple[str, dict[str, Any]]]:
    with office.desk.reading() as reader:
        events = [e.body for _, found in reader.stream("export", types=("Exported",)) for e in found]
        return [(b.what, reader.row("export", b.row) or {}) for b in events if isinstance(b, Exported)]


def answer(*said: str | Qt.Key) -> None:
    """Once the question stands there: type and press."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, leaving.LeavingDialog) or not isinstance(QApplication.focusWidget(), QLineEdit):
            QTimer.singleShot(20, look)
            return
        for each in said:
            target = QApplication.focusWidget()
            if isinstance(each, str):
                target.setText(each)  # type: ignore[attr-defined]  # the widget is of that kind
            else:
                QTest.keyClick(target, each)

    QTimer.singleShot(50, look)


def save(window: DeskWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(leaving, "_last", {"recipient": "", "purpose": ""})
    file = tmp_path / "ra.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    return file


def test_a_saved_paper_says_to_whom_and_for_what(
    office: Bench, window: DeskWindow, paper: Any, chosen: Path, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    answer("Tòa án nhân dân quận Lê Chân", Qt.Key.Key_Return, "theo yêu cầu số 12", Qt.Key.Key_Return)
    save(window)
    assert chosen.read_bytes() == paper.preview._paper.pdf
    ((kind, row),) = exported(office)
    assert (kind, row["recipient"], row["purpose"]) == ("paper", "Tòa án nhân dân quận Lê Chân", "theo yêu cầu số 12")
    assert any(r.what == "Xuất dữ liệu ra tệp" and "Tòa án" in r.detail for r in journal.journal(office.desk))


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Escape,), ("Tòa án", Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape)])
def test_without_them_nothing_leaves(
    keys: tuple[str | Qt.Key, ...], office: Bench, window: DeskWindow, paper: Any, chosen: Path
) -> None:
    answer(*keys)
    save(window)
    assert not chosen.exists()
    assert exported(office) == []


def test_a_print_is_noted(office: Bench, window: DeskWindow, paper: Any, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    from thads_desktop.ui import preview

    # The file stands for the sheets of a printer: what is printed into a file is asked for as a saved copy.
    monkeypatch.setattr(preview, "file_of", lambda _printer: None)

    def accepted(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "in.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accepted)
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: [k for k, _ in exported(office)] == ["print"], timeout=5000)
    assert (tmp_path / "in.pdf").exists()
