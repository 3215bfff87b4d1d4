"""Restoring, repairing, taking back and the notice that exchange is off, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import LOGIN, PASSWORD, Bench, bench, owned
from thads_desktop.domain.access_events import Confirmed
from thads_desktop.services import (
    access,
    accounts,
    acts,
    copies,
    drill_days,
    exchange_gate,
    second,
    striking,
    upkeep,
    watch,
)
from thads_desktop.services.desk import Desk
from thads_desktop.storage import cipher
from thads_desktop.ui import copies_actions
from thads_desktop.ui.dialogs.damaged import DamagedDialog
from thads_desktop.ui.dialogs.restore import RestoreDialog
from thads_desktop.ui.dialogs.take_back import TakeBackDialog
from thads_desktop.ui.keep_copies import last_copy
from thads_desktop.ui.keep_sound import KeepSound
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.standing_strip import StandingStrip

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def reopened(office: Bench) -> Desk:
    return access.sign_in(office.desk.folder, office.clock, LOGIN, PASSWORD)


def idle(qtbot: QtBot, dialog: Any) -> None:
    qtbot.waitUntil(lambda: dialog.worker.busy == 0 and not dialog._busy, timeout=15_000)


def test_three_steps_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    copy = copies.make(office.desk)
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    desk, folder = office.desk, office.desk.folder
    dialog = RestoreDialog(folder, office.clock, desk, release=lambda: copies_actions.let_go(window))
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, dialog)
    assert dialog.tree.topLevelItemCount() == 1
    assert copy.counted.head[:16] in dialog.tree.topLevelItem(0).text(3)
    assert "vào số" in dialog.kinds.text()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == 1, timeout=8000)
    assert "1 văn bản ban hành sau bản sao" in dialog.loss.toPlainText()
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    assert dialog.pages.currentIndex() == 2
    assert not dialog.next.isEnabled(), "not before a person says so"
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.restored, timeout=15_000)
    assert "Đã phục hồi" in dialog.outcome.toPlainText()
    assert desk.closed
    dialog.accept()
    last_copy(desk)
    assert len(copies.listed(folder / "sao-luu")) == 1, "the closed desk makes no copy of another store"
    office.desk = reopened(office)
    off = exchange_gate.of(office.desk)
    assert off is not None
    assert off.seq == copy.counted.seq


def test_a_clear_copy_asks_for_an_account_where_there_are_some(office: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    clear = bench(tmp_path / "clear", DAY, clear=True)
    copy = copies.make(clear.desk, tmp_path / "clear.db")
    clear.desk.close()
    folder = office.desk.folder
    office.desk.close()
    dialog = RestoreDialog(folder, office.clock)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, dialog)
    dialog.choose(copy.file)
    assert dialog.who.isVisible()
    for password, step in (("sai mật khẩu", 0), (PASSWORD, 1)):
        dialog.who.login.setText(LOGIN)
        dialog.who.password.setText(password)
        dialog.go_on()
        idle(qtbot, dialog)
        assert dialog.pages.currentIndex() == step
    dialog.go_on()
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.restored, timeout=15_000)
    assert not cipher.is_clear(folder / "thads.db")
    office.desk = reopened(office)
    assert upkeep.verify(office.desk).findings == ()


def test_exchange_is_off_in_every_window_until_confirmed(office: Bench, qtbot: QtBot) -> None:
    from thads_desktop.ui.run import window_for

    copy = copies.make(office.desk)
    key = cipher.key_of(office.desk.folder)
    office.desk.close()
    upkeep.restore(office.desk.folder, copy.file, office.clock, key=key)
    office.desk = reopened(office)
    window = window_for(office.desk)
    qtbot.addWidget(window)
    window.show()
    window.open_matter(office.matters[0])
    strip: Any = window.findChild(StandingStrip)
    qtbot.waitUntil(strip.isVisible, timeout=5000)
    assert "Trao đổi dữ liệu đang tắt" in strip.label.text()
    QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    shown: Any = page(window)
    assert shown.tabs.currentWidget() is shown.copies_tab
    confirm = shown.copies.exchange
    qtbot.waitUntil(confirm.isVisible, timeout=5000)
    QTest.keyClick(confirm.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "vì sao" in window.notice.text(), timeout=5000)
    QTest.keyClicks(confirm.reason, "may cu da hong")
    QTest.keyClick(confirm.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not strip.isVisible() and not confirm.isVisible(), timeout=5000)
    assert exchange_gate.of(office.desk) is None
    settled(qtbot, window)
    window.worker.close()


def test_damage_is_repaired_from_the_dialog(office: Bench, qtbot: QtBot) -> None:
    copies.make(office.desk)
    folder = office.desk.folder
    key = cipher.key_of(folder)
    office.desk.close()
    connection = cipher.connect(folder / "thads.db", key)
    connection.execute("DROP TRIGGER rows_update")
    connection.execute("UPDATE register_rows SET content = '{}' WHERE kind = 'party'")
    connection.close()
    dialog = DamagedDialog(folder, office.clock, "Tệp dữ liệu bị hỏng.")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.who.login.setText(LOGIN)
    dialog.who.password.setText(PASSWORD)
    QTest.keyClick(dialog.mend, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.done_something, timeout=20_000)
    assert "2 dòng sổ" in dialog.told.toPlainText()
    assert "Kiểm tra lại: nguyên vẹn" in dialog.told.toPlainText()
    dialog.reject()
    office.desk = reopened(office)
    assert upkeep.verify(office.desk).findings == ()


def test_one_matter_is_taken_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    (matter,) = office.matters
    acts.collect(office.desk, matter, DAY, 1, 3_000_000)
    copies.make(office.desk)
    with office.desk.reading() as reader:
        seq = max(e.seq for e in reader.events_of(f"matter:{matter}"))
    striking.strike(office.desk, matter, seq, "ghi nhầm")
    dialog = TakeBackDialog(office.desk, window.worker, window)
    dialog.show()
    QTest.keyClicks(dialog.line, "nguyen van an")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.offers.count() == 1, timeout=10_000)
    idle(qtbot, dialog)
    assert "Thu tiền" in dialog.offers.item(0).text()
    dialog.offers.setCurrentRow(0)
    QTest.keyClick(dialog.offers, Qt.Key.Key_Space)
    QTest.keyClick(dialog.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Đã lấy lại 1 diễn biến" in dialog.said.text(), timeout=10_000)
    idle(qtbot, dialog)
    dialog.reject()
    assert not list(office.desk.folder.glob(".xem-ban-sao-*"))


def test_the_drill_from_the_palette_and_its_reminder(
    window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.make(office.desk)
    strip: Any = window.findChild(StandingStrip)
    office.on(date(2020, 11, 1))
    strip.ask()
    qtbot.waitUntil(strip.isVisible, timeout=5000)
    assert "Chưa diễn tập" in strip.label.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bb.pdf"), ""))
    entry = next(e for e in window.commands() if e.title == copies_actions.DRILL)
    entry.run()
    qtbot.waitUntil((tmp_path / "bb.pdf").exists, timeout=15_000)
    qtbot.waitUntil(lambda: not strip.isVisible(), timeout=5000)
    assert drill_days.last(office.desk) == date(2020, 11, 1)


def test_the_store_is_looked_through_in_the_background(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    keeper = KeepSound(window)
    keeper.look()
    qtbot.waitUntil(lambda: watch.noted(office.desk.folder).whole == DAY, timeout=15_000)
    assert not watch.whole_due(office.desk)
    connection = cipher.connect(office.desk.folder / "thads.db")
    connection.execute("DROP TRIGGER blobs_delete")
    connection.execute("DELETE FROM blobs")
    connection.close()
    office.on(date(2019, 10, 15))
    qtbot.waitUntil(lambda: not keeper._busy, timeout=5000)
    keeper.look()
    qtbot.waitUntil(lambda: "văn bản và gói" in window.notice.text(), timeout=15_000)
    assert window.notice.way_out.text() == "Sửa…"
    keeper.stop()


def test_a_damaged_folder_opens_with_its_ways_out(tmp_path: Path, qtbot: QtBot) -> None:
    """The program's own way in: the dialog stands before the window, and when it is repaired the folder opens."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from thads_desktop.services.desk import open_desk
    from thads_desktop.ui.dialogs.first_account import FirstAccountDialog
    from thads_desktop.ui.getting_in import desk_of

    office = bench(tmp_path / "clear", DAY, clear=True)
    office.decision()
    copies.make(office.desk)
    folder = office.desk.folder
    office.desk.close()
    connection = cipher.connect(folder / "thads.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE events SET text = replace(text, '2019', '2018') WHERE seq = 5")
    connection.close()
    seen: list[str] = []

    def drive() -> None:
        dialog: Any = QApplication.activeModalWidget()
        if isinstance(dialog, FirstAccountDialog):
            # Sound again: it wants its first account, which is another matter.
            dialog.reject()
        elif dialog is None or dialog._busy:
            QTimer.singleShot(50, drive)
        elif not dialog.done_something:
            QTest.keyClick(dialog.mend, Qt.Key.Key_Space)
            QTimer.singleShot(50, drive)
        else:
            seen.append(dialog.told.toPlainText())
            QTest.keyClick(dialog.leave, Qt.Key.Key_Space)
            QTimer.singleShot(50, drive)

    QTimer.singleShot(50, drive)
    assert desk_of(folder, office.clock) is None
    desk = open_desk(folder, office.clock)
    assert "1 sự kiện" in seen[0]
    assert upkeep.verify(desk).findings == ()
    desk.close()


