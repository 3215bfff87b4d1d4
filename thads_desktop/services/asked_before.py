"""What became of earlier requests on a judgment by the same creditors: given back for want of means, or given up by themselves.

A request that was given back may be made again, with proof of means; what was given up may not, as far as it is the same. Whether
it is the same only a human can say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import LineState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

RE_REQUESTED = "re_requested"


def objections(desk: Desk, reader: Reader, effect: Effect, day: date) -> list[Refusal]:
    """What who decides must know, and may confirm."""
    opening = effect.opening
    if opening is None or opening.kind != "yc" or opening.delegated_in:
        return []
    law, found = desk.law_on(day), []
    held = list(_lines_before(reader, effect))
    if any(s.ended is not None and s.ended.kind == "returned" for _, s in held):
        found.append(Refusal("request.proof", field="request", cite=law.cite("request_return")))
    given_up = [
        s for _, s in held if s.ended is not None and s.ended.kind == "terminated"
        and any(g.renounces and g.code == s.ended.clause for g in desk.rules.grounds("termination", s.ended.day))
    ]  # fmt: skip
    if given_up:
        found.append(Refusal("request.renounced", field="request", cite=law.cite("renounced")))
    return [r for r in found if r.code not in effect.confirmed]


def link(uow: UnitOfWork, effect: Effect, matter: str, paper: str, day: date, law: str) -> None:
    """The new matter says of which returned request it comes."""
    if effect.opening is None or effect.opening.kind != "yc":
        return
    for other in dict.fromkeys(m for m, s in _lines_before(uow, effect) if s.ended is not None and s.ended.kind == "returned"):
        uow.append(f"matter:{matter}", day, pe.Linked(other, RE_REQUESTED, paper), law)


def _lines_before(reader: Reader, effect: Effect) -> Iterator[tuple[str, LineState]]:
    """The obligations to the same creditors in the other matters on the judgment."""
    opening = effect.opening
    assert opening is not None
    creditors = _who(reader, [p for line in opening.lines for p in line.creditors])
    for event in in_force(reader.events_of(f"intake:{opening.judgment}")):
        if isinstance(event.body, ev.IntakeDecided) and event.body.kind == "yc":
            for line in fold(reader.events_of(f"matter:{event.body.matter}")).lines.values():
                if creditors & _who(reader, line.line.creditors):
                    yield event.body.matter, line


def _who(reader: Reader, parties: Iterable[str]) -> set[str]:
    """What makes these the same as others on one judgment: the id, or the name, for whoever asks again may have been typed anew."""
    ids = set(parties)
    names = {fold_name(str((reader.row("party", p) or {}).get("name", ""))) for p in ids}
    return ids | {f"name:{n}" for n in names if n}
