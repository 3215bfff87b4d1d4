"""A taken-over matter as ordinary dated events.

Stated events happened: they are not decided again. Money without a day is dated the earlier of the result's day and the last
day of its statistical year, and says that its day is not known. Within a day money comes before the ending it leads to.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period, statistical_year
from thads_desktop.domain.takeover.people import STATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.takeover.rows import PartyInfo, TakenLine, TakenMatter

Dated = tuple[date, ev.Body]
_CLAUSE = re.compile(r"(?i)(?:điểm\s+([a-zđ])\s*,?\s*)?(?:khoản\s+(\d+)\s*,?\s*)?điều\s+(\d+)\s*([a-z]?)\b")

#: Only điểm c khoản 1 Điều 48 is the deferral by agreement; another article's c is kept apart.
AGREED = ("c", "1", "48")


def known_from(closing: date) -> date:
    """The first day from which a register closed on this day is complete: the statistical year before its own."""
    return period(statistical_year(closing) - 1, 1)[0]


def unroll(
    matter: TakenMatter, closing: date, batch: str, judgment: str, officer: str, party: Callable[[PartyInfo], str],
    taken_over: date | None = None,
) -> list[Dated]:
    """The events of a matter, in fold order. party: the id of a party; officer: person id or ""; taken_over: today."""
    lines = tuple(_line(line, party) for line in matter.lines)
    told: list[Dated] = [
        (
            matter.day,
            ev.CarriedIn(
                matter.kind,  # type: ignore[arg-type]  # checked when the row was read
                matter.case_type, judgment, lines, known_from(closing), batch, matter.lines[0].row, officer,
                bool(matter.from_office), taken_over,
            ),
        )
    ]  # fmt: skip
    told += _whole_matter(matter)
    for line in matter.lines:
        told += _line_events(line, closing)
    told = [(max(day, matter.day), body) for day, body in told]
    return sorted(told, key=lambda e: (e[0], _RANK.get(type(e[1]), 5)))


#: Order within one day: the decision, money, conditions, endings.
_RANK = {
    ev.CarriedIn: 0,
    ev.Collected: 3,
    ev.LineCompleted: 8,
    ev.Terminated: 8,
    ev.Delegated: 8,
    ev.Withdrawn: 8,
    ev.Cancelled: 8,
}


def clause_of(ground: str) -> tuple[str, str, str]:
    """(điểm, khoản, Điều) of a citation; "" for what it does not name."""
    found = _CLAUSE.search(ground)
    if found is None:
        return "", "", ""
    return (found[1] or "").lower(), found[2] or "", found[3] + (found[4] or "").lower()


def _line(line: TakenLine, party: Callable[[PartyInfo], str]) -> ev.Line:
    return ev.Line(
        line.line,
        line.due,
        tuple(party(p) for p in line.debtors),
        tuple(party(p) for p in line.creditors),
        len(line.debtors) > 1,
        state_revenue=any(p.name == STATE for p in line.creditors),
    )


def _whole_matter(matter: TakenMatter) -> list[Dated]:
    """Notice and verification stand on every row of a matter; the earliest notice and every verification count once."""
    told: list[Dated] = []
    notices = [x.notified for x in matter.lines if x.notified is not None]
    if notices:
        told.append((max(min(notices), matter.day), ev.ValidNotice("stated")))
    told += [
        (max(day, matter.day), ev.Verified("", stated=True))
        for day in sorted({x.verified for x in matter.lines if x.verified is not None})
    ]
    return told


def _line_events(line: TakenLine, closing: date) -> list[Dated]:
    only = (line.line,)
    told: list[Dated] = list(_money(line, closing))
    if line.means == "Chưa ĐK" and line.lack_day is not None:
        letter, _, article = clause_of(line.ground) if not line.result else ("", "", "")
        unknown = (letter, article) == ("c", "44a")
        told.append((line.lack_day, ev.MeansLacking(letter or "a", only, address_unknown=unknown)))
    if line.book_day is not None:
        told.append((line.book_day, ev.MovedToSeparateBook(only)))
    if line.result and line.result_day is not None:
        told.append((line.result_day, _result(line, only)))
    return told


def _result(line: TakenLine, only: tuple[int, ...]) -> ev.Body:
    letter, clause, article = clause_of(line.ground)
    match line.result:
        case "Xong":
            return ev.LineCompleted(line.line)
        case "Đình chỉ":
            return ev.Terminated(letter or clause, only)
        case "Ủy thác":
            return ev.Delegated("", only)
        case "Thu hồi":
            return ev.Withdrawn(letter or clause, only)
        case "Hủy":
            return ev.Cancelled(letter or clause, only)
        case "Hoãn":
            agreed = (letter, clause, article) == AGREED
            return ev.Deferred("c" if agreed else (letter if letter != "c" else "") or clause or "khac", only)
        case _:
            return ev.Suspended(letter or clause, only, by_notice=clause == "1")


def _money(line: TakenLine, closing: date) -> list[Dated]:
    year = statistical_year(closing)
    first_of_now = period(year, 1)[0]
    last_of_before = first_of_now - timedelta(days=1)
    end = line.result_day if line.result and line.result not in {"Hoãn", "Tạm đình chỉ"} else None
    told: list[Dated] = []
    if line.before:
        known = line.paid_day if not line.now and line.paid_day and line.paid_day <= last_of_before else None
        day = known or min(x for x in (end, last_of_before) if x is not None)
        told.append((day, ev.Collected(line.line, line.before, known is not None)))
    if line.now:
        known = line.paid_day if line.paid_day and line.paid_day >= first_of_now else None
        day = known or min(x for x in (end, closing) if x is not None)
        told.append((day, ev.Collected(line.line, line.now, known is not None)))
    return told
