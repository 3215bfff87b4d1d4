"""Delegations between the offices of a department, matched (V15): who sent to whom, what came, what stands alone on either side.

What came as a package is matched by the sender's own keys; what came on paper by the decision's number and the sender's name. A decision
so young that the receiver need not have decided yet waits; how long that is is this program's own measure (no text gives the receiver's
whole way a number of days), and is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period as days_of
from thads_desktop.domain.text import bare
from thads_desktop.services import evidence_cache, matter_part, receiving

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period

#: Days from a decision to delegate in which nothing received is nothing wrong.
LAG = 45
MATCHED, WAITING, NOT_CAME, NOT_SENT, OUTSIDE = "matched", "waiting", "not_came", "not_sent", "outside"
WORDS = {
    MATCHED: "khớp", WAITING: f"chờ (mới ủy thác, chưa quá {LAG} ngày)", NOT_CAME: "nơi nhận chưa báo cáo", NOT_SENT: "nơi gửi không báo cáo",
    OUTSIDE: "ngoài các đơn vị đã gửi báo cáo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """One delegation. sender, receiver: names; sent, came: number of the matter there, "" = not told."""

    state: str
    sender: str
    receiver: str
    number: str
    day: date
    sent: str = ""
    came: str = ""


@dataclass(slots=True)
class _Office:
    name: str
    names: set[str] = field(default_factory=set)


def matched(desk: Desk, period: Period) -> list[Pair]:
    """Every delegation that the returns of a period tell of; those that stand alone first."""
    end = days_of(period[1], period[2])[1]
    offices: dict[str, _Office] = {}
    parts: dict[str, matter_part.Matters] = {}
    with desk.reading() as reader:
        trusted = receiving.trusted(reader)
        for key, (evidence, sha) in receiving.accepted(reader, *period).items():
            name = trusted.get(key, {}).get("name", evidence.office.name)
            offices[key] = _Office(name, {bare(name), bare(evidence.office.name)})
            parts[key] = matter_part.read(evidence_cache.part(reader, sha, matter_part.PART))
    return sorted(_pairs(offices, parts, end), key=lambda p: (p.state in (MATCHED, WAITING, OUTSIDE), p.state, p.sender, p.day, p.number))


def _pairs(offices: dict[str, _Office], parts: dict[str, matter_part.Matters], end: date) -> list[Pair]:
    by_key = {(c.sender, c.of, c.paper): (o, c) for o, part in parts.items() for c in part.came if c.paper}
    by_number = {(bare(c.office), bare(c.number)): (o, c) for o, part in parts.items() for c in part.came if c.number and not c.paper}
    found, used = [], set()
    for sender, part in parts.items():
        for s in part.sent:
            hit = by_key.get((sender, s.matter, s.paper))
            hit = hit or next((by_number[n, bare(s.number)] for n in offices[sender].names if (n, bare(s.number)) in by_number), None)
            day, own = date.fromisoformat(s.day), part.numbers.get(s.matter, s.matter)
            if hit is not None:
                used.add((hit[0], hit[1].matter))
                there = parts[hit[0]].numbers.get(hit[1].matter, hit[1].matter)
                found.append(Pair(MATCHED, offices[sender].name, offices[hit[0]].name, s.number, day, own, there))
                continue
            known = any(bare(s.to) in o.names for o in offices.values())
            state = OUTSIDE if not known else WAITING if end - day <= timedelta(days=LAG) else NOT_CAME
            found.append(Pair(state, offices[sender].name, s.to, s.number, day, own))
    for receiver, part in parts.items():
        for c in part.came:
            if (receiver, c.matter) in used:
                continue
            known = c.sender in offices or any(bare(c.office) in o.names for o in offices.values())
            name = offices[c.sender].name if c.sender in offices else c.office
            there = part.numbers.get(c.matter, c.matter)
            found.append(Pair(NOT_SENT if known else OUTSIDE, name, offices[receiver].name, c.number, date.fromisoformat(c.day), "", there))
    return found
