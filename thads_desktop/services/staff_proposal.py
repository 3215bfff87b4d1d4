"""A proposal for posts or secondments: what is asked, the answer with a sentence for each move, or what clashes; scenarios kept to be compared.

Nothing is applied from here: a secondment is recorded by the head, by hand (``staff.second``), and posts by who keeps the register.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import staff_events as se
from thads_desktop.domain.allocation import (
    Allocation,
    Clash,
    Condition,
    Problem,
    Stopped,
    Unit,
    best,
    load_per_head,
    worst_of,
)
from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.programme import FREE
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import office_tail
from thads_desktop.services import inputs, office_settings, staff, staff_load, staff_returns, target_report
from thads_desktop.services.staff_load import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from thads_desktop.services.desk import Desk

#: What is shared out: posts of the register, people as they serve, or enforcement officers alone.
BASES = (("people", "Người đang làm (biệt phái)"), ("officers", "Chỉ chấp hành viên (biệt phái)"), ("posts", "Chỉ tiêu biên chế"))
#: Growth where nothing else is said, in hundredths of a percent: what the service reports of itself year by year.
MATTERS_GROWTH, MONEY_GROWTH = 1000, 5000
#: Percents of growth that are taken.
LEAST_PERCENT, MOST_PERCENT = -100, 1000
SECONDS = 30
AIMS = (
    "Mục tiêu theo thứ tự: (1) đơn vị nặng nhất có khối lượng mỗi người thấp nhất có thể; (2) số người phải chuyển ít nhất; (3) đi ít ki-lô-mét nhất. "
    "Khối lượng gồm việc và tiền năm trước chuyển sang cộng số thụ lý mới nhân mức tăng dự báo cho năm tới. Đề xuất không tự áp dụng."
)


@dataclass(frozen=True, slots=True)
class UnitAsked:
    """most None = no bound; movable None = whoever the register lets go; growth: of what comes in next year, matters and đồng, in hundredths of
    a percent, None = as for all."""

    least: int = 1
    most: int | None = None
    movable: int | None = None
    growth: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """total None = as many as now; most_moves None = any number; most_km 0 = distances are not looked at; growth in hundredths of a percent."""

    base: str = "people"
    total: int | None = None
    most_moves: int | None = None
    keep_heads: bool = True
    most_km: int = 0
    matters_growth: int = MATTERS_GROWTH
    money_growth: int = MONEY_GROWTH
    seconds: int = SECONDS
    units: dict[str, UnitAsked] = field(default_factory=dict)

    def of(self, unit: str) -> UnitAsked:
        return self.units.get(unit, UnitAsked())


@dataclass(frozen=True, slots=True)
class Line:
    """A unit before and after. after None = there is no answer."""

    key: str
    name: str
    heads: int
    load: int
    asked: UnitAsked
    movable: int
    after: int | None

    @property
    def before_figure(self) -> Decimal | None:
        return staff_load.figure(load_per_head(self.load, self.heads))

    @property
    def after_figure(self) -> Decimal | None:
        return staff_load.figure(load_per_head(self.load, self.after)) if self.after is not None else None

    @property
    def before_each(self) -> str:
        return words(load_per_head(self.load, self.heads))

    @property
    def after_each(self) -> str:
        return words(load_per_head(self.load, self.after)) if self.after is not None else ""


@dataclass(frozen=True, slots=True)
class Made:
    """What was asked, and what came of it. moves: a sentence each; clashes: what cannot hold together, in sentences."""

    question: Question
    lines: tuple[Line, ...]
    worst_before: str
    worst_after: str
    moved: int
    moves: tuple[str, ...]
    clashes: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A proposal that was kept."""

    key: str
    name: str
    day: date
    made: Made


def asked(
    base: str, total: str, most_moves: str, keep_heads: bool, most_km: str, matters: str, money: str, seconds: str, units: dict[str, UnitAsked]
) -> Question:  # fmt: skip
    """What was typed; "" = no bound. Refused where it is no number."""

    def one(text: str, name: str, most: int, none: int | None) -> int | None:
        return staff.number(text, name, 0, most) if text.strip() else none

    def grown(text: str, name: str) -> int:
        return staff.hundredths(text, name, LEAST_PERCENT, MOST_PERCENT) if text.strip() else 0

    return Question(
        base if base in dict(BASES) else "people", one(total, "total", staff.MOST, None), one(most_moves, "most_moves", staff.MOST, None), keep_heads,
        one(most_km, "most_km", staff.MOST_KM, 0) or 0, grown(matters, "matters"), grown(money, "money"),
        max(1, one(seconds, "seconds", 600, SECONDS) or SECONDS), units,
    )  # fmt: skip


