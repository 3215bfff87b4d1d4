"""The proposal for posts against trying every number of heads: the same worst load, the same number of moves; and why there is none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given, settings, strategies as st

from thads_desktop.domain.allocation import Allocation, Clash, Move, Problem, Stopped, Unit, best, conditions, worst_of
from thads_desktop.domain.programme import FREE, Answer
from thads_desktop.solving.highs import solver

SECONDS = 60


def tried(problem: Problem) -> tuple[Fraction, int] | None:
    """Every way to give each unit its heads, tried: (worst load, fewest moves). Without distances a move is one head that leaves."""
    units = sorted(problem.units, key=lambda u: u.key)
    total = problem.now + problem.added
    found: list[tuple[Fraction, int]] = []
    for heads in product(range(total + 1), repeat=len(units)):
        if sum(heads) != total or any(not u.least <= h <= u.most for u, h in zip(units, heads, strict=True)):
            continue
        worst = worst_of(units, {u.key: h for u, h in zip(units, heads, strict=True)})
        # Who grows takes from without first when heads come; who shrinks gives up first when heads go.
        down = sum(max(0, u.heads - h) for u, h in zip(units, heads, strict=True))
        moves = down - max(0, -problem.added)
        if worst is None or moves < 0 or any(u.heads - h > u.movable for u, h in zip(units, heads, strict=True)):
            continue
        if problem.most_moves is None or moves <= problem.most_moves:
            found.append((worst, moves))
    return min(found, default=None)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    count = draw(st.integers(1, 4))
    units = []
    for at in range(count):
        heads = draw(st.integers(0, 4))
        most = draw(st.sampled_from((FREE, FREE, 3, 5)))
        movable = draw(st.sampled_from((FREE, 0, 1, 2)))
        units.append(Unit(f"u{at}", f"Đơn vị {at}", heads, draw(st.integers(0, 900)), draw(st.integers(0, 2)), most, movable))
    now = sum(u.heads for u in units)
    total = draw(st.sampled_from((None, None, now + 1, now + 2, max(0, now - 1))))
    return Problem(tuple(units), total, draw(st.sampled_from((None, None, 0, 1, 2))))


@settings(max_examples=80, deadline=None)
@given(problems())
def test_as_good_as_the_best_of_all(problem: Problem) -> None:
    found = best(problem, solver(SECONDS))
    expected = tried(problem)
    if expected is None:
        assert isinstance(found, Clash)
        assert found.together
        assert set(found.alone) <= set(conditions(problem))
        return
    assert isinstance(found, Allocation)
    assert (found.worst, found.moved) == expected
    _keeps(problem, found)


def _keeps(problem: Problem, found: Allocation) -> None:
    assert sum(found.heads.values()) == problem.now + problem.added
    for u in problem.units:
        assert u.least <= found.heads[u.key] <= u.most
        assert sum(m.count for m in found.moves if m.source == u.key) <= min(u.movable, u.heads)


@settings(max_examples=40, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(problem: Problem, chance: object) -> None:
    mixed = list(problem.units)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis' own random
    again = Problem(tuple(mixed), problem.total, problem.most_moves)
    assert best(problem, solver(SECONDS)) == best(again, solver(SECONDS))


@settings(max_examples=30, deadline=None)
@given(problems(), st.lists(st.integers(0, 90), min_size=3, max_size=3), st.sampled_from((0, 30, 60)))
def test_with_distances_as_good_as_the_best_of_all_flows(problem: Problem, km: list[int], most_km: int) -> None:
    units = problem.units[:3]
    between = {pair: far for pair, far in zip((("u0", "u1"), ("u0", "u2"), ("u1", "u2")), km, strict=True) if far}
    asked = Problem(tuple(replace(u, heads=min(u.heads, 2)) for u in units), None, problem.most_moves, between, most_km)
    found = best(asked, solver(SECONDS))
    expected = _flows(asked)
    assert (found.worst, found.moved, _far(asked, found.moves)) == expected if isinstance(found, Allocation) else expected is None


def _far(problem: Problem, moves: tuple[Move, ...]) -> int:
    return sum(problem.distance(m.source, m.target) * m.count for m in moves)


def _flows(problem: Problem) -> tuple[Fraction, int, int] | None:
    """Every number of heads over every way, tried: (worst load, moves, distance)."""
    keys = [u.key for u in problem.units]
    ways = [(a, b) for a in keys for b in keys if a != b and not (problem.most_km and problem.distance(a, b) > problem.most_km)]
    found: list[tuple[Fraction, int, int]] = []
    for counts in product(range(3), repeat=len(ways)):
        flow = dict(zip(ways, counts, strict=True))
        heads = {u.key: u.heads for u in problem.units}
        for (a, b), count in flow.items():
            heads[a] -= count
            heads[b] += count
        out = {u.key: sum(n for (a, _b), n in flow.items() if a == u.key) for u in problem.units}
        worst = worst_of(problem.units, heads)
        kept = all(u.least <= heads[u.key] <= u.most and out[u.key] <= min(u.movable, u.heads) for u in problem.units)
        moved = sum(counts)
        if kept and worst is not None and (problem.most_moves is None or moved <= problem.most_moves):
            found.append((worst, moved, sum(problem.distance(*way) * n for way, n in flow.items())))
    return min(found, default=None)


def test_nobody_goes_further_than_is_said() -> None:
    units = (Unit("a", "A", 5, 100), Unit("b", "B", 1, 900), Unit("c", "C", 4, 300))
    far = Problem(units, km={("a", "b"): 120, ("b", "c"): 10}, most_km=50)
    found = best(far, solver(SECONDS))
    assert isinstance(found, Allocation)
    assert not any({m.source, m.target} == {"a", "b"} for m in found.moves)
    near = best(Problem(units, km={("a", "b"): 5, ("b", "c"): 90}), solver(SECONDS))
    assert isinstance(near, Allocation)
    assert Move("a", "b", 4) in near.moves


def test_what_clashes_is_named() -> None:
    units = (Unit("a", "A", 2, 100, least=2), Unit("b", "B", 1, 900, least=2))
    found = best(Problem(units), solver(SECONDS))
    assert found == Clash((("total", ""), ("least", "a"), ("least", "b")), (("total", ""), ("least", "a"), ("least", "b")))
    held = best(Problem((Unit("a", "A", 2, 100, movable=0), Unit("b", "B", 0, 900))), solver(SECONDS))
    assert isinstance(held, Clash)
    assert set(held.together) == {("total", ""), ("movable", "a"), ("work", "b")}


def test_time_and_stopping() -> None:
    problem = Problem((Unit("a", "A", 3, 100), Unit("b", "B", 1, 900)))
    for stopped in (solver(0), solver(SECONDS, lambda: True), lambda _p: Answer("stopped")):
        try:
            best(problem, stopped)
        except Stopped:
            continue
        raise AssertionError


def test_thirty_units_are_proven_soon() -> None:
    units = tuple(Unit(f"u{at:02}", f"U{at}", 3 + at * 7 % 11, 100 * (150 + at * 613 % 977), least=2, movable=4) for at in range(30))
    found = best(Problem(units, most_moves=25), solver(SECONDS))
    assert isinstance(found, Allocation)
    assert found.moved <= 25
    assert found.worst is not None
    before = worst_of(units, {u.key: u.heads for u in units})
    assert before is not None
    assert found.worst < before
