"""Terms that run by the hour: with the hour they end at an hour, without it with their last day, which is said; and 48.2."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import events as ev, hours, procedure_events as pe
from thads_desktop.domain.hour_events import HourNoted
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.due import NO_HOUR, Deadline
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import inputs, tools

OLD, NEW = date(2020, 6, 1), date(2026, 8, 3)


def owed(*happened: tuple[date, ev.Body], urgent: bool = False, day: date = OLD) -> list[Deadline]:
    opened = ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 100, ("a",), ("b",)),), "p", urgent=urgent)
    at = datetime(2020, 6, 1, tzinfo=UTC)
    events = [ev.Event(n, d, at, "x", "clerk", "matter:m", "", b) for n, (d, b) in enumerate(((day, opened), *happened), 1)]
    return deadlines_of(events, Rules.load(), load_calendar())


def one(rule: str, found: list[Deadline], case: str = "") -> Deadline:
    (term,) = [d for d in found if d.rule == rule and case in ("", d.case)]
    return term


@pytest.mark.parametrize(
    ("typed", "read"),
    [("8:30", "08:30"), ("08h05", "08:05"), ("8h", "08:00"), ("8 giờ 5", "08:05"), ("0:00", "00:00"), ("23:59", "23:59"), ("9.15", "09:15")],
)
def test_an_hour_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert hours.typed(typed) == read
    assert inputs.hour(typed) == read


@pytest.mark.parametrize("typed", ["24:00", "8:60", "tám giờ", "-1:00", "8", "8:30:15", "٨:٣٠"])
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as error:
        inputs.hour(typed)
    assert error.value.refusals[0].code == "hour.bad"
    assert inputs.hour(" ") == ""


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize(
    ("rule", "body"),
    [("R24", ev.GroundArose("delegation", urgent=True)), ("R31", ev.GroundArose("urgent_freeze")), ("R31", ev.GroundArose("urgent_keep"))],
)
def test_the_hour_is_taken_and_without_it_the_day_stands_with_a_note(day: date, rule: str, body: ev.Body) -> None:
    plain = one(rule, owed((day, body), day=day))
    assert NO_HOUR in plain.why
    timed = one(rule, owed((day, body), (day, HourNoted(2, "14:30")), day=day))
    assert (timed.due, plain.due) == (date(day.year, day.month, day.day + 1),) * 2
    assert timed.title == f"{plain.title} (hết lúc 14:30)"
    assert NO_HOUR not in timed.why
    assert "24 giờ sau là 14:30" in " ".join(timed.steps(Rules.load(), load_calendar()))


def test_the_last_note_counts_and_one_of_another_event_does_not() -> None:
    body = ev.GroundArose("urgent_freeze")
    assert "hết lúc 10:00" in one("R31", owed((OLD, body), (OLD, HourNoted(2, "09:00")), (OLD, HourNoted(2, "10:00")))).title
    assert "hết lúc" not in one("R31", owed((OLD, body), (OLD, HourNoted(1, "09:00")))).title


def test_an_interim_measure_is_carried_out_within_its_hours() -> None:
    old = owed((OLD, HourNoted(1, "08:00")), urgent=True)
    assert one("R33", old).due == date(2020, 6, 2)
    assert "hết lúc 08:00" in one("R33", old).title
    done = owed((date(2020, 6, 2), pe.MeasureTaken("freeze", (1,), paper="f")), urgent=True)
    assert one("R33", done).discharged_on == date(2020, 6, 2)
    new = owed((NEW, HourNoted(1, "08:00")), urgent=True, day=NEW)
    assert one("R33", new, "bien_phap").due == NEW, "at once"
    assert "hết lúc 08:00" in one("R33", new, "thong_bao").title
    told = owed((NEW, ev.ValidNotice("direct")), urgent=True, day=NEW)
    assert one("R33", told, "thong_bao").discharged_on == NEW
    assert not [d for d in owed() if d.rule == "R33"]


@pytest.mark.parametrize(
    ("hour", "fixed", "says"),
    [
        ("08:00", "08:00", "trước 24 giờ 00 phút, từ 24 giờ trở lên: phải hoãn"),
        ("08:01", "08:00", "trước 23 giờ 59 phút, chưa đủ 24 giờ: Thủ trưởng có thể hoãn"),
        ("07:00", "08:00", "trước 25 giờ 00 phút, từ 24 giờ trở lên: phải hoãn"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", [OLD, NEW])
def test_a_request_is_measured_against_the_hour_of_coercion(day: date, hour: str, fixed: str, says: str) -> None:
    note = HourNoted(2, hour, date(day.year, day.month, day.day + 1), fixed)
    term = one("R19", owed((day, ev.GroundArose("deferral", "2")), (day, note), day=day))
    assert says in term.why
    assert "48" in term.why or "46" in term.why
    bare = one("R19", owed((day, ev.GroundArose("deferral", "2")), day=day))
    assert "chưa nói được phải hoãn hay có thể hoãn" in bare.why
    past = HourNoted(2, "09:00", day, "08:00")
    assert "đã qua giờ cưỡng chế" in one("R19", owed((day, ev.GroundArose("deferral", "2")), (day, past), day=day)).why


def test_the_calculator_takes_the_hour() -> None:
    found = tools.due("R24", OLD, case="khan_cap", hour="22:15")
    assert (found.due, found.due_hour) == (date(2020, 6, 2), "22:15")
    assert tools.worked(found).text().startswith("22:15 02/06/2020")
    assert NO_HOUR in tools.due("R24", OLD, case="khan_cap").notes
    with pytest.raises(Refused) as error:
        tools.due("R09", OLD, hour="22:15")
    assert error.value.refusals[0].code == "tool.no_hours"
