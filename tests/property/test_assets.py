"""No sequence of steps that are offered leads an asset out of the table; no price falls faster than the law lets it; terms hold together."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from thads_desktop.domain import asset_events as ae, events as ev
from thads_desktop.domain.asset import LEADS, MatterFacts, fold_asset
from thads_desktop.domain.asset_lawful import Typed, judged, least_price
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_figures import figures
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.due import Counter
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR, TABLE, MONEY = Rules.load(), load_calendar(), asset_ways.table(), MoneyLaw.load()
DRAWN = st.tuples(
    st.sampled_from(sorted(LEADS)), st.integers(0, 40), st.one_of(st.none(), st.integers(1, 3_000_000)), st.integers(-3, 90),
    st.integers(0, 3), st.booleans(),
)  # fmt: skip
STEPS = st.lists(DRAWN, min_size=5, max_size=60)


def event(seq: int, day: date, body: ev.Body) -> ev.Event:
    return ev.Event(seq, day, datetime(2026, 1, 1, tzinfo=UTC), "", "clerk", "asset:a", "", body)


@given(STEPS, st.sampled_from([date(2019, 6, 3), date(2026, 5, 4), date(2026, 8, 3)]), st.booleans(), st.booleans())
def test_what_is_offered_stays_in_the_table(drawn: list[tuple[str, int, int | None, int, int, bool]], start: date, immovable: bool, shared: bool) -> None:
    log = [event(1, start, ev_noted(immovable, shared))]
    day, prices = start, list[int]()
    for code, later, amount, on, which, confirmed in drawn:
        day += timedelta(days=later)
        before, law = fold_asset(log), RULES.law_on(day)
        way = TABLE.of(law)[code]
        terms = deadlines_of(log, RULES, CALENDAR, seized_for={"m": MatterFacts()})
        why = way.whys[which % len(way.whys)][0] if way.whys else ""
        if code == "price_cut" and amount is not None and before.price is not None:
            amount = max(1, before.price - amount % (before.price // 8 + 2))
        typed = Typed(day, amount, day + timedelta(days=max(0, on)), why)
        said = judged(before, way, typed, figures(Counter(RULES, CALENDAR), MONEY, before, terms, typed, {}), TABLE.states)
        if said.against or (said.told and not confirmed) or (any(a.name == "amount" and a.required for a in way.asks) and amount is None):
            continue
        matter = "m" if code in ("asset_seized", "seized_again") else ""
        log.append(event(len(log) + 1, day, ae.AssetStep(code, matter, (), amount, typed.on, why=why)))
        after = fold_asset(log)
        assert after.stage in TABLE.states
        assert after.stage == (LEADS[code] or before.stage)
        assert before.stage in way.start or (before.stage in way.open and confirmed)
        if code == "price_cut":
            assert before.price is not None
            assert after.price is not None
            assert least_price(before.price, 10) <= after.price < before.price
            assert before.price - after.price <= before.price / 10
            prices.append(after.price)
        if code == "creditor_takes_asset":
            assert before.cuts >= 2
        if code == "asset_handed_over":
            assert before.stage in ("paid", "taking"), "nothing is handed over before it is paid"
        if code == "revaluation_requested":
            assert before.asked == 0
    found = deadlines_of(log, RULES, CALENDAR, seized_for={"m": MatterFacts()})
    for owed in found:
        assert owed.discharged_on is None or owed.discharged_on <= day
        assert owed.cite
        assert owed.steps(RULES, CALENDAR)


def ev_noted(immovable: bool, shared: bool) -> ae.AssetNoted:
    return ae.AssetNoted("land" if immovable else "goods", immovable, ("p",), ("q",) if shared else ())


@given(STEPS, st.booleans())
def test_any_order_of_steps_folds_and_bears_terms(drawn: list[tuple[str, int, int | None, int, int, bool]], shared: bool) -> None:
    """What was done elsewhere may have been done in any order: nothing breaks, whatever is recorded."""
    day = date(2026, 5, 4)
    log = [event(1, day, ev_noted(immovable=True, shared=shared))]
    for code, later, amount, on, which, _confirmed in drawn:
        day += timedelta(days=later)
        why = (way.whys[which % len(way.whys)][0] if (way := TABLE.of("2008")[code]).whys else "")
        log.append(event(len(log) + 1, day, ae.AssetStep(code, "m", (), amount, day + timedelta(days=on), why=why)))
    state = fold_asset(log)
    assert state.stage in TABLE.states
    for ended in (None, day):
        assert all(d.due and d.cite for d in deadlines_of(log, RULES, CALENDAR, seized_for={"m": MatterFacts(ended, True)}))


@given(st.integers(1, 10**15), st.integers(0, 50))
def test_a_cut_never_takes_more_than_its_share(price: int, percent: int) -> None:
    least = least_price(price, percent)
    assert (price - least) * 100 <= price * percent
    assert (price - least + 1) * 100 > price * percent
