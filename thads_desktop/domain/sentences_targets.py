"""What is said of targets: what is wrong, what to do."""

from __future__ import annotations

TARGET_REFUSALS: dict[str, str] = {
    "target.bad_year": "Năm {year} không đúng: hãy nhập năm thống kê từ 2010 đến 2100 (2020 là từ 01/10/2019 đến 30/9/2020).",
    "target.bad_measure": "Chưa chọn đúng thước đo: hãy chọn một trong {known}.",
    "target.bad_direction": "Chưa chọn đúng chiều của chỉ tiêu: từ mức này trở lên, trên mức này, hoặc không quá mức này.",
    "target.bad_threshold": "Mức “{text}” không đúng: hãy nhập phần trăm từ 0 đến 100, tối đa hai số lẻ, ví dụ 82,50.",
    "target.bad_scope": "Không có cán bộ hoặc đơn vị này để giao chỉ tiêu: hãy chọn lại trong danh sách.",
    "target.office_only": "Thước đo này chỉ tính được cho cả đơn vị: hãy để trống ô giao cho ai, hoặc chọn thước đo khác.",
    "target.not_here": "Thước đo này cần hồ sơ của từng việc, gói báo cáo của các đơn vị không có: hãy giao ở từng đơn vị, hoặc chọn thước đo khác.",
    "target.out_of_year": "Ngày {day} không thuộc năm {year} (từ {start} đến {end}): hãy nhập ngày trong năm ấy.",
    "target.unknown": "Không có chỉ tiêu này đang áp dụng: hãy mở lại danh sách.",
    "target.not_yet": "Năm {year} bắt đầu từ {start}, chưa có số liệu: hãy chọn năm khác.",
    "target.same": "Chỉ tiêu này đang áp dụng đúng như vậy từ ngày {day}: không có gì để ghi.",
}
