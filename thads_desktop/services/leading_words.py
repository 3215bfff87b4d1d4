"""Directions from above, the list of key matters and inspections in words, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import check_events as ce, direction_events as dr, watch_events as we
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = dr.DirectionBody | we.WatchBody | ce.CheckBody
WORDS: dict[str, str] = {
    "DirectionSent": "Gửi gói chỉ đạo cho đơn vị",
    "DirectionTaken": "Nhận gói chỉ đạo của cấp trên",
    "DirectionReported": "Báo cáo thực hiện chỉ đạo",
    "WatchPut": "Đưa vào danh mục việc trọng điểm",
    "WatchTaken": "Đưa ra khỏi danh mục việc trọng điểm",
    "WatchDirected": "Chỉ đạo việc trọng điểm",
    "WatchReported": "Báo cáo việc trọng điểm",
    "CheckPlanned": "Lập kế hoạch kiểm tra",
    "SampleDrawn": "Chọn mẫu hồ sơ kiểm tra",
    "CheckFound": "Phát hiện qua kiểm tra",
    "CheckMended": "Khắc phục phát hiện qua kiểm tra",
    "CheckClosed": "Kết thúc kiểm tra",
}
#: Kind of an item of a direction -> its words.
KINDS = {
    "direction": "Chỉ đạo một việc", "target": "Chỉ tiêu được giao", "finding": "Kết luận kiểm tra phải khắc phục", "answer": "Trả lời xin ý kiến",
    "pack": "Cài gói quy định, biểu mẫu",
}  # fmt: skip
STATES = {"": "đơn vị chưa báo", "open": "đang làm", "done": "đã xong", "dropped": "không làm nữa"}
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
        case we.WatchDirected(row, person, due, _task):
            return ", ".join((_text(names, row), names.name("person", person), f"hạn {short_date(due)}"))
        case ce.CheckPlanned(_kind, start, end):
            return f"từ {short_date(start)} đến {short_date(end)}"
        case ce.SampleDrawn(matters):
            return f"{len(matters)} việc"
        case ce.CheckFound() | ce.CheckMended() | ce.CheckClosed():
            row = names.row("check_note", body.row)
            return names.words(next((str(row[n]) for n in ("text", "how", "conclusion") if n in row), ""))
        case we.WatchPut() | we.WatchTaken() | we.WatchReported():
            return _text(names, body.row)


def _text(names: Names, row: str) -> str:
    return names.words(str(names.row("watch", row).get("text", "")))
