"""However the obligations of a matter are split between here and there, the parts add up to the đồng on both sides."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, strategies as st

from thads_desktop.domain import delegation, events as ev, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.part_events import Half, PartGivenAway
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import facts_of

DAY = date(2020, 1, 6)
MOST = 10**12

amounts = st.integers(min_value=1, max_value=MOST)
ends = st.sampled_from(["none", "delegated", "returned", "terminated", "withdrawn", "concluded", "done", "delegated_then_withdrawn"])
lines = st.lists(st.tuples(st.one_of(st.none(), amounts), st.integers(0, MOST), st.integers(0, MOST), ends), min_size=1, max_size=8)


def log(*bodies: ev.Body) -> list[ev.Event]:
    at = datetime(2020, 1, 6, tzinfo=UTC)
    return [ev.Event(n, DAY, at, "x", "clerk", "matter:m", "2008", body) for n, body in enumerate(bodies, 1)]


def _end(kind: str, n: int) -> list[ev.Body]:
    found: dict[str, list[ev.Body]] = {
        "none": [], "delegated": [ev.Delegated("nơi khác", (n,), f"p{n}")], "returned": [pe.RequestReturned("a", (n,))],
        "terminated": [ev.Terminated("a", (n,))], "withdrawn": [ev.Withdrawn("a", (n,))], "concluded": [pe.Concluded("a", (n,))],
        "done": [ev.LineCompleted(n)], "delegated_then_withdrawn": [ev.Delegated("nơi khác", (n,), f"p{n}"), ev.Withdrawn("a", (n,))],
    }  # fmt: skip
    return found[kind]


@given(lines)
def test_every_split_adds_up(rows: list[tuple[int | None, int, int, str]]) -> None:
    opened = ev.MatterOpened("issued", "cd", "dan_su", "j", tuple(ev.Line(n, due) for n, (due, *_rest) in enumerate(rows, 1)))
    bodies: list[ev.Body] = [opened]
    for n, (due, collected, terminated, end) in enumerate(rows, 1):
        if due is not None:
            bodies += [ev.Collected(n, collected)] if collected else []
            bodies += [ev.Terminated("a", (n,), terminated)] if terminated else []
        bodies += _end(end, n)
    state = fold(log(*bodies))
    there = 0
    for n, (due, _collected, _terminated, end) in enumerate(rows, 1):
        parts = delegation.parts(state.lines[n])
        assert parts.total == (due or 0)
        assert min(parts.collected, parts.given_back, parts.terminated, parts.delegated, parts.otherwise, parts.rest) >= 0
        gone = n in delegation.delegated_by(state, f"p{n}")
        there += parts.delegated if gone else 0
        assert parts.rest == state.lines[n].rest
        assert (parts.delegated > 0) <= end.startswith("delegated")
    kept = sum(delegation.parts(s).total - delegation.parts(s).delegated for s in state.lines.values())
    assert kept + there == sum(due or 0 for due, *_rest in rows)


#: What happens to one obligation, in any order: sums in, parts terminated, parts given away by either paper, ends.
_halves: st.SearchStrategy[Half] = st.sampled_from(["delegated", "withdrawn"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("collect"), amounts), st.tuples(st.just("terminate"), amounts), st.tuples(st.just("back"), amounts),
        st.tuples(_halves, amounts), st.tuples(_halves, st.just(0)), st.tuples(st.just("done"), st.just(0)),
    ),
    max_size=9,
)  # fmt: skip


def _body(kind: str, amount: int, at: int) -> ev.Body:
    match kind:
        case "collect":
            return ev.Collected(1, amount)
        case "terminate":
            return ev.Terminated("a", (1,), amount)
        case "back":
            return ev.SurplusReturned(amount)
        case "done":
            return ev.LineCompleted(1)
        case "delegated":
            return PartGivenAway("delegated", (1,), amount, f"p{at}", "nơi khác") if amount else ev.Delegated("nơi khác", (1,), f"p{at}")
        case _:
            return PartGivenAway("withdrawn", (1,), amount, f"p{at}", clause="a") if amount else ev.Withdrawn("a", (1,), f"p{at}")


@given(st.integers(1, 10**6).map(lambda n: n * 10**6), steps)
def test_parts_given_away_add_up_and_the_return_says_the_same(due: int, happened: list[tuple[str, int]]) -> None:
    bodies = [_body(kind, amount, at) for at, (kind, amount) in enumerate(happened)]
    opened = ev.MatterOpened("issued", "cd", "dan_su", "j", (ev.Line(1, due), ev.Line(2, 5)))
    events = log(opened, *bodies)
    for upto in range(1, len(events) + 1):
        state = fold(events[:upto])
        line, parts = state.lines[1], delegation.parts(state.lines[1])
        assert parts.total == due
        assert min(parts.collected, parts.given_back, parts.terminated, parts.delegated, parts.otherwise, parts.rest) >= 0
        assert parts.rest == line.rest
        # What each decision to delegate took adds up to what is delegated, once the papers of both halves have spoken.
        took = [delegation.share(line, f"p{at}") for at in range(len(bodies))]
        if line.away and line.said_away("delegated") >= line.said_away("withdrawn") and line.left == 0:
            assert sum(x or 0 for x in took) == parts.delegated
        for regime in load_regimes():
            facts = facts_of(events[:upto], date(2019, 10, 1), date(2020, 9, 30), regime.counting)
            mine = [f for f in facts if f.line % 1_000_000 == 1]
            # Done with less than was due: what is missing is owed no more.
            short = parts.otherwise if line.ended is not None and line.ended.kind == "done" else 0
            assert sum(f.opening for f in mine) == due - short
            assert sum(f.rest for f in mine if f.line_state == "delegated") == parts.delegated
            assert sum(f.collected for f in mine) == parts.collected
            assert sum(f.matters for f in facts) == 1
