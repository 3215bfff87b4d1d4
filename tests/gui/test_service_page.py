"""The table of service by keyboard: all recipients at once, one way and one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from tests.scans import pdf
from thads_desktop.services import queries
from thads_desktop.ui.run import DeskWindow

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


def test_all_recipients_in_one_go_and_the_voluntary_period_runs(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+Z"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "service"
    assert "3 nơi nhận, 0 đã gửi" in shown.count.text()
    QTest.keyClick(shown.table, Key.Key_A, CTRL)
    QTest.keyClick(shown.table, Key.Key_Return)
    shown.form["receiver"].set_value("refused")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "người chứng kiến" in shown.form["witness"].refusal()
    shown.form["receiver"].set_value("self")
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "3 đã tống đạt" in shown.count.text(), timeout=5000)
    assert "thời hạn tự nguyện" in window.notice.text()
    assert any(d.rule == "R09" for d in queries.matter(office.desk, office.matters[0]).deadlines)
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    assert page(window).name == "matter"


def opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> Any:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+Z"))
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "service"
    return shown


def test_a_key_chooses_all_open_recipients(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    QTest.keyClick(shown.table, Key.Key_B, CTRL)
    assert len(shown.selected()) == 3
    QTest.keyClick(shown.table, Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "3 nơi nhận, 3 đã gửi" in shown.count.text(), timeout=5000)
    QTest.keyClick(shown.table, Key.Key_B, CTRL)
    assert shown.selected() == []
    assert "Không còn nơi nhận nào chưa gửi" in window.notice.text()


def test_copies_are_printed_as_their_kind_was_last(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    QTest.keyClick(shown.table, Key.Key_F8)
    settled(qtbot, window)
    (item,) = page(window).queue.items()
    assert (item.kind, item.copies) == ("enforcement_cd", 6)


@pytest.mark.parametrize("served", [False, True])
def test_no_name_is_cut_on_a_common_screen(window: DeskWindow, office: Bench, qtbot: QtBot, served: bool) -> None:
    shown = opened(window, office, qtbot)
    window.resize(1366, 768)
    if served:
        QTest.keyClick(shown.table, Key.Key_A, CTRL)
        QTest.keyClick(shown.table, Key.Key_Return)
        shown.form["proof"].set_value("RB123456789VN, sổ giao nhận trang 12")
        QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: "3 đã tống đạt" in shown.count.text(), timeout=5000)
    settled(qtbot, window)
    cut = [r.recipient.name for r in shown.found.rows if shown.table.is_cut(0, r.recipient.name)]
    assert cut == []
    dates = [c for c, column in enumerate(shown.model.columns) if column.title in ("Gửi ngày", "Nhận ngày")]
    assert not any(shown.table.is_cut(c, "07/10/2019") for c in dates if not shown.table.isColumnHidden(c))


def test_a_proof_is_attached_and_shown_by_keys(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    shown = opened(window, office, qtbot)
    file = tmp_path / "xac-nhan.pdf"
    file.write_bytes(pdf())
    QTest.keyClick(shown.table, Key.Key_A, CTRL)
    shown.attach(file, shown.selected())
    qtbot.waitUntil(lambda: "hãy ghi hình thức và ngày của dòng ấy trước" in window.notice.text(), timeout=5000)
    QTest.keyClick(shown.table, Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "3 đã tống đạt" in shown.count.text(), timeout=5000)
    shown.attach(file, shown.selected())
    qtbot.waitUntil(lambda: all(r.file for r in shown.found.rows if r.recipient.to != "inside"), timeout=5000)
    settled(qtbot, window)
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+O"))
    settled(qtbot, window)
    labels = [label.text() for label in page(window).findChildren(QLabel)]
    assert "Bằng chứng tống đạt: Viện kiểm sát nhân dân quận Lê Chân" in labels
    file.write_bytes(b"MZ no picture")
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    shown.attach(file, shown.selected())
    qtbot.waitUntil(lambda: "xac-nhan.pdf" in window.notice.text() and "PDF" in window.notice.text(), timeout=5000)


def test_the_file_for_vneid_is_refused_before_its_time_by_key(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: "VNeID chỉ có từ ngày 01/01/2025" in window.notice.text(), timeout=5000)


def test_the_file_for_vneid_is_saved_after_it_was_said_for_whom(
    window_of: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from tests.unit.test_service_proof import notice
    from thads_desktop.ui.pages import service as module

    office = bench(tmp_path / "new", date(2026, 8, 3))
    matter, paper = notice(office)
    window = window_of(office)
    file = tmp_path / "ra.zip"
    monkeypatch.setattr(module, "ask_file", lambda *_a: file)
    monkeypatch.setattr(module, "may_leave", lambda *_a: True)
    module.open_service(window, paper, "Thông báo", "numbered")
    settled(qtbot, window)
    shown = page(window)
    QTest.keyClick(shown.table, Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: "Mẫu tải lên của hệ thống chưa xác lập" in window.notice.text(), timeout=5000)
    assert file.read_bytes()[:2] == b"PK"
    assert matter
    settled(qtbot, window)
    window.close()
    office.desk.close()
