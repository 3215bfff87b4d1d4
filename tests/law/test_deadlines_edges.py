"""Deadlines at their edges: the change of law, struck events, repeated duties, ends, an old register."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import events as ev
from thads_desktop.law.deadlines import PASSING, Deadline, deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar()
Told = tuple[str, ev.Body]
LINES = (ev.Line(1, 1_000_000, ("p",), ("q",)),)
REQUEST = ev.MatterOpened("issued", "yc", "dan_su", "j", LINES, "x")
EX_OFFICIO = ev.MatterOpened("issued", "cd", "dan_su", "j", LINES, "x")
CARRIED = ev.CarriedIn("cd", "hinh_su", "j", LINES, date(2018, 10, 1), "b", 6, "o")


def owed(*told: Told, subject: str = "matter:m") -> list[Deadline]:
    """The deadlines of events recorded in this order on their days."""
    log = [
        ev.Event(n, date.fromisoformat(day), datetime(2020, 1, 1, tzinfo=UTC), "", "", subject, "", body)
        for n, (day, body) in enumerate(told, 1)
    ]
    return deadlines_of(log, RULES, CALENDAR)


def of(rule: str, found: list[Deadline]) -> list[Deadline]:
    return [d for d in found if d.rule == rule]


@pytest.mark.parametrize(
    ("notified", "ends", "verify", "law"),
    [
        ("2026-06-08", "2026-06-18", "2026-06-29", "26/2008"),  # both within the old law; 28/6 is a Sunday
        ("2026-06-15", "2026-06-25", "2026-07-06", "26/2008"),  # 10 d: 5/7 -> 6/7; 9 d: 4/7 -> 6/7: no earlier date
        ("2026-06-14", "2026-06-24", "2026-07-03", "106/2025"),  # 9 d end on Friday 3/7, 10 d only on Monday 6/7
        ("2026-06-22", "2026-07-02", "2026-07-13", "106/2025"),  # born 2/7 under the new law: 11/7 is a Saturday
    ],
)
def test_the_first_verification_around_the_first_of_july(notified: str, ends: str, verify: str, law: str) -> None:
    found = owed(("2026-06-01", REQUEST), (notified, ev.ValidNotice("direct")))
    assert of("R09", found)[0].due == date.fromisoformat(ends)
    first = of("R10", found)[0]
    assert first.due == date.fromisoformat(verify)
    assert law in first.cite


def test_a_struck_event_starts_and_discharges_nothing() -> None:
    opening, ground = ("2020-05-04", REQUEST), ("2020-06-01", ev.GroundArose("termination"))
    decided = ("2020-06-04", ev.Terminated("c"))
    assert of("R23", owed(opening, ground, decided))[0].discharged_on == date(2020, 6, 4)
    assert of("R23", owed(opening, ground, decided, ("2020-06-05", ev.Struck(3))))[0].discharged_on is None
    assert owed(opening, ground, ("2020-06-05", ev.Struck(2))) == []
    assert owed(opening, ground, ("2020-06-05", ev.Struck(1))) == []


def test_the_verification_repeats_from_the_last_one() -> None:
    told: list[Told] = [("2020-05-04", REQUEST), ("2020-06-01", ev.MeansLacking("a"))]
    for verified, due in (("2020-11-27", "2021-05-27"), ("2021-05-27", "2021-11-29"), ("2026-05-04", "2026-11-04")):
        told.append((verified, ev.Verified("partial")))
        assert [d.due.isoformat() for d in of("R12", owed(*told))] == [due]


def test_six_months_over_the_change_of_law_have_one_length() -> None:
    found = of("R12", owed(("2025-05-05", REQUEST), ("2026-05-04", ev.MeansLacking("a"))))[0]
    assert (found.due, "26/2008" in found.cite) == (date(2026, 11, 4), True)


def test_means_found_end_the_repeated_verification() -> None:
    told: list[Told] = [("2020-05-04", REQUEST), ("2020-06-01", ev.MeansLacking("a")), ("2020-09-01", ev.Continued())]
    assert of("R12", owed(*told)) == []
    assert of("R12", owed(*told[:2]))


def test_a_second_ground_needs_its_own_decision() -> None:
    found = owed(
        ("2020-05-04", REQUEST),
        ("2020-06-01", ev.GroundArose("deferral")),
        ("2020-06-03", ev.Deferred("c", until=date(2020, 7, 31))),
        ("2020-08-03", ev.GroundArose("continuation")),
        ("2020-08-04", ev.Continued()),
        ("2020-09-07", ev.GroundArose("deferral")),
    )
    assert [(d.due.isoformat(), d.discharged_on) for d in of("R19", found)] == [
        ("2020-06-08", date(2020, 6, 3)),
        ("2020-09-14", None),
    ]
    assert of("R22", found)[0].discharged_on == date(2020, 8, 4)


def test_a_continued_matter_has_no_end_of_deferral() -> None:
    deferred: list[Told] = [("2020-05-04", REQUEST), ("2020-06-01", ev.Deferred("c", until=date(2020, 9, 30)))]
    assert of("HET-HOAN", owed(*deferred))
    assert of("HET-HOAN", owed(*deferred, ("2020-10-01", ev.Continued()))) == []


def test_a_late_act_keeps_its_last_day() -> None:
    found = owed(
        ("2020-06-01", ev.RequestReceived("r")), ("2020-07-01", ev.IntakeDecided("m", "yc", "r")), subject="intake:j"
    )
    assert [(d.rule, d.due, d.discharged_on) for d in found] == [("R04", date(2020, 6, 8), date(2020, 7, 1))]


def test_each_request_is_answered_for_itself() -> None:
    found = owed(
        ("2020-06-01", ev.RequestReceived("one")),
        ("2020-06-02", ev.RequestReceived("two")),
        ("2020-06-03", ev.IntakeDecided("m", "yc", "two")),
        subject="intake:j",
    )
    assert [(d.born.day, d.discharged_on) for d in of("R04", found)] == [(1, None), (2, date(2020, 6, 3))]


def test_a_paper_is_owed_to_each_side_until_it_is_sent() -> None:
    issued: list[Told] = [("2020-05-04", REQUEST), ("2020-06-01", ev.PaperNumbered("x", "deferral", "s", 2020, 1, ""))]
    half = owed(*issued, ("2020-06-02", ev.PaperSent("x", "procuracy")))
    assert {(d.rule, d.paper, d.discharged_on) for d in half} == {
        ("R07", "x", date(2020, 6, 2)),
        ("R08", "x", None),
    }
    assert owed(*issued, ("2020-06-02", ev.PaperVoided("x", "s", 2020, 1))) == []


@pytest.mark.parametrize(
    ("form", "rules"), [("summons", {"R08"}), ("verification", set()), ("deferral", {"R07", "R08"})]
)
def test_not_every_paper_goes_to_everybody(form: str, rules: set[str]) -> None:
    found = owed(("2020-05-04", REQUEST), ("2020-06-01", ev.PaperNumbered("x", form, "s", 2020, 1, "")))
    assert {d.rule for d in found} == rules


def test_an_act_issued_elsewhere_is_sent_where_it_was_issued() -> None:
    recorded = ev.PaperRecorded("x", "deferral", "12/QĐ-CCTHADS", "Trần Văn A")
    assert owed(("2020-05-04", REQUEST), ("2020-06-01", recorded)) == []


@pytest.mark.parametrize(
    ("opened", "kind", "ready"), [("2020-01-06", REQUEST, "2021-03-02"), ("2025-01-06", EX_OFFICIO, "2026-06-01")]
)
def test_the_separate_book_opens_when_the_last_condition_is_met(opened: str, kind: ev.Body, ready: str) -> None:
    """The year since the decision that means are lacking, or the second verification, whichever is later."""
    year = int(opened[:4])
    second = "2020-12-01" if year == 2020 else "2026-06-01"
    found = owed(
        (opened, kind),
        (f"{year}-03-02", ev.MeansLacking("a")),
        (f"{year}-09-01", ev.Verified("none")),
        (second, ev.Verified("none")),
    )
    assert of("R14", found)[0].born == date.fromisoformat(ready)


def test_under_the_new_law_the_book_opens_without_a_term() -> None:
    """The decree gives no number of days: the day is seen ahead, and nothing is late after it."""
    found = owed(
        ("2026-07-01", EX_OFFICIO),
        ("2026-08-03", ev.MeansLacking("a")),
        ("2027-02-03", ev.Verified("none")),
        ("2027-08-03", ev.Verified("none")),
    )
    assert of("R14", found) == []
    (opens,) = of("DU-SO", found)
    assert (opens.born, opens.due, opens.rule in PASSING) == (date(2028, 8, 3), date(2028, 8, 3), True)
    assert "không định số ngày" in opens.why


def test_the_book_opens_only_after_two_years_when_the_address_is_unknown() -> None:
    found = owed(
        ("2020-01-06", REQUEST),
        ("2020-03-02", ev.MeansLacking("c", address_unknown=True)),
        ("2020-12-01", ev.Verified("none")),
        ("2021-06-01", ev.Verified("none")),
    )
    assert of("R14", found)[0].born == date(2022, 3, 2)


def test_an_old_register_leaves_no_late_duties() -> None:
    found = owed(
        ("2015-01-05", CARRIED),
        ("2015-01-12", ev.ValidNotice("stated")),
        ("2015-02-02", ev.OfficerAssigned("o")),
        ("2015-03-02", ev.MeansLacking("a")),
        ("2016-01-04", ev.Verified("none")),
        ("2019-11-04", ev.Verified("", stated=True)),
    )
    assert {d.rule for d in found if d.discharged_on is None} <= {"R12", "R14"}
    assert all(d.due > date(2019, 11, 4) for d in of("R12", found))


def test_steps_are_counted_when_asked_for() -> None:
    late = of("R04", owed(("2021-04-29", ev.RequestReceived("r")), subject="intake:j"))[0]
    assert late.steps(RULES, CALENDAR)[-1] == "thứ Hai 10/05/2021: ngày làm việc thứ 5."
    until = ev.Deferred("c", until=date(2020, 9, 30))
    end = of("HET-HOAN", owed(("2020-05-04", REQUEST), ("2020-06-01", until)))[0]
    assert "30/09/2020" in end.steps(RULES, CALENDAR)[0]


def test_deadlines_stand_in_the_order_of_their_last_days() -> None:
    found = owed(
        ("2020-05-04", REQUEST),
        ("2020-05-05", ev.OfficerAssigned("o")),
        ("2020-05-06", ev.ValidNotice("direct")),
        ("2020-06-01", ev.GroundArose("means_lacking")),
    )
    assert [d.rule for d in found] == ["R06", "R09", "R10", "R11"]
    assert all(d.why.endswith(".") and d.title and d.cite for d in found)


def test_nothing_recorded_owes_nothing() -> None:
    assert owed() == []
    assert owed(("2020-06-01", ev.GroundArose("deferral"))) == []
