"""Where the targets of a year stand on a day: progress, gap, how many are met; forecast, tried on past years; what comes in next year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.intake_forecast import NEEDED, Coming, coming, whole_year, young
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.target_forecast import Forecast, Tried, forecast, seasonal, straight, tried
from thads_desktop.domain.targets import CUTS, RATES, SHARES, Figures, Share, gap, met, share
from thads_desktop.law import targets as targets_law
from thads_desktop.services import (
    people,
    subject_terms,
    target_moves,
    target_province,
    target_series,
    target_ways,
    targets,
)
from thads_desktop.services.target_series import SAME_DAY, TRIED, WHOLE, YEAR_END, Series, passed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.target_moves import Move
    from thads_desktop.services.target_ways import Way
    from thads_desktop.services.targets import Target
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """A target on the day. share None = not known; gap: see ``domain.targets.gap``; forecast: of rates and cuts of a year that goes on;
    why: it is not known, in words."""

    target: Target
    share: Share | None
    met: bool
    gap: int | None
    forecast: Forecast | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What comes in next year to an office."""

    name: str
    matters: Coming
    money: Coming


@dataclass(frozen=True, slots=True)
class Report:
    """own: standings of the whole office, of which met counts; parts: of officers or units; moves: with number and debtor by matter; past: years
    the forecast goes by; whole: years of which the end is known; over: the year is. Of a department: months of the newest period, missing: who
    owes it, drafts: whose return is not closed, unlike: which years cannot be set beside this one because of whom."""

    office: str
    year: int
    day: date
    seq: int
    circular: str
    units: bool
    own: tuple[Standing, ...]
    parts: tuple[Standing, ...]
    figures: Figures
    tried: tuple[tuple[str, Tried], ...]
    ways: tuple[Way, ...]
    moves: tuple[Move, ...]
    rows: dict[str, tuple[str, str]]
    names: dict[str, str]
    intake: tuple[Intake, ...]
    past: int
    whole: int
    over: bool
    head: tuple[int, str]
    months: int = 0
    missing: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

    @property
    def met(self) -> int:
        """How many targets of the whole office are met."""
        return sum(s.met for s in self.own)


