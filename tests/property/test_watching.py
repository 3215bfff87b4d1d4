"""The thirty-day rule and the list, for any order of events."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from thads_desktop.domain import watch_events as we
from thads_desktop.domain.events import Event
from thads_desktop.domain.watching import marks, watched

START = date(2024, 1, 1)
DAYS = st.integers(0, 800).map(lambda n: START + timedelta(days=n))
BODIES = st.sampled_from([we.WatchPut("r"), we.WatchTaken("r", ("money",)), we.WatchReported("r"), we.WatchDirected("r", "p", START, "t")])


def event(seq: int, day: date, body: we.WatchBody) -> Event:
    return Event(seq, day, datetime(2024, 1, 1, tzinfo=UTC), "a", "head", "watch:m", "", body)


@given(st.lists(BODIES, max_size=12), st.lists(DAYS, min_size=12, max_size=12), DAYS, st.integers(1, 90))
def test_red_is_just_more_than_the_limit_of_silent_days(bodies: list[we.WatchBody], days: list[date], today: date, limit: int) -> None:
    events = [event(n + 1, day, body) for n, (body, day) in enumerate(zip(bodies, sorted(days), strict=False))]
    met = {"money": {"": START}, "age": {"": START + timedelta(days=100)}}
    now = watched(events, met)
    assert now is not None, "what was taken off for one criterion comes back by the other"
    last = max([now.since, *([now.reported] if now.reported else [])])
    assert now.red(today, limit) == ((today - last).days > limit)
    assert now.red(today, limit) <= now.red(today + timedelta(days=1), limit), "silence alone never ends being red"
    told = watched([*events, event(99, max(today, *days), we.WatchReported("x"))], met)
    assert told is not None
    assert not told.red(max(today, *days), limit)


@given(st.lists(BODIES, max_size=12))
def test_it_is_on_the_list_exactly_when_put_or_met_since(bodies: list[we.WatchBody]) -> None:
    events = [event(n + 1, START, body) for n, body in enumerate(bodies)]
    last = next((b for b in reversed(bodies) if isinstance(b, (we.WatchPut, we.WatchTaken))), None)
    assert (watched(events, {}) is not None) == isinstance(last, we.WatchPut)
    assert (watched(events, {"money": {"": START}}) is not None) == (not isinstance(last, we.WatchTaken))


KEYS = st.sampled_from(["a", "b", "c", "d"])


@given(st.dictionaries(KEYS, DAYS, min_size=1), st.dictionaries(KEYS, DAYS, min_size=1), DAYS)
def test_what_was_taken_off_comes_back_by_just_what_did_not_hold_it(then: dict[str, date], now: dict[str, date], taken: date) -> None:
    events = [event(1, taken, we.WatchTaken("r", marks({"complaint": then})))]
    back = watched(events, {"complaint": now})
    new = {k: d for k, d in now.items() if k not in then}
    assert (back is not None) == bool(new)
    if back is not None:
        assert back.since == min(max(d, taken) for d in new.values())
    assert watched(events, {"complaint": then}) is None


@given(DAYS, DAYS)
def test_where_no_keys_were_kept_the_days_tell(taken: date, since: date) -> None:
    events = [event(1, taken, we.WatchTaken("r", ("complaint",)))]
    assert (watched(events, {"complaint": {"a": since}}) is not None) == (since > taken)
