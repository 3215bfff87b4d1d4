"""Heads over units: which posts or people should move, so that the most loaded unit has as little work per head as can be.

Three aims, one after the other: the largest load per head; then the number of moves; then the distance and the order of the units, so
that the same question always has the same answer. Every condition has a name: where they clash, they are named. Nothing is applied here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from thads_desktop.domain.programme import FREE, Answer, Programme, Row, Solve

#: A condition: its kind and the unit it is of ("" = of all). Kinds: least, most, movable, work | moves, distance, total.
Condition = tuple[str, str]


class Stopped(Exception):
    """The time ran out, or somebody stopped the search, before the answer was proven."""


@dataclass(frozen=True, slots=True)
class Unit:
    """heads: now; load: weighted work in hundredths; least, most: heads it may have; movable: how many of its heads may go elsewhere."""

    key: str
    name: str
    heads: int
    load: int
    least: int = 0
    most: int = FREE
    movable: int = FREE


@dataclass(frozen=True, slots=True)
class Problem:
    """total: heads when all is done (None = as many as now); most_moves None = any number.

    km: (from, to) -> distance, either way; most_km: nobody goes further (0 = not looked at). A pair without a distance is not held back.
    """

    units: tuple[Unit, ...]
    total: int | None = None
    most_moves: int | None = None
    km: dict[tuple[str, str], int] = field(default_factory=dict)
    most_km: int = 0

    @property
    def now(self) -> int:
        return sum(u.heads for u in self.units)

    @property
    def added(self) -> int:
        """Heads that come from without (below nought: that go)."""
        return 0 if self.total is None else self.total - self.now

    def distance(self, a: str, b: str) -> int:
        return self.km.get((a, b), self.km.get((b, a), 0))


@dataclass(frozen=True, slots=True)
class Move:
    """count heads from a unit to another one; from "" = new ones, to "" = given up."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """heads: of each unit after the moves; worst: the largest load per head then (None: no work, or work and nobody)."""

    heads: dict[str, int]
    moves: tuple[Move, ...]
    worst: Fraction | None

    @property
    def moved(self) -> int:
        return sum(m.count for m in self.moves if m.source and m.target)


@dataclass(frozen=True, slots=True)
class Clash:
    """No answer: these conditions cannot hold together; without any one of ``alone`` there would be an answer."""

    together: tuple[Condition, ...]
    alone: tuple[Condition, ...]


def load_per_head(load: int, heads: int) -> Fraction | None:
    """None = work and nobody to do it; without work nought."""
    if load == 0:
        return Fraction(0)
    return Fraction(load, heads) if heads > 0 else None


def worst_of(units: Sequence[Unit], heads: dict[str, int]) -> Fraction | None:
    """The largest load per head; None where somewhere is work and nobody."""
    loads = [load_per_head(u.load, heads[u.key]) for u in units]
    known = [x for x in loads if x is not None]
    return max(known, default=Fraction(0)) if len(known) == len(loads) else None


def conditions(problem: Problem) -> tuple[Condition, ...]:
    """Every condition of a problem that binds something."""
    found: list[Condition] = [("moves", "")] if problem.most_moves is not None else []
    found += [("distance", "")] if problem.most_km and problem.km else []
    found += [("total", "")]
    for u in _ordered(problem):
        found += [("least", u.key)] if u.least > 0 else []
        found += [("most", u.key)] if u.most < FREE else []
        found += [("movable", u.key)] if u.movable < u.heads else []
        found += [("work", u.key)] if u.load > 0 else []
    return tuple(found)


def best(problem: Problem, solve: Solve) -> Allocation | Clash:
    """The answer, proven; or what stands against every one. Raises Stopped."""
    made = _Model(problem)
    if not _can(made.programme(), solve):
        return _clash(problem, solve)
    cap = _least_level(problem, lambda level: _can(made.programme(level), solve))
    moves = made.moves
    order = {at: rank for rank, at in enumerate(range(made.count), start=1)}
    aims: list[dict[int, int]] = [
        dict.fromkeys(moves, 1), {at: problem.distance(*pair) for at, pair in moves.items() if problem.distance(*pair)}, order,
    ]
    fixed: list[Row] = []
    answer = Answer("infeasible")
    for aim in aims:
        if not aim and answer.status == "optimal":
            continue
        answer = _asked(made.programme(cap, costs=aim, more=fixed), solve)
        reached = sum(cost * answer.values[at] for at, cost in aim.items())
        fixed.append(Row(tuple(aim.items()), None, reached))
    return made.read(answer.values)


def _can(programme: Programme, solve: Solve) -> bool:
    answer = solve(programme)
    if answer.status == "stopped":
        raise Stopped
    return answer.status == "optimal"


def _asked(programme: Programme, solve: Solve) -> Answer:
    answer = solve(programme)
    if answer.status != "optimal":
        raise Stopped
    return answer


def _clash(problem: Problem, solve: Solve) -> Clash:
    """Each condition is left out alone; then one after the other, as long as there is still no answer without it."""
    every = conditions(problem)
    alone = tuple(c for c in every if _can(_Model(problem, frozenset([c])).programme(), solve))
    kept, gone = list(every), set[Condition]()
    for c in every:
        if not _can(_Model(problem, frozenset({*gone, c})).programme(), solve):
            gone.add(c)
            kept.remove(c)
    return Clash(tuple(kept), alone)


def _ordered(problem: Problem) -> list[Unit]:
    return sorted(problem.units, key=lambda u: u.key)


def _least_level(problem: Problem, can: Callable[[Fraction], bool]) -> Fraction | None:
    """The least load per head that can be kept; None without work.

    It is the load of some unit over some number of heads. Those are never written out, for they are units times heads: of each unit a range of
    heads is left; the middle of the middles, weighted, halves at least a quarter of what is left away at each question."""
    most = max(problem.now, problem.total or 0, 1)
    # Unit -> heads (from, to) whose load over heads may still be the answer; the load falls as the heads grow.
    left = {u.load: (1, most) for u in problem.units if u.load}
    if not left:
        return None
    best_known = Fraction(max(left))
    while left:
        level = _middle(left)
        if can(level):
            best_known = level
            # Only lower ones are of use: more heads than load / level.
            rest = {load: (max(low, load * level.denominator // level.numerator + 1), high) for load, (low, high) in left.items()}
        else:
            # Only higher ones: fewer heads than load / level.
            rest = {load: (low, min(high, -(-load * level.denominator // level.numerator) - 1)) for load, (low, high) in left.items()}
        left = {load: (low, high) for load, (low, high) in rest.items() if low <= high}
    return best_known


def _middle(left: dict[int, tuple[int, int]]) -> Fraction:
    """The weighted median of the middle levels of the ranges."""
    middles = sorted((Fraction(load, (low + high) // 2), high - low + 1) for load, (low, high) in left.items())
    half, seen = sum(count for _level, count in middles), 0
    for level, count in middles:
        seen += 2 * count
        if seen >= half:
            return level
    return middles[-1][0]


class _Model:
    """The problem as variables and rows; dropped: conditions left out."""

    def __init__(self, problem: Problem, dropped: frozenset[Condition] = frozenset()) -> None:
        self.problem, self.dropped, self.units = problem, dropped, _ordered(problem)
        keys = [u.key for u in self.units]
        far = problem.most_km if problem.most_km and ("distance", "") not in dropped else 0
        pairs = [(a, b) for a, b in product(keys, keys) if a != b and not (far and problem.distance(a, b) > far)]
        self.moves: dict[int, tuple[str, str]] = dict(enumerate(pairs))
        free = ("total", "") in dropped
        self.new = {len(pairs) + at: k for at, k in enumerate(keys)} if free or problem.added > 0 else {}
        start = len(pairs) + len(self.new)
        self.gone = {start + at: k for at, k in enumerate(keys)} if free or problem.added < 0 else {}
        self.count = start + len(self.gone)

    def programme(self, cap: Fraction | None = None, *, costs: dict[int, int] | None = None, more: Sequence[Row] = ()) -> Programme:
        rows = [*(row for u in self.units for row in self._rows(u, cap)), *more]
        problem = self.problem
        if ("total", "") not in self.dropped and problem.added:
            some = self.new or self.gone
            rows.append(Row(tuple((at, 1) for at in some), abs(problem.added), abs(problem.added)))
        if problem.most_moves is not None and ("moves", "") not in self.dropped:
            rows.append(Row(tuple((at, 1) for at in self.moves), None, problem.most_moves))
        most = max(problem.now, problem.total or 0) + len(self.units) + sum(u.least for u in self.units)
        asked = costs or {}
        return Programme(((0, most),) * self.count, tuple(asked.get(at, 0) for at in range(self.count)), tuple(r for r in rows if r.terms or _wrong(r)))

    def _rows(self, u: Unit, cap: Fraction | None) -> Iterator[Row]:
        out = [(at, 1) for at, pair in self.moves.items() if pair[0] == u.key] + [(at, 1) for at, key in self.gone.items() if key == u.key]
        into = [(at, 1) for at, pair in self.moves.items() if pair[1] == u.key] + [(at, 1) for at, key in self.new.items() if key == u.key]
        least = u.least if ("least", u.key) not in self.dropped else 0
        if u.load and ("work", u.key) not in self.dropped:
            least = max(least, 1)
        if cap is not None and u.load:
            least = max(least, -(-u.load * cap.denominator // cap.numerator))
        most = u.most if ("most", u.key) not in self.dropped else FREE
        net = (*into, *((at, -1) for at, _one in out))
        yield Row(net, least - u.heads, None if most >= FREE else most - u.heads)
        movable = u.movable if ("movable", u.key) not in self.dropped else FREE
        yield Row(tuple(out), None, min(movable, u.heads))

    def read(self, values: tuple[int, ...]) -> Allocation:
        moves = [Move(*pair, values[at]) for at, pair in self.moves.items() if values[at]]
        moves += [Move("", key, values[at]) for at, key in self.new.items() if values[at]]
        moves += [Move(key, "", values[at]) for at, key in self.gone.items() if values[at]]
        heads = {u.key: u.heads for u in self.units}
        for m in moves:
            if m.source:
                heads[m.source] -= m.count
            if m.target:
                heads[m.target] += m.count
        return Allocation(heads, tuple(moves), worst_of(self.units, heads))


def _wrong(row: Row) -> bool:
    """A row of nothing that cannot hold is said to the solver all the same."""
    return (row.least is not None and row.least > 0) or (row.most is not None and row.most < 0)