def make(
    desk: Desk, year: int, day: date | None = None, *, seq: int | None = None, progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:  # fmt: skip
    """The targets of a year as of a day (default: today within it) and a place in the log (default: now)."""
    if day is not None:
        targets.refuse_day(day, targets.sound_year(year))
    on = targets.day_in(year, desk.clock.today())
    if day is not None:
        if day > desk.clock.today():
            raise Refused(Refusal("event.future_day", {"day": short_date(day)}, "day"))
        on = day
    with desk.reading() as reader:
        series = _series(desk, reader, year, on, seq, progress, cancelled)
        of_year = targets.of_year(desk, reader, year, series.day, seq)
        timely = _timely(desk, reader, series, seq) if any(t.measure == "decisions_in_time" for t in of_year) else None
        standings = [_standing(series, t, timely) for t in of_year if t.now is not None]
        own = tuple(s for s in standings if not s.target.scope)
        sees = desk.may("targets_all")
        whose = WHOLE if sees or series.units else desk.actor
        ways = tuple(target_ways.of(desk, reader, series, whose)) if not series.units else ()
        moves = tuple(m for m in (series.moves.odd if series.moves is not None else ()) if whose in (WHOLE, m.officer))
        rows = target_ways.rows_of(desk, reader, [m.matter for m in moves])
        head = reader.head()
    return Report(
        series.scopes[WHOLE], year, series.day, series.seq, series.regime.circular, series.units, own, tuple(s for s in standings if s.target.scope),
        series.now.get(WHOLE, Figures()), tuple(_tried(series)), ways, moves, rows, series.scopes, tuple(_intake(series)),
        len(_past(series, SAME_DAY, WHOLE)), sum(series.of(y, YEAR_END, WHOLE) is not None for y in series.years), series.day >= series.end, head,
        series.months, series.missing, _unlike(series), series.drafts,
    )  # fmt: skip


def _series(
    desk: Desk, reader: Reader, year: int, day: date, seq: int | None, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None,
) -> Series:  # fmt: skip
    if people.office(reader).level == "province":
        return target_province.read(desk, reader, year, day)
    return target_series.read(desk, reader, year, day, seq, progress, cancelled)


def _standing(series: Series, target: Target, timely: tuple[int, int] | None) -> Standing:
    assert target.now is not None
    now, before = series.today(target.scope), series.of(series.year - 1, YEAR_END, target.scope)
    counted = timely
    if target.measure == "verification_right":
        counted = series.moves.counted(target.scope) if series.moves is not None else None
    found = share(target.measure, now, before, counted) if now is not None else None
    if found is None or now is None:
        return Standing(target, None, met=False, gap=None, forecast=None, why=_unknown(series, target.measure, known=now is not None))
    direction, threshold = target.now.direction, target.now.threshold
    goes_on = target.measure not in SHARES and series.day < series.end
    return Standing(
        target, found, met(found, direction, threshold), gap(found, direction, threshold),
        _forecast(series, target.measure, target.scope, now, before) if goes_on else None,
    )  # fmt: skip


def _unknown(series: Series, measure: str, *, known: bool) -> str:
    """Why nothing can be said of a measure."""
    if not known:
        return "chưa gửi báo cáo" if series.months else "chưa có gói báo cáo"
    if measure in SHARES:
        return "chỉ tính được ở từng đơn vị"
    return f"chưa có số năm {series.year - 1}"


def _unlike(series: Series) -> tuple[str, ...]:
    """Of a department: the whole years before of which offices that sent the newest period sent nothing."""
    ends = ((y, series.lacking.get((y, YEAR_END), ())) for y in series.years)
    return tuple(f"năm {y} thiếu báo cáo 12 tháng của {', '.join(names)}" for y, names in ends if names)


def _forecast(series: Series, measure: str, scope: str, now: Figures, before: Figures | None) -> Forecast | None:
    # An officer's year goes as the office's years went: one officer's own are too few matters to show a season.
    of = scope if series.units else WHOLE
    priors = {y: f for y in series.years if (f := series.of(y - 1, YEAR_END, of)) is not None}
    return forecast(measure, now, before, _past(series, SAME_DAY, of), priors, *passed(series.year, SAME_DAY, series.day))


def _past(series: Series, mark: int, scope: str) -> dict[int, tuple[Figures, Figures]]:
    found = {}
    for y in series.years:
        then, end = series.of(y, mark, scope), series.of(y, YEAR_END, scope)
        if then is not None and end is not None:
            found[y] = (then, end)
    return found


def _tried(series: Series) -> list[tuple[str, Tried]]:
    """Every measure that is forecast, at each month."""
    found = []
    priors = {y: f for y in series.years if (f := series.of(y - 1, YEAR_END, WHOLE)) is not None}
    for measure in (*RATES, *CUTS):
        for months in TRIED:
            days = {y: passed(y, months, series.day) for y in series.years}
            made = tried(measure, months, _past(series, months, WHOLE), priors, days)
            if made is not None:
                found.append((measure, made))
    return found


def _intake(series: Series) -> list[Intake]:
    """Of each office: at an office itself alone."""
    data = targets_law.load()
    found = []
    for scope, name in series.scopes.items():
        if scope and not series.units:
            continue
        now = series.today(scope)
        if now is None:
            continue
        past = list(_past(series, SAME_DAY, scope).values())
        gone = passed(series.year, SAME_DAY, series.day)
        whole = now if series.day >= series.end else seasonal(now, past) or straight(now, *gone)
        # How much came in goes by whole years alone: of them nothing is needed of the same day.
        ends = series.ends(scope)
        matters, money = [e.new for e in ends], [e.new_money for e in ends]
        found.append(Intake(
            name, coming(matters, whole_year(matters, whole.new, *gone), data.growth_matters),
            coming(money, whole_year(money, whole.new_money, *gone), data.growth_money),
        ))  # fmt: skip
    return found


def _timely(desk: Desk, reader: Reader, series: Series, seq: int | None) -> tuple[int, int] | None:
    """(in time, all) of the terms for the enforcement decision that fell due within the year up to the day; None at a department."""
    if series.units:
        return None
    rules = targets_law.load().measures["decisions_in_time"].rules
    by = subject_terms.counter(desk, reader)
    right = every = 0
    for subject, events in reader.stream("intake"):
        known = [e for e in events if (seq is None or e.seq <= seq) and (e.day is None or e.day <= series.day)]
        if not known:
            continue
        for term in subject_terms.of_judgment(reader, by, subject, known):
            if term.rule not in rules:
                continue
            on = term.discharged_on
            if on is not None and on <= term.due and series.start <= on <= series.day:
                right, every = right + 1, every + 1
            elif series.start <= term.due < series.day and not (on is not None and on <= term.due):
                every += 1
    return right, every


def intake_method(made: Report) -> str:
    """How the forecast of what comes in was made."""
    data = targets_law.load()
    said = f"Từ ít nhất {NEEDED} năm trọn vẹn của đơn vị: lấy mức tăng chung, khoảng là mức tăng thấp nhất và cao nhất đã gặp."
    if any(i.matters.supposed or i.money.supposed for i in made.intake):
        said = data.note_growth
    if young(*passed(made.year, SAME_DAY, made.day)):
        said += " Năm nay mới qua chưa được ba tháng: cả năm nay ước từ các năm trước, chưa kéo dài số của ít ngày đầu năm."
    return said


def effect(made: Report, move: Move) -> tuple[Share, Share]:
    """The rates of matters and money as they would be without a move."""
    return _rates(made.figures.plus(move.without))


def effect_of_all(made: Report) -> tuple[Share, Share]:
    """The rates as they would be without any of the moves shown."""
    f = made.figures
    for move in made.moves:
        f = f.plus(move.without)
    return _rates(f)


def _rates(f: Figures) -> tuple[Share, Share]:
    return Share(f.done, f.means), Share(f.done_money, f.means_money, money=True)


def marks(move: Move) -> str:
    """What is odd about it, in words."""
    return ", ".join(target_moves.MARKS[m] for m in move.marks)
