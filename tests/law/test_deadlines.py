"""Each deadline as a row: the event that starts it, its last day, the event that discharges it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import events as ev
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar()
OPENED = ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 1_000_000, ("p",), ("q",)),), "x")
JUDGMENT = ev.JudgmentReceived("dan_su", date(2019, 1, 2), ex_officio=True)


def owed(subject: str, *told: tuple[str, ev.Body]) -> dict[str, tuple[str, str]]:
    """rule -> (due, discharged) for events on their days."""
    log = [
        ev.Event(n, date.fromisoformat(day), datetime(2020, 1, 1, tzinfo=UTC), "", "", subject, "", body)
        for n, (day, body) in enumerate(told, 1)
    ]
    found = deadlines_of(log, RULES, CALENDAR)
    return {d.rule: (d.due.isoformat(), d.discharged_on.isoformat() if d.discharged_on else "") for d in found}


INTAKE = [
    ("R01", JUDGMENT, "2020-06-01", "2020-06-08"),
    ("R01", JUDGMENT, "2026-07-01", "2026-07-08"),
    ("R02", ev.JudgmentReceived("dan_su", date(2019, 1, 2), urgent=True), "2020-06-01", "2020-06-01"),
    ("R03", ev.JudgmentReceived("pha_san", date(2019, 1, 2), bankruptcy=True), "2020-06-01", "2020-06-04"),
    ("R04", ev.RequestReceived("r"), "2021-04-29", "2021-05-10"),
    ("R25", ev.DelegationReceived("Chi cục khác"), "2020-06-01", "2020-06-08"),
]


@pytest.mark.parametrize(("rule", "body", "day", "due"), INTAKE)
def test_intake(rule: str, body: ev.Body, day: str, due: str) -> None:
    assert owed("intake:j", (day, body))[rule] == (due, "")
    answered = owed("intake:j", (day, body), ("2026-08-01", ev.IntakeDecided("m", "cd", "r")))
    assert answered[rule] == (due, "2026-08-01")


MATTER = [
    ("R06", ev.OfficerAssigned("o"), "2020-06-01", "2020-06-03", ev.FileOpened()),
    ("R09", ev.ValidNotice("direct"), "2020-06-01", "2020-06-11", ev.Verified("none")),
    ("R10", ev.ValidNotice("direct"), "2020-06-01", "2020-06-22", ev.Verified("none")),
    ("R10", ev.ValidNotice("direct"), "2026-07-01", "2026-07-22", ev.Verified("none")),
    ("R11", ev.GroundArose("means_lacking"), "2020-06-01", "2020-06-08", ev.MeansLacking("a")),
    ("R12", ev.MeansLacking("a"), "2020-06-01", "2020-12-01", None),
    ("R12", ev.MeansLacking("c", address_unknown=True), "2020-06-01", "2021-06-01", None),
    ("R13", ev.InformationReceived(), "2020-06-01", "2020-06-11", ev.Verified("means")),
    ("R16", ev.MeansLacking("a"), "2020-06-01", "2020-06-08", ev.Published()),
    ("R19", ev.GroundArose("deferral"), "2020-06-01", "2020-06-08", ev.Deferred("c")),
    ("R19", ev.GroundArose("deferral", "2"), "2020-06-01", "2020-06-01", ev.Deferred("2")),
    ("R20", ev.GroundArose("suspension"), "2020-06-01", "2020-06-08", ev.Suspended("2")),
    ("R21", ev.GroundArose("suspension_notice"), "2020-06-01", "2020-06-01", ev.Suspended("1", by_notice=True)),
    ("R21", ev.GroundArose("suspension_notice"), "2026-07-01", "2026-07-08", ev.Suspended("2", by_notice=True)),
    ("R22", ev.GroundArose("continuation"), "2020-06-01", "2020-06-08", ev.Continued()),
    ("R23", ev.GroundArose("termination"), "2020-06-01", "2020-06-08", ev.Terminated("c")),
    ("R23", ev.GroundArose("termination", "4"), "2026-08-03", "2026-08-10", ev.Terminated("4")),
    ("R23", ev.GroundArose("termination", "62.6"), "2026-08-03", "2026-08-03", ev.Terminated("62.6")),
    ("R24", ev.GroundArose("delegation"), "2020-06-01", "2020-06-08", ev.Delegated("Chi cục khác")),
    ("R24", ev.GroundArose("delegation", urgent=True), "2020-06-01", "2020-06-02", ev.Delegated("Chi cục khác")),
    (
        "R07",
        ev.PaperNumbered("x", "deferral", "s", 2020, 1, ""),
        "2020-06-01",
        "2020-06-04",
        ev.PaperSent("x", "procuracy"),
    ),
    (
        "R08",
        ev.PaperNumbered("x", "deferral", "s", 2020, 1, ""),
        "2020-06-01",
        "2020-06-04",
        ev.PaperSent("x", "party"),
    ),
]


@pytest.mark.parametrize(("rule", "body", "day", "due", "discharge"), MATTER)
def test_matter(rule: str, body: ev.Body, day: str, due: str, discharge: ev.Body | None) -> None:
    opening = ("2020-05-04", OPENED)
    assert owed("matter:m", opening, (day, body))[rule] == (due, "")
    if discharge is not None:
        assert owed("matter:m", opening, (day, body), ("2026-08-03", discharge))[rule] == (due, "2026-08-03")


def test_the_separate_book_opens_after_a_year_and_two_verifications() -> None:
    told = [("2019-01-07", OPENED), ("2019-03-01", ev.MeansLacking("a")), ("2019-09-02", ev.Verified("none"))]
    assert "R14" not in owed("matter:m", *told)
    told.append(("2019-12-02", ev.Verified("none")))
    assert owed("matter:m", *told)["R14"] == ("2020-03-04", "")
    assert "R14" not in owed("matter:m", *told, ("2019-12-20", ev.InformationReceived()))
    assert "R14" not in owed("matter:m", *told, ("2020-02-03", ev.MovedToSeparateBook()))


def test_the_end_of_a_deferral_is_seen() -> None:
    until = ev.Deferred("c", until=date(2020, 9, 30))
    assert owed("matter:m", ("2020-05-04", OPENED), ("2020-06-01", until))["HET-HOAN"] == ("2020-09-30", "")


def test_a_carried_in_matter_owes_only_what_lies_ahead() -> None:
    carried = ev.CarriedIn("cd", "hinh_su", "j", OPENED.lines, date(2018, 10, 1), "b", 6, "o")
    found = owed(
        "matter:m", ("2015-01-05", carried), ("2015-01-12", ev.ValidNotice("stated")), ("2015-03-02", ev.MeansLacking("a")),
        ("2019-11-04", ev.Verified("", stated=True)),
    )  # fmt: skip
    assert set(found) <= {"R12", "R14"}
    assert found["R12"][0] > "2019-11-04"


def test_lateness_before_the_takeover_is_no_deadline() -> None:
    told = (
        ("2015-01-05", ev.CarriedIn("cd", "hinh_su", "j", OPENED.lines, date(2018, 10, 1), "b", 6, taken_over=date(2020, 3, 2))),
        ("2015-03-02", ev.MeansLacking("a")), ("2017-05-04", ev.Verified("", stated=True)),
        ("2017-11-06", ev.Verified("", stated=True)), ("2018-01-08", ev.Deferred("c", until=date(2019, 1, 1))),
    )  # fmt: skip
    assert owed("matter:m", *told) == {}
    found = owed("matter:m", *told[:4])
    assert found["R12"][0] > "2020-03-02"
    assert found["R14"][0] > "2020-03-02"
    assert owed("matter:m", *told[:4], ("2020-05-04", ev.Verified("none")))["R12"][0] == "2020-11-04"


def test_an_ended_matter_owes_nothing_but_its_papers() -> None:
    found = owed(
        "matter:m", ("2020-05-04", OPENED), ("2020-06-01", ev.MeansLacking("a")), ("2020-07-01", ev.Terminated("c"))
    )
    assert found == {}
