"""Words say every amount and give it back; terms end where counting on the fingers ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from thads_desktop.domain.dates import long_date, parse_typed, short_date
from thads_desktop.domain.money import LIMIT, SPELLINGS, Spelling, dong, parse_dong, unwords, words
from thads_desktop.domain.text import bare, clean, sort_key
from thads_desktop.law.holidays import load_calendar

CALENDAR = load_calendar()
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
#: Amounts of every length; evenly drawn numbers are nearly all long ones.
AMOUNTS = st.integers(0, 18).flatmap(lambda n: st.integers(0, 10**n - 1 if n else 0)) | st.sampled_from(
    [10**n + d for n in range(18) for d in (-1, 0, 1, 5)]
)
VIETNAMESE = st.text("aăâbdđeêghionôơtuưxy àảãáạ ẰẬẸỆĨỌỒỜỤỬỶ\u0301\u0323 1")


@given(AMOUNTS, st.sampled_from(SPELLINGS))
def test_words_round_trip(amount: int, spelling: Spelling) -> None:
    said = words(amount, spelling)
    assert unwords(said) == amount
    assert said.endswith(" đồng")
    assert "  " not in said


def test_the_first_amounts_round_trip_without_exception() -> None:
    assert all(unwords(words(n)) == n for n in range(12_000))


@given(st.integers(LIMIT, LIMIT * 10) | st.integers(max_value=-1))
def test_no_words_outside_the_range(amount: int) -> None:
    with pytest.raises(ValueError, match=str(amount)):
        words(amount)


@given(AMOUNTS)
def test_figures_round_trip(amount: int) -> None:
    assert parse_dong(dong(amount)) == amount


@given(st.text(max_size=20))
def test_whatever_is_typed_is_an_amount_or_none(typed: str) -> None:
    amount = parse_dong(typed)
    assert amount is None or 0 <= amount < LIMIT


@given(st.text(max_size=20), DAYS)
def test_whatever_is_typed_is_a_day_or_none(typed: str, today: date) -> None:
    found = parse_typed(typed, today)
    assert found is None or 1900 <= found.year <= 2200


@given(DAYS)
def test_typed_days_round_trip(day: date) -> None:
    other = date(2000, 1, 1)
    assert parse_typed(short_date(day), other) == parse_typed(f"{day:%d%m%Y}", other) == day
    assert str(day.year) in long_date(day)


@given(DAYS, st.integers(1, 40))
def test_working_days_counted_on_the_fingers(start: date, n: int) -> None:
    end = CALENDAR.due(start, n, "wd", rolls=True)
    between = [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]
    assert sum(1 for day in between if CALENDAR.is_working(day)) == n
    assert CALENDAR.is_working(end)


@given(DAYS, st.integers(1, 40))
def test_counted_back_and_forth(day: date, n: int) -> None:
    last = CALENDAR.last_before(day, n, "wd")
    between = [last + timedelta(days=i) for i in range((day - last).days)]
    assert sum(1 for d in between if CALENDAR.is_working(d)) == n
    assert CALENDAR.is_working(last)
    assert CALENDAR.count_before(day, n, "wd").due == last
    if CALENDAR.is_working(day):
        assert CALENDAR.due(last, n, "wd", rolls=True) == day


@given(DAYS, st.integers(1, 400), st.sampled_from(["d", "m", "y"]))
def test_a_rolled_end_is_the_first_working_day_from_the_end(start: date, n: int, unit: str) -> None:
    plain = CALENDAR.due(start, n, unit, rolls=False)  # type: ignore[arg-type]  # the unit comes as a word
    rolled = CALENDAR.due(start, n, unit, rolls=True)  # type: ignore[arg-type]  # the unit comes as a word
    assert CALENDAR.is_working(rolled)
    assert not any(CALENDAR.is_working(plain + timedelta(days=i)) for i in range((rolled - plain).days))


@given(DAYS, st.integers(0, 60), st.integers(1, 30), st.sampled_from(["wd", "d", "m", "y", "h"]))
def test_a_later_start_never_ends_earlier(start: date, n: int, gap: int, unit: str) -> None:
    later = start + timedelta(days=gap)
    assert CALENDAR.due(start, n, unit, rolls=True) <= CALENDAR.due(later, n, unit, rolls=True)  # type: ignore[arg-type]  # the unit comes as a word


@given(VIETNAMESE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert bare(bare(text)) == bare(text)
    assert sort_key(clean(text)) == sort_key(clean(text.upper()))
