"""Refusals of further forms and lists of returns, and of figures that come from elsewhere."""

from __future__ import annotations

RETURN_FORM_REFUSALS = {
    "return.unknown_list": "Không có danh sách {list} ở kỳ này: danh sách của kỳ này: {known}.",
    "line_kind.unknown": "Không có loại khoản {kind}: hãy chọn một trong {known}.",
    "line_kind.no_line": "Việc này không có khoản {line}: hãy xem lại số khoản.",
    "line_kind.nothing": "Loại của các khoản không thay đổi: không có gì để ghi.",
    "forces.no_measure": "Không có quyết định cưỡng chế này trong việc: hãy chọn quyết định đã ban hành.",
    "forces.same": "Quyết định này đã ghi như vậy: không có gì để ghi.",
    "check.no_file": "Không đọc được tệp {file}: hãy kiểm tra đường dẫn và quyền đọc.",
    "check.encoding": "Tệp {file} không phải văn bản Unicode (UTF-8 hoặc UTF-16): hãy lưu lại từ Excel bằng “CSV UTF-8”.",
    "check.too_large": "Tệp {file} quá lớn: mỗi lần kiểm tra nhiều nhất {limit} dòng.",
    "check.empty": "Tệp {file} không có dòng số liệu nào dưới dòng tiêu đề.",
    "check.no_id": "Tệp {file} thiếu cột id ở dòng tiêu đề: hãy đặt cột id, rồi các cột c1, c2, …",
    "check.unknown_column": "Cột {column} (cột thứ {at}) không có trong chế độ {regime}: các cột dùng được là {known}.",
    "check.column_twice": "Cột {column} có hai lần ở dòng tiêu đề: hãy bỏ bớt một.",
    "check.row_twice": "Dòng {row}: mã {id} đã có ở dòng {first}: mỗi báo cáo một dòng.",
    "check.no_row_id": "Dòng {row}: thiếu mã ở cột id.",
    "check.too_many_cells": "Dòng {row} có {count} ô, nhiều hơn {columns} cột ở dòng tiêu đề: hãy kiểm tra dấu phân cách.",
    "check.bad_number": "Dòng {row}, cột {column}: “{value}” không phải số nguyên: hãy ghi số, có thể có dấu chấm ngăn hàng nghìn.",
    "check.negative": "Dòng {row}, cột {column}: “{value}” là số âm; số liệu báo cáo không âm.",
    "check.bad_rate": "Dòng {row}, cột {column}: “{value}” không phải tỷ lệ có nhiều nhất 2 chữ số thập phân, ví dụ 63,75.",
    "check.third_none": "Dòng {row}, cột third: chế độ {regime} không có nhóm hoãn, tạm đình chỉ đứng riêng; hãy để trống hoặc ghi 0.",
    "check.workbook": "Tệp {file} là bảng tính, không phải CSV: hãy mở tệp trong Excel, chọn Lưu thành (Save As) “CSV UTF-8”, rồi kiểm tra tệp CSV ấy.",
    "check.third_beside": "Dòng {row}: cột third là tổng của c15 và c16: hãy ghi third hoặc c15, c16, không ghi cả hai.",
    "check.rate_beside": "Cột rate chính là cột c18: hãy ghi một cột.",
    "check.unclosed": "Tệp {file}: dấu ngoặc kép không khép kín từ dòng {row}.",
}
