"""Log in to the office's data; a forgotten password is solved here by the words of the recovery sheet.

The window is loaded while one types, so that it stands there soon after the password.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from thads_desktop.paths import resource
from thads_desktop.services import access, door
from thads_desktop.ui import theme, wording
from thads_desktop.ui.asking import Asking, FittingDialog, passwords_agree
from thads_desktop.ui.fields import TextField
from thads_desktop.ui.password_field import PasswordField
from thads_desktop.ui.standing_strip import DAMAGE
from thads_desktop.ui.worker import Worker, crash

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.desk import Desk

LOGIN, PASSWORD, AGAIN = "Tên đăng nhập", "Mật khẩu", "Gõ lại mật khẩu mới"
WORDS = "Chín từ trên tờ khôi phục"
WORDS_NOTE = "Không cần dấu; chữ hoa hay thường đều được."
OPENING = "Đang mở dữ liệu…"
#: What the window needs first; loaded one at a time between two keys.
_SOON = (
    "PySide6.QtSvg", "thads_desktop.ui.pages.matters", "thads_desktop.ui.lock", "thads_desktop.ui.sheet_notice",
    "thads_desktop.ui.keep_copies", "thads_desktop.ui.pages.matter",
)  # fmt: skip


#: Trouble that is answered outside this dialog: repair or restore, or the server's own password.
WAYS_OUT = {*DAMAGE, "store.server_login"}


class LoginDialog(FittingDialog):
    """``desk`` is the opened desk once it was accepted; ``unfinished`` the log-in of a set-up that stopped half way."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self.folder, self.clock = folder, clock
        self.desk: Desk | None = None
        self.unfinished: tuple[str, str] | None = None
        #: The store does not open, and there is a way out that is not a password.
        self.trouble: Trouble | None = None
        self.setObjectName("login-dialog")
        self.setWindowTitle(f"Đăng nhập ─ {wording.APP}")
        self.setWindowIcon(QIcon(str(resource("icons", "app.png"))))
        self.setMinimumWidth(theme.space(120))
        self._worker = Worker(on_crash=self._crashed)
        self.first, self.sheet = self._first(), self._sheet()
        self.sheet.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(6),) * 4)
        column.setSpacing(theme.space(3))
        column.addLayout(self._head())
        self.hint = QLabel(door.hint(folder))
        self.hint.setObjectName("login-hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setProperty("quiet", True)
        self.hint.setVisible(bool(self.hint.text()))
        column.addWidget(self.hint)
        column.addWidget(self.first)
        column.addWidget(self.sheet)
        self.finished.connect(lambda _result: self._worker.close())
        QTimer.singleShot(0, self.first, self.first.begin)
        self._preload()

    def _head(self) -> QHBoxLayout:
        icon = QLabel()
        side = theme.space(12)
        picture = QPixmap(str(resource("icons", "app.png")))
        icon.setPixmap(picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation))
        title = QLabel(wording.APP)
        title.setProperty("heading", True)
        self.said = QLabel("Đăng nhập để mở sổ của đơn vị.")
        self.said.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(theme.GRID)
        words.addWidget(title)
        words.addWidget(self.said)
        line = QHBoxLayout()
        line.setSpacing(theme.space(4))
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _first(self) -> Asking:
        asking = Asking(
            (TextField("login", LOGIN, required=True), PasswordField("password", PASSWORD)), "Đăng nhập", "Thoát", worker=self._worker
        )
        self.forgotten = QPushButton("Quên mật khẩu…")
        self.forgotten.setObjectName("forgotten")
        self.forgotten.clicked.connect(lambda _checked=False: self._to_sheet())
        asking.add_button(self.forgotten)
        asking.accepted.connect(self._sign_in)
        asking.left.connect(self.reject)
        return asking

    def _sheet(self) -> Asking:
        fields = (
            TextField("words", WORDS, required=True, note=WORDS_NOTE),
            TextField("login", LOGIN, required=True, note="Tài khoản cần mật khẩu mới."),
            PasswordField("password", "Mật khẩu mới", note="Từ 8 ký tự; một câu dễ nhớ là tốt nhất."),
            PasswordField("again", AGAIN),
        )
        asking = Asking(fields, "Đặt mật khẩu mới và mở", "Quay lại", worker=self._worker)
        asking.accepted.connect(self._recover)
        asking.left.connect(self._to_first)
        return asking

    # --- acts ---------------------------------------------------------------------------------------

    def _sign_in(self) -> None:
        login, password = self.first["login"], self.first["password"]
        self._run(self.first, lambda progress: access.sign_in(self.folder, self.clock, login, password, progress=progress))

    def _recover(self) -> None:
        asking = self.sheet
        if not passwords_agree(asking, "password", "again"):
            return
        words, login, password = asking["words"], asking["login"], asking["password"]
        self._run(asking, lambda _progress: access.recover(self.folder, self.clock, words, login, password))

    def _run(self, asking: Asking, fn: Any) -> None:
        self.forgotten.setEnabled(False)
        asking.ask(fn, self._opened, OPENING, refused=self._refused, long=True, troubled=self._troubled)

    def _opened(self, desk: Desk) -> None:
        self.desk = desk
        self.accept()

    def _refused(self, refusals: tuple[Refusal, ...]) -> None:
        self.forgotten.setEnabled(True)
        if refusals and refusals[0].code == "account.unfinished":
            self.unfinished = (self.first["login"], self.first["password"])
            self.accept()

    def _troubled(self, trouble: Trouble) -> None:
        if trouble.code in WAYS_OUT:
            self.trouble = trouble
            super().reject()

    def _to_sheet(self) -> None:
        self.sheet.fields["login"].set_value(self.first["login"])
        self.first.hide()
        self.sheet.show()
        self.said.setText("Nếu đồng nghiệp có quyền đặt lại mật khẩu thì nhờ họ là nhanh nhất. Không thì dùng tờ khôi phục.")
        self.sheet.begin()

    def _to_first(self) -> None:
        self.sheet.hide()
        self.first.show()
        self.said.setText("Đăng nhập để mở sổ của đơn vị.")
        self.first.begin()

    def reject(self) -> None:
        if self.first.running or self.sheet.running:
            return
        if self.sheet.isVisible():
            self._to_first()
        else:
            super().reject()

    def _crashed(self, error: Exception) -> None:
        for asking in (self.first, self.sheet):
            asking.free()
        self.forgotten.setEnabled(True)
        crash(error)

    # --- while one types ----------------------------------------------------------------------------

    def _preload(self) -> None:
        Thread(target=_warm_up, daemon=True).start()
        self._left = list(_SOON)
        self._soon = QTimer(self)
        self._soon.setInterval(60)
        self._soon.timeout.connect(self._load_one)
        self._soon.start()

    def _load_one(self) -> None:
        if not self._left:
            self._soon.stop()
            return
        import_module(self._left.pop(0))


def _warm_up() -> None:
    # Whatever is missing is said when it is needed.
    with suppress(Exception):
        door.warm_up()
