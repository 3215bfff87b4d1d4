"""What a decision that is to be withdrawn or cancelled would leave in the air: later ones that stand, and act on what it alone made.

Who owes or is owed since a transfer, whom a measure is against, what lack of means sent a request back: without the earlier decision a
later one would act on nothing, and yet be in force. The later one goes first. What only ended what the earlier one began (a
continuation, the end of a measure) hangs on nothing; voiding and striking ask more (``resting``), for there the paper never was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents.form import load_forms
from thads_desktop.domain import acts, decide, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.services import paper_text

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: What is said of a decision that names who is not there, or what was not found.
_HANGS = ("transfer.", "party.", "return.")


def objections(desk: Desk, reader: Reader, events: list[ev.Event], effect: Effect, day: date, now: MatterState) -> list[Refusal]:
    """Against a withdrawal or cancellation that is not made yet, the first later decision that rests on its target. events: all of the matter."""
    undone = [b for b in decide.effect_events(now, effect, "?", "issued") if isinstance(b, ev.EffectUndone)]
    first = min((e.seq for e in events if undone and _numbers(e.body, effect.target)), default=0)
    if not first:
        return []
    last = events[-1]
    added = [ev.Event(last.seq + 1, day, last.recorded, last.actor, last.role, last.subject, last.law, body) for body in undone]
    for event in sorted((e for e in in_force(events) if e.seq > first), key=lambda e: e.seq):
        body = event.body
        if not isinstance(body, (ev.PaperNumbered, ev.PaperRecorded)) or _over(now, body.paper) or _says_only(now, body.paper):
            continue
        row = reader.row("paper", body.paper) or {}
        if "effect" not in row or event.day is None:
            continue
        known = [e for e in events if e.seq < event.seq or isinstance(e.body, (ev.Struck, ev.EffectUndone))]
        later, states = acts.from_plain(row["effect"]), (fold(known), fold([*known, *added]))
        before, after = ({*_faults(desk, state, later, event.day), *_untouched(state, later)} for state in states)
        if later.kind == "amendment" and _unsaid(reader, row, events, event.seq, effect.target):
            after.add("mend.not_in_text")
        if after - before:
            number = f" số {row['number_text']}" if row.get("number_text") else ""
            what = f"{row.get('title', 'Văn bản')}{number} ngày {short_date(event.day)}"
            return [Refusal("undo.rests_on", {"what": what}, "target")]
    return []


def _says_only(state: MatterState, paper: str) -> bool:
    """Minutes and summonses tell what was found and what is owed; nothing rests on them that could be in force, and minutes are never withdrawn."""
    return minutes(state, paper) or state.papers[paper].form == "summons"


def _numbers(body: ev.Body, paper: str) -> bool:
    return isinstance(body, (ev.PaperNumbered, ev.PaperRecorded)) and body.paper == paper


def _over(now: MatterState, paper: str) -> bool:
    """The paper does nothing any more: void, undone, or a measure that ended."""
    held = [m.ended for m in now.measures if m.paper == paper]
    return now.papers[paper].stage == "void" or paper in now.undone or (bool(held) and None not in held)


def _faults(desk: Desk, state: MatterState, later: Effect, day: date) -> set[str]:
    if not state.exists:
        return set()
    return {r.code for r in decide.objections(state, later, day, desk.law_on(day)) if r.code.startswith(_HANGS)}


def _untouched(state: MatterState, later: Effect) -> set[str]:
    """The obligations on which a transfer moves nobody, where it moves somebody on others."""
    if later.kind != "transfer":
        return set()
    side = "debtors" if later.side == "debtor" else "creditors"
    return {f"{n}" for n in state.named(later.lines) if later.party not in getattr(state.lines[n].line, side)}


def _unsaid(reader: Reader, row: dict[str, Any], events: list[ev.Event], seq: int, gone: str) -> bool:
    """The words in whose place a later amendment put others were written by the one that is to go alone."""
    old, opening = str(row.get("texts", {}).get("old_text", "")), fold(events).opening_paper
    target = str(row["effect"].get("target", "")) or opening
    if not old:
        return False
    said = []
    for without in ("", gone):
        known = [e for e in in_force(events) if e.seq < seq and not (isinstance(e.body, ev.Amended) and e.body.paper == without)]
        text = paper_text.signed(reader, target)
        for change in paper_text.changes_of(reader, known, opening, target):
            text = paper_text.changed(text, change)
        said.append(old in text)
    return said == [True, False]


def minutes(state: MatterState, paper: str) -> bool:
    """A paper that decides nothing and bears no number: it is neither amended nor withdrawn nor cancelled."""
    stands = state.papers.get(paper)
    if stands is None:
        return False
    return (stands.stage in ("numbered", "sent") and not stands.number) or any(
        f.id == stands.form and f.minutes for f in load_forms()
    )
