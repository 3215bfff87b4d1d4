"""The commands about the definitions of returns: ``returns`` lists them, ``tool check`` holds figures from elsewhere against them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import reporting
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock
    from thads_desktop.returns.regime import Criterion, FormSpec, Regime


def returns(args: argparse.Namespace, clock: Clock) -> Answer:
    """Every form of every circular with its dates, status and criteria: as shipped, or with --data under that office's packs and settings."""
    from thads_desktop.services import return_basis
    from thads_desktop.services.commands import signed_in

    with ExitStack() as open_:
        known = reporting.regimes()
        if args.data is not None:
            desk = signed_in(args, clock)
            open_.callback(desk.close)
            with desk.reading() as reader:
                known = tuple(return_basis.with_settings(desk, reader, r) for r in reporting.regimes())
    chosen = [r for r in known if not args.regime or r.id == args.regime]
    if not chosen:
        raise Refused(Refusal("return.unknown_regime", {"regime": args.regime[:40], "known": ", ".join(r.id for r in known)}, "regime"))
    return Answer("\n".join(line for r in chosen for line in _said(r)), {"regimes": [plain(r) for r in chosen]})


def check(args: argparse.Namespace, _clock: Clock) -> Answer:
    """Exit code 2 where a relation is broken."""
    from thads_desktop.services import figure_check

    known = {r.id: r for r in reporting.regimes()}
    if args.regime not in known:
        raise Refused(Refusal("return.unknown_regime", {"regime": args.regime[:40], "known": ", ".join(known)}, "regime"))
    done = figure_check.check_file(args.file, known[args.regime])
    return Answer(done.text(), done.json(), 2 if done.found else 0)


def plain(regime: Regime) -> dict[str, Any]:
    """A regime for machines."""
    return {
        "regime": regime.id, "circular": regime.circular, "issued": regime.issued, "from": regime.start.isoformat(),
        "until": regime.until.isoformat() if regime.until else None, "status": regime.status, "certainty": regime.certainty,
        "cite": regime.cite, "note": regime.note, "taken_over": regime.taken_over, "digest": regime.digest,
        "settings": [{"name": s.name, "value": s.value, "certainty": s.certainty, "note": s.note} for s in regime.settings],
        "readings": [{"about": a, "certainty": c, "note": n} for a, c, n in regime.readings],
        "forms": [_form(regime, f) for f in sorted(regime.forms, key=lambda f: (not f.id[:1].isdigit(), f.id))],
        "memos": [{"key": m.key, "label": m.label} for m in regime.memos],
        "lists": [
            {"list": x.id, "title": x.title, "months": list(x.months), "columns": list(x.columns), "counts": x.memo or f"{x.form} {x.cell}".strip(),
             "note": x.note}
            for x in regime.lists
        ],
        "relations": [
            {"relation": i.id, "measure": i.measure, "kind": i.kind, "says": i.says, "left": i.left, "plus": list(i.plus), "minus": list(i.minus)}
            for i in regime.identities
        ] + [
            {"relation": t.id, "measure": "", "kind": "forms", "says": t.says, "left": list(t.left), "plus": list(t.right), "minus": []}
            for t in regime.ties
        ] + [
            {"relation": b.id, "measure": "", "kind": "within", "says": b.says, "left": b.left, "plus": list(b.right), "minus": [],
             "cells": [list(c) for c in b.cells]}
            for b in regime.bounds
        ],
    }  # fmt: skip


def _form(regime: Regime, spec: FormSpec) -> dict[str, Any]:
    return {
        "form": spec.id, "code": spec.code, "title": spec.title, "circular": spec.circular or regime.circular,
        "issued": spec.issued or regime.issued, "from": (spec.start or regime.start).isoformat(),
        "until": (until.isoformat() if (until := spec.until or regime.until) else None), "status": regime.status, "measure": spec.measure,
        "unit": spec.unit, "orientation": spec.orientation, "paper": spec.paper, "rows": list(spec.rows),
        "months": list(spec.months) or list(range(1, 13)), "cosigner": spec.cosigner, "note": spec.note,
        "criteria": [_criterion(c) for c in regime.of_measure(spec.measure)],
    }  # fmt: skip


def _criterion(c: Criterion) -> dict[str, Any]:
    how = "rate" if c.rate else "sum" if c.plus else "none" if c.zero else "counted"
    return {
        "key": c.key, "no": c.no, "label": c.label, "level": c.level, "unit": "percent" if c.rate else c.unit, "how": how,
        "of": list(c.rate or c.plus), "less": list(c.minus),
    }  # fmt: skip


def _said(r: Regime) -> list[str]:
    until = f" đến {short_date(r.until)}" if r.until else ""
    lines = [f"{r.circular} ({r.id}), từ {short_date(r.start)}{until}: {len(r.forms)} biểu, {len(r.lists)} danh sách."]
    if r.note:
        lines.append(f"  {r.note}")
    for f in sorted(r.forms, key=lambda f: (not f.id[:1].isdigit(), f.id)):
        months = f", kỳ {', '.join(map(str, f.months))} tháng" if f.months else ""
        lines.append(f"  {f.code}  {f.title} ({len(r.of_measure(f.measure))} chỉ tiêu{months})")
    lines += [f"  {x.title} (kỳ {', '.join(map(str, x.months))} tháng)" for x in r.lists]
    return lines
