"""What the frame of the window says, in the words of the office. Pages keep their own words beside them."""

from __future__ import annotations


class NotDone(str):
    """A sentence that says what was not done, and what to do: shown as a warning, never with the tick."""

    __slots__ = ()


APP = "Thi hành án dân sự"

#: State of a matter, short enough for a chip (services say the same in full).
STATUS = {
    "received": "Chưa có quyết định",
    "issued": "Đã ra quyết định",
    "notified": "Chờ tự nguyện",
    "enforcing": "Đang thi hành",
    "deferral": "Hoãn",
    "suspension": "Tạm đình chỉ",
    "lacks_means": "Chưa có điều kiện",
    "separate_book": "Sổ theo dõi riêng",
    "done": "Thi hành xong",
    "terminated": "Đình chỉ",
    "delegated": "Đã ủy thác",
    "withdrawn": "Đã thu hồi",
    "cancelled": "Đã hủy",
    "returned": "Gửi lại yêu cầu",
    "concluded": "Kết thúc khác",
    "taken_up": "Tỉnh rút hồ sơ",
}

# the frame
PRACTICE = "Dữ liệu mẫu"
NO_OFFICE = "Chưa có đơn vị"
SAVED_NEVER = "chưa có thay đổi"
SAVING = "đang lưu…"
BACKUP_DONE = "sao lưu ✓"
BACKUP_MISSING = "thiếu bản sao lưu"
CLOSE = "Đóng"
CLOSE_NOTICE = "Đóng dòng thông báo"
BACK = "Quay lại"
RECEIVE = "Nhận bản án, quyết định"
OTHER_WINDOW = "Mở việc trong cửa sổ khác"

# actions of the frame
KEYS = "Các phím và trợ giúp của trang"
PALETTE = "Tìm lệnh hoặc việc"
ZOOM_IN = "Chữ to hơn"
ZOOM_OUT = "Chữ nhỏ hơn"
ZOOM_RESET = "Chữ cỡ thường"
TO_PLACES = "Về danh sách trang bên trái"
CLOSE_WINDOW = "Đóng cửa sổ"
QUIT_WAITS = "Đang ghi dữ liệu: xin đợi xong rồi đóng cửa sổ."
QUIT_STOPS = "Đang ghi dữ liệu: xin đợi xong, hoặc đóng lần nữa để dừng công việc đang chạy rồi đóng cửa sổ."

# keys table and palette
FRAME_GROUP = "Mọi trang"
KEYS_TITLE = "Các phím"
KEYS_COLUMNS = ("Nơi", "Việc làm", "Phím")
KEYS_SEARCH = "Gõ để tìm trong bảng"
#: Keys that no action carries because Qt or a field knows them itself.
COMMON_KEYS = (
    (FRAME_GROUP, "Trở lại trang trước", "Esc"),
    (FRAME_GROUP, "Dừng công việc dài đang chạy", "Esc"),
    ("Ô tìm", "Xóa chữ đã gõ; ô đã trống thì sang danh sách", "Esc"),
    ("Ô nhập", "Sang ô sau", "Enter / Tab"),
    ("Ô nhập", "Về ô trước", "Shift+Tab"),
    ("Ô nhập", "Mở danh sách chọn", "Alt+↓"),
    ("Bảng", "Mở dòng đang chọn", "Enter"),
    ("Bảng", "Sao chép các dòng đã chọn", "Ctrl+C"),
    ("Bảng", "Chọn thêm dòng", "Shift+↑ / Shift+↓"),
)
PALETTE_HINT = "Gõ tên lệnh, số quyết định hoặc tên đương sự"
PALETTE_EMPTY = "Không có lệnh hay việc nào như vậy: hãy gõ ngắn hơn."

