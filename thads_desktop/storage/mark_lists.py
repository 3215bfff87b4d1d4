"""Questions to ``mark_list``: whom to go and see, what is published, what lies on its way to the archive. From indexes alone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from thads_desktop.storage.lists import row_of
from thads_desktop.storage.projections import VISITS, MarkRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.storage.lists import Lists

_MARK = ", ".join(f.name for f in fields(MarkRow))
_IN = ", ".join(f"'{rule}'" for rule in VISITS)


@dataclass(frozen=True, slots=True)
class Ready:
    """An ended matter whose file is not in the archive. stage: "" = nothing done yet."""

    matter: str
    stage: str
    since: str


def visits(lists: Lists, until: date, officer: str = "") -> list[MarkRow]:
    """Who is to be verified by a day, earliest first; officer "-" = nobody's."""
    where, values = f"mark IN ({_IN}) AND day <= ?", [until.isoformat()]
    if officer:
        where, values = f"{where} AND officer = ?", [*values, "" if officer == "-" else officer]
    return [row_of(MarkRow, r) for r in lists.fetched(f"SELECT {_MARK} FROM mark_list WHERE {where} ORDER BY day, matter, party, mark", values)]


def places(lists: Lists, until: date, today: date, officer: str = "") -> list[tuple[str, int, int]]:
    """(commune, debtors to be seen by a day, of them overdue); a debtor who is to be seen for several reasons counts once."""
    where, values = f"mark IN ({_IN}) AND day <= ?", [until.isoformat()]
    if officer:
        where, values = f"{where} AND officer = ?", [*values, "" if officer == "-" else officer]
    said = (
        f"SELECT commune, count(*), count(CASE WHEN first < ? THEN 1 END) FROM (SELECT commune, matter, party, min(day) AS first FROM mark_list "
        f"WHERE {where} GROUP BY commune, matter, party) AS each_one GROUP BY commune"
    )
    return [(str(c), int(n), int(late)) for c, n, late in lists.fetched(said, [today.isoformat(), *values])]


def visits_of(lists: Lists, matters: Sequence[str]) -> list[MarkRow]:
    """Who of these matters is to be verified, whenever it is due."""
    found: list[MarkRow] = []
    for at in range(0, len(matters), 500):
        part = list(matters[at : at + 500])
        said = f"SELECT {_MARK} FROM mark_list WHERE mark IN ({_IN}) AND matter IN ({', '.join('?' * len(part))})"
        found += [row_of(MarkRow, r) for r in lists.fetched(said, part)]
    return found


def visit_counts(lists: Lists, since: date | None, until: date) -> list[tuple[str, str, str, str, str, int]]:
    """(officer, commune, rule, case, day, how many) of verifications due in a span; since None = from ever."""
    where, values = f"mark IN ({_IN}) AND day <= ?", [until.isoformat()]
    if since is not None:
        where, values = f"{where} AND day >= ?", [*values, since.isoformat()]
    said = f"SELECT officer, commune, mark, detail, day, count(*) FROM mark_list WHERE {where} GROUP BY 1, 2, 3, 4, 5"
    return [(str(o), str(c), str(m), str(d), str(day), int(n)) for o, c, m, d, day, n in lists.fetched(said, values)]


def marked(lists: Lists, mark: str) -> list[MarkRow]:
    """The matters that bear a mark, by its day."""
    return [row_of(MarkRow, r) for r in lists.fetched(f"SELECT {_MARK} FROM mark_list WHERE mark = ? ORDER BY day, matter", [mark])]


def marked_of(lists: Lists, mark: str, matters: Sequence[str]) -> dict[str, MarkRow]:
    """Matter -> its mark, of those asked for that bear it."""
    found: dict[str, MarkRow] = {}
    for at in range(0, len(matters), 500):
        part = list(matters[at : at + 500])
        said = f"SELECT {_MARK} FROM mark_list WHERE mark = ? AND matter IN ({', '.join('?' * len(part))})"
        found |= {str(r[0]): row_of(MarkRow, r) for r in lists.fetched(said, [mark, *part])}
    return found


def to_archive(lists: Lists) -> list[Ready]:
    """Ended matters whose file is not in the archive, those furthest on first, then by when they ended."""
    said = (
        "SELECT m.matter, coalesce(k.detail, ''), coalesce(k.day, '') FROM matter_list m "
        "LEFT JOIN mark_list k ON k.matter = m.matter AND k.mark = 'archive' WHERE m.closed = 1 AND coalesce(k.detail, '') <> 'archived' "
        "ORDER BY CASE coalesce(k.detail, '') "
        "WHEN 'withdrawn' THEN -1 WHEN 'approved' THEN 0 WHEN 'checked' THEN 1 WHEN 'listed' THEN 2 ELSE 3 END, m.status_day, m.matter"
    )
    return [Ready(*(str(x) for x in r)) for r in lists.fetched(said, [])]


def owing(lists: Lists, rules: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """(subject, rule, due, officer) of the open deadlines of these rules, earliest first."""
    said = f"SELECT subject, rule, due, officer FROM deadline_list WHERE rule IN ({', '.join('?' * len(rules))}) ORDER BY due, subject, rule"
    return [(str(a), str(b), str(c), str(d)) for a, b, c, d in lists.fetched(said, list(rules))]
