"""The words of the command line of targets, staff and emulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    from collections.abc import Callable


def add(leaf: Callable[[str, str], Parser]) -> None:
    """The leaves ``targets``, ``staff`` and ``emulation``."""
    leaf("staff", "sổ cán bộ: đơn vị, biên chế, người, khối lượng mỗi người, phương án đã lưu")
    leaf("emulation", "thi đua, khen thưởng: phong trào, xếp hạng, dẫn chứng, khen thưởng")
    made = leaf("targets", "chỉ tiêu thi hành án của một năm: mức đạt, còn thiếu, dự báo, việc lấp khoảng thiếu")
    made.add_argument("--year", type=int, required=True, metavar="NĂM", help="năm thống kê: 2020 là từ 01/10/2019 đến 30/9/2020")
    made.add_argument("--day", default="", metavar="NGÀY", help="số liệu đến ngày này; không nêu: hôm nay, hoặc ngày cuối năm ấy")
    made.add_argument("--out", type=a_path, metavar="TỆP", help="ghi vào tệp này, đuôi .pdf hoặc .xlsx; cần --recipient và --purpose")
    made.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    made.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")
