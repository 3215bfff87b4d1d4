"""Words and small readings of the form of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from thads_desktop.domain.refusal import Refusal

#: The choice that asks for the numbers of several obligations.
SEVERAL = -1
LONG = {
    "reason", "evidence", "old_text", "new_text", "consequence", "extra", "verify_people", "verify_assets", "verify_income",
    "verify_other",
}  # fmt: skip

#: What is usual to say, where the law asks for a sentence of one's own.
NOTES = {
    ("amendment", "consequence"): "Ví dụ: các nội dung khác của quyết định giữ nguyên hiệu lực",
    ("withdrawal", "consequence"): "Ví dụ: quyết định bị thu hồi hết hiệu lực kể từ ngày ký quyết định này",
    ("cancellation", "consequence"): "Ví dụ: quyết định bị hủy không còn giá trị thi hành",
}
NUMBERS = "Hãy ghi số các khoản, ví dụ 1, 3."


def numbers(typed: str) -> tuple[int, ...]:
    """Obligations as typed, "1, 3"; what is no number stands for one that no matter has, and is refused as that."""
    found = [int(x) if x.isdecimal() and len(x) < 6 else 0 for x in re.split(r"[\s,;.]+|và", typed.strip()) if x]
    return tuple(dict.fromkeys(found)) or (0,)


def readable(refusals: Iterable[Refusal], *, several: bool) -> list[Refusal]:
    """The refusals at the field that is seen; what could not be read as a number is said as that."""
    found = [Refusal("lines.unreadable", field="lines") if r.code == "line.unknown" and r.facts.get("line") == "0" else r for r in refusals]
    return [r if r.field != "lines" or several else replace(r, field="line") for r in found]


def labels() -> dict[str, str]:
    """Variable of a form -> its label."""
    from thads_desktop.documents.variables import VARIABLES

    return {name: v.label for name, v in VARIABLES.items()}
