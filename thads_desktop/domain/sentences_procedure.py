"""Refusals of the states, the further decisions and the measures, in words."""

from __future__ import annotations

PROCEDURE_REFUSALS: dict[str, str] = {
    "ending.not_ended": "Việc này chưa kết thúc: khoản {lines} còn đang thi hành, còn phải thi hành {rest} đồng. Ghi nhận thi hành xong, đình chỉ "
    "hoặc kết thúc khác trước rồi hãy thông báo.",
    "ending.before": "Việc kết thúc ngày {ended}, sau ngày thông báo {day}: hãy sửa ngày thông báo.",
    "confirmation.otherwise": "Ghi “{said}”, nhưng theo sổ thì {now} (đã thu {done} đồng, còn {rest} đồng): hãy sửa câu ấy, "
    "hoặc ghi nhận việc còn thiếu trước.",
    "confirmation.period": "Kỳ xác nhận phải từ ngày trước đến ngày sau và không quá ngày giấy xác nhận {day}: hãy sửa kỳ.",
    "transition.none": "Không làm được: {says}.",
    "transition.silent": (
        "Luật không quy định việc này khi khoản {lines} đang ở trạng thái “{state}”: nếu Thủ trưởng vẫn quyết định thì đánh dấu ô "
        "“Thủ trưởng quyết định”, chương trình ghi lại quyết định ấy."
    ),
    "means.none_lacking": "Việc không có khoản nào ở tình trạng chưa có điều kiện.",
    "file.opened": "Hồ sơ đã lập ngày {day}: không lập lần nữa.",
    "request.proof": (
        "Yêu cầu này đã được gửi lại vì chưa có điều kiện: yêu cầu lại phải kèm tài liệu về điều kiện thi hành án. Đã có tài liệu thì nhấn "
        "phím ấy lần nữa để xác nhận."
    ),
    "request.renounced": (
        "Người này đã thỏa thuận hoặc yêu cầu đình chỉ ở một việc trước của bản án này: nội dung đã đình chỉ không được yêu cầu lại. Nội dung "
        "lần này khác thì nhấn phím ấy lần nữa để xác nhận."
    ),
    "ended.one_month": "Danh sách việc kết thúc lập theo từng tháng, không theo kỳ {start} - {end}: hãy nhập một tháng, ví dụ {month}.",
    "month.bad": "“{text}” không phải là một tháng: hãy nhập tháng/năm, ví dụ 08/2026.",
    "month.ahead": "Tháng {text} chưa đến: hãy nhập tháng này hoặc tháng trước.",
    "split.no_amount": "Khoản “{what}” là một khoản tiền mà chưa ghi số tiền: hãy nhập số đồng ở ô Số tiền theo bản án.",
    "split.other_count": "Ô {what} ghi {given} mục mà có {count} người được nêu tên: hãy ghi của từng người theo đúng thứ tự tên, cách nhau bằng "
    "dấu chấm phẩy; không biết của ai thì để trống giữa hai dấu.",
    "split.bad_motion": "Hãy chọn khoản này do cơ quan chủ động hay theo yêu cầu.",
    "act.no_amount": "Chưa ghi số tiền: hãy nhập số đồng lớn hơn 0.",
    "return.ex_officio": "Chỉ việc thi hành án theo yêu cầu mới gửi lại yêu cầu; việc chủ động thì chuyển sổ theo dõi riêng.",
    "return.not_lacking": "Khoản {line} không ở tình trạng chưa có điều kiện: chỉ gửi lại yêu cầu sau quyết định chưa có điều kiện.",
    "return.too_early": "Chưa đủ {years} năm kể từ quyết định chưa có điều kiện: gửi lại được từ ngày {ready}.",
    "return.not_verified": "Chưa xác minh điều kiện thi hành án của người phải thi hành án: hãy ghi kết quả xác minh trước.",
    "return.new_information": "Có thông tin mới về điều kiện thi hành án chưa xác minh: hãy xác minh trước khi gửi lại yêu cầu.",
    "transfer.not_party": "Người chuyển giao không đứng ở bên ấy của khoản nào đang thi hành: hãy chọn lại.",
    "transfer.no_new_party": "Chưa chọn người nhận chuyển giao, hoặc trùng người chuyển giao: hãy chọn người khác.",
    "transfer.both_sides": "Người nhận chuyển giao đang đứng ở bên kia của khoản ấy: nghĩa vụ và quyền của một người thì không chuyển giao được.",
    "measure.nobody": "Việc không có người phải thi hành án, hoặc chỉ là Nhà nước: không có ai để áp dụng biện pháp.",
    "summons.nobody": "Khoản này không có thời hạn tự nguyện thi hành án (trả lại tiền, tài sản; tịch thu, tiêu hủy; biện pháp khẩn cấp tạm thời): "
    "không ra giấy báo tự nguyện. Mời người được nhận đến nhận thì dùng Thông báo nhận tiền, tài sản; biện pháp khẩn cấp tạm thời được thi hành ngay.",
    "summons.which_debtor": "Việc có nhiều người phải thi hành án: mỗi người một giấy báo, hãy chọn người được báo.",
    "measure.missing": "Chưa chọn biện pháp: hãy chọn một biện pháp trong danh sách.",
    "measure.unknown": "Luật của ngày ấy không có biện pháp này: hãy chọn trong danh sách.",
    "measure.not_held": "Văn bản được chọn không phải biện pháp đang áp dụng: hãy chọn lại.",
    "measure.none_held": "Việc không có biện pháp bảo đảm, cưỡng chế nào đang áp dụng.",
    "fee.none": "Việc chưa có quyết định thu phí nào để miễn, giảm.",
    "measure.day_past": "Ngày cưỡng chế {day} trước ngày ra quyết định: hãy sửa ngày.",
    "measure.before_time": "{what} là hết ngày {set} mà cưỡng chế ngày {day}: ngày cưỡng chế phải sau hạn mà chính quyết định ấy cho. "
    "Hãy sửa một trong hai.",
    "measure.of_money": "{form} là để giao, trả vật hoặc làm một việc, mà việc này chỉ còn khoản tiền: hãy chọn biện pháp thu tiền.",
    "measure.some_money": "{form} là để giao, trả vật hoặc làm một việc; khoản {lines} là tiền: hãy chọn đúng khoản giao, trả hoặc việc phải làm; "
    "khoản tiền thì chọn biện pháp thu tiền.",
    "measure.day_off": "Ngày {day} là ngày nghỉ: không cưỡng chế vào ngày nghỉ, ngày lễ và từ 22 giờ đến 06 giờ. Hãy chọn ngày làm việc.",
    "measure.over_duty": "Số tiền vượt nghĩa vụ còn phải thi hành và chi phí ({most} đồng): hãy giảm số tiền.",
    "measure.over_share": "Vượt {percent} % thu nhập ({most} đồng): hãy giảm số tiền, hoặc đánh dấu hai bên có thỏa thuận khác.",
    "measure.below_wage": (
        "Phải để lại lương tối thiểu vùng cho người phải thi hành án và mỗi người phụ thuộc: chỉ trừ được {most} đồng một tháng."
    ),
    "measure.no_income": "Chưa ghi thu nhập một tháng: hãy nhập để tính mức được trừ.",
    "measure.no_wage": "Chưa ghi lương tối thiểu vùng của nơi người phải thi hành án sống: hãy nhập số đang áp dụng.",
    "measure.flight": (
        "Thời hạn tự nguyện chưa ghi nhận là đã hết: chỉ cưỡng chế ngay khi cần ngăn chặn tẩu tán, hủy hoại tài sản; nếu đúng như vậy thì "
        "đánh dấu ô “Cần ngăn chặn tẩu tán tài sản”."
    ),
    "withdrawal.not_insolvency": (
        "Căn cứ này chỉ dùng để thu hồi quyết định đình chỉ thi hành án do phá sản, phục hồi: hãy chọn đúng quyết định ấy hoặc căn cứ khác."
    ),
    "continuation.several": (
        "Khoản {line} đang dừng theo nhiều căn cứ ({clauses}): chỉ tiếp tục khi mọi căn cứ đều không còn; nếu đúng như vậy thì đánh dấu ô "
        "“Mọi căn cứ đều không còn”."
    ),
    "fee.no_decision": "Chưa chọn quyết định thu phí được miễn, giảm: hãy chọn trong danh sách.",
    "remission.not_state": "Chỉ khoản nộp ngân sách nhà nước mới được xét miễn, giảm: hãy chọn khoản ấy.",
    "taking_up.elsewhere": "Quyết định rút hồ sơ do cơ quan cấp tỉnh ra: ở đây chỉ ghi nhận (Ctrl+R).",
}
