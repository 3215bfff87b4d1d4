"""The first run as a person does it: the office, the account, the recovery sheet; and older data that get their first account."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.seated import DAY, HEAD, PASSWORD, alone, at, before_accounts, set_up, write
from tests.office import OFFICE, PARENT
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Trouble
from thads_desktop.files import KEYRING, STORE
from thads_desktop.services import accounts, intake, people
from thads_desktop.services.desk import open_desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.ui.dialogs.sheet import SheetDialog
from thads_desktop.ui.dialogs.wizard import Wizard
from thads_desktop.ui.getting_in import desk_of
from thads_desktop.ui.run import window_for

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def wizard(tmp_path: Path, desk_app: QApplication, qtbot: QtBot) -> Any:
    made = Wizard(tmp_path / "data", FixedClock(DAY))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.done(0)
    if made.founded is not None:
        made.founded.desk.close()


def fill_office(wizard: Any, name: str = OFFICE) -> None:
    for field, text in (("name", name), ("parent", PARENT), ("head", "Phạm Quang Minh")):
        write(wizard.form[field].editor, text)
    QTest.keyClick(wizard.form["head"].editor, Qt.Key.Key_Return, CTRL)


def fill_account(wizard: Any, again: str = PASSWORD) -> None:
    for name, text in (("login", HEAD), ("password", PASSWORD), ("again", again)):
        write(wizard.account.fields[name].editor, text)
    QTest.keyClick(wizard.account.fields["again"].editor, Qt.Key.Key_Return)


def test_two_steps_by_keyboard_make_an_encrypted_office(wizard: Any, tmp_path: Path, qtbot: QtBot) -> None:
    fill_office(wizard)
    assert wizard.steps.currentIndex() == 1
    assert wizard.account.fields["login"].editor.hasFocus()
    assert not (tmp_path / "data").exists(), "nothing is written before the last step"
    fill_account(wizard, again="khac")
    assert wizard.account.fields["again"].refusal()
    fill_account(wizard)
    qtbot.waitUntil(lambda: wizard.founded is not None, timeout=10_000)
    desk = wizard.founded.desk
    assert not cipher.is_clear(tmp_path / "data" / STORE)
    with desk.reading() as reader:
        assert people.office(reader).name == OFFICE
    assert desk.access.account.login == HEAD
    assert wizard.founded.sheet.is_file()


def test_leaving_half_way_leaves_nothing_behind(wizard: Any, tmp_path: Path) -> None:
    fill_office(wizard)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.steps.currentIndex() == 0
    assert wizard.form["name"].value() == OFFICE, "one step back, nothing lost"
    QTest.keyClick(wizard.form["name"].editor, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert not (tmp_path / "data").exists()


def test_what_is_wrong_with_the_office_is_said_on_its_own_step(wizard: Any, tmp_path: Path, qtbot: QtBot) -> None:
    fill_office(wizard)
    wizard.values["officers"] = "Trần Thị Bình\nTrần Thị Bình"
    fill_account(wizard)
    qtbot.waitUntil(lambda: wizard.steps.currentIndex() == 0, timeout=10_000)
    assert "Trần Thị Bình" in wizard.form.summary.text() + wizard.form["name"].refusal()
    left = [f.name for f in (tmp_path / "data").iterdir()] if (tmp_path / "data").exists() else []
    assert STORE not in left
    assert KEYRING not in left


def test_a_bad_log_in_name_is_said_at_its_field(wizard: Any, qtbot: QtBot) -> None:
    fill_office(wizard)
    write(wizard.account.fields["login"].editor, "hai tu")
    for name in ("password", "again"):
        write(wizard.account.fields[name].editor, PASSWORD)
    QTest.keyClick(wizard.account.fields["again"].editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(wizard.account.fields["login"].refusal()), timeout=10_000)
    assert wizard.steps.currentIndex() == 1


def test_a_new_folder_goes_through_wizard_and_sheet(tmp_path: Path, desk_app: QApplication) -> None:
    said: list[str] = []

    def sheet(dialog: Any) -> None:
        said.append(dialog.state.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def hands(dialog: Any) -> None:
        fill_office(dialog)
        fill_account(dialog)
        at("sheet-dialog", sheet)

    at("wizard", hands)
    desk = desk_of(tmp_path / "data", FixedClock(DAY))
    assert desk is not None
    assert said == ["Còn lại: thử chín từ, xóa tệp PDF."]
    desk.close()


def test_leaving_the_wizard_opens_nothing(tmp_path: Path, desk_app: QApplication) -> None:
    at("wizard", lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert desk_of(tmp_path / "data", FixedClock(DAY)) is None


def test_data_of_before_accounts_get_the_first_one_and_are_encrypted(tmp_path: Path, desk_app: QApplication) -> None:
    clear = before_accounts(tmp_path / "data")
    intake.receive_judgment(
        clear, intake.JudgmentInput("15/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", DAY)
    )
    clear.close()
    assert cipher.is_clear(tmp_path / "data" / STORE)

    def hands(dialog: Any) -> None:
        for name, text in (("login", HEAD), ("password", PASSWORD), ("again", PASSWORD)):
            write(dialog.asking.fields[name].editor, text)
        at("sheet-dialog", lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape))
        QTest.keyClick(dialog.asking.fields["again"].editor, Qt.Key.Key_Return)

    at("first-account", hands)
    desk = desk_of(tmp_path / "data", FixedClock(DAY))
    assert desk is not None
    assert not cipher.is_clear(tmp_path / "data" / STORE)
    with desk.reading() as reader:
        assert len(reader.rows("judgment")) == 1
    desk.close()


def test_a_set_up_that_died_goes_on_by_the_same_log_in(tmp_path: Path, desk_app: QApplication) -> None:
    """The power went after the office was written and before its account was."""
    place, clock = tmp_path / "data", FixedClock(DAY)
    key = keyring.new_key()
    ring, _words = keyring.with_sheet(keyring.with_account(keyring.empty(), key, "a" * 32, HEAD, PASSWORD), key)
    place.mkdir()
    keyring.write(place, ring)
    dead = open_desk(place, clock, create=True, key=key)
    set_up(dead)
    dead.close()

    def hands(dialog: Any) -> None:
        write(dialog.first.fields["login"].editor, HEAD)
        write(dialog.first.fields["password"].editor, PASSWORD)
        at("sheet-dialog", lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape))
        QTest.keyClick(dialog.first.fields["password"].editor, Qt.Key.Key_Return)

    at("login-dialog", hands)
    desk = desk_of(place, clock)
    assert desk is not None
    assert desk.access is not None
    assert desk.access.account.login == HEAD
    desk.close()


def leave_damaged() -> None:
    """Once the dialog of a damaged store stands there: leave it, nothing done."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if shown is None or shown.objectName() != "damaged":
            QTimer.singleShot(20, look)
            return
        QTest.keyClick(shown, Qt.Key.Key_Escape)

    QTimer.singleShot(20, look)


