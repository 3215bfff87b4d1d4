"""The password of the office's server, asked for when the server lets nobody in without one; kept for this run alone."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit

from thads_desktop.services import server_password
from thads_desktop.ui import wording


def ask_server_password(says: str) -> bool:
    """Ask; False when the person gave up. says: why it is asked, as a sentence."""
    password, given = QInputDialog.getText(None, wording.SERVER_PASSWORD, f"{says}\n{wording.SERVER_PASSWORD_ASK}", QLineEdit.EchoMode.Password)
    if given:
        server_password.remember(password)
    return given
