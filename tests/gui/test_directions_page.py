"""Directions by keyboard: composed and sent at the department, opened, taken in and reported at the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import PARENT, Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import consolidation, directions, directions_in, people, superior
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.ui.run import DeskWindow, window_for

Key = Qt.Key
CTRL, BOTH = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DAY = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    yield made
    made.desk.close()


@pytest.fixture
def cuc(tmp_path: Path, office: Bench) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    people.set_up(desk, PARENT, "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "a.thads").path))
    consolidation.trust(office.desk, Path(consolidation.key_package(desk, tmp_path / "b.thads").path))
    yield desk
    desk.close()


def press(widget: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def test_composed_and_sent_at_the_department(cuc: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_for(cuc)
    qtbot.addWidget(window)
    window.show()
    settled(qtbot, window)
    press(window, Key.Key_F2, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "directions"
    press(window, Key.Key_F9)
    assert "Ctrl+T" in window.notice.text()
    press(shown.draft_table, Key.Key_T, CTRL)
    form = page(window)
    form.form["due"].editor.setFocus()
    typed(window.focusWidget(), "+10")
    form.form["text"].editor.setFocus()
    typed(window.focusWidget(), "Giải quyết dứt điểm việc phức tạp")
    form.form["file"].editor.setFocus()
    typed(window.focusWidget(), "x")
    press(window.focusWidget(), Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert "Tệp gói" in form.form["file"].refusal()
    form.form["file"].editor.clear()
    press(form.form["file"].editor, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.drafts.rowCount() == 1
    press(shown.draft_table, Key.Key_F9)
    send = page(window)
    send.form["signed_by"].editor.setFocus()
    typed(window.focusWidget(), "Đỗ Văn Cục")
    send.form["folder"].editor.setFocus()
    send.form["folder"].editor.clear()
    typed(window.focusWidget(), str(tmp_path / "gui"))
    press(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert (shown.drafts.rowCount(), shown.sent.rowCount()) == (0, 1)
    assert len(list((tmp_path / "gui").glob("*.thads"))) == 1
    press(window, Key.Key_2, CTRL)
    shown.write_again(shown.sent_table.current_key()[0], tmp_path / "lai")
    settled(qtbot, window)
    assert len(list((tmp_path / "lai").glob("*.thads"))) == 1
    press(shown.sent_table, Key.Key_P, CTRL)
    settled(qtbot, window)
    assert page(window).name == "printed"
    window.worker.close()


def test_opened_taken_in_and_reported_at_the_office(window: DeskWindow, office: Bench, cuc: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    directions.compose(cuc, "finding", "Khắc phục việc chậm xác minh", date(2020, 1, 20), person="Trần Thị Bình")
    ((key, _name),) = directions.offices(cuc)
    file = directions.send(cuc, [key], tmp_path / "gui", "Đỗ Văn Cục", "7/CTHADS")[0]
    press(window, Key.Key_F2, BOTH)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "directions-in"
    shown.place.setFocus()
    typed(window.focusWidget(), str(tmp_path / "khong-co"))
    press(window.focusWidget(), Key.Key_Return)
    settled(qtbot, window)
    assert shown.state.text().startswith("⚠")
    shown.place.clear()
    typed(shown.place, str(file))
    press(shown.place, Key.Key_Return)
    settled(qtbot, window)
    assert "7/CTHADS" in shown.state.text()
    assert directions_in.listed(office.desk) == []
    press(shown.place, Key.Key_F9)
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    press(shown.table, Key.Key_B, CTRL)
    typed(window.focusWidget(), "Đã xác minh 3 việc")
    press(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert directions_in.listed(office.desk)[0].report == "Đã xác minh 3 việc"
    press(shown.table, Key.Key_Return)
    settled(qtbot, window)
    assert page(window).name == "task"
    press(window.focusWidget(), Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.model.row(0).state == "done"
    press(shown.table, Key.Key_B, CTRL)
    assert "không ghi thêm" in window.notice.text()
    shown.place.setText(str(file))
    press(shown.place, Key.Key_Return)
    settled(qtbot, window)
    assert "đã nhận ngày" in shown.state.text()


def test_all_that_was_asked_is_read_and_the_superior_is_said_once(office: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    cuc = open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    people.set_up(cuc, "Thi hành án dân sự thành phố Hải Phòng", "Bộ Tư pháp", "province")
    consolidation.trust(cuc, Path(consolidation.key_package(office.desk, tmp_path / "a.thads").path))
    consolidation.trust(office.desk, Path(consolidation.key_package(cuc, tmp_path / "b.thads").path))
    directions.compose(cuc, "finding", "Khắc phục", date(2020, 1, 20), detail="Xác minh lại <i>cả</i> thửa đất", person="Người Lạ", about="KL 05")
    ((key, _name),) = directions.offices(cuc)
    file = directions.send(cuc, [key], tmp_path / "gui", "Đỗ Văn Cục", "7/CTHADS")[0]
    window = window_for(office.desk)
    qtbot.addWidget(window)
    window.show()
    settled(qtbot, window)
    press(window, Key.Key_F2, BOTH)
    settled(qtbot, window)
    shown = page(window)
    shown.place.setText(str(file))
    press(shown.place, Key.Key_Return)
    settled(qtbot, window)
    assert "Ctrl+G" in shown.state.text()
    press(shown.place, Key.Key_G, CTRL)
    assert page(window).name == "superior"
    page(window).form["office"].set_value(next(k for k, _n in superior.offered(office.desk)[0]))
    press(window.focusWidget(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    wanted = ("Xác minh lại <i>cả</i> thửa đất", "Người Lạ", "KL 05", "7/CTHADS", "Phạm Quang Minh")
    assert [w for w in wanted if w not in shown.whole.toPlainText()] == []
    press(shown.place, Key.Key_F9)
    settled(qtbot, window)
    assert [w for w in wanted if w not in shown.whole.toPlainText()] == [], "of the chosen row"
    press(shown.table, Key.Key_Return)
    settled(qtbot, window)
    assert [w for w in wanted if w not in page(window).asked.toPlainText()] == []
    window.worker.close()
    cuc.close()
