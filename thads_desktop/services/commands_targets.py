"""The command ``targets``: the targets of a year on the screen, as JSON, on paper or in a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import exports, inputs, inspection_files, outputs, target_files, target_report, targets
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import _plain, signed_in
from thads_desktop.services.register_view import shown

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.intake_forecast import Coming
    from thads_desktop.services.target_report import Report, Standing


def targets_(args: argparse.Namespace, clock: Clock) -> Answer:
    """Progress, gap and forecast; --out writes a file."""
    if args.out is not None:
        exports.refuse_unsaid(args.recipient, args.purpose)
        inspection_files.refuse_ending(args.out)
        outputs.refuse_unfit(args.out)
    desk = signed_in(args, clock, writes=args.out is not None)
    try:
        year = targets.sound_year(args.year)
        day = inputs.day(args.day, desk.clock.today(), "day") if args.day else None
        made = target_report.make(desk, year, day)
        written = []
        if args.out is not None:
            exports.note(desk, "targets", target_files.file_name(made), args.recipient, args.purpose, len(made.own) + len(made.parts))
            written.append(inspection_files.write(args.out, target_files.listing(desk, made)))
    finally:
        desk.close()
    lines = [f"{made.office}. {target_files.state(made)}"]
    for table in target_files.tables(made)[:2]:
        named = [[f"{c.title}: {shown(x)}" for c, x in zip(table.columns, row, strict=True) if x not in ("", None)] for row in table.rows]
        lines += [f"{table.title}: {'; '.join(said)}." for said in named]
    return Answer("\n".join([*lines, *(f"Đã ghi {file}" for file in written)]), {**plain(made), "files": [str(f) for f in written]})


def plain(made: Report) -> dict[str, Any]:
    """The report for machines: percents as hundredths of a percent, đồng whole."""
    return {
        "office": made.office, "year": made.year, "day": made.day.isoformat(), "seq": made.seq, "met": made.met, "of": len(made.own),
        "months": made.months or None, "missing": list(made.missing), "unlike": list(made.unlike), "drafts": list(made.drafts),
        "targets": [_standing(s) for s in (*made.own, *made.parts)],
        "ways": [
            {"matter": w.number_text, "way": w.way, "rest": w.rest, "matters": w.matters_so_far, "money": w.money_so_far} for w in made.ways
        ],
        "moves": [
            {
                "matter": made.rows.get(m.matter, (m.matter, ""))[0], "day": m.day.isoformat(), "marks": m.marks,
                "matters": m.without.means, "money": m.without.means_money,
            }
            for m in made.moves
        ],
        "intake": [{"office": i.name, "matters": _coming(i.matters), "money": _coming(i.money)} for i in made.intake],
        "tables": [
            {"title": t.title, "columns": [c.title for c in t.columns], "rows": _plain(t.rows), "note": t.note} for t in target_files.tables(made)
        ],
    }  # fmt: skip


def _standing(s: Standing) -> dict[str, Any]:
    t = s.target
    assert t.now is not None
    return {
        "measure": t.measure, "scope": t.name, "direction": t.now.direction, "threshold": t.now.threshold, "since": t.now.since.isoformat(),
        "general": t.general, "basis": t.basis, "part": s.share.part if s.share else None, "whole": s.share.whole if s.share else None,
        "value": s.share.value if s.share else None, "met": s.met, "why": s.why, "gap": s.gap, "unit": "đồng" if s.share and s.share.money else "việc",
        "forecast": s.forecast.value if s.forecast else None, "straight": s.forecast.straight if s.forecast else None,
        "interval": [s.forecast.low, s.forecast.high] if s.forecast and s.forecast.low is not None else None,
    }  # fmt: skip


def _coming(c: Coming) -> dict[str, Any]:
    return {"base": c.base, "value": c.value, "low": c.low, "high": c.high, "growth": c.growth, "supposed": c.supposed}
