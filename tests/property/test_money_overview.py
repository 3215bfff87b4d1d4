"""Whatever happens to an obligation, what was due within a period is solved or left, to the đồng."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, strategies as st

from thads_desktop.domain import events as ev
from thads_desktop.domain.money_overview import Sums, of_matter

FIRST = date(2019, 10, 1)
LINES = (ev.Line(1, 100, ("a",), ("b",)), ev.Line(2, 40, ("a",), ("b",)), ev.Line(3, None, ("a",), ("b",)))
HAPPENS: st.SearchStrategy[Any] = st.one_of(
    st.builds(ev.Collected, st.sampled_from([0, 1, 2]), st.integers(1, 60)),
    st.builds(ev.Terminated, st.sampled_from(["e", "b"]), st.sampled_from([(), (1,), (2,)]), st.one_of(st.none(), st.integers(1, 50))),
    st.builds(ev.Delegated, st.just("x"), st.sampled_from([(), (1,)])),
    st.builds(ev.Withdrawn, st.just("a"), st.sampled_from([(), (2,)])),
    st.builds(ev.PartGivenAway, st.sampled_from(["delegated", "withdrawn"]), st.sampled_from([(1,), (2,)]), st.integers(1, 60)),
    st.builds(ev.LineCompleted, st.sampled_from([1, 2])),
)


@given(st.lists(st.tuples(st.integers(0, 40), HAPPENS), max_size=8), st.integers(-5, 30), st.integers(0, 30))
def test_due_is_solved_or_left(told: list[tuple[int, Any]], since: int, days: int) -> None:
    head = ev.MatterOpened("issued", "yc", "dan_su", "", LINES)
    log = [(FIRST, head), *((FIRST + timedelta(n), body) for n, body in told)]
    events = [
        ev.Event(seq, day, datetime(2019, 10, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", body) for seq, (day, body) in enumerate(log, 1)
    ]
    start = FIRST + timedelta(since)
    found = of_matter(events, start, start + timedelta(days), lambda clause, _day: clause == "e")
    assert found.due == found.collected + found.delegated + found.returned + found.terminated + found.remitted + found.otherwise + found.rest
    for name in ("due", "delegated", "returned", "terminated", "remitted", "otherwise", "rest"):
        assert getattr(found, name) >= 0, name


def test_remitted_and_ended_are_told_apart() -> None:
    head = ev.MatterOpened("issued", "cd", "dan_su", "", LINES)
    later = FIRST + timedelta(9)
    bodies = [(FIRST, head), (FIRST, ev.Collected(1, 30)), (later, ev.Terminated("e", (1,))), (later, ev.Terminated("b", (2,), 15))]
    events = [
        ev.Event(seq, day, datetime(2019, 10, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", body) for seq, (day, body) in enumerate(bodies, 1)
    ]
    found = of_matter(events, FIRST + timedelta(5), FIRST + timedelta(20), lambda clause, _day: clause == "e")
    assert found == Sums(lines=2, due=110, remitted=70, terminated=15, rest=25)


def test_what_is_delegated_in_part_is_delegated_and_no_rest() -> None:
    head = ev.MatterOpened("issued", "cd", "dan_su", "", LINES)
    bodies = [
        (FIRST, head), (FIRST, ev.PartGivenAway("delegated", (2,), 10)), (FIRST + timedelta(6), ev.PartGivenAway("delegated", (1,), 60)),
        (FIRST + timedelta(7), ev.PartGivenAway("withdrawn", (1,), 60)),
    ]  # fmt: skip
    events = [
        ev.Event(seq, day, datetime(2019, 10, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", body) for seq, (day, body) in enumerate(bodies, 1)
    ]
    found = of_matter(events, FIRST + timedelta(5), FIRST + timedelta(20), lambda clause, _day: clause == "e")
    assert found == Sums(lines=2, due=130, delegated=60, rest=70)
