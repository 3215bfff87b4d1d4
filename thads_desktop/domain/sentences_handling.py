"""Refusals of the decision to handle entrusted assets, in words."""

from __future__ import annotations

HANDLING_REFUSALS: dict[str, str] = {
    "handling.decided": "Tài sản ủy thác này đã có quyết định xử lý{number}: muốn ra quyết định khác thì hủy số hoặc thu hồi quyết định ấy trước.",
    "handling.on_the_way": (
        "Đã có quyết định xử lý tài sản ủy thác này {stage}: hãy làm tiếp quyết định ấy ở trang Văn bản của bản án, yêu cầu (Ctrl+Shift+W)."
    ),
    "handling.elsewhere": (
        "Mẫu “{form}” chỉ lập trên bản án đến bằng gói ủy thác xử lý tài sản: trang Bản án đến (F3), chọn bản án, Ctrl+Shift+W."
    ),
}
