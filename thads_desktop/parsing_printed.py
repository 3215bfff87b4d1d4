"""The words of the command line for what is read or printed and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop import parsing_compare, parsing_meeting, parsing_papers, parsing_returns, parsing_targets
from thads_desktop.parsing import a_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from thads_desktop.parsing import Parser


def add(leaf: Callable[[str, str], Parser]) -> None:
    """The leaves ``rules``, ``agenda``, ``outside``, of papers, returns, targets and meetings."""
    _rules(leaf("rules", "bảng quy định: thời hạn, căn cứ, mức, kèm điều luật"))
    parsing_targets.add(leaf)
    _outside(leaf("outside", "danh sách gửi nơi khác: sổ thụ lý kiểm sát, việc kết thúc, đăng tải"))
    parsing_papers.add(leaf)
    parsing_compare.add(leaf)
    parsing_returns.add(leaf)
    parsing_meeting.add(leaf)


def _rules(rules: argparse.ArgumentParser) -> None:
    rules.add_argument("--law", choices=("2008", "2025"), default="", help="chỉ luật này; không nêu: cả hai")
    rules.add_argument("--pack", type=a_path, metavar="GÓI.thads", help="kể cả gói quy định này, chưa cài cũng được")
    rules.add_argument("--out", type=a_path, metavar="TỆP", help="ghi bảng vào tệp này, đuôi .xlsx hoặc .pdf")


def _outside(outside: argparse.ArgumentParser) -> None:
    outside.add_argument("list", choices=("procuracy", "ended", "publication"), metavar="DANH_SÁCH", help="procuracy, ended hoặc publication")
    outside.add_argument("--month", default="", metavar="KỲ", help="2020-11, 11/2020, năm 2020, hoặc 05/11/2020 - 20/11/2020; không nêu: tháng này")
    outside.add_argument("--out", type=a_path, metavar="THƯ_MỤC", help="ghi .xlsx và .pdf vào đây; cần --recipient và --purpose")
    outside.add_argument("--json-file", action="store_true", help="ghi thêm danh sách thành tệp .json")
    outside.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    outside.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")
