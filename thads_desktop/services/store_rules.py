"""What an item may rest on when it goes out: what the judgment says of it, the order, the enforcement decision, the notice and that the time
to fetch it is over, a decision of the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.law import decisions, due_store, store_law

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.store import ItemState
    from thads_desktop.law.due import Counter
    from thads_desktop.law.store_law import Reason
    from thads_desktop.storage.reader import Reader

NO_DECISION = "vật chứng chưa gắn với quyết định thi hành án nào"
NO_NOTICE = "chưa ghi thông báo cho người được nhận"
NO_DELEGATION = "việc chưa có quyết định ủy thác"


@dataclass(frozen=True, slots=True)
class Ground:
    """paper: what it rests on, "" = the judgment or the order; lacks: what is missing, "" = nothing."""

    paper: str
    lacks: str


def ground(reader: Reader, s: ItemState, reason: Reason, day: date) -> Ground:
    """What an item rests on when it goes out for a reason on a day."""
    needs = reason.asks(s.fate)
    if needs == "order":
        return Ground("", "")
    state = fold(reader.events_of(f"matter:{s.matter}"), day) if s.matter else None
    if state is None or not state.exists:
        return Ground("", NO_DECISION)
    if needs == "notice":
        return Ground("", "" if s.noticed is not None and s.noticed <= day else NO_NOTICE)
    if needs == "delegated":
        paper = _delegation(state, s.line)
        return Ground(paper or "", NO_DELEGATION if paper is None else "")
    if needs.startswith("act:"):
        return _decision(state, needs.partition(":")[2], s.line, day)
    return Ground("", "")


def problems(s: ItemState, code: str, reason: Reason, day: date, by: Counter) -> list[Refusal]:
    """Why it does not go out for a reason by what the judgment says of it, what it is, and while it may still be fetched."""
    law, found = store_law.load(), []
    facts = {"code": code, "reason": reason.title}
    if reason.fates and s.fate not in reason.fates:
        fits = "; ".join(r.title for r in reasons(day) if s.fate in r.fates and (not r.kinds or s.kind in r.kinds))
        known = {**facts, "fate": law.fates.get(s.fate, s.fate), "fits": fits}
        found.append(Refusal("store.other_fate" if fits else "store.no_fate", known, "reason", law.fate_cite(s.fate, day)))
    elif reason.kinds and s.kind not in reason.kinds:
        known = {**facts, "kind": law.kinds.get(s.kind, s.kind), "known": ", ".join(law.kinds[k] for k in reason.kinds)}
        found.append(Refusal("store.other_kind", known, "reason", reason.cite))
    if s.fate == "return" and s.kind in reason.waits and s.noticed is not None and s.noticed <= day:
        term = due_store.to_fetch(by, s.kind, s.noticed)
        if term is not None and day <= term.due:
            known = {**facts, "told": short_date(s.noticed), "until": short_date(term.due)}
            found.append(Refusal("store.too_early", known, "day", term.cite))
    return found


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


def minuted_until(reader: Reader, places: Collection[str]) -> date | None:
    """Up to which day the stock of one of these places stands in the minutes of a stock-taking; None = of none."""
    from thads_desktop.domain.store import counting_of

    found = (counting_of(reader.events_of(subject)) for subject in reader.subjects("stocktaking"))
    return max((c.day for c in found if c is not None and c.closed is not None and c.place in ("", *places)), default=None)


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
