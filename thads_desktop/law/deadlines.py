"""What a matter or an intake owes, when, why: derived from its events and the law of the day each term began.

A deadline is discharged by an event, never ticked off. Matters carried in from an old register owe only what lies ahead:
the next verification, the end of a deferral, the separate book.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.standing import in_force
from thads_desktop.law.ruleset import NEW_LAW, Rules, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar

#: Ends of terms that are no duty under R01-R60 but that a desk must see.
END_OF_DEFERRAL = "HET-HOAN"

#: Terms that simply pass: their last day is worth seeing ahead, and after it there is nothing to be late with.
PASSING = ("R09",)

_GROUNDS: dict[str, tuple[str, type]] = {
    "means_lacking": ("R11", ev.MeansLacking),
    "deferral": ("R19", ev.Deferred),
    "suspension": ("R20", ev.Suspended),
    "suspension_notice": ("R21", ev.Suspended),
    "continuation": ("R22", ev.Continued),
    "termination": ("R23", ev.Terminated),
    "delegation": ("R24", ev.Delegated),
}
#: Papers whose issue does not start the terms of sending.
_NOT_SENT = ("verification", "opening_minutes")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term: born on a day, due on a day, discharged on a day or not yet. why: one Vietnamese sentence."""

    rule: str
    case: str
    title: str
    born: date
    due: date
    cite: str
    why: str
    discharged_on: date | None = None
    paper: str = ""
    law: str = ""

    def steps(self, rules: Rules, calendar: WorkingCalendar) -> tuple[str, ...]:
        """The counting day by day; computed only when somebody asks."""
        if self.rule == END_OF_DEFERRAL:
            return (self.why,)
        term = rules.term(self.rule, self.born, self.law or None, case=self.case)
        return calendar.count(self.born, term.n, term.unit, term.rolls).steps


@dataclass(frozen=True, slots=True)
class _Desk:
    rules: Rules
    calendar: WorkingCalendar

    def made(
        self, rule: str, born: date, why: str, discharged: date | None = None, *, case: str = "", paper: str = ""
    ) -> Deadline:
        """The deadline under the law of its first day; over 1 July 2026 the earlier of both laws."""
        term = self.rules.term(rule, born, case=case)
        due = self._due(term, born)
        if born < NEW_LAW <= due:
            other = next((t for t in self.rules.terms[rule] if t.law == "2025" and t.case == term.case), None)
            if other is not None and (theirs := self._due(other, born)) < due:
                term, due = other, theirs
        return Deadline(rule, term.case, term.title, born, due, term.cite, why, discharged, paper, term.law)

    def _due(self, term: Term, born: date) -> date:
        return self.calendar.due(born, term.n, term.unit, term.rolls)


def deadlines_of(events: list[ev.Event], rules: Rules, calendar: WorkingCalendar) -> list[Deadline]:
    """Every deadline of one subject (a matter or an intake), discharged ones included, earliest due first."""
    standing = in_force(events)
    if not standing:
        return []
    desk = _Desk(rules, calendar)
    if standing[0].subject.startswith("intake:"):
        found = list(_intake(desk, standing))
    else:
        state = fold(events)
        found = list(_matter(desk, standing, state)) if state.exists else []
    return sorted(found, key=lambda d: (d.due, d.rule))


