"""What a received judgment owes: its enforcement decision, of the office's own motion, on request, after a delegation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from thads_desktop.domain import delegation_events as de, events as ev, intake_events as ie
from thads_desktop.domain.dates import short_date
from thads_desktop.law.crossing import has_number
from thads_desktop.law.due_delegation import assets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from thads_desktop.law.due import Counter, Deadline


#: Said of a term that a first decision has not ended.
_PART = " Đã có quyết định cho một phần; còn phần của bản án (đã ghi ở trang tách quyết định) chưa có quyết định thi hành án."


def of_intake(
    desk: Counter, standing: list[ev.Event], gone: Mapping[str, date], whole: Mapping[str, date | None] | None = None
) -> Iterable[Deadline]:
    """Each term, and once more for a decision that is gone: no text says by when the new one is due, so the same term is
    counted from the day on which the first was gone. gone: matter -> that day.

    whole: request ("" = of the office's own motion) -> the day by which all its parts were decided, None while one waits: where each debtor
    has a decision of his own the last one ends the term, not the first. A request that is not in it is answered by its first decision.
    """
    assets = assets_of(standing)
    for e in standing:
        assert e.day is not None
        on = short_date(e.day)
        answers: Callable[[ev.Body], bool] = _decision
        called: str | None = None
        match e.body:
            case ev.JudgmentReceived(urgent=True):
                rule, why = "R02", f"Nhận quyết định khẩn cấp ngày {on}."
            case ev.JudgmentReceived(bankruptcy=True):
                rule, why = "R03", f"Nhận quyết định về phá sản ngày {on}."
            case ev.JudgmentReceived(ex_officio=True):
                rule, why, answers = "R01", f"Nhận bản án, quyết định ngày {on}.", _of_its_own_motion
                called = ""
            case ie.RequestLacking() | ie.FixAsked():
                yield from _mending(desk, standing, e.body)
                continue
            case ev.RequestReceived(request=request):
                rule, why, answers = "R04", f"Nhận yêu cầu thi hành án ngày {on}.", partial(_on_request, request)
                called = request
            case ev.DelegationReceived() if not assets:
                rule, why, answers = "R25", f"Nhận ủy thác ngày {on}.", _on_delegation
            case _:
                continue
        done = next((x.day for x in standing if answers(x.body)), None)
        if done is not None and whole and called is not None and called in whole:
            done = whole[called]
            why += _PART if done is None else ""
        yield desk.made(rule, e.day, why, done)
        yield from _anew(desk, rule, [x for x in standing if answers(x.body)], gone)


def _mending(desk: Counter, standing: list[ev.Event], body: ie.IntakeBody) -> Iterable[Deadline]:
    """The maker of an incomplete request is asked to mend it, counted from its receipt; once for each request. An answer to it ends that, too."""
    told = [x for x in standing if isinstance(x.body, (ie.RequestLacking, ie.FixAsked)) and x.body.request == body.request]
    born = next((x.day for x in standing if isinstance(x.body, ev.RequestReceived) and x.body.request == body.request), None)
    if told[0].body is not body or born is None or not has_number(desk.rules, "R05", born):
        return
    answered = partial(_on_request, body.request)
    done = next((x.day for x in standing if answered(x.body) or (isinstance(x.body, ie.FixAsked) and x.body.request == body.request)), None)
    yield desk.made("R05", born, f"Nhận yêu cầu thi hành án ngày {short_date(born)}, yêu cầu còn thiếu hoặc chưa đúng.", done)


def _anew(desk: Counter, rule: str, answers: list[ev.Event], gone: Mapping[str, date]) -> Iterable[Deadline]:
    """The term of the decision in the place of each one that is gone, among the answers to the same."""
    for e in answers:
        since = _gone(e, gone)
        if since is None:
            continue
        done = next((x.day for x in answers if _replaces(x, e, since, gone)), None)
        why = (
            f"Quyết định thi hành án đã bị thu hồi, hủy ngày {short_date(since)}: ra quyết định mới, thời hạn tính lại từ ngày ấy "
            "(cách hiểu của chương trình; luật không nói rõ)."
        )
        made = desk.made(rule, since, why, done)
        yield replace(made, title=f"{made.title} (lại, sau khi thu hồi, hủy)")


def _replaces(x: ev.Event, e: ev.Event, since: date, gone: Mapping[str, date]) -> bool:
    """x takes the place of the decision e, gone since that day; of two that are gone only the later can."""
    return x is not e and x.day is not None and x.day >= since and (_gone(x, gone) is None or x.seq > e.seq)


def _gone(e: ev.Event, gone: Mapping[str, date]) -> date | None:
    return gone.get(e.body.matter) if isinstance(e.body, ev.IntakeDecided) else None


def _decision(body: ev.Body) -> bool:
    return isinstance(body, ev.IntakeDecided)


def _of_its_own_motion(body: ev.Body) -> bool:
    return isinstance(body, ev.IntakeDecided) and body.kind == "cd"


def _on_delegation(body: ev.Body) -> bool:
    return isinstance(body, (ev.IntakeDecided, de.DelegationMistaken))


def _on_request(request: str, body: ev.Body) -> bool:
    return isinstance(body, (ev.IntakeDecided, ev.RequestRefused)) and body.request == request