# fields
DATE_HINT = "ngày/tháng/năm, ví dụ 23112026, 2311 hoặc +5"
DATE_BAD = "“{text}” không phải là một ngày có thật: hãy nhập ngày/tháng/năm."
MONEY_BAD = "“{text}” không phải là số tiền: hãy nhập số nguyên đồng, ví dụ 1.234.567."
TEXT_LONG = "Nội dung dài {length} ký tự, vượt mức {limit} ký tự: hãy rút gọn."
MISSING = "Còn để trống: hãy nhập “{label}”."
CHOOSE = "Chưa chọn “{label}”: hãy chọn một mục."
REQUIRED_MARK = " *"
REQUIRED_NOTE = "* cần nhập"
NO_CHOICE = "(chưa chọn)"
ACCEPT = "Ghi lại"
LEAVE = "Thôi"
LEAVE_DRAFT = "Thôi, giữ bản nháp"
DRAFT_BACK = "Đã mở lại phần đang gõ dở."
DRAFT_AWAY = "Bỏ phần gõ dở"
DRAFT_AWAY_KEY = "Ctrl+Shift+Delete"
DRAFT_GONE = "Đã bỏ phần gõ dở."
DRAFT_NONE = "Chưa gõ gì để bỏ."
SERVER_PASSWORD, SERVER_PASSWORD_ASK = "Máy chủ dữ liệu", "Mật khẩu của máy chủ dữ liệu (chỉ dùng cho lần mở này):"
SERVER_AWAY_LEAVING = "Chưa nối lại được máy chủ dữ liệu nên chữ vừa gõ chưa được giữ: hãy đợi, hoặc đóng lần nữa để bỏ."
SERVER_BACK = "Đã nối lại với máy chủ dữ liệu."
CONFLICT = "Hai người cùng sửa"
CONFLICT_SAYS = "{who} vừa ghi {what} trong lúc bạn đang sửa. Hai bản để cạnh nhau, ô khác nhau in đậm: hãy chọn một bản."
CONFLICT_FIELD, CONFLICT_MINE, CONFLICT_THEIRS = "Ô", "Bạn gõ", "Đang có"
CONFLICT_NOTHING = "(để trống)"
CONFLICT_KEEP_MINE, CONFLICT_TAKE_THEIRS, CONFLICT_LATER = "Giữ phần tôi gõ", "Lấy bản đang có", "Để sau"
CONFLICT_DRAFT, CONFLICT_PARTY = "phần này", "đương sự này"
CONFLICT_SHAPE, CONFLICT_COUNTS = "Số người, số khoản", "{debtors} người phải, {creditors} người được thi hành án, {lines} khoản"
CONFLICT_KNOWN = " (người đã có)"
CONFLICT_RULES, CONFLICT_WEIGHTS, CONFLICT_START = "cách tính", "hệ số phân công", "ngày bắt đầu dãy số"
CONFLICT_IDENTITY, CONFLICT_SERIES, CONFLICT_DAY = "tên gọi này của đơn vị", "dãy số này", "ngày này trong lịch"
SOMEBODY = "Người ở máy khác"
DRAFT_KEPT = "Đã giữ phần gõ dở; mở lại trang này là thấy."

# tables
COPY_SCATTERED = "Các dòng đã chọn nằm rải rác quá xa nhau: hãy chọn ít dòng hơn rồi chép lại."
SORT_BY = "Sắp xếp danh sách theo cột…"
SORT_TURN = "Đảo chiều sắp xếp"
SORT_COLUMN = "Sắp xếp theo {column} (chọn lần nữa: đảo chiều)"
SORT_UP, SORT_DOWN = "▲ tăng dần", "▼ giảm dần"
LOADING = "…"
GONE = "(không còn)"
UNREADABLE = "?"

# preview and printing
PREVIEW_ALONE = "Xem văn bản rộng cả trang, hoặc trở lại như cũ"
PREVIEW_WIDE = "Ctrl+E xem rộng"
PREVIEW_NONE = "Chưa có bản xem trước."
PREVIEW_DRAWING = "Đang dựng bản xem trước…"
PREVIEW_BROKEN = "Chưa xem trước được văn bản này: tệp PDF không đọc được. Hãy lập lại bản xem trước."
PRINT = "In"
PAPER = "Văn bản thi hành án"
PRINT_COPY_TITLE = "Lưu bản PDF vào"
PDF_FILES = "Tệp PDF (*.pdf)"
PRINT_FAILED = "Chưa in được: hãy kiểm tra máy in rồi làm lại, hoặc lưu bản PDF."
PRINT_FILE_FAILED = "Chưa in được ra tệp {file}: hãy chọn thư mục khác ghi được, không nằm trong thư mục dữ liệu của đơn vị."
PRINTED = "Đã gửi {pages} trang tới máy in."
COPY_SAVED = "Đã lưu {file}."
COPY_FAILED = "Chưa lưu được {file}: hãy chọn thư mục khác ghi được."

