"""When what is published for want of means is brought up to date and taken off (R16 to R18), a review decision is passed on (R28) and a
result that is disputed is verified again (R13): NĐ 62/2015 Điều 11, TT 04/2023 Điều 6, NĐ 152/2026 Điều 23, Luật 2008 Điều 44, Luật 106 Điều 37."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import (
    events as ev,
    procedure_events as pe,
    publication,
    publication_events as pub,
    review_events as rv,
)
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar({})
AT = datetime(2024, 1, 6, tzinfo=UTC)
TWO = (ev.Line(1, 100, ("p",), ("q",)), ev.Line(2, 50, ("r",), ("q",)))
OLD, NEW = date(2024, 5, 6), date(2026, 7, 6)  # two Mondays, one under each law


def log(*found: tuple[date, ev.Body]) -> list[ev.Event]:
    return [ev.Event(n, day, AT, "x", "clerk", "matter:m", RULES.law_on(day), body) for n, (day, body) in enumerate(found, 1)]


def due(rules: tuple[str, ...], *found: tuple[date, ev.Body]) -> list[tuple[str, date, date | None, tuple[str, ...]]]:
    return [(d.rule, d.due, d.discharged_on, d.parties) for d in deadlines_of(log(*found), RULES, CALENDAR) if d.rule in rules]


def lacking(day: date, lines: tuple[ev.Line, ...] = TWO[:1], **opened: object) -> list[tuple[date, ev.Body]]:
    """Decided, found without means, published, all on one day."""
    return [
        (day, ev.MatterOpened("issued", "yc", "dan_su", "j", lines, "d", **opened)),  # type: ignore[arg-type]  # fields of the body
        (day, ev.Verified("none")), (day, ev.MeansLacking("a", paper="k")), (day, ev.Published()),
    ]  # fmt: skip


# what ends it, the law's last day counted by hand (2 wd under the old law, 3 wd under the new one)
ENDS = (
    (OLD, date(2024, 6, 3), ev.Terminated("c"), date(2024, 6, 5)),
    (OLD, date(2024, 6, 7), ev.LineCompleted(1), date(2024, 6, 11)),
    (OLD, date(2024, 8, 30), ev.Continued(), date(2024, 9, 5)),  # Friday; 2/9 and 3/9 are off
    (NEW, date(2026, 7, 9), ev.Terminated("4"), date(2026, 7, 14)),
    (NEW, date(2026, 7, 9), ev.Continued(), date(2026, 7, 14)),
    (NEW, date(2026, 8, 31), ev.Withdrawn("a"), date(2026, 9, 7)),  # that day to 2/9 are off
)


@pytest.mark.parametrize(("opened", "day", "body", "last"), ENDS)
def test_what_is_over_is_taken_off_within_the_term_of_the_day(opened: date, day: date, body: ev.Body, last: date) -> None:
    found = [*lacking(opened), (day, body)]
    assert due(("R18",), *found) == [("R18", last, None, ())]
    assert due(("R18",), *found, (last, pub.PublicationEnded())) == [("R18", last, last, ())]


def test_the_decision_itself_withdrawn_is_such_an_end_under_the_new_law_alone() -> None:
    undone = ev.EffectUndone("k", (), "w")
    assert due(("R18",), *lacking(NEW), (date(2026, 7, 9), undone)) == [("R18", date(2026, 7, 14), None, ())]
    assert due(("R18",), *lacking(OLD), (date(2024, 6, 3), undone)) == []
    assert publication.course(in_force(log(*lacking(OLD), (date(2024, 6, 3), undone)))).gone["p"].by == "EffectUndone"


def test_an_end_that_no_text_names_is_known_but_gives_no_term() -> None:
    found = [*lacking(NEW), (date(2029, 7, 9), pe.RequestReturned(paper="g"))]
    assert due(("R18",), *found) == []
    assert publication.course(in_force(log(*found))).gone["p"].by == "RequestReturned"


def test_each_debtor_is_taken_off_alone() -> None:
    found = [*lacking(NEW, TWO), (date(2026, 7, 9), ev.LineCompleted(2))]
    assert due(("R17", "R18"), *found) == [("R18", date(2026, 7, 14), None, ("r",))]
    off = (date(2026, 7, 10), pub.PublicationEnded("r"))
    assert due(("R17", "R18"), *found, off) == [("R18", date(2026, 7, 14), date(2026, 7, 10), ("r",))]
    assert list(publication.course(in_force(log(*found, off))).shown) == ["p"]


def test_money_changes_what_is_owed_and_is_brought_up_to_date() -> None:
    found = [*lacking(NEW), (date(2026, 7, 9), ev.Collected(1, 10))]
    assert due(("R17",), *found) == [("R17", date(2026, 7, 14), None, ())]
    # A second payment before that is in the same update.
    found.append((date(2026, 7, 10), ev.Collected(1, 5)))
    assert due(("R17",), *found) == [("R17", date(2026, 7, 14), None, ())]
    assert due(("R17",), *found, (date(2026, 7, 13), pub.PublicationUpdated())) == [("R17", date(2026, 7, 14), date(2026, 7, 13), ())]
    # Held for nobody's obligation it changes nothing that is published.
    assert due(("R17",), *lacking(NEW), (date(2026, 7, 9), ev.Collected(0, 10))) == []
    assert due(("R17",), *lacking(NEW), (date(2026, 7, 9), pub.PublicationChanged())) == [("R17", date(2026, 7, 14), None, ())]


def test_the_end_overtakes_the_update() -> None:
    found = [*lacking(NEW), (date(2026, 7, 9), ev.Collected(1, 100)), (date(2026, 7, 9), ev.LineCompleted(1))]
    assert due(("R17", "R18"), *found) == [("R17", date(2026, 7, 14), date(2026, 7, 9), ()), ("R18", date(2026, 7, 14), None, ())]


def test_nothing_is_owed_of_what_was_never_published() -> None:
    assert due(("R17", "R18"), *lacking(NEW)[:3], (date(2026, 7, 9), ev.Terminated("4"))) == []


def test_lacking_again_is_published_anew_or_brought_up_to_date() -> None:
    found = [*lacking(NEW), (date(2026, 7, 9), ev.Continued()), (date(2026, 7, 10), ev.MeansLacking("b"))]
    # What was never taken off need not be any more.
    assert due(("R16", "R18"), *found) == [
        ("R16", date(2026, 7, 13), NEW, ()), ("R18", date(2026, 7, 14), date(2026, 7, 10), ()), ("R16", date(2026, 7, 17), None, ()),
    ]  # fmt: skip
    assert due(("R16",), *found, (date(2026, 7, 15), pub.PublicationUpdated()))[1] == ("R16", date(2026, 7, 17), date(2026, 7, 15), ())


def test_a_review_decision_on_a_delegated_matter_is_passed_on() -> None:
    came = lambda day, entrusted: [  # noqa: E731 - one use
        (day, ev.MatterOpened("issued", "yc", "dan_su", "j", TWO, "d", delegated_in=entrusted)), (day, rv.ReviewReceived("x")),
    ]  # fmt: skip
    assert due(("R28",), *came(date(2026, 8, 28), True)) == [("R28", date(2026, 9, 7), None, ())]  # Friday; 31/8 to 2/9 are off
    assert due(("R28",), *came(NEW, True), (date(2026, 7, 8), rv.ReviewForwarded("x"))) == [("R28", date(2026, 7, 9), date(2026, 7, 8), ())]
    assert due(("R28",), *came(NEW, False)) == []
    assert due(("R28",), *came(OLD, True)) == []  # the old law has no such term
    went = [(NEW, ev.MatterOpened("issued", "yc", "dan_su", "j", TWO, "d")), (NEW, ev.Delegated("nơi khác")), (NEW, rv.ReviewReceived("x"))]
    assert due(("R28",), *went) == [("R28", date(2026, 7, 9), None, ())]


@pytest.mark.parametrize(("opened", "day", "last"), [(OLD, date(2024, 6, 3), date(2024, 6, 10)), (NEW, date(2026, 7, 9), date(2026, 7, 16))])
def test_a_disputed_result_is_verified_again_within_five_working_days(opened: date, day: date, last: date) -> None:
    found = [(opened, ev.MatterOpened("issued", "yc", "dan_su", "j", TWO[:1], "d")), (day, ev.GroundArose("verify_again"))]
    assert due(("R13",), *found) == [("R13", last, None, ())]
    assert due(("R13",), *found, (last, ev.Verified("none"))) == [("R13", last, last, ())]


def test_the_day_from_which_a_request_may_go_back_is_seen_ahead() -> None:
    found = lacking(NEW)[:3]
    assert due(("DU-GUI-LAI",), *found) == [("DU-GUI-LAI", date(2028, 7, 6), None, ())]
    # What was decided under the old law is ready no earlier than the new one.
    assert due(("DU-GUI-LAI",), *lacking(OLD)[:3]) == [("DU-GUI-LAI", date(2026, 7, 1), None, ())]
    assert due(("DU-GUI-LAI",), *found, (date(2026, 8, 3), ev.InformationReceived())) == []
    assert due(("DU-GUI-LAI",), *found, (date(2026, 8, 3), ev.Continued())) == []
    own = [(NEW, ev.MatterOpened("issued", "cd", "dan_su", "j", TWO[:1], "d")), *found[1:]]
    assert due(("DU-GUI-LAI",), *own) == []
