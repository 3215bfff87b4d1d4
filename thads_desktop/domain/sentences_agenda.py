"""What is said of tasks, of sending, of outages and of handing matters over: what is wrong, what to do."""

from __future__ import annotations

from thads_desktop.domain.sentences_rounds import ROUNDS_REFUSALS

AGENDA_REFUSALS: dict[str, str] = {
    **ROUNDS_REFUSALS,
    "task.unknown": "Không có việc được giao này: hãy mở lại danh sách.",
    "task.not_open": "Việc này đã xong hoặc đã bỏ: hãy mở lại danh sách.",
    "task.past_day": "Hạn {day} đã qua (hôm nay {today}): hãy chọn hôm nay hoặc một ngày sau.",
    "task.nobody": "Chưa chọn người làm, hoặc người này không còn giữ chức vụ nào ở đơn vị: hãy chọn người khác.",
    "why.gone": "Dòng này vừa đổi nên không còn để giải thích: hãy mở lại trang.",
    "outage.unknown": "Không có sự cố này: hãy mở lại danh sách.",
    "outage.bad_hour": "Giờ “{text}” không đúng: hãy nhập giờ và phút, ví dụ 8:15 hoặc 14:30.",
    "outage.end_first": "Lúc dùng lại được ({end}) phải sau lúc bắt đầu sự cố ({start}): hãy sửa lại.",
    "outage.ended": "Sự cố này đã ghi lúc dùng lại được: hãy mở ra sửa nếu ghi nhầm.",
    "outage.no_term": "Không có thời hạn này nữa: hãy mở lại trang Hạn.",
    "outage.not_in_term": "Sự cố ({start}) không rơi vào thời hạn từ {born} đến {due} nên không giải thích được việc chậm này.",
    "outage.cited": "Thời hạn này đã dẫn sự cố ấy rồi.",
    "handover.nobody": "Chưa chọn người nhận: hãy chọn ít nhất một chấp hành viên khác đang tại chức.",
    "handover.nothing": "{name} không còn việc nào đang thi hành, việc được giao hay dòng sổ nào để bàn giao.",
    "handover.left": "Còn {count} việc chưa có người nhận, ví dụ {number}: hãy chọn người nhận cho các dòng đó, hoặc thêm người nhận.",
    "handover.changed": "Việc {number} đã đổi từ khi lập phương án: hãy lập lại phương án rồi bàn giao.",
    "handover.kin": "Việc {number}: {name} là đương sự hoặc người thân thích của đương sự, không được nhận. Hãy chọn người khác.",
    "agenda.one_file": "Một tệp chỉ chứa lịch của một người: hãy nêu chấp hành viên (--officer), hoặc nêu một thư mục ở --out.",
    "send.nothing": "Chưa chọn dòng nào để ghi đã gửi: hãy chọn ít nhất một dòng.",
    "send.bad_way": "Cách gửi chưa đúng: hãy chọn một trong {known}.",
    "send.no_proof": "Chưa có bằng chứng gửi: hãy nhập số bưu gửi, hoặc số và trang sổ giao nhận.",
}
