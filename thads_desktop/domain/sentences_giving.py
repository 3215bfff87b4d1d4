"""Refusals of what goes to another office by delegation in part, and of mending a delegation that has left, in words."""

from __future__ import annotations

GIVING_REFUSALS: dict[str, str] = {
    "part_away.bad_amount": "Số tiền ủy thác phải lớn hơn 0: hãy nhập số đồng của phần ủy thác, hoặc để trống nếu ủy thác cả khoản.",
    "part_away.one_line": (
        "Ủy thác, thu hồi một phần số tiền chỉ làm với một khoản là tiền: hãy chọn đúng một khoản, hoặc để trống ô số tiền. Nhiều khoản thì "
        "ra nhiều quyết định."
    ),
    "part_away.more_than_rest": "Khoản này chỉ còn {most} đồng để ủy thác: hãy giảm số tiền, hoặc để trống nếu ủy thác cả khoản.",
    "part_away.not_delegation": (
        "Chỉ ghi số tiền khi thu hồi quyết định thi hành án vì ủy thác một phần của khoản: hãy chọn căn cứ ủy thác và quyết định thi hành án, "
        "hoặc để trống ô số tiền."
    ),
}
