"""The figures and last days by which a step of an asset is judged on a day: thresholds of the law, wages, terms of the asset."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.asset_lawful import Figures, Waited
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.asset_walk import noticed, over
from thads_desktop.law.crossing import ending, until
from thads_desktop.law.due import WAITS, known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.domain.asset import AssetState, MatterFacts
    from thads_desktop.domain.asset_lawful import Typed
    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.law.due import Counter, Deadline
    from thads_desktop.law.money_law import MoneyLaw

#: Tết lies between these days of a year, by month and day.
_TET = ((1, 19), (3, 1))


def figures(
    desk: Counter, money: MoneyLaw, state: AssetState, terms: Sequence[Deadline], typed: Typed, matters: Mapping[str, MatterFacts], region: str = "",
    steps: Sequence[tuple[str, int]] = (),
) -> Figures:  # fmt: skip
    """What holds on the day of the step. terms: of the asset as it is before it; region: of the wage, "" = not said; steps: its steps so far,
    each with its place in the log."""
    limit, day, at = desk.rules.limits.on, typed.day, typed.on or typed.day

    def value(code: str) -> int | None:
        found = limit(code, day)
        if found is None or found.value is None:
            return None
        if found.unit == "wages":
            return _wages(money, found.value, region, day)
        return found.value

    by_wage = (found := limit("no_auction_below", day)) is not None and found.unit == "wages"
    no_auction = value("no_auction_below")
    around = limit("coercion_tet", at)
    seizures = [s.matter for s in state.seizures]
    return Figures(
        off=not desk.calendar.is_working(at), tet=_around_tet(desk.calendar, at, around.value if around is not None else None),
        cut=value("price_cut"), cuts=value("cuts_before_taking"), asked=value("revaluation_times"), small=value("small_value"),
        # Of a small value, so many wages are still small; below a sum of đồng the sum itself is not.
        no_auction=no_auction + 1 if no_auction is not None and by_wage else no_auction,
        own=(value("own_auction_from"), value("own_auction_to")), window=_last(terms, "R35", "de_nghi"),
        priority=_waited(desk, terms, "R36", "bat_dong_san", "dong_san", "lan_sau"), buying=_last(terms, "R36", "mua"),
        agree=_last(terms, "R39", "thoa_thuan"), redeem=_redeem(state, terms), pay=_last(terms, "R40"), extension=_extension(desk, state),
        taking=_waited(desk, terms, "R39", "nop_tien"), told_by=_before(desk, day), state=any(matters[m].state for m in seizures if m in matters),
        owed=sum(matters[s.matter].owed(s) for s in state.seizures if s.matter in matters) or None,
        ended=any(over(s, matters) is not None for s in state.seizures if typed.matter in ("", s.matter)), untold=_untold(steps, matters),
    )  # fmt: skip


def _untold(steps: Sequence[tuple[str, int]], matters: Mapping[str, MatterFacts]) -> frozenset[str]:
    """The steps that tell the parties something, done last by a paper that was not served on all of them."""
    papers, last = noticed(matters), dict(steps)
    return frozenset(step for step, at in last.items() if at in papers and papers[at].all_told is None)


def _wages(money: MoneyLaw, times: int, region: str, day: date) -> int | None:
    if not region:
        return None
    try:
        wage = money.regional_wage(region, day)
    except Refused:
        return None
    return times * wage.amount if wage.amount is not None else None


def _newest(terms: Sequence[Deadline], rule: str, cases: tuple[str, ...]) -> Deadline | None:
    found = [t for t in terms if t.rule.removesuffix(WAITS) == rule and (not cases or t.case in cases)]
    return max(found, key=lambda t: t.born) if found else None


def _last(terms: Sequence[Deadline], rule: str, *cases: str) -> date | None:
    """The last day of the newest such term."""
    term = _newest(terms, rule, cases)
    return term.due if term is not None else None


def _waited(desk: Counter, terms: Sequence[Deadline], rule: str, *cases: str) -> Waited | None:
    """The newest such time of somebody else, by both laws where it runs over the change."""
    term = _newest(terms, rule, cases)
    if term is None:
        return None
    found = ending(desk.rules, desk.calendar, rule, term.born, term.law or None, term.case, term.new_from)
    longest = found.other if found.other is not None and found.other_due == found.days[-1] != found.due else found.term
    note, unsure = (t.note if t.certainty == "L" else "" for t in (found.term, longest))
    return Waited(found.days[0], found.days[-1], until(found), note, unsure)


def _redeem(state: AssetState, terms: Sequence[Deadline]) -> date | None:
    """Before an auction whose day is set; of an asset that a creditor takes, the debtor's own days."""
    if state.stage == "auction":
        return _last([t for t in terms if t.discharged_on is None], "R38", "nhan_lai")
    if state.stage == "taking" and state.how == "creditor":
        return _last(terms, "R39", "nop_tien")
    return None


def _extension(desk: Counter, state: AssetState) -> date | None:
    """The farthest day to which buyer and office may agree."""
    held = state.days.get("auction_held")
    if held is None or not known(desk, "R40", "thoa_thuan", held):
        return None
    return desk.made("R40", held, "", case="thoa_thuan").due


def _before(desk: Counter, day: date) -> date | None:
    """By when a seizure of this day was to be told."""
    return desk.made("R58", day, "").due if known(desk, "R58", "", day) else None


def _around_tet(calendar: WorkingCalendar, day: date, days: int | None) -> bool:
    """The day lies so many days before or after the days off of Tết that the calendar of the year has."""
    if days is None:
        return False
    first, last = date(day.year, *_TET[0]), date(day.year, *_TET[1])
    off = sorted(d for d in calendar.days_off if first <= d < last)
    return bool(off) and off[0] - timedelta(days=days) <= day <= off[-1] + timedelta(days=days)
