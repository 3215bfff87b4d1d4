"""The words of the command line under ``data``, and of ``folder``: what leaves and comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop import parsing_registers
from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def add(commands: argparse._SubParsersAction[Parser], shared: Parser, leaf: Callable[[str, str], Parser]) -> None:
    """The leaves under ``data``, ``folder``, and those of the registers."""
    parsing_registers.add(leaf)
    top = commands.add_parser("data", help="bộ dữ liệu: xuất ra, nhận vào", description="Bộ dữ liệu: xuất ra, nhận vào (docs/datasets.md).")
    ways = top.add_subparsers(dest="data_way", required=True, metavar="CHIỀU", title="Các chiều", parser_class=Parser)
    out = ways.add_parser("export", help="xuất bộ dữ liệu ra tệp", description="Xuất bộ dữ liệu ra tệp.", parents=[shared])
    out.add_argument("out", type=a_path, metavar="NƠI", help="tệp .json hoặc .xlsx chứa mọi bộ, hoặc thư mục: mỗi bộ một tệp .json và một sổ .xlsx")
    out.add_argument("--dataset", action="append", default=[], metavar="BỘ", help="chỉ bộ này, ví dụ matters; nêu nhiều lần được; không nêu: mọi bộ")
    out.add_argument("--from", dest="from_", default="", metavar="NGÀY", help="ngày đầu; không nêu: từ đầu")
    out.add_argument("--to", default="", metavar="NGÀY", help="tính đến hết ngày; không nêu: hôm nay")
    out.add_argument("--format", action="append", default=[], choices=("json", "xlsx"), help="vào thư mục: chỉ loại tệp này")
    out.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    out.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")
    come = ways.add_parser("import", help="nhận bộ dữ liệu từ tệp", description="Nhận bộ dữ liệu từ tệp.", parents=[shared])
    come.add_argument("file", type=a_path, metavar="TỆP", help="tệp .json hoặc .xlsx theo mẫu bộ dữ liệu")
    come.add_argument("--dry-run", action="store_true", help="chỉ thử: nói hết kết quả mà không ghi gì")
    come.add_argument("--create-officers", action="store_true", help="thêm chấp hành viên có trong tệp mà chưa có trong đơn vị")
    whole = "xuất trọn một hồ sơ thành thư mục mã hóa, mở bằng trình duyệt không cần mạng"
    _folder(commands.add_parser("folder", help=whole, description=f"{whole[:1].upper()}{whole[1:]}.", parents=[shared]))


def _folder(one: Parser) -> None:
    """The command ``folder``."""
    one.add_argument("matter", metavar="SỐ", help="việc mang số quyết định thi hành án này, thêm ngày nếu trùng số")
    one.add_argument("--out", type=a_path, required=True, metavar="THƯ_MỤC", help="thư mục của hồ sơ được lập trong thư mục này")
    one.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="cung cấp cho ai; bắt buộc, ghi vào nhật ký")
    one.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="để làm gì; bắt buộc, ghi vào nhật ký")
    left = "bỏ phần này: timeline, obligations, money, papers, scans; nêu nhiều lần được"
    one.add_argument("--without", action="append", default=[], metavar="PHẦN", help=left)
    told = "tệp có mật khẩu của thư mục; không nêu: biến môi trường THADS_FOLDER_PASSWORD"
    one.add_argument("--folder-password-file", type=a_path, metavar="TỆP", help=told)
