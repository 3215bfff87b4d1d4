"""Decisions and papers of a matter with what they did; of an old register also those whose number is not known. Measures. Delegations out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import breaches, events as ev, procedure_events as pe
from thads_desktop.domain.acts import SECURITY
from thads_desktop.services.dataset_rows.context import sent
from thads_desktop.services.dataset_rows.matters import signer_of, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.matter import PaperState
    from thads_desktop.services.dataset_rows.context import Context, Row, View

SHOWN = ("numbered", "sent", "recorded", "void")
#: What an event without a paper was the effect of.
_KINDS: dict[type, str] = {
    ev.MeansLacking: "means_lacking", ev.Deferred: "deferral", ev.Suspended: "suspension", ev.Continued: "continuation", ev.Terminated: "termination",
    ev.Delegated: "delegation", ev.Withdrawn: "withdrawal", ev.Cancelled: "cancellation", pe.RequestReturned: "request_return",
    pe.Concluded: "conclusion", pe.TakenUp: "taking_up", pe.RightsTransferred: "transfer", pe.MeasureTaken: "coercion",
    pe.MeasureEnded: "measure_end", ev.Amended: "amendment",
}  # fmt: skip
#: What beside its paper's effect is read from the events that it made.
_MADE = (*_KINDS, ev.EffectUndone, ev.OfficerAssigned, ev.SummonsServed, pe.ActDone)


def decisions(ctx: Context, view: View) -> Iterator[Row]:
    of: dict[str, list[ev.Event]] = {}
    for e in view.events:
        paper = getattr(e.body, "paper", "")
        if paper:
            of.setdefault(paper, []).append(e)
        elif type(e.body) in _KINDS and ctx.within(e.day):
            yield _stated(ctx, view, e)
    for key, paper in view.state.papers.items():
        # What came in without the voided paper that it is about goes nowhere on.
        if paper.stage in SHOWN and ctx.within(paper.numbered) and not ctx.names.row("paper", key).get("about_void"):
            yield _decision(ctx, view, key, paper, of.get(key, []))


def _decision(ctx: Context, view: View, key: str, paper: PaperState, events: list[ev.Event]) -> Row:
    row = ctx.names.row("paper", key)
    effect = dict(row.get("effect") or {})
    made = [e for e in events if isinstance(e.body, _MADE)]
    at = next((e for e in events if isinstance(e.body, (ev.PaperNumbered, ev.PaperRecorded))), None)
    number = str(row.get("number_text", "")) or paper.number_text
    said: Row = {
        **ctx.ids("decisions", key), **ctx.matter(view), "kind": effect.get("kind", ""), "number": number, "number_source": source_of(view, key, row),
        "day": paper.numbered, "signer": signer_of(ctx, view.state, key, row), "clause": effect.get("clause", ""), "lines": effect.get("lines"),
        "amount": effect.get("amount"), "until": effect.get("until"), "officer": ctx.names.name("person", str(effect.get("officer") or "")),
        "to_office": effect.get("to_office", ""), "target": ctx.ref("decisions", str(effect.get("target") or "")), "ends": effect.get("ends"),
        "measure": effect.get("measure", ""), "party": ctx.ref("parties", str(effect.get("party") or "")), "side": effect.get("side", ""),
        "to_party": ctx.ref("parties", str(effect.get("to_party") or "")), "defers": effect.get("defers", ""),
        "address_unknown": effect.get("address_unknown"), "prisoner": effect.get("prisoner"), "confirmed": effect.get("confirmed"),
        "stage": paper.stage, "breaches": breaches.words(paper.breaches), **sent(events, key),
        "form": paper.form,
        "order": (made[0].seq if made else at.seq if at else 0),
    }  # fmt: skip
    if made and effect.get("kind") != "enforcement":
        said |= _of_event(ctx, made[0].body)
    return said


def _stated(ctx: Context, view: View, e: ev.Event) -> Row:
    """An act of which no paper is held: its number is told where the old register had one."""
    body = e.body
    kind = _KINDS[type(body)]
    if isinstance(body, ev.Suspended) and body.by_notice:
        kind = "suspension_notice"
    if isinstance(body, pe.MeasureTaken):
        kind = "exit_ban" if body.measure == "exit_ban" else "security" if body.measure in SECURITY else "coercion"
    lines = list(getattr(body, "lines", ()))
    numbers = (view.row.get("papers") or {}).get(str(lines[0]) if lines else "", {})
    number = numbers.get("lack" if kind == "means_lacking" else "result", "")
    return {
        **ctx.ids("decisions", f"{view.key}.{e.seq}"), **ctx.matter(view), "kind": kind, "number": number or "", "number_source": "official",
        "day": e.day, "stage": "stated", **_of_event(ctx, body), "order": e.seq,
    }  # fmt: skip


def _of_event(ctx: Context, body: ev.Body) -> Row:
    """What the act did, as the log has it: the obligations it reached may be fewer than its draft named."""
    said: Row = {"lines": list(getattr(body, "lines", ()))}
    for name in ("clause", "amount", "until", "to_office", "measure", "address_unknown", "prisoner"):
        if hasattr(body, name):
            said[name] = getattr(body, name)
    match body:
        case ev.MeansLacking():
            said["clause"] = body.ground
        case ev.Continued():
            said["ends"] = list(body.ends)
        case pe.RightsTransferred():
            said |= {"side": body.side, "party": ctx.ref("parties", body.old), "to_party": ctx.ref("parties", body.new)}
        case pe.MeasureTaken() | pe.ActDone():
            said["party"] = ctx.ref("parties", body.party)
        case ev.EffectUndone():
            said.pop("clause", None)
        case _:
            pass
    if target := getattr(body, "target", ""):
        said["target"] = ctx.ref("decisions", target)
    return said


def coercion(ctx: Context, view: View) -> Iterator[Row]:
    yield from _measures(ctx, view, "coercion")


def security(ctx: Context, view: View) -> Iterator[Row]:
    yield from _measures(ctx, view, "security")


def _measures(ctx: Context, view: View, family: str) -> Iterator[Row]:
    if not view.state.measures:
        return
    order = {e.body.paper: e.seq for e in view.events if isinstance(e.body, pe.MeasureTaken)}
    for at, m in enumerate(view.state.measures):
        if (m.kind in SECURITY) != (family == "security") or not ctx.within(m.since):
            continue
        row = ctx.names.row("paper", m.paper) if m.paper else {}
        own = m.paper or f"{view.key}.m{at}"
        yield {
            **ctx.ids(family, own), **ctx.matter(view), "number": row.get("number_text", ""), "number_source": source_of(view, m.paper, row),
            "day": m.since, "signer": signer_of(ctx, view.state, m.paper, row), "measure": m.kind, "lines": list(m.lines),
            "party": ctx.ref("parties", m.party), "party_name": ctx.party(m.party), "amount": m.amount, "ended": m.ended, "lapsed": m.lapsed,
            "order": order.get(m.paper),
        }  # fmt: skip


def delegated_out(ctx: Context, view: View) -> Iterator[Row]:
    for e in view.events:
        if isinstance(e.body, ev.Delegated) and ctx.within(e.day):
            yield {
                **ctx.ids("delegations", f"{view.key}.{e.seq}"), "way": "out", **ctx.matter(view), "judgment": ctx.ref("judgments", view.state.judgment),
                "judgment_number": ctx.judgment(view.state.judgment).get("number", ""), "day": e.day, "office": e.body.to_office,
                "lines": list(e.body.lines), "decision": ctx.ref("decisions", e.body.paper),
            }  # fmt: skip
