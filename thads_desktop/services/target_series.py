"""The figures that targets are held against, from the returns' own facts: this year up to a day, the years before on the same day and at
months 3, 6, 9 and 12. One sweep over the matters for all of them, because reading the log is what costs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.targets import Figures
from thads_desktop.law import targets as targets_law
from thads_desktop.returns.compute import coefficients, forms_of
from thads_desktop.returns.definition import regime_for
from thads_desktop.returns.facts import COUNTED_TYPES, FactReader
from thads_desktop.returns.tally import amount, merged, tally
from thads_desktop.services import reporting, return_basis
from thads_desktop.services.target_moves import Moves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from thads_desktop.domain import events as ev
    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.facts import Fact
    from thads_desktop.returns.tally import Tally
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Months at which the forecast is tried; 0 stands for the same day of the year, 12 for its end.
TRIED, SAME_DAY, YEAR_END = (3, 6, 9), 0, 12
#: Scope of all together.
WHOLE = ""
_CHUNK = 4000
#: Cells of a return behind ``Figures``, in its order.
_CELLS = (("viec", "c8"), ("viec", "c7"), ("viec", "c3"), ("tien", "t8"), ("tien", "t7"), ("tien", "t3"))


@dataclass(slots=True)
class Series:
    """day: up to which this year is counted; seq: as recorded up to there; scopes: key -> name, WHOLE first; past: (year, mark) -> by scope;
    facts and moves: of this year, none at a department. Of a department: months of the newest period (0 = none came), missing: who owes it;
    drafts: whose return of it is not closed; lacking: of a past period, who sent the newest and not that one."""

    year: int
    start: date
    end: date
    day: date
    seq: int
    regime: Regime
    scopes: dict[str, str]
    now: dict[str, Figures]
    past: dict[tuple[int, int], dict[str, Figures]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    moves: Moves | None = None
    units: bool = False
    months: int = 0
    missing: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    lacking: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    def of(self, year: int, mark: int, scope: str) -> Figures | None:
        """Of a past year; None when that year is not known. An officer without a matter has nothing, an office without a package is not known."""
        by = self.past.get((year, mark))
        return None if by is None else by.get(scope, None if self.units else Figures())

    def today(self, scope: str) -> Figures | None:
        """Of this year, likewise."""
        return self.now.get(scope, None if self.units else Figures())

    @property
    def years(self) -> list[int]:
        """Past years of which the whole is known (of some scope), the oldest first."""
        return sorted(year for year, mark in self.past if mark == YEAR_END)

    def ends(self, scope: str) -> list[Figures]:
        """The ends of the years right before this one, without a gap between them, the oldest first."""
        found: list[Figures] = []
        while (end := self.of(self.year - 1 - len(found), YEAR_END, scope)) is not None:
            found.append(end)
        return found[::-1]


def day_of(year: int, mark: int, day: date) -> date:
    """The day that a mark means in a year: SAME_DAY as ``day`` lies in its own year."""
    if mark != SAME_DAY:
        return period(year, mark)[1]
    wanted = year - 1 if day.month >= 10 else year
    last = (date(wanted + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day
    # The last of a month is the last of that month in each year: February is never a day short.
    return date(wanted, day.month, last if (day + timedelta(days=1)).day == 1 else min(day.day, last))


def passed(year: int, mark: int, day: date) -> tuple[int, int]:
    """Days passed of a year at a mark, and its days."""
    start, end = period(year, 12)
    return (day_of(year, mark, day) - start).days + 1, (end - start).days + 1


def regime_on(day: date) -> Regime:
    """The regime of a period that ends that day; before the first and after the last known one, the nearest."""
    known = reporting.regimes()
    return regime_for(day, known) or next((r for r in reversed(known) if r.start <= day), known[0])


def figures_of(regime: Regime, sums: Tally) -> Figures:
    """The cells that targets rest on, of all that is in these sums."""
    cells = {}
    for form in forms_of(_two_forms(regime), sums, {}):
        cells.update({(form.measure, key): value for key, value in form.row("tong").cells.items()})
    return Figures(*(int(cells[at] or 0) for at in _CELLS))


def counting(regime: Regime) -> Callable[[Sequence[Fact]], Figures]:
    """What ``figures_of`` says of a few facts, for those who ask it of very many matters."""
    cells = []
    for measure, cell in _CELLS:
        criteria = regime.of_measure(measure)
        weights = coefficients(criteria, cell)
        cells.append([(weights[c.key], c.take) for c in criteria if c.key in weights and c.take])

    def count(facts: Sequence[Fact]) -> Figures:
        return Figures(*(sum(times * amount(take, fact) for fact in facts for times, take in takes) for takes in cells))

    return count


def by_scope(regime: Regime, sums: Tally, scope: Callable[[object], str]) -> dict[str, Figures]:
    """Of all together, and of each scope that is in the sums."""
    parts: dict[str, Tally] = {}
    for bucket, values in sums.items():
        parts.setdefault(scope(bucket), {})[bucket] = values
    return {WHOLE: figures_of(regime, sums), **{key: figures_of(regime, part) for key, part in parts.items() if key}}


def read(
    desk: Desk, reader: Reader, year: int, day: date, seq: int | None = None, progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Series:  # fmt: skip
    """The series of an office that has matters."""
    data = targets_law.load()
    start, end = period(year, 12)
    known = return_basis.known_from(reader, seq)
    regime = return_basis.with_settings(desk, reader, regime_on(day), seq)
    now = _Point(regime, start, day, seq)
    years = [y for y in range(year - data.years_back, year) if known is None or period(y, 12)[0] >= known]
    points: dict[int, dict[int, _Point]] = {y: {} for y in years}
    for y in years:
        for mark in (YEAR_END, SAME_DAY, *TRIED):
            last = day_of(y, mark, day)
            of = return_basis.with_settings(desk, reader, regime_on(last), seq)
            points[y][mark] = _Point(of, period(y, 12)[0], last, seq)
    moves = Moves(data, start, day, seq, lambda events: now.reader.of(_counted(events)), counting(regime))
    facts: list[Fact] = []
    first: date | None = None
    for done, (subject, events) in enumerate(reader.stream("matter", types=sorted(COUNTED_TYPES | moves.TYPES)), 1):
        counted = _counted(events)
        opened = min((e.day for e in counted if e.day is not None), default=None)
        first = opened if first is None or (opened is not None and opened < first) else first
        mine = now.take(counted)
        facts += mine
        moves.take(subject.partition(":")[2], events, mine)
        for of_year in points.values():
            _take(of_year, counted, opened)
        if done % 500 == 0:
            if progress is not None:
                progress(done)
            if cancelled is not None and cancelled():
                raise Refused(Refusal("import.cancelled"))
    office = return_basis.office(reader, start, day, {f.officer for f in facts}, seq)
    scopes = {WHOLE: office.name, **dict(sorted(office.officers.items(), key=lambda x: x[1]))}
    made = Series(year, start, end, day, reader.head()[0] if seq is None else seq, regime, scopes, now.figures(), facts=tuple(facts), moves=moves)
    for y, of_year in points.items():
        # Of a year that was under way when the records begin nothing is known as a whole.
        if first is not None and (first <= period(y, 12)[0] or known is not None):
            made.past.update({(y, mark): point.figures() for mark, point in of_year.items()})
    return made


@dataclass(slots=True)
class _Point:
    """The sums of a period, gathered while matters go by."""

    regime: Regime
    start: date
    end: date
    seq: int | None
    reader: FactReader = field(init=False)
    waiting: list[Fact] = field(default_factory=list)
    sums: Tally = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = FactReader(self.start, self.end, self.regime.counting, self.seq)

    def take(self, events: list[ev.Event]) -> tuple[Fact, ...]:
        found = self.reader.of(events)
        self.waiting += found
        if len(self.waiting) > _CHUNK:
            self._gather()
        return found

    def figures(self) -> dict[str, Figures]:
        self._gather()
        return by_scope(self.regime, self.sums, lambda bucket: str(getattr(bucket, "officer", "")))

    def _gather(self) -> None:
        self.sums = merged((self.sums, tally(self.waiting)))
        self.waiting = []


def _counted(events: list[ev.Event]) -> list[ev.Event]:
    """What a return reads of a matter."""
    return [e for e in events if type(e.body).__name__ in COUNTED_TYPES]


def _take(of_year: Mapping[int, _Point], events: list[ev.Event], opened: date | None) -> None:
    """A matter that is nothing to the whole year is nothing to its parts."""
    whole = of_year[YEAR_END]
    if opened is None or opened > whole.end or not whole.take(events):
        return
    for mark, point in of_year.items():
        if mark != YEAR_END and opened <= point.end:
            point.take(events)


def _two_forms(regime: Regime) -> Regime:
    """The regime with one form of each measure, and the total row alone."""
    specs: Iterable[str] = ("viec", "tien")
    return replace(regime, forms=tuple(replace(next(f for f in regime.forms if f.measure == m), rows=("total",)) for m in specs))
