"""Terms of the officer's measures and of what somebody asked for: a decision after urgent minutes, what follows a security measure,
the release of a seizure, confirmations, transfers, relief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, hours, procedure_events as pe
from thads_desktop.domain.dates import short_date
from thads_desktop.law.crossing import has_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Counter, Deadline

#: Security measure -> the case of its terms.
_CASES = {"freeze": "phong_toa", "keep": "tam_giu", "halt": "tam_dung"}
_COERCION = ("deduct", "income", "seize", "exploit", "hand_over", "perform")


def _act(kind: str) -> Callable[[ev.Body], bool]:
    return lambda body: isinstance(body, pe.ActDone) and body.act == kind


def _measure(*kinds: str) -> Callable[[ev.Body], bool]:
    return lambda body: isinstance(body, pe.MeasureTaken) and body.measure in kinds


def _answer(of: str) -> Callable[[ev.Body], bool]:
    return lambda body: isinstance(body, ev.GroundArose) and body.of == of


#: What became known -> rule, case, what is said of it, and what answers it.
ASKED: dict[str, tuple[str, str, str, Callable[[ev.Body], bool]]] = {
    "urgent_freeze": ("R31", "phong_toa", "Lập biên bản phong tỏa ngay", _measure("freeze")),
    "urgent_keep": ("R31", "tam_giu", "Lập biên bản tạm giữ", _measure("keep")),
    "release": ("R43", "", "Có căn cứ giải tỏa kê biên", lambda body: isinstance(body, pe.MeasureEnded)),
    "confirmation": ("R48", "", "Nhận đề nghị xác nhận kết quả", _act("confirmation")),
    "transfer": ("R29", "", "Có căn cứ chuyển giao quyền, nghĩa vụ", lambda body: isinstance(body, pe.RightsTransferred)),
    "fee_relief": ("R50", "", "Nhận đề nghị miễn, giảm phí", _act("fee_relief")),
    "verify_again": ("R13", "khac_nhau", "Kết quả xác minh khác nhau, hoặc Viện kiểm sát kháng nghị", lambda body: isinstance(body, ev.Verified)),
    "officer_change": (
        "R49", "", "Nhận yêu cầu thay đổi Chấp hành viên", lambda body: isinstance(body, ev.OfficerAssigned) or _answer("officer_kept")(body),
    ),
    "cost_relief": ("R51", "", "Nhận đề nghị miễn, giảm chi phí cưỡng chế", _act("cost_relief")),
}
#: The court did not grant what was proposed: the proposal of remission has its answer.
DENIED = "remission_denied"
#: What answers something asked, and is no decision that changes the matter.
ANSWERS = {"officer_kept": "Trả lời không thay đổi Chấp hành viên", DENIED: "Tòa án không chấp nhận đề nghị xét miễn, giảm"}
#: What became known and lets the terms of the security measures run: under the 2025 law, and of what was taken under the 2008 law.
RUNS = {"coercion": "Có căn cứ cưỡng chế", "ownership": "Xác định được chủ sở hữu tài sản"}


def of_procedure(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """Every such term of a matter; one that the law data of the day do not know is not born."""
    noted = hours.noted(standing)
    for at, e in enumerate(standing):
        if e.day is None:
            continue
        if isinstance(e.body, ev.GroundArose) and e.body.of in ASKED:
            rule, case, says, answers = ASKED[e.body.of]
            if _known(desk, rule, case, e.day):
                done = next((x.day for x in standing[at:] if answers(x.body)), None) or (state.status_day if state.ended else None)
                hour = noted[e.seq].hour if e.seq in noted else ""
                yield desk.made(rule, e.day, f"{says} ngày {short_date(e.day)}.", done, case=case, lines=e.body.lines, hour=hour)
        elif isinstance(e.body, pe.MeasureTaken) and e.body.measure in _CASES:
            yield from _after(desk, standing, at, e, e.body)


def _after(desk: Counter, standing: list[ev.Event], at: int, e: ev.Event, body: pe.MeasureTaken) -> Iterable[Deadline]:
    """A security measure is followed by a coercive one, or ended."""
    assert e.day is not None
    case = _CASES[body.measure]
    later = standing[at + 1 :]
    old_law, new_from = desk.rules.law_on(e.day) == "2008", _ground(standing, "coercion", e.day)
    if old_law and body.measure == "freeze":
        born, says = e.day, f"Phong tỏa ngày {short_date(e.day)}."
    elif old_law and (determined := _ground(standing, "ownership", e.day)) is not None and desk.rules.law_on(determined) == "2008":
        born, says = determined, f"{RUNS['ownership']} ngày {short_date(determined)}."
    elif new_from is not None and desk.rules.law_on(new_from) == "2025":
        born, says, new_from = new_from, f"{RUNS['coercion']} ngày {short_date(new_from)}.", None
    else:
        return
    done = next((x.day for x in later if _answered(x.body, body)), None)
    if _known(desk, "R32", case, born):
        yield desk.made("R32", born, says, done, case=case, paper=body.paper, lines=body.lines, new_from=new_from)


def _ground(standing: list[ev.Event], of: str, since: date) -> date | None:
    """From when a ground is counted: what was known before the measure was taken runs from the measure."""
    found = next((x.day for x in standing if isinstance(x.body, ev.GroundArose) and x.body.of == of and x.day is not None), None)
    return max(since, found) if found is not None else None


def _answered(body: ev.Body, measure: pe.MeasureTaken) -> bool:
    if isinstance(body, pe.MeasureEnded):
        return body.target == measure.paper
    if not isinstance(body, pe.MeasureTaken) or body.measure not in _COERCION:
        return False
    return not measure.lines or not body.lines or bool(set(measure.lines) & set(body.lines))


def _known(desk: Counter, rule: str, case: str, day: date) -> bool:
    """The law data have a number for it."""
    return has_number(desk.rules, rule, day, case)
