"""Targets reckoned exactly: progress never falls when more is done, and the gap is the fewest that close it."""

from __future__ import annotations

from hypothesis import given, strategies as st

from thads_desktop.domain.intake_forecast import coming
from thads_desktop.domain.target_forecast import forecast, seasonal, straight, tried
from thads_desktop.domain.targets import (
    CUTS,
    DIRECTIONS,
    RATES,
    WHOLE,
    Figures,
    Share,
    added,
    gap,
    hundredths,
    met,
    share,
)

amounts = st.integers(0, 10**13)
counts = st.integers(0, 60_000)
thresholds = st.integers(0, WHOLE)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    whole = draw(st.one_of(counts, amounts))
    return Share(draw(st.integers(0, whole)), whole, grows=draw(st.booleans()))


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    means, money = draw(counts), draw(amounts)
    return Figures(draw(st.integers(0, means)), means, draw(counts), draw(st.integers(0, money)), money, draw(amounts))


@given(shares(), st.sampled_from(DIRECTIONS), thresholds)
def test_the_gap_is_the_fewest_that_meet_it(one: Share, direction: str, threshold: int) -> None:
    missing = gap(one, direction, threshold)
    if missing is None:
        assert one.whole == 0 or (threshold == WHOLE and (one.grows or direction == "more_than"))
        return
    if direction == "at_most":
        assert (missing == 0) == met(one, direction, threshold)
        assert met(added(one, -missing), direction, threshold)
        return
    grown = lambda k: added(one, k, k if one.grows else 0)  # noqa: E731 - said twice
    assert met(grown(missing), direction, threshold)
    assert one.grows or one.part + missing <= one.whole, "nothing is done that is not there"
    assert missing == 0 or not met(grown(missing - 1), direction, threshold)


@given(shares(), st.integers(0, 1000), thresholds)
def test_more_that_is_done_never_lowers_progress_or_widens_the_gap(one: Share, more: int, threshold: int) -> None:
    then = added(one, more, more if one.grows else 0)
    assert (one.value or 0) <= (then.value or 0) or one.whole == 0
    before, after = gap(one, "at_least", threshold), gap(then, "at_least", threshold)
    assert before is None or (after is not None and after == max(0, before - more))
    assert not met(one, "at_least", threshold) or met(then, "at_least", threshold)


@given(counts, counts)
def test_a_percent_is_half_up_in_hundredths(part: int, whole: int) -> None:
    value = hundredths(part, whole)
    if value is None:
        assert whole == 0
    else:
        assert (2 * value - 1) * whole <= 2 * part * WHOLE < (2 * value + 1) * whole


@given(figures(), figures(), figures(), st.integers(1, 364), st.sampled_from(RATES))
def test_a_forecast_stays_a_rate_and_at_the_end_it_is_the_figure(now: Figures, a: Figures, b: Figures, passed: int, measure: str) -> None:
    past = {2018: (a, a), 2019: (b, b)}
    made = forecast(measure, now, None, past, {}, passed, 365)
    here = share(measure, now, None)
    assert here is not None
    if made is not None:
        assert 0 <= made.value <= WHOLE
        if made.low is not None and made.high is not None:
            assert 0 <= made.low <= made.value <= made.high <= WHOLE
    grown = seasonal(now, list(past.values()))
    if grown is not None and all(x + y > 0 for x, y in zip(a, b, strict=True)):
        assert grown == now, "a year that grew no more from this day on leaves the figures as they are"
    assert straight(now, 365, 365) == now


@given(figures(), figures(), figures(), figures(), st.sampled_from(CUTS))
def test_no_more_is_cut_than_there_was(now: Figures, before: Figures, a: Figures, b: Figures, measure: str) -> None:
    made = forecast(measure, now, before, {2018: (a, b), 2019: (b, a)}, {2018: before, 2019: before}, 100, 365)
    if made is not None:
        assert made.value <= WHOLE
        if made.low is not None and made.high is not None:
            assert made.low <= made.value <= made.high <= WHOLE


@given(st.lists(figures(), min_size=2, max_size=5))
def test_years_that_go_alike_are_forecast_without_error(ends: list[Figures]) -> None:
    halves = {2010 + n: (Figures(*(x for x in f)), Figures(*(2 * x for x in f))) for n, f in enumerate(ends) if all(f)}
    for measure in RATES:
        made = tried(measure, 6, halves, {}, dict.fromkeys(halves, (182, 365)))
        assert made is None or (made.error == 0 and made.covered == made.with_interval)


@given(st.lists(st.integers(1, 10**12), max_size=5), st.integers(0, 10**12), st.integers(0, WHOLE))
def test_what_comes_in_lies_within_its_interval(history: list[int], base: int, supposed: int) -> None:
    made = coming(history, base, supposed)
    assert made.low <= made.value <= made.high
    assert made.supposed == (len(history) < 3)
