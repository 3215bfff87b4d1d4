"""Delegations between the offices of a department, matched (V15): who sent to whom, what came, what stands alone on either side.

What came as a package is matched by the sender's own keys; what came on paper by the decision's number, the sender's name and the days:
numbers begin anew each year, so that the receiver's day is the first not before the decision, within a year of it. A decision so young that
the receiver need not have decided yet waits; how long that is is this program's own measure (no text gives the receiver's whole way a number
of days), and is said. What left is in the sender's return of that year alone, while the receiver reports the matter for as long as it is
open: what stands alone at the receiver is looked for in the sender's returns of years before, and where there are none nothing is held
against the sender.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period as days_of, statistical_year
from thads_desktop.domain.text import bare
from thads_desktop.services import evidence_cache, matter_part, receiving

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader

#: Days from a decision to delegate in which nothing received is nothing wrong.
LAG = 45
#: Numbers of decisions begin anew each year: a decision on paper and what came of it are no further apart.
YEAR = timedelta(days=366)
MATCHED, WAITING, NOT_CAME, NOT_SENT, OUTSIDE, EARLIER = "matched", "waiting", "not_came", "not_sent", "outside", "earlier"
WORDS = {
    MATCHED: "khớp", WAITING: f"chờ (mới ủy thác, chưa quá {LAG} ngày)", NOT_CAME: "nơi nhận chưa báo cáo", NOT_SENT: "nơi gửi không báo cáo",
    OUTSIDE: "ngoài các đơn vị đã gửi báo cáo", EARLIER: "ủy thác năm trước, không có báo cáo năm ấy của nơi gửi để đối chiếu",
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


#: What is nothing to look at.
QUIET = (MATCHED, WAITING, OUTSIDE, EARLIER)


def matched(desk: Desk, period: Period) -> list[Pair]:
    """Every delegation that the returns of a period tell of; those that stand alone first."""
    start, end = days_of(period[1], period[2])
    offices: dict[str, _Office] = {}
    parts: dict[str, matter_part.Matters] = {}
    with desk.reading() as reader:
        trusted = receiving.trusted(reader)
        for key, (evidence, sha) in receiving.accepted(reader, *period).items():
            name = trusted.get(key, {}).get("name", evidence.office.name)
            offices[key] = _Office(name, {bare(name), bare(evidence.office.name)})
            parts[key] = matter_part.read(evidence_cache.part(reader, sha, matter_part.PART))
        found = _pairs(offices, parts, end, start=start)
        if any(p.state in (NOT_SENT, EARLIER) for p in found):
            found = _pairs(offices, parts, end, _before(reader, set(parts), period[1]), start)
    return sorted(found, key=lambda p: (p.state in QUIET, p.state, p.sender, p.day, p.number))


#: Office -> statistical year -> what left it then; a year that is not named has no return here that tells it.
Before = dict[str, dict[int, tuple[matter_part.Sent, ...]]]


def _before(reader: Reader, offices: set[str], year: int) -> Before:
    """What each office sent in the years before, by the last return of each year."""
    last: dict[tuple[str, int], tuple[int, str]] = {}
    for (office, (_regime, of, months)), sha in receiving.counting(reader).items():
        if office in offices and of < year:
            last[office, of] = max(last.get((office, of), (0, "")), (months, sha))
    found: Before = {}
    for (office, of), (_months, sha) in sorted(last.items()):
        data = evidence_cache.part(reader, sha, matter_part.PART)
        if data is not None:
            found.setdefault(office, {})[of] = matter_part.read(data).sent
    return found


def _pairs(
    offices: dict[str, _Office], parts: dict[str, matter_part.Matters], end: date,
    before: Before | None = None, start: date | None = None,
) -> list[Pair]:  # fmt: skip
    """start: the year's first day, None = nothing is of a year before."""
    by_key = {(c.sender, c.of, c.paper): (o, c) for o, part in parts.items() for c in part.came if c.paper}
    by_number: dict[tuple[str, str], list[tuple[date, str, matter_part.Came]]] = {}
    for o, part in parts.items():
        for c in part.came:
            if c.number and not c.paper:
                by_number.setdefault((bare(c.office), bare(c.number)), []).append((date.fromisoformat(c.day), o, c))
    used: set[tuple[str, str]] = set()

    def hit(sender: str, s: matter_part.Sent) -> tuple[str, matter_part.Came] | None:
        """What came of a decision, each once: by the sender's keys, else on paper the first not before it."""
        if (exact := by_key.get((sender, s.matter, s.paper))) is not None:
            return exact
        day = date.fromisoformat(s.day)
        near = sorted(
            (of, o, c.matter, c) for n in offices[sender].names for of, o, c in by_number.get((n, bare(s.number)), ())
            if (o, c.matter) not in used and timedelta() <= of - day < YEAR
        )  # fmt: skip
        return (near[0][1], near[0][3]) if near else None

    found: list[Pair] = []
    for sender, s in sorted(((o, s) for o, part in parts.items() for s in part.sent), key=lambda x: (x[1].day, x[0], x[1].matter, x[1].paper)):
        part, came, day = parts[sender], hit(sender, s), date.fromisoformat(s.day)
        own = part.numbers.get(s.matter, s.matter)
        if came is not None:
            used.add((came[0], came[1].matter))
            there = parts[came[0]].numbers.get(came[1].matter, came[1].matter)
            found.append(Pair(MATCHED, offices[sender].name, offices[came[0]].name, s.number, day, own, there))
            continue
        known = any(bare(s.to) in o.names for o in offices.values())
        state = OUTSIDE if not known else WAITING if end - day <= timedelta(days=LAG) else NOT_CAME
        found.append(Pair(state, offices[sender].name, s.to, s.number, day, own))
    for sender, years in (before or {}).items():
        for s in (s for year in sorted(years) for s in years[year]):
            if (came := hit(sender, s)) is not None and (came[0], came[1].matter) not in used:
                used.add((came[0], came[1].matter))
                there = parts[came[0]].numbers.get(came[1].matter, came[1].matter)
                found.append(Pair(MATCHED, offices[sender].name, offices[came[0]].name, s.number, date.fromisoformat(s.day), "", there))
    for receiver, part in parts.items():
        found += [_alone(offices, part, receiver, c, before or {}, start) for c in part.came if (receiver, c.matter) not in used]
    return found


def _alone(
    offices: dict[str, _Office], part: matter_part.Matters, receiver: str, c: matter_part.Came, before: Before, start: date | None,
) -> Pair:  # fmt: skip
    """What came and nobody sent: held against the sender where the returns of the years in which it can have been sent are here."""
    sender = c.sender if c.sender in offices else next((k for k, o in offices.items() if bare(c.office) in o.names), "")
    day = date.fromisoformat(c.day)
    state = NOT_SENT if sender else OUTSIDE
    if sender and start is not None:
        years = {statistical_year(d) for d in (day, day - timedelta(days=LAG)) if d < start}
        state = EARLIER if years - set(before.get(sender, {})) else state
    name = offices[sender].name if c.sender in offices else c.office
    return Pair(state, name, offices[receiver].name, c.number, day, "", part.numbers.get(c.matter, c.matter))
