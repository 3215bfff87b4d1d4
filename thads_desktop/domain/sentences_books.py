"""Sentences on the books around the matters, and on the question at the counter."""

from __future__ import annotations

BOOK_REFUSALS: dict[str, str] = {
    "entry.other_paper": "Văn bản này không lập cho {number}: hãy chọn mẫu của đúng sổ, đúng lần giải quyết.",
    "entry.not_yet": "Sổ chưa ghi “{label}”: hãy ghi vào sổ, hoặc ban hành thông báo thụ lý, rồi lập văn bản này.",
    "entry.paper_before": "Ngày văn bản không trước {label} ({since}): hãy sửa ngày.",
    "entry.names_apart": "Văn bản nêu tên hoặc địa chỉ người tố cáo, điều phải giữ bí mật: hãy bỏ đi, viết “người tố cáo”.",
    "form.of_entry": "“{form}” lập ở hồ sơ tố cáo (Sổ theo dõi, sổ Tố cáo, Ctrl+Shift+V), không lập ở trang việc.",
    "book.unknown": "Không có sổ theo dõi này. Các sổ đang có: {known}.",
    "entry.unknown": "Không tìm thấy dòng này trong sổ theo dõi.",
    "entry.unknown_field": "Sổ không có mục {name}.",
    "entry.bad_choice": "{label}: “{value}” không có trong các lựa chọn: {known}.",
    "entry.bad_day": "{label}: “{value}” không phải là một ngày. Gõ ngày/tháng/năm, ví dụ 05/01/2026.",
    "entry.bad_number": "{label}: “{value}” không phải là một số. Chỉ gõ chữ số, không lớn hơn {limit}.",
    "entry.bad_person": "{label}: người này không có trong danh sách cán bộ của đơn vị.",
    "entry.day_before": "{label} ({day}) không thể trước {other} ({first}). Hãy xem lại hai ngày ấy.",
    "entry.unchanged": "Không có gì thay đổi so với dòng đã ghi.",
    "entry.closed": "Dòng này đã kết thúc theo dõi. Muốn sửa, hãy mở lại dòng trước.",
    "entry.not_closed": "Dòng này đang được theo dõi, không cần mở lại.",
    "entry.bad_end": "Hãy chọn vì sao thôi theo dõi: đã xong hay vào sổ nhầm.",
    "entry.no_matter": "Không có việc nào mang số “{number}”. Gõ số quyết định thi hành án, ví dụ 12 hoặc 12/QĐ-CCTHADS, hoặc để trống.",
    "entry.many_matters": "Có nhiều việc mang số ấy. Hãy gõ đúng một trong các cách sau: {known}.",
    "entry.no_party": "Đương sự được chọn không còn trong sổ đương sự. Hãy gõ lại tên.",
    "entry.too_many": "Danh sách có {count} dòng, in được nhiều nhất {limit} dòng. Hãy lọc bớt hoặc tìm hẹp lại.",
    "entry.bad_file": "Sổ theo dõi chỉ lưu thành .xlsx hoặc .pdf: hãy đổi tên tệp.",
}
