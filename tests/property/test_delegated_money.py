"""However the obligations of a matter are split between here and there, the parts add up to the đồng on both sides."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, strategies as st

from thads_desktop.domain import delegation, events as ev, procedure_events as pe
from thads_desktop.domain.fold import fold

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
