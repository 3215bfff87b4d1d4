"""How a matter counts in a return, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.returns.facts import Fact

#: Name of the part of a package that explains a supplementary return.
EXPLANATION = "explanation.json"
#: Name of the part that holds the comparison with other periods and its remarks.
REMARKS = "comparison.json"
#: What is said where nothing counts.
ABSENT = "không có trong kỳ"
PART_WORDS = {
    "old": "năm trước chuyển sang", "new": "mới thụ lý", "book": "ở sổ theo dõi riêng từ trước kỳ", "book_now": "chuyển sổ theo dõi riêng trong kỳ",
}  # fmt: skip
STATE_WORDS = {
    "enforcing": "đang thi hành", "deferral_agreed": "hoãn do đương sự đồng ý", "deferral": "hoãn", "suspension": "tạm đình chỉ",
    "lacks_means": "chưa có điều kiện", "separate_book": "sổ theo dõi riêng", "done": "thi hành xong", "terminated": "đình chỉ",
    "delegated": "ủy thác", "withdrawn": "thu hồi quyết định", "cancelled": "hủy quyết định", "reduced": "được giảm",
}  # fmt: skip


def placed(facts: Sequence[Fact], officers: Mapping[str, str]) -> str:
    """One matter of a return: on which side of the opening, its state, its money, its officer; ``ABSENT`` without facts."""
    if not facts:
        return ABSENT
    head = next((f for f in facts if f.matters), facts[0])
    said = [PART_WORDS[head.part], STATE_WORDS[head.state]]
    opening, got, cut, rest = (sum(getattr(f, n) for f in facts) for n in ("opening", "collected", "terminated_part", "rest"))
    if opening:
        said.append(f"phải thi hành {dong(opening)} đồng, đã thu {dong(got)}" + (f", đình chỉ, giảm {dong(cut)}" if cut else "") + f", còn {dong(rest)}")
    said.append(officers.get(head.officer, head.officer) if head.officer else "chưa phân công")
    return ", ".join(said)
