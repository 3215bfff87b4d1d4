"""Settings that move a derived figure: each change is an event, each uncertain rule says so in words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.workload import Weights
from thads_desktop.law.crossing import CROSSINGS
from thads_desktop.law.holidays import load_calendar, year_notes
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import inputs, projecting, series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import DeadlineRow
    from thads_desktop.storage.reader import Reader

WEIGHTS = "setting:assignment.weights"
#: Which law a term follows that runs over 1 July 2026.
CROSSING = "transition.term"
#: Terms that begin with the end of another one; how far a last day moves on over days off, at most.
_CHAINED, _ROLLING = ("R10", "R12"), timedelta(days=15)
STARTS = (("10-01", "01 tháng 10 (năm thống kê)"), ("01-01", "01 tháng 01 (năm dương lịch)"))
#: (setting, label, (value, words)...); the first value is the default.
CHOICES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("return.opening", "Số năm trước chuyển sang", (("shrinks", "trừ việc chuyển sổ riêng trong kỳ"), ("constant", "giữ nguyên"))),
    ("return.officer", "Việc đổi chấp hành viên tính cho", (("at_end", "người phụ trách cuối kỳ"), ("at_start", "người phụ trách đầu kỳ"))),
    ("return.booked_money", "Báo cáo: tiền đã thu của việc ở sổ theo dõi riêng", (("left_out", "ghi ở cuối biểu"), ("counted", "tính vào thi hành xong"))),
    ("return.returned", "Báo cáo: việc gửi lại yêu cầu (từ 01/7/2026) tính vào", (("terminated", "đình chỉ"), ("withdrawn", "thu hồi, hủy"))),
    ("return.concluded", "Báo cáo: việc kết thúc trường hợp khác tính vào", (("terminated", "đình chỉ"), ("done", "thi hành xong"))),
    ("series.decisions", "Dãy số quyết định", (("apart", "mỗi loại một dãy"), ("one", "mọi loại chung một dãy"))),
    (CROSSING, "Thời hạn vắt qua 01/7/2026", tuple(CROSSINGS.items())),
    ("money.fee_base_day", "Lương cơ sở tính phí lấy theo ngày",
     (("receipt", "nhận tiền, tài sản"), ("fee_decision", "ra quyết định thu phí"), ("enforcement_decision", "ra quyết định thi hành án"))),
    ("money.fee_new_law", "Phí thi hành án từ 01/7/2026",
     (("open", "chưa chọn, tạm tính theo biểu Thông tư 216/2016"), ("old", "tiếp tục theo biểu Thông tư 216/2016"), ("none", "chưa tính, chờ văn bản"))),
    ("money.rounding", "Làm tròn phí và lãi đến đồng", (("nearest", "gần nhất, nửa đồng lên"), ("down", "bỏ phần lẻ"), ("up", "lên một đồng"))),
    ("money.day_count", "Một năm tính lãi", (("365", "365 ngày"), ("360", "360 ngày"))),
    ("file.sides", "Văn bản của chương trình in", (("one", "một mặt"), ("two", "hai mặt"))),
    ("file.cover", "Khổ bìa hồ sơ", (("a3", "A3 gấp đôi"), ("a4", "A4, bốn trang rời"), ("wide", "320 × 525 mm gấp đôi"))),
    ("file.scan_most", "Một bản quét nặng nhất", (("20", "20 MB"), ("5", "5 MB"), ("10", "10 MB"), ("50", "50 MB"))),
    ("registers.letters_decisions", "Sổ văn bản đi ghi", (("no", "văn bản hành chính"), ("yes", "cả quyết định của cơ quan"))),
    ("words.zero_tens", "Số tiền bằng chữ: số không hàng chục", (("linh", "linh"), ("lẻ", "lẻ"))),
    ("words.thousand", "Số tiền bằng chữ: hàng nghìn", (("nghìn", "nghìn"), ("ngàn", "ngàn"))),
)  # fmt: skip
_ALLOWED = {name: {value for value, _ in options} for name, _, options in CHOICES} | {
    "series.decision.start": {value for value, _ in STARTS},
    "series.admin.start": {value for value, _ in STARTS},
}


def value_words(name: str, value: str) -> str:
    """The value of a setting as the page of settings offers it; any other as it is."""
    if name.startswith("retention."):
        return {"forever": "vĩnh viễn", "null": "chưa xác định"}.get(value, f"{value} năm")
    offered = next((dict(options) for setting, _label, options in CHOICES if setting == name), {})
    return offered.get(value, value)


def change(desk: Desk, name: str, value: str, at: int | None = None) -> None:
    """As ``change_all`` for one setting."""
    change_all(desk, {name: value}, at)


def change_all(desk: Desk, values: Mapping[str, str], at: int | None = None) -> None:
    """Change settings, all of them or none. Refused for an unknown name or value; an unchanged value appends nothing.

    at: how far the log was when the page showed them; Refused("stale") when one of those that change was changed since.
    """
    for name, value in values.items():
        if name not in _ALLOWED:
            raise Refused(Refusal("setting.unknown"))
        if value not in _ALLOWED[name]:
            raise Refused(Refusal("setting.bad_value", {"known": ", ".join(sorted(_ALLOWED[name]))}))
    with desk.writing("setting") as uow:
        held = desk.settings(uow)
        fresh = {name: value for name, value in values.items() if held.get(name) != value}
        if not fresh:
            return
        for name, value in fresh.items():
            uow.refuse_newer(f"setting:{name}", at)
            uow.append(f"setting:{name}", desk.clock.today(), ev.SettingChanged(json.dumps(value, ensure_ascii=False)))
        if fresh.get("series.decisions") == "one":
            series.share(desk, uow, desk.clock.today())
        if CROSSING in fresh:
            projecting.again(desk, uow, _over_the_change)
        uow.commit()


def weights(desk: Desk, reader: Reader) -> Weights:
    """What a matter, a billion đồng and a year of age weigh in the load of an officer."""
    said = desk.settings(reader).get("assignment.weights")
    return Weights(*(float(x) for x in said)) if said else Weights()


def change_weights(desk: Desk, texts: Sequence[str], at: int | None = None) -> None:
    """Change the three weights, typed with comma or point. Refused for what is no number from 0 to 1000. at: as ``change_all``."""
    found = []
    for field, text in zip(("weight_matter", "weight_billion", "weight_year"), texts, strict=True):
        typed = text.strip().replace(",", ".")
        if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", typed) or not 0 <= float(typed) <= 1000:
            raise Refused(Refusal("setting.bad_weight", {"text": text.strip()[:20]}, field))
        found.append(float(typed))
    if not any(found):
        raise Refused(Refusal("setting.bad_weight", {"text": "0"}, "weight_matter"))
    with desk.writing("setting") as uow:
        if weights(desk, uow) == Weights(*found):
            return
        uow.refuse_newer(WEIGHTS, at)
        uow.append(WEIGHTS, desk.clock.today(), ev.SettingChanged(json.dumps(found)))
        uow.commit()


def change_day(desk: Desk, on: date, *, day_off: bool, at: int | None = None) -> None:
    """Make a day a day off or a working day. at: as ``change_all``; another day of the year is nobody's business."""
    with desk.writing("setting") as uow:
        if at is not None and (since := _changed_since(uow, on, at)) is not None:
            if since == day_off:
                return
            raise Refused(Refusal("stale"))
        uow.append(f"calendar:{on.year}", desk.clock.today(), ev.CalendarChanged(on, day_off))
        # A term may begin on the last day of another one that ends about that day.
        projecting.again(desk, uow, lambda row: row.born <= on + _ROLLING and on <= row.due)
        uow.commit()


