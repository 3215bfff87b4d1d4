"""Logging in by keyboard: wrong and right passwords, the eye, Caps Lock, and a password that was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.seated import DAY, HEAD, PASSWORD, alone, write
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import access
from thads_desktop.ui.dialogs.login import LoginDialog
from thads_desktop.ui.password_field import CAPS


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    """An office under lock in ``tmp_path / "data"``, closed; the words of its sheet."""
    office, words = alone(tmp_path / "data")
    office.desk.close()
    return words


@pytest.fixture
def dialog(words: tuple[str, ...], tmp_path: Path, desk_app: QApplication, qtbot: QtBot) -> Iterator[Any]:
    made = LoginDialog(tmp_path / "data", FixedClock(DAY))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.first.fields["login"].editor.hasFocus, timeout=5000)
    yield made
    made.done(0)
    if made.desk is not None:
        made.desk.close()


def fields(dialog: Any) -> tuple[QLineEdit, QLineEdit]:
    return dialog.first.fields["login"].editor, dialog.first.fields["password"].editor


def test_enter_goes_to_the_password_and_then_opens_the_office(dialog: Any, qtbot: QtBot) -> None:
    login, password = fields(dialog)
    write(login, "MINH")
    QTest.keyClick(login, Qt.Key.Key_Return)
    assert password.hasFocus()
    assert dialog.desk is None
    write(password, PASSWORD)
    QTest.keyClick(password, Qt.Key.Key_Return)
    QTest.keyClick(password, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "it is not left while it opens"
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=10_000)
    assert not dialog.isVisible()
    assert dialog.desk.access.account.login == HEAD


def test_a_wrong_password_is_said_beneath_it_and_nothing_is_lost(dialog: Any, qtbot: QtBot) -> None:
    login, password = fields(dialog)
    write(login, HEAD)
    write(password, "khong phai")
    QTest.keyClick(password, Qt.Key.Key_Return)
    field = dialog.first.fields["password"]
    qtbot.waitUntil(lambda: bool(field.refusal()), timeout=10_000)
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in field.beneath.text()
    assert password.hasFocus()
    assert password.selectedText() or password.hasSelectedText()
    assert (login.text(), password.text()) == (HEAD, "khong phai")
    write(password, PASSWORD)
    assert field.refusal() == ""
    QTest.keyClick(password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=10_000)


def test_the_eye_is_reached_by_tab_and_shows_what_is_typed(dialog: Any) -> None:
    _login, password = fields(dialog)
    eye = dialog.first.fields["password"].eye
    write(password, "abc")
    assert password.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(password, Qt.Key.Key_Tab)
    assert eye.hasFocus()
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert (password.echoMode(), eye.text()) == (QLineEdit.EchoMode.Normal, "Ẩn")
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert (password.echoMode(), eye.text()) == (QLineEdit.EchoMode.Password, "Hiện")


def test_caps_lock_is_told_by_what_is_typed(dialog: Any) -> None:
    _login, password = fields(dialog)
    field = dialog.first.fields["password"]
    QTest.keyClick(password, "A", Qt.KeyboardModifier.ShiftModifier)
    assert field.note() == "", "Shift makes a capital"
    QTest.keyClick(password, "A")
    assert field.note() == CAPS
    QTest.keyClick(password, "a")
    assert field.note() == ""


def test_escape_on_an_empty_dialog_opens_nothing(dialog: Any) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.desk is None


def test_the_words_of_the_sheet_give_a_new_password(dialog: Any, words: tuple[str, ...], tmp_path: Path, qtbot: QtBot) -> None:
    write(fields(dialog)[0], HEAD)
    dialog.forgotten.setFocus()
    QTest.keyClick(dialog.forgotten, Qt.Key.Key_Return)
    sheet = dialog.sheet
    assert sheet.isVisible()
    assert not dialog.first.isVisible()
    assert sheet["login"] == HEAD, "what was typed is not asked again"
    for name, text in (("words", " ".join(words[:8])), ("password", "mật khẩu mới tinh"), ("again", "mật khẩu mới")):
        write(sheet.fields[name].editor, text)
    again = sheet.fields["again"].editor
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert "Hai lần gõ mật khẩu" in sheet.fields["again"].refusal()
    write(again, "mật khẩu mới tinh")
    QTest.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.fields["words"].refusal()), timeout=10_000)
    assert "Chín từ chưa đúng" in sheet.fields["words"].refusal()
    write(sheet.fields["words"].editor, " ".join(words).upper())
    QTest.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=10_000)
    dialog.desk.close()
    with pytest.raises(Refused):
        access.sign_in(tmp_path / "data", FixedClock(DAY), HEAD, PASSWORD)
    dialog.desk = access.sign_in(tmp_path / "data", FixedClock(DAY), HEAD, "mật khẩu mới tinh")


def test_escape_leads_back_from_the_sheet(dialog: Any) -> None:
    dialog.forgotten.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.first.isVisible()
    assert dialog.isVisible()


def test_nothing_of_a_log_in_is_left_in_the_folder(dialog: Any, tmp_path: Path, qtbot: QtBot) -> None:
    login, password = fields(dialog)
    write(login, HEAD)
    write(password, PASSWORD)
    QTest.keyClick(password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.desk is not None, timeout=10_000)
    for file in (tmp_path / "data").rglob("*"):
        if file.is_file():
            assert b'"minh"' not in file.read_bytes(), file


def test_only_invented_data_say_how_they_are_opened(dialog: Any, tmp_path: Path, qtbot: QtBot) -> None:
    from dataclasses import replace

    from thads_desktop.storage import keyring

    assert not dialog.hint.isVisible()
    folder = tmp_path / "data"
    ring = keyring.read(folder)
    assert ring is not None
    keyring.write(folder, replace(ring, hint="Dữ liệu mẫu: tài khoản mau"))
    other = LoginDialog(folder, FixedClock(DAY))
    qtbot.addWidget(other)
    other.show()
    assert other.hint.isVisible()
    assert other.hint.text() == "Dữ liệu mẫu: tài khoản mau"
    other.done(0)
