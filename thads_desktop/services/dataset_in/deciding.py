"""A decision of a file: recorded with its own number and day, the event of its kind, and the breaches that recording marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop import dated
from thads_desktop.domain import decide, events as ev, reach
from thads_desktop.domain.acts import PLAIN, SECURITY, Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import paper_rules, papers, recording

if TYPE_CHECKING:
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.exchange.dataset_read import ReadRow
    from thads_desktop.services.dataset_in.taking import Taking, Values

#: Kind of decision -> a column without which it says nothing.
_NEEDS = {"assignment": "officer", "security": "measure", "coercion": "measure", "transfer": "to_party", "measure_end": "target", PLAIN: "form"}


@cache
def _forms(_packs: dated.Overlay) -> dict[tuple[str, str], tuple[str, ...]]:
    """(kind of decision, measure) -> the forms it may stand on; under ("", form) the kinds of a form."""
    from thads_desktop.documents.form import load_forms

    found: dict[tuple[str, str], dict[str, None]] = {}
    for f in load_forms():
        for key, value in (((f.effect, f.measure), f.id), (("", f.id), f.effect)):
            found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def form_of(kind: str, measure: str, said: str) -> str:
    """The form of a decision: the one the row names, else the only one of its kind and measure, else the one for any case of its kind.

    Refused for a paper that changes nothing on the form of a decision: what that decides would be lost.
    """
    forms = _forms(dated.in_force())
    kinds = forms.get(("", said), ()) if said else ()
    if kind == PLAIN:
        if kinds and kind not in kinds:
            raise Refused(Refusal("data.form_decides", {"form": recording.form_named(said, date.max).name}, "form"))
        return said
    if kind in kinds:
        return said
    of = forms.get((kind, measure), ()) if measure else ()
    return of[0] if len(of) == 1 else kind if kind in forms.get((kind, ""), ()) else (*forms.get((kind, ""), ()), kind)[0]


def opening(t: Taking, subject: str, row: ReadRow, v: Values, what: str) -> None:
    """The enforcement decision itself came in with its matter."""
    matter = subject.partition(":")[2]
    state = fold(t.uow.events_of(subject))
    held = t.uow.row("matter", matter) or {}
    if state.opening_paper:
        t.keep("decisions", v, state.opening_paper)
    else:
        t.refs["decisions", v["id"]] = ""
    same = (held.get("number_text", ""), str(state.opened)) == (v.get("number", ""), v["day"])
    t.tell("decisions", row, "same" if same else "differs", what, "" if same else f"chương trình ghi số {held.get('number_text', '')} ngày {state.opened}")


def write(t: Taking, subject: str, dataset: str, here: Values) -> tuple[str, tuple[int, ...]]:
    """Append the paper and what it did; (its id here, the seqs)."""
    day = date.fromisoformat(here["day"])
    known = t.uow.events_of(subject)
    state, then = fold(known), fold(known, day)
    effect = _effect(t, dataset, here, state)
    stated, ours = here.get("stage") == "stated", here["id_source"] == "program"
    form = form_of(effect.kind, effect.measure, here.get("form", ""))
    draft = papers.Draft(form, effect, subject.partition(":")[2], {}, "" if stated else uuid4().hex)
    seqs = [] if stated else _paper(t, subject, here, draft, state, then, day)
    # What another program tells has gone through this already.
    told = effect if ours else reach.acting(then, paper_rules.told(t.desk, effect, day, state))
    bodies = [] if here.get("target") in t.void else decide.effect_events(then if ours else state, told, draft.paper, "recorded")
    if not draft.paper:
        bodies = [replace(b, by_notice=effect.kind == "suspension_notice") if isinstance(b, ev.Suspended) else b for b in bodies]
    seqs += [t.append(subject, day, body) for body in bodies]
    if stated and here.get("number"):
        _keep_number(t, draft.matter, effect, here["number"])
    return draft.paper or f"{draft.matter}.{seqs[0] if seqs else 0}", tuple(seqs)


def _keep_number(t: Taking, matter: str, effect: Effect, number: str) -> None:
    """The number of a decision of which no paper is held stands in the matter's row, as the takeover of a register keeps it."""
    row = t.uow.row("matter", matter) or {}
    line = str(effect.lines[0]) if effect.lines else ""
    kept = dict(row.get("papers") or {})
    kept[line] = {**kept.get(line, {}), "lack" if effect.kind == "means_lacking" else "result": number}
    t.uow.write_row("matter", matter, {**row, "papers": kept})


def _paper(t: Taking, subject: str, here: Values, draft: papers.Draft, state: MatterState, then: MatterState, day: date) -> list[int]:
    from thads_desktop.services.dataset_in.opening import send

    number, signer = here.get("number", ""), here.get("signer", "")
    person, breaches = recording.judged(t.desk, t.uow, draft, state, then, number, signer, day)
    if not signer:
        breaches = tuple(b for b in breaches if b != "signer.not_known")
    row = {**papers.row_of(draft), "title": recording.form_named(draft.form, day).name, "number_text": number, "number_source": here["number_source"]}
    about_void = {"about_void": True} if here.get("target") in t.void else {}
    t.uow.write_row("paper", draft.paper, {**row, "signer": signer, **about_void})
    seq = t.append(subject, day, ev.PaperRecorded(draft.paper, draft.form, number, person, breaches))
    send(t, subject, draft.paper, here)
    return [seq]


def _effect(t: Taking, dataset: str, here: Values, state: MatterState) -> Effect:
    from thads_desktop.services.dataset_in.events import known_lines

    kind = here.get("kind", "") if dataset == "decisions" else _family(here["measure"])
    needed = _NEEDS.get(kind, "")
    # What another program has recorded without it is recorded here too.
    if needed and not here.get(needed) and here["id_source"] == "platform":
        known = datasets()["decisions"]
        raise Refused(Refusal("data.needs_column", {"value": known.field("kind").words[kind], "column": known.field(needed).heading}, needed))
    until = here.get("until")
    return Effect(
        kind,  # type: ignore[arg-type]  # of the code list
        here.get("clause", ""), known_lines(state, here), here.get("amount"), date.fromisoformat(until) if until else None,
        t.officer(here.get("officer", "")), here.get("to_office", ""), here.get("target", ""), tuple(here.get("ends", ())), "",
        here.get("address_unknown", False), here.get("prisoner", False), here.get("party", ""), here.get("defers", ""),
        confirmed=tuple(here.get("confirmed", ())), measure=here.get("measure", ""), side=here.get("side", ""), to_party=here.get("to_party", ""),
    )  # fmt: skip


def _family(measure: str) -> str:
    return "exit_ban" if measure == "exit_ban" else "security" if measure in SECURITY else "coercion"

