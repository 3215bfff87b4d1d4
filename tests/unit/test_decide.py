"""What is refused when a paper is made here, and what an act adds to its matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.test_matter import OPENED, told
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening, from_plain, to_plain
from thads_desktop.domain.decide import effect_events, objections
from thads_desktop.domain.lawful_ways import Said
from thads_desktop.domain.matter import MatterState

DAY = date(2019, 4, 1)
OPENING = Opening("yc", "dan_su", "j1", OPENED.lines, "r1", judgment_day=date(2019, 2, 1), received=date(2019, 2, 20))


class AnyLaw:
    """A law that knows the clauses a to d."""

    def latest_until(self, kind: str, clause: str, asked: date | None = None) -> None:
        return None

    def once(self, kind: str, clause: str, day: date) -> bool:
        return False

    def needs_until(self, kind: str, clause: str) -> bool:
        return False

    def ground_cite(self, kind: str, clause: str) -> str | None:
        return f"Điều của {kind}" if clause in ("a", "b", "c", "d") else None

    def defers(self, clause: str) -> str:
        return "b" if clause == "c" else ""

    def lifting(self, end: str) -> tuple[str, ...]:
        return {"deferral": ("a", "b"), "suspension": ("c",), "means_lacking": ("d",)}[end]

    def to_delegate(self, clause: str, day: date) -> bool:
        return clause == "d"

    def cite(self, topic: str) -> str:
        return f"Điều về {topic}"

    def way(self, act: str, state: str, clause: str) -> Said:
        return Said("E")

    def state_words(self, state: str) -> str:
        return state


def codes(state: MatterState, effect: Effect, day: date = DAY) -> list[str]:
    return [r.code for r in objections(state, effect, day, AnyLaw())]


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2019, 1, 31), "decision.before_judgment"), (date(2019, 2, 10), "decision.before_receipt")],
)
def test_no_decision_before_its_judgment(day: date, code: str) -> None:
    assert codes(MatterState(), Effect("enforcement", opening=OPENING), day) == [code]


def test_a_lawful_decision_meets_no_objection() -> None:
    assert codes(MatterState(), Effect("enforcement", opening=OPENING)) == []


def test_a_decision_on_request_needs_the_request() -> None:
    opening = replace(OPENING, request="")
    assert codes(MatterState(), Effect("enforcement", opening=opening)) == ["decision.no_request"]
    delegated = replace(opening, delegated_in=True)
    assert codes(MatterState(), Effect("enforcement", opening=delegated)) == []


def test_an_ended_matter_refuses_every_further_act() -> None:
    ended = told(OPENED, ev.Terminated("c"))
    for kind in ("termination", "deferral", "delegation", "means_lacking"):
        assert codes(ended, Effect(kind, "c", to_office="x")) == ["matter.ended"]  # type: ignore[arg-type]  # the kind comes as a word


def test_an_act_before_the_decision_is_refused() -> None:
    assert codes(told(OPENED), Effect("deferral", "c"), date(2019, 1, 1)) == ["act.before_decision"]


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        (Effect("deferral", "x"), "ground.unknown"),
        (Effect("deferral", "c", until=date(2019, 1, 1)), "deferral.until_past"),
        (Effect("deferral", "c", (9,)), "line.unknown"),
        (Effect("continuation", "a"), "continuation.nothing"),
        (Effect("termination", "c", (1,), 99_000_000), "termination.more_than_rest"),
        (Effect("termination", "c", (1,), 0), "termination.bad_amount"),
        (Effect("delegation", "a"), "delegation.no_office"),
        (Effect("amendment", "a", target="nope"), "target.not_issued"),
        (Effect("assignment"), "officer.missing"),
    ],
)
def test_each_wrong_input_has_its_refusal(effect: Effect, code: str) -> None:
    assert codes(told(OPENED), effect) == [code]


def test_the_same_condition_is_not_decided_twice() -> None:
    assert codes(told(OPENED, ev.MeansLacking("a")), Effect("means_lacking", "a")) == ["means.already"]
    assert codes(told(OPENED, ev.Deferred("c")), Effect("deferral", "c")) == ["deferral.already"]
    assert codes(told(OPENED, ev.Suspended("a")), Effect("suspension", "a")) == ["suspension.already"]


def test_several_grounds_hold_at_once_and_go_on_only_when_every_one_is_gone() -> None:
    suspended, deferred = told(OPENED, ev.Suspended("b")), told(OPENED, ev.Deferred("b"))
    assert codes(suspended, Effect("suspension_notice", "a")) == codes(deferred, Effect("deferral", "a")) == []
    several = {
        "c": told(OPENED, ev.Suspended("b"), ev.Suspended("a", (), True)),
        "a": told(OPENED, ev.Deferred("c"), ev.Deferred("b")),
    }
    for clause, state in several.items():
        assert codes(state, Effect("continuation", clause)) == ["continuation.several"]
        assert codes(state, Effect("continuation", clause, confirmed=("continuation.several",))) == []
    both = told(OPENED, ev.Deferred("b"), ev.Suspended("a"), ev.Suspended("b"))
    assert codes(both, Effect("continuation", "a", ends=("deferral",))) == [], "the suspensions stay"
    lines = (ev.Line(1, 100, ("p",), ("q",)), ev.Line(2, 200, ("p",), ("q",)))
    apart = told(ev.MatterOpened("issued", "yc", "dan_su", "j", lines), ev.Deferred("c", (1,)), ev.Deferred("b", (2,)))
    assert codes(apart, Effect("deferral", "b")) == [], "the first is not deferred on that ground"
    assert codes(apart, Effect("deferral", "b", (2,))) == ["deferral.already"]
    assert codes(apart, Effect("continuation", "a", (2,))) == []


def test_the_ground_of_a_continuation_fits_what_it_lifts() -> None:
    deferred, suspended = told(OPENED, ev.Deferred("c")), told(OPENED, ev.Suspended("a"))
    poor = told(OPENED, ev.MeansLacking("a"), ev.MovedToSeparateBook())
    fit = {"a": deferred, "c": suspended, "d": poor}
    for clause in fit:
        for right, state in fit.items():
            assert codes(state, Effect("continuation", clause)) == ([] if clause == right else ["continuation.other_ground"])
    assert codes(deferred, Effect("continuation", "c", ends=("deferral",))) == ["continuation.other_ground"]
    assert codes(deferred, Effect("continuation", "c", ends=("suspension",))) == ["continuation.nothing"]
    both = told(OPENED, ev.Deferred("c"), ev.Suspended("a"))
    assert codes(both, Effect("continuation", "a")) == ["continuation.other_ground"]
    assert codes(both, Effect("continuation", "a", ends=("deferral",))) == []


def test_a_deferral_decided_with_the_lack_of_means_goes_with_it() -> None:
    both = ("means_lacking", "deferral")
    beside = told(OPENED, ev.MeansLacking("c", paper="m"), ev.Deferred("b", paper="m"))
    apart = told(OPENED, ev.MeansLacking("c", paper="m"), ev.Deferred("b", paper="n"))
    assert codes(beside, Effect("continuation", "d", ends=both)) == []
    assert codes(apart, Effect("continuation", "d", ends=both)) == ["continuation.other_ground"]


def test_a_continuation_of_all_touches_what_was_stopped() -> None:
    lines = (ev.Line(1, 100, ("p",), ("q",)), ev.Line(2, 200, ("p",), ("q",)))
    state = told(ev.MatterOpened("issued", "yc", "dan_su", "j", lines), ev.Deferred("c", (2,)))
    effect = Effect("continuation", "a", ends=("deferral",))
    assert effect_events(state, effect, "x", "issued") == [ev.Continued((2,), ("deferral",), "x")]
    assert effect_events(state, effect, "x", "recorded") == [ev.Continued((), ("deferral",), "x")]


def test_no_matter_no_act() -> None:
    assert codes(MatterState(), Effect("deferral", "c")) == ["matter.no_decision"]


def test_the_enforcement_decision_opens_and_assigns() -> None:
    bodies = effect_events(MatterState(), Effect("enforcement", officer="o", opening=OPENING), "x", "issued")
    assert [type(b) for b in bodies] == [ev.MatterOpened, ev.OfficerAssigned]


def test_withdrawing_a_deferral_lifts_it_and_withdrawing_the_decision_ends_the_matter() -> None:
    state = told(OPENED, ev.PaperNumbered("d", "deferral", "s", 2019, 1, ""), ev.Deferred("c", paper="d"))
    bodies = effect_events(state, Effect("withdrawal", "a", target="d"), "x", "issued")
    assert bodies == [ev.EffectUndone("d", (), "x")]
    assert told(OPENED, ev.Deferred("c", paper="d"), *bodies).lines[1].conditions == ()
    assert [type(b) for b in effect_events(state, Effect("withdrawal", "a"), "x", "issued")] == [ev.Withdrawn]


def test_only_what_the_withdrawn_paper_did_is_undone() -> None:
    state = told(OPENED, ev.Deferred("c", paper="d"), ev.Deferred("a", paper="e"), ev.EffectUndone("e", paper="x"))
    assert [(c.clause, c.paper) for c in state.lines[1].conditions] == [("c", "d")]


def test_withdrawing_a_termination_revives_its_lines_and_applies_what_came_in_meanwhile() -> None:
    ended = (OPENED, ev.Terminated("c", paper="t"), ev.Collected(1, 300))
    assert told(*ended).status == "terminated"
    assert told(*ended).held == 300
    revived = told(*ended, ev.EffectUndone("t", paper="x"))
    assert not revived.ended
    assert (revived.lines[1].collected, revived.held) == (300, 0)
    assert codes(revived, Effect("withdrawal", "a", target="t")) == ["target.undone"]


def test_an_undoing_that_is_undone_itself_undoes_nothing() -> None:
    log = (OPENED, ev.Delegated("Chi cục khác", paper="t"), ev.EffectUndone("t", paper="x"), ev.EffectUndone("x", paper="y"))
    assert told(*log).status == "delegated"


def test_a_part_of_what_a_paper_did_may_be_undone() -> None:
    lines = (ev.Line(1, 100, ("p",), ("q",)), ev.Line(2, 200, ("p",), ("q",)))
    opened = ev.MatterOpened("issued", "yc", "dan_su", "j", lines)
    state = told(opened, ev.Terminated("c", paper="t"), ev.EffectUndone("t", (2,), "x"))
    assert (state.lines[1].state, state.lines[2].state) == ("terminated", "enforcing")


def test_the_enforcement_decision_of_an_ended_matter_is_not_withdrawn_here() -> None:
    assert codes(told(OPENED, ev.Terminated("c", paper="t")), Effect("withdrawal", "a")) == ["matter.ended"]


def test_an_effect_survives_its_draft() -> None:
    for effect in (
        Effect("enforcement", officer="o", opening=OPENING),
        Effect("deferral", "c", (1,), until=date(2019, 9, 1)),
        Effect("continuation", "a", ends=("deferral",)),
    ):
        assert from_plain(to_plain(effect)) == effect
