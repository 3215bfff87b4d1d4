"""What a matter or an intake owes, when, why: derived from its events and the law of the day each term began.

A deadline is discharged by an event, never ticked off. Matters carried in from an old register owe only what lies ahead:
the next verification, the end of a deferral, the separate book.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means, paper_moment
from thads_desktop.domain.asset import holding
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.procedure_events import ActDone, HeadDecided, MeasureEnded, MeasureTaken, RightsTransferred
from thads_desktop.domain.service_events import PaperAddressed
from thads_desktop.domain.standing import in_force
from thads_desktop.law import service_law
from thads_desktop.law.due import BOOK_OPENS, END_OF_DEFERRAL, RETURN_OPENS, Counter, Deadline, each, some
from thads_desktop.law.due_assets import WAITING, of_asset
from thads_desktop.law.due_delegation import of_received, of_returned, of_sent, of_told, of_undone, of_withdrawn
from thads_desktop.law.due_grounds import of_grounds
from thads_desktop.law.due_hours import of_interim
from thads_desktop.law.due_intake import of_intake
from thads_desktop.law.due_means import ahead, returns, verifications
from thads_desktop.law.due_money import of_money, of_taken_before
from thads_desktop.law.due_procedure import of_procedure
from thads_desktop.law.due_publication import of_publication
from thads_desktop.law.due_returns import of_chain
from thads_desktop.law.due_review import of_review
from thads_desktop.law.due_store import of_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from thads_desktop.domain.asset import MatterFacts
    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.domain.matter import LineState, MatterState, PaperState
    from thads_desktop.law.ruleset import Rules

#: Terms that simply pass: their last day is worth seeing ahead, and after it there is nothing to be late with.
PASSING = ("R09", END_OF_DEFERRAL, BOOK_OPENS, RETURN_OPENS, *WAITING)

#: Papers whose issue does not start the terms of sending.
NOT_SENT = ("verification", "opening_minutes")
#: Series of papers that are no decisions: one of these, or one without number, that changes nothing in the matter owes nobody anything.
_ADMIN = ("admin", "notice", "summons")
#: Acts that concern the party they name alone.
_OF_ONE = ("confirmation", "cost_relief")
#: For whoever asked, who may be no party: then no party is owed anything.
_FOR_WHO_ASKED = "confirmation"
#: Acts on the decision that opened the matter, where they name no other.
_ON_OPENING = (ev.Amended, ev.Withdrawn, ev.Cancelled)
_STEPS = (ev.PaperSubmitted, ev.PaperReturned, ev.PaperSigned, ev.PaperNumbered, ev.PaperRecorded, ev.PaperSent, ev.PaperVoided, HeadDecided)


def deadlines_of(
    events: list[ev.Event], rules: Rules, calendar: WorkingCalendar, gone: Mapping[str, date] | None = None,
    state: MatterState | None = None, seized_for: Mapping[str, MatterFacts] | None = None, whole: Mapping[str, date | None] | None = None,
) -> list[Deadline]:  # fmt: skip
    """Every deadline of one subject (a matter, an intake or an asset), discharged ones included, earliest due first.

    gone: of an intake, its matters whose decision was withdrawn or cancelled whole, and since when it must be decided anew.
    whole: of an intake, by when each request was decided whole (``due_intake.of_intake``).
    state: of a matter, these events folded, where somebody did so before; seized_for: of an asset, the matters it is seized for.
    """
    standing = in_force(events)
    if not standing:
        return []
    desk = Counter(rules, calendar)
    if standing[0].subject.startswith("intake:"):
        found = [*of_intake(desk, standing, gone or {}, whole), *of_received(desk, standing), *of_taken_before(desk, standing)]
        found += [*of_told(standing, gone or {}), *of_undone(standing), *_addressed(desk, events, standing)]
    elif standing[0].subject.startswith("asset:"):
        found = list(of_asset(desk, holding(events), seized_for or {}))
    elif standing[0].subject.startswith("chain:"):
        found = list(of_chain(desk, standing))
    else:
        state = state or fold(events)
        found = list(_matter(desk, events, standing, state)) if state.exists else []
    return sorted(found, key=lambda d: (d.due, d.rule))


def _matter(desk: Counter, events: list[ev.Event], standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    carried = state.origin == "carried"
    if not carried:
        yield from _opening(desk, standing, state)
    acted = {getattr(e.body, "paper", "") for e in standing if not isinstance(e.body, _STEPS)}
    for paper in state.papers.values():
        if paper.paper not in acted and paper.form != "summons" and (not paper.number or paper.series in _ADMIN):
            # Minutes, letters, invitations: whoever they are for, the law names no term of sending.
            continue
        # What was issued elsewhere is sent, and its sending kept, where it was issued.
        if paper.numbered is not None and paper.form not in NOT_SENT and paper.stage not in {"void", "recorded"}:
            yield from _sendings(desk, events, standing, state, paper)
    yield from of_grounds(desk, standing, state)
    yield from of_procedure(desk, standing, state)
    yield from of_money(desk, events, standing, state)
    yield from of_store(desk, standing, state)
    yield from of_interim(desk, standing, state)
    yield from of_sent(desk, standing)
    yield from of_returned(standing)
    yield from of_withdrawn(standing)
    yield from of_publication(desk, standing)
    yield from of_review(desk, standing, state)
    if not state.ended:
        yield from verifications(desk, standing, state, carried=carried)
        yield from ahead(desk, standing, state)
        yield from returns(desk, standing, state)


def _addressed(desk: Counter, events: list[ev.Event], standing: list[ev.Event]) -> Iterable[Deadline]:
    """The decisions made on what came in, which are sent as those of a matter are."""
    wanted = {e.body.doc for e in standing if isinstance(e.body, PaperAddressed)}
    if wanted:
        state = fold(events)
        for paper in state.papers.values():
            if paper.paper in wanted and paper.numbered is not None and paper.stage != "void":
                yield from _sendings(desk, events, standing, state, paper)


def _sendings(
    desk: Counter, events: list[ev.Event], standing: list[ev.Event], state: MatterState, paper: PaperState
) -> Iterable[Deadline]:
    """An issued paper goes to the procuracy, and to every party of the obligations it is about; one that mends another, as that does."""
    assert paper.numbered is not None
    why = f"Văn bản ban hành ngày {short_date(paper.numbered)}."
    first = mended(standing, state, paper)
    if not service_law.unsent("R07", first.form):
        sent = min((s.day for s in paper.sendings if s.to == "procuracy"), default=None)
        yield desk.made("R07", paper.numbered, why, sent, paper=paper.paper)
    if service_law.unsent("R08", first.form) or (state.urgent and desk.rules.term("R08", paper.numbered).not_urgent):
        return
    wanted = addressees(events, standing, state, paper)
    if first.form == _FOR_WHO_ASKED and not wanted:
        return
    told = [(s.day, s.recipient) for s in paper.sendings if s.to == "party"]
    if paper.paper == state.opening_paper:
        # Of the enforcement decision a valid notice is the telling of that debtor, or of every one.
        debtors = means.debtors(_about(standing, paper_moment.lines(events, state, paper.paper), paper.paper))
        told += [(day, who) for day, debtor in state.notices for who in ((debtor,) if debtor else debtors) if who]
    done, left = each(told, wanted)
    yield desk.made("R08", paper.numbered, why, done, paper=paper.paper, parties=left)


def _about(standing: list[ev.Event], lines: Mapping[int, LineState], paper: str) -> list[LineState]:
    """Of these obligations those that a paper is about; those it does not name are all of them."""
    about = next((getattr(e.body, "lines", ()) for e in standing if getattr(e.body, "paper", "") == paper
                  and not isinstance(e.body, ev.MatterOpened) and getattr(e.body, "lines", ())), ())  # fmt: skip
    return [lines[n] for n in about if n in lines] or list(lines.values())


def mended(standing: list[ev.Event], state: MatterState, paper: PaperState) -> PaperState:
    """The paper that this one, or one that it mends, mends first; itself where it mends none."""
    return _chain(standing, state, paper)[-1]


def _chain(standing: list[ev.Event], state: MatterState, paper: PaperState) -> list[PaperState]:
    """The paper, the one that it mends, the one that this one mends, and so on."""
    found = [paper]
    while True:
        targets = (
            getattr(e.body, "target", "") for e in standing
            if isinstance(e.body, ev.Amended | ev.EffectUndone | ev.Withdrawn | ev.Cancelled) and e.body.paper == paper.paper
        )  # fmt: skip
        target = next((x for x in targets if isinstance(x, str) and x in state.papers), "")
        if not target or any(p.paper == target for p in found):
            return found
        paper = state.papers[target]
        found.append(paper)


def _done(standing: list[ev.Event], paper: PaperState) -> list[ActDone]:
    return [e.body for e in standing if isinstance(e.body, ActDone) and e.body.paper == paper.paper and e.body.act in _OF_ONE]


def addressees(events: list[ev.Event], standing: list[ev.Event], state: MatterState, paper: PaperState) -> tuple[str, ...]:
    """The parties to whom a paper goes: those of the obligations it is about, of a summons the debtors, of a confirmation who asked for it,
    of a relief from costs the debtor who is relieved; where there are no obligations, those that were told with it; of a paper that mends
    another, or ends a measure, those of that and who has taken their place since.

    Whose the obligations were when the paper was made, whoever they passed to since: events are those of the subject, standing what is in
    force of them, state what they fold to.
    """
    if told := [e.body.parties for e in standing if isinstance(e.body, PaperAddressed) and e.body.doc == paper.paper]:
        return told[-1]
    first = (chain := _chain(standing, state, paper))[-1]
    called = [e.body.party for e in standing if isinstance(e.body, ev.SummonsServed) and e.body.paper == first.paper]
    if asked := tuple(p for p in (*(x.party for x in _done(standing, first)), *called) if p):
        return asked
    if first.form == _FOR_WHO_ASKED:
        return ()
    found: dict[str, None] = {}
    moments = [p.paper for p in chain]
    of_first = (e.body for e in standing if isinstance(e.body, _ON_OPENING) and e.body.paper == first.paper)
    if state.opening_paper and any(not getattr(body, "target", "") for body in of_first):
        moments.append(state.opening_paper)
    for moment in moments:
        found |= dict.fromkeys(_of_lines(standing, first, _about(standing, paper_moment.lines(events, state, moment), first.paper)))
    # Who takes the place of another is told of the decision by which they do.
    found |= dict.fromkeys(e.body.new for e in standing if isinstance(e.body, RightsTransferred) and e.body.paper == first.paper)
    ended = {e.body.target for e in standing if isinstance(e.body, MeasureEnded) and e.body.paper == first.paper and e.body.target != first.paper}
    for measure in (state.papers[p] for p in ended if p in state.papers and state.papers[p].form):
        # Of papers that end each other, as data from elsewhere may have them, each is asked once.
        left = [e for e in standing if not (isinstance(e.body, MeasureEnded) and e.body.paper == first.paper)]
        found |= dict.fromkeys(p for p in addressees(events, left, state, measure) if p)
    return tuple(found)


def _of_lines(standing: list[ev.Event], paper: PaperState, lines: list[LineState]) -> tuple[str, ...]:
    """The parties of these obligations to whom a paper of this form goes."""
    match service_law.only(paper.form):
        case "debtors":
            return means.debtors(lines)
        case "creditors":
            return tuple(p for p in dict.fromkeys(p for s in lines for p in s.line.creditors) if p not in _budget(lines))
        case "coerced":
            against = next((e.body.party for e in standing if isinstance(e.body, MeasureTaken) and e.body.paper == paper.paper), "")
            debtors = (against,) if against else means.debtors(lines)
            return tuple(p for p in dict.fromkeys((*debtors, *(p for s in lines for p in s.line.creditors))) if p not in _budget(lines))
        case _:
            return tuple(p for p in means.parties(lines) if p not in _budget(lines))


def _budget(lines: list[LineState]) -> set[str]:
    """The State's budget, to which nothing is sent: who has nothing coming here but what is the State's revenue."""
    owing = {p for s in lines for p in s.line.debtors}
    owed = {p for s in lines if not s.line.state_revenue for p in s.line.creditors}
    return {p for s in lines if s.line.state_revenue for p in s.line.creditors} - owing - owed


def _opening(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    assigned = next((e.day for e in standing if isinstance(e.body, ev.OfficerAssigned)), None)
    if assigned is not None:
        yield desk.made("R06", assigned, f"Phân công chấp hành viên ngày {short_date(assigned)}.", state.file_opened)
    if state.urgent and state.opened is not None:
        first = min((v.day for v in state.verifications), default=state.status_day if state.ended else None)
        yield desk.made("R10", state.opened, "Thi hành quyết định áp dụng biện pháp khẩn cấp tạm thời.", first, case="khan_cap")
    elif any(s.line.debtors and not s.line.ownerless for s in state.lines.values()):
        # What nobody owes (money or things given back, destroyed) has no voluntary period.
        yield from _voluntary(desk, standing, state)


def _voluntary(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """The voluntary period of each debtor from its own valid notice, then the first verification of that debtor."""
    lines = [s for s in state.lines.values() if not s.line.ownerless]
    everybody = means.debtors(lines)
    notified = means.first_days(state.notices, everybody)
    verified = means.first_days([(v.day, v.party) for v in state.verifications], everybody)
    owed = means.lines_by_debtor(lines)
    groups: dict[date, list[str]] = {}
    for debtor in everybody:
        if debtor in notified:
            groups.setdefault(notified[debtor], []).append(debtor)
    for born, group in sorted(groups.items()):
        voluntary = desk.made("R09", born, f"Thông báo hợp lệ ngày {short_date(born)}.")
        over = next((e.day for e in standing if e.day and e.day >= voluntary.due), None)
        done = {d: verified.get(d) or _ended(owed[d] if d else lines) for d in group}
        left = some(tuple(d for d in group if done[d] is None), everybody)
        days = [day for day in done.values() if day is not None]
        met = max(days) if len(days) == len(group) else None
        # A verification before its last day ends nothing of this time: only the end of what is owed does.
        ends = [_ended(owed[d] if d else lines) for d in group]
        gone = max((day for day in ends if day is not None), default=None) if all(ends) else None
        still = some(tuple(d for d, day in zip(group, ends, strict=True) if day is None), everybody)
        yield replace(voluntary, discharged_on=over or gone, parties=still)
        why = f"Hết thời hạn tự nguyện ngày {short_date(voluntary.due)}."
        yield desk.made("R10", voluntary.due, why, met, parties=left)


def _ended(theirs: list[LineState]) -> date | None:
    """The day on which the last obligation of a debtor ended; None while one is open."""
    days = [s.ended.day for s in theirs if s.ended is not None]
    return max(days) if days and len(days) == len(theirs) else None


__all__ = ["BOOK_OPENS", "END_OF_DEFERRAL", "PASSING", "Deadline", "addressees", "deadlines_of"]
