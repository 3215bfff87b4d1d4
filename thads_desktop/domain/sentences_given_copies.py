"""What is said of certified copies of issued papers: what is wrong, what to do."""

from __future__ import annotations

GIVEN_COPY_REFUSALS: dict[str, str] = {
    "copy.not_sent": "Văn bản chưa gửi thì nơi nhận còn nhận bản chính: hãy ghi việc gửi (Ctrl+Shift+Z) rồi mới cấp bản sao.",
    "copy.no_file": "Văn bản này ghi nhận từ nơi khác nên chương trình không giữ bản chính: hãy sao từ bản giấy.",
    "copy.not_same": "Phiên bản chương trình này không dựng lại được văn bản giống hệt bản đã ban hành: hãy in lại bản chính rồi sao trên giấy.",
    "copy.bad_kind": "Không có hình thức sao này: hãy chọn một trong {known}.",
    "copy.bad_medium": "Chưa rõ bản sao giấy hay bản sao điện tử: hãy chọn một.",
    "copy.no_articles": "Chưa ghi trích những điều nào: hãy ghi số điều, như 1, 3.",
    "copy.unknown_article": "Văn bản không có Điều {article}: hãy ghi số điều có trong văn bản, như {known}.",
    "copy.articles_whole": "Sao toàn bộ thì không ghi điều nào: hãy để trống ô ấy, hoặc chọn trích sao.",
    "copy.no_power": "Người này không phải Thủ trưởng hay Phó Thủ trưởng đương nhiệm ngày {day}: hãy chọn người khác ký bản sao.",
    "copy.before_issue": "Ngày cấp bản sao trước ngày ban hành {issued}: hãy kiểm tra lại ngày.",
    "copy.out_of_order": "Bản sao số trước cấp ngày {last}: ngày cấp bản sao này không được trước ngày ấy.",
    "copy.unknown": "Không có bản sao này: hãy chọn một dòng trong danh sách.",
}