def test_an_encrypted_store_without_its_keys_is_trouble(tmp_path: Path, desk_app: QApplication) -> None:
    office, _words = alone(tmp_path / "data")
    office.desk.close()
    (tmp_path / "data" / KEYRING).unlink()
    leave_damaged()
    with pytest.raises(Trouble) as caught:
        desk_of(tmp_path / "data", FixedClock(DAY))
    assert caught.value.code == "keys.lost"
    (tmp_path / "data" / KEYRING).write_text("{")
    leave_damaged()
    with pytest.raises(Trouble) as caught:
        desk_of(tmp_path / "data", FixedClock(DAY))
    assert caught.value.code == "keys.damaged"


def test_the_sheet_is_tried_on_the_spot_and_its_file_goes(tmp_path: Path, desk_app: QApplication, qtbot: QtBot) -> None:
    office, words = alone(tmp_path / "data")
    dialog: Any = SheetDialog(office.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.asking.fields["words"]
    write(field.editor, " ".join((*words[:8], "bamod")))
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(field.refusal()), timeout=10_000)
    with office.desk.reading() as reader:
        assert not accounts.sheet_tried(reader)
    write(field.editor, " ".join(words))
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Đã thử" in dialog.state.text(), timeout=10_000)
    assert "Còn lại: xóa tệp PDF." in dialog.state.text()
    assert dialog.drop_button.hasFocus(), "the next step is under the hand"
    QTest.keyClick(dialog.drop_button, Qt.Key.Key_Return)
    assert accounts.sheet_file(office.desk) is None
    assert dialog.asking.leave_button.text() == "Xong"
    dialog.done(0)
    office.desk.close()


def test_the_window_reminds_of_the_sheet_until_it_is_done(tmp_path: Path, desk_app: QApplication, qtbot: QtBot) -> None:
    office, words = alone(tmp_path / "data")
    window = window_for(office.desk)
    qtbot.addWidget(window)
    window.show()
    window.look_at_sheet()
    qtbot.waitUntil(lambda: "thử chín từ và xóa tệp PDF" in window.notice.text(), timeout=10_000)
    assert window.notice.kind == "amber"
    window.tell("Đã ghi.")
    window.go("deadlines")
    assert "Tờ khôi phục" in window.notice.text(), "it comes back after what was said in between"
    accounts.try_sheet(office.desk, " ".join(words))
    window.notice.way_out.click()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, SheetDialog) and w.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].drop_button.click()
    dialogs[0].asking.leave_button.click()
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    assert window.sheet_notice is not None
    assert window.sheet_notice.due == ""
    window.go("matters")
    assert window.notice.kind == "neutral"
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    window.worker.close()
    office.desk.close()
