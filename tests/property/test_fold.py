"""The fold is total and deterministic, ignores the future, and striking twice changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from thads_desktop.domain import events as ev, ledger_events as le, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import in_force
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import FactReader
from thads_desktop.returns.vocabulary import COUNTED_AS

START = date(2019, 1, 1)
LINES = st.lists(st.integers(0, 4), max_size=2).map(tuple)
CLAUSES = st.sampled_from(["a", "b", "c", "2"])
AMOUNTS = st.integers(1, 10**9)
PAPERS = st.sampled_from(["p1", "p2", "p3"])

OPENINGS = st.builds(
    lambda dues: ev.MatterOpened(
        "issued", "yc", "dan_su", "j", tuple(ev.Line(i + 1, due, ("p",), ("q",)) for i, due in enumerate(dues))
    ),
    st.lists(st.one_of(st.none(), AMOUNTS), min_size=1, max_size=3),
)
BODIES = st.one_of(
    OPENINGS,
    st.builds(ev.OfficerAssigned, st.sampled_from(["o1", "o2"])),
    st.builds(ev.ValidNotice, st.just("direct")),
    st.builds(ev.Verified, st.sampled_from(["means", "none"])),
    st.builds(ev.MeansLacking, CLAUSES, LINES),
    st.builds(ev.MeansLacking, CLAUSES, LINES, PAPERS),
    st.builds(ev.MovedToSeparateBook, LINES),
    st.builds(ev.Deferred, CLAUSES, LINES),
    st.builds(ev.Suspended, CLAUSES, LINES),
    st.builds(ev.Continued, LINES, st.lists(st.sampled_from(["deferral", "suspension", "means_lacking"])).map(tuple)),
    st.builds(ev.Terminated, CLAUSES, LINES, st.one_of(st.none(), AMOUNTS)),
    st.builds(ev.Delegated, st.just("Chi cục khác"), LINES),
    st.builds(ev.Withdrawn, CLAUSES, LINES),
    st.builds(ev.Terminated, CLAUSES, LINES, st.one_of(st.none(), AMOUNTS), PAPERS),
    st.builds(ev.Delegated, st.just("Chi cục khác"), LINES, PAPERS),
    st.builds(ev.Deferred, CLAUSES, LINES, st.none(), PAPERS),
    st.builds(ev.EffectUndone, PAPERS, LINES, PAPERS),
    st.builds(pe.RequestReturned, CLAUSES, LINES, PAPERS),
    st.builds(pe.Concluded, CLAUSES, LINES, PAPERS),
    st.builds(pe.TakenUp, LINES, PAPERS),
    st.builds(pe.RightsTransferred, st.sampled_from(["debtor", "creditor"]), st.just("p"), st.just("r"), LINES, PAPERS),
    st.builds(pe.MeasureTaken, st.just("freeze"), LINES, st.just("p"), st.none(), PAPERS),
    st.builds(pe.MeasureEnded, PAPERS, st.just("d"), PAPERS),
    st.builds(pe.ActDone, st.just("fee"), st.just(""), LINES, AMOUNTS, paper=PAPERS),
    st.builds(pe.HeadDecided, st.just(("transition.silent",)), PAPERS),
    st.builds(pe.Linked, st.just("m0"), st.just("re_requested")),
    st.builds(ev.SurplusReturned, AMOUNTS),
    st.builds(le.Deducted, st.just("costs"), AMOUNTS),
    st.builds(lambda n, a: le.Allotted((le.Part(n, a),)), st.integers(0, 4), AMOUNTS),
    st.builds(ev.Collected, st.integers(0, 4), AMOUNTS),
    st.builds(ev.LineCompleted, st.integers(1, 4)),
    st.builds(ev.PaperSubmitted, st.just("p1"), st.just("deferral")),
    st.builds(ev.PaperSent, st.just("p1"), st.just("party")),
)


@st.composite
def logs(draw: st.DrawFn) -> list[ev.Event]:
    bodies = draw(st.lists(BODIES, min_size=1, max_size=14))
    days = draw(st.lists(st.integers(0, 700), min_size=len(bodies), max_size=len(bodies)))
    log = [
        ev.Event(seq, START + timedelta(days=d), datetime(2020, 1, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", b)
        for seq, (d, b) in enumerate(zip(days, bodies, strict=True), 1)
    ]
    for target in draw(st.lists(st.integers(1, len(bodies)), max_size=2)):
        log.append(_strike(log, target))
    return log


def _strike(log: list[ev.Event], target: int) -> ev.Event:
    return ev.Event(
        len(log) + 1, None, datetime(2020, 1, 2, tzinfo=UTC), "a", "clerk", "matter:m", "", ev.Struck(target)
    )


@given(logs())
def test_fold_is_total_deterministic_and_keeps_the_arithmetic(log: list[ev.Event]) -> None:
    state = fold(log)
    assert state == fold(list(reversed(log)))
    for line in state.lines.values():
        assert 0 <= line.rest <= (line.line.due or 0)
        assert (
            line.ended is not None
            or line.line.due is None
            or (line.collected + line.terminated + line.rest == line.line.due)
        )
    came_in = sum(e.body.amount for e in in_force(log) if isinstance(e.body, ev.Collected))
    went_back = sum(e.body.amount for e in in_force(log) if isinstance(e.body, (ev.SurplusReturned, le.Deducted)))
    assert state.collected + state.held + went_back == came_in
    assert state.held >= 0 or _never_came(log)
    assert state.status


def _never_came(log: list[ev.Event]) -> bool:
    """More went back at some time than had come in by then."""
    here = 0
    for e in in_force(log):
        if isinstance(e.body, ev.Collected):
            here += e.body.amount
        elif isinstance(e.body, (ev.SurplusReturned, le.Deducted)):
            here -= e.body.amount
            if here < 0:
                return True
    return False


#: A matter whose money, terminations and withdrawals meet on small sums.
MONEY = st.one_of(
    st.builds(ev.Terminated, CLAUSES, LINES, st.one_of(st.none(), st.integers(1, 60)), PAPERS),
    st.builds(ev.Delegated, st.just("Chi cục khác"), LINES, PAPERS),
    st.builds(ev.EffectUndone, PAPERS, LINES, PAPERS),
    st.builds(pe.RequestReturned, CLAUSES, LINES, PAPERS),
    st.builds(pe.Concluded, CLAUSES, LINES, PAPERS),
    st.builds(pe.TakenUp, LINES, PAPERS),
    st.builds(pe.RightsTransferred, st.sampled_from(["debtor", "creditor"]), st.just("p"), st.just("r"), LINES, PAPERS),
    st.builds(pe.MeasureTaken, st.just("freeze"), LINES, st.just("p"), st.none(), PAPERS),
    st.builds(pe.MeasureEnded, PAPERS, st.just("d"), PAPERS),
    st.builds(pe.ActDone, st.just("fee"), st.just(""), LINES, AMOUNTS, paper=PAPERS),
    st.builds(pe.HeadDecided, st.just(("transition.silent",)), PAPERS),
    st.builds(pe.Linked, st.just("m0"), st.just("re_requested")),
    st.builds(ev.SurplusReturned, st.integers(1, 60)),
    st.builds(le.Deducted, st.just("costs"), st.integers(1, 60)),
    st.builds(lambda n, a: le.Allotted((le.Part(n, a),)), st.integers(0, 2), st.integers(1, 60)),
    st.builds(ev.Collected, st.integers(0, 2), st.integers(1, 100)),
    st.builds(ev.LineCompleted, st.integers(1, 2)),
)
_OPENED = ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 100, ("p",), ("q",)), ev.Line(2, 50, ("p",), ("q",))))


@given(st.lists(MONEY, min_size=3, max_size=12))
def test_money_is_counted_once_whatever_is_undone(bodies: list[ev.Body]) -> None:
    log = [
        ev.Event(seq, START + timedelta(days=60 * seq), datetime(2020, 1, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", b)
        for seq, b in enumerate([_OPENED, *bodies], 1)
    ]
    state = fold(log)
    came_in = sum(e.body.amount for e in in_force(log) if isinstance(e.body, ev.Collected))
    went_back = sum(e.body.amount for e in in_force(log) if isinstance(e.body, (ev.SurplusReturned, le.Deducted)))
    assert state.collected + state.held + went_back == came_in
    assert state.held >= 0 or _never_came(log)
    assert all(0 <= s.collected <= (s.line.due or 0) for s in state.lines.values())
    counting = load_regimes()[0].counting
    for f in FactReader(START, START + timedelta(days=999), counting).of(log):
        line = state.lines[f.line]
        assert (f.collected, f.line_state == "done") == (line.collected, line.ended is not None and line.ended.kind == "done")
        assert f.opening == f.collected + f.terminated_part + f.rest
        assert f.terminated_part == line.terminated
        assert line.ended is not None or (f.rest == line.rest and f.opening == line.line.due)
    for f in FactReader(START + timedelta(days=300), START + timedelta(days=999), counting).of(log):
        assert min(f.opening, f.collected, f.rest, f.terminated_part) >= 0


@given(logs(), st.integers(0, 700))
def test_a_day_never_depends_on_what_came_after_it(log: list[ev.Event], days: int) -> None:
    day = START + timedelta(days=days)
    known = [e for e in log if e.day is None or e.day <= day]
    then = fold(log, day)
    now = fold(known, day)
    now.last_seq = then.last_seq
    assert then == now


@given(logs(), st.integers(1, 16))
def test_a_seq_never_depends_on_later_entries(log: list[ev.Event], seq: int) -> None:
    assert fold(log, seq=seq) == fold([e for e in log if e.seq <= seq])


@given(logs(), st.integers(1, 14))
def test_striking_twice_changes_nothing(log: list[ev.Event], target: int) -> None:
    once = [*log, _strike(log, target)]
    twice = [*once, _strike(once, target)]
    first, second = fold(once), fold(twice)
    second.last_seq = first.last_seq
    assert first == second


@given(logs())
def test_an_undone_import_leaves_nothing(log: list[ev.Event]) -> None:
    undone = ev.Event(99, None, datetime(2020, 1, 3, tzinfo=UTC), "a", "clerk", "matter:m", "", ev.ImportUndone("b"))
    assert not fold([*log, undone]).exists


@given(logs(), st.integers(0, 700))
def test_a_return_reads_the_same_lines_as_the_fold(log: list[ev.Event], days: int) -> None:
    day = START + timedelta(days=days)
    reader = FactReader(date(2018, 10, 1), day, load_regimes()[0].counting)
    state, facts = fold(log, day), {f.line: f for f in reader.of(log)}
    for n, line in state.lines.items():
        if line.ended is None:
            assert facts[n].rest == line.rest
        elif n in facts:
            assert facts[n].line_state == COUNTED_AS.get(line.ended.kind, line.ended.kind)
    assert set(facts) <= set(state.lines)
