"""What is said of the staff register and of proposals for posts: what is wrong, what to do."""

from __future__ import annotations

STAFF_REFUSALS: dict[str, str] = {
    "staff.no_unit": "Không có đơn vị này: hãy mở lại danh sách.",
    "staff.unit_known": "Đã có đơn vị tên “{name}”: hãy mở đơn vị ấy ra sửa.",
    "staff.bad_number": "“{text}” không phải là số nguyên từ {least} đến {most}: hãy nhập lại.",
    "staff.bad_decimal": "“{text}” không phải là số từ {least} đến {most}: hãy ghi nhiều nhất hai chữ số sau dấu phẩy, ví dụ 7,5.",
    "staff.no_returns": "Chưa có báo cáo thống kê nào đã chốt để lấy khối lượng: hãy chốt một kỳ ở trang Báo cáo (F7), hoặc kê bằng Ctrl+D.",
    "staff.unknown": "Không có người này trong sổ cán bộ: hãy mở lại danh sách.",
    "staff.bad_rank": "Ngạch này không có trong danh mục của ngày {day}: hãy chọn lại.",
    "staff.left": "{name} đã thôi việc từ {day}: không ghi được sau ngày ấy.",
    "staff.left_twice": "{name} đã ghi thôi việc, ngày cuối {day}: nếu ngày ấy sai, hãy hủy lần ghi ấy ở Các lần ghi (Ctrl+E) rồi ghi lại.",
    "staff.left_early": "Ngày cuối ({day}) trước ngày {name} vào sổ ({since}): hãy nhập lại.",
    "staff.left_before": "{name} còn lần ghi vào đơn vị từ {day}, sau ngày cuối này: hãy hủy lần ghi ấy ở Các lần ghi (Ctrl+E) trước, hoặc nhập lại ngày.",
    "staff.two_heads": "Ngày {day}, {name} đang đứng đầu {unit}: hãy bỏ đánh dấu đứng đầu của người ấy trước.",
    "staff.no_entry": "Không có lần ghi này, hoặc đã hủy: hãy mở lại danh sách.",
    "staff.long_term": "Từ {since} đến {until} là quá {years} năm: hãy xem lại năm của ngày kết thúc.",
    "staff.only_planned": "{name} chưa đi biệt phái vào ngày ấy: muốn bỏ lần biệt phái đã định, hãy hủy lần ghi ấy ở Các lần ghi (Ctrl+E).",
    "staff.bad_term": "Ngày kết thúc ({until}) trước ngày bắt đầu ({since}): hãy sửa lại.",
    "staff.bad_leave": "Hãy chọn loại nghỉ trong danh sách.",
    "staff.leave_twice": "{name} đã có lần nghỉ từ {since} đến {until} trùng vào thời gian này: hãy chọn ngày khác, hoặc hủy lần ấy (Ctrl+E).",
    "staff.same_unit": "{name} đang thuộc biên chế của {unit}: hãy chọn đơn vị khác để biệt phái đến.",
    "staff.seconded": "{name} đang hoặc sẽ biệt phái đến {unit} trong thời gian này: hãy kết thúc hoặc hủy (Ctrl+E) lần ấy trước.",
    "staff.not_seconded": "{name} không biệt phái ở đâu vào ngày ấy: không có gì để kết thúc.",
    "staff.bad_distance": "Dòng “{text}” không đúng: mỗi dòng ghi tên một đơn vị trong danh sách, dấu hai chấm, số ki-lô-mét (nhiều nhất 5000).",
    "staff.few_units": "Cần ít nhất hai đơn vị có số người để lập đề xuất: hãy khai đơn vị và cán bộ trước.",
    "staff.least_most": "Số tối thiểu ({least}) lớn hơn số tối đa ({most}) của {unit}: hãy sửa lại.",
    "staff.stopped": "Chưa tìm xong phương án tốt nhất trong {seconds} giây: hãy tăng thời gian hoặc bớt đơn vị, rồi tính lại.",
    "staff.no_scenario": "Không có phương án này: hãy mở lại danh sách.",
}
