"""What stands against a paper on its day: the act's own rules, its form, the officer it names, the request it answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.documents.facts import field_faults
from thads_desktop.documents.form import load_forms
from thads_desktop.domain import decide, events as ev, ledger_events as le, means, reach
from thads_desktop.domain.acts import BESIDE, MEASURES, PLAIN
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import OnLines, in_force
from thads_desktop.services import (
    asked_before,
    assignments,
    called_for,
    delegation_rules,
    entry_papers,
    fee_due,
    hanging,
    inputs,
    intake,
    intake_papers,
    measure_forms,
    one_decision,
    owing,
    paper_counts,
    paper_days,
    paper_figures,
    paper_text,
    projecting,
    transfers,
    undoing,
)
from thads_desktop.services.issuers import by_officer
from thads_desktop.services.paper_facts import form_on
from thads_desktop.services.paper_place import entry_of, judgment_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.acts import Effect, Opening
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: Papers that change nothing of the obligations: they may be dated before what came later.
_QUIET = ("enforcement", "summons", "verification", "amendment", "assignment", "exit_ban", "security", "measure_end", PLAIN, *BESIDE)


def objections(
    desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date, events: list[ev.Event] | None = None
) -> list[Refusal]:  # fmt: skip
    """Every rule that the paper would break on its day; for a recorded one they are its breaches. events: all of the matter, of who
    asks for many papers at once."""
    effect = draft.effect
    if entry_of(draft.matter) or judgment_of(draft.matter):
        beside = entry_papers.objections if entry_of(draft.matter) else intake_papers.objections
        return [*beside(desk, reader, draft, day), *_form(desk, reader, state, draft, day), *paper_text.objections(reader, state, draft)]
    found = decide.objections(state, effect, day, desk.law_on(day)) + _form(desk, reader, state, draft, day)
    found += paper_figures.objections(desk, reader, state, draft, day) + paper_text.objections(reader, state, draft)
    if effect.officer and effect.kind in ("enforcement", "assignment"):
        lines = effect.opening.lines if effect.opening is not None else [s.line for s in state.lines.values()]
        found += assignments.officer_objections(desk, reader, lines, effect.officer, day)
    if effect.kind == "cancellation" and state.exists:
        found += _own(desk, state, effect.target, day)
    if effect.kind in ("withdrawal", "cancellation", "amendment") and hanging.minutes(state, effect.target):
        found.append(Refusal("target.no_decision", field="target", cite=desk.law_on(day).cite(effect.kind)))
    elif effect.kind in ("withdrawal", "cancellation") and state.exists:
        found += undoing.objections(reader, draft.matter, effect, day, state, events) + _insolvent(desk, reader, draft, day, events)
        found += hanging.objections(desk, reader, events or reader.events_of(f"matter:{draft.matter}"), effect, day, state)
    found += called_for.objections(reader, state, effect, draft.matter, events)
    found += fee_due.objections(desk, reader, state, effect, draft.matter, day, events)
    found += delegation_rules.objections(desk, reader, draft.matter, effect, day, events)
    if effect.opening is not None:
        found += _opening(desk, reader, effect, effect.opening, day) + one_decision.objections(reader, projecting.Names(reader), draft, day)
        found += _unsaid(draft, effect.opening)
    found += _of_kind(desk, reader, state, draft, day)
    if effect.kind not in _QUIET:
        said = {r.code for r in found}
        known = reader.events_of(f"matter:{draft.matter}") if events is None else events
        found += [r for r in _later(desk, known, draft, day) if r.code not in said]
    return found


def _of_kind(desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date) -> list[Refusal]:
    """What stands against papers of one kind alone."""
    effect, found = draft.effect, list[Refusal]()
    if (effect.kind in MEASURES or _of_coercion(draft, day)) and state.exists and _nobodys(reader, state, draft):
        found.append(Refusal("measure.nobody", field="lines"))
    if effect.kind == "transfer" and state.exists:
        found += transfers.objections(reader, state, draft)
    if effect.kind == "summons" and state.exists:
        found += _called(desk, reader, state, draft, day)
    if effect.kind == "coercion" and effect.until is not None:
        found += _coercion_day(desk, reader, effect.until, day)
    if effect.kind == "taking_up":
        found.append(Refusal("taking_up.elsewhere", cite=desk.law_on(day).cite("taking_up")))
    if effect.kind == "means_lacking" and state.exists:
        found += _verified(desk, reader, state, draft, day)
    return found


def _of_coercion(draft: Draft, day: date) -> bool:
    """A paper of no effect of its own that somebody is coerced by: a plan, a notice, minutes."""
    if draft.effect.kind != PLAIN:
        return False
    form = next((f for f in load_forms() if f.id == draft.form and f.on(day)), None)
    return form is not None and bool({"coerced", "coercion_decision"} & set(form.needs))


def _opening(desk: Desk, reader: Reader, effect: Effect, opening: Opening, day: date) -> list[Refusal]:
    """The request that a decision answers; a decision of the office's own motion wants something to be decided so."""
    found: list[Refusal] = []
    if opening.request:
        found += _request(desk, reader, opening, day) + asked_before.objections(desk, reader, effect, day)
    if opening.kind == "cd" and not intake.of_its_own_motion(reader, opening.judgment):
        found.append(Refusal("decision.no_ex_officio", field="kind", cite=desk.law_on(day).cite("enforcement")))
    return found


