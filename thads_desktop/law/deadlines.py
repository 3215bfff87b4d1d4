"""What a matter or an intake owes, when, why: derived from its events and the law of the day each term began.

A deadline is discharged by an event, never ticked off. Matters carried in from an old register owe only what lies ahead:
the next verification, the end of a deferral, the separate book.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import in_force
from thads_desktop.law.ruleset import NEW_LAW, Rules, Term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.domain.matter import MatterState, PaperState

#: Ends of terms that are no duty under R01-R60 but that a desk must see.
END_OF_DEFERRAL = "HET-HOAN"

#: Terms that simply pass: their last day is worth seeing ahead, and after it there is nothing to be late with.
PASSING = ("R09", END_OF_DEFERRAL)

_GROUNDS: dict[str, tuple[str, type]] = {
    "means_lacking": ("R11", ev.MeansLacking),
    "deferral": ("R19", ev.Deferred),
    "suspension": ("R20", ev.Suspended),
    "suspension_notice": ("R21", ev.Suspended),
    "continuation": ("R22", ev.Continued),
    "termination": ("R23", ev.Terminated),
    "delegation": ("R24", ev.Delegated),
}
#: What ends an obligation.
_ENDS = (ev.Terminated, ev.Delegated, ev.Withdrawn, ev.Cancelled, ev.LineCompleted)
#: Papers whose issue does not start the terms of sending.
_NOT_SENT = ("verification", "opening_minutes")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term: born on a day, due on a day, discharged on a day or not yet. why: one Vietnamese sentence.

    parties: those for whom it still stands, where it runs for each; lines: the obligations it is about; () = all.
    """

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
    parties: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

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
        self, rule: str, born: date, why: str, discharged: date | None = None, *, case: str = "", paper: str = "",
        parties: tuple[str, ...] = (), lines: tuple[int, ...] = (),
    ) -> Deadline:
        """The deadline under the law of its first day; over 1 July 2026 the earlier of both laws, as far as the new one
        was in force on the day it gives."""
        term = self.rules.term(rule, born, case=case)
        due = self._due(term, born)
        if born < NEW_LAW <= due:
            other = next((t for t in self.rules.terms[rule] if t.law == "2025" and t.case == term.case), None)
            if other is not None and NEW_LAW <= (theirs := self._due(other, born)) < due:
                term, due = other, theirs
        return Deadline(
            rule, term.case, term.title, born, due, term.cite, why, discharged, paper, term.law, parties, lines
        )

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
        if paper.numbered is not None and paper.form not in _NOT_SENT and paper.stage not in {"void", "recorded"}:
            yield from _sendings(desk, standing, state, paper)
    yield from _grounds(desk, standing, state.status_day if state.ended else None)
    if not state.ended:
        yield from _verifications(desk, standing, state, carried=carried)
        yield from _ahead(desk, standing, state)


def _sendings(desk: _Desk, standing: list[ev.Event], state: MatterState, paper: PaperState) -> Iterable[Deadline]:
    """An issued paper goes to the procuracy, and to every party of the obligations it is about."""
    assert paper.numbered is not None
    why = f"Văn bản ban hành ngày {short_date(paper.numbered)}."
    if paper.form != "summons":
        sent = min((s.day for s in paper.sendings if s.to == "procuracy"), default=None)
        yield desk.made("R07", paper.numbered, why, sent, paper=paper.paper)
    about = next((getattr(e.body, "lines", ()) for e in standing if getattr(e.body, "paper", "") == paper.paper
                  and not isinstance(e.body, ev.MatterOpened) and getattr(e.body, "lines", ())), ())  # fmt: skip
    lines = [state.lines[n] for n in about if n in state.lines] or list(state.lines.values())
    wanted = means.debtors(lines) if paper.form == "summons" else means.parties(lines)
    told = [(s.day, s.recipient) for s in paper.sendings if s.to == "party"]
    done, left = _each(told, wanted)
    yield desk.made("R08", paper.numbered, why, done, paper=paper.paper, parties=left)


def _each(
    told: list[tuple[date, str]], wanted: tuple[str, ...], start: date | None = None
) -> tuple[date | None, tuple[str, ...]]:
    """(the day by which everybody wanted was told, or None; those still to be told)."""
    days = means.first_days(told, wanted or ("",), start)
    left = tuple(p for p in (wanted or ("",)) if p not in days)
    return (None, _some(left, wanted)) if left else (max(days.values()), ())