def with_forecast(desk: Desk, question: Question) -> tuple[Question, tuple[str, ...]]:
    """The question with the intake forecast of the targets' year for each unit of the same name, and the units that have none."""
    today = desk.clock.today()
    made = target_report.make(desk, statistical_year(today))
    named = staff_returns.finder({i.name: (i.matters.growth, i.money.growth) for i in made.intake})
    with desk.reading() as reader:
        units = staff.units(reader, today)
    found = {u.key: named(u.name) for u in units}
    asked_now = {key: replace(question.of(key), growth=growth) for key, growth in found.items() if growth is not None}
    return replace(question, units={**question.units, **asked_now}), tuple(u.name for u in units if found[u.key] is None)


def growth_words(asked_now: UnitAsked) -> str:
    """The forecast of one unit; "" = as for all."""
    if asked_now.growth is None:
        return ""
    return ", ".join(percent_words(x) for x in asked_now.growth)


def percent_words(growth: int) -> str:
    """Hundredths of a percent as they are read: "+7,5 %"."""
    return f"{'+' if growth >= 0 else ''}{staff.decimal_text(growth)} %"


def bounds_words(asked_now: UnitAsked) -> str:
    """What was asked of one unit."""
    most = "không giới hạn" if asked_now.most is None else str(asked_now.most)
    movable = "" if asked_now.movable is None else f", được điều đi {asked_now.movable}"
    return f"từ {asked_now.least} đến {most}{movable}"


def asked_of_unit(name: str, least: str, most: str, movable: str) -> UnitAsked:
    """As ``asked``, of one unit."""
    low = staff.number(least, "least", 0, 10_000) if least.strip() else 0
    high = staff.number(most, "most", 0, 10_000) if most.strip() else None
    if high is not None and high < low:
        raise Refused(Refusal("staff.least_most", {"least": str(low), "most": str(high), "unit": name}, "most"))
    return UnitAsked(low, high, staff.number(movable, "movable", 0, 10_000) if movable.strip() else None)


