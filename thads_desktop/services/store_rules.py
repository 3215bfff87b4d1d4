"""What an item may rest on when it goes out: the order, the enforcement decision, the notice, a decision of the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import standing
from thads_desktop.law import decisions, due_store, store_law
from thads_desktop.law.crossing import until

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.store import ItemState
    from thads_desktop.law.due import Counter
    from thads_desktop.law.store_law import Reason
    from thads_desktop.storage.reader import Reader

NO_DECISION = "vật chứng chưa gắn với quyết định thi hành án nào"
NO_NOTICE = "chưa ghi thông báo cho người được nhận"
FETCH_TIME, FETCH_OPEN = "store.fetch_time", "store.fetch_open"
NO_DELEGATION = "việc chưa có quyết định ủy thác"


@dataclass(frozen=True, slots=True)
class Ground:
    """paper: what it rests on, "" = the judgment or the order; lacks: what is missing, "" = nothing."""

    paper: str
    lacks: str
    #: Whoever may fetch it still has time by both laws, or by one of them: "" | "store.fetch_time" | "store.fetch_open"; until when.
    fetch: str = ""
    until: str = ""


def ground(desk: Counter, reader: Reader, s: ItemState, reason: Reason, day: date) -> Ground:
    """What an item rests on when it goes out for a reason on a day. desk: what counts the time to fetch it."""
    needs = reason.asks(s.fate)
    if needs == "order":
        return Ground("", "")
    state = fold(reader.events_of(f"matter:{s.matter}"), day) if s.matter else None
    if state is None or not state.exists:
        return Ground("", NO_DECISION)
    if needs == "notice":
        return _fetched(desk, s, s.noticed, day) if s.noticed is not None and s.noticed <= day else Ground("", NO_NOTICE)
    if needs == "delegated":
        paper = _delegation(state, s.line)
        return Ground(paper or "", NO_DELEGATION if paper is None else "")
    if needs.startswith("act:"):
        return _decision(state, needs.partition(":")[2], s.line, day)
    return Ground("", "")


def _fetched(desk: Counter, s: ItemState, noticed: date, day: date) -> Ground:
    time = due_store.time_to_fetch(desk, s.kind, noticed)
    if time is None or day > time.days[-1]:
        return Ground("", "")
    return Ground("", "", FETCH_TIME if day <= time.days[0] else FETCH_OPEN, until(time))


def still(reason: Reason, code: str, rests: Ground) -> Refusal:
    """Whoever may fetch it still has time."""
    field = "reason" if rests.fetch == FETCH_TIME else "confirmed"
    return Refusal(rests.fetch, {"code": code, "reason": reason.title, "due": rests.until}, field, reason.cite)


def refusal(reason: Reason, code: str, lacks: str) -> Refusal:
    """Why it does not go out."""
    return Refusal("store.no_ground", {"code": code, "reason": reason.title, "lacks": lacks}, "reason", reason.cite)


def counting_day(reader: Reader) -> date | None:
    """The day of the stock-taking that is open, if one is."""
    from thads_desktop.domain.store import counting_of

    for subject in reader.subjects("stocktaking"):
        found = counting_of(reader.events_of(subject))
        if found is not None and found.closed is None and not found.dropped:
            return found.day
    return None


def reasons(day: date) -> list[Reason]:
    """Why a thing may go out under the law of a day, in the order of the file."""
    from thads_desktop.law.ruleset import Rules

    return list(store_law.load().reasons[Rules.law_on(day)].values())


def _decision(state: MatterState, act: str, line: int, day: date) -> Ground:
    for done in reversed(state.done):
        if done.act == act and done.day <= day and (not line or not done.lines or line in done.lines):
            return Ground(done.paper, "")
    entry = decisions.catalogue().of(act, day)
    title = entry.title if entry is not None else act
    return Ground("", f"việc chưa có {title[:1].lower()}{title[1:]} đã ban hành")


def _delegation(state: MatterState, line: int) -> str | None:
    """The paper by which it was delegated; None where it was not."""
    for n, s in state.lines.items():
        if s.ended is not None and s.ended.kind == "delegated" and line in (0, n):
            return s.ended.paper
    return next((d.paper for d in reversed(state.done) if d.act == "asset_delegation" and (not d.lines or line in (0, *d.lines))), None)


def last_line(reader: Reader, item: str) -> int:
    """The place in the log of the last line of an item's card that stands; 0 = none."""
    found = standing(reader.events_of(f"item:{item}"))
    return max((e.seq for e in found), default=0)
