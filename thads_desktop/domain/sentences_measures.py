"""What is said of the papers of measures: what is wrong, what to do."""

from __future__ import annotations

MEASURE_REFUSALS: dict[str, str] = {
    "seizure.told_late": (
        "Kê biên bất động sản ngày {day} thì phải thông báo chậm nhất ngày {last}: hãy lùi ngày kê biên. Tài sản là động sản, hoặc cần ngăn chặn "
        "tẩu tán, thì đánh dấu ô “Không phải báo trước…”, chương trình ghi lại."
    ),
    "measure.everybody": "Việc có {many} người phải thi hành án: hãy chọn biện pháp áp dụng đối với ai. Tài khoản, tài sản là của chung mọi người thì "
    "đánh dấu ô “Áp dụng đối với mọi người…”, chương trình ghi lại.",
    "cash.miscounted": "Tiền mặt dòng {line}: mệnh giá nhân số tờ là {right} đồng, khác với thành tiền đã ghi: hãy sửa dòng ấy.",
    "cash.other_total": "Các dòng tiền mặt cộng lại là {right} đồng, khác với tổng số đã ghi: hãy sửa tổng số hoặc các dòng.",
    "measure.own_form": (
        "Biện pháp này có mẫu riêng, ghi đủ nội dung luật định: {known}. Hãy soạn trên mẫu ấy; mẫu {form} chỉ dùng để ghi nhận văn bản đã ban hành "
        "nơi khác."
    ),
    "measure.other_ended": "Mẫu {form} không dùng để chấm dứt biện pháp đã chọn: hãy chọn biện pháp khác, hoặc chọn mẫu của biện pháp ấy.",
}