def lines(desk: Desk, question: Question) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The units as the question sees them now, unsolved, and the names of those whose work was not counted."""
    problem_units, left_out, _km = _read(desk, question)
    return tuple(_line(u, question, None) for u in problem_units), left_out


def propose(desk: Desk, question: Question, cancelled: Callable[[], bool] = lambda: False) -> Made:
    """Solve it. Refused where there is nothing to share out, or the time ran out."""
    from thads_desktop.solving.highs import solver

    found, left_out, km = _read(desk, question)
    if len(found) < 2:
        raise Refused(Refusal("staff.few_units"))
    problem = Problem(tuple(found), question.total, question.most_moves, km, question.most_km)
    try:
        answer = best(problem, solver(question.seconds, cancelled))
    except Stopped:
        raise Refused(Refusal("staff.stopped", {"seconds": str(question.seconds)}, "seconds")) from None
    before = words(worst_of(found, {u.key: u.heads for u in found}))
    if isinstance(answer, Clash):
        return Made(question, tuple(_line(u, question, None) for u in found), before, "", 0, (), _clashes(answer, problem), left_out)
    heads = answer.heads
    return Made(
        question, tuple(_line(u, question, heads[u.key]) for u in found), before, words(answer.worst), answer.moved, _moves(answer, problem), (), left_out
    )


def question_words(question: Question, left_out: tuple[str, ...] = ()) -> str:
    """The general conditions in one line; who was left out."""
    q = question
    said = [dict(BASES)[q.base], f"tổng số {'như hiện có' if q.total is None else q.total}",
            "chuyển không giới hạn" if q.most_moves is None else f"chuyển không quá {q.most_moves} người",
            "giữ người đứng đầu" if q.keep_heads else "người đứng đầu cũng được điều",
            f"không xa quá {q.most_km} km" if q.most_km else "không xét khoảng cách",
            f"thụ lý năm tới {percent_words(q.matters_growth)} việc, {percent_words(q.money_growth)} tiền"]  # fmt: skip
    own = sum(a.growth is not None for a in q.units.values())
    said += [f"riêng {own} đơn vị theo dự báo của trang Chỉ tiêu"] if own else []
    out = f" Chưa kê khối lượng nên không tính: {', '.join(office_tail(name) for name in left_out)}." if left_out else ""
    return "; ".join(said) + "." + out


def outcome(made: Made) -> str:
    """What came of it, in one sentence."""
    if made.clashes:
        return "Không có phương án thỏa mọi điều kiện."
    return f"Đơn vị nặng nhất: từ {made.worst_before} còn {made.worst_after} mỗi người; chuyển {made.moved} người. Đã chứng minh là tốt nhất."


def keep(desk: Desk, name: str, made: Made) -> str:
    """Keep a proposal to compare it; its id."""
    clean = inputs.name(name, "name", limit=100)
    with desk.writing("scenario") as uow:
        key = uuid4().hex
        uow.write_row("scenario", key, {"name": clean, "made": asdict(made)})
        uow.append(f"scenario:{key}", desk.clock.today(), se.ScenarioKept(made.moved))
        uow.commit()
    return key


def kept(desk: Desk) -> list[Scenario]:
    """Every scenario, the latest first."""
    found: list[tuple[int, Scenario]] = []
    with desk.reading() as reader:
        for key, row in reader.rows("scenario").items():
            events = [e for e in in_force(reader.events_of(f"scenario:{key}")) if e.day is not None]
            if events and (day := events[-1].day) is not None:
                found.append((events[-1].seq, Scenario(key, str(row["name"]), day, _made(row["made"]))))
    return [s for _seq, s in sorted(found, key=lambda x: -x[0])]


def compared(scenarios: list[Scenario]) -> list[tuple[str, ...]]:
    """Side by side: a row of words for each condition, outcome and unit, what it is about first; the columns are the scenarios."""
    units = {line.key: line.name for s in scenarios for line in s.made.lines}
    asked_of = [s.made.question for s in scenarios]

    def of(title: str, told: Callable[[Question], str]) -> tuple[str, ...]:
        return (title, *(told(q) for q in asked_of))

    rows: list[tuple[str, ...]] = [
        ("Ngày lập", *(f"{s.day:%d/%m/%Y}" for s in scenarios)),
        of("Chia", lambda q: dict(BASES).get(q.base, "")),
        ("Tổng số trước, sau", *(_total_words(s.made) for s in scenarios)),
        of("Chuyển không quá", lambda q: "không giới hạn" if q.most_moves is None else f"{q.most_moves} người"),
        of("Người đứng đầu", lambda q: "giữ ở lại" if q.keep_heads else "cũng được điều"),
        of("Không đi xa quá", lambda q: f"{q.most_km} km" if q.most_km else "không xét"),
        of("Dự báo thụ lý: việc, tiền", _growth_of_all),
        ("Nặng nhất, mỗi người", *(f"{s.made.worst_before} → {s.made.worst_after or 'không có lời giải'}" for s in scenarios)),
        ("Số người chuyển", *("-" if s.made.clashes else str(s.made.moved) for s in scenarios)),
    ]
    for key, name in units.items():
        rows.append((name, *(_unit_words(s.made, key) for s in scenarios)))
    return rows


def _total_words(made: Made) -> str:
    now, asked_total = sum(x.heads for x in made.lines), made.question.total
    return f"{now} → {now if asked_total is None else asked_total} người"


def _growth_of_all(q: Question) -> str:
    own = sum(a.growth is not None for a in q.units.values())
    said = f"{percent_words(q.matters_growth)}, {percent_words(q.money_growth)}"
    return f"{own} đơn vị theo dự báo riêng, còn lại {said}" if own else said


def _unit_words(made: Made, key: str) -> str:
    """A unit in a scenario: heads and load before and after; its forecast and bounds where it has its own."""
    line = next((x for x in made.lines if x.key == key), None)
    if line is None:
        return "-"
    said = [f"{line.heads} → {'?' if line.after is None else line.after} người; {line.before_each} → {line.after_each or '?'}"]
    if line.asked.growth is not None:
        said.append(f"dự báo {growth_words(line.asked)}")
    if replace(line.asked, growth=None) != UnitAsked():
        said.append(bounds_words(line.asked))
    return "; ".join(said)


def _read(desk: Desk, question: Question) -> tuple[list[Unit], tuple[str, ...], dict[tuple[str, str], int]]:
    today = desk.clock.today()
    with desk.reading() as reader:
        units, members = staff.units(reader, today), staff.members(reader, today)
        weights = office_settings.weights(desk, reader)
    found, left_out = [], []
    for load in staff_load.loads_of(units, members, weights):
        unit = load.unit
        if unit.work is None:
            left_out.append(unit.name)
            continue
        here = [m for m in members if m.at == unit.key and (question.base != "officers" or staff.is_officer(m.rank))]
        heads = unit.posts if question.base == "posts" else len(here)
        # Who is here on loan already, or leads where heads are kept, is not sent on.
        free = heads if question.base == "posts" else sum(m.movable and m.unit == unit.key and not (m.head and question.keep_heads) for m in here)
        a = question.of(unit.key)
        movable = free if a.movable is None else min(a.movable, free)
        grown = [Fraction(x, 100) for x in a.growth or (question.matters_growth, question.money_growth)]
        weight = staff_load.weigh(unit.work, weights, *grown)
        found.append(Unit(unit.key, unit.name, heads, weight, a.least, FREE if a.most is None else a.most, movable))
    km = {(u.key, other): km for u in units for other, km in u.km.items()}
    return found, tuple(left_out), km


def _line(u: Unit, question: Question, after: int | None) -> Line:
    return Line(u.key, u.name, u.heads, u.load, question.of(u.key), min(u.movable, u.heads), after)


def _moves(answer: Allocation, problem: Problem) -> tuple[str, ...]:
    """A sentence for each move, with the load of both units before and after all moves."""
    by = {u.key: u for u in problem.units}

    def told(key: str) -> str:
        u = by[key]
        after = answer.heads[key]
        each = f"{words(load_per_head(u.load, u.heads))} còn" if after > u.heads else f"{words(load_per_head(u.load, u.heads))} thành"
        return f"{office_tail(u.name)} từ {u.heads} thành {after} người, khối lượng mỗi người từ {each} {words(load_per_head(u.load, after))}"

    said = []
    names = {key: office_tail(u.name) for key, u in by.items()}
    for m in sorted(answer.moves, key=lambda m: (not m.source, not m.target, -m.count, m.source, m.target)):
        if not m.source:
            said.append(f"Giao thêm {m.count} người cho {names[m.target]}: {told(m.target)}.")
        elif not m.target:
            said.append(f"Rút {m.count} người của {names[m.source]}: {told(m.source)}.")
        else:
            far = problem.distance(m.source, m.target)
            way = f" (cách {far} km)" if far else ""
            said.append(f"Chuyển {m.count} người từ {names[m.source]} sang {names[m.target]}{way}: {told(m.target)}; {told(m.source)}.")
    return tuple(said)


def _clashes(clash: Clash, problem: Problem) -> tuple[str, ...]:
    names = {u.key: u for u in problem.units}

    def told(c: Condition) -> str:
        kind, key = c
        u = names.get(key)
        if u is None:
            return {"moves": f"số người chuyển không quá {problem.most_moves}", "distance": f"không đi xa quá {problem.most_km} km",
                    "total": f"tổng số người là {problem.now + problem.added}"}[kind]  # fmt: skip
        name = office_tail(u.name)
        return {"least": f"{name} có ít nhất {u.least} người", "most": f"{name} có nhiều nhất {u.most} người",
                "movable": f"{name} chỉ được điều đi {u.movable} người", "work": f"{name} có việc nên phải có ít nhất một người"}[kind]  # fmt: skip

    said = ["Không có phương án nào. Các điều kiện sau không thể cùng có: " + "; ".join(told(c) for c in clash.together) + "."]
    said += [f"Bỏ riêng điều kiện “{told(c)}” thì có phương án." for c in clash.alone]
    if not clash.alone:
        said.append("Bỏ riêng một điều kiện nào cũng chưa đủ: phải nới ít nhất hai điều kiện.")
    return tuple(said)


def _made(plain: dict[str, Any]) -> Made:
    q = dict(plain["question"])
    for name in ("matters", "money"):
        # Kept before decimals were taken: whole percents.
        if f"{name}_percent" in q:
            q[f"{name}_growth"] = q.pop(f"{name}_percent") * 100
    question = replace(Question(**{**q, "units": {}}), units={k: _asked(v) for k, v in q["units"].items()})
    rows = tuple(Line(**{**x, "asked": _asked(x["asked"])}) for x in plain["lines"])
    said = (tuple(plain[name]) for name in ("moves", "clashes", "not_counted"))
    return Made(question, rows, plain["worst_before"], plain["worst_after"], plain["moved"], *said)


def _asked(plain: dict[str, Any]) -> UnitAsked:
    growth = plain.get("growth")
    return UnitAsked(plain["least"], plain["most"], plain["movable"], (growth[0], growth[1]) if growth else None)
