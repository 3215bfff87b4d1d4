"""The same figures at a department: of its offices, from the evidence in the packages it received; months stand for days there.

What is set beside each other is of the same offices: those that sent the newest period. Who has not sent is told, and where one of them
is not known for a year before, that year is not known for all together.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period
from thads_desktop.domain.targets import Figures
from thads_desktop.law import targets as targets_law
from thads_desktop.services import evidence_cache, expected_offices, people, reporting
from thads_desktop.services.receiving import accepted, counting, drafts, received, trusted
from thads_desktop.services.target_series import SAME_DAY, TRIED, WHOLE, YEAR_END, Series, figures_of, regime_on

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Office -> under which regime its return of a period came, and its figures.
Came = dict[str, tuple["Regime", Figures]]


def read(desk: Desk, reader: Reader, year: int, day: date) -> Series:  # noqa: ARG001 - the same call as of an office
    """The last period of the year of which packages came, up to a day; nothing stands there where none came."""
    data = targets_law.load()
    start, end = period(year, 12)
    there = {(b.year, b.months) for b in received(reader)}
    asked = sorted((m for y, m in there if y == year and period(y, m)[1] <= day), reverse=True)
    months, now = next(((m, came) for m in asked if (came := _came(reader, year, m))), (0, {}))
    last = period(year, months)[1] if months else start
    known = trusted(reader)
    owed = expected_offices.on(reader, last)
    names = {key: row["name"] for key, row in sorted(known.items(), key=lambda x: x[1]["name"])}
    scopes = {WHOLE: people.office(reader).name, **names}
    right = regime_on(last)
    # Under which regime most came; of as many the one of the day.
    regime = max((r for r, _f in now.values()), key=lambda r: (sum(x.id == r.id for x, _f in now.values()), r.id == right.id), default=right)
    made = Series(year, start, end, last, reader.head()[0], regime, scopes, {}, units=True, months=months)
    made.missing = tuple(name for key, name in sorted(owed.items(), key=lambda x: x[1]) if key not in now)
    unclosed, stands = drafts(reader), counting(reader)
    made.drafts = tuple(name for key, name in names.items() if key in now and stands.get((key, (now[key][0].id, year, months))) in unclosed)
    if now:
        made.now = _together(now, now)
    for y in range(year - data.years_back, year):
        for mark in (YEAR_END, SAME_DAY, *TRIED):
            at = months if mark == SAME_DAY else mark
            came = _came(reader, y, at) if at and (y, at) in there else {}
            if came:
                made.past[(y, mark)] = _together(came, now)
                made.lacking[(y, mark)] = tuple(names.get(key, key) for key in now if key not in came)
    return made


def _came(reader: Reader, year: int, months: int) -> Came:
    """What each office sent of a period: under the regime of its last day where it did, else under another."""
    right = regime_on(period(year, months)[1])
    found: Came = {}
    for regime in sorted(reporting.regimes(), key=lambda r: r.id != right.id):
        for office, (_evidence, sha) in accepted(reader, regime.id, year, months).items():
            if office not in found:
                found[office] = (regime, figures_of(regime, evidence_cache.sums(reader, sha)))
    return found


def _together(came: Came, offices: Came) -> dict[str, Figures]:
    """Each office, and all those together where each of them is there."""
    found = {key: figures for key, (_regime, figures) in came.items()}
    if offices and all(key in came for key in offices):
        found[WHOLE] = reduce(Figures.plus, (found[key] for key in offices))
    return found
