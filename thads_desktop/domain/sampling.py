"""A sample by risk that anybody can draw again: whole numbers and SHA-256 only, the same on every computer.

Each draw takes the first 128 bits of SHA-256("seed|n") modulo the weights that are left; the candidate into whose share, in the order of
their keys, that number falls is taken and put aside. So a matter of weight 6 is twice as likely to come first as one of weight 3.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How it is done, for whoever reads the print.
HOW = (
    "Cách chọn: mỗi việc có trọng số là 1 cộng điểm rủi ro; lần rút thứ n lấy 128 bit đầu của SHA-256(“hạt giống|n”) chia lấy dư cho tổng trọng số "
    "còn lại, việc nào có phần (theo thứ tự mã việc) chứa số ấy thì được chọn và bỏ ra; n đếm từ 0. Bản in chỉ có trọng số của việc được chọn; đủ mã và "
    "trọng số của mọi việc để rút lại ở bảng cuối của tệp Excel (F8 trên trang), hoặc rút lại ngay trong chương trình."
)


def draw(weights: Mapping[str, int], size: int, seed: str) -> tuple[str, ...]:
    """So many keys, or all where there are fewer, in the order they were drawn. ValueError for a weight below one."""
    if any(w < 1 for w in weights.values()):
        raise ValueError("weight")
    left = dict(sorted(weights.items()))
    total = sum(left.values())
    found: list[str] = []
    while left and len(found) < size:
        at = int.from_bytes(hashlib.sha256(f"{seed}|{len(found)}".encode()).digest()[:16], "big") % total
        before = accumulate(left.values())
        key = next(key for key, upto in zip(left, before, strict=True) if at < upto)
        total -= left.pop(key)
        found.append(key)
    return tuple(found)
