"""When everything a request, or the office's own motion, calls for is decided: of several decisions the last one answers it, not the first.

Known where the parts of the judgment were entered; else the first decision is taken for the whole, as it was entered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.text import bare
from thads_desktop.services import decided, intake, parties
from thads_desktop.services.judgment_parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.splitting import Part
    from thads_desktop.services.decided import Line
    from thads_desktop.storage.reader import Reader

#: A decision's day and one obligation of it.
_Held = tuple["date", "Line"]


def whole_of(reader: Reader, judgment: str, standing: Iterable[ev.Event]) -> Mapping[str, date | None]:
    """Request ("" = of the office's own motion) -> the day on which the last of its parts was decided, None while one waits; of those alone whose
    parts are known. standing: the events of the judgment."""
    events = list(standing)
    made = [(e.day, e.body) for e in events if isinstance(e.body, ev.IntakeDecided) and e.day is not None]
    parts = parts_of(reader, judgment) if made else []
    if not parts:
        return {}
    refused = {e.body.request for e in events if isinstance(e.body, ev.RequestRefused)}
    asked = _asked(reader, events, [p for p in parts if p.motion == "yc"])
    found: dict[str, date | None] = {}
    for motion in ("cd", "yc"):
        meant = [p for p in parts if p.motion == motion]
        held = [(day, x) for day, body in made if body.kind == motion for x in decided.lines_in(reader, _decision(body))]
        days = _days(reader, meant, held)
        if not held or days is None:
            continue
        for part in meant:
            for request in ("",) if motion == "cd" else asked[part.n]:
                if request in refused:
                    continue
                day, known = days.get(part.n), found.get(request, days.get(part.n))
                found[request] = max(day, known) if day is not None and known is not None else None
    return found


def _days(reader: Reader, parts: Sequence[Part], held: Sequence[_Held]) -> dict[int, date] | None:
    """Part -> the day of the first decision with an obligation of it; None where obligations that are no part may stand for one that waits."""
    known = {p.n: decided.line(reader, p.text, p.due, p.debtors) for p in parts}
    rest, found = sorted(held, key=lambda x: x[0]), dict[int, "date"]()
    for alike in (_same, _words, _sum):
        for n, mine in known.items():
            hit = next((x for x in rest if alike(x[1], mine)), None) if n not in found else None
            if hit is not None:
                rest.remove(hit)
                found[n] = hit[0]
    strange = [x for x in rest if not any(_words(x[1], mine) or _sum(x[1], mine) for mine in known.values())]
    return None if strange and len(found) < len(known) else found


def _same(a: Line, b: Line) -> bool:
    return a == b


def _words(a: Line, b: Line) -> bool:
    return a[:2] == b[:2]


def _sum(a: Line, b: Line) -> bool:
    """Its words were mended in the draft."""
    return a[1:] == b[1:]


def _asked(reader: Reader, events: Iterable[ev.Event], parts: Sequence[Part]) -> dict[int, tuple[str, ...]]:
    """Part -> the requests of its creditors, each known by his id, or by his name where he was entered twice; a request alone is for all of them. Of
    who asked twice nothing says which part he asked for when."""
    by: dict[str, tuple[str, ...]] = {}
    requests = [e.body.request for e in events if isinstance(e.body, ev.RequestReceived)]
    for request in requests:
        for name in _called(reader, intake.requester(reader, request)):
            by[name] = () if name in by else (request,)
    if len(requests) == 1:
        return {p.n: (requests[0],) for p in parts}
    return {p.n: tuple(sorted({r for c in p.creditors for name in _called(reader, c) for r in by.get(name, ())})) for p in parts}


def _called(reader: Reader, party: str) -> tuple[str, str]:
    return parties.resolve(reader, party), f"name {bare(str((reader.row('party', party) or {}).get('name', '')))}"


def _decision(body: ev.IntakeDecided) -> decided.Decision:
    return decided.Decision("", body.matter, body.kind, body.request, "", None)
