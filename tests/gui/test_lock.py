"""The locked screen: nothing is read, nothing is lost, work goes on; the same password opens it, another account takes the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.seated import (
    HEAD,
    OFFICER,
    OFFICER_PASSWORD,
    PASSWORD,
    alone,
    before_accounts,
    shown,
    with_officer,
    write,
)
from tests.office import Bench
from thads_desktop.services import drafts
from thads_desktop.ui.app import keep_window, lock_minutes
from thads_desktop.ui.lock import Cover
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.run import DeskWindow, window_for

LOCK = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made, _words = alone(tmp_path / "data")
    made.decision()
    with_officer(made)
    yield made
    made.desk.close()


def quiet(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def dialog_of(window: DeskWindow) -> Any:
    assert window.lock is not None
    assert window.lock.dialog is not None
    return window.lock.dialog


def unlock(window: DeskWindow, qtbot: QtBot, password: str = PASSWORD) -> None:
    field = dialog_of(window).asking.fields["password"].editor
    write(field, password)
    QTest.keyClick(field, Qt.Key.Key_Return)
    quiet(window, qtbot)


def covered(widget: Any) -> bool:
    covers = [c for c in widget.findChildren(Cover) if c.parentWidget() is widget and c.isVisible()]
    return len(covers) == 1 and covers[0].geometry().contains(widget.rect())


def test_the_key_hides_every_window_and_the_password_brings_it_back(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    other = window.open_window(lambda shell: MatterPage(shell, office.matters[0]))
    qtbot.addWidget(other)
    quiet(window, qtbot)
    title, other_title = window.windowTitle(), other.windowTitle()
    assert title != other_title
    QTest.keyClick(window, *LOCK)
    assert covered(window)
    assert covered(other)
    assert window.windowTitle() == other.windowTitle() == "Thi hành án dân sự"
    page: Any = other.page()
    page.about = "x"
    other.hints_changed()
    assert other.windowTitle() == "Thi hành án dân sự", "a name that comes meanwhile waits"
    QTest.keyClick(dialog_of(window), Qt.Key.Key_Escape)
    assert dialog_of(window).isVisible()
    unlock(window, qtbot)
    assert window.lock is not None
    assert not window.lock.locked
    assert not covered(window)
    assert not covered(other)
    assert window.windowTitle() == title
    assert other.windowTitle().startswith("x")
    other.close()


def test_a_wrong_password_keeps_it_locked(window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, *LOCK)
    unlock(window, qtbot, "khong phai")
    dialog = dialog_of(window)
    assert "chưa đúng" in dialog.asking.fields["password"].refusal()
    assert dialog.asking.fields["password"].editor.hasFocus()
    assert covered(window)
    unlock(window, qtbot)


def test_what_is_typed_is_there_afterwards_on_the_page_and_in_a_dialog(window: DeskWindow, qtbot: QtBot) -> None:
    page: Any = window.go("settings")
    quiet(window, qtbot)
    write(page.person_form["name"].editor, "Hoàng Thị")
    window.change_password()
    asking: Any = shown("own-password")
    write(asking.asking.fields["old"].editor, "dở dang")
    assert window.lock is not None
    window.lock.lock()
    assert covered(window)
    assert covered(asking)
    unlock(window, qtbot)
    assert asking.isVisible()
    assert not covered(asking)
    assert asking.asking["old"] == "dở dang"
    asking.reject()
    assert page.person_form["name"].editor.text() == "Hoàng Thị"
    assert window.page() is page


def test_it_locks_by_itself_when_nobody_is_there(window: DeskWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from thads_desktop.ui import lock as module

    lock = window.lock
    assert lock is not None
    now = [module.monotonic()]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    assert lock.minutes == 10
    lock.touched()
    now[0] += 9 * 60
    lock.look()
    assert not lock.locked
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    now[0] += 9 * 60
    lock.look()
    assert not lock.locked, "a key was pressed in between"
    now[0] += 60
    lock.look()
    assert lock.locked
    unlock(window, qtbot)
    window.set_lock_minutes(0)
    now[0] += 600 * 60
    lock.look()
    assert not lock.locked


def test_a_window_that_is_closed_locks_nothing(window: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed and not yet gone, its dialog would stand before whatever is opened next."""
    from thads_desktop.ui import lock as module

    lock = window.lock
    assert lock is not None
    now = module.monotonic() + 3600
    monkeypatch.setattr(module, "monotonic", lambda: now)
    window.close()
    lock.look()
    assert not lock.locked
    window.show()
    lock.look()
    assert lock.locked
    lock.unlock()


