"""Thiết lập › Tài khoản by keyboard: calm alone, whole with several; what the account may not do is dim and says who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.seated import (
    CLERK,
    CLERK_PASSWORD,
    HEAD,
    OFFICER,
    OFFICER_PASSWORD,
    PASSWORD,
    alone,
    shown,
    sit,
    with_officer,
    write,
)
from tests.office import Bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import access, accounts
from thads_desktop.services.desk import Desk
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made, _words = alone(tmp_path / "data")
    yield made
    made.desk.close()


def quiet(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def panel(window: DeskWindow, qtbot: QtBot) -> Any:
    page: Any = window.go("settings")
    quiet(window, qtbot)
    at = [page.tabs.tabText(i) for i in range(page.tabs.count())].index("Tài khoản")
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.currentIndex() == at
    return page.accounts


def press(button: QPushButton) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def fill(name: str, **texts: str) -> Any:
    """Type into the dialog of this name, Enter at its last field."""
    dialog: Any = shown(name)
    assert dialog is not None
    for field, text in texts.items():
        write(dialog.asking.fields[field].editor, text)
    QTest.keyClick(dialog.asking.fields[list(texts)[-1]].editor, Qt.Key.Key_Return)
    return dialog


def test_alone_it_is_one_sentence_and_one_way_on(window: DeskWindow, qtbot: QtBot) -> None:
    tab = panel(window, qtbot)
    assert "một tài khoản" in tab.said.text()
    assert not tab.table.isVisible()
    buttons = {b.text() for b in tab.findChildren(QPushButton) if b.isVisible()}
    assert buttons == {"Thêm tài khoản cho đồng nghiệp…", "Đổi mật khẩu của tôi…", "In, thử, xóa tệp tờ khôi phục…", "Lập tờ khôi phục mới…"}
    assert tab.add.hasFocus()
    assert "CHƯA THỬ" in tab.sheet_said.text()


def test_the_second_account_is_opened_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    tab = panel(window, qtbot)
    press(tab.add)
    dialog: Any = shown("add-account")
    dialog.person.set_value(office.officer)
    assert dialog.roles.value() == ("officer",), "offered by the post"
    fill("add-account", login=HEAD, password=OFFICER_PASSWORD, again=OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: bool(dialog.asking.fields["login"].refusal()), timeout=10_000)
    assert "đã có" in dialog.asking.fields["login"].refusal()
    fill("add-account", login=OFFICER, again=OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2, timeout=10_000)
    quiet(window, qtbot)
    assert tab.table.isVisible()
    assert [a.login for a in accounts.listed(office.desk)] == [OFFICER, HEAD]
    assert office.desk.access is not None
    assert not office.desk.access.sole
    assert window.person_menu.actions()[0].text().startswith("Khóa màn hình"), "nobody acts for another any more"


def test_a_dialog_without_a_role_is_not_accepted(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    tab = panel(window, qtbot)
    press(tab.add)
    dialog: Any = shown("add-account")
    dialog.person.set_value(office.officer)
    dialog.roles.set_value(())
    fill("add-account", login=OFFICER, password=OFFICER_PASSWORD, again=OFFICER_PASSWORD)
    assert "vai trò" in dialog.roles.refusal()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(accounts.listed(office.desk)) == 1


def test_roles_are_changed_passwords_reset_and_an_account_closed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    account = with_officer(office)
    tab = panel(window, qtbot)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2, timeout=10_000)
    tab.table.select_key(account)
    press(tab.reset)
    fill("reset-password", password="mật khẩu thay thế", again="mật khẩu thay thế")
    quiet(window, qtbot)
    assert access.proved(office.desk, OFFICER, "mật khẩu thay thế") == account
    # A password that a colleague knows confirms nothing until its owner has changed it.
    theirs = Desk(office.desk.store, office.clock, office.desk.folder, office.desk.rules)
    access.seat(theirs, account)
    accounts.change_own_password(theirs, "mật khẩu thay thế", "mật khẩu của chính chủ")
    press(tab.roles)
    dialog: Any = shown("change-roles")
    dialog.asking.fields["roles"].boxes["clerk"].setChecked(True)
    press(dialog.asking.accept_button)
    qtbot.waitUntil(lambda: shown("second-dialog") is not None, timeout=10_000)
    fill("second-dialog", login=OFFICER, password="mật khẩu của chính chủ")
    qtbot.waitUntil(lambda: shown("change-roles") is None, timeout=10_000)
    quiet(window, qtbot)
    assert next(a for a in accounts.listed(office.desk) if a.key == account).roles == ("clerk", "officer")
    press(tab.close_one)
    press(shown("close-account").asking.accept_button)  # type: ignore[union-attr]  # it is on the screen
    qtbot.waitUntil(lambda: shown("second-dialog") is not None, timeout=10_000)
    fill("second-dialog", login=OFFICER, password="mật khẩu của chính chủ")
    quiet(window, qtbot)
    qtbot.waitUntil(lambda: not tab.reset.isEnabled(), timeout=10_000)
    with pytest.raises(Refused):
        access.proved(office.desk, OFFICER, "mật khẩu của chính chủ")
    assert not next(a for a in accounts.listed(office.desk) if a.key == account).active


def test_ones_own_password_asks_the_old_one(window: DeskWindow, office: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    tab = panel(window, qtbot)
    press(tab.own)
    dialog = fill("own-password", old="khong phai", password="mật khẩu rất mới", again="mật khẩu rất mới")
    qtbot.waitUntil(lambda: bool(dialog.asking.fields["old"].refusal()), timeout=10_000)
    fill("own-password", old=PASSWORD, again="mật khẩu rất mới")
    quiet(window, qtbot)
    assert shown("own-password") is None
    assert access.proved(office.desk, HEAD, "mật khẩu rất mới")


def test_a_new_sheet_takes_the_old_ones_place(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    accounts.drop_sheet_file(office.desk)
    tab = panel(window, qtbot)
    press(tab.new_sheet)
    press(shown("new-sheet").asking.accept_button)  # type: ignore[union-attr]  # it is on the screen
    qtbot.waitUntil(lambda: shown("sheet-dialog") is not None, timeout=10_000)
    assert accounts.sheet_file(office.desk) is not None
    QTest.keyClick(shown("sheet-dialog"), Qt.Key.Key_Escape)


def test_what_the_account_may_not_do_is_dim_and_says_who_may(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    accounts.open_account(office.desk, office.second, CLERK, ("clerk",), CLERK_PASSWORD)
    sit(office, next(a.key for a in accounts.listed(office.desk) if a.login == CLERK))
    window.name_people()
    tab = panel(window, qtbot)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2, timeout=10_000)
    quiet(window, qtbot)
    for button in (tab.add, tab.roles, tab.reset, tab.close_one, tab.new_sheet):
        assert not button.isEnabled(), button.text()
        assert "Phạm Quang Minh" in button.toolTip()
    assert tab.own.isEnabled()


def test_the_minutes_of_the_lock_are_set_here(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    tab = panel(window, qtbot)
    tab.minutes.setFocus()
    tab.minutes.selectAll()
    QTest.keyClicks(tab.minutes, "5")
    QTest.keyClick(tab.minutes, Qt.Key.Key_Return)
    assert window.lock is not None
    assert window.lock.minutes == 5


def test_every_role_of_an_account_can_be_read_on_a_small_screen(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    with_officer(office, ("deputy", "officer", "accountant"))
    window.resize(1366, 768)
    tab = panel(window, qtbot)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2, timeout=10_000)
    quiet(window, qtbot)
    at = [c.title for c in tab.model.columns].index("Vai trò")
    said = str(tab.model.index([r.login for r in accounts.listed(office.desk)].index(OFFICER), at).data())
    assert said.count(",") == 2
    assert tab.table.fontMetrics().horizontalAdvance(said) < tab.table.columnWidth(at)


def test_who_has_left_is_closed_by_the_sheet_on_the_spot(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    _file, words = accounts.new_sheet(office.desk)
    account = with_officer(office)
    tab = panel(window, qtbot)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2, timeout=10_000)
    tab.table.select_key(account)
    press(tab.close_one)
    dialog: Any = shown("close-account")
    assert "Ngoài Trần Thị Bình không còn ai xác nhận được" in dialog.asking.fields["words"].note()
    press(dialog.asking.accept_button)
    qtbot.waitUntil(lambda: shown("second-dialog") is not None, timeout=10_000)
    asked: Any = shown("second-dialog")
    assert any("gõ chín từ trên tờ khôi phục" in label.text() for label in asked.findChildren(QLabel))
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown("second-dialog") is None, timeout=10_000)
    fill("close-account", words="mot hai ba")
    qtbot.waitUntil(lambda: "Chín từ chưa đúng" in dialog.asking.fields["words"].refusal(), timeout=10_000)
    fill("close-account", words=" ".join(words))
    qtbot.waitUntil(lambda: shown("close-account") is None, timeout=10_000)
    quiet(window, qtbot)
    assert not next(a for a in accounts.listed(office.desk) if a.key == account).active
    assert office.desk.access is not None
    assert office.desk.access.sole
