"""Data of before there were accounts: the first account is set, and with it everything on this computer is encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import first_account
from thads_desktop.ui.asking import AskingDialog, passwords_agree
from thads_desktop.ui.dialogs.wizard import account_asking

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock

SAID = (
    "Từ bản này dữ liệu và các bản sao lưu trên máy được mã hóa. Hãy đặt tên đăng nhập và mật khẩu cho tài khoản đầu tiên; bước sau "
    "là in tờ khôi phục. Sổ và số liệu giữ nguyên."
)


class FirstAccountDialog(AskingDialog):
    """``founded`` holds the opened desk and the recovery sheet once it was accepted."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder, self.clock = folder, clock
        self.founded: first_account.Founded | None = None
        super().__init__("first-account", "Đặt tài khoản đầu tiên", SAID, account_asking("Đặt tài khoản và mã hóa", "Để sau"))
        self.asking.accepted.connect(self._given)

    def _given(self) -> None:
        asking = self.asking
        if not passwords_agree(asking, "password", "again"):
            return
        login, password = asking["login"], asking["password"]
        asking.ask(
            lambda progress: first_account.found(self.folder, self.clock, login, password, progress=progress), self._founded,
            "Đang mã hóa dữ liệu và các bản sao lưu, xin đợi…", long=True,
        )  # fmt: skip

    def _founded(self, founded: first_account.Founded) -> None:
        self.founded = founded
        self.accept()
