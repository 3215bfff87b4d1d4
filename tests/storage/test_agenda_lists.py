"""The lists of the day's work answer alike in a file and on a server: deadlines by class, tasks, matters without a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.services import (
    agenda,
    handover,
    next_steps,
    outages,
    outgoing,
    projecting,
    queries,
    tasks,
    upkeep,
    weekly,
)

DAY = date(2019, 10, 25)


@pytest.fixture
def office(tmp_path: Path, on_engine: Callable[[Path], Path]) -> Iterator[Bench]:
    made = bench(on_engine(tmp_path / "data"), date(2019, 10, 7))
    for n, debtor in enumerate(("Trần Thị Tám", "Đỗ Thị Ánh Tuyết", "Bùi Văn Nam")):
        made.decision(number=f"{15 + n}/2019/DS-ST", debtor=debtor)
    made.on(DAY)
    yield made
    made.desk.close()


def test_classes_are_the_rows_of_the_list(office: Bench) -> None:
    tasks.put(office.desk, "Sắp xếp kho", office.second, DAY + timedelta(days=20))
    rows = queries.deadlines(office.desk)
    ends = {"late": DAY - timedelta(days=1), "today": DAY, "week": DAY + timedelta(days=7), "month": DAY + timedelta(days=30)}
    for load in agenda.loads(office.desk):
        theirs = [r for r in rows if not load.officer or r.officer == load.officer.removeprefix("-")]
        assert load.counts["all"] == len(theirs)
        for code, end in ends.items():
            want = [r for r in theirs if r.due <= end]
            assert load.counts[code] == len(want), (load.name, code)
            shown = agenda.rows(office.desk, agenda.ids(office.desk, code, load.officer))
            assert shown == want, (load.name, code)
    assert len(agenda.ids(office.desk, "all", "", "anh tuyet")) == sum("Tuyết" in r.debtor for r in rows) > 0
    assert agenda.ids(office.desk, "all", "", "Tuyet không có") == []
    assert agenda.rows(office.desk, [999_999]) == [None]


def test_the_day_s_work_from_end_to_end(office: Bench) -> None:
    first = office.matters[0]
    key = tasks.put(office.desk, "Gọi ngân hàng", office.officer, DAY, first)
    tasks.change(office.desk, key, "Gọi lại ngân hàng", office.officer, DAY + timedelta(days=1))
    assert [t.text for t in tasks.listed(office.desk, office.officer)] == ["Gọi lại ngân hàng"]
    found = outgoing.look(office.desk)
    assert len(found.owed) == 9
    outgoing.mark(office.desk, found.owed, "post", DAY, "RB 1")
    assert len(outgoing.look(office.desk).sent) == 9
    outage = outages.note(office.desk, DAY, "8:00", "Không vào được")
    assert [o.outage for o in outages.listed(office.desk)] == [outage]
    with office.desk.writing("keep") as uow:
        for body in (ev.FileOpened(), ev.ValidNotice("direct")):
            uow.append(f"matter:{first}", date(2019, 10, 8), body)
        uow.append(f"matter:{first}", date(2019, 10, 21), ev.Verified("means"))
        projecting.matter(office.desk, uow, first)
        uow.commit()
    assert next_steps.count(office.desk) == 0
    assert weekly.week(office.desk, office.officer, DAY).tasks == 1
    tasks.end(office.desk, key)
    assert [m.matter for m in next_steps.without_step(office.desk)] == [first]
    made = handover.plan(office.desk, office.officer, [office.second], "area")
    handover.carry_out(office.desk, made, DAY)
    assert [m.matter for m in next_steps.without_step(office.desk, office.second)] == [first]
    assert upkeep.verify(office.desk).findings == ()
    upkeep.rebuild(office.desk)
    assert [m.matter for m in next_steps.without_step(office.desk)] == [first]