def _intake(desk: _Desk, standing: list[ev.Event]) -> Iterable[Deadline]:
    decided = [e for e in standing if isinstance(e.body, ev.IntakeDecided)]
    first = decided[0].day if decided else None
    for e in standing:
        assert e.day is not None
        on = short_date(e.day)
        match e.body:
            case ev.JudgmentReceived(urgent=True):
                yield desk.made("R02", e.day, f"Nhận quyết định khẩn cấp ngày {on}.", first)
            case ev.JudgmentReceived(bankruptcy=True):
                yield desk.made("R03", e.day, f"Nhận quyết định về phá sản ngày {on}.", first)
            case ev.JudgmentReceived(ex_officio=True):
                chosen = [d.day for d in decided if isinstance(d.body, ev.IntakeDecided) and d.body.kind == "cd"]
                yield desk.made("R01", e.day, f"Nhận bản án, quyết định ngày {on}.", chosen[0] if chosen else None)
            case ev.RequestReceived(request=request):
                yield desk.made("R04", e.day, f"Nhận yêu cầu thi hành án ngày {on}.", _answered(standing, request))
            case ev.DelegationReceived():
                yield desk.made("R25", e.day, f"Nhận ủy thác ngày {on}.", first)
            case _:
                pass


def _answered(standing: list[ev.Event], request: str) -> date | None:
    return next(
        (
            e.day
            for e in standing
            if isinstance(e.body, (ev.IntakeDecided, ev.RequestRefused)) and e.body.request == request
        ),
        None,
    )


