"""The words of the command line of registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    from collections.abc import Callable


YEAR = "năm của sổ: năm thống kê (2020 là từ 01/10/2019); sổ văn bản và biên lai theo năm dương lịch"


def add(leaf: Callable[[str, str], Parser]) -> None:
    """The leaves ``registers`` and ``register``."""
    leaf("registers", "liệt kê các sổ: mã, số, tên, thông tư, hiệu lực, nguồn, cột; có --data: theo bố cục của đơn vị")
    one = leaf("register", "in một sổ của một năm ra PDF khổ A3 và Excel")
    one.add_argument("name", metavar="TÊN", help="mã, số hoặc tên sổ, ví dụ TT04-03, 03 hoặc “Sổ thụ lý thi hành án”")
    one.add_argument("--year", type=int, required=True, metavar="NĂM", help=YEAR)
    one.add_argument("--out", type=a_path, metavar="THƯ_MỤC", required=True, help="ghi PDF và Excel vào thư mục này")
    one.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai; không nêu: đơn vị")
    one.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì; không nêu: in sổ")
