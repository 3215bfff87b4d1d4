"""What notices, summonses and minutes of families A and B begin with: whom they are for, which paper they tell of, who was verified when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import means
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.services.served_parties import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.matter import MatterState, PaperState
    from thads_desktop.services.begins_asked import Asked
    from thads_desktop.services.projecting import Names

_WHO = frozenset({"told_to", "told_address", "summoned", "summoned_address"})
_PAPER = frozenset({"paper_told"})
_VERIFIED = frozenset({"verified_list"})
#: Who writes the minutes: whoever sits here.
_MAKER = frozenset({"maker"})
NAMES = _WHO | _PAPER | _VERIFIED | _MAKER
_RESULTS = {"means": "có điều kiện", "none": "chưa có điều kiện", "partial": "có điều kiện một phần"}


def values(of: Asked) -> Mapping[str, str]:
    """Field -> what it begins with."""
    state, names = fold(of.reader.events_of(f"matter:{of.matter}"), of.day), of.names()
    found = {"paper_told": _latest(state, names), "verified_list": _verified(state), "maker": names.name("person", of.desk.actor)}
    debtors = means.debtors(list(state.lines.values()))
    if len(debtors) == 1:
        # Of several the clerk says whom.
        found |= {"told_to": str(names.row("party", debtors[0]).get("name", "")), "told_address": address(of.reader, debtors[0], of.day)}
        found |= {"summoned": found["told_to"], "summoned_address": found["told_address"]}
    return found


def _latest(state: MatterState, names: Names) -> str:
    """The decision issued last: name, number, day."""
    issued = [(p.numbered, at, p) for at, p in enumerate(state.papers.values()) if p.numbered is not None and _decides(p)]
    if not issued:
        return ""
    day, _, paper = max(issued)
    row = names.row("paper", paper.paper)
    number = paper.number_text or str(row.get("number_text", ""))
    title = str(row.get("title", "")) or "Quyết định"
    return f"{title}{f' số {number}' if number else ''} ngày {short_date(day)}"


def _decides(paper: PaperState) -> bool:
    """It stands, and is neither minutes nor a letter."""
    return paper.stage == "recorded" or (paper.stage in ("numbered", "sent") and paper.series not in ("", "admin"))


def _verified(state: MatterState) -> str:
    """When means were verified and with which result, oldest first."""
    return "; ".join(f"{short_date(v.day)}: {_RESULTS[v.result]}" for v in state.verifications if v.result in _RESULTS)
