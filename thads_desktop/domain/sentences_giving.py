"""Refusals of what goes to another office by delegation in part, and of mending a delegation that has left, in words."""

from __future__ import annotations

GIVING_REFUSALS: dict[str, str] = {
    "part_away.bad_amount": "Số tiền ủy thác phải lớn hơn 0: hãy nhập số đồng của phần ủy thác, hoặc để trống nếu ủy thác cả khoản.",
    "part_away.one_line": (
        "Ủy thác, thu hồi một phần số tiền chỉ làm với một khoản là tiền: hãy chọn đúng một khoản, hoặc để trống ô số tiền. Nhiều khoản thì "
        "ra nhiều quyết định."
    ),
    "part_away.more_than_rest": "Khoản này chỉ còn {most} đồng để ủy thác: hãy giảm số tiền, hoặc để trống nếu ủy thác cả khoản.",
    "part_away.not_delegation": (
        "Chỉ ghi số tiền khi thu hồi quyết định thi hành án vì ủy thác một phần của khoản: hãy chọn căn cứ ủy thác và quyết định thi hành án, "
        "hoặc để trống ô số tiền."
    ),
    "undo.rests_on": (
        "{what} còn hiệu lực và dựa vào quyết định này: hãy thu hồi, hủy hoặc chấm dứt văn bản ấy trước, rồi ra lại nếu vẫn cần."
    ),
    "undo.acknowledged": (
        "Thông báo nhận ủy thác nêu quyết định này đã lập ngày {day} gửi {office}: không hủy số, không xóa nữa. Hãy thu hồi quyết định bằng "
        "một quyết định khác, rồi lập thông báo mới: sau khi ra quyết định thay thế, hoặc sau khi ghi “trả lại vì nhầm lẫn”."
    ),
    "delegation.tell_receiver": (
        "Gói ủy thác đã gửi {office} ngày {day}: nơi ấy đang thi hành cho đến khi được báo. Thu hồi, hủy thì phải gửi văn bản này cho nơi ấy; nếu "
        "vẫn làm thì đánh dấu ô “Sẽ báo cơ quan nhận ủy thác”, việc báo ở trong danh sách hạn cho đến khi ghi đã gửi."
    ),
    "delegation.other_amount": (
        "Số tiền khác với số được ủy thác ({says}): hãy hỏi lại cơ quan ủy thác. Thủ trưởng vẫn quyết định số này thì nhấn phím ấy lần nữa để "
        "xác nhận, chương trình ghi lại quyết định ấy."
    ),
    "assets.told": (
        "Đã báo cơ quan ủy thác về quyết định xử lý tài sản này, hoặc đã giao tài sản: không hủy số nữa. Quyết định sai thì sửa đổi, thu hồi "
        "bằng văn bản khác và báo cơ quan ủy thác."
    ),
    "handover.not_written": "Tài khoản này không ghi được sổ của dòng đã chọn: người giữ sổ ấy phải giao lại.",
    "hour.bad": "“{text}” không phải là giờ trong ngày: hãy nhập giờ:phút, ví dụ 08:30 hoặc 8h30.",
    "hour.missing": "Chưa ghi giờ: hãy nhập giờ:phút, ví dụ 08:30.",
    "hour.unknown": "Việc này không tính thời hạn bằng giờ: hãy để trống ô giờ, hoặc chọn đúng việc.",
    "hour.ahead": "{hour} hôm nay chưa tới: hãy nhập giờ đã qua.",
    "hour.coercion": "Giờ cưỡng chế ghi cả ngày và giờ: hãy nhập đủ hai ô, hoặc để trống cả hai.",
    "tool.no_hours": "Thời hạn {rule} là {length}, không tính bằng giờ: hãy bỏ giờ bắt đầu.",
    "fee.nothing_due": (
        "Chưa thu khoản nào phải thu phí, hoặc phí của mọi khoản đã thu đã có quyết định: hãy ghi số đã thu trước. Có khoản phải thu phí mà chưa "
        "ghi (như tài sản đã nhận) thì đánh dấu ô “Có khoản phải thu phí, chưa ghi trong chương trình”."
    ),
    "fee.more_than_due": (
        "Số phí {amount} đồng lớn hơn {left} đồng, là phí tính trên số đã thu chưa có quyết định: hãy kiểm tra số tiền. Đúng như vậy thì đánh "
        "dấu ô “Số phí lớn hơn số chương trình tính”."
    ),
    "facts.none": (
        "Chưa thấy trong dữ liệu {what}: hãy ghi việc ấy trước. Có thật mà chưa ghi (ở kho, ở sổ khác) thì đánh dấu ô “Có việc ấy, chưa ghi "
        "trong chương trình”."
    ),
}