def _called(desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date) -> list[Refusal]:
    """Who is called to perform of his own will: one debtor of what somebody owes, and nobody where there is no time for it."""
    names, cite = projecting.Names(reader), desk.law_on(day).cite("summons")
    texts = names.row("matter", draft.matter).get("obligations", {})
    lines = [state.lines[n].line for n in state.named(reach.acting(state, draft.effect).lines)]
    owed = owing.owed(names, state.kind, lines, texts)
    if state.urgent or (lines and not owed and state.origin != "carried"):
        return [Refusal("summons.nobody", field="lines", cite=cite)]
    who = list(dict.fromkeys(p for x in owed for p in x.debtors))
    if draft.effect.party and draft.effect.party not in who:
        return [Refusal("party.not_debtor", field="party")]
    return [Refusal("summons.which_debtor", field="party")] if len(who) > 1 and not draft.effect.party else []


def _unsaid(draft: Draft, opening: Opening) -> list[Refusal]:
    """Obligations of which neither words nor an amount say what is to be done."""
    empty = [x.line for x in opening.lines if x.due is None and not inputs.body(draft.texts.get(f"obligation_{x.line}", ""), "")]
    return [Refusal("opening.no_text", {"line": str(n)}, f"text_{n}") for n in empty]


def _coercion_day(desk: Desk, reader: Reader, when: date, day: date) -> list[Refusal]:
    """Nobody is coerced on a day off; nor before it was decided."""
    if when < day:
        return [Refusal("measure.day_past", {"day": short_date(when)}, "until")]
    if not desk.calendar(reader).is_working(when):
        return [Refusal("measure.day_off", {"day": short_date(when)}, "until", desk.law_on(when).cite("coercion_day"))]
    return []


def _insolvent(desk: Desk, reader: Reader, draft: Draft, day: date, events: list[ev.Event] | None) -> list[Refusal]:
    """That bankruptcy or recovery stopped takes back a termination that rested on it, and no other decision."""
    effect = draft.effect
    ground = next((g for g in desk.rules.grounds("withdrawal", day) if g.code == effect.clause), None)
    if effect.kind != "withdrawal" or ground is None or not ground.insolvency:
        return []
    known = reader.events_of(f"matter:{draft.matter}") if events is None else events
    of = [(e.body, e.day) for e in known if isinstance(e.body, ev.Terminated) and effect.target and e.body.paper == effect.target]
    if any(when is not None and insolvent(desk, body.clause, when) for body, when in of):
        return []
    return [Refusal("withdrawal.not_insolvency", field="target", cite=ground.cite)]


def insolvent(desk: Desk, clause: str, day: date) -> bool:
    """Terminated on this ground on that day is terminated for bankruptcy or recovery."""
    return any(g.insolvency for g in desk.rules.grounds("termination", day) if g.code == clause)


def _own(desk: Desk, state: MatterState, target: str, day: date) -> list[Refusal]:
    """Who issued a decision mends or withdraws it; it is cancelled by the issuer's superior."""
    if target and target not in state.papers:
        return []
    if by_officer(state, target or state.opening_paper):
        return []
    return [Refusal("cancellation.own", field="target", cite=desk.law_on(day).cite("cancellation"))]


def told(desk: Desk, effect: Effect, day: date, state: MatterState) -> Effect:
    """The effect with what goes without saying: an unknown address makes the longer terms; a delegation that names no
    obligation is of those withdrawn for it, where none is open any more."""
    if effect.kind == "delegation" and not effect.lines:
        return replace(effect, lines=decide.given_away(state, effect, day, desk.law_on(day)))
    if effect.kind == "means_lacking" and not effect.address_unknown:
        ground = next((g for g in desk.rules.grounds("means_lacking", day) if g.code == effect.clause), None)
        if ground is not None and ground.address_unknown:
            return replace(effect, address_unknown=True)
    return effect


