"""What is said of durations and of the pack for the meeting: what is wrong, what to do."""

from __future__ import annotations

MEETING_REFUSALS: dict[str, str] = {
    "briefing.no_matters": "Cấp tỉnh không giữ việc nào trong dữ liệu của mình: tài liệu giao ban lập ở từng đơn vị, ở đây hãy in bảng Thời gian.",
    "package.bad_durations": "Số liệu thời gian thi hành trong gói của {office} không dùng được hoặc của kỳ khác: hãy đề nghị đơn vị lập lại gói.",
}
