"""Sentences of refusals around closed returns: opened again, entered late, compared."""

from __future__ import annotations

CLOSING_REFUSALS: dict[str, str] = {
    "return.not_reopened": "Báo cáo {period} đã chốt: muốn chốt bổ sung thì thủ trưởng mở lại kỳ trước và nêu lý do (trang Báo cáo,"
    " Ctrl+Shift+O; dòng lệnh: --reason).",
    "return.nothing_closed": "Báo cáo {period} chưa chốt nên không có gì để mở lại.",
    "return.reopened_already": "Báo cáo {period} đang mở lại từ ngày {day}: hãy ghi cho đủ rồi chốt báo cáo bổ sung.",
    "return.stale": "Số liệu {period} đang xem không còn là số liệu hiện tại: sau khi lập đã ghi thêm hoặc nhận thêm. Hãy lập lại (trang Báo cáo:"
    " Ctrl+Enter), xem số mới rồi chốt.",
    "return.not_open": "Báo cáo {period} không đang mở lại nên không có gì để bỏ.",
    "return.no_reason_back": "Hãy nêu lý do bỏ lần mở lại: vì sao kỳ không cần chốt bổ sung.",
    "return.no_reason": "Hãy nêu lý do mở lại báo cáo đã chốt: vì sao số liệu đã gửi phải đổi.",
    "return.late_reason": "Hãy nêu lý do ghi muộn vào kỳ đã chốt.",
    "return.frozen": "Ngày {day} thuộc kỳ {period} đã chốt: chỉ ghi được như ghi muộn, làm báo cáo đã gửi khác đi, và phải nêu lý do.",
    "return.no_such_cell": "Biểu {form} không có ô {cell}: hãy chọn một dòng của bảng so sánh.",
    "return.nothing_to_compare": "Không có chế độ báo cáo thứ hai để đặt cạnh chế độ {regime}.",
    "compare.kind": "Gói {file} không phải gói báo cáo thống kê của một đơn vị: hãy chọn hai gói báo cáo của cùng đơn vị và cùng kỳ.",
    "compare.office": "Hai gói của hai đơn vị khác nhau ({one}; {other}): chỉ so được hai bản báo cáo của cùng một đơn vị.",
    "compare.keys": (
        "Hai gói cùng mang tên {office} nhưng ký bằng hai khóa khác nhau ({one}; {other}), của hai kho dữ liệu khác nhau nên không so được: hãy hỏi "
        "đơn vị gói nào đúng, rồi chọn hai gói của cùng một khóa."
    ),
    "compare.period": "Hai gói của hai kỳ khác nhau ({one}; {other}): chỉ so được hai bản của cùng một kỳ, cùng một chế độ.",
    "compare.evidence": "Gói {file} không đọc được số liệu: {says}",
}
