"""The words of the command line for forms and samples of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    from collections.abc import Callable

#: As ``documents.samples`` has them; the parser loads no forms.
SAMPLES = ("short", "long", "many", "second")


def add(leaf: Callable[[str, str], Parser]) -> None:
    """The leaves ``forms`` and ``paper``."""
    forms = leaf("forms", "liệt kê biểu mẫu văn bản: số danh mục, tên, luật, ngày hiệu lực, tình trạng, người ký")
    forms.add_argument("--law", choices=("2008", "2025"), default="", help="chỉ luật này; không nêu: cả hai")
    paper = leaf("paper", "in thử một biểu mẫu với số liệu bịa ra")
    paper.add_argument("form", metavar="MẪU", help="mã mẫu, ví dụ deferral, deferral:2008, deferral_2008, hoặc số trong danh mục, ví dụ 28, 28:2008")
    paper.add_argument("--sample", choices=SAMPLES, default="short", metavar="BỘ_SỐ_LIỆU", help=(
        "short = ngắn (không nêu), long = tên và lý do dài, many = nhiều đương sự, second = sang trang thứ hai"))  # fmt: skip
    paper.add_argument("--out", type=a_path, required=True, metavar="TỆP.pdf", help="ghi vào tệp này")