def _changed_since(reader: Reader, on: date, at: int) -> bool | None:
    """What the day was made since; None = nothing."""
    bodies = [e.body for e in reader.events_of(f"calendar:{on.year}") if e.seq > at]
    made = [b.day_off for b in bodies if isinstance(b, ev.CalendarChanged) and b.on == on]
    return made[-1] if made else None


def _over_the_change(row: DeadlineRow) -> bool:
    """The deadline runs over 1 July 2026, or begins with the end of one that may."""
    return row.born < NEW_LAW <= row.due or (row.rule in _CHAINED and row.born >= NEW_LAW)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that the weekend rule does not tell: off or worked; own: by the office's own change."""

    day: date
    off: bool
    own: bool


def special_days(desk: Desk, reader: Reader, year: int) -> list[SpecialDay]:
    """The holidays and make-up days of a calendar year as they hold in this office, in order."""
    held, shipped = desk.calendar(reader), load_calendar()
    days = {d for c in (held, shipped) for d in (*c.days_off, *c.working) if d.year == year}
    found = []
    for day in sorted(days):
        off, before = not held.is_working(day), not shipped.is_working(day)
        if off != before or off != (day.weekday() >= 5):
            found.append(SpecialDay(day, off, off != before))
    return found


def number(text: str, field: str) -> int:
    """A positive whole number typed in a text field."""
    shown = inputs.name(text, field)
    if not (shown.isascii() and shown.isdigit()):
        raise Refused(Refusal("series.bad_number", field=field))
    return int(shown)


def notes() -> str:
    """What is uncertain in the shipped calendar, in one paragraph."""
    said = [f"Năm {year}: {note}" for year, (certainty, note) in year_notes().items() if certainty != "H" and note]
    return "Lịch nghỉ cần đối chiếu. " + " ".join(said)
