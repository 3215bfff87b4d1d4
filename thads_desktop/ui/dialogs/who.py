"""Who asks, where a file is under lock: a log-in and a password, or the nine words of the recovery sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget


class Who(QWidget):
    """Three lines; the sheet counts where the first two are empty."""

    def __init__(self, *, sheet: bool = True) -> None:
        super().__init__()
        self.login, self.password, self.words = QLineEdit(), QLineEdit(), QLineEdit()
        self.login.setObjectName("who-login")
        self.password.setObjectName("who-password")
        self.words.setObjectName("who-words")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.words.setPlaceholderText("chín từ trên tờ khôi phục, khi không còn ai đăng nhập được")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("Tên đăng nhập", self.login)
        form.addRow("Mật khẩu", self.password)
        if sheet:
            form.addRow("Hoặc tờ khôi phục", self.words)

    def given(self) -> tuple[str, str, str]:
        """(log-in, password, words of the sheet)."""
        return self.login.text().strip(), self.password.text(), self.words.text().strip()
