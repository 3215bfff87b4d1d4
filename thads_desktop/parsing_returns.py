"""The arguments of the commands about definitions of returns."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    from collections.abc import Callable


def add(leaf: Callable[[str, str], Parser]) -> None:
    """``returns``."""
    made = leaf("returns", "liệt kê biểu mẫu báo cáo thống kê: biểu, thông tư, hiệu lực, chỉ tiêu, quan hệ")
    made.add_argument("--regime", default="", metavar="CHẾ_ĐỘ", help="chỉ chế độ này, ví dụ 2024; không nêu: mọi chế độ")


def add_tool(kinds: argparse._SubParsersAction[Parser]) -> Parser:
    """``tool check``."""
    made = kinds.add_parser("check", help="kiểm số liệu báo cáo lấy từ nơi khác theo các quan hệ của biểu")
    made.add_argument("file", type=a_path, metavar="SỐ_LIỆU.csv", help="mỗi dòng một báo cáo: cột id, c1, c2, …, third, rate; ô trống là không công bố")
    made.add_argument("--regime", required=True, metavar="CHẾ_ĐỘ", help="2015, 2019, 2024 hoặc 2026")
    return made
