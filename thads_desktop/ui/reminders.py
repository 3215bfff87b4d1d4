"""What every window of an office with matters reminds of, whatever page it shows: the red counter, and the keys that lead to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.ui.chips import Chip

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.window import MainWindow

MISSED_KEY = "Shift+F4"
WHY_KEYS = ("Alt+Return", "Alt+Enter")


def equip(window: MainWindow) -> None:
    """The keys of the day's work in a window, and the one that asks why."""
    window.add_action("Vì sao? Hạn, số tiền, trạng thái, lý do từ chối đang chọn", WHY_KEYS, partial(_why, window), also="giải thích căn cứ cách tính")
    window.add_action("Việc chưa có bước tiếp theo", MISSED_KEY, partial(_open, window, "missed", "MissedPage"), icon="warning", also="bỏ quên")
    window.add_action("Văn bản gửi đi trong ngày", "Shift+F5", partial(_open, window, "outgoing", "OutgoingPage"), icon="send", also="bưu gửi giao nhận")
    window.add_action("Sự cố hệ thống của Bộ", [], partial(_open, window, "outages", "OutagesPage"), icon="warning", also="mất mạng nền tảng lỗi chậm")
    window.add_action("Bàn giao toàn bộ việc của một chấp hành viên", [], partial(_open, window, "handover", "HandoverPage"), icon="people",
                      also="nghỉ việc chuyển công tác biên bản phiếu hiện trạng")  # fmt: skip
    window.add_action("Lịch công tác tuần", [], partial(_open, window, "weekly", "WeeklyPage"), icon="calendar", also="in lịch chấp hành viên chuyến đi")
    window.add_action("Bộ dữ liệu ra và vào (Excel, JSON)", "Ctrl+F11", partial(_open, window, "datasets", "DatasetsPage"), icon="export",
                      also="xuất nhận nền tảng của Bộ dataset đồng bộ")  # fmt: skip
    window.add_action("Mở gói ủy thác, thông báo nhận ủy thác", [], partial(_open, window, "delegation_open", "OpenPackagePage"), icon="import",
                      also="nhận ủy thác gói của cơ quan khác")  # fmt: skip
    window.add_action("Soát hồ sơ: hồ sơ nào còn thiếu gì", [], partial(_open, window, "completeness", "CompletenessPage"), icon="folder",
                      also="kiểm sát biên lai biên bản bút lục đầy đủ")  # fmt: skip
    window.add_action("Tìm văn bản theo mã QR trên giấy", [], partial(_open, window, "case_file_forms", "CodePage"), icon="search", also="quét mã giấy")
    if window.places:
        window.add_action("Tách bản án thành các quyết định", [], partial(_split, window), icon="inbox", also="nhiều khoản nhiều người từng phần")
        window.add_action("Kiểm kê kho vật chứng", [], partial(_open, window, "store_counts", "CountsPage"), icon="folder", also="đếm kho biên bản")
    window.add_action("Giao một việc có ngày", "Ctrl+Shift+T", partial(_open, window, "task", "TaskPage"), icon="plus", also="nhắc việc riêng")


def _why(window: MainWindow) -> None:
    # What answers is loaded with the first question: the window opens without it.
    from thads_desktop.ui.why import ask

    ask(window)


def _split(window: MainWindow) -> None:
    """A judgment is chosen in its list first."""
    window.go("intake")
    window.tell("Chọn bản án trong danh sách, rồi Ctrl+Shift+P để tách thành các quyết định.")


def say_missed(window: MainWindow, count: int) -> None:
    """The counter of a window; nothing for none."""
    chip = Chip(f"{dong(count)} việc chưa có bước tiếp theo  {MISSED_KEY}", "red", "warning") if count else None
    window.bottom.missed.set_chip(chip)


def _open(window: MainWindow, module: str, cls: str) -> None:
    """A page over the present one; not twice over each other."""
    from importlib import import_module

    made: type[Page] = getattr(import_module(f"thads_desktop.ui.pages.{module}"), cls)
    if not isinstance(window.page(), made):
        window.open_page(made(window))
