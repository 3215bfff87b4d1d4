"""A data folder that takes no writing, for commands that only read: they get a desk on a private copy, and it is said that nothing is kept."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from thads_desktop.services import access
from thads_desktop.storage import reading_copy

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.database import Look

_READ = "Thư mục dữ liệu {folder} chỉ cho đọc: lệnh này đọc trên một bản chép tạm, không ghi gì vào dữ liệu."
#: Where something leaves, which the log of the folder ought to tell.
_UNTOLD = "Lần xuất này vì thế không vào nhật ký của đơn vị: hãy ghi lại (xuất gì, cho ai, để làm gì) khi thư mục ghi được."


def sign_in(folder: Path, clock: Clock, login: str, password: str, look: Look, *, leaves: bool) -> tuple[Desk, str]:
    """(the desk, what is to be said). As ``access.sign_in``; of a closed folder a desk on a copy that goes with it (``Desk.passing``)."""
    if not reading_copy.is_closed(folder):
        return access.sign_in(folder, clock, login, password, look=look), ""
    copy = reading_copy.taken(folder)
    try:
        desk = access.sign_in(copy, clock, login, password, look=look)
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    desk.passing = True
    return desk, _READ.format(folder=folder) + (f" {_UNTOLD}" if leaves else "")
