"""The steps of the fold for the whole procedure: who owes whom since a transfer, measures, and what was decided beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import procedure_events as pe
from thads_desktop.domain.acts import SECURITY
from thads_desktop.domain.matter import Anomaly, Done, MatterState, Measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.events import Event


def _transferred(s: MatterState, e: Event, b: pe.RightsTransferred) -> None:
    hit = False
    for n in s.named(b.lines):
        old = s.lines[n]
        held = old.line.debtors if b.side == "debtor" else old.line.creditors
        if b.old not in held:
            continue
        hit = True
        # In the place of the old party, and once: who owed beside it already owes no second time.
        new = tuple(dict.fromkeys(b.new if p == b.old else p for p in held))
        line = replace(old.line, debtors=new) if b.side == "debtor" else replace(old.line, creditors=new)
        s.lines[n] = replace(old, line=line)
    if not hit:
        s.anomalies.append(Anomaly("transfer.nobody", e.seq))


def _measure(s: MatterState, e: Event, b: pe.MeasureTaken) -> None:
    assert e.day is not None
    s.measures.append(Measure(b.measure, e.day, b.lines, b.party, b.amount, b.paper))


def _measure_ended(s: MatterState, e: Event, b: pe.MeasureEnded) -> None:
    at = next((i for i, m in enumerate(s.measures) if m.paper == b.target and m.ended is None), None)
    if at is None and any(m.paper == b.target and m.lapsed for m in s.measures):
        return
    if at is None:
        s.anomalies.append(Anomaly("measure.not_held", e.seq))
        return
    s.measures[at] = replace(s.measures[at], ended=e.day)


def lapse(s: MatterState, e: Event, lines: list[int]) -> None:
    """Obligations were terminated: under the 2025 law (95.1) the security measures of which nothing is left to secure end with that."""
    if e.law != "2025":
        return
    for at, m in enumerate(s.measures):
        on = m.lines or tuple(s.lines)
        left = any(n in s.lines and s.lines[n].ended is None for n in on)
        if m.ended is None and m.kind in SECURITY and not left and not set(lines).isdisjoint(on):
            s.measures[at] = replace(m, ended=e.day, lapsed=True)


def _done(s: MatterState, e: Event, b: pe.ActDone) -> None:
    assert e.day is not None
    s.done.append(Done(b.act, e.day, b.lines, b.amount, b.party, b.target, b.paper))


def _linked(s: MatterState, _e: Event, b: pe.Linked) -> None:
    s.links.append((b.matter, b.how))


STEPS: dict[type, Callable[[MatterState, Event, Any], None]] = {
    pe.RightsTransferred: _transferred,
    pe.MeasureTaken: _measure,
    pe.MeasureEnded: _measure_ended,
    pe.ActDone: _done,
    pe.Linked: _linked,
}
