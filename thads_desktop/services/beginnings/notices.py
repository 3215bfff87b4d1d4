"""What notices, summonses and minutes of families A and B begin with: whom they are for, which paper they tell of, who was verified when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.standing import in_force
from thads_desktop.services import people
from thads_desktop.services.beginnings.asked import Begin
from thads_desktop.services.served_parties import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.matter import PaperState
    from thads_desktop.services.beginnings.asked import Asked
    from thads_desktop.storage.reader import Reader

_RESULTS = {"means": "có điều kiện", "none": "chưa có điều kiện", "partial": "có điều kiện một phần"}


def _told(of: Asked) -> Mapping[str, str]:
    """Whom a notice or a summons is for; of several debtors the clerk says whom."""
    debtors = means.debtors(list(of.state.lines.values()))
    if len(debtors) != 1:
        return {}
    name, at = str(of.names.row("party", debtors[0]).get("name", "")), address(of.reader, debtors[0], of.day)
    return {"told_to": name, "told_address": at, "summoned": name, "summoned_address": at}


def _latest(of: Asked) -> Mapping[str, str]:
    """The decision issued last: name, number, day."""
    issued = [(p.numbered, at, p) for at, p in enumerate(of.state.papers.values()) if p.numbered is not None and _decides(p)]
    if not issued:
        return {}
    day, _, paper = max(issued)
    row = of.names.row("paper", paper.paper)
    number = paper.number_text or str(row.get("number_text", ""))
    title = str(row.get("title", "")) or "Quyết định"
    return {"paper_told": f"{title}{f' số {number}' if number else ''} ngày {short_date(day)}"}


def _decides(paper: PaperState) -> bool:
    """It stands, and is neither minutes nor a letter."""
    return paper.stage == "recorded" or (paper.stage in ("numbered", "sent") and paper.series not in ("", "admin"))


def _verified(of: Asked) -> Mapping[str, str]:
    """When means were verified and with which result, oldest first."""
    return {"verified_list": "; ".join(f"{short_date(v.day)}: {_RESULTS[v.result]}" for v in of.state.verifications if v.result in _RESULTS)}


def _maker(of: Asked) -> Mapping[str, str]:
    """Who writes the minutes: whoever sits here."""
    return {"maker": of.names.name("person", of.desk.actor)}


def _paid_at(of: Asked) -> Mapping[str, str]:
    """Where a debtor pays or delivers of his own will: the seat of the office; its account stands in the paper by itself."""
    return {"payment_place": f"trụ sở {people.identity(of.reader, of.day).name}"}


def _court(of: Asked) -> Mapping[str, str]:
    """Who made the judgment is asked what it means; a petition goes to another."""
    return {"court": str(of.names.row("judgment", of.state.judgment).get("court", ""))} if of.form.id == "explanation" else {}


def ground(reader: Reader, matter: str, kind: str) -> str:
    """The clause of the ground that was recorded last for a kind of decision; "" for none."""
    told = [e.body.clause for e in in_force(reader.events_of(f"matter:{matter}")) if isinstance(e.body, ev.GroundArose) and e.body.of == kind]
    return told[-1] if told else ""


def _minutes(of: Asked) -> Mapping[str, str]:
    """On which minutes a finding that means are lacking rests: the last verification of each debtor."""
    if of.form.id != "means_lacking":
        return {}
    state = of.state
    last = [v[-1].day for d in means.debtors(state.open_lines or state.lines.values()) if (v := means.verifications_of(state, d))]
    said = [f"Biên bản xác minh điều kiện thi hành án {long_date(day)}" for day in sorted(set(last))]
    return {"evidence": "; ".join(said)}


TABLE: tuple[Begin, ...] = (
    Begin(frozenset({"evidence"}), _minutes),
    Begin(frozenset({"court"}), _court),
    Begin(frozenset({"payment_place"}), _paid_at),
    Begin(frozenset({"told_to", "told_address", "summoned", "summoned_address"}), _told),
    Begin(frozenset({"paper_told"}), _latest),
    Begin(frozenset({"verified_list"}), _verified),
    Begin(frozenset({"maker"}), _maker),
)
