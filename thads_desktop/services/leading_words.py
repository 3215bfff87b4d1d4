"""Directions from above in words, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import direction_events as dr

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = dr.DirectionBody
WORDS: dict[str, str] = {
    "DirectionSent": "Gửi gói chỉ đạo cho đơn vị",
    "DirectionTaken": "Nhận gói chỉ đạo của cấp trên",
    "DirectionReported": "Báo cáo thực hiện chỉ đạo",
}
#: Kinds of subjects and rows -> (what it is, the place that opens).
ABOUT = dict.fromkeys(("direction", "direction_in", "direction_report"), ("chỉ đạo của cấp trên", ""))


def detail(body: Body, names: Names) -> str:
    """Which package, how many items, what was said."""
    match body:
        case dr.DirectionSent(to, no, _sha, items):
            return f"gói số {no}, {items} việc, {names.name('trusted', to)}"
        case dr.DirectionTaken(sender, no, _sha, items):
            return f"gói số {no}, {items} việc, {names.name('trusted', sender)}"
        case dr.DirectionReported(_item, row):
            return str(names.row("direction_report", row).get("text", ""))
