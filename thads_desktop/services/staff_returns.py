"""The units of the staff register and their work from returns: at a department from those its offices sent, at an office from its own closed
one. Posts and people stay typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from thads_desktop.domain import staff_events as se
from thads_desktop.domain.dates import period
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import office_tail, spelling
from thads_desktop.returns.compute import total_cells
from thads_desktop.returns.tally import tally
from thads_desktop.services import expected_offices, people, receiving, reporting, staff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.facts import Fact
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

T = TypeVar("T")
#: Office -> (last day, months, (matters carried over, new, đồng carried over, new)).
Work = dict[str, "tuple[date, int, tuple[int, int, int, int]]"]
_WHOLE_YEAR = 12


@dataclass(frozen=True, slots=True)
class Filled:
    """Names of offices. filled: whose work was written; new: of them those that became units; partial: whose only return is of part of a year;
    later: whose work was counted by hand since; none: of which no return came."""

    filled: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


def finder(of: Mapping[str, T]) -> Callable[[str], T | None]:
    """Finds by a unit's or an office's name: as it is spelled, else without what all names of offices share where that means one alone."""
    whole = {spelling(name): value for name, value in of.items()}
    tails: dict[str, list[T]] = {}
    for name, value in of.items():
        tails.setdefault(spelling(office_tail(name)), []).append(value)

    def find(name: str) -> T | None:
        if (found := whole.get(spelling(name))) is not None:
            return found
        alike = tails.get(spelling(office_tail(name)), [])
        return alike[0] if len(alike) == 1 else None

    return find


def fill(desk: Desk) -> Filled:
    """Every office below whose key is trusted becomes a unit where it is none, and its work is what its last return of a whole year says, else its
    last one. An office that has none below takes its own closed return. Work counted by hand for a later day stays. Refused where there is no return."""
    desk.require("staff")
    today = desk.clock.today()
    own = _own(desk)
    found: dict[str, list[str]] = {name: [] for name in Filled.__dataclass_fields__}
    with desk.writing("staff") as uow:
        work = _work(uow) if own is None else own
        by_name = {u.name: u for u in staff.units(uow, today)}
        known = finder(by_name)
        here = people.office(uow)
        offices = {key: row["name"] for key, row in expected_offices.below(uow).items()} if own is None else {here.key: here.name}
        for office, name in sorted(offices.items(), key=lambda x: x[1]):
            if office not in work:
                found["none"].append(name)
                continue
            day, months, counted = work[office]
            unit = known(name)
            if unit is not None and unit.work is not None and unit.work.day > day:
                found["later"].append(name)
                continue
            key = unit.key if unit is not None else uuid4().hex
            if unit is None:
                uow.write_row("staffunit", key, {"name": name, "km": {}})
                uow.append(f"staffunit:{key}", today, se.PostsSet(0))
                found["new"].append(name)
            now = unit.work if unit is not None else None
            if now is None or (now.day, now.carried, now.intake, now.money, now.money_new) != (day, *counted):
                uow.append(f"staffunit:{key}", day, se.UnitCounted(*counted))
            found["filled"].append(name)
            if months < _WHOLE_YEAR:
                found["partial"].append(name)
        uow.commit()
    return Filled(**{name: tuple(names) for name, names in found.items()})


def _own(desk: Desk) -> Work | None:
    """Of an office's own last closed return of a whole year, else of the last; None at a department."""
    with desk.reading() as reader:
        here = people.office(reader)
    if here.level == "province":
        return None
    closed = max(reporting.closings(desk), key=lambda c: (c.months == _WHOLE_YEAR, c.as_of, c.at_seq), default=None)
    if closed is None:
        raise Refused(Refusal("staff.no_returns"))
    made = reporting.make(desk, closed.year, closed.months, regime=closed.regime, seq=closed.at_seq)
    return {here.key: (made.end, made.months, _counted(made.regime, made.facts))}


def told(done: Filled) -> str:
    """What came of it, in sentences."""
    if not done.filled and not done.later:
        return "Chưa nhận báo cáo nào của các đơn vị đã tin khóa: nhận gói báo cáo ở Cục tổng hợp (F10) trước."
    said = [f"Đã lấy khối lượng của {len(done.filled)} đơn vị từ báo cáo đã nhận, đã chốt"]
    said += [f"thêm {len(done.new)} đơn vị mới, hãy nhập biên chế (Enter)"] if done.new else []
    said += [f"chỉ có báo cáo chưa trọn năm: {_short(done.partial)}"] if done.partial else []
    said += [f"giữ số tự kê sau kỳ báo cáo: {_short(done.later)}"] if done.later else []
    said += [f"chưa có báo cáo: {_short(done.none)}"] if done.none else []
    return "; ".join(said) + "."


def _short(names: tuple[str, ...]) -> str:
    return ", ".join(office_tail(name) for name in names)


def _work(reader: Reader) -> Work:
    """Office -> (last day, months, (matters carried over, new, đồng carried over, new)) of its last return of a whole year, else of the last."""
    regimes = {r.id: r for r in reporting.regimes()}
    periods = {(b.regime, b.year, b.months) for b in receiving.received(reader) if b.regime in regimes}
    found: Work = {}
    for regime_id, year, months in sorted(periods, key=lambda p: (p[2] == _WHOLE_YEAR, p[1], p[2], regimes[p[0]].start)):
        regime, day = regimes[regime_id], period(year, months)[1]
        for office, (evidence, _sha) in receiving.accepted(reader, regime_id, year, months).items():
            found[office] = day, months, _counted(regime, evidence.facts)
    return found


def _counted(regime: Regime, facts: Sequence[Fact]) -> tuple[int, int, int, int]:
    sums = tally(facts)
    matters, money = total_cells(regime, "viec", sums), total_cells(regime, "tien", sums)
    return int(matters["c2"] or 0), int(matters["c3"] or 0), int(money["t2"] or 0), int(money["t3"] or 0)
