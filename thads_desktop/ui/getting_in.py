"""From a data folder to an open desk: log in, or set up the office, or give older data their first account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say_trouble
from thads_desktop.services import access, door, first_account
from thads_desktop.ui.standing_strip import DAMAGE

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk


class Rebuilding:
    """Says that the lists are being built anew after an update; shown only when that takes place."""

    def __init__(self) -> None:
        self._box: Any = None

    def __call__(self, done: int) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication, QLabel

        if self._box is None:
            self._box = QLabel()
            self._box.setWindowFlag(Qt.WindowType.SplashScreen)
            self._box.setContentsMargins(24, 16, 24, 16)
            self._box.show()
        self._box.setText(f"Đang dựng lại danh sách sau khi cập nhật chương trình: {done} việc")
        self._box.adjustSize()
        QApplication.processEvents()


def desk_of(place: Path, clock: Clock) -> Desk | None:
    """The desk of a folder, somebody at it; None = the person left. Trouble as ``access.has_accounts`` and ``open_desk``, where no
    way out was taken."""
    while True:
        try:
            return _desk_of(place, clock)
        except Trouble as trouble:
            if not _way_out(place, clock, trouble):
                raise


def _way_out(place: Path, clock: Clock, trouble: Trouble) -> bool:
    """A damaged store is repaired or restored, the server's password asked for; True = it may be tried again."""
    if trouble.code in DAMAGE:
        from thads_desktop.ui import copies_actions

        return copies_actions.offer(place, clock, trouble)
    if trouble.code == "store.server_login":
        from thads_desktop.ui.ask_server_password import ask_server_password

        return ask_server_password(say_trouble(trouble))
    return False


def _desk_of(place: Path, clock: Clock) -> Desk | None:
    door.reach(place, clock)
    if access.has_accounts(place):
        return _logged_in(place, clock)
    if door.has_office(place, clock, Rebuilding()):
        from thads_desktop.ui.dialogs.first_account import FirstAccountDialog

        first = FirstAccountDialog(place, clock)
        return _with_sheet(first.founded) if first.exec() else None
    return _set_up(place, clock)


def _logged_in(place: Path, clock: Clock) -> Desk | None:
    from thads_desktop.ui.dialogs.login import LoginDialog

    login = LoginDialog(place, clock)
    if not login.exec():
        if login.trouble is not None:
            raise login.trouble
        return None
    if login.unfinished is None:
        return login.desk
    try:
        # The office stood already: only its account was missing.
        return _with_sheet(first_account.found(place, clock, *login.unfinished))
    except Refused as refused:
        if refused.refusals[0].code != "office.missing":
            raise
    return _set_up(place, clock, login.unfinished)


def _set_up(place: Path, clock: Clock, known: tuple[str, str] | None = None) -> Desk | None:
    from thads_desktop.ui.dialogs.wizard import Wizard

    wizard = Wizard(place, clock, known)
    return _with_sheet(wizard.founded) if wizard.exec() else None


def _with_sheet(founded: first_account.Founded | None) -> Desk:
    """The recovery sheet is printed and tried before the window opens, or left for later."""
    from thads_desktop.ui.dialogs.sheet import SheetDialog

    assert founded is not None
    SheetDialog(founded.desk).exec()
    return founded.desk
