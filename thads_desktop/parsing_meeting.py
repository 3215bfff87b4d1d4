"""The words of the command line of the week's work and of what a meeting looks at: how long matters take, the pack of the week or the month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    from collections.abc import Callable


def add(leaf: Callable[[str, str], Parser]) -> None:
    """The leaves ``agenda``, ``durations`` and ``briefing``."""
    week = leaf("agenda", "lịch tuần của chấp hành viên: thời hạn, việc được giao, chuyến đi theo xã, phường")
    week.add_argument("--officer", default="", metavar="HỌ_TÊN", help="chấp hành viên; không nêu: mọi chấp hành viên")
    week.add_argument("--week", default="", metavar="NGÀY", help="một ngày của tuần ấy, ví dụ 05/10/2020; không nêu: tuần này")
    week.add_argument("--out", type=a_path, metavar="NƠI", help="tệp .pdf hoặc .xlsx của một người, hoặc thư mục để mỗi người một PDF; cần hai mục sau")
    week.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    week.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")
    one = leaf("durations", "thời gian thi hành án: trung vị từ yêu cầu, từ quyết định đến chi trả, đến kết thúc")
    one.add_argument("--year", type=int, required=True, metavar="NĂM", help="năm thống kê: số liệu đến ngày cuối năm ấy, năm chưa hết: đến hôm nay")
    one.add_argument("--out", type=a_path, metavar="TỆP", help="ghi bảng vào tệp này, đuôi .pdf hoặc .xlsx; cần --recipient và --purpose")
    one.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    one.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")
    pack = leaf("briefing", "tài liệu giao ban tuần hoặc tháng thành một tệp PDF có biểu đồ")
    pack.add_argument("--out", type=a_path, required=True, metavar="THƯ_MỤC", help="ghi tệp PDF vào thư mục này")
    which = pack.add_mutually_exclusive_group()
    which.add_argument("--week", action="store_true", help="tuần này (cũng là khi không nêu gì)")
    which.add_argument("--month", action="store_true", help="tháng này")
    pack.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai; không nêu: đơn vị")
    pack.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì; không nêu: họp giao ban")
