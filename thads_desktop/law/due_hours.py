"""Terms that run by the hour, and the request for a deferral that is measured against the hour of coercion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, hours, procedure_events as pe
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.hour_events import HourNoted
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Counter, Deadline

#: What becomes known and is to be answered within hours.
_BY_HOUR = ("urgent_freeze", "urgent_keep")
BEFORE_COERCION = "deferral_before_coercion"


def asks_deferral(body: ev.GroundArose) -> bool:
    """Who may protest asks that enforcement be deferred."""
    return body.of == "deferral" and (body.urgent or body.clause == "2")


def by_hour(body: ev.Body) -> bool:
    """The hour of it counts for something."""
    if isinstance(body, ev.MatterOpened):
        return body.urgent
    if not isinstance(body, ev.GroundArose):
        return False
    return body.of in _BY_HOUR or (body.of == "delegation" and body.urgent) or asks_deferral(body)


def of_interim(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """An interim measure is carried out, and under the 2025 law told, within hours of the decision."""
    opened = next((e for e in standing if isinstance(e.body, ev.MatterOpened)), None)
    if opened is None or opened.day is None or not state.urgent:
        return
    noted = hours.noted(standing).get(opened.seq)
    hour = noted.hour if noted is not None else ""
    over = state.status_day if state.ended else None
    taken = next((e.day for e in standing if isinstance(e.body, pe.MeasureTaken)), None)
    told = next((e.day for e in standing if isinstance(e.body, ev.ValidNotice) or _sent(e.body, state.opening_paper)), None)
    why = f"Ra quyết định thi hành quyết định áp dụng biện pháp khẩn cấp tạm thời ngày {short_date(opened.day)}."
    for case, done in (("bien_phap", taken), ("thong_bao", told)):
        if any(t.law == desk.rules.law_on(opened.day) and t.case == case for t in desk.rules.terms.get("R33", ())):
            yield desk.made("R33", opened.day, why, done or over, case=case, hour=hour)


def _sent(body: ev.Body, paper: str) -> bool:
    return isinstance(body, ev.PaperSent) and body.paper == paper and body.to == "party"


def must_defer(desk: Counter, day: date, noted: HourNoted | None) -> str:
    """Whether a request that came then must be followed, or may be: one sentence, "" where the law of the day has no such measure."""
    limit = desk.rules.limits.on(BEFORE_COERCION, day)
    if limit is None or limit.value is None:
        return ""
    if noted is None or noted.coercion_day is None or not noted.coercion_hour:
        return (
            f"Chưa ghi giờ nhận yêu cầu và giờ cưỡng chế đã ấn định: chưa nói được phải hoãn hay có thể hoãn (ranh giới {limit.value} giờ, {limit.cite})."
        )
    between = hours.moment(noted.coercion_day, noted.coercion_hour) - hours.moment(day, noted.hour)
    told = (
        f"Nhận lúc {noted.hour} ngày {short_date(day)}, cưỡng chế ấn định lúc {noted.coercion_hour} ngày {short_date(noted.coercion_day)}"
    )
    if between.total_seconds() < 0:
        return f"{told}: đã qua giờ cưỡng chế."
    whole = int(between.total_seconds()) // 60
    apart = f"trước {whole // 60} giờ {whole % 60:02d} phút"
    if whole >= limit.value * 60:
        return f"{told}: {apart}, từ {limit.value} giờ trở lên: phải hoãn ({limit.cite})."
    return f"{told}: {apart}, chưa đủ {limit.value} giờ: Thủ trưởng có thể hoãn ({limit.cite})."
