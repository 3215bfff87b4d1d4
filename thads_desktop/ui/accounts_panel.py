"""Accounts on the settings page: who logs in and as what, one's own password, the recovery sheet, when the screen locks.

Everything is asked of the rights: a button that the account may not use is dim and says who may. An office with one account
sees one sentence and the way to a second one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from thads_desktop.domain.dates import short_date
from thads_desktop.services import access, accounts, people, rights, second
from thads_desktop.ui import theme
from thads_desktop.ui.app import LOCK_MOST, LOCK_USUAL, lock_minutes
from thads_desktop.ui.number_box import NumberBox
from thads_desktop.ui.page_parts import quiet_label
from thads_desktop.ui.stacked import captioned
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from thads_desktop.services.access import Account
    from thads_desktop.ui.dialogs.accounts import Colleague
    from thads_desktop.ui.page import Page

ALONE = (
    "Đơn vị đang có một tài khoản, mở được mọi việc và không phải ai xác nhận. Từ tài khoản thứ hai, ký, hủy số, xóa dòng, chốt lại, "
    "đổi quyền và phục hồi cần một đồng nghiệp xác nhận."
)
SEVERAL = "Mỗi người một tài khoản; quyền theo vai trò. Việc ký, hủy số, xóa dòng, chốt lại, đổi quyền và phục hồi có người thứ hai xác nhận."
NOBODY = "Dữ liệu này chưa có tài khoản: lần mở sau chương trình sẽ hỏi tài khoản đầu tiên."
ADD, ADD_FIRST = "Thêm tài khoản…", "Thêm tài khoản cho đồng nghiệp…"


class _Shown(NamedTuple):
    known: list[Account]
    colleagues: list[Colleague]
    #: Who may change accounts, who may reset passwords; "" = the one who sits here.
    accounts: str
    password: str
    sheet: str


class AccountsPanel(QFrame):
    """``look`` asks anew; ``first`` is where the focus begins."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("accounts")
        self.page = page
        self._colleagues: list[Colleague] = []
        self._may = {"accounts": "", "password": ""}
        self._several = False
        self.said = QLabel(NOBODY)
        self.said.setWordWrap(True)
        table = rights.load()
        self.model = RowsModel(
            [
                Column("Tên đăng nhập", lambda a: a.login, width=20),
                Column("Họ tên", lambda a: a.name, width=26),
                Column("Vai trò", lambda a: ", ".join(table.role_words(r) for r in a.roles), width=0),
                Column("Tình trạng", lambda a: "đang dùng" if a.active else "đã khóa", width=14),
            ],
            lambda a: a.key,
            self,
        )
        self.table = TableView(self.model, self, "Chưa có tài khoản nào.")
        self.table.picks_first = True
        self.table.setMinimumHeight(theme.space(40))
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._enable())
        self.add = self._button("add-account", ADD_FIRST, self._add)
        self.roles = self._button("change-roles", "Đổi vai trò…", lambda: self._of_chosen("ChangeRoles"))
        self.reset = self._button("reset-password", "Đặt lại mật khẩu…", lambda: self._of_chosen("ResetPassword"))
        self.close_one = self._button("close-account", "Khóa tài khoản…", lambda: self._of_chosen("CloseAccount"))
        self.own = self._button("own-password", "Đổi mật khẩu của tôi…", lambda: self._open("OwnPassword"))
        self.sheet_said = QLabel()
        self.sheet_said.setWordWrap(True)
        self.try_sheet = self._button("try-sheet", "In, thử, xóa tệp tờ khôi phục…", self._sheet)
        self.new_sheet = self._button("new-sheet", "Lập tờ khôi phục mới…", lambda: self._open("NewSheet", self._sheet))
        self.minutes = NumberBox("lock-minutes", "Khóa màn hình sau số phút", 0, LOCK_MOST, LOCK_USUAL)
        self.minutes.setSpecialValueText("không tự khóa")
        self.minutes.setSuffix(" phút")
        if page.desk is not None:
            self.minutes.setValue(lock_minutes(page.desk.folder))
        self.minutes.editingFinished.connect(self._keep_minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(_line(self.add, self.roles, self.reset, self.close_one))
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setObjectName("hairline")
        column.addWidget(rule)
        column.addWidget(self.sheet_said)
        column.addLayout(_line(self.try_sheet, self.new_sheet))
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setObjectName("hairline")
        column.addWidget(rule)
        column.addLayout(_line(self.own))
        self.lock_line = captioned("Tự khóa màn hình khi không dùng máy trong", self.minutes)
        column.addWidget(self.lock_line)
        self.lock_note = quiet_label("Đặt 0 để không tự khóa. Ctrl+Alt+L khóa ngay. Thiết lập này của riêng máy này.")
        column.addWidget(self.lock_note)
        column.addStretch(1)
        self._enable()

    @property
    def first(self) -> QPushButton | TableView:
        """Where the focus begins."""
        return self.table if self.table.isVisibleTo(self) else self.add

    def look(self) -> None:
        """Ask who has accounts, and what the one who sits here may."""
        if self.page.desk is not None and self.page.desk.access is not None:
            self.page.worker.run_read(self._ask, self._take, key="accounts", owner=self)

    # --- inside -------------------------------------------------------------------------------------

    def _button(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: run())
        return button

    def _ask(self) -> _Shown:
        from thads_desktop.ui.dialogs.accounts import Colleague

        desk = self.page.desk
        with desk.reading() as reader:
            known = access.accounts(reader)
            have = {a.person for a in known if a.active}
            today = desk.clock.today()
            free = {p.person: p.name for p in people.posts(reader) if p.on(today) and p.person not in have}
            tried = accounts.sheet_tried(reader)
            day = accounts.sheet_made(reader)
            made = short_date(day) if day is not None else ""
        colleagues = [Colleague(key, name, accounts.offered_roles(desk, key)) for key, name in free.items()]
        file = " Tệp PDF còn trên máy: in xong hãy xóa." if accounts.sheet_file(desk) is not None else ""
        state = "đã thử, dùng được." if tried else "CHƯA THỬ: hãy gõ lại chín từ ghi trên tờ giấy để biết chắc nó dùng được."
        said = f"Tờ khôi phục lập ngày {made}: {state}{file}" if made else "Chưa có tờ khôi phục: hãy lập một tờ."
        return _Shown(known, colleagues, second.who_may(desk, "accounts"), second.who_may(desk, "password"), said)

    def _take(self, shown: _Shown) -> None:
        self._colleagues = shown.colleagues
        self._may = {"accounts": shown.accounts, "password": shown.password}
        self._several = sum(a.active for a in shown.known) > 1
        self.model.set_rows(shown.known)
        self.said.setText(SEVERAL if self._several else ALONE)
        self.sheet_said.setText(shown.sheet)
        self._enable()

    def _enable(self) -> None:
        seated = self.page.desk is not None and self.page.desk.access is not None
        several = self._several or self.model.rowCount() > 1
        self.table.setVisible(several)
        for button in (self.roles, self.reset, self.close_one):
            button.setVisible(several)
        for widget in (self.add, self.own, self.try_sheet, self.new_sheet, self.lock_line, self.lock_note):
            widget.setVisible(seated)
        self.add.setText(ADD if several else ADD_FIRST)
        chosen = self._chosen()
        mine = chosen is not None and seated and chosen.key == self.page.desk.access.account.key
        live = chosen is not None and chosen.active
        for button, act, can, why in (
            (self.add, "accounts", bool(self._colleagues), "Mọi cán bộ đã có tài khoản: thêm cán bộ ở thẻ Cán bộ trước."),
            (self.roles, "accounts", live, "Hãy chọn một tài khoản đang dùng."),
            (self.close_one, "accounts", live and not mine, "Không tự khóa tài khoản đang dùng." if mine else "Hãy chọn một tài khoản đang dùng."),
            (self.reset, "password", live and not mine, "Mật khẩu của mình: dùng Đổi mật khẩu của tôi." if mine else "Hãy chọn một tài khoản."),
            (self.new_sheet, "accounts", True, ""), (self.try_sheet, "accounts", True, ""), (self.own, "", True, ""),
        ):  # fmt: skip
            who = self._may.get(act, "")
            button.setEnabled(can and not who)
            button.setToolTip(f"Tài khoản này không làm được việc này. Người có quyền: {who}." if who else "" if can else why)

    def _chosen(self) -> Account | None:
        key = self.table.current_key()
        return next((self.model.row(i) for i in range(self.model.rowCount()) if self.model.row(i).key == key), None)

    def _add(self) -> None:
        from thads_desktop.ui.dialogs.accounts import AddAccount

        self._show(AddAccount(self.page.desk, self.page.worker, self._colleagues, self.window()), "Đã thêm tài khoản.")

    def _of_chosen(self, name: str) -> None:
        from thads_desktop.ui.dialogs import accounts as dialogs

        chosen = self._chosen()
        if chosen is not None:
            self._show(getattr(dialogs, name)(self.page.desk, self.page.worker, chosen, self.window()), f"Xong: {chosen.login}.")

    def _open(self, name: str, then: Callable[[], object] | None = None) -> None:
        from thads_desktop.ui.dialogs import accounts as dialogs

        self._show(getattr(dialogs, name)(self.page.desk, self.page.worker, self.window()), "" if then else "Đã đổi mật khẩu.", then)

    def _show(self, dialog: QDialog, said: str, then: Callable[[], object] | None = None) -> None:
        def told() -> None:
            self.page.shell.tell(said)
            self.look()
            self._told_window()
            if then is not None:
                then()

        dialog.told = told  # type: ignore[attr-defined]  # each of these dialogs has it
        dialog.open()

    def _sheet(self) -> None:
        from thads_desktop.ui.dialogs.sheet import SheetDialog

        dialog = SheetDialog(self.page.desk, self.page.worker, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def ended(_result: int) -> None:
            self.look()
            self._told_window()

        dialog.finished.connect(ended)
        dialog.open()

    def _told_window(self) -> None:
        """The top line and the reminder of the sheet know of it."""
        window = self.window()
        for name in ("name_people", "look_at_sheet"):
            run = getattr(window, name, None)
            if run is not None:
                run()

    def _keep_minutes(self) -> None:
        keep = getattr(self.window(), "set_lock_minutes", None)
        if keep is not None:
            keep(self.minutes.value())


def _line(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line
