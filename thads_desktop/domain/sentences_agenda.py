"""What is said of tasks, of sending, of outages and of handing matters over: what is wrong, what to do."""

from __future__ import annotations

AGENDA_REFUSALS: dict[str, str] = {
    "task.unknown": "Không có việc được giao này: hãy mở lại danh sách.",
    "task.not_open": "Việc này đã xong hoặc đã bỏ: hãy mở lại danh sách.",
    "task.past_day": "Hạn {day} đã qua (hôm nay {today}): hãy chọn hôm nay hoặc một ngày sau.",
    "task.nobody": "Chưa chọn người làm, hoặc người này không còn giữ chức vụ nào ở đơn vị: hãy chọn người khác.",
    "agenda.one_file": "Một tệp chỉ chứa lịch của một người: hãy nêu chấp hành viên (--officer), hoặc nêu một thư mục ở --out.",
    "send.nothing": "Chưa chọn dòng nào để ghi đã gửi: hãy chọn ít nhất một dòng.",
    "send.bad_way": "Cách gửi chưa đúng: hãy chọn một trong {known}.",
    "send.no_proof": "Chưa có bằng chứng gửi: hãy nhập số bưu gửi, hoặc số và trang sổ giao nhận.",
}