# long work
CANCEL = "Dừng lại   Esc"
CANCELLING = "Đang dừng…"
WORK_CANCELLED = "Đã dừng theo yêu cầu; chưa có gì thay đổi."
WORK_DONE = "Đã xong."
WORK_WAITING = "Đang chuẩn bị…"

# crash
CRASH_TITLE = "Chương trình gặp lỗi"
CRASH_TEXT = (
    "Việc vừa làm chưa thực hiện được vì chương trình gặp lỗi ngoài dự tính. Dữ liệu đã lưu vẫn còn nguyên; "
    "nội dung đang nhập vẫn ở trên màn hình."
)
CRASH_ADVICE = "Chi tiết kỹ thuật (không có tên người hay số liệu) đã ghi vào {file}. Hãy gửi tệp này cho người hỗ trợ."
CRASH_NO_FILE = "Chi tiết kỹ thuật ở dưới đây không có tên người hay số liệu. Hãy sao chép và gửi cho người hỗ trợ."
CRASH_COPY = "Sao chép chi tiết"
CRASH_CLOSE = "Đóng chương trình"
CRASH_STAY = "Làm tiếp"


#: Why a matter carried in from an old register shows no lateness of before.
CARRIED_IN = "Việc tiếp nhận từ sổ cũ chỉ có hạn tính từ ngày tiếp nhận trở đi: hạn đã qua trước đó thuộc sổ cũ, không nhắc lại ở đây."


def statistical_year(year: int) -> str:
    """năm thống kê 2020."""
    return f"năm thống kê {year}"


def saved_at(hour: int, minute: int) -> str:
    """đã lưu 09:14."""
    return f"đã lưu {hour:02d}:{minute:02d}"


def overdue(days: int) -> str:
    return f"Quá hạn {days} ngày"


def days_left(days: int) -> str:
    return "Hạn hôm nay" if days == 0 else f"Còn {days} ngày"


def counter(overdue_count: int, soon: int) -> str:
    """The counters of a place, to be read aloud."""
    parts = []
    if overdue_count:
        parts.append(f"{overdue_count} việc quá hạn")
    if soon:
        parts.append(f"{soon} việc đang chờ hoặc sắp đến hạn")
    return ", ".join(parts)


def page_of(page: int, pages: int) -> str:
    return f"Trang {page}/{pages}"


def time_left(seconds: float | None) -> str:
    """About how long it still takes; rough on purpose, so that it does not jump."""
    if seconds is None:
        return ""
    if seconds < 5:
        return "còn vài giây"
    if seconds < 60:
        return f"còn khoảng {max(5, round(seconds / 5) * 5)} giây"
    return f"còn khoảng {max(1, round(seconds / 60))} phút"


def count_of(done: int, total: int) -> str:
    """1.204 / 60.000."""
    said = f"{done:,}".replace(",", ".")
    return f"{said} / {total:,}".replace(",", ".") if total else said


def copied(rows: int, selected: int) -> str:
    """How many of the selected rows were copied."""
    if rows < selected:
        most, chosen = count_of(rows, 0), count_of(selected, 0)
        return NotDone(f"Đã chép {most} dòng đầu trong {chosen} dòng đã chọn: mỗi lần chép được nhiều nhất {most} dòng.")
    return f"Đã chép {count_of(rows, 0)} dòng."


#: How lists shorten the kinds of papers, so that what tells them apart is seen.
_KINDS = {"Quyết định ": "QĐ ", "Thông báo ": "TB ", "Biên bản ": "BB ", "Công văn ": "CV "}


def short_form(name: str) -> str:
    """ "QĐ hoãn thi hành án" of "Quyết định hoãn thi hành án"."""
    return next((short + name[len(kind) :] for kind, short in _KINDS.items() if name.startswith(kind)), name)
