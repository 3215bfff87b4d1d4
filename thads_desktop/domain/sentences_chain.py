"""What is said of the way of a return and of the tree of offices."""

from __future__ import annotations

CHAIN_REFUSALS: dict[str, str] = {
    "slip.bad": "Phiếu về báo cáo không dùng được: {says} Hãy báo {office} gửi lại.",
    "slip.unknown": "Không có gói này, hoặc chưa xét: hãy mở lại trang và chọn gói đã nhận.",
    "slip.no_remark": "Trả lại báo cáo phải nêu lý do: hãy ghi ý kiến.",
    "slip.bad_day": "Hạn lập lại {day} không dùng được: chỉ đặt khi trả lại, từ hôm nay trở đi.",
    "slip.bad_arrival": "Ngày thực nhận {day} chưa đúng: hãy nhập từ ngày cuối kỳ {end} đến ngày ghi nhận {recorded}.",
    "slip.no_words": "Đã nêu chỗ ({where}) mà chưa có ý kiến: hãy ghi ý kiến tại chỗ ấy, hoặc bỏ trống chỗ.",
    "slip.many": "Nhiều hơn {most} ý kiến trong một phiếu: hãy gộp bớt.",
    "slip.already": "Phiếu này của {office} đã nhận rồi.",
    "slip.not_for_us": "Phiếu này gửi cho {to}, không phải đơn vị này: hãy báo {office}.",
    "slip.no_package": "Phiếu của {office} nói về một gói báo cáo không có trong nhật ký của đơn vị: hãy hỏi lại.",
    "return.claimed_twice": "Có {n} việc do nhiều đơn vị cùng báo cáo: hãy xem danh sách, hỏi lại các đơn vị; vẫn chốt thì phải ghi lý do.",
    "return.joined_changed": "Gói, khóa hoặc cây tổ chức của kỳ này vừa thay đổi: hãy xem lại số tổng hợp rồi làm lại.",
    "superior.none": (
        "Chưa ghi {office} là cơ quan cấp trên của đơn vị nên chưa nhận: nếu đúng là cấp trên thì nhấn Ctrl+G để ghi một lần rồi xem lại gói, nếu "
        "không thì hãy hỏi lại nơi gửi."
    ),
    "superior.other": (
        "Cơ quan cấp trên của đơn vị là {parent}, không phải {office}, nên không nhận: hãy hỏi lại nơi gửi, hoặc nếu cấp trên đã đổi thì nhấn "
        "Ctrl+G để ghi lại."
    ),
    "superior.unknown": "Chưa tin khóa của cơ quan này: hãy tin khóa (F10, Ctrl+T) rồi chọn lại.",
    "chain.unknown_officer": "Chấp hành viên này không có báo cáo của kỳ này.",
    "chain.not_signed": "Chấp hành viên {name} chưa ký báo cáo của kỳ này: chưa xác nhận được.",
    "chain.changed": "Số liệu của Chấp hành viên {name} đã thay đổi từ khi ký: hãy ký lại.",
    "chain.not_over": "Kỳ báo cáo đến {end} mới hết: ngày sau đó mới ký, xác nhận.",
    "chain.signed": "Chấp hành viên {name} đã ký đúng số liệu này.",
    "chain.confirmed": "Báo cáo của Chấp hành viên {name} đã được xác nhận.",
    "chain.not_own": (
        "Chỉ chính Chấp hành viên {name} ký báo cáo của mình: hãy đăng nhập bằng tài khoản ấy; người chưa có tài khoản thì ký bản in rồi ghi "
        "Đã ký bản giấy (Ctrl+G)."
    ),
    "chain.missing": "Chưa đủ xác nhận báo cáo của Chấp hành viên: còn {names}. Hãy xác nhận, hoặc ghi lý do chốt khi thiếu.",
    "chain.no_reason": "Chốt khi còn thiếu xác nhận thì phải ghi lý do.",
    "chain.complete": "Phần của Chấp hành viên đã đủ: không cần lý do.",
    "chain.known": "Lịch báo cáo năm {year} đã mở.",
    "unit.unknown": "Không có cơ quan này trong cây tổ chức.",
    "unit.bad_level": "Cấp của cơ quan không đúng: hãy chọn cấp tỉnh, cấp huyện hoặc phòng khu vực.",
    "unit.bad_days": "Ngày thôi hoạt động {until} phải sau ngày bắt đầu {since}.",
    "unit.circle": "{name} không thể trực thuộc chính mình hoặc cơ quan dưới mình.",
    "unit.taken": "Khóa gói này đã gắn với {name}: một đơn vị gửi gói chỉ gắn với một cơ quan cùng lúc.",
    "unit.shares": "Các phần chia phải là số dương và cộng lại bằng 100 %.",
    "unit.not_after": "Ngày sắp xếp {day} phải trong thời gian hoạt động của {name}.",
    "unit.not_there": "{name} chưa hoạt động vào ngày {day}: hãy ghi cơ quan kế tiếp trước.",
    "unit.again": "{name} đã có sắp xếp từ ngày {day}: ghi nhầm thì bỏ sắp xếp ấy (Ctrl+Shift+D) rồi ghi lại; sắp xếp tiếp thì ghi ở cơ quan kế tiếp.",
    "unit.not_moved": "{name} chưa có sắp xếp nào để bỏ: hãy chọn cơ quan đã sáp nhập hoặc chia.",
    "unit.moved_since": "{name} của sau ngày ấy đã có sắp xếp tiếp theo: hãy bỏ sắp xếp sau trước.",
    "unit.only_itself": "Cơ quan kế tiếp duy nhất là chính {name}: hãy chọn thêm cơ quan nhận phần chuyển đi.",
    "unit.since_moved": "{name} đã có sắp xếp từ ngày {day}: ngày bắt đầu hoạt động phải trước ngày ấy, hoặc bỏ sắp xếp (Ctrl+Shift+D) trước.",
    "unit.follows_then": "{name} thay {other} từ ngày {day}: thời gian hoạt động phải gồm ngày ấy, hoặc bỏ sắp xếp của {other} trước.",
}
