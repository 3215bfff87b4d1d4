"""The same figures at a department: of its offices, from the evidence in the packages it received; months stand for days there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period
from thads_desktop.law import targets as targets_law
from thads_desktop.returns.tally import merged, tally
from thads_desktop.services import people, reporting
from thads_desktop.services.receiving import accepted, received, replaced, trusted
from thads_desktop.services.target_series import SAME_DAY, TRIED, WHOLE, YEAR_END, Series, by_scope, regime_on

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.targets import Figures
    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def read(desk: Desk, reader: Reader, year: int, day: date) -> Series:  # noqa: ARG001 - the same call as of an office
    """The last period of the year of which packages came, up to a day; nothing stands there where none came."""
    data = targets_law.load()
    start, end = period(year, 12)
    gone = replaced(reader)
    there = {(b.year, b.months, b.regime) for b in received(reader) if b.sender not in gone and b.regime in {r.id for r in reporting.regimes()}}
    months = max((m for y, m, _r in there if y == year and period(y, m)[1] <= day), default=0)
    names = {key: row["name"] for key, row in sorted(trusted(reader).items(), key=lambda x: x[1]["name"])}
    scopes = {WHOLE: people.office(reader).name, **names}
    last = period(year, months)[1] if months else start
    regime = _regime(there, year, months) or regime_on(last)
    made = Series(year, start, end, last, reader.head()[0], regime, scopes, {}, units=True)
    if months:
        made.now = _figures(reader, regime, year, months)
    for y in range(year - data.years_back, year):
        for mark in (YEAR_END, SAME_DAY, *TRIED):
            at = months if mark == SAME_DAY else mark
            of = _regime(there, y, at) if at else None
            if of is not None:
                made.past[(y, mark)] = _figures(reader, of, y, at)
    return made


def _regime(there: set[tuple[int, int, str]], year: int, months: int) -> Regime | None:
    """The regime under which the packages of a period came: the one of its last day first."""
    came = {r for y, m, r in there if (y, m) == (year, months)}
    if not came:
        return None
    right = regime_on(period(year, months)[1])
    return right if right.id in came else next(r for r in reporting.regimes() if r.id in came)


def _figures(reader: Reader, regime: Regime, year: int, months: int) -> dict[str, Figures]:
    sums = merged(tally(e.facts, e.office.key) for e, _at in accepted(reader, regime.id, year, months).values())
    return by_scope(regime, sums, lambda bucket: str(getattr(bucket, "office", "")))
