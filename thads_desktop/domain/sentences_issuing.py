"""What is said of the approval of forms, of service, of batches and of what goes out with a paper: what is wrong, what to do."""

from __future__ import annotations

ISSUING_REFUSALS: dict[str, str] = {
    "form.not_approved": "Mẫu “{form}” là mẫu dựng lại theo quy định, Thủ trưởng chưa duyệt nội dung để dùng ở đơn vị: hãy mở trang Mẫu văn bản "
    "(Ctrl+Shift+F5), xem mẫu rồi duyệt; văn bản đã ban hành nơi khác thì vẫn ghi nhận được.",
    "form.text_changed": "Nội dung mẫu “{form}” đã đổi so với bản được duyệt ngày {day}: hãy mở trang Mẫu văn bản (Ctrl+Shift+F5), xem chỗ đổi rồi "
    "duyệt lại.",
    "form.none_chosen": "Chưa chọn mẫu văn bản nào: hãy chọn ít nhất một dòng.",
    "form.changed_since": "Mẫu “{form}” vừa đổi khác với bản đang xem: hãy mở lại trang Mẫu văn bản rồi xem lại.",
    "form.no_approval": "Mẫu “{form}” chưa được duyệt nên không có gì để thôi duyệt.",
    "batch.nothing": "Không có văn bản nào ở bước này trong các dòng đã chọn: hãy chọn văn bản, hoặc làm bước trước đã.",
    "dispatch.nothing": "Chưa chọn văn bản nào đã ban hành: hãy chọn ít nhất một văn bản đã vào số.",
    "dispatch.too_many": "Đã chọn {count} văn bản, một lần chỉ nhận {limit}: hãy chọn ít hơn.",
    "envelope.bad_layout": "Không có cỡ phong bì này: hãy chọn một trong {known}.",
    "envelope.nobody": "Không có nơi nhận nào in được phong bì. {why}",
    "mend.minutes": "Biên bản sai thì sửa ngay tại chỗ, người có mặt ký bên cạnh; có người không đồng ý thì lập biên bản mới.",
    "mend.no_text": "Văn bản này ghi nhận từ nơi khác hoặc ký trước khi chương trình giữ nội dung: hãy soạn quyết định sửa đổi và gõ nội dung cũ, mới.",
    "mend.no_way": "Chưa rõ sai thế nào: hãy chọn một dòng trong danh sách.",
    "mend.not_in_text": "Nội dung đã ghi không có trong văn bản: hãy chọn một đoạn và giữ nguyên chữ của đoạn ấy.",
    "mend.recorded": "Số tiền, ngày này đã ghi vào việc theo chính văn bản ấy: muốn đổi thì thu hồi (Ctrl+Shift+S ở văn bản ấy) rồi ra quyết định mới.",
    "mend.signed": "Người ký, chức danh, Chấp hành viên được phân công, số và ngày của văn bản, bản án là điều đã ghi sổ: sửa đổi, bổ sung hay đính chính "
    "không đổi được. Sổ ghi sai thì sửa sổ trước; văn bản ký sai người, sai ngày thì thu hồi (Ctrl+Shift+S ở văn bản ấy) rồi ra văn bản mới.",
    "mend.term": "Thời hạn “{what}” tính theo luật, sửa đổi, bổ sung hay đính chính không đổi được: giữ nguyên số ngày và đơn vị; nếu thời hạn đã ghi sai "
    "thì thu hồi (Ctrl+Shift+S ở văn bản ấy) rồi ra văn bản mới.",
    "mend.same": "Nội dung mới giống hệt nội dung đã ghi: hãy sửa chỗ sai.",
    "serve.nobody": "Chưa chọn nơi nhận nào: hãy chọn ít nhất một dòng.",
    "serve.not_on_list": "“{name}” không có trong danh sách nơi nhận của văn bản, hoặc chỉ là bản lưu trong đơn vị: hãy chọn lại.",
    "serve.before_sent": "Ngày nhận trước ngày gửi {sent}: hãy kiểm tra lại hai ngày.",
    "serve.bad_receiver": "Chưa rõ ai nhận: hãy chọn chính người nhận, người khác nhận thay hoặc từ chối nhận.",
    "serve.no_receiver": "Chưa ghi ai nhận thay: hãy ghi họ tên và quan hệ với người được thông báo.",
    "serve.no_line": "Chưa ghi tống đạt cho “{name}”: hãy ghi hình thức và ngày của dòng ấy trước, rồi mới gắn tệp bằng chứng.",
    "serve.no_proof_file": "Dòng này chưa có tệp bằng chứng: chọn dòng đã ghi tống đạt rồi Ctrl+O để gắn.",
    "serve.no_file_yet": "Văn bản này chưa có hồ sơ thi hành án để giữ tệp: hãy ghi bằng chứng bằng chữ; có quyết định thi hành án thì gắn vào hồ sơ.",
    "vneid.not_yet": "Thông báo qua VNeID chỉ có từ ngày {since} ({cite}).",
    "vneid.not_for": "Văn bản này không thông báo qua VNeID. {why}",
    "vneid.nobody": "Không lập được tệp dữ liệu thông báo qua VNeID: {why}.",
    "serve.no_witness": "Người nhận từ chối thì phải có người chứng kiến: hãy ghi họ tên người chứng kiến.",
    "field.no_moment": "{what}: hãy ghi giờ, hoặc giờ và ngày, ví dụ 08:30 hoặc 08 giờ 30 phút, ngày 05 tháng 8 năm 2026.",
    "field.no_hour": "{what}: hãy ghi giờ, ví dụ 09:45 hoặc 09 giờ 45 phút.",
    "request.came_after": "Ngày nhận ghi trên phiếu ({came}) sau ngày phiếu {day}: hãy kiểm tra lại hai ngày.",
    "field.no_such_day": "{what}: giờ, ngày ấy không có, hoặc chưa ghi ngày; hãy ghi cả giờ và ngày, ví dụ 08 giờ 30 phút, ngày 05 tháng 8 năm 2026.",
    "field.day_gone": "{what}: ngày {set} trước ngày văn bản {day}; hãy ghi ngày chưa qua.",
    "minutes.other_day": "Biên bản ghi ngày {held} nhưng ngày văn bản là {day}: hãy sửa cho hai ngày là một, luật áp dụng là luật của ngày ấy. Chỉ "
    "ghi giờ thì chương trình lấy ngày văn bản.",
    "form.no_extra": "Mẫu “{form}” không có chỗ cho nội dung thêm.",
}
