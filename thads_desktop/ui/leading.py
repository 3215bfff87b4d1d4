"""What windows of an office and of the department can do about staff, emulation, directions, the watch list and inspections, whatever page they
show."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.ui.window import MainWindow

DIRECTIONS_KEY, WATCH_KEY = "Ctrl+Shift+F2", "Ctrl+Shift+F3"
CHECK_KEY, PLANS_KEY = "Ctrl+Shift+F6", "Ctrl+Shift+F7"


def equip(window: MainWindow, level: str) -> None:
    """The keys and words of a window."""
    window.add_action("Sổ cán bộ: đơn vị, biên chế, ngạch, nghỉ, biệt phái", [], partial(_open, window, "staff", "StaffPage"), icon="people",
                      also="nhân sự chấp hành viên thẩm tra viên thư ký khối lượng")  # fmt: skip
    window.add_action("Đề xuất biên chế, biệt phái theo khối lượng", [], partial(_open, window, "staff_proposal", "ProposalPage"), icon="people",
                      also="phân bổ điều động phương án tối ưu")  # fmt: skip
    window.add_action("Thi đua, khen thưởng, vi phạm", [], partial(_open, window, "emulation", "EmulationPage"), icon="people",
                      also="phong trào danh hiệu xếp hạng kỷ luật cờ bằng khen")  # fmt: skip
    window.add_action("Kế hoạch và kết quả kiểm tra", PLANS_KEY, partial(_open, window, "check_plans", "CheckPlansPage"), icon="check",
                      also="kiểm tra toàn diện chuyên đề đột xuất chọn mẫu phát hiện khắc phục kết luận đoàn")  # fmt: skip
    if level == "province":
        window.add_action("Chỉ đạo các đơn vị: soạn, gửi, theo dõi", DIRECTIONS_KEY, partial(_open, window, "directions", "DirectionsPage"), icon="send",
                          also="giao việc chỉ tiêu kết luận trả lời xin ý kiến gói cấp dưới tiến độ")  # fmt: skip
        window.add_action("Báo cáo chuyên đề: văn bản phối hợp, xin ý kiến của các đơn vị", [],
                          partial(_open, window, "letters_across", "LettersAcrossPage"), icon="report",
                          also="tình hình trả lời hướng dẫn nghiệp vụ công văn quá hạn đơn vị báo cáo toàn tỉnh")  # fmt: skip
        return
    window.add_action("Chỉ đạo của cấp trên: nhận, báo cáo", DIRECTIONS_KEY, partial(_open, window, "directions_in", "DirectionsInPage"), icon="inbox",
                      also="gói chỉ đạo Cục giao việc chỉ tiêu kết luận kiểm tra trả lời xin ý kiến")  # fmt: skip
    window.add_action("Việc trọng điểm: chỉ đạo, báo cáo", WATCH_KEY, partial(_open, window, "watch_list", "WatchListPage"), icon="warning",
                      also="danh mục việc lớn phức tạp kéo dài nhạy cảm an ninh trật tự theo dõi chỉ đạo")  # fmt: skip
    window.add_action("Tự kiểm tra toàn đơn vị", CHECK_KEY, partial(_open, window, "self_check", "SelfCheckPage"), icon="search",
                      also="tự soát chậm ra quyết định chậm xác minh chậm gửi thiếu giấy tờ phân loại sai")  # fmt: skip
    window.add_action("Báo cáo chuyên đề: tổ chức tín dụng, ngân sách, phối hợp", [], partial(_open, window, "special_reports", "SpecialReportsPage"),
                      icon="report", also="ngân hàng tín dụng ngân sách nhà nước văn bản phối hợp xin ý kiến hướng dẫn")  # fmt: skip


def _open(window: MainWindow, module: str, cls: str) -> None:
    """The page over the present one; not twice over each other."""
    made = getattr(import_module(f"thads_desktop.ui.pages.{module}"), cls)
    if not isinstance(window.page(), made):
        window.open_page(made(window))