def _form(desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date) -> list[Refusal]:
    try:
        form = form_on(draft.form, day)
    except Refused as refused:
        return list(refused.refusals)
    if form.effect != draft.effect.kind:
        return [Refusal("form.other_effect", {"form": form.name}, "form")]
    if draft.form in intake_papers.ON_JUDGMENT and not judgment_of(draft.matter):
        return [Refusal("form.before_matter" if draft.form in intake_papers.FORMS else "handling.elsewhere", {"form": form.name}, "form")]
    if draft.form in entry_papers.ONLY_HERE and not entry_of(draft.matter):
        return [Refusal("form.of_entry", {"form": form.name}, "form")]
    wrong = [Refusal(code, facts, field) for code, facts, field in field_faults(form.checked, draft.texts)]
    wrong += measure_forms.objections(state, form, draft.effect, day)
    wrong += paper_counts.objections(form, draft.texts)
    return wrong + paper_days.objections(desk, reader, form, draft.texts, draft.effect, day)


def _request(desk: Desk, reader: Reader, opening: Opening, day: date) -> list[Refusal]:
    """The request must be one on this judgment, without an answer that stands, and made by the day of the decision."""
    cite = desk.law_on(day).cite("enforcement")
    events = in_force(reader.events_of(f"intake:{opening.judgment}"))
    came = next((e.day for e in events if isinstance(e.body, ev.RequestReceived) and e.body.request == opening.request), None)
    if came is None:
        return [Refusal("request.unknown", field="request")]
    found = []
    if one_decision.answered(reader, opening, day):
        found.append(Refusal("request.answered", field="request", cite=cite))
    if day < came:
        found.append(Refusal("decision.before_request", {"came": short_date(came)}, "day", cite))
    return found


def _verified(desk: Desk, reader: Reader, state: MatterState, draft: Draft, day: date) -> list[Refusal]:
    """Means are found lacking by the last verification of each debtor concerned, made by the day of the decision."""
    cite, found = desk.law_on(day).cite("means_lacking"), []
    lines = reach.acting(state, draft.effect).lines
    if _nobodys(reader, state, draft):
        return [Refusal("means.nobody", field="lines", cite=cite)]
    for code, who in (("means.not_verified", unverified(state, lines, day)), ("means.found", with_means(state, lines, day))):
        names = ", ".join(str((reader.row("party", d) or {}).get("name", "")) for d in who if d)
        if who:
            found.append(Refusal(code, {"who": f" {names}" if names else ""}, cite=cite))
    return found


def _nobodys(reader: Reader, state: MatterState, draft: Draft) -> bool:
    """Of what the paper acts on nobody owes anything."""
    names = projecting.Names(reader)
    return owing.nobodys_means(names, state, names.row("matter", draft.matter).get("obligations", {}), reach.acting(state, draft.effect).lines)


def with_means(state: MatterState, lines: tuple[int, ...], day: date) -> list[str]:
    """The debtors of these open obligations (none named = all) whose last verification by the day found means."""
    hit = [state.lines[n] for n in state.named(lines)]
    last = {d: [v.result for v in means.verifications_of(state, d) if v.day <= day][-1:] for d in means.debtors(hit)} if hit else {}
    return [d for d, result in last.items() if result == ["means"]]


def unverified(state: MatterState, lines: tuple[int, ...], day: date) -> list[str]:
    """The debtors of these open obligations (none named = all) of whom no verification was made by the day."""
    hit = [state.lines[n] for n in state.named(lines)]
    done = [(v.day, v.party) for v in state.verifications if v.day <= day]
    return [d for d in means.debtors(hit) if d not in means.first_days(done, (d,))] if hit else []


def _later(desk: Desk, events: list[ev.Event], draft: Draft, day: date) -> list[Refusal]:
    """A paper made here decides on the whole history: nothing of it may lie after the paper's day."""
    after = [
        e.day for e in in_force(events)
        if e.day is not None and e.day > day and isinstance(e.body, (OnLines, ev.Collected, le.Allotted, ev.LineCompleted, ev.EffectUndone))
    ]  # fmt: skip
    if after:
        return [Refusal("act.before_later", {"later": short_date(max(after))}, "day")]
    target = draft.effect.target
    if target and target not in fold(events, day).papers:
        return [Refusal("target.not_issued", field="target", cite=desk.law_on(day).cite(draft.effect.kind))]
    return []
