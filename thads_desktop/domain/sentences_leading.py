"""What is said of directions from above, of the watch list and of inspections: what is wrong, what to do."""

from __future__ import annotations

LEADING_REFUSALS: dict[str, str] = {
    "direction.not_department": "Chỉ cơ quan cấp trên (Cục) soạn và gửi chỉ đạo: đơn vị này nhận chỉ đạo, hãy mở gói bằng Ctrl+O.",
    "direction.not_office": "Gói chỉ đạo do Cục gửi cho đơn vị; ở đây là Cục nên không nhận gói này.",
    "direction.not_for_us": "Gói chỉ đạo này gửi cho {to}, không phải cho đơn vị này: hãy chuyển cho đúng nơi nhận.",
    "direction.bad_content": "Nội dung gói chỉ đạo của {office} không đúng: {says} Hãy báo nơi gửi lập lại gói.",
    "direction.ahead": "Gói lập ngày {day}, chưa tới (hôm nay {today}): hãy xem lại ngày của máy, hoặc báo nơi gửi.",
    "direction.already": "Gói chỉ đạo số {no} của {office} đã nhận ngày {day}: không phải làm gì thêm.",
    "direction.other_no": (
        "Đã nhận một gói khác mang số {no} của {office}: gói này không được nhận. Hãy báo nơi gửi; sau báo cáo tới của đơn vị họ sẽ đánh số tiếp đúng."
    ),
    "direction.gap": "Gói này mang số {no} nhưng gói số {wanted} của {office} chưa nhận: hãy nhận gói số {wanted} trước, hoặc xin gửi lại.",
    "direction.unknown": "Không có chỉ đạo này: hãy mở lại danh sách.",
    "direction.nothing": "Chưa soạn việc nào để gửi: hãy nhấn Ctrl+T để thêm một việc.",
    "direction.no_office": "Chưa chọn đơn vị nhận, hoặc đơn vị này chưa được tin khóa: hãy tin khóa của đơn vị ở trang Cục tổng hợp (F10).",
    "direction.past": "Hạn {day} đã qua (hôm nay {today}): hãy chọn hôm nay hoặc một ngày sau.",
    "direction.bad_kind": "Loại việc chưa đúng: hãy chọn một trong {known}.",
    "direction.many": "Đã soạn {count} việc, nhiều hơn {most} việc của một gói: hãy gửi bớt rồi soạn tiếp.",
    "direction.many_packs": "Một gói chỉ đạo kèm nhiều nhất {most} gói quy định, biểu mẫu: hãy gửi những việc đã soạn rồi soạn tiếp.",
    "direction.no_pack": "Chưa chọn gói quy định, biểu mẫu: hãy chọn tệp gói ở ô ấy, hoặc chọn loại việc khác.",
    "direction.pack_only": "Tệp gói chỉ đi kèm loại việc “Cài gói quy định, biểu mẫu”: hãy bỏ trống ô này.",
    "direction.ended": "Việc này đã xong hoặc đã bỏ, không ghi thêm báo cáo: hãy mở lại việc nếu còn phải làm.",
    "watch.there": "Việc này đã có trong danh mục việc trọng điểm: hãy ghi chỉ đạo (Ctrl+D) hoặc báo cáo (Ctrl+B).",
    "watch.not_there": "Việc này không có trong danh mục việc trọng điểm: hãy mở lại danh sách, hoặc đưa vào bằng Ctrl+T.",
    "watch.bad_days": "Số ngày chưa đúng: hãy nhập số nguyên từ 1 đến {most}.",
    "self_check.order": "Thời gian soát chưa đúng ({start} đến {end}, hôm nay {today}): hãy chọn từ ngày trước đến ngày sau, không quá hôm nay.",
    "check.unknown": "Không có cuộc kiểm tra, phát hiện hoặc tài liệu này: hãy mở lại danh sách.",
    "check.bad_kind": "Loại kiểm tra chưa đúng: hãy chọn một trong {known}.",
    "check.order": "Ngày kết thúc {end} trước ngày bắt đầu {start}: hãy sửa lại.",
    "check.no_theme": "Kiểm tra chuyên đề cần nêu chuyên đề: hãy chọn một nội dung.",
    "check.theme_only": "Chuyên đề chỉ dùng cho kiểm tra chuyên đề: hãy bỏ trống ô này hoặc đổi loại kiểm tra.",
    "check.no_office": "Chưa nêu đơn vị được kiểm tra: hãy chọn hoặc gõ tên đơn vị; Cục tự kiểm tra mình thì chọn loại Tự kiểm tra.",
    "check.no_sample": "Ở Cục không có hồ sơ để chọn mẫu: hãy ghi từng phát hiện (Ctrl+D) kèm số, ngày quyết định của đơn vị được kiểm tra.",
    "check.bad_size": "Số hồ sơ của mẫu chưa đúng: hãy nhập số từ 1 đến {most}.",
    "check.nobody": "Không có việc nào đang thi hành để chọn mẫu: hãy chọn chấp hành viên khác.",
    "check.no_matters": (
        "Kho dữ liệu này không có việc nào đang thi hành nên không chọn mẫu được ở đây: hãy chọn mẫu trên chương trình của đơn vị được kiểm tra, rồi ghi "
        "phát hiện (Ctrl+D)."
    ),
    "check.plan_drawn": (
        "Cuộc kiểm tra này đã chọn mẫu theo loại, chuyên đề, phạm vi và ngày bắt đầu đã ghi: các mục ấy không đổi được nữa, hãy để nguyên hoặc lập cuộc "
        "kiểm tra khác."
    ),
    "check.office_stands": "Cuộc kiểm tra này đã có mẫu hoặc phát hiện của {office}: hãy giữ nguyên đơn vị được kiểm tra, hoặc lập cuộc kiểm tra khác.",
    "check.two_people": "Đã chọn người khắc phục của đơn vị lại ghi cả người khác: hãy bỏ trống một trong hai ô.",
    "check.no_file": "Phát hiện này không có tệp chứng minh đính kèm: hãy xem số văn bản ở cột Bằng chứng.",
    "check.drawn": "Cuộc kiểm tra này đã chọn mẫu, không chọn lại: hãy lập cuộc kiểm tra khác nếu cần mẫu khác.",
    "check.not_drawn": "Cuộc kiểm tra này chưa chọn mẫu: hãy chọn mẫu trước (Ctrl+R).",
    "check.no_proof": "Chưa có bằng chứng khắc phục: hãy nhập số văn bản hoặc chọn tệp đính kèm.",
    "check.mended": "Phát hiện này đã ghi khắc phục ngày {day}: không phải ghi lại.",
    "check.open": "Còn {count} phát hiện chưa khắc phục: hãy ghi khắc phục từng phát hiện trước khi kết thúc.",
    "check.closed": "Cuộc kiểm tra này đã kết thúc ngày {day}: không ghi thêm được, hãy lập cuộc kiểm tra khác.",
    "credit.both": "“{word}” vừa được thêm vừa được bỏ ra: hãy để ở một ô.",
    "credit.short": "“{word}” quá ngắn để nhận ra một tên: hãy ghi rõ hơn.",
    "credit.many": "Nhiều hơn {most} dòng: hãy bỏ bớt những dòng không còn cần.",
    "report.order": "Kỳ báo cáo chưa đúng ({start} đến {end}, hôm nay {today}): hãy chọn từ ngày trước đến ngày sau, không quá hôm nay.",
    "report.unknown": "Không có báo cáo này: hãy chọn một trong {known}.",
}
