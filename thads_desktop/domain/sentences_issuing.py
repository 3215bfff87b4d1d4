"""What is said of the approval of forms, of service, of batches and of what goes out with a paper: what is wrong, what to do."""

from __future__ import annotations

ISSUING_REFUSALS: dict[str, str] = {
    "form.not_approved": "Mẫu “{form}” là mẫu dựng lại theo quy định, Thủ trưởng chưa duyệt nội dung để dùng ở đơn vị: hãy mở trang Mẫu văn bản "
    "(Ctrl+Shift+F5), xem mẫu rồi duyệt; văn bản đã ban hành nơi khác thì vẫn ghi nhận được.",
    "form.text_changed": "Nội dung mẫu “{form}” đã đổi so với bản được duyệt ngày {day}: hãy mở trang Mẫu văn bản (Ctrl+Shift+F5), xem chỗ đổi rồi "
    "duyệt lại.",
    "form.none_chosen": "Chưa chọn mẫu văn bản nào: hãy chọn ít nhất một dòng.",
    "form.changed_since": "Mẫu “{form}” vừa đổi khác với bản đang xem: hãy mở lại trang Mẫu văn bản rồi xem lại.",
    "form.no_approval": "Mẫu “{form}” chưa được duyệt nên không có gì để thôi duyệt.",
    "form.no_extra": "Mẫu “{form}” không có chỗ cho nội dung thêm.",
}