def test_the_third_step_says_who_stays_closed_and_a_colleague_confirms(office: Bench, qtbot: QtBot) -> None:
    desk, folder = office.desk, office.desk.folder
    other = "mật khẩu của người ấy"
    owned(desk, accounts.open_account(desk, office.officer, "binh", ("administrator",), other))
    with second.standing_by(desk, second.confirmed(desk, "accounts", "binh", other)):
        cuong = accounts.open_account(desk, office.second, "cuong", ("clerk",), other)
    copies.make(desk)
    with second.standing_by(desk, second.confirmed(desk, "accounts", "binh", other)):
        accounts.close(desk, cuong)
    dialog = RestoreDialog(folder, office.clock, desk, release=desk.close)
    qtbot.addWidget(dialog)
    dialog.show()
    idle(qtbot, dialog)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == 1, timeout=8000)
    QTest.keyClick(dialog.next, Qt.Key.Key_Space)
    assert "Những tài khoản đã khóa từ sau bản sao vẫn khóa: Lê Văn Cường (cuong)." in dialog.people.text()
    assert dialog.people.isVisible()
    assert "Người xác nhận được: Trần Thị Bình" in dialog.asks_second.text()
    assert dialog.focusWidget() is dialog.reason
    QTest.keyClicks(dialog.reason, "o dia hong")
    for widget in (dialog.second.login, dialog.second.password, dialog.sure):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is widget, "every field is reached by Tab"
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    dialog.second.login.setText("binh")
    for password, told in (("sai mật khẩu", "người thứ hai chưa đúng"), (other, "")):
        dialog.second.password.setText(password)
        dialog.go_on()
        idle(qtbot, dialog)
        assert told in dialog.said.text()
        assert dialog.restored == desk.closed == (not told), "nothing is let go of before somebody has confirmed"
    assert "vẫn khóa: Lê Văn Cường (cuong)" in dialog.outcome.toPlainText()
    office.desk = reopened(office)
    assert not next(a for a in accounts.listed(office.desk) if a.key == cuong).active
    with office.desk.reading() as reader:
        assert [e.body.act for e in reader.latest(1) if isinstance(e.body, Confirmed)] == ["restore"]
