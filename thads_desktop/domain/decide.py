"""May this be done, and what happens then? Pure decisions over the folded state of a matter.

``objections`` lists every rule an act would break on a day. For a paper made here any objection is a refusal;
for an act recorded after the fact the same codes are kept as its breaches. ``effect_events`` gives the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from thads_desktop.domain import (
    decide_procedure,
    events as ev,
    giving,
    lawful_ways,
    means,
    part_events,
    procedure_events as pe,
    reach,
)
from thads_desktop.domain.acts import GROUND_KINDS, PLAIN, Effect
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.matter import ConditionKind, LineState, MatterState

#: Acts that only make sense on obligations still open.
_ON_OPEN = (
    "assignment", "means_lacking", "deferral", "suspension", "suspension_notice", "continuation", "termination",
    "delegation", "summons", "verification", *decide_procedure.ON_OPEN,
)  # fmt: skip
#: Acts that stop, let go on or end obligations, whoever owes them.
_WHOLE = ("means_lacking", "deferral", "suspension", "suspension_notice", "continuation", "termination", "delegation", "withdrawal", "cancellation")
#: A continuation of what stands on several grounds.
SEVERAL = "continuation.several"
MAX_AMOUNT = 10**15


class LawView(lawful_ways.Ways, decide_procedure.ProcedureLaw, Protocol):
    """The law in force on the day of the act, as far as a decision asks it."""

    def ground_cite(self, kind: str, clause: str) -> str | None:
        """The citation of a ground, or None when the law of the day knows no such clause."""

    def needs_until(self, kind: str, clause: str) -> bool:
        """The ground names a term: the decision says until when."""

    def latest_until(self, kind: str, clause: str, asked: date | None = None) -> tuple[date, int] | None:
        """The last day a decision of this day may name under the ground, and the months the law allows; None = no limit.
        asked: the day of the document that asks for it, from which the months count."""

    def once(self, kind: str, clause: str, day: date) -> bool:
        """The law of that day allows one decision only on this ground."""

    def defers(self, clause: str) -> str:
        """The clause of the deferral that a lack of means on this ground may carry with it; "" when none may."""

    def lifting(self, end: str) -> tuple[str, ...]:
        """The grounds on which a continuation may lift deferral, suspension or means_lacking."""

    def to_delegate(self, clause: str, day: date) -> bool:
        """Withdrawn on this ground on that day means: withdrawn because the obligations are delegated."""

    def cite(self, topic: str) -> str:
        """The article behind a refusal: enforcement, termination, end, separate_book, continuation ..."""


def objections(state: MatterState, effect: Effect, day: date, law: LawView) -> list[Refusal]:
    """Every rule the act would break on its day; empty = lawful as far as the program knows."""
    if effect.kind == "enforcement":
        return _opening_objections(state, effect, day, law)
    found: list[Refusal] = []
    if not state.exists:
        return [Refusal("matter.no_decision", field="matter", cite=law.cite("enforcement"))]
    assert state.opened is not None
    effect = reach.acting(state, effect)
    if day < state.opened:
        found.append(Refusal("act.before_decision", {"day": _d(day), "opened": _d(state.opened)}, "day"))
    if effect.kind == PLAIN:
        return found
    given = given_away(state, effect, day, law)
    if effect.kind in _ON_OPEN and state.ended and not given:
        found.append(Refusal("matter.ended", {"day": _d(state.status_day)}, "matter", law.cite("end")))
    else:
        found += _lines_objections(state, effect, given)
    found += _ground_objections(effect, law)
    found += giving.objections(state, effect, day, law)
    found += _kind_objections(state, effect, day, law)
    told = [*decide_procedure.objections(state, effect, day, law), *lawful_ways.objections(state, effect, law)]
    return [*found, *{r.code: r for r in reversed(told)}.values()]


def _opening_objections(state: MatterState, effect: Effect, day: date, law: LawView) -> list[Refusal]:
    opening = effect.opening
    assert opening is not None
    cite = law.cite("enforcement")
    found: list[Refusal] = []
    if state.exists:
        found.append(Refusal("decision.already", field="matter", cite=cite))
    if opening.judgment_day is not None and day < opening.judgment_day:
        found.append(Refusal("decision.before_judgment", {"judgment": _d(opening.judgment_day)}, "day", cite))
    elif opening.received is not None and day < opening.received:
        found.append(Refusal("decision.before_receipt", {"received": _d(opening.received)}, "day", cite))
    if opening.kind == "yc" and not opening.request and not opening.delegated_in:
        found.append(Refusal("decision.no_request", field="request", cite=cite))
    if not opening.lines:
        found.append(Refusal("decision.no_lines", field="lines"))
    for line in opening.lines:
        if line.due is not None and not 0 < line.due <= MAX_AMOUNT:
            found.append(Refusal("line.bad_amount", {"line": str(line.line)}, "lines"))
        # Of its own motion the office confiscates and destroys what nobody owes, and gives money back.
        own = opening.kind == "cd" and (line.due is None or line.ownerless or (bool(line.creditors) and not line.state_revenue))
        if not line.debtors and not own:
            found.append(Refusal("line.no_debtor", {"line": str(line.line)}, "lines"))
    return found


def given_away(state: MatterState, effect: Effect, day: date, law: LawView) -> tuple[int, ...]:
    """Ended lines that the act may still name, because it is the other half of one delegation: the law wants the decision
    withdrawn for what is delegated, and the two papers come in either order. Without lines named: those of the other half,
    where no line is open any more."""
    if effect.amount is not None:
        return giving.ended_but_waiting(state, effect)
    if effect.kind == "delegation":
        found = [n for n, s in state.lines.items() if s.ended is not None and s.ended.kind == "withdrawn"
                 and s.ended.day <= day and law.to_delegate(s.ended.clause, s.ended.day)]  # fmt: skip
    elif effect.kind == "withdrawal" and _of_opening(state, effect) and law.to_delegate(effect.clause, day):
        # A delegated line that bears a clause was withdrawn already.
        found = [n for n, s in state.lines.items() if s.ended is not None and s.ended.kind == "delegated" and not s.ended.clause]
    else:
        found = []
    if not effect.lines:
        return () if state.open_lines else tuple(found)
    return tuple(n for n in effect.lines if n in found)


def _of_opening(state: MatterState, effect: Effect) -> bool:
    return effect.target in ("", state.opening_paper)


def _lines_objections(state: MatterState, effect: Effect, given: tuple[int, ...]) -> list[Refusal]:
    unknown = [n for n in effect.lines if n not in state.lines]
    closed = [n for n in effect.lines if n in state.lines and state.lines[n].ended is not None and n not in given]
    found = [Refusal("line.unknown", {"line": str(n)}, "lines") for n in unknown]
    ends = effect.kind in ("withdrawal", "cancellation") and _of_opening(state, effect)
    if effect.kind in _ON_OPEN or (ends and not state.ended):
        found += [Refusal("line.ended", {"line": str(n)}, "lines") for n in closed]
    found += [Refusal("line.paid", {"line": str(n)}, "lines") for n in reach.paid_up(state, effect)]
    if effect.party and effect.kind not in decide_procedure.KINDS and effect.party not in means.debtors(state.lines.values()):
        found.append(Refusal("party.not_debtor", field="party"))
    elif effect.party and effect.kind in _WHOLE:
        # What stands on record is of obligations: it would stop or end what the others owe, whom the paper does not name.
        shared = [n for n in state.named(effect.lines) if set(state.lines[n].line.debtors) - {effect.party}]
        found += [Refusal("party.whole_line", {"line": str(n)}, "party") for n in shared[:1]]
    return found


def _ground_objections(effect: Effect, law: LawView) -> list[Refusal]:
    kind = GROUND_KINDS[effect.kind]
    if not kind:
        return []
    if law.ground_cite(kind, effect.clause) is None:
        if not effect.clause:
            return [Refusal("ground.missing", field="clause", cite=law.cite(effect.kind))]
        return [Refusal("ground.unknown", {"clause": effect.clause}, "clause", law.cite(effect.kind))]
    return []


def _kind_objections(state: MatterState, effect: Effect, day: date, law: LawView) -> list[Refusal]:
    """Everything that stands against this kind of act, not only the first of it."""
    asked = effect.kind in ("means_lacking", "deferral", "suspension", "suspension_notice", "termination")
    hit = [state.lines[n] for n in state.named(effect.lines)] if asked else []
    found: list[Refusal] = []
    match effect.kind:
        case "assignment":
            if not effect.officer:
                found.append(Refusal("officer.missing", field="officer"))
            elif effect.officer == state.officer:
                found.append(Refusal("officer.same", field="officer"))
        case "means_lacking":
            if hit and all(any(c.kind == "lacks_means" for c in s.conditions) for s in hit):
                found.append(Refusal("means.already", cite=law.cite("means_lacking")))
            if effect.defers and effect.defers != law.defers(effect.clause):
                found.append(Refusal("means.no_deferral", field="defers", cite=law.cite("means_lacking")))
        case "deferral":
            found += _deferral_objections(state, effect, hit, day, law)
        case "suspension" | "suspension_notice":
            if _stands(hit, "suspension", effect.clause):
                found.append(Refusal("suspension.already", cite=law.cite("suspension")))
        case "continuation":
            found += _continuation_objections(state, effect, law)
        case "termination":
            found += _termination_objections(effect, hit, law)
        case "delegation":
            if not effect.to_office.strip():
                found.append(Refusal("delegation.no_office", field="to_office", cite=law.cite("delegation")))
        case "withdrawal" | "amendment" | "cancellation":
            found += _target_objections(state, effect, day, law)
        case _:
            pass
    return found


def _stands(hit: Sequence[LineState], kind: ConditionKind, clause: str) -> bool:
    """Each of them bears it on this very ground (one that was carried in without its ground may be that one); on another ground
    it may bear it too, and goes on only when every one is gone."""
    return bool(hit) and all(any(c.kind == kind and c.clause in ("", clause) for c in s.conditions) for s in hit)


def _deferral_objections(
    state: MatterState, effect: Effect, hit: Sequence[LineState], day: date, law: LawView
) -> list[Refusal]:
    found = []
    cite = law.ground_cite("deferral", effect.clause) or ""
    if effect.until is not None and effect.until < day:
        found.append(Refusal("deferral.until_past", {"until": _d(effect.until)}, "until"))
    if _stands(hit, "deferral", effect.clause):
        found.append(Refusal("deferral.already", cite=law.cite("deferral")))
    if effect.until is None and law.needs_until("deferral", effect.clause):
        found.append(Refusal("deferral.no_until", {"clause": effect.clause}, "until", cite))
    if effect.asked is not None and effect.asked > day:
        found.append(Refusal("deferral.asked_later", {"asked": _d(effect.asked)}, "asked"))
    if law.once("deferral", effect.clause, day):
        found += _again(state, effect, day, law, cite)
    limit = law.latest_until("deferral", effect.clause, effect.asked)
    if limit is not None and effect.until is not None and effect.until > limit[0]:
        told = {"months": f"{limit[1]:02d}", "latest": _d(limit[0])}
        found.append(Refusal("deferral.too_long", told, "until", cite))
    return found


def _again(state: MatterState, effect: Effect, day: date, law: LawView, cite: str) -> list[Refusal]:
    """Obligations that were deferred before on a ground that allows it once; what was withdrawn was none."""
    wanted = set(effect.lines or state.named(()))
    before = [x for x in state.deferred if x.since <= day and wanted & set(x.lines) and law.once("deferral", x.clause, x.since)]
    if not before:
        return []
    hit = sorted({n for x in before for n in x.lines} & wanted)
    facts = {"lines": ", ".join(str(n) for n in hit), "day": _d(min(x.since for x in before))}
    return [Refusal("deferral.once", facts, "clause", cite)]


def ends_of(state: MatterState, clause: str, lines: tuple[int, ...], law: LawView) -> tuple[str, ...]:
    """What a continuation on this ground lifts; with the lack of means the deferral that came with it."""
    found = [end for end in reach.LIFTS if clause in law.lifting(end)]
    beside = "means_lacking" in found and reach.deferred_beside(state, lines)
    return (*found, "deferral") if beside else tuple(found)


def _continuation_objections(state: MatterState, effect: Effect, law: LawView) -> list[Refusal]:
    held = reach.held(state, effect)
    if not held:
        return [Refusal("continuation.nothing", field="clause", cite=law.cite("continuation"))]
    ends = ends_of(state, effect.clause, effect.lines, law)
    wrong = [end for end in reach.LIFTS if end in held and end not in ends] if ends else []
    if not wrong:
        return _several(state, effect, law)
    fit = law.lifting(wrong[0])
    facts = {"clauses": " hoặc ".join(fit)}
    return [Refusal("continuation.other_ground", facts, "clause", law.ground_cite("continuation", fit[0]) or "")]


def _several(state: MatterState, effect: Effect, law: LawView) -> list[Refusal]:
    """Deferred or suspended on several grounds: who signs says that every one of them is gone."""
    if SEVERAL in effect.confirmed:
        return []
    kinds = reach.lifted(effect) & {"deferral", "suspension"}
    for n in reach.stopped(state, effect):
        for kind in sorted(kinds):
            grounds = dict.fromkeys(c.clause for c in state.lines[n].conditions if c.kind == kind)
            if len(grounds) > 1:
                facts = {"line": str(n), "clauses": ", ".join(grounds)}
                return [Refusal(SEVERAL, facts, "confirmed", law.cite("continuation"))]
    return []


def _termination_objections(effect: Effect, hit: Sequence[LineState], law: LawView) -> list[Refusal]:
    if effect.amount is None:
        return []
    if not 0 < effect.amount <= MAX_AMOUNT:
        return [Refusal("termination.bad_amount", field="amount")]
    if len(hit) != 1 or hit[0].line.due is None:
        return [Refusal("termination.one_line", field="line", cite=law.cite("termination"))]
    if effect.amount > hit[0].rest:
        return [Refusal("termination.more_than_rest", field="amount", cite=law.cite("termination"))]
    return []


def _target_objections(state: MatterState, effect: Effect, day: date, law: LawView) -> list[Refusal]:
    undoes = effect.kind in ("withdrawal", "cancellation")
    found = []
    if undoes and _of_opening(state, effect) and state.ended and not given_away(state, effect, day, law):
        found.append(Refusal("matter.ended", {"day": _d(state.status_day)}, "matter", law.cite("end")))
    if effect.kind == "amendment" and _of_opening(state, effect) and state.taken_back(state.opening_paper):
        found.append(Refusal("target.undone", field="target", cite=law.cite(effect.kind)))
    if not effect.target:
        return found
    if (undoes or effect.kind == "amendment") and effect.target in state.undone:
        found.append(Refusal("target.undone", field="target", cite=law.cite(effect.kind)))
        return found
    paper = state.papers.get(effect.target)
    if paper is None or paper.stage in ("draft", "submitted", "returned", "signed", "void"):
        found.append(Refusal("target.not_issued", field="target", cite=law.cite(effect.kind)))
    return found


def effect_events(state: MatterState, effect: Effect, paper: str, origin: ev.Origin) -> list[ev.Body]:
    """What the act adds to the matter once its paper exists."""
    if origin == "issued":
        effect = reach.acting(state, effect)
    effect = giving.whole(state, effect)
    made = _effects(state, effect, paper, origin)
    return [*made, pe.HeadDecided(effect.confirmed, paper)] if effect.confirmed else made


def _effects(state: MatterState, effect: Effect, paper: str, origin: ev.Origin) -> list[ev.Body]:
    match effect.kind:
        case "enforcement":
            o = effect.opening
            assert o is not None
            opened: list[ev.Body] = [
                ev.MatterOpened(
                    origin, o.kind, o.case_type, o.judgment, o.lines, paper, o.request, o.delegated_in, o.urgent
                )
            ]
            if effect.officer:
                opened.append(ev.OfficerAssigned(effect.officer, paper=paper))
            return opened
        case "assignment":
            return [ev.OfficerAssigned(effect.officer, bool(state.officer), paper)]
        case "means_lacking":
            lacking = ev.MeansLacking(effect.clause, effect.lines, paper, effect.address_unknown, effect.prisoner)
            return [lacking, ev.Deferred(effect.defers, effect.lines, None, paper)] if effect.defers else [lacking]
        case "deferral":
            return [ev.Deferred(effect.clause, effect.lines, effect.until, paper)]
        case "suspension":
            return [ev.Suspended(effect.clause, effect.lines, False, paper)]
        case "suspension_notice":
            return [ev.Suspended(effect.clause, effect.lines, True, paper)]
        case "continuation":
            # A recorded one may lie before what stands now: the fold finds what it lifted on its own day.
            going = reach.stopped(state, effect) if origin == "issued" else ()
            every = len(going) in (0, len(state.open_lines))
            return [ev.Continued(effect.lines if every else going, effect.ends, paper)]
        case "termination":
            return [ev.Terminated(effect.clause, effect.lines, effect.amount, paper)]
        case "delegation":
            if effect.amount is not None:
                return [part_events.PartGivenAway("delegated", effect.lines, effect.amount, paper, to_office=effect.to_office)]
            return [ev.Delegated(effect.to_office, effect.lines, paper)]
        case "withdrawal":
            return _undoing(state, effect, paper, ev.Withdrawn)
        case "cancellation":
            return _undoing(state, effect, paper, ev.Cancelled)
        case "amendment":
            return [ev.Amended(effect.target, paper)]
        case "summons":
            about = tuple(state.named(effect.lines))
            return [ev.SummonsServed(paper, about if len(about) < len(state.lines) else (), effect.party)]
        case "verification":
            if not effect.result:
                return []
            return [ev.Verified(effect.result, paper, effect.address_unknown, effect.prisoner, party=effect.party)]
        case "paper":
            return []
        case _:
            return decide_procedure.effects(effect, paper)


def _undoing(state: MatterState, effect: Effect, paper: str, end: type[ev.Withdrawn | ev.Cancelled]) -> list[ev.Body]:
    """Withdrawing or cancelling the enforcement decision ends its lines; of another decision it undoes what it did."""
    if not effect.target or effect.target == state.opening_paper:
        if effect.amount is not None and end is ev.Withdrawn:
            return [part_events.PartGivenAway("withdrawn", effect.lines, effect.amount, paper, clause=effect.clause)]
        return [end(effect.clause, effect.lines, paper)]
    # Every obligation by name is the whole: the target is done with.
    lines = effect.lines if reach.in_part(state, effect) else ()
    return [ev.EffectUndone(effect.target, lines, paper)]


def _d(day: date | None) -> str:
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"
