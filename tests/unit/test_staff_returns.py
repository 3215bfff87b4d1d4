"""The department's staff register from the returns that came: units, their work, the forecast of each; letters across the offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import OFFICE, PARENT, Bench, bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.text import office_tail
from thads_desktop.services import (
    consolidation,
    people,
    reporting,
    staff,
    staff_proposal as sp,
    staff_returns,
)
from thads_desktop.services.desk import Desk, open_desk

DAY = date(2020, 1, 10)


@pytest.fixture
def cuc(tmp_path: Path) -> Iterator[tuple[Bench, Desk]]:
    office = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    office.decision()
    office.decision(number="2/2019/DS-ST")
    office.on(DAY)
    desk = open_desk(tmp_path / "cuc", FixedClock(DAY), create=True)
    people.set_up(desk, PARENT, "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "a.thads").path))
    yield office, desk
    office.desk.close()
    desk.close()


def sent(office: Bench, desk: Desk, folder: Path, year: int, months: int) -> None:
    files = reporting.write(office.desk, reporting.make(office.desk, year, months), folder / "sent")
    (verdict,) = consolidation.receive(desk, [f for f in files if f.suffix == ".thads"], None)
    assert verdict.accepted


def test_units_and_work_come_of_the_returns(cuc: tuple[Bench, Desk], tmp_path: Path) -> None:
    office, desk = cuc
    nothing = staff_returns.fill(desk)
    assert nothing.none == (OFFICE,)
    assert "Chưa nhận báo cáo nào" in staff_returns.told(nothing)
    sent(office, desk, tmp_path, 2020, 3)
    done = staff_returns.fill(desk)
    assert (done.filled, done.new, done.partial) == ((OFFICE,), (OFFICE,), (OFFICE,))
    (unit,) = staff.listed(desk)[0]
    assert unit.work is not None
    made = reporting.make(office.desk, 2020, 3)
    cells = next(f for f in made.all_forms if f.measure == "viec" and any(r.key == "tong" for r in f.rows)).row("tong").cells
    assert (unit.work.carried, unit.work.intake) == (cells["c2"], cells["c3"])
    assert unit.work.intake > 0
    with desk.reading() as reader:
        before = reader.head()
    assert staff_returns.fill(desk).new == ()
    with desk.reading() as reader:
        assert reader.head() == before, "what is known is not written again"


def test_what_was_counted_by_hand_since_stays_and_a_short_name_is_known(cuc: tuple[Bench, Desk], tmp_path: Path) -> None:
    office, desk = cuc
    sent(office, desk, tmp_path, 2020, 3)
    key = staff.set_unit(desk, office_tail(OFFICE), "5")
    staff.count_unit(desk, key, DAY, "7", "7", 0, 0)
    done = staff_returns.fill(desk)
    assert (done.later, done.new) == ((OFFICE,), ())
    assert len(staff.listed(desk)[0]) == 1
    question, without = sp.with_forecast(desk, sp.Question())
    assert question.of(key).growth is not None
    assert without == ()


def test_an_office_takes_its_own_closed_return(cuc: tuple[Bench, Desk]) -> None:
    office, _desk = cuc
    made = reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    assert staff_returns.fill(office.desk).filled == (OFFICE,)
    (unit,) = staff.listed(office.desk)[0]
    cells = next(f for f in made.all_forms if f.measure == "viec" and any(r.key == "tong" for r in f.rows)).row("tong").cells
    assert unit.work is not None
    assert (unit.work.carried, unit.work.intake, unit.work.day) == (cells["c2"], cells["c3"], made.end)
