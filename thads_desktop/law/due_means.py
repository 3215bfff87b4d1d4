"""Terms of what is known of the debtors' means: verifications, publication, the separate book; and the end of a deferral."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import events as ev, means, publication_events as pub
from thads_desktop.domain.dates import short_date
from thads_desktop.law import decisions
from thads_desktop.law.due import BOOK_OPENS, END_OF_DEFERRAL, RETURN_OPENS, Counter, Deadline, each, some
from thads_desktop.law.ruleset import NEW_LAW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.law.ruleset import Term

#: What ends an obligation.
_ENDS = (ev.Terminated, ev.Delegated, ev.Withdrawn, ev.Cancelled, ev.LineCompleted)


def verifications(desk: Counter, standing: list[ev.Event], state: MatterState, *, carried: bool) -> Iterable[Deadline]:
    """R13 after new information, R16 after the decision, R12 again and again while means are lacking."""
    owing = means.debtors(state.open_lines)
    for e in standing:
        if e.day is None:
            continue
        on = short_date(e.day)
        if isinstance(e.body, ev.InformationReceived):
            about = tuple(d for d in owing if not e.body.party or not d or d == e.body.party)
            if about:
                # What was found before, on the same day too, answers nothing that was told after.
                after = [(v.day, v.party) for v in state.verifications if (v.day, v.seq) > (e.day, e.seq)]
                done, left = each(after, about)
                if not left and done is None:
                    left = some(about, owing)
                yield desk.made("R13", e.day, f"Có thông tin mới ngày {on}.", done, parties=left)
        elif isinstance(e.body, ev.MeansLacking) and not carried:
            if not any(s.line.debtors and not s.line.ownerless for s in map(state.lines.get, e.body.lines or state.lines) if s is not None):
                # Nobody's means: there is nothing to publish.
                continue
            over = () if _still_lacking(state, e) else (ev.Continued, *_ENDS)
            ends = (ev.Published, pub.PublicationUpdated, *over)
            published = next((x.day for x in standing if isinstance(x.body, ends) and x.day and x.day >= e.day), None)
            yield desk.made("R16", e.day, f"Quyết định chưa có điều kiện ngày {on}.", published)
    yield from _again(desk, standing, state, owing)


def _lacking(state: MatterState) -> list[LineState]:
    """The obligations whose lack of means runs, of those that somebody owes; a register may name no debtor."""
    return [s for s in means.lacking(state) if (s.line.debtors and not s.line.ownerless) or state.origin == "carried"]


def _still_lacking(state: MatterState, decision: ev.Event) -> bool:
    """Some obligation is still held by this decision: once none is, there is nothing left to publish."""
    paper = getattr(decision.body, "paper", "")
    held = [c for s in state.open_lines for c in s.conditions if c.kind == "lacks_means"]
    return any((c.paper, c.since) == (paper, decision.day) for c in held)


def _again(desk: Counter, standing: list[ev.Event], state: MatterState, owing: tuple[str, ...]) -> Iterable[Deadline]:
    """The next verification of each debtor of whom means are lacking, counted from the decision or the last one; where the
    law wants none any more, the last one and what is to be done instead."""
    lines = _lacking(state)
    taken = _taken_over(standing)
    groups: dict[tuple[str, _Verified], list[str]] = {}
    owed = means.lines_by_debtor(lines)
    for debtor in means.debtors(lines) if lines else ():
        theirs = owed[debtor] if debtor else lines
        case = "dai_han" if means.why_long(state, debtor, theirs) else "thuong"
        known = _verified(desk, state, debtor, case, max(means.decided(s) for s in theirs))
        groups.setdefault((case, known), []).append(debtor)
    for (case, known), who in groups.items():
        parties, last = some(tuple(who), owing), known.last
        stopped = _stopped(desk, case, known)
        if stopped is not None:
            if taken is None or last >= taken:
                yield desk.made("R12", known.before, stopped.stop_note, last, case=case, parties=parties)
            continue
        why = f"Xác minh hoặc quyết định chưa có điều kiện gần nhất ngày {short_date(last)}."
        if known.anew:
            why = f"Có thông tin mới ngày {short_date(last)}."
        start = last if taken is None else _rolled(desk, case, last, taken)
        # Where only the new law goes on, it is the new law's term.
        law = "2025" if _enough(desk, case, known) is not None else None
        yield desk.made("R12", start, why, case=case, parties=parties, law=law)


class _Verified(NamedTuple):
    """Since when the next verification of a debtor is counted: from what before, how many in a row found nothing; anew =
    new information has started it again."""

    last: date
    before: date
    empty: int = 0
    anew: bool = False


def _verified(desk: Counter, state: MatterState, debtor: str, case: str, since: date) -> _Verified:
    told = [(i.day, i.seq, False, "") for i in state.informs if i.day >= since and (not debtor or i.party in ("", debtor))]
    # What was verified on the decision's own day is what it rests on.
    told += [(v.day, v.seq, True, v.result) for v in means.verifications_of(state, debtor) if v.day >= since]
    known = _Verified(since, since)
    for day, _seq, verified, result in sorted(told):
        if verified:
            found = 0 if result in ("means", "partial") else known.empty + (result == "none" and day > since)
            known = _Verified(day, known.last, found)
        elif _stopped(desk, case, known) is not None:
            known = _Verified(day, day, anew=True)
    return known


def _enough(desk: Counter, case: str, known: _Verified) -> Term | None:
    """The term of the law of the last verification, where that wants no further one without new information."""
    term = desk.rules.term("R12", known.last, case=case)
    return term if 0 < term.stops_after <= known.empty else None


def _stopped(desk: Counter, case: str, known: _Verified) -> Term | None:
    """As ``_enough``, unless the new law, which goes on, gives a day in its own time."""
    term = _enough(desk, case, known)
    if term is None:
        return None
    new = desk.rules.term("R12", known.last, "2025", case)
    return term if new.stops_after or desk.due_of(new, known.last) < NEW_LAW else None


def ahead(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
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
    for line in _lacking(state):
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
        born = ready if taken is None else max(ready, taken)
        none = next((a for a in desk.rules.absent.get("R14", ()) if a.law == desk.rules.law_on(born)), None)
        if none is None:
            gone = desk.rules.book_gone(state.kind) if born < NEW_LAW else ""
            yield desk.made("R14", born, f"{why} {gone}".rstrip(), NEW_LAW if gone else None, lines=about)
        else:
            said = f"{why} {none.cite}: {none.words}."
            yield Deadline(BOOK_OPENS, "", "Đủ điều kiện chuyển sổ theo dõi riêng", born, born, "", said, lines=about)


def returns(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """The day from which a request may be given back: so long after the decision, verified, without new information since."""
    if state.kind != "yc":
        return
    taken = _taken_over(standing)
    opens: dict[date, list[int]] = {}
    for line in _lacking(state):
        known = means.book(state, line)
        entry = decisions.catalogue().of("request_return", max(known.decided, NEW_LAW))
        if entry is None or entry.why or not known.verified or known.informed:
            continue
        # What was ready before there was such a way is ready from its first day on.
        ready = max(desk.calendar.due(known.decided, entry.years, "y", rolls=False), known.verified[0], NEW_LAW)
        opens.setdefault(ready, []).append(line.line.line)
    for ready, lines in sorted(opens.items()):
        entry = decisions.catalogue().of("request_return", ready)
        assert entry is not None
        born = ready if taken is None else max(ready, taken)
        why = f"Đủ điều kiện gửi lại yêu cầu ngày {short_date(ready)}. {entry.note}"
        about = tuple(lines) if len(state.open_lines) > len(lines) else ()
        yield Deadline(RETURN_OPENS, "", "Đủ điều kiện gửi lại yêu cầu thi hành án", born, born, entry.cite, why, lines=about)


def _ready_for_book(desk: Counter, state: MatterState, known: means.Book, day: date) -> date | None:
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


def _rolled(desk: Counter, case: str, start: date, beyond: date) -> date:
    """Move the repeated verification on until its term ends after the last day known of the matter."""
    for _ in range(60):
        end = desk.made("R12", start, "", case=case).due
        if end > beyond:
            return start
        start = end
    return start
