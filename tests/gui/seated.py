"""An office whose data are under lock, somebody at the desk: the head alone, or with colleagues of their own accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.office import Bench, owned, set_account, set_up
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import access, accounts, first_account, people
from thads_desktop.services.desk import Desk, open_desk

HEAD, PASSWORD = "minh", "mật khẩu của Minh"
OFFICER, OFFICER_PASSWORD = "binh", "mật khẩu của Bình"
CLERK, CLERK_PASSWORD = "cuong", "mật khẩu của Cường"
DAY = date(2019, 10, 7)



def alone(folder: Path, day: date = DAY) -> tuple[Bench, tuple[str, ...]]:
    """The head has the only account; the words of the recovery sheet."""
    clock = FixedClock(day)
    founded = first_account.found(folder, clock, HEAD, PASSWORD, set_up)
    desk = founded.desk
    with desk.reading() as reader:
        held = {p.name: p.person for p in people.posts(reader)}
    desk.actor = held["Phạm Quang Minh"]
    set_account(desk, "số 3949.0 tại Kho bạc Nhà nước")
    return Bench(desk, clock, held["Phạm Quang Minh"], held["Trần Thị Bình"], held["Lê Văn Cường"]), founded.words


def before_accounts(folder: Path, day: date = DAY) -> Desk:
    """An office whose store is in the clear, as before there were accounts."""
    desk = open_desk(folder, FixedClock(day), create=True)
    set_up(desk)
    return desk


def with_officer(office: Bench, roles: tuple[str, ...] = ("officer",)) -> str:
    """Trần Thị Bình gets an account; its id."""
    return owned(office.desk, accounts.open_account(office.desk, office.officer, OFFICER, roles, OFFICER_PASSWORD))


def sit(office: Bench, account: str) -> None:
    """Somebody else at the desk."""
    access.seat(office.desk, account)


def write(widget: QWidget, text: str) -> None:
    """Type into a field that has a caret."""
    widget.setFocus()
    if hasattr(widget, "clear"):
        widget.clear()
    for letter in text:
        if letter.isascii():
            QTest.keyClick(widget, letter)
        else:
            widget.insert(letter)  # type: ignore[attr-defined]  # a field of text


def at(name: str, act: Callable[[QWidget], object]) -> None:
    """Once the dialog of this name is on the screen, act(dialog); its own loop keeps the turn."""

    def look() -> None:
        found = next((w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()), None)
        if found is None or not found.isActiveWindow():
            QTimer.singleShot(10, look)
        else:
            act(found)

    QTimer.singleShot(0, look)


def shown(name: str) -> QWidget | None:
    """The dialog of this name that is on the screen."""
    return next((w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()), None)
