"""Terms that a ground starts: the decision it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.law.due import Counter, Deadline

#: What a ground asks for -> the rule of the term, and the decision that answers.
_GROUNDS: dict[str, tuple[str, type]] = {
    "means_lacking": ("R11", ev.MeansLacking),
    "deferral": ("R19", ev.Deferred),
    "suspension": ("R20", ev.Suspended),
    "suspension_notice": ("R21", ev.Suspended),
    "continuation": ("R22", ev.Continued),
    "termination": ("R23", ev.Terminated),
    "delegation": ("R24", ev.Delegated),
}


def of_grounds(desk: Counter, standing: list[ev.Event], ended: date | None) -> Iterable[Deadline]:
    """Each ground's decision; what the end of the matter overtook is discharged by it."""
    for e in standing:
        if not isinstance(e.body, ev.GroundArose) or e.body.of not in _GROUNDS or e.day is None:
            continue
        rule, decision = _GROUNDS[e.body.of]
        done = next((x.day for x in standing if x.day and x.day >= e.day and _answers(e.body, x.body, decision)), ended)
        case = ""
        if rule == "R19":
            case = "khang_nghi" if e.body.urgent or e.body.clause == "2" else "thuong"
        elif rule == "R24":
            case = "khan_cap" if e.body.urgent else "thuong"
        yield desk.made(rule, e.day, f"Phát sinh căn cứ ngày {short_date(e.day)}.", done, case=case)


def _answers(ground: ev.GroundArose, body: ev.Body, decision: type) -> bool:
    """The decision the ground asked for; a suspension and the notice of another authority's are two things."""
    if isinstance(body, ev.Suspended) and body.by_notice != (ground.of == "suspension_notice"):
        return False
    return isinstance(body, decision)
