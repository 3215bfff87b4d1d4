"""What is said of durations and of the pack for the meeting: what is wrong, what to do."""

from __future__ import annotations

MEETING_REFUSALS: dict[str, str] = {
    "package.bad_durations": "Số liệu thời gian thi hành trong gói của {office} không dùng được hoặc của kỳ khác: hãy đề nghị đơn vị lập lại gói.",
}
