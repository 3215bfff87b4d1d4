"""After two verifications that found nothing the 2008 law verifies on new information only; the 2025 law goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from thads_desktop.domain import events as ev
from thads_desktop.law.deadlines import Deadline, deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar()
Told = tuple[str, ev.Body]
LINES = (ev.Line(1, 1_000, ("a",), ("q",)), ev.Line(2, 2_000, ("b",), ("q",)))
NONE = ev.Verified("none")
LACKING = ("2020-06-01", ev.MeansLacking("a"))
TWICE = (LACKING, ("2020-11-27", NONE), ("2021-05-27", NONE))


def terms(*told: Told, opened: str = "2020-05-04", kind: ev.MatterKind = "yc") -> list[Deadline]:
    opening = (opened, ev.MatterOpened("issued", kind, "dan_su", "j", LINES, "x"))
    log = [
        ev.Event(n, date.fromisoformat(day), datetime(2020, 1, 1, tzinfo=UTC), "", "", "matter:m", "", body)
        for n, (day, body) in enumerate((opening, *told), 1)
    ]
    return [d for d in deadlines_of(log, RULES, CALENDAR) if d.rule == "R12"]


def still(*told: Told, opened: str = "2020-05-04", kind: ev.MatterKind = "yc") -> list[tuple[str, tuple[str, ...]]]:
    return [(d.due.isoformat(), d.parties) for d in terms(*told, opened=opened, kind=kind) if d.discharged_on is None]


def test_it_ends_with_the_second_and_says_that_the_creditor_is_to_be_told() -> None:
    assert still(*TWICE[:2]) == [("2021-05-27", ())]
    assert still(*TWICE) == still(*TWICE, kind="cd") == []
    (ended,) = terms(*TWICE)
    assert (ended.discharged_on, ended.due) == (date(2021, 5, 27), date(2021, 5, 27))
    assert "thông báo kết quả xác minh bằng văn bản cho người được thi hành án" in ended.why


def test_new_information_starts_it_anew() -> None:
    informed = (*TWICE, ("2021-07-05", ev.InformationReceived()))
    assert still(*informed) == [("2022-01-05", ())]
    assert still(*informed, ("2021-07-12", NONE)) == [("2022-01-12", ())]
    assert still(*informed, ("2021-07-12", NONE), ("2022-01-12", NONE)) == []


def test_only_what_found_nothing_since_the_decision_counts() -> None:
    assert still(("2020-05-20", NONE), LACKING, ("2020-06-01", NONE), ("2020-11-27", NONE)) == [("2021-05-27", ())]
    assert still(*TWICE[:2], ("2021-05-27", ev.Verified("partial"))) == [("2021-11-29", ())]
    assert still(*TWICE[:2], ("2021-01-04", ev.InformationReceived()), ("2021-01-11", NONE)) == []


def test_it_runs_for_each_debtor() -> None:
    one = (LACKING, ("2020-11-27", ev.Verified("none", party="a")), ("2021-05-27", NONE))
    assert still(*one) == [("2021-11-29", ("b",))]
    assert still(*TWICE, ("2021-07-05", ev.InformationReceived("b"))) == [("2022-01-05", ("b",))]


def test_the_new_law_goes_on_verifying() -> None:
    lacking = ("2026-07-06", ev.MeansLacking("a"))
    assert still(lacking, ("2027-01-06", NONE), ("2027-07-06", NONE), opened="2026-07-01") == [("2028-01-06", ())]


def test_over_the_change_of_law_a_term_that_ends_under_the_new_one_runs() -> None:
    told = (("2025-06-02", ev.MeansLacking("a")), ("2025-11-03", NONE))
    assert still(*told, ("2025-12-01", NONE)) == []
    (term,) = terms(*told, ("2026-05-04", NONE))
    assert (term.due, term.discharged_on, term.law) == (date(2026, 11, 4), None, "2025")
    assert "106/2025" in term.cite


def test_an_old_register_is_not_told_of_what_ended_before() -> None:
    carried = ev.CarriedIn("cd", "hinh_su", "j", LINES, date(2018, 10, 1), "b", 6, taken_over=date(2022, 3, 2))
    log = [
        ev.Event(n, date.fromisoformat(day), datetime(2022, 3, 2, tzinfo=UTC), "", "", "matter:m", "", body)
        for n, (day, body) in enumerate((("2020-05-04", carried), *TWICE), 1)
    ]
    assert [d.rule for d in deadlines_of(log, RULES, CALENDAR)] == ["R14"]