def test_the_minutes_are_kept_for_this_computer(window: DeskWindow, office: Bench) -> None:
    folder = office.desk.folder
    assert lock_minutes(folder) == 10
    before = office.desk.store
    with before.reading() as reader:
        head = reader.head()
    window.set_lock_minutes(3)
    keep_window(folder, window)
    assert lock_minutes(folder) == 3
    with before.reading() as reader:
        assert reader.head() == head, "not in the log"


def test_work_that_runs_goes_on_and_its_window_is_covered_too(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    done: list[Any] = []

    def opened(answer: Any) -> None:
        done.append(answer)
        qtbot.addWidget(window.open_window(lambda shell: MatterPage(shell, office.matters[0])))

    assert window.lock is not None
    window.lock.lock()
    window.worker.run_read(lambda: 7, opened)
    qtbot.waitUntil(lambda: done == [7], timeout=5000)
    other = window._others[-1]
    assert covered(other)
    quiet(window, qtbot)
    unlock(window, qtbot)
    assert not covered(other)
    other.close()


def test_another_account_takes_the_desk_and_what_was_typed_is_kept(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page: Any = window.page()
    write(page.form["number"].editor, "77/2019/DS-ST")
    assert "Phạm Quang Minh" in window.person.text()
    entries = {a.text().split("\t")[0]: a for a in window.person_menu.actions()}
    assert list(entries) == ["Khóa màn hình", "Đăng nhập người khác", "Đổi mật khẩu của tôi"]
    entries["Đăng nhập người khác"].trigger()
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.login.editor.hasFocus, timeout=5000)
    write(dialog.login.editor, OFFICER)
    QTest.keyClick(dialog.login.editor, Qt.Key.Key_Return)
    unlock(window, qtbot, OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: window.lock is not None and not window.lock.locked, timeout=10_000)
    quiet(window, qtbot)
    assert office.desk.access is not None
    assert office.desk.access.account.login == OFFICER
    assert office.desk.actor == office.officer
    assert "Trần Thị Bình" in window.person.text()
    assert window.page() is not None
    assert window.page() is not page
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    again: Any = window.page()
    assert again.form["number"].editor.text() == "77/2019/DS-ST"


def test_the_program_can_be_closed_without_the_password_and_what_is_typed_is_kept(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page: Any = window.page()
    write(page.form["number"].editor, "78/2019/DS-ST")
    QTest.keyClick(window, *LOCK)
    leave = dialog_of(window).asking.leave_button
    leave.setFocus()
    QTest.keyClick(leave, Qt.Key.Key_Space)
    assert not window.isVisible()
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    assert "78/2019/DS-ST" in str(drafts.kept(office.desk, page.kept.key))


def test_the_program_that_is_told_to_end_ends_behind_its_lock_too(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    other = window.open_window(lambda shell: MatterPage(shell, office.matters[0]))
    qtbot.addWidget(other)
    quiet(window, qtbot)
    QTest.keyClick(window, *LOCK)
    assert window.lock is not None
    QApplication.closeAllWindows()
    assert not window.isVisible()
    assert not other.isVisible()
    assert not window.lock.locked
    quiet(window, qtbot)


def test_the_same_account_by_its_name_only_unlocks(window: DeskWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert window.lock is not None
    window.lock.lock(other=True)
    dialog = dialog_of(window)
    write(dialog.login.editor, HEAD)
    unlock(window, qtbot)
    assert not window.lock.locked
    assert window.page() is page


def test_an_office_of_before_accounts_has_no_lock(tmp_path: Path, desk_app: QApplication, qtbot: QtBot) -> None:
    old = before_accounts(tmp_path / "alt")
    made = window_for(old)
    qtbot.addWidget(made)
    assert made.lock is None
    assert "Khóa màn hình" not in [e.title for e in made.commands()]
    qtbot.waitUntil(lambda: made.worker.busy == 0, timeout=10_000)
    made.worker.close()
    old.close()
