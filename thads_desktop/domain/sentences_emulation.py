"""What is said of campaigns, points, awards and violations: what is wrong, what to do."""

from __future__ import annotations

EMULATION_REFUSALS: dict[str, str] = {
    "campaign.unknown": "Không có phong trào này: hãy mở lại danh sách.",
    "campaign.known": "Đã có phong trào “{name}” từ {since} trong thời gian này: hãy mở phong trào ấy, hoặc đặt tên khác.",
    "campaign.outside": "Điểm phải thuộc thời gian của phong trào (từ {since} đến {until}): hãy ghi ngày trong thời gian ấy.",
    "campaign.still_open": "Phong trào này đang mở: không cần mở lại.",
    "campaign.closed": "Phong trào này đã kết thúc: không cho điểm, rút điểm được nữa, trừ khi mở lại (Ctrl+B).",
    "campaign.bad_criteria": "Dòng “{text}” không đúng: mỗi dòng ghi tên tiêu chí, dấu hai chấm, điểm tối đa (trừ điểm: số âm), ví dụ “Đạt chỉ tiêu: 30”.",
    "campaign.twice": "Tiêu chí “{text}” ghi hai lần: hãy bỏ một dòng.",
    "campaign.bad_term": "Ngày kết thúc ({until}) trước ngày bắt đầu ({since}): hãy sửa lại.",
    "campaign.bad_points": "Điểm của tiêu chí này phải là số nguyên từ {least} đến {most}: hãy nhập lại.",
    "campaign.over": "{who} đã có {had} điểm ở tiêu chí này, thêm {points} thì quá mức {most}: hãy nhập lại.",
    "campaign.bad_criterion": "Không có tiêu chí này trong phong trào: hãy chọn lại.",
    "campaign.no_entry": "Không có lần cho điểm này, hoặc đã rút: hãy mở lại danh sách.",
    "emulation.nobody": "Không có người, đơn vị này trong sổ cán bộ, hoặc không thuộc đối tượng của phong trào: hãy chọn lại.",
    "emulation.no_matter": "Không có đúng một việc mang số “{text}”: hãy ghi đúng số quyết định thi hành án.",
    "emulation.bad_cell": "Dẫn chứng “{text}” không đúng: hãy ghi năm/số tháng, biểu, dòng, cột của một báo cáo đã chốt, ví dụ “2019/12 01 7 1”.",
    "emulation.no_cell": "Biểu {form} không có ô ở dòng {line}, cột {column}: hãy ghi số in trên biểu (dòng {lines}; cột {columns}).",
    "emulation.many_matters": "Nhiều việc mang số này: hãy ghi cả ngày, một trong: {known}.",
    "emulation.no_closing": "Chưa chốt báo cáo {months} tháng năm {year}: hãy chốt trước khi dẫn ô của báo cáo ấy.",
    "emulation.bad_terms": "“{text}” không đúng: hãy ghi số thời hạn làm đúng, dấu gạch chéo, tổng số thời hạn, ví dụ “45/48”.",
    "award.unknown": "Không có lần khen thưởng này, hoặc đã hủy: hãy mở lại danh sách.",
    "award.twice": "{name} đã được ghi {award} theo quyết định {number} ngày {day}: nếu lần ấy sai, hãy hủy (Ctrl+D) rồi ghi lại.",
    "award.bad_kind": "Danh hiệu, hình thức này không có trong danh mục của ngày {day}, hoặc không dành cho đối tượng này: hãy chọn lại.",
    "violation.unknown": "Không có vi phạm này: hãy mở lại danh sách.",
    "violation.bad_handling": "Hãy chọn hình thức xử lý trong danh mục.",
    "violation.early": "Ngày xử lý ({day}) trước ngày ghi nhận vi phạm ({noted}): hãy sửa lại.",
}
