"""Refusals about parties: who they are, who is one with whom."""

from __future__ import annotations

PARTY_REFUSALS: dict[str, str] = {
    "party.unknown": "Không tìm thấy đương sự này: hãy chọn lại.",
    "party.bad_kind": "Loại đương sự chưa đúng: hãy chọn cá nhân, tổ chức hoặc Nhà nước.",
    "party.bad_id": "Số giấy tờ {number} phải có 9 hoặc 12 chữ số; số hộ chiếu có từ 6 đến 12 chữ cái và chữ số: hãy kiểm tra lại.",
    "party.bad_birth_year": "Năm sinh {year} không hợp lý: hãy kiểm tra lại.",
    "party.born_later": "Năm sinh {year} chưa đến: hãy kiểm tra lại.",
    "party.not_debtor": "Người này không phải là người phải thi hành án của việc: hãy chọn lại.",
    "party.whole_line": "Khoản {line} còn người khác phải thi hành, mà quyết định này có hiệu lực với cả khoản: không ra riêng cho một người. "
    "Hãy bỏ chọn người ấy (quyết định nêu mọi người phải thi hành), hoặc chọn khoản chỉ người ấy phải thi hành.",
    "party.not_of_matter": "Người này không phải là đương sự của việc: hãy chọn lại.",
    "party.merge_self": "Không thể nhập một đương sự với chính mình: hãy chọn người thứ hai.",
    "party.merge_circle": "Hai đương sự này đã được nhập làm một theo chiều ngược lại: hãy tách ra trước.",
    "party.merged_already": "Đương sự này đã được nhập với {name}: hãy tách ra trước rồi mới nhập với người khác.",
    "party.merge_sides": "Hai đương sự này ở hai bên của việc {number} (một bên phải thi hành, một bên được thi hành): hãy kiểm tra lại người cần nhập.",
    "party.merge_kinds": "Một bên là cá nhân, một bên là tổ chức hoặc Nhà nước: hãy kiểm tra lại, ghi nhầm thì sửa loại trước rồi mới nhập.",
    "party.not_merged": "Đương sự này chưa được nhập với ai: không có gì để tách.",
}
