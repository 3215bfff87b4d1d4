"""The first run: the office, its people, where its numbers go on, and the first account. Under two minutes; nothing is written
before the last step, and then everything or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from thads_desktop.domain.office import ONE_LEVEL
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import first_account, office_settings, people
from thads_desktop.ui import theme
from thads_desktop.ui.asking import Asking, passwords_agree
from thads_desktop.ui.dialogs.login import LOGIN, PASSWORD
from thads_desktop.ui.fields import TextField
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.password_field import PasswordField

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.desk import Desk

LEVELS = (("district", "Chi cục (đơn vị tổ chức thi hành)"), ("province", "Cục (nhận và tổng hợp báo cáo)"))
#: Since there is one level of offices: what organises enforcement, and who takes the returns in.
LEVELS_NOW = (("district", "Đơn vị tổ chức thi hành án"), ("province", "Nơi nhận, tổng hợp báo cáo"))
WHY = (
    "Dữ liệu trên máy này được mã hóa: chỉ mở được bằng tên đăng nhập và mật khẩu, hoặc bằng tờ khôi phục in ra ở bước sau. "
    "Đơn vị một người chỉ cần tài khoản này; có thể thêm tài khoản cho đồng nghiệp sau. Vào rồi, việc đầu tiên của Thủ trưởng: xem và duyệt "
    "mẫu văn bản (Ctrl+Shift+F5), chưa duyệt thì chưa ban hành được."
)
WORKING = "Đang lập và mã hóa dữ liệu…"


def account_asking(accept: str, leave: str) -> Asking:
    """The fields of a first account."""
    fields = (
        TextField("login", LOGIN, required=True, note="Ví dụ: vanthu hoặc ten.ho; không có dấu cách."),
        PasswordField("password", PASSWORD, note="Từ 8 ký tự; một câu dễ nhớ là tốt nhất."),
        PasswordField("again", "Gõ lại mật khẩu"),
    )
    return Asking(fields, accept, leave)


class Wizard(QDialog):
    """Two steps; ``founded`` holds the opened desk and the recovery sheet once it was accepted."""

    def __init__(self, folder: Path, clock: Clock, known: tuple[str, str] | None = None) -> None:
        """known: (log-in name, password) of a set-up that stopped half way: it goes on by the same ones."""
        super().__init__()
        self.folder, self.clock, self.known = folder, clock, known
        self.founded: first_account.Founded | None = None
        self.values: dict[str, Any] = {}
        self.setObjectName("wizard")
        self.setWindowTitle("Lập đơn vị")
        self.setMinimumWidth(760)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._office_step())
        self.steps.addWidget(self._account_step())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(6),) * 4)
        column.addWidget(self.steps)
        self.finished.connect(lambda _result: self.account.close_worker())

    def _office_step(self) -> QWidget:
        said = (
            "Chỉ cần tên đơn vị và cơ quan cấp trên. Những mục khác có thể bổ sung sau ở trang Thiết lập. Tên trên văn bản và báo cáo từ "
            "01/7/2025 được điền theo tỉnh, thành phố: đơn vị là Phòng khu vực hãy sửa ở trang Thiết lập trước khi in."
        )
        now = self.clock.today() >= ONE_LEVEL
        name = "Phòng Thi hành án dân sự khu vực 1 - Hải Phòng" if now else "Chi cục Thi hành án dân sự quận Lê Chân"
        parent = "Thi hành án dân sự thành phố Hải Phòng" if now else "Cục Thi hành án dân sự thành phố Hải Phòng"
        specs = (
            Spec("name", "Tên đơn vị", required=True, note=f"Ví dụ: {name}", share=3),
            Spec("level", "Cấp", "choice", options=LEVELS_NOW if now else LEVELS, value="district", beside=True, share=2),
            Spec("parent", "Cơ quan cấp trên", required=True, note=f"Ví dụ: {parent}"),
            Spec("head", "Thủ trưởng", note="Người ký quyết định"),
            Spec("officers", "Chấp hành viên", "long", note="Mỗi người một dòng", lines=4),
            Spec("next", "Số quyết định thi hành án tiếp theo", note="Để trống nếu bắt đầu từ 01", beside=True),
        )
        self.form = build(specs, self.clock, accept="Tiếp: tài khoản của bạn")
        self.form.accepted.connect(self._office_given)
        self.form.left.connect(lambda _draft: self.reject())
        return _step("Lập đơn vị trên máy này", said, self.form)

    def _account_step(self) -> QWidget:
        self.account = account_asking("Lập đơn vị", "Quay lại")
        self.account.accepted.connect(self._account_given)
        self.account.left.connect(self._back)
        return _step("Tài khoản của bạn", WHY, self.account)

    def _office_given(self, values: dict[str, Any]) -> None:
        try:
            values["next"] = office_settings.number(values["next"], "next") if values["next"].strip() else 1
        except Refused as refused:
            self.form.show_refusals(refused.refusals)
            return
        self.values = values
        self.steps.setCurrentIndex(1)
        if self.known is not None:
            for name, text in zip(("login", "password", "again"), (*self.known, self.known[1]), strict=True):
                self.account.fields[name].set_value(text)
            self._account_given()
        else:
            self.account.begin()

    def _account_given(self) -> None:
        asking, values = self.account, self.values
        if not passwords_agree(asking, "password", "again"):
            return
        login, password = asking["login"], asking["password"]
        officers = [n.strip() for n in values["officers"].split("\n") if n.strip()]

        def set_up(desk: Desk) -> None:
            people.set_up_whole(desk, values["name"], values["parent"], values["level"], officers, values["head"], values["next"])

        asking.ask(
            lambda _progress: first_account.found(self.folder, self.clock, login, password, set_up), self._founded, WORKING, refused=self._refused
        )

    def _founded(self, founded: first_account.Founded) -> None:
        self.founded = founded
        self.accept()

    def _refused(self, refusals: tuple[Refusal, ...]) -> None:
        """What is wrong with the office is said on its own step."""
        if refusals and not any(r.field in self.account.fields or r.code.startswith("account.") for r in refusals):
            self._back()
            self.form.show_refusals(refusals)

    def _back(self) -> None:
        self.steps.setCurrentIndex(0)
        self.account.calm()
        self.form["name"].editor.setFocus()

    def reject(self) -> None:
        if self.account.running:
            return
        if self.steps.currentIndex():
            self._back()
        else:
            super().reject()


def _step(title: str, said: str, widget: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(2))
    heading, sentence = QLabel(title), QLabel(said)
    heading.setProperty("heading", True)
    sentence.setWordWrap(True)
    column.addWidget(heading)
    column.addWidget(sentence)
    column.addWidget(widget)
    column.addStretch(1)
    return page
