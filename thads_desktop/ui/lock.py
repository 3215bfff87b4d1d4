"""The screen is locked: by key, or when nobody touched key or mouse for a while. Work that runs goes on, what is typed stays.

Every window and dialog is covered and loses its title; over them stands one dialog that asks for the password of who sits here.
Another account logs in here too: what was typed is kept first, then the desk is theirs.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QWindow
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget

from thads_desktop.services import access, door
from thads_desktop.ui import theme, wording
from thads_desktop.ui.asking import Asking, AskingDialog
from thads_desktop.ui.dialogs.login import LOGIN, PASSWORD
from thads_desktop.ui.fields import TextField
from thads_desktop.ui.icons import pixmap
from thads_desktop.ui.password_field import PasswordField
from thads_desktop.ui.worker import alive

if TYPE_CHECKING:
    from thads_desktop.ui.run import DeskWindow

#: Milliseconds between two looks at the clock.
_LOOK = 5_000
_TOUCH = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress, QEvent.Type.InputMethod,
})  # fmt: skip
LOCKED = "Đã khóa màn hình"
OTHER = "Đăng nhập người khác"
SAID_OTHER = "Phần gõ dở được giữ lại trước; cửa sổ mở ra dưới tên người đăng nhập."


SAID_CLOSED = "Tài khoản đang ngồi ở máy này vừa bị khóa ở máy khác: người có tài khoản khác đăng nhập, hoặc đóng chương trình."


class Cover(QWidget):
    """Lies over the whole of a window; nothing shines through."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("lock-cover")
        self.setAutoFillBackground(True)
        self._title = over.windowTitle()
        icon, said = QLabel(), QLabel(LOCKED)
        icon.setPixmap(pixmap("lock", theme.space(12), theme.current().muted))
        said.setProperty("heading", True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (icon, said):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)
        over.installEventFilter(self)
        over.setWindowTitle(wording.APP)
        self.resize(over.size())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what it covers; a title that is set meanwhile waits."""
        if isinstance(event, QResizeEvent):
            self.resize(event.size())
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        elif event.type() == QEvent.Type.WindowTitleChange and isinstance(watched, QWidget) and watched.windowTitle() != wording.APP:
            self._title = watched.windowTitle()
            watched.setWindowTitle(wording.APP)
        return False

    def lift(self) -> None:
        over = self.parentWidget()
        if over is not None:
            over.removeEventFilter(self)
            over.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()


class LockDialog(AskingDialog):
    """Asks for the password of who sits here; with ``other``, for a log-in name too. Esc does nothing."""

    def __init__(self, lock: Lock, name: str, login: str, *, closed: bool = False) -> None:
        """closed: the account itself is no more; only somebody else logs in."""
        self._lock, self._login, self._closed = lock, login, closed
        self.login = TextField("login", LOGIN, required=True)
        asking = Asking((self.login, PasswordField("password", PASSWORD)), "Mở khóa", "Đóng chương trình", worker=lock.window.worker)
        self._name = name
        super().__init__("lock-dialog", LOCKED, "", asking)
        self.setWindowTitle(wording.APP)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.other = QPushButton()
        self.other.setObjectName("other-person")
        self.other.clicked.connect(lambda _checked=False: self.turn(not self.login.isVisibleTo(self)))
        asking.add_button(self.other)
        asking.accepted.connect(self._given)
        asking.left.disconnect(self.reject)
        asking.left.connect(self._leave)
        hint = QLabel(door.hint(lock.window.desk.folder))
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        hint.setProperty("quiet", True)
        hint.setVisible(bool(hint.text()))
        self.column.insertWidget(2, hint)
        self.other.setVisible(not closed)
        self.turn(closed)

    def turn(self, other: bool) -> None:
        """Ask for whoever comes, or for who sits here."""
        self.login.setVisible(other)
        self.login.set_value("")
        said = SAID_CLOSED if self._closed else SAID_OTHER
        self.sentence.setText(said if other else f"{self._name}, hãy gõ mật khẩu để làm tiếp. Mọi phần đang gõ còn nguyên.")
        self.sentence.show()
        self.heading.setText(OTHER if other else LOCKED)
        self.other.setText("Quay lại" if other else f"{OTHER}…")
        self.asking.accept_button.setText("Đăng nhập" if other else "Mở khóa")
        self.asking.calm()
        (self.login if other else self.asking.fields["password"]).editor.setFocus()

    def _given(self) -> None:
        login = self.asking["login"] if self.login.isVisibleTo(self) else self._login
        password = self.asking["password"]
        desk = self._lock.window.desk
        self.asking.ask(lambda _progress: access.proved(desk, login, password), self._proved)

    def _proved(self, account: str) -> None:
        if account == self._lock.window.desk.access.account.key:
            self._lock.unlock()
            return
        self.asking.busy("Đang giữ phần gõ dở và đổi người…")
        self._lock.window.reseat(account, self._lock.unlock, self.asking.refuse, self.asking.troubled)

    def _leave(self) -> None:
        """Close the program: what is typed is kept as always, what is being written is waited for."""
        window = self._lock.window
        if window.close():
            self._lock.unlock()
            QApplication.quit()
        else:
            self.asking.say(window.notice.text(), refusal=True)

    def reject(self) -> None:
        """It goes by a password only."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """The whole program is told to end (by the system, by ``quit``): as by the button."""
        self._leave()
        event.setAccepted(self._lock.dialog is not self)


class Lock(QObject):
    """Of the first window, for all of them."""

    def __init__(self, window: DeskWindow, minutes: int) -> None:
        """minutes: without key or mouse; 0 = it locks by key alone."""
        super().__init__(window)
        self.window = window
        self.minutes = minutes
        self.dialog: LockDialog | None = None
        self._covers: list[Cover] = []
        self._touched = monotonic()
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            # Keys and the mouse pass through the window of the system first: there they cost nothing to hear.
            app.focusWindowChanged.connect(self._watch)
            if QGuiApplication.focusWindow() is not None:
                self._watch(QGuiApplication.focusWindow())

    @property
    def locked(self) -> bool:
        return self.dialog is not None

    def look(self) -> None:
        """Lock when nobody was here for so many minutes. A window that is closed, and only not yet gone, locks nothing."""
        if self.minutes and not self.locked and self.window.isVisible() and monotonic() - self._touched >= 60 * self.minutes:
            self.lock()

    def touched(self) -> None:
        """Somebody is here."""
        self._touched = monotonic()

    def lock(self, *, other: bool = False) -> None:
        """Cover everything and ask; other: somebody else wants to log in."""
        now: Any = self.window.desk.access
        if self.locked or now is None:
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        for widget in QApplication.topLevelWidgets():
            self._cover(widget)
        self.dialog = LockDialog(self, now.account.name or now.account.login, now.account.login, closed=not now.account.active)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        if other:
            self.dialog.turn(True)
        self.dialog.show()
        self.dialog.move(self.window.frameGeometry().center() - self.dialog.rect().center())
        self.dialog.raise_()
        self.dialog.activateWindow()

    def unlock(self) -> None:
        """Everything as it was."""
        if self.dialog is None:
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        dialog, self.dialog = self.dialog, None
        for cover in self._covers:
            if alive(cover):
                cover.lift()
        self._covers.clear()
        dialog.hide()
        dialog.deleteLater()
        self.touched()
        active = QApplication.activeModalWidget() or self.window
        active.activateWindow()

    def _cover(self, widget: QWidget) -> None:
        """Windows and dialogs alike; the system's own choice of a file is closed, for nothing can lie over it."""
        stops_all = self.locked and widget.windowModality() == Qt.WindowModality.ApplicationModal
        if not widget.isVisible() or stops_all or not widget.isWindow() or isinstance(widget, QFileDialog):
            if isinstance(widget, QFileDialog) and widget.isVisible():
                widget.reject()
            return
        if widget.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet):
            self._covers.append(Cover(widget))

    def _watch(self, window: QWindow | None) -> None:
        self.touched()
        self._watched = [w for w in self._watched if alive(w)]
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCH:
            self.touched()
        elif self.locked and kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            # What was opened by work that ended meanwhile; what stops the whole program must be seen.
            self._cover(watched)
        return False
