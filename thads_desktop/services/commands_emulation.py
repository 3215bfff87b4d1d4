"""The command ``emulation``: campaigns with their rankings, and awards. No violation is told here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import awards, emulation, emulation_files
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.emulation import Rank


def emulation_(args: argparse.Namespace, clock: Clock) -> Answer:
    """As of today."""
    desk = signed_in(args, clock)
    try:
        found = [(c, emulation.ranking(desk, c.key)) for c in emulation.campaigns(desk)]
        given = awards.awards(desk)
    finally:
        desk.close()
    lines: list[str] = []
    for c, ranks in found:
        lines.append(f"{c.name} ({c.start:%d/%m/%Y} - {c.until:%d/%m/%Y}), {emulation_files.state_words(c, clock.today())}")
        lines += [f"  {r.placed.band or 'cá nhân'}: {f'hạng {r.place}' if r.place else 'chưa cho điểm'}, {r.name}, {r.placed.points} điểm" for r in ranks]
    lines += [f"{a.day:%d/%m/%Y} {a.name}: {a.what}, {a.number}" for a in given]
    lines.append(f"{len(found)} phong trào, {len(given)} khen thưởng.")
    return Answer("\n".join(lines), {
        "campaigns": [
            {"name": c.name, "start": c.start.isoformat(), "until": c.until.isoformat(), "about": c.about, "open": c.open,
             "criteria": dict(c.criteria.values()),
             "ranking": [_ranked(r) for r in ranks],
             "entries": [{"name": e.name, "criterion": e.what, "points": e.points, "evidence": e.proof, "day": e.day.isoformat()} for e in c.entries]}
            for c, ranks in found
        ],
        "awards": [{"name": a.name, "day": a.day.isoformat(), "award": a.what, "number": a.number, "campaign": a.campaign, "note": a.note} for a in given],
    })  # fmt: skip


def _ranked(r: Rank) -> dict[str, object]:
    return {"name": r.name, "band": r.placed.band, "place": r.place, "points": r.placed.points, "tied": r.placed.tied}
