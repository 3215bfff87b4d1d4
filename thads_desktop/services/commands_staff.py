"""The command ``staff``: units with their people and work, and the scenarios that were kept. It reads alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import staff, staff_load, staff_proposal
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands import signed_in

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock


def staff_(args: argparse.Namespace, clock: Clock) -> Answer:
    """As of today."""
    desk = signed_in(args, clock)
    try:
        loads, (_units, members), scenarios = staff_load.loads(desk), staff.listed(desk), staff_proposal.kept(desk)
    finally:
        desk.close()
    names = {x.unit.key: x.unit.name for x in loads}
    lines = [
        f"{x.unit.name[:40]:<40} biên chế {x.unit.posts:>3}, đã có {x.own:>3}, đang làm {x.heads:>3}; khối lượng mỗi người {staff_load.words(x.per_head)}"
        for x in loads
    ]
    lines.append(f"{len(loads)} đơn vị, {len(members)} người.")
    for s in scenarios:
        lines.append(f"Phương án {s.name} ({s.day:%d/%m/%Y}): {s.made.worst_before} → {s.made.worst_after or 'không có'}, chuyển {s.made.moved}")
    return Answer("\n".join(lines), {
        "units": [
            {"name": x.unit.name, "posts": x.unit.posts, "own": x.own, "heads": x.heads, "officers": x.officers, "away": x.away,
             "load_hundredths": x.load, "counted": x.unit.work.day.isoformat() if x.unit.work else None}
            for x in loads
        ],
        "people": [
            {"name": m.name, "rank": m.rank, "unit": names.get(m.unit, ""), "at": names.get(m.at, ""), "head": m.head,
             "seconded_until": m.seconded_until.isoformat() if m.seconded_until else None, "away": m.away or None}
            for m in members
        ],
        "scenarios": [
            {"name": s.name, "day": s.day.isoformat(), "before": s.made.worst_before, "after": s.made.worst_after, "moved": s.made.moved,
             "moves": list(s.made.moves), "clashes": list(s.made.clashes)}
            for s in scenarios
        ],
    })  # fmt: skip