def _some(left: tuple[str, ...], everybody: tuple[str, ...]) -> tuple[str, ...]:
    """Those left, unless that is everybody: then nobody need be named."""
    return () if set(left) == set(everybody) else left


def _opening(desk: _Desk, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    assigned = next((e.day for e in standing if isinstance(e.body, ev.OfficerAssigned)), None)
    if assigned is not None:
        yield desk.made("R06", assigned, f"Phân công chấp hành viên ngày {short_date(assigned)}.", state.file_opened)
    if state.urgent and state.opened is not None:
        first = min((v.day for v in state.verifications), default=state.status_day if state.ended else None)
        yield desk.made("R10", state.opened, "Thi hành quyết định áp dụng biện pháp khẩn cấp tạm thời.", first, case="khan_cap")
    else:
        yield from _voluntary(desk, standing, state)


def _voluntary(desk: _Desk, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """The voluntary period of each debtor from its own valid notice, then the first verification of that debtor."""
    everybody = means.debtors(state.lines.values())
    notified = means.first_days(state.notices, everybody)
    verified = means.first_days([(v.day, v.party) for v in state.verifications], everybody)
    for born in sorted(set(notified.values())):
        group = tuple(d for d in everybody if notified.get(d) == born)
        voluntary = desk.made("R09", born, f"Thông báo hợp lệ ngày {short_date(born)}.")
        over = next((e.day for e in standing if e.day and e.day >= voluntary.due), None)
        done = {d: verified.get(d) or _ended(state, d) for d in group}
        left = _some(tuple(d for d in group if done[d] is None), everybody)
        days = [day for day in done.values() if day is not None]
        met = max(days) if len(days) == len(group) else None
        yield replace(voluntary, discharged_on=over or met, parties=left)
        why = f"Hết thời hạn tự nguyện ngày {short_date(voluntary.due)}."
        yield desk.made("R10", voluntary.due, why, met, parties=left)


def _ended(state: MatterState, debtor: str) -> date | None:
    """The day on which the last obligation of a debtor ended; None while one is open."""
    theirs = [s for s in state.lines.values() if not debtor or debtor in s.line.debtors]
    days = [s.ended.day for s in theirs if s.ended is not None]
    return max(days) if days and len(days) == len(theirs) else None


def _grounds(desk: _Desk, standing: list[ev.Event], ended: date | None) -> Iterable[Deadline]:
    """Each ground's decision; what the end of the matter overtook is discharged by it."""
    for e in standing:
        if not isinstance(e.body, ev.GroundArose) or e.body.of not in _GROUNDS or e.day is None:
            continue
        rule, decision = _GROUNDS[e.body.of]
        done = next((x.day for x in standing if x.day and x.day >= e.day and _answers(e.body, x.body, decision)), ended)
        case = ""
        if rule == "R19":
            case = "khang_nghi" if e.body.urgent or e.body.clause == "2" else "thuong"
        elif rule == "R24":
            case = "khan_cap" if e.body.urgent else "thuong"
        yield desk.made(rule, e.day, f"Phát sinh căn cứ ngày {short_date(e.day)}.", done, case=case)


def _answers(ground: ev.GroundArose, body: ev.Body, decision: type) -> bool:
    """The decision the ground asked for; a suspension and the notice of another authority's are two things."""
    if isinstance(body, ev.Suspended) and body.by_notice != (ground.of == "suspension_notice"):
        return False
    return isinstance(body, decision)


def _verifications(desk: _Desk, standing: list[ev.Event], state: MatterState, *, carried: bool) -> Iterable[Deadline]:
    """R13 after new information, R16 after the decision, R12 again and again while means are lacking."""
    verified = [(v.day, v.party) for v in state.verifications]
    owing = means.debtors(state.open_lines)
    for e in standing:
        if e.day is None:
            continue
        on = short_date(e.day)
        if isinstance(e.body, ev.InformationReceived):
            about = tuple(d for d in owing if not e.body.party or not d or d == e.body.party)
            if about:
                done, left = _each(verified, about, e.day)
                if not left and done is None:
                    left = _some(about, owing)
                yield desk.made("R13", e.day, f"Có thông tin mới ngày {on}.", done, parties=left)
        elif isinstance(e.body, ev.MeansLacking) and not carried:
            over = () if _still_lacking(state, e) else (ev.Continued, *_ENDS)
            published = next((x.day for x in standing if isinstance(x.body, (ev.Published, *over)) and x.day and x.day >= e.day), None)
            yield desk.made("R16", e.day, f"Quyết định chưa có điều kiện ngày {on}.", published)
    yield from _again(desk, standing, state, owing)


def _still_lacking(state: MatterState, decision: ev.Event) -> bool:
    """Some obligation is still held by this decision: once none is, there is nothing left to publish."""
    paper = getattr(decision.body, "paper", "")
    held = [c for s in state.open_lines for c in s.conditions if c.kind == "lacks_means"]
    return any((c.paper, c.since) == (paper, decision.day) for c in held)


def _again(desk: _Desk, standing: list[ev.Event], state: MatterState, owing: tuple[str, ...]) -> Iterable[Deadline]:
    """The next verification of each debtor of whom means are lacking, counted from the decision or the last one."""
    lines = means.lacking(state)
    taken = _taken_over(standing)
    groups: dict[tuple[str, date], list[str]] = {}
    for debtor in means.debtors(lines) if lines else ():
        theirs = [s for s in lines if not debtor or debtor in s.line.debtors]
        since = max(means.decided(s) for s in theirs)
        last = max([since, *[v.day for v in means.verifications_of(state, debtor) if v.day >= since]])
        case = "dai_han" if means.why_long(state, debtor, theirs) else "thuong"
        groups.setdefault((case, last), []).append(debtor)
    for (case, last), who in groups.items():
        why = f"Xác minh hoặc quyết định chưa có điều kiện gần nhất ngày {short_date(last)}."
        start = last if taken is None else _rolled(desk, case, last, taken)
        yield desk.made("R12", start, why, case=case, parties=_some(tuple(who), owing))


def _ahead(desk: _Desk, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """The end of a deferral, and the day the separate book opens to an obligation."""
    taken = _taken_over(standing)
    ends = {c.until for s in state.open_lines for c in s.conditions if c.kind == "deferral" and c.until is not None}
    for until in sorted(end for end in ends if taken is None or end >= taken):
        yield Deadline(
            END_OF_DEFERRAL, "", "Hết thời hạn hoãn thi hành án", until, until, "",
            f"Quyết định hoãn ghi thời hạn đến {short_date(until)}.",
        )  # fmt: skip
        yield desk.made("R22", until, f"Hết thời hạn hoãn ngày {short_date(until)}.")
    opens: dict[date, list[int]] = {}
    for line in means.lacking(state):
        known = means.book(state, line)
        ready = _ready_for_book(desk, state, known, known.decided)
        if ready is not None and ready >= NEW_LAW:
            # The move falls under the new law: its own conditions decide whether, and from when.
            ready = _ready_for_book(desk, state, known, ready)
        if ready is not None:
            opens.setdefault(ready, []).append(line.line.line)
    for ready, lines in sorted(opens.items()):
        why = f"Đủ điều kiện chuyển sổ theo dõi riêng ngày {short_date(ready)}."
        about = tuple(lines) if len(state.open_lines) > len(lines) else ()
        yield desk.made("R14", ready if taken is None else max(ready, taken), why, lines=about)


def _ready_for_book(desk: _Desk, state: MatterState, known: means.Book, day: date) -> date | None:
    """The day on which all conditions of the law of ``day`` hold; None when one of them does not."""
    book = desk.rules.separate_book(day, state.kind, known.long)
    if book is None or len(known.verified) < book.verifications or known.informed:
        return None
    since = desk.calendar.due(known.decided, book.n, book.unit, book.rolls)
    return max([since, known.verified[book.verifications - 1]])


def _taken_over(standing: list[ev.Event]) -> date | None:
    """The day a carried-in matter was taken over (None: born here): earlier lateness is the old register's."""
    opening = standing[0].body
    if not isinstance(opening, ev.CarriedIn):
        return None
    return opening.taken_over or max(e.day for e in standing if e.day is not None)


def _rolled(desk: _Desk, case: str, start: date, beyond: date) -> date:
    """Move the repeated verification on until its term ends after the last day known of the matter."""
    for _ in range(60):
        end = desk.made("R12", start, "", case=case).due
        if end > beyond:
            return start
        start = end
    return start
