"""What is said of delegations between offices."""

from __future__ import annotations

from thads_desktop.domain.sentences_giving import GIVING_REFUSALS
from thads_desktop.domain.sentences_handling import HANDLING_REFUSALS

DELEGATION_REFUSALS: dict[str, str] = {
    **GIVING_REFUSALS,
    **HANDLING_REFUSALS,
    "delegation.same_province": "{office} ở cùng tỉnh, thành phố: từ 01/7/2026 chỉ ủy thác giữa các tỉnh hoặc với thi hành án quân khu;"
    " trong tỉnh thì phân công lại.",
    "delegation.not_province": "{office} không phải cơ quan thi hành án cấp tỉnh hoặc quân khu: từ 01/7/2026 hãy ủy thác cho cơ quan cấp tỉnh ở nơi ấy.",
    "delegation.own_office": "{office} chính là đơn vị này: ủy thác phải gửi cơ quan thi hành án khác.",
    "delegation.none": "Việc {number} chưa có quyết định ủy thác đã ban hành: hãy ban hành quyết định ủy thác trước.",
    "delegation.which": "Việc {number} có nhiều quyết định ủy thác: hãy nêu số quyết định ({known}).",
    "delegation.gone": "Quyết định ủy thác không còn ủy thác khoản nào (đã hủy, thu hồi): không lập gói.",
    "delegation.answered": "{office} đã trả lời gói ủy thác này: không lập gói lần nữa.",
    "delegation.too_many": "Việc có quá nhiều {what} (nhiều nhất {most}) để gửi trong một gói: hãy gửi hồ sơ giấy.",
    "delegation.bad_content": "Nội dung gói ủy thác không dùng được: {says} Hãy báo {office} gửi lại.",
    "delegation.money": "Số tiền trong gói ủy thác không khớp: {says} Hãy báo {office} kiểm tra rồi gửi lại.",
    "delegation.not_for_us": "Gói ủy thác này gửi cho {to}, không phải đơn vị này: hãy báo {office}.",
    "delegation.already": "Ủy thác này của {office} đã nhận rồi (bản án, quyết định số {number}): không nhận lần nữa.",
    "delegation.known": "Bản án số {number} đã có trong sổ: nếu đúng là nhận thêm, hãy đánh dấu vẫn nhận.",
    "delegation.received_before": "Ngày nhận {received} trước ngày quyết định ủy thác {day}.",
    "delegation.bad_choice": "Người được chọn cho {name} không có trong sổ đương sự: hãy chọn lại.",
    "delegation.not_delegated": "Bản án này không nhận từ gói ủy thác: không có ai để thông báo.",
    "delegation.not_by_package": "Bản án, quyết định số {number} có trong sổ nhưng không đến bằng gói ủy thác: không có ai để thông báo hay trả lại. "
    "Hãy nêu việc nhận từ gói ủy thác.",
    "delegation.decided": "Ủy thác này đã có quyết định thi hành án: không trả lại vì nhầm lẫn được nữa.",
    "delegation.sent_back": "Ủy thác này đã trả lại vì nhầm lẫn: không ra quyết định thi hành án.",
    "delegation.not_decided": "Chưa có quyết định thi hành án cho ủy thác này: hãy ban hành quyết định rồi gửi thông báo nhận.",
    "delegation.not_sent": "Không tìm thấy gói ủy thác mà thông báo này trả lời: đơn vị chưa gửi gói ấy.",
    "delegation.newer_answer": "Đã nhận thông báo mới hơn của {office}, lập ngày {day}: không nhận thông báo cũ.",
    "delegation.other_office": "Thông báo này do {office} ký, còn ủy thác đã gửi cho {to}: không nhận.",
    "delegation.assets_only": "Đây không phải ủy thác xử lý tài sản: hãy ra quyết định thi hành án.",
    "delegation.assets": "Đây là ủy thác xử lý tài sản: việc thi hành án vẫn ở cơ quan ủy thác, hãy ghi quyết định xử lý tài sản ủy thác.",
    "delegation.assets_order": "Chưa ghi {what}: hãy ghi việc ấy trước.",
    "delegation.assets_before": "Ngày này trước ngày {what}.",
    "strike.left": "Gói đã lập và gửi đi dựa vào dòng này: không xóa được.",
    "delegation.no_matter": "Không có việc số {number}: hãy kiểm tra số quyết định.",
    "delegation.nothing_asked": "Hãy nêu tệp gói cần mở, hoặc --matter cùng --acknowledge hoặc --mistaken.",
    "delegation.not_together": "{given} không dùng được cùng {beside}. Chưa ghi gì.",
}
