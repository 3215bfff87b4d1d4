"""How long things take: the estimate against the plain definition and worked examples, the course of a matter, the counts that travel."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from thads_desktop.domain import durations as d, events as ev, ledger_events as le
from thads_desktop.domain.course import Hold, course, held, seen
from thads_desktop.domain.durations import FROM_START, Seen, curve, figures, quantiles
from thads_desktop.exchange import durations as part

#: Remission of leukaemia in weeks under 6-MP (Freireich and others, 1963), the example of every textbook.
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
WATCHED = st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.integers(-1, 6)), max_size=25)


def listed(text: str) -> Counter[Seen]:
    return Counter(Seen(int(x.rstrip("+")), not x.endswith("+")) for x in text.split())


def left_after(many: list[Seen], day: int) -> Fraction:
    """The definition, day by day, nobody counted but those who were watched on it."""
    left = Fraction(1)
    for t in range(day + 1):
        watched = [s for s in many if s.after < t <= s.days]
        over = sum(s.over and s.days == t for s in watched)
        if over:
            left *= 1 - Fraction(over, len(watched))
    return left


def test_a_worked_example() -> None:
    counts = listed(REMISSION)
    assert quantiles(counts) == (13, 23, None)
    assert curve(counts, (5, 6, 7, 10, 13, 16, 22, 23, 99)) == [0, 142, 193, 247, 309, 372, 462, 551, 551]
    assert figures(counts) == d.Figures(21, 9, 12, 13, 23, None, 35)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", (None, None, None)), ("5+ 9+", (None, None, None)), ("0", (0, 0, 0)), ("1 2 3 4", (1, 2, 3)), ("1 2 3 4 5", (2, 3, 4)),
        ("4 8+", (4, 4, None)), ("4+ 8", (8, 8, 8)), ("4 4+", (4, 4, None)),
    ],
)  # fmt: skip
def test_small_cases_by_hand(text: str, wanted: tuple[int | None, ...]) -> None:
    assert quantiles(listed(text)) == wanted


def test_what_was_over_before_it_was_watched_is_not_counted() -> None:
    """Six of an older register, four over before its facts are complete: nothing is said of those four."""
    counts = Counter({Seen(150, True, 600): 4, Seen(700, True, 600): 1, Seen(900, False, 600): 1})
    assert figures(counts) == d.Figures(2, 1, 1, 700, 700, None, 900)
    assert figures(Counter({Seen(150, True, 600): 4})) == d.Figures(0, 0, 0, None, None, None, 0)


@given(WATCHED)
def test_as_the_definition_says(watched: list[tuple[int, bool, int]]) -> None:
    many = [Seen(*w) for w in watched]
    found = quantiles(Counter(many))
    for share, day in zip(d.QUARTERS, found, strict=True):
        over = [t for t in range(13) if left_after(many, t) <= 1 - Fraction(share, 100)]
        assert day == (min(over) if over else None)
    assert curve(Counter(many), range(13)) == [int(1000 * (1 - left_after(many, t))) for t in range(13)]


@given(WATCHED, WATCHED)
def test_offices_added_up_are_as_if_one(one: list[tuple[int, bool, int]], other: list[tuple[int, bool, int]]) -> None:
    cell = d.Cell("", "cd", "dan_su", "", 2020)
    parts = [{(cell, "decision_end"): Counter(Seen(*w) for w in some)} for some in (one, other)]
    assert d.joined(parts) == d.joined(parts[::-1])
    whole = d.joined(parts)[cell, "decision_end"]
    assert figures(whole) == figures(Counter(Seen(*w) for w in one + other))


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=40))
def test_without_open_ones_it_is_the_plain_median(many: list[tuple[int, bool]]) -> None:
    days = sorted(n for n, _ in many)
    assert quantiles(Counter(Seen(n, True) for n in days), (50,)) == (days[(len(days) - 1) // 2],)


# --- the course of a matter ---------------------------------------------------------------------------

START = date(2020, 1, 6)


def log(*bodies: tuple[int, Any]) -> list[ev.Event]:
    """(days after START, body); the place in the list is the seq."""
    made = [(n, None if isinstance(b, ev.DAYLESS) else START + timedelta(days=days), b) for n, (days, b) in enumerate(bodies, 1)]
    return [ev.Event(n, day, datetime(2020, 1, 1, tzinfo=UTC), "", "", "matter:m", "", b) for n, day, b in made]


OPENED = ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 1_000), ev.Line(2, 500)), request="r")


def at(events: list[ev.Event], days: int, seq: int | None = None) -> Any:
    return course(events, START + timedelta(days=days), seq)


def spans(events: list[ev.Event], days: int, began: int | None = -10) -> dict[str, Seen]:
    found = at(events, days)
    return dict(seen(found, START + timedelta(days=began) if began is not None else None, START + timedelta(days=days)))


def test_a_hold_that_goes_on_by_another_name_is_not_over() -> None:
    """A matter that goes into the separate book still lacks means; one deferred for a while, too."""
    moved = log((0, OPENED), (10, ev.MeansLacking("a")), (400, ev.MovedToSeparateBook()))
    assert [(h.kind, h.over) for h in at(moved, 500).holds] == [("lacks_means", False), ("separate_book", True)]
    assert spans(moved, 500)["hold/lacks_means"] == Seen(390, False)
    assert spans(moved, 500)["hold/separate_book"] == Seen(100, False)
    back = log((0, OPENED), (10, ev.MeansLacking("a")), (400, ev.MovedToSeparateBook()), (450, ev.Continued()))
    assert spans(back, 500)["hold/separate_book"] == Seen(50, True)
    assert spans(back, 500)["decision_end/net"] == Seen(60, False)
    other = log((0, OPENED), (10, ev.MeansLacking("a")), (20, ev.Deferred("a")), (30, ev.Continued((), ("deferral",))))
    assert [(h.kind, h.over) for h in at(other, 40).holds] == [("lacks_means", False), ("deferral", True), ("lacks_means", True)]


def test_on_hold_is_what_is_open_and_not_enforced_at_all() -> None:
    events = log(
        (0, OPENED), (10, ev.Deferred("a", (1,))), (20, ev.MeansLacking("a", (2,))), (50, ev.Continued((1,), ("deferral",))),
        (60, ev.LineCompleted(1)), (70, ev.Continued((2,))), (100, ev.LineCompleted(2)),
    )  # fmt: skip
    found = at(events, 200)
    assert found.holds == (
        Hold("deferral", START + timedelta(20), START + timedelta(50)), Hold("lacks_means", START + timedelta(60), START + timedelta(70)),
    )
    assert held(found, START, START + timedelta(100)) == 40
    assert spans(events, 200)["decision_end"] == Seen(100, True)
    assert spans(events, 200)["decision_end/net"] == Seen(60, True)
    assert spans(events, 200)["request_end"] == Seen(110, True)
    assert spans(events, 40)["decision_end/net"] == Seen(20, False), "the hold that stands is taken off as far as it went"
    assert spans(events, 40)["hold/deferral"] == Seen(20, False)


def test_the_first_pay_out_that_did_not_come_back() -> None:
    receipt, pay = le.ReceiptGiven(2, "general", 2020), le.PaidOut((le.Payment(1, "p", 300, 9),))
    events = log((0, OPENED), (5, ev.Collected(1, 400)), (5, receipt), (9, pay), (12, le.CameBack(4, 1, "p", 309)), (30, pay))
    assert spans(events, 40)["decision_paid"] == Seen(30, True)
    assert spans(events, 11)["decision_paid"] == Seen(9, True), "as it was known that day"
    assert spans(events[:3], 40)["decision_paid"] == Seen(40, False)
    untold = log((0, OPENED), (5, ev.Collected(1, 400)))
    assert "decision_paid" not in spans(untold, 40), "money without a receipt is followed nowhere"
    assert spans(log((0, OPENED), (7, ev.Terminated("a"))), 40)["decision_paid"] == Seen(7, False)


def test_what_leaves_the_office_is_not_over() -> None:
    events = log((0, OPENED), (8, ev.Delegated("o", (1, 2))))
    assert spans(events, 40)["decision_end"] == Seen(8, False)
    assert spans(events, 40, None).keys() & {"request_end", "request_paid"} == set(), "no day of a request is known"


def test_an_older_register_is_watched_from_its_first_full_day() -> None:
    carried = ev.CarriedIn("yc", "dan_su", "j", (ev.Line(1, 100),), START + timedelta(30), "b", 1)
    assert spans(log((0, carried), (50, ev.LineCompleted(1))), 90) == {"decision_end": Seen(50, True, 29)}
    known = ev.CarriedIn("yc", "dan_su", "j", (ev.Line(1, 100),), START, "b", 1)
    assert spans(log((0, known)), 90, None)["decision_end"] == Seen(90, False, FROM_START)


def test_as_of_a_day_and_a_place_in_the_log() -> None:
    events = log((0, OPENED), (10, ev.LineCompleted(1)), (12, ev.LineCompleted(2)), (0, ev.Struck(3)))
    assert at(events, 40, 3).ended == START + timedelta(12)
    assert (at(events, 40).ended, at(events, 40, 2).ended, at(events, -1)) == (None, None, None)


# --- what travels --------------------------------------------------------------------------------------


def counts() -> d.Counts:
    some = {Seen(5, True): 2, Seen(7, False, 3): 1}
    return {(d.Cell("o", "cd", "dan_su", who, 2020), "decision_end"): Counter(some) for who in ("a", "b")}


def test_the_part_of_a_package_is_counts_alone() -> None:
    data = part.write(counts(), START, 9)
    assert b'"a"' not in data
    day, seq, back = part.read(data, "x")
    assert (day, seq) == (START, 9)
    assert back == {(d.Cell("x", "cd", "dan_su", "", 2020), "decision_end"): Counter({Seen(5, True): 4, Seen(7, False, 3): 2})}


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(seq=-1), lambda p: p.update(format=2), lambda p: p.update(more=1), lambda p: p.update(day="2020-13-01"),
        lambda p: p["cells"][0].__setitem__(0, "xx"), lambda p: p["cells"][0].__setitem__(1, "Nguyễn Văn A"),
        lambda p: p["cells"][0].__setitem__(3, "x"), lambda p: p["cells"][0][4][0].__setitem__(3, 0), lambda p: p["cells"][0][4][0].__setitem__(0, -1),
        lambda p: p["cells"][0][4][0].__setitem__(0, True), lambda p: p["cells"].append(p["cells"][0]), lambda p: p["cells"][0][4].clear(),
        lambda p: p.pop("cells"), lambda p: p.update(cells=5), lambda p: p.update(seq=True),
    ],
)  # fmt: skip
def test_what_it_would_not_have_written_is_refused(change: Any) -> None:
    plain = json.loads(part.write(counts(), START, 9))
    change(plain)
    with pytest.raises(ValueError, match=r".*"):
        part.read(json.dumps(plain, separators=(",", ":"), sort_keys=True).encode(), "x")


def test_bytes_that_are_no_such_thing() -> None:
    for data in (b"", b"[1", b"[]", b"null", b"\xff\xfe", part.write(counts(), START, 9) + b" "):
        with pytest.raises(ValueError, match=r".*"):
            part.read(data, "x")
