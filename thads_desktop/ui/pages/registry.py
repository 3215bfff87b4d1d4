"""The places of the left list, in their order. A page's module is loaded on its first visit."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from thads_desktop.ui.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.ui.page import Page, Shell

#: Words by which the palette finds a place beside its own.
ALSO = {
    "matters": "danh sách thi hành án tìm",
    "intake": "nhận bản án quyết định yêu cầu thụ lý",
    "deadlines": "thời hạn quá hạn sắp đến hạn",
    "queue": "ký vào số văn bản chờ",
    "assignment": "chấp hành viên phân việc",
    "registers": "sổ thụ lý kết sổ in sổ A3 sổ nhận bản án ủy thác hoãn đình chỉ cưỡng chế lưu trữ biên lai công văn đi đến dãy số bố cục cột",
    "rounds": "chuyến đi biên bản kết quả xác minh dự báo khối lượng quý đăng tải công khai chưa có điều kiện niêm yết lưu trữ bàn giao hồ sơ mục lục",
    "takeover": "nhập sổ thụ lý excel",
    "returns": "so sánh kỳ trước cùng kỳ giải thích mở lại bổ sung hai chế độ thống kê biểu chốt kỳ khóa của đơn vị dấu vân tay "
    "chấp hành viên ký xác nhận phiếu trả lại lịch báo cáo",
    "province": "cục tổng hợp gói tin khóa đơn vị cấp trên dấu vân tay nhận theo dõi đúng hạn chậm trả lại phiếu cây tổ chức sáp nhập",
    "targets": "chỉ tiêu giao tỷ lệ thi hành xong dự báo khoảng thiếu thụ lý năm sau chuyển phân loại",
    "journal": "lịch sử kiểm tra toàn vẹn ai ghi",
    "inspection": "ai làm gì thanh tra kiểm tra giám sát xóa sửa lùi ngày ngoài giờ bảng kê in",
    "calculator": "tính thời hạn ngày hết hạn máy tính quy định điều luật phí thi hành án lãi chậm trả thứ tự thanh toán miễn giảm sung quỹ",
    "books": "sổ theo dõi khiếu nại tố cáo tiếp công dân bồi thường viện kiểm sát kháng nghị kiến nghị xin ý kiến phối hợp xác nhận hành chính",
    "cash": "quỹ tiền mặt chi trả thủ quỹ kế toán biên lai phiếu thu phiếu chi tạm ứng hoàn trả đối chiếu bảng kê trại giam",
    "store": "kho vật chứng tang vật tài sản tạm giữ tịch thu tiêu hủy trả lại nhập kho xuất kho thẻ kho tem mã vạch kiểm kê lệnh phiếu",
    "assets": "kê biên thẩm định giá định giá bán đấu giá nhà đất xe tài khoản giải tỏa giao tài sản",
    "letters": "công văn văn thư sổ đăng ký văn bản đến đi số đến dấu đến chuyển trả lời đơn thư giấy tờ nhận trích yếu",
    "outside": "viện kiểm sát sổ thụ lý kiểm sát 24 cột biểu 24.1 việc kết thúc trong tháng danh sách đăng tải đã gửi thay đổi so với lần trước",
    "briefing": "tài liệu giao ban họp tuần tháng biểu đồ trọng điểm quá hạn thụ lý tồn",
    "durations": "thời gian thi hành án bao lâu trung vị giải quyết chi trả kết thúc tạm dừng kinh doanh thương mại",
    "settings": "cài đặt cán bộ đơn vị dãy số lịch ngày nghỉ cách tính sao lưu khóa của đơn vị dấu vân tay tài khoản mật khẩu vai trò quyền",
}


def _page(module: str, cls: str) -> Callable[[Shell], Page]:
    def make(shell: Shell) -> Page:
        made: Page = getattr(import_module(f"thads_desktop.ui.pages.{module}"), cls)(shell)
        return made

    return make


def places(level: str) -> tuple[Place, ...]:
    """The places for an office of this level (district | province)."""
    common = (
        Place("returns", "Báo cáo", "report", _page("returns", "ReturnsPage"), "F7"),
        # An office takes in what its superior sends, and trusts its key; a department consolidates.
        Place("province", "Cục tổng hợp" if level == "province" else "Nhận gói, khóa", "province", _page("province", "ProvincePage"), "F10"),
        Place("journal", "Nhật ký", "journal", _page("journal", "JournalPage"), "F11", apart=True),
        Place("settings", "Thiết lập", "settings", _page("settings", "SettingsPage"), "F12"),
        Place("inspection", "Kiểm tra", "search", _page("inspection", "InspectionPage"), "Shift+F11"),
        Place("calculator", "Công cụ", "scales", _page("calculator", "CalculatorPage"), "Shift+F7"),
        Place("books", "Các sổ", "folder", _page("books", "BooksPage"), "Shift+F3"),
        Place("briefing", "Giao ban", "report", _page("briefing", "BriefingPage"), "Ctrl+F12"),
        Place("durations", "Thời gian", "clock", _page("durations", "DurationsPage"), "Shift+F12"),
    )
    own = (
        Place("matters", "Việc", "list", _page("matters", "MattersPage"), "F2"),
        Place("intake", "Bản án đến", "inbox", _page("intake", "IntakePage"), "F3"),
        Place("deadlines", "Hạn", "clock", _page("deadlines", "DeadlinesPage"), "F4"),
        Place("queue", "Trình ký", "sign", _page("queue", "QueuePage"), "F5"),
        Place("assignment", "Phân công", "people", _page("assignment", "AssignmentPage")),
        Place("cash", "Thu, chi tiền", "money", _page("cash", "CashPage"), "Shift+F8"),
        Place("assets", "Tài sản", "scales", _page("assets", "AssetsPage"), "Ctrl+F2"),
        Place("store", "Vật chứng", "folder", _page("store", "StorePage"), "Ctrl+F3"),
        Place("rounds", "Xác minh", "check", _page("rounds", "RoundsPage"), "Ctrl+F5"),
        Place("takeover", "Tiếp nhận sổ", "import", _page("takeover", "TakeoverPage"), apart=True),
        Place("letters", "Văn bản đến, đi", "inbox", _page("letters", "LettersPage"), "Ctrl+F8"),
        Place("outside", "Gửi nơi khác", "export", _page("outside", "OutsidePage"), "Ctrl+F7"),
    )
    targets = Place("targets", "Chỉ tiêu", "report", _page("targets", "TargetsPage"), "Ctrl+F10")
    after = (Place("registers", "Sổ", "folder", _page("registers", "RegistersPage"), "Ctrl+F6"),)
    shown = (common[1], *common[2:], targets) if level == "province" else (*own, *common, *after, targets)
    return tuple(replace(place, also=ALSO[place.name]) for place in shown)