def _matter(desk: _Desk, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    carried = state.origin == "carried"
    if not carried:
        yield from _opening(desk, standing, state)
    for paper in state.papers.values():
        # What was issued elsewhere is sent, and its sending kept, where it was issued.
        if paper.numbered is None or paper.form in _NOT_SENT or paper.stage in {"void", "recorded"}:
            continue
        on = short_date(paper.numbered)
        for rule, to in (("R07", "procuracy"), ("R08", "party")):
            if rule == "R07" and paper.form == "summons":
                continue
            sent = next((s.day for s in paper.sendings if s.to == to), None)
            yield desk.made(rule, paper.numbered, f"Văn bản ban hành ngày {on}.", sent, paper=paper.paper)
    yield from _grounds(desk, standing, state.status_day if state.ended else None)
    if not state.ended:
        yield from _verifications(desk, standing, state, carried=carried)
        yield from _ahead(desk, standing, state)


def _opening(desk: _Desk, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    assigned = next((e.day for e in standing if isinstance(e.body, ev.OfficerAssigned)), None)
    if assigned is not None:
        yield desk.made("R06", assigned, f"Phân công chấp hành viên ngày {short_date(assigned)}.", state.file_opened)
    if state.notified is not None and not state.urgent:
        voluntary = desk.made("R09", state.notified, f"Thông báo hợp lệ ngày {short_date(state.notified)}.")
        over = next((e.day for e in standing if e.day and e.day >= voluntary.due), None)
        first = next((day for day, _ in state.verifications), None)
        ended = min((s.ended.day for s in state.lines.values() if s.ended), default=None) if state.ended else None
        yield Deadline(
            voluntary.rule,
            "",
            voluntary.title,
            voluntary.born,
            voluntary.due,
            voluntary.cite,
            voluntary.why,
            over or first or ended,
        )
        why = f"Hết thời hạn tự nguyện ngày {short_date(voluntary.due)}."
        yield desk.made("R10", voluntary.due, why, first or ended)


def _grounds(desk: _Desk, standing: list[ev.Event], ended: date | None) -> Iterable[Deadline]:
    """Each ground's decision; what the end of the matter overtook is discharged by it."""
    for at, e in enumerate(standing):
        if not isinstance(e.body, ev.GroundArose) or e.body.of not in _GROUNDS or e.day is None:
            continue
        rule, decision = _GROUNDS[e.body.of]
        done = next((x.day for x in standing[at:] if isinstance(x.body, decision)), ended)
        case = ""
        if rule == "R19":
            case = "khang_nghi" if e.body.urgent or e.body.clause == "2" else "thuong"
        elif rule == "R24":
            case = "khan_cap" if e.body.urgent else "thuong"
        yield desk.made(rule, e.day, f"Phát sinh căn cứ ngày {short_date(e.day)}.", done, case=case)


def _verifications(desk: _Desk, standing: list[ev.Event], state: MatterState, *, carried: bool) -> Iterable[Deadline]:
    """R13 after new information, R16 after the decision, R12 again and again while means are lacking."""
    verified = [day for day, _ in state.verifications]
    for e in standing:
        if e.day is None:
            continue
        on = short_date(e.day)
        if isinstance(e.body, ev.InformationReceived):
            yield desk.made("R13", e.day, f"Có thông tin mới ngày {on}.", _first_from(verified, e.day))
        elif isinstance(e.body, ev.MeansLacking) and not carried:
            published = next(
                (x.day for x in standing if isinstance(x.body, ev.Published) and x.day and x.day >= e.day), None
            )
            yield desk.made("R16", e.day, f"Quyết định chưa có điều kiện ngày {on}.", published)
    if state.means_decided is None or state.status != "lacks_means":
        return
    case = "dai_han" if _long(standing) else "thuong"
    last = max([state.means_decided, *[d for d in verified if d >= state.means_decided]])
    why = f"Xác minh hoặc quyết định chưa có điều kiện gần nhất ngày {short_date(last)}."
    taken = _taken_over(standing)
    if taken is not None:
        last = _rolled(lambda day: desk.made("R12", day, why, case=case).due, last, taken)
    yield desk.made("R12", last, why, case=case)


def _ahead(desk: _Desk, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """The end of a deferral, and the day the separate book opens to the matter."""
    taken = _taken_over(standing)
    ends = {c.until for s in state.open_lines for c in s.conditions if c.kind == "deferral" and c.until is not None}
    for until in sorted(end for end in ends if taken is None or end >= taken):
        yield Deadline(
            END_OF_DEFERRAL, "", "Hết thời hạn hoãn thi hành án", until, until, "",
            f"Quyết định hoãn ghi thời hạn đến {short_date(until)}.",
        )  # fmt: skip
    if state.status != "lacks_means" or state.opened is None or state.means_decided is None:
        return
    ready = _ready_for_book(desk, standing, state, max(state.means_decided, state.opened))
    if ready is not None and ready >= NEW_LAW:
        # The move falls under the new law: its own conditions decide whether, and from when.
        ready = _ready_for_book(desk, standing, state, ready)
    if ready is not None:
        why = f"Đủ điều kiện chuyển sổ theo dõi riêng ngày {short_date(ready)}."
        yield desk.made("R14", ready if taken is None else max(ready, taken), why)


def _ready_for_book(desk: _Desk, standing: list[ev.Event], state: MatterState, day: date) -> date | None:
    """The day on which all conditions of the law of ``day`` hold; None when one of them does not."""
    assert state.opened is not None
    assert state.means_decided is not None
    book = desk.rules.separate_book(day, state.kind, _long(standing))
    if book is None or len(state.verifications) < book.verifications:
        return None
    if state.informed is not None and state.informed > state.verifications[-1][0]:
        return None
    since = desk.calendar.due(state.opened, book.n, book.unit, book.rolls)
    return max([since, state.means_decided, state.verifications[book.verifications - 1][0]])


def _long(standing: list[ev.Event]) -> bool:
    return any(
        e.body.prisoner or e.body.address_unknown
        for e in standing
        if isinstance(e.body, (ev.Verified, ev.MeansLacking))
    )


def _taken_over(standing: list[ev.Event]) -> date | None:
    """The day a carried-in matter was taken over (None: born here): earlier lateness is the old register's."""
    opening = standing[0].body
    if not isinstance(opening, ev.CarriedIn):
        return None
    return opening.taken_over or max(e.day for e in standing if e.day is not None)


def _rolled(due: Callable[[date], date], start: date, beyond: date) -> date:
    """Move a repeating term on until it ends after the last day known of the matter."""
    for _ in range(60):
        end = due(start)
        if end > beyond:
            return start
        start = end
    return start


def _first_from(days: list[date], day: date) -> date | None:
    return next((d for d in sorted(days) if d >= day), None)
