"""The one-pass reader: what each event does to the facts of a matter, and to whose row and column they belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.returns.compute import cells_digest, compute, inexact, inexact_note
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import COUNTED_TYPES, Fact, facts_of

if TYPE_CHECKING:
    from thads_desktop.returns.vocabulary import Counting

START, END = date(2019, 10, 1), date(2019, 12, 31)
OLD, MID, NEW = date(2019, 3, 1), date(2019, 9, 30), date(2019, 11, 5)
LADDER = load_regimes()[0].counting
Act = tuple[date | None, ev.Body]


def log(*acts: Act) -> list[ev.Event]:
    now = datetime(2020, 1, 1, tzinfo=UTC)
    return [ev.Event(i, d, now, "", "", "matter:m", "", b) for i, (d, b) in enumerate(acts, 1)]


def opened(*dues: int | None, day: date = OLD, **more: object) -> Act:
    lines = tuple(ev.Line(i, due) for i, due in enumerate(dues, 1))
    return day, ev.MatterOpened("issued", "yc", "dan_su", "j", lines, **more)  # type: ignore[arg-type]  # options of the case


def read(*acts: Act, ladder: Counting = LADDER, seq: int | None = None) -> tuple[Fact, ...]:
    return facts_of(log(*acts), START, END, ladder, seq)


def one(*acts: Act, ladder: Counting = LADDER) -> Fact:
    (found,) = read(*acts, ladder=ladder)
    return found


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    assert [f.part for f in (one(opened(9, day=START)), one(opened(9, day=END)), one(opened(9, day=MID)))] == [
        "new", "new", "old",
    ]  # fmt: skip
    assert one(opened(9), (START, ev.Withdrawn("a"))).state == "withdrawn"
    assert one(opened(9), (END, ev.Withdrawn("a"))).state == "withdrawn"
    assert one(opened(9), (START, ev.Collected(1, 4))).collected == 4
    assert one(opened(9), (START, ev.MovedToSeparateBook())).part == "book_now"


def test_a_matter_of_the_period_and_its_row() -> None:
    assert one(opened(100)) == Fact(
        "m", 1, "yc", "dan_su", "", False, "old", "enforcing", "enforcing", 1, 100, 0, 100, 0
    )
    assert one(opened(100, day=NEW, delegated_in=True))[5:7] == (True, "new")
    assert read(opened(100, day=date(2020, 1, 1))) == ()
    assert read((OLD, ev.FileOpened())) == ()
    two = read(opened(1, None))
    assert [f.matters for f in two] == [1, 0]
    assert [f.rest for f in two] == [1, 0]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (ev.Deferred("c"), "deferral_agreed"), (ev.Deferred("a"), "deferral"), (ev.Suspended("x"), "suspension"),
        (ev.MeansLacking("a"), "lacks_means"), (ev.MovedToSeparateBook(), "separate_book"),
        (ev.LineCompleted(1), "done"), (ev.Terminated("a"), "terminated"), (ev.Delegated("o"), "delegated"),
        (ev.Withdrawn("a"), "withdrawn"), (ev.Cancelled("a"), "cancelled"),
    ],
)  # fmt: skip
def test_each_act_and_its_column(body: ev.Body, state: str) -> None:
    assert one(opened(None), (NEW, body)).state == state
    ended = state in {"done", "terminated", "delegated", "withdrawn", "cancelled"}
    assert read(opened(None), (MID, body)) == () if ended else one(opened(None), (MID, body)).state == state
    assert one(opened(None), (date(2020, 1, 1), body)).state == "enforcing"


def test_continuation_lifts_what_it_names() -> None:
    acts = [opened(None), (OLD, ev.MeansLacking("a")), (OLD, ev.MovedToSeparateBook()), (OLD, ev.Deferred("c"))]
    assert one(*acts).state == "deferral_agreed"
    assert one(*acts, (NEW, ev.Continued(ends=("deferral",)))).state == "separate_book"
    assert one(*acts, (NEW, ev.Continued(ends=("deferral", "means_lacking")))).state == "enforcing"
    assert one(*acts, (NEW, ev.Continued())).state == "enforcing"
    assert one(*acts, (NEW, ev.Deferred("a"))).state == "deferral"


def test_the_first_open_state_of_the_ladder_is_the_matters() -> None:
    acts = [opened(10, 20), (NEW, ev.Suspended("x", (1,))), (NEW, ev.MeansLacking("a", (2,)))]
    facts = read(*acts)
    assert [(f.state, f.line_state) for f in facts] == [("suspension", "suspension"), ("suspension", "lacks_means")]
    assert {f.state for f in read(*acts, (NEW, ev.LineCompleted(1)))} == {"lacks_means"}


def test_money_before_and_within_and_over() -> None:
    fact = one(opened(100), (MID, ev.Collected(1, 30)), (NEW, ev.Collected(1, 90)), (NEW, ev.LineCompleted(1)))
    assert (fact.opening, fact.collected, fact.rest, fact.state) == (70, 70, 0, "done")
    assert one(opened(100), (NEW, ev.Collected(0, 5)), (NEW, ev.Collected(9, 5))).collected == 0
    assert one(opened(100), (NEW, ev.Terminated("a")), (NEW, ev.Collected(1, 5))).collected == 0


def test_part_termination_and_its_end() -> None:
    cut = (NEW, ev.Terminated("c", (1,), 40))
    fact = one(opened(100), cut)
    assert (fact.state, fact.opening, fact.terminated_part, fact.rest) == ("enforcing", 100, 40, 60)
    assert one(opened(100), (MID, ev.Terminated("c", (1,), 40))).opening == 60
    gone = one(opened(40), cut)
    assert (gone.state, gone.terminated_part, gone.rest) == ("terminated", 40, 0)


def test_part_performed_counts_as_done_or_as_it_ended() -> None:
    acts = (opened(100), (MID, ev.Collected(1, 1)), (NEW, ev.Delegated("o")))
    assert one(*acts).state == "done"
    assert (one(*acts).line_state, one(*acts).rest) == ("delegated", 99)
    assert one(*acts, ladder=replace(LADDER, part_performed="as_ended")).state == "delegated"


@pytest.mark.parametrize(
    ("body", "word"),
    [(pe.TakenUp(), "withdrawn"), (pe.TakenUp((2,)), "withdrawn"), (pe.RequestReturned(), "terminated"), (pe.Concluded("a"), "terminated")],
)
def test_an_end_that_no_form_names_counts_as_one_that_it_names(body: ev.Body, word: str) -> None:
    facts = read(opened(10, 20), (NEW, body))
    assert [f.line_state for f in facts][-1] == word
    assert facts[0].state == (word if body != pe.TakenUp((2,)) else "enforcing")
    # Undone with its paper, it never was.
    if body == pe.TakenUp():
        undone = read(opened(10), (NEW, pe.TakenUp((), "p")), (NEW, ev.EffectUndone("p", (), "q")))
        assert [f.state for f in undone] == ["enforcing"]


def test_a_line_struck_off_before_the_period_leaves_its_mark_only() -> None:
    facts = read(opened(10, 20), (OLD, ev.Collected(1, 10)), (OLD, ev.LineCompleted(1)), (NEW, ev.Withdrawn("a")))
    assert [(f.line, f.state, f.line_state, f.matters) for f in facts] == [(2, "done", "withdrawn", 1)]


def test_an_added_line_is_of_its_matter() -> None:
    facts = read(opened(10), (NEW, ev.LineAdded(ev.Line(2, 5))), (NEW, ev.LineAdded(ev.Line(2, 7))))
    assert [(f.line, f.opening, f.part) for f in facts] == [(1, 10, "old"), (2, 5, "old")]


def test_the_separate_book() -> None:
    moved = one(opened(9), (NEW, ev.MovedToSeparateBook()))
    assert (moved.part, moved.rest) == ("book_now", 9)
    assert one(opened(9), (MID, ev.MovedToSeparateBook())).part == "book"
    constant = replace(LADDER, opening="constant")
    kept = one(opened(9), (NEW, ev.MovedToSeparateBook()), ladder=constant)
    assert (kept.part, kept.state, kept.line_state) == ("old", "lacks_means", "lacks_means")
    assert one(opened(9), (MID, ev.MovedToSeparateBook()), ladder=constant).part == "book"
    mixed = read(opened(9, 8), (MID, ev.MovedToSeparateBook((1,))))
    assert [f.line_state for f in mixed] == ["lacks_means", "enforcing"]


def test_back_from_the_separate_book() -> None:
    acts = (opened(9), (MID, ev.MovedToSeparateBook()), (NEW, ev.Continued(ends=("means_lacking",))))
    assert one(*acts).part == "old"
    new = replace(LADDER, reentry="new")
    assert one(*acts, ladder=new).part == "new"
    back_at_once = (opened(9), (OLD, ev.MovedToSeparateBook()), (MID, ev.Continued()))
    assert one(*back_at_once, ladder=new).part == "old"


def test_a_deferral_in_the_paper_that_finds_no_means_is_no_column_of_its_own() -> None:
    lacks, defers = (NEW, ev.MeansLacking("b", paper="p")), (NEW, ev.Deferred("b", paper="p"))
    for acts in ((opened(9), lacks, defers), (opened(9), defers, lacks)):
        assert one(*acts).state == "lacks_means"
        assert one(*acts, (NEW, ev.MovedToSeparateBook())).state == "separate_book"
        assert one(*acts, (NEW, ev.MeansLacking("a", paper="q"))).state == "lacks_means"
        assert one(*acts, (NEW, ev.Deferred("a", paper="r"))).state == "deferral", "a deferral of its own"
        assert one(*acts, (NEW, ev.Continued(ends=("means_lacking",)))).state == "deferral"
        assert one(*acts, (NEW, ev.Continued())).state == "enforcing"
        assert one(*acts, (NEW, ev.EffectUndone("p"))).state == "enforcing"
    assert one(opened(9), (NEW, ev.MeansLacking("b")), (NEW, ev.Deferred("b"))).state == "deferral", "no paper is no common paper"
    assert one(opened(9), (NEW, ev.MeansLacking("b", paper="p")), (NEW, ev.Deferred("b", paper="q"))).state == "deferral"
    first = read(opened(9, 9), (NEW, ev.MeansLacking("b", (1,), "p")), (NEW, ev.Deferred("b", (1, 2), paper="p")))
    assert [f.line_state for f in first] == ["lacks_means", "deferral"]
    unknown = (opened(9), (NEW, ev.MeansLacking("b", paper="p", address_unknown=True)), defers)
    assert one(*unknown).state == "lacks_means"
    assert one(*unknown, ladder=replace(LADDER, address_unknown="deferral")).state == "deferral"


def test_address_unknown() -> None:
    acts = (opened(9), (NEW, ev.MeansLacking("b", address_unknown=True)))
    assert one(*acts).state == "lacks_means"
    assert one(*acts, ladder=replace(LADDER, address_unknown="deferral")).state == "deferral"


def test_whose_row() -> None:
    acts = (opened(9), (OLD, ev.OfficerAssigned("a")), (NEW, ev.OfficerAssigned("b")),
            (date(2020, 1, 2), ev.OfficerAssigned("c")))  # fmt: skip
    assert one(*acts).officer == "b"
    assert one(*acts, ladder=replace(LADDER, officer="at_start")).officer == "a"
    carried = ev.CarriedIn("cd", "khac", "j", (ev.Line(1, 5),), START, "b", 1, "k", delegated_in=True)
    assert one((OLD, carried)).officer == "k"


def test_errors_struck_and_late_entries() -> None:
    acts: list[Act] = [opened(9), (NEW, ev.Deferred("a")), (None, ev.Struck(2)), (MID, ev.Collected(1, 4))]
    assert (one(*acts).state, one(*acts).opening) == ("enforcing", 5)
    assert [f.state for f in read(*acts, seq=2)] == ["deferral"]
    assert read(*acts, (None, ev.ImportUndone("b"))) == ()
    assert read(*acts[:2], (date(2020, 2, 1), ev.FileOpened()), (None, ev.Struck(2)))[0].state == "enforcing"


def test_money_without_a_day_makes_earlier_periods_of_its_year_inexact() -> None:
    later = (date(2020, 9, 30), ev.Collected(1, 5, day_known=False))
    assert [f.exact for f in read(opened(9, 8), later)] == [False, True]
    assert one(opened(9), (date(2020, 10, 1), ev.Collected(1, 5, day_known=False))).exact
    assert one(opened(9), (date(2020, 9, 30), ev.Collected(1, 5))).exact
    assert one(opened(9), (END, ev.Collected(1, 5, day_known=False))).exact
    facts = read(opened(9), later)
    assert inexact(facts) == ("m",)
    assert "1 việc" in inexact_note(facts)
    assert inexact_note(read(opened(9))) == ""
    struck = read(opened(9), later, (None, ev.Struck(2)))
    assert [f.exact for f in struck] == [True]


def test_the_digest_of_the_cells_moves_with_any_cell() -> None:
    regime = load_regimes()[0]
    some = {cells_digest(compute(regime, read(opened(n)))) for n in (1, 1, 2)}
    assert len(some) == 2


def test_it_agrees_with_the_fold() -> None:
    events = log(
        opened(100, 50, None), (OLD, ev.Collected(1, 30)), (OLD, ev.MeansLacking("a", (2,))),
        (MID, ev.Deferred("c", (1,))),
        (NEW, ev.Terminated("a", (2,), 20)), (NEW, ev.Collected(1, 90)), (NEW, ev.LineCompleted(3)),
    )  # fmt: skip
    state = fold(events, END)
    assert [f.rest for f in facts_of(events, START, END, LADDER)] == [s.rest for s in state.lines.values()]
    assert "Collected" in COUNTED_TYPES
    assert "Verified" not in COUNTED_TYPES
