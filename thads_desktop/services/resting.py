"""What rests on what: a fact or a paper goes only while no later paper would lose what it rests on or printed.

A later paper rests on an event when, without it, the paper names what is not there, breaks a rule it kept, lifts what
never was, or (made here, deciding on obligations or printing their sums) tells other sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import PLACE
from thads_desktop.domain import acts, decide, events as ev, reach
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import OnLines, in_force
from thads_desktop.services.paper_facts import form_on
from thads_desktop.services.paper_rules import told, unverified

if TYPE_CHECKING:
    from collections.abc import Mapping, Set as AbstractSet

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: What forms call the sums and the groups of obligations that they print with what is left or done of each.
_SUMS = {"total_rest", "total_done", "obligations_hit", "obligations_done", "obligations_here"}


def refuse(
    desk: Desk, reader: Reader, events: list[ev.Event], gone: AbstractSet[int], paper: str, code: str,
    instead: Mapping[int, ev.Event] | None = None,
) -> None:  # fmt: skip
    """Refused, naming the first later paper (or move to the separate book), when something rests on the events that are
    to go, or on the paper itself ("" = on none). events: all of the matter; instead: what is put in the place of some of them."""
    put = instead or {}
    first = min((*gone, *put), default=0) or min((e.seq for e in events if _numbers(e, paper)), default=0)
    later = sorted((e for e in in_force(events) if e.seq > first and e.seq not in gone), key=lambda e: e.seq)
    left, now = [put.get(e.seq, e) for e in events if e.seq not in gone], fold(events)
    for event in later:
        body = event.body
        on = short_date(event.day) if event.day is not None else ""
        if isinstance(body, (ev.PaperNumbered, ev.PaperRecorded)) and body.paper != paper:
            way = _hangs(desk, reader, events, left, event, paper, now)
            if way:
                row = reader.row("paper", body.paper) or {}
                number = f" số {row['number_text']}" if row.get("number_text") else ""
                raise Refused(Refusal(code, {"what": f"{row.get('title', 'Văn bản')}{number} ngày {on}", "says": way}))
        elif isinstance(body, ev.MovedToSeparateBook) and _unbooked(events, left, event):
            raise Refused(Refusal(code, {"what": f"Việc chuyển sổ theo dõi riêng ngày {on}", "says": "hãy xóa dòng ấy trước"}))


def _numbers(event: ev.Event, paper: str) -> bool:
    return isinstance(event.body, (ev.PaperNumbered, ev.PaperRecorded)) and event.body.paper == paper


def _hangs(
    desk: Desk, reader: Reader, events: list[ev.Event], left: list[ev.Event], event: ev.Event, paper: str, now: MatterState
) -> str:
    """What is to be done first about a later paper that would be left hanging; "" where it would not be."""
    body = event.body
    assert isinstance(body, (ev.PaperNumbered, ev.PaperRecorded))
    stage = now.papers[body.paper].stage
    if stage == "void" or body.paper in now.undone:
        return ""
    effect = acts.from_plain((reader.row("paper", body.paper) or {}).get("effect") or {"kind": "amendment"})
    before, after = fold(events, None, event.seq - 1), fold(left, None, event.seq - 1)
    if stage == "recorded":
        way = "hãy xóa dòng ghi nhận văn bản ấy nếu ghi nhầm, hoặc thu hồi, hủy văn bản ấy trước"
    elif stage == "numbered":
        way = "hãy hủy số của văn bản ấy trước"
    else:
        way = "hãy thu hồi hoặc hủy văn bản ấy trước"
    if (paper and effect.target == paper) or _lifts(before, effect, paper):
        return way
    if _objections(desk, after, effect, event) - _objections(desk, before, effect, event):
        return way
    made_here = isinstance(body, ev.PaperNumbered)
    if made_here and _tells_sums(events, body, event) and _sums(before, effect, after) != _sums(after, effect, before):
        amended = any(isinstance(e.body, ev.Amended) and e.body.target == body.paper for e in in_force(events))
        sent = "hãy sửa đổi, thu hồi hoặc hủy văn bản ấy trước" if stage == "sent" else way
        return "" if amended else sent
    return ""


def _objections(desk: Desk, state: MatterState, effect: Effect, event: ev.Event) -> set[str]:
    assert event.day is not None
    whole = told(desk, effect, event.day, state)
    found = {r.code for r in decide.objections(state, whole, event.day, desk.law_on(event.day))} if state.exists else set()
    if effect.kind == "means_lacking" and unverified(state, effect.lines, event.day):
        found.add("means.not_verified")
    return found


def _lifts(before: MatterState, effect: Effect, paper: str) -> bool:
    """A continuation ends what the paper began."""
    if effect.kind != "continuation" or not paper:
        return False
    kinds = reach.lifted(effect)
    return any(c.paper == paper and c.kind in kinds for n in before.named(effect.lines) for c in before.lines[n].conditions)


def _tells_sums(events: list[ev.Event], body: ev.PaperNumbered | ev.PaperRecorded, event: ev.Event) -> bool:
    """The paper decides on obligations, or prints what is left or done of them. A record of a trip does neither."""
    assert event.day is not None
    if any(isinstance(e.body, OnLines) and e.body.paper == body.paper for e in events):
        return True
    form = form_on(body.form, event.day)
    parts = (*form.opening, *form.articles)
    return not form.minutes and any(x.each in _SUMS or _SUMS & set(PLACE.findall(x.text)) for x in parts)


def _sums(state: MatterState, effect: Effect, other: MatterState) -> dict[int, tuple[int, int, int, bool]]:
    """What was done, terminated and ended of the obligations that the paper is about."""
    hit = effect.lines if effect.lines and effect.kind != "delegation" else (*state.named(()), *other.named(()))
    return {n: (s.collected, s.terminated, s.given_off, s.ended is None) for n, s in state.lines.items() if n in hit}


def _unbooked(events: list[ev.Event], left: list[ev.Event], event: ev.Event) -> bool:
    """The obligations that moved to the separate book would not lack means any more."""
    body = event.body
    assert isinstance(body, ev.MovedToSeparateBook)
    return _lacking(events, event, body.lines) > _lacking(left, event, body.lines)


def _lacking(events: list[ev.Event], event: ev.Event, lines: tuple[int, ...]) -> set[int]:
    state = fold(events, event.day, event.seq - 1)
    return {n for n in state.named(lines) if any(c.kind == "lacks_means" for c in state.lines[n].conditions)}
