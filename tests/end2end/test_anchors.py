"""The province notices a log that went back or went another way, and a sound one never bears a remark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, reopen
from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import anchors, consolidation, people, reporting, upkeep
from thads_desktop.services.desk import Desk, open_desk

LATER = date(2020, 7, 10)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    yield made
    made.desk.close()


@pytest.fixture
def cuc(tmp_path: Path, office: Bench) -> Iterator[Desk]:
    desk = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "khoa.thads").path))
    yield desk
    desk.close()


def sent(office: Bench, months: int, folder: Path) -> Path:
    made = reporting.make(office.desk, 2020, months)
    return next(f for f in reporting.write(office.desk, made, folder / f"{months}") if f.suffix == ".thads")


def received(cuc: Desk, *files: Path) -> list[str]:
    said = []
    for file in files:
        (verdict,) = consolidation.receive(cuc, [file])
        assert verdict.accepted, verdict.says
        said.append(verdict.says)
    return said


def logs(cuc: Desk) -> list[str]:
    with cuc.reading() as reader:
        found = [e for _s, events in reader.stream("package") for e in events if isinstance(e.body, ev.PackageReceived)]
    return [e.body.log for e in sorted(found, key=lambda e: e.seq) if isinstance(e.body, ev.PackageReceived)]


def aside(office: Bench, folder: Path) -> Path:
    """A copy of the data folder as it is now."""
    office.desk.close()
    shutil.copytree(office.desk.folder, folder)
    office.desk = reopen(office.desk.folder, office.clock, actor=office.head)
    return folder


def test_a_log_that_goes_on_bears_no_remark_in_whatever_order_packages_come(office: Bench, cuc: Desk, tmp_path: Path) -> None:
    files = []
    for months in (1, 2, 3, 4):
        office.judgment(f"{20 + months}/2019/DS-ST")
        files.append(sent(office, months, tmp_path))
    assert all("Lưu ý" not in said for said in received(cuc, files[0], files[2], files[1], files[3]))
    assert logs(cuc) == ["", "", "", ""]
    assert upkeep.verify(cuc).findings == ()


def test_a_log_that_went_back_is_noticed(office: Bench, cuc: Desk, tmp_path: Path) -> None:
    received(cuc, sent(office, 1, tmp_path))
    old = aside(office, tmp_path / "old")
    office.judgment("21/2019/DS-ST")
    received(cuc, sent(office, 2, tmp_path))
    office.desk.close()
    office.desk = reopen(old, office.clock, actor=office.head)
    for n in range(30):
        office.judgment(f"{40 + n}/2019/DS-ST")
    (said,) = received(cuc, sent(office, 3, tmp_path / "x"))
    assert anchors.WORDS[anchors.ROLLED_BACK] in said
    assert logs(cuc) == ["", "", "rolled_back"]


def test_two_copies_in_use_are_noticed(office: Bench, cuc: Desk, tmp_path: Path) -> None:
    other = aside(office, tmp_path / "other")
    office.judgment("21/2019/DS-ST")
    first = sent(office, 1, tmp_path)
    office.desk.close()
    office.desk = reopen(other, office.clock, actor=office.head)
    office.judgment("22/2019/DS-ST")
    second = sent(office, 2, tmp_path / "x")
    office.judgment("23/2019/DS-ST")
    third = sent(office, 3, tmp_path / "x")
    said = received(cuc, first, second, third)
    assert "Lưu ý" not in said[0]
    assert all("hãy hỏi đơn vị" in x for x in said[1:])
    assert set(logs(cuc)[1:]) <= {anchors.FORKED, anchors.ROLLED_BACK}
