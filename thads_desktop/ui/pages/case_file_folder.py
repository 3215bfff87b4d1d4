"""A whole matter leaves as an encrypted folder: to whom, for what, which parts, where; the password is made here and shown this once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from thads_desktop.services import file_folder
from thads_desktop.services.file_folder import PARTS, Made
from thads_desktop.ui.ask_place import ask_folder
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.page import Shell

SAID = (
    "Thư mục mở bằng trình duyệt khi không có mạng (tệp mo-ho-so.html). Mật khẩu dưới đây không được chương trình giữ lại ở đâu: chép lại trước khi rời "
    "trang, trao cho nơi nhận bằng đường khác, không để cùng thư mục."
)


class FolderPage(FormPage):
    """Ctrl+Enter makes the folder."""

    name = "file-folder"
    title = "Xuất hồ sơ thành thư mục mã hóa"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, number: str) -> None:
        super().__init__(shell)
        self.matter = matter
        parts = [Spec(name, words, "check", value=True, beside=n > 0) for n, (name, words) in enumerate(PARTS.items())]
        self.lay_out((
            Spec("recipient", "Cung cấp cho", required=True), Spec("purpose", "Mục đích", required=True, beside=True, share=2),
            Spec("out", "Lập trong thư mục", required=True, note="Ctrl+O để chọn", value=str(self.desk.folder.resolve().parent)), *parts,
        ), f"{self.title}: {number}", "Lập thư mục")  # fmt: skip
        said = WrappedLabel(SAID)
        said.setProperty("quiet", True)
        self.secret = QLineEdit(file_folder.password())
        self.secret.setReadOnly(True)
        self.secret.setObjectName("secret")
        label = QLabel("Mật khẩu của thư mục   Ctrl+Shift+C chép")
        label.setBuddy(self.secret)
        self.progress = ProgressPanel(self.worker, self)
        for at, widget in enumerate((said, label, self.secret, self.progress), 1):
            self.body.insertWidget(at, widget)
        self.secret.setMaximumWidth(560)
        self.action("Chọn thư mục", "Ctrl+O", self._choose)
        self.action("Chép mật khẩu", "Ctrl+Shift+C", self._copy)
        self.action("Tạo mật khẩu khác", "Ctrl+Shift+N", self._another)

    def subject(self) -> str:
        return self.matter

    def take(self, v: dict[str, Any]) -> None:
        self.kept.keep()
        parts = tuple(name for name in PARTS if v[name])
        secret, out = self.secret.text(), Path(v["out"])

        def make(progress: Any, _cancelled: Any) -> tuple[Made, tuple[str, ...]]:
            made = file_folder.make(self.desk, self.matter, out, secret, v["recipient"], v["purpose"], parts, progress)
            return made, ("exports", "journal")

        self.progress.start("Đang lập thư mục", make, self._done, writes=True, on_refused=self._refused)

    def _done(self, made: Made) -> str:
        self.kept.done()
        said = f"Đã lập {made.folder}: {made.files} văn bản, bản quét. Mật khẩu chỉ hiện ở trang này lần này: hãy chép lại."
        self.shell.tell(said)
        return said

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.progress.clear()
        self.form.show_refusals(refusals)

    def _choose(self) -> None:
        chosen = ask_folder(self, "Lập thư mục hồ sơ trong", self.desk.folder)
        if chosen is not None:
            self.form.set_values({"out": str(chosen)})

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.secret.text())
        self.shell.tell("Đã chép mật khẩu: dán vào nơi an toàn.")

    def _another(self) -> None:
        self.secret.setText(file_folder.password())
        self.shell.tell("Đã tạo mật khẩu khác, dùng cho lần lập sau.")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "lập thư mục"), ("Ctrl+Shift+C", "chép mật khẩu"), ("Ctrl+O", "chọn nơi"))
