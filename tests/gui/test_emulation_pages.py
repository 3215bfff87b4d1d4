"""Emulation by keyboard: a campaign, points with evidence, the ranking, an award, a violation and its handling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import act, page, settled
from tests.gui.test_staff_pages import press, write
from tests.office import Bench, bench
from tests.retold import founded
from tests.unit.test_staff import three_units
from thads_desktop.services import awards, emulation
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
EMULATION = "Thi đua, khen thưởng, vi phạm"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 1, 6))
    three_units(made.desk)
    yield made
    made.desk.close()


def test_from_the_campaign_to_the_ranking(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    act(window, EMULATION)
    every = page(window)
    settled(qtbot, window)
    press(window, Key.Key_T)
    form = page(window)
    write(form, window, name="Thi đua quý I", until="31032020", criteria="Việc")
    settled(qtbot, window)
    assert "hãy" in form.form["criteria"].refusal() or "không đúng" in form.form["criteria"].refusal()
    form.form["criteria"].editor.setPlainText("Đạt chỉ tiêu: 30\nChậm: -10")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is every, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_Return, NONE)
    shown = page(window)
    settled(qtbot, window)
    assert shown.ranks.rowCount() == 3
    press(window, Key.Key_T)
    qtbot.waitUntil(lambda: page(window).name == "campaign_give", timeout=5000)
    form = page(window)
    write(form, window, points="31", of="Báo cáo số 5")
    settled(qtbot, window)
    assert "số nguyên từ 1 đến 30" in form.form["points"].refusal()
    write(form, window, points="30")
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert next(r.placed.points for r in emulation.ranking(office.desk, shown.campaign.key)) == 30
    assert shown.entries.rowCount() == 1
    press(window, Key.Key_P)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    press(window, Key.Key_D)
    settled(qtbot, window)
    assert shown.entries.rowCount() == 0
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert shown.twice.asked
    assert emulation.campaigns(office.desk)[0].open, "it is asked first"
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert "đã kết thúc" in shown.state.text()
    press(window, Key.Key_B)
    qtbot.waitUntil(lambda: page(window).name == "campaign_reopen", timeout=5000)
    write(page(window), window, reason="Sót điểm")
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "đang mở; mở lại ngày 06/01/2020: Sót điểm" in shown.state.text()


def test_an_award_and_a_violation(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    act(window, EMULATION)
    every = page(window)
    settled(qtbot, window)
    press(window, Key.Key_G)
    given = page(window)
    settled(qtbot, window)
    press(window, Key.Key_T)
    qtbot.waitUntil(lambda: page(window).name == "award", timeout=5000)
    form = page(window)
    write(form, window, number="05/QĐ")
    settled(qtbot, window)
    assert "không dành cho đối tượng này" in form.form["kind"].refusal()
    form.form["kind"].editor.setCurrentIndex(4)
    write(form, window, number="05/QĐ")
    qtbot.waitUntil(lambda: page(window) is given, timeout=5000)
    settled(qtbot, window)
    assert given.model.rowCount() == 1
    press(window, Key.Key_I)
    settled(qtbot, window)
    assert page(window).name == "printed"
    QTest.keyClick(window, Key.Key_Escape)
    settled(qtbot, window)
    QTest.keyClick(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window) is every, timeout=5000)
    press(window, Key.Key_B)
    listed = page(window)
    settled(qtbot, window)
    press(window, Key.Key_T)
    qtbot.waitUntil(lambda: page(window).name == "violation", timeout=5000)
    write(page(window), window, said="Chậm ra quyết định")
    qtbot.waitUntil(lambda: page(window) is listed, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_Return, NONE)
    write(page(window), window, said="Nhắc nhở trước đơn vị")
    qtbot.waitUntil(lambda: page(window) is listed, timeout=5000)
    settled(qtbot, window)
    (v,) = awards.violations(office.desk)
    assert (v.said, v.handled) == ("Chậm ra quyết định", "Nhắc nhở, phê bình")
