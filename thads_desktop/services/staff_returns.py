"""At a department: the units of the staff register and their work from the returns that its offices sent. Posts and people stay typed."""

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
    from collections.abc import Callable, Mapping
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

T = TypeVar("T")
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
    last one. Work counted by hand for a later day stays. Refused where no office sends returns here."""
    today = desk.clock.today()
    found: dict[str, list[str]] = {name: [] for name in Filled.__dataclass_fields__}
    with desk.writing("staff") as uow:
        if people.office(uow).level != "province":
            raise Refused(Refusal("staff.no_returns"))
        work = _work(uow)
        by_name = {u.name: u for u in staff.units(uow, today)}
        known = finder(by_name)
        for office, row in sorted(expected_offices.below(uow).items(), key=lambda x: x[1]["name"]):
            name = row["name"]
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


def told(done: Filled) -> str:
    """What came of it, in sentences."""
    if not done.filled and not done.later:
        return "Chưa nhận báo cáo nào của các đơn vị đã tin khóa: nhận gói báo cáo ở Cục tổng hợp (F10) trước."
    said = [f"Đã lấy khối lượng của {len(done.filled)} đơn vị từ báo cáo đã nhận"]
    said += [f"thêm {len(done.new)} đơn vị mới, hãy nhập biên chế (Enter)"] if done.new else []
    said += [f"chỉ có báo cáo chưa trọn năm: {_short(done.partial)}"] if done.partial else []
    said += [f"giữ số tự kê sau kỳ báo cáo: {_short(done.later)}"] if done.later else []
    said += [f"chưa có báo cáo: {_short(done.none)}"] if done.none else []
    return "; ".join(said) + "."


def _short(names: tuple[str, ...]) -> str:
    return ", ".join(office_tail(name) for name in names)


def _work(reader: Reader) -> dict[str, tuple[date, int, tuple[int, int, int, int]]]:
    """Office -> (last day, months, (matters carried over, new, đồng carried over, new)) of its last return of a whole year, else of the last."""
    regimes = {r.id: r for r in reporting.regimes()}
    periods = {(b.regime, b.year, b.months) for b in receiving.received(reader) if b.regime in regimes}
    found: dict[str, tuple[date, int, tuple[int, int, int, int]]] = {}
    for regime_id, year, months in sorted(periods, key=lambda p: (p[2] == _WHOLE_YEAR, p[1], p[2], regimes[p[0]].start)):
        regime, day = regimes[regime_id], period(year, months)[1]
        for office, (evidence, _sha) in receiving.accepted(reader, regime_id, year, months).items():
            sums = tally(evidence.facts)
            matters, money = total_cells(regime, "viec", sums), total_cells(regime, "tien", sums)
            cells = (matters["c2"], matters["c3"], money["t2"], money["t3"])
            found[office] = day, months, (int(cells[0] or 0), int(cells[1] or 0), int(cells[2] or 0), int(cells[3] or 0))
    return found
