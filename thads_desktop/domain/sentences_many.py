"""What is said of decisions drafted many at once: why one is left to be made by hand, what to do."""

from __future__ import annotations

MANY_REFUSALS: dict[str, str] = {
    "many.nothing": "Chưa chọn dòng nào soạn được: hãy chọn dòng ghi “Soạn được”, hoặc xử lý lý do ghi ở dòng ấy trước.",
    "many.too_many": "Đã chọn {count} bản án, một lần soạn được {most}: hãy chọn ít hơn.",
    "many.no_parts": "Chưa nhập các khoản của bản án nên chưa biết ai phải nộp bao nhiêu: hãy nhập ở Bản án đến, Ctrl+Shift+P.",
    "many.no_own": "Không có khoản nào thi hành chủ động: quyết định theo yêu cầu soạn riêng từng việc, Enter ở Bản án đến.",
    "many.covered": "Các khoản chủ động đều đã có quyết định, hoặc quyết định đang soạn, đang trình.",
    "many.apart": "Khoản {parts} có nhiều người phải thi hành theo phần: hãy tách khoản theo từng người (Ctrl+Shift+P ở Bản án đến) rồi soạn lại.",
    "many.by_hand": "Quyết định của bản án này đang soạn dở ở trang riêng: hãy soạn tiếp ở đó (Enter ở Bản án đến), hoặc xóa bản soạn dở rồi soạn "
    "hàng loạt.",
    "many.other": "Bản án đã có {what}, có khoản không khớp các khoản đã nhập: hãy đối chiếu rồi soạn riêng (Ctrl+Shift+N ở Bản án đến).",
    "many.urgent": "Biện pháp khẩn cấp tạm thời phải ra quyết định ngay: hãy soạn riêng, Enter ở Bản án đến.",
    "many.not_waiting": "Bản án này không chờ quyết định thi hành án: hãy bỏ chọn dòng này.",
    "many.no_officer": "Chưa đề xuất được chấp hành viên: {why} Hãy chọn một người, hoặc chọn cách chia khác.",
    "many.changed": "Các khoản đã nhập của bản án này khác với quyết định đã soạn (số tiền, người phải nộp): "
    "hãy bỏ bản soạn này (Ctrl+Delete) rồi soạn lại.",
    "many.same_lines": "Bản án này đã có {what} với cùng khoản, cùng số tiền: hãy mở văn bản này, bỏ bản soạn hoặc xác nhận ra thêm.",
    "decision.divide": "Các khoản này phải ra thành {many} quyết định: {says}. Nhấn Ctrl+T ở trang này (hoặc Ctrl+Shift+P ở Bản án đến) để tách: "
    "chương trình đề xuất từng quyết định. Nếu cùng một vật chứng, hoặc là tài sản chung, thừa kế, ly hôn thì đánh dấu ở trang tách.",
    "decision.apart": "Khoản {parts} có nhiều người phải thi hành theo phần: mỗi người một quyết định, nên hãy ghi phần của từng người thành khoản riêng "
    "(Ctrl+T để tách); bản án tuyên liên đới thì chọn “Liên đới”.",
    "refund.owed": "Khoản {line} là tiền, tài sản trả lại: không ai phải thi hành, nên không ghi {who} là người phải thi hành khoản này. Ghi 0 ở ô "
    "“Ai phải thi hành” của khoản, hoặc chọn “Không có (trả lại, tiêu hủy)” khi quyết định chỉ có khoản trả lại.",
}
