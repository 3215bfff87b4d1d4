"""Which copies are kept: every one of a day, then thinner and thinner, and never none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from thads_desktop.domain.thinning import Thinning, kept

NOW = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)


def ago(**parts: float) -> datetime:
    return NOW - timedelta(**parts)


def test_all_of_the_last_day_then_one_a_day() -> None:
    fresh = [ago(minutes=30 * n) for n in range(40)]
    old = [datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (8, 11, 16)]
    assert kept([*fresh, *old], NOW) == {*fresh, old[-1]}


def test_a_week_keeps_one_and_a_month_keeps_one() -> None:
    weeks = [datetime(2026, 10, day, 9, tzinfo=UTC) for day in (12, 13, 14, 15)]  # one week, over a month ago
    months = [datetime(2025, 3, day, 9, tzinfo=UTC) for day in (3, 12, 30)]
    gone = [datetime(2020, 1, 1, tzinfo=UTC)]
    assert kept([*weeks, *months, *gone, NOW], NOW) == {weeks[-1], months[-1], NOW}


def test_the_newest_stays_however_old_and_the_future_stays() -> None:
    old = [datetime(2015, 1, 1, tzinfo=UTC), datetime(2015, 2, 1, tzinfo=UTC)]
    assert kept(old, NOW) == {old[-1]}
    assert kept([*old, ago(days=-400)], NOW) == {ago(days=-400)}
    assert kept([], NOW) == set()


@given(st.lists(st.integers(0, 900 * 24 * 60), max_size=60), st.integers(0, 40 * 24 * 60))
def test_thinning_again_takes_nothing_more_and_later_only_less(minutes: list[int], later: int) -> None:
    made = [ago(minutes=m) for m in minutes]
    once = kept(made, NOW)
    assert once <= set(made)
    assert kept(once, NOW) == once
    assert bool(once) == bool(made)
    if made:
        assert max(made) in kept(once, NOW + timedelta(minutes=later))


def test_at_the_latest_a_month_after_it_was_made_one_copy_of_each_month_is_left() -> None:
    made = [ago(days=n) for n in range(365 * 2)]
    left = kept(made, NOW, Thinning())
    assert len(left) < 60
    assert {(m.year, m.month) for m in left} >= {(2025, 3), (2025, 12), (2026, 6)}
