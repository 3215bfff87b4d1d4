"""The words of the command line for two versions of a return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.parsing import Parser, a_path

if TYPE_CHECKING:
    from collections.abc import Callable


def add(leaf: Callable[[str, str], Parser]) -> None:
    """The leaf ``compare``."""
    compare = leaf("compare", "giải thích vì sao hai bản của một báo cáo khác nhau: ô nào, việc nào, đã xảy ra gì")
    compare.add_argument("first", type=a_path, metavar="GÓI", help="gói báo cáo của một đơn vị")
    compare.add_argument("second", type=a_path, metavar="GÓI", help="gói của cùng đơn vị, cùng kỳ")
