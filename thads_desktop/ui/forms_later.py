"""Forms that wait for the head: said on each opening of the window, until all in force are approved or somebody says "later" on this computer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.ui.app import keep_here, read_window

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.form_approval import Waiting

#: Where the day stands among the settings of this computer.
KEY = "forms_later"
DAYS = 7


def words(waiting: Waiting) -> str:
    """What waits, what follows from it, and how to be told later."""
    later = f" Để sau: ở trang ấy nhấn Ctrl+Shift+L, {DAYS} ngày nữa nhắc lại."
    if waiting.none:
        return f"Chưa ban hành được văn bản nào: {waiting.count} mẫu văn bản dựng lại theo quy định chờ Thủ trưởng xem và duyệt.{later}"
    changed = f" ({waiting.changed} mẫu đã đổi nội dung, phải duyệt lại)" if waiting.changed else ""
    return f"Còn {waiting.count} mẫu văn bản{changed} chờ Thủ trưởng duyệt: chưa ban hành được văn bản theo các mẫu ấy.{later}"


def put_off(desk: Desk) -> bool:
    """It was said that it be told later, and that day has not come."""
    held = read_window(desk.folder).get(KEY)
    try:
        return isinstance(held, str) and desk.clock.today() < date.fromisoformat(held) <= desk.clock.today() + timedelta(days=DAYS)
    except ValueError:
        return False


def later(desk: Desk) -> date:
    """Told again on this day; a folder that cannot be written loses only that."""
    day: date = desk.clock.today() + timedelta(days=DAYS)
    keep_here(desk.folder, {KEY: day.isoformat()})
    return day
