"""Sentences on costs, the cashier's day, the reconciliation with the accountant and money of prisons."""

from __future__ import annotations

CASH_REFUSALS: dict[str, str] = {
    "cash.order": "Ngày cuối ({until}) trước ngày đầu ({since}): hãy xem lại hai ngày.",
    "cash.bad_kind": "Không có loại thu, chi “{kind}”: hãy chọn trong danh sách.",
    "cost.unknown_kind": "Không có loại chi phí này vào ngày {day}: hãy chọn trong danh sách.",
    "cost.no_bearer": "Chưa chọn ai chịu khoản chi phí này: {note}",
    "cost.bad_party": "Người được chọn không phải là đương sự của việc: hãy chọn trong danh sách.",
    "cost.beyond_advance": "Tạm ứng này chỉ còn {open} đồng chưa chi, không đủ {amount} đồng: hãy ghi thêm tạm ứng, hoặc chọn nguồn chi khác.",
    "cost.beyond_open": "Tạm ứng này chỉ còn {open} đồng phải hoàn trả: hãy ghi không quá số ấy.",
    "cost.beyond_spent": "Khoản chi phí này đã chi {spent} đồng: số được duyệt không thể lớn hơn.",
    "cost.beyond_owed": "Người chịu chi phí chỉ còn phải trả {owed} đồng chi phí đã duyệt: hãy ghi không quá số ấy, hoặc ghi việc duyệt trước.",
    "cost.unknown": "Không tìm thấy khoản chi phí này trong việc: hãy mở lại trang.",
    "cost.approved": "Khoản chi phí này đã được duyệt: muốn sửa thì xóa dòng duyệt ghi nhầm ở Diễn biến rồi ghi lại.",
    "cost.none_waiting": "Không còn khoản chi phí nào chờ duyệt.",
    "cost.which": "Số được duyệt là của một khoản: hãy chọn khoản chi phí, hoặc để trống số tiền để duyệt mọi khoản chờ duyệt.",
    "cost.not_head": "Chi phí do thủ trưởng duyệt: người được chọn không giữ chức vụ thủ trưởng, phó thủ trưởng ngày {day}.",
    "cost.strike_rests": "Có khoản hoàn trả, chi hoặc thu chi phí ghi sau dựa vào dòng này: hãy xóa các dòng ấy trước.",
    "held.decided": "Đã có quyết định thi hành án trên bản án này: hãy hoàn trả từ việc ấy.",
    "held.no_matter": "Chưa có quyết định thi hành án nào trên bản án này để chuyển tiền vào: hãy ra quyết định trước (Bản án đến, F3).",
    "held.gone": "Khoản tiền này không còn giữ nữa: danh sách đã được làm mới.",
    "cash.too_many": "Bảng kê có {count} dòng, in được nhiều nhất {limit} dòng: hãy chọn kỳ ngắn hơn hoặc lọc bớt.",
}
