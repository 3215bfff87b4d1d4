"""Dialogs of the accounts: open one, give it other roles, close it, set passwords. Each is one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import accounts, rights
from thads_desktop.ui import theme
from thads_desktop.ui.asking import Asking, AskingDialog, passwords_agree
from thads_desktop.ui.dialogs.login import AGAIN, LOGIN, WORDS
from thads_desktop.ui.fields import ChoiceField, Field, TextField
from thads_desktop.ui.password_field import PasswordField

if TYPE_CHECKING:
    from thads_desktop.services.access import Account
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

NO_ROLE = "Chưa chọn vai trò: hãy chọn ít nhất một."
SAVING = "Đang ghi…"
FIRST = "Từ 8 ký tự. Đồng nghiệp tự đổi một lần rồi mới xác nhận được việc cần hai người."
GOOD = "Từ 8 ký tự; một câu dễ nhớ là tốt."


class Colleague(NamedTuple):
    """A person of the office who has no account; roles: those that fit the posts held today."""

    person: str
    name: str
    roles: tuple[str, ...]


class RolesField(Field):
    """One box for each role; its value the roles that are ticked."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, QWidget(), required=True)
        self.boxes = {role: QCheckBox(words) for role, words in rights.load().roles.items()}
        grid = QGridLayout(self.editor)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for at, (role, box) in enumerate(self.boxes.items()):
            box.setObjectName(f"role-{role}")
            box.toggled.connect(lambda _on: self._edited())
            grid.addWidget(box, at // 3, at % 3)
        self.editor.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        return tuple(role for role, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        for role, box in self.boxes.items():
            box.setChecked(role in (value or ()))

    def raw(self) -> list[str]:
        return list(self.value())

    def set_raw(self, raw: Any) -> None:
        self.set_value(raw)

    def own_problem(self) -> str:
        return "" if self.value() else NO_ROLE


class _ActDialog(AskingDialog):
    """``carry()`` is done in the writer's turn once the fields are in order; ``told`` hears of it."""

    def __init__(
        self, name: str, title: str, said: str, fields: Sequence[Field], accept: str, worker: Worker, parent: QWidget | None
    ) -> None:
        super().__init__(name, title, said, Asking(fields, accept, "Thôi", worker=worker, beside=("again",)), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.space(150))
        self.told: Callable[[], object] = lambda: None
        self.asking.accepted.connect(self._given)

    def carry(self) -> Callable[[], object]:
        """What is to be done, of what stands in the fields now; runs off the main thread."""
        raise NotImplementedError

    def _given(self) -> None:
        if "again" in self.asking.fields and not passwords_agree(self.asking, "password", "again"):
            return
        self.asking.write(self.carry(), lambda _answer: self._done(), ("settings",), SAVING)

    def _done(self) -> None:
        self.accept()
        self.told()


def _new_password() -> tuple[Field, Field]:
    return PasswordField("password", "Mật khẩu mới", note=GOOD), PasswordField("again", AGAIN)


class AddAccount(_ActDialog):
    """A colleague gets a log-in."""

    def __init__(self, desk: Desk, worker: Worker, colleagues: Sequence[Colleague], parent: QWidget | None = None) -> None:
        self.desk = desk
        self._roles = {c.person: c.roles for c in colleagues}
        options = [(c.person, c.name) for c in colleagues]
        self.person = ChoiceField("person", "Cán bộ", options, required=True, empty=len(options) != 1)
        self.roles = RolesField("roles", "Vai trò")
        fields = (
            self.person, self.roles, TextField("login", LOGIN, required=True, note="Không có dấu cách; không phân biệt hoa thường."),
            PasswordField("password", "Mật khẩu đầu tiên", note=FIRST), PasswordField("again", "Gõ lại mật khẩu"),
        )  # fmt: skip
        super().__init__("add-account", "Thêm tài khoản", "", fields, "Thêm tài khoản", worker, parent)
        self.person.changed.connect(self._offer)
        self._offer()

    def _offer(self) -> None:
        self.roles.set_value(self._roles.get(self.person.value(), ()))

    def carry(self) -> Callable[[], object]:
        a, desk = self.asking, self.desk
        person, login, roles, password = a["person"], a["login"], a["roles"], a["password"]
        return lambda: accounts.open_account(desk, person, login, roles, password)


class ChangeRoles(_ActDialog):
    """What an account may, from now on."""

    def __init__(self, desk: Desk, worker: Worker, account: Account, parent: QWidget | None = None) -> None:
        self.desk, self.account = desk, account
        roles = RolesField("roles", "Vai trò")
        roles.set_value(account.roles)
        super().__init__("change-roles", f"Đổi vai trò: {account.name}", "", (roles,), "Đổi vai trò", worker, parent)

    def carry(self) -> Callable[[], object]:
        desk, key, roles = self.desk, self.account.key, self.asking["roles"]
        return lambda: accounts.change_roles(desk, key, roles)


class ResetPassword(_ActDialog):
    """A colleague forgot theirs."""

    def __init__(self, desk: Desk, worker: Worker, account: Account, parent: QWidget | None = None) -> None:
        self.desk, self.account = desk, account
        said = f"Mật khẩu cũ của {account.name or account.login} thôi dùng được. Nhật ký ghi ai đã đặt lại. Đồng nghiệp tự đổi sau."
        super().__init__("reset-password", "Đặt lại mật khẩu", said, _new_password(), "Đặt lại", worker, parent)

    def carry(self) -> Callable[[], object]:
        desk, key, password = self.desk, self.account.key, self.asking["password"]
        return lambda: accounts.reset_password(desk, key, password)


class OwnPassword(_ActDialog):
    """One's own, the old one asked once more."""

    def __init__(self, desk: Desk, worker: Worker, parent: QWidget | None = None) -> None:
        self.desk = desk
        fields = (PasswordField("old", "Mật khẩu đang dùng"), *_new_password())
        super().__init__("own-password", "Đổi mật khẩu của tôi", "", fields, "Đổi mật khẩu", worker, parent)

    def carry(self) -> Callable[[], object]:
        desk, old, new = self.desk, self.asking["old"], self.asking["password"]

        def change() -> None:
            try:
                accounts.change_own_password(desk, old, new)
            except Refused as refused:
                # Of the two passwords here it is the old one that was wrong.
                raise Refused(*(replace(r, field="old") if r.code == "account.wrong" else r for r in refused.refusals)) from None

        return change


class CloseAccount(_ActDialog):
    """Nobody logs in by it any more. Where only its owner could confirm, the recovery sheet does, on the spot."""

    def __init__(self, desk: Desk, worker: Worker, account: Account, parent: QWidget | None = None) -> None:
        self.desk, self.account = desk, account
        name = account.name or account.login
        said = (
            f"{name} sẽ không đăng nhập được nữa; việc đã ghi vẫn mang tên người ấy. Tên đăng nhập "
            f"{account.login} không dùng lại cho người khác. Các bản sao lưu cũ vẫn mở được bằng mật khẩu cũ."
        )
        note = f"Ngoài {name} không còn ai xác nhận được: {name} đã nghỉ thì gõ chín từ ở đây; để trống thì {name} tự xác nhận."
        words = (TextField("words", WORDS, note=note),) if accounts.sheet_closes(desk, account.key) else ()
        super().__init__("close-account", "Khóa tài khoản", said, words, "Khóa tài khoản", worker, parent)

    def carry(self) -> Callable[[], object]:
        desk, key = self.desk, self.account.key
        words = self.asking["words"] if "words" in self.asking.fields else ""
        return lambda: accounts.close(desk, key, words)


class NewSheet(_ActDialog):
    """A new recovery sheet; the one before opens nothing any more."""

    def __init__(self, desk: Desk, worker: Worker, parent: QWidget | None = None) -> None:
        self.desk = desk
        said = "Tờ cũ sẽ thôi dùng được: hãy hủy tờ giấy cũ sau khi in tờ mới."
        super().__init__("new-sheet", "Lập tờ khôi phục mới", said, (), "Lập tờ mới", worker, parent)

    def carry(self) -> Callable[[], object]:
        desk = self.desk
        return lambda: accounts.new_sheet(desk)
