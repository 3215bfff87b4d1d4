"""Sentences on costs, the cashier's day, the reconciliation with the accountant and money of prisons."""

from __future__ import annotations

CASH_REFUSALS: dict[str, str] = {
    "cash.order": "Ngày cuối ({until}) trước ngày đầu ({since}): hãy xem lại hai ngày.",
    "cash.bad_kind": "Không có loại thu, chi “{kind}”: hãy chọn trong danh sách.",
    "held.decided": "Đã có quyết định thi hành án trên bản án này: hãy hoàn trả từ việc ấy.",
    "held.no_matter": "Chưa có quyết định thi hành án nào trên bản án này để chuyển tiền vào: hãy ra quyết định trước (Bản án đến, F3).",
    "held.gone": "Khoản tiền này không còn giữ nữa: danh sách đã được làm mới.",
    "cash.too_many": "Bảng kê có {count} dòng, in được nhiều nhất {limit} dòng: hãy chọn kỳ ngắn hơn hoặc lọc bớt.",
}
