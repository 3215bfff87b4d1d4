"""Terms that run for each party and each obligation: one who was served, verified or deferred does not answer for another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import events as ev
from thads_desktop.law.deadlines import Deadline, deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar()
TWO = (ev.Line(1, 1_000, ("a",), ("q",)), ev.Line(2, 2_000, ("b",), ("q",)))
JOINT = (ev.Line(1, 1_000, ("a", "b"), ("q",), joint=True),)


def opened(lines: tuple[ev.Line, ...] = TWO, kind: ev.MatterKind = "cd") -> tuple[str, ev.Body]:
    return "2019-01-07", ev.MatterOpened("issued", kind, "dan_su", "j", lines, "x")


def owed(rule: str, *told: tuple[str, ev.Body]) -> list[Deadline]:
    """The open terms of one rule."""
    log = [
        ev.Event(n, date.fromisoformat(day), datetime(2020, 1, 1, tzinfo=UTC), "", "", "matter:m", "", body)
        for n, (day, body) in enumerate(told, 1)
    ]
    return [d for d in deadlines_of(log, RULES, CALENDAR) if d.rule == rule and d.discharged_on is None]


NUMBERED = ("2019-01-07", ev.PaperNumbered("x", "enforcement_cd", "s", 2019, 1, "00"))


def sent(party: str, day: str = "2019-01-08") -> tuple[str, ev.Body]:
    return day, ev.PaperSent("x", "party", party)


def test_a_decision_is_owed_to_every_party_until_each_has_it() -> None:
    assert owed("R08", opened(), NUMBERED)[0].parties == (), "nobody has it: no need to say who"
    assert owed("R08", opened(), NUMBERED, sent("a"))[0].parties == ("b", "q")
    assert owed("R08", opened(), NUMBERED, sent("a"), sent("q"))[0].parties == ("b",)
    assert owed("R08", opened(), NUMBERED, sent("a"), sent("q"), sent("b")) == []
    assert owed("R08", opened(), NUMBERED, sent("")) == [], "sent to all in one go"


def test_a_valid_notice_of_the_decision_is_the_telling_of_that_debtor() -> None:
    assert owed("R08", opened(), NUMBERED, ("2019-01-09", ev.ValidNotice("direct", "a")))[0].parties == ("b", "q")
    everyone = ("2019-01-09", ev.ValidNotice("direct"))
    assert owed("R08", opened(), NUMBERED, everyone)[0].parties == ("q",), "the creditor has not been told"
    assert owed("R08", opened(), NUMBERED, everyone, sent("q")) == []
    deferral = ("2019-01-07", ev.PaperNumbered("d", "deferral", "s", 2019, 2, "00"))
    assert [d.parties for d in owed("R08", opened(), deferral, everyone)] == [()], "the notice was of the decision alone"


@pytest.mark.parametrize(("day", "rules"), [("2026-06-29", ["R07", "R08"]), ("2026-07-06", ["R07"])])
def test_under_the_new_law_an_interim_measure_is_not_told_within_the_term(day: str, rules: list[str]) -> None:
    opening = ev.MatterOpened("issued", "cd", "dan_su", "j", TWO, "x", urgent=True)
    told = ((day, opening), (day, ev.PaperNumbered("x", "enforcement_cd", "s", 2026, 1, "00")))
    assert [r for r in ("R07", "R08") if owed(r, *told)] == rules


def test_a_paper_about_one_obligation_goes_to_its_parties_alone() -> None:
    told = (
        opened(), ("2019-03-04", ev.PaperNumbered("d", "deferral", "s", 2019, 2, "00")),
        ("2019-03-04", ev.Deferred("a", (2,), paper="d")), ("2019-03-05", ev.PaperSent("d", "party", "b")),
    )  # fmt: skip
    assert owed("R08", *told)[0].parties == ("q",)
    assert owed("R08", *told, ("2019-03-05", ev.PaperSent("d", "party", "q"))) == []


def test_a_summons_is_owed_to_debtors_only() -> None:
    told = (opened(), ("2019-01-07", ev.PaperNumbered("s", "summons", "t", 2019, 1, "00")))
    assert owed("R08", *told, ("2019-01-08", ev.PaperSent("s", "party", "a")))[0].parties == ("b",)
    assert owed("R08", *told, *((("2019-01-08", ev.PaperSent("s", "party", p))) for p in "ab")) == []


@pytest.mark.parametrize("lines", [TWO, JOINT])
def test_the_voluntary_period_of_each_debtor_runs_from_its_own_notice(lines: tuple[ev.Line, ...]) -> None:
    told = (opened(lines), ("2019-01-08", ev.ValidNotice("direct", "a")), ("2019-01-21", ev.ValidNotice("direct", "b")))
    assert [(d.due, d.parties) for d in owed("R10", *told)] == [
        (date(2019, 1, 28), ("a",)), (date(2019, 2, 11), ("b",)),
    ]  # fmt: skip
    verified = owed("R10", *told, ("2019-01-25", ev.Verified("none", party="a")))
    assert [d.parties for d in verified] == [("b",)]
    assert owed("R10", *told, ("2019-02-01", ev.Verified("none"))) == [], "a verification of nobody named is of all"


def test_without_names_notice_and_verification_hold_for_every_debtor() -> None:
    told = (opened(), ("2019-01-08", ev.ValidNotice("direct")))
    assert [d.parties for d in owed("R10", *told)] == [()]
    assert [d.parties for d in owed("R10", *told, ("2019-01-25", ev.Verified("none", party="b")))] == [("a",)]


def test_a_debtor_whose_obligations_have_ended_is_not_verified_any_more() -> None:
    told = (opened(), ("2019-01-08", ev.ValidNotice("direct")), ("2019-01-25", ev.LineCompleted(1)))
    assert [d.parties for d in owed("R10", *told)] == [("b",)]


def test_new_information_on_one_debtor_asks_for_that_debtor() -> None:
    told = (opened(), ("2019-02-11", ev.InformationReceived("a")))
    assert len(owed("R13", *told, ("2019-02-12", ev.Verified("none", party="b")))) == 1
    assert owed("R13", *told, ("2019-02-12", ev.Verified("none", party="a"))) == []


LACKING = ("2019-02-11", ev.MeansLacking("a", (1,)))


def test_means_lacking_of_one_obligation_stay_watched_while_another_is_deferred_or_pursued() -> None:
    for other in (("2019-02-12", ev.Deferred("a", (2,))), ("2019-02-12", ev.Verified("means", party="b"))):
        (again,) = owed("R12", opened(), LACKING, other)
        assert (again.due, again.parties) == (date(2019, 8, 12), ("a",))
        (book,) = owed("R14", opened(), LACKING, *_verified("a"), other)
        assert (book.born, book.lines) == (date(2020, 2, 11), (1,))


def test_a_deferral_on_top_of_the_lack_of_means_puts_its_terms_off() -> None:
    assert owed("R12", opened(), LACKING, ("2019-02-12", ev.Deferred("a", (1,)))) == []


DECLARED = (
    ("2019-02-11", ev.MeansLacking("c", (1,), paper="d", address_unknown=True)), ("2019-02-11", ev.Deferred("b", (1,), paper="d")),
)  # fmt: skip


def test_a_deferral_declared_by_the_lack_of_means_itself_keeps_its_terms() -> None:
    assert [(d.due, d.case, d.parties) for d in owed("R12", opened(), *DECLARED)] == [(date(2020, 2, 11), "dai_han", ("a",))]
    assert [(d.born, d.lines) for d in owed("R14", opened(), *DECLARED, *_verified("a"))] == [(date(2021, 2, 11), (1,))]
    moved = ("2021-02-12", ev.MovedToSeparateBook((1,)))
    assert owed("R14", opened(), *DECLARED, *_verified("a"), moved) == owed("R12", opened(), *DECLARED, moved) == []
    assert owed("R12", opened(), *DECLARED, ("2019-05-06", ev.Continued((1,), ("means_lacking", "deferral")))) == []


def test_a_later_deferral_on_top_of_the_declared_one_puts_the_terms_off_until_it_ends() -> None:
    later = ("2019-05-06", ev.Deferred("c", (1,), date(2019, 6, 28), "e"))
    assert owed("R12", opened(), *DECLARED, later) == []
    over = owed("R12", opened(), *DECLARED, later, ("2019-07-01", ev.Continued((1,), ("deferral",))))
    assert [d.due for d in over] == [date(2020, 2, 11)]


def test_each_debtor_is_verified_again_from_its_own_last_time() -> None:
    both = ("2019-02-11", ev.MeansLacking("a"))
    told = owed("R12", opened(), both, ("2019-06-03", ev.Verified("none", party="b")))
    assert [(d.due, d.parties) for d in told] == [(date(2019, 8, 12), ("a",)), (date(2019, 12, 3), ("b",))]


def test_a_joint_obligation_moves_when_each_debtor_was_verified_often_enough() -> None:
    lacking = ("2019-02-11", ev.MeansLacking("a"))
    assert owed("R14", opened(JOINT), lacking, *_verified("a")) == []
    assert len(owed("R14", opened(JOINT), lacking, *_verified("a"), *_verified("b"))) == 1


def _verified(party: str) -> tuple[tuple[str, ev.Body], ...]:
    return tuple((day, ev.Verified("none", party=party)) for day in ("2019-03-01", "2019-08-01"))


def test_a_ground_recorded_after_its_decision_of_the_same_day_is_met() -> None:
    decided, ground = ("2019-02-11", ev.Deferred("a")), ("2019-02-11", ev.GroundArose("deferral", "a"))
    assert owed("R19", opened(), decided, ground) == owed("R19", opened(), ground, decided) == []


def test_a_notice_of_suspension_is_not_the_decision_to_suspend() -> None:
    notice = ("2019-02-12", ev.Suspended("1", by_notice=True))
    assert len(owed("R20", opened(), ("2019-02-11", ev.GroundArose("suspension")), notice)) == 1
    assert owed("R21", opened(), ("2019-02-11", ev.GroundArose("suspension_notice")), notice) == []


def test_nothing_is_published_once_the_lack_of_means_has_ended() -> None:
    assert len(owed("R16", opened(), LACKING)) == 1
    assert owed("R16", opened(), LACKING, ("2019-02-13", ev.Continued((1,), ("means_lacking",)))) == []
    assert len(owed("R16", opened(), LACKING, ("2019-02-13", ev.Continued((2,), ("deferral",))))) == 1, "another obligation's"
    assert owed("R16", opened(), LACKING, ("2019-02-13", ev.LineCompleted(1))) == []


def test_the_latest_finding_says_how_often_to_verify() -> None:
    told = (opened(), LACKING, ("2019-06-03", ev.Verified("partial", address_unknown=True, party="a")))
    assert [d.due for d in owed("R12", *told)] == [date(2020, 6, 3)]
    assert [d.due for d in owed("R12", *told, ("2019-12-02", ev.Verified("none", party="a")))] == [date(2020, 6, 2)]


def test_when_a_deferral_has_run_out_its_continuation_is_due() -> None:
    (term,) = owed("R22", opened(), ("2019-02-11", ev.Deferred("c", until=date(2019, 5, 10))))
    assert (term.born, term.due) == (date(2019, 5, 10), date(2019, 5, 17))
    assert owed("R22", opened(), ("2019-02-11", ev.Deferred("c", until=date(2019, 5, 10))), ("2019-05-13", ev.Continued())) == []


def grounds(*told: tuple[str, ev.Body]) -> list[tuple[date, tuple[int, ...]]]:
    return [(d.born, d.lines) for d in owed("R11", opened(), *told)]


A = ("2019-02-11", ev.GroundArose("means_lacking", "a"))
C = ("2019-02-12", ev.GroundArose("means_lacking", "c"))
ON_ONE, ON_TWO = ("2019-02-13", ev.MeansLacking("a", (1,))), ("2019-02-14", ev.MeansLacking("a", (2,)))


def test_a_decision_on_one_obligation_leaves_another_ground_open() -> None:
    assert grounds(A, C, ON_ONE) == [(date(2019, 2, 12), ())]
    assert grounds(A, C, ON_ONE, ("2019-02-14", ev.MeansLacking("c", (2,)))) == []
    assert grounds(C, ON_ONE) == [(date(2019, 2, 12), ())]


def test_a_decision_on_every_open_obligation_answers_every_ground() -> None:
    whole = ("2019-02-13", ev.MeansLacking("a"))
    assert grounds(A, C, whole) == grounds(A, C, ("2019-02-13", ev.MeansLacking("a", (1, 2)))) == []
    assert grounds(A, C, ON_ONE, ON_TWO) == [], "one after the other they cover all"
    assert grounds(A, C, ("2019-02-12", ev.LineCompleted(2)), ON_ONE) == [], "what has ended needs none"


def test_a_ground_without_a_clause_is_answered_by_any_decision_of_its_kind() -> None:
    assert grounds(("2019-02-11", ev.GroundArose("means_lacking")), ON_ONE) == []


def test_a_ground_of_one_obligation_waits_for_that_obligation() -> None:
    two = ("2019-02-11", ev.GroundArose("means_lacking", "a", lines=(2,)))
    assert grounds(two, ON_ONE) == [(date(2019, 2, 11), (2,))]
    assert grounds(two, ON_ONE, ON_TWO) == []
    assert grounds(two, ("2019-02-13", ev.MeansLacking("a"))) == []
    assert grounds(two, ("2019-02-13", ev.LineCompleted(2))) == [], "nothing is left to decide on"
    both = ("2019-02-11", ev.GroundArose("means_lacking", "a", lines=(1, 2)))
    assert grounds(both, ON_ONE) == [(date(2019, 2, 11), (2,))]


def test_a_part_terminated_of_the_one_open_obligation_answers_its_ground() -> None:
    told = (opened(TWO[:1]), ("2019-02-11", ev.GroundArose("termination", "a")))
    assert owed("R23", *told, ("2019-02-12", ev.Terminated("c", (1,), 500))) == []
    assert len(owed("R23", opened(), *told[1:], ("2019-02-12", ev.Terminated("c", (1,), 500)))) == 1
    assert owed("R22", opened(), ("2019-02-11", ev.GroundArose("continuation", "48.4")), ("2019-02-12", ev.Continued((1,)))) == []
