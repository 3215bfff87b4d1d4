"""Every event names who recorded it, from the first one on; the command line says who with --as."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.office import bench, reopen
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.office import THE_OFFICE
from thads_desktop.services import intake, journal, people, queries


def actors(folder: Path) -> set[str]:
    desk = reopen(folder, FixedClock(date(2019, 10, 7)))
    with desk.reading() as reader:
        found = {e.actor for e in reader.latest(1000)}
    desk.close()
    return found


def test_setting_an_office_up_is_the_act_of_its_head(tmp_path: Path) -> None:
    made = bench(tmp_path / "data")
    made.decision()
    made.desk.close()
    assert actors(tmp_path / "data") == {made.head}


def program(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thads_desktop", *words], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_command_line_records_as_the_usual_or_the_named_person(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    office = ("--office", "Chi cục Thi hành án dân sự quận Lê Chân", "--parent", "Cục Thi hành án dân sự thành phố Hải Phòng")
    done = program("init", "--data", data, *office, "--head", "Phạm Quang Minh", "--officer", "Trần Thị Bình")
    assert done.returncode == 0, done.stderr
    refused = program("matters", "--data", data, "--as", "Ai Đó")
    assert refused.returncode == 2
    assert "Không có ai tên Ai Đó" in refused.stderr
    desk = reopen(tmp_path / "data", FixedClock(date(2019, 10, 7)))
    with desk.reading() as reader:
        head = people.person_named(reader, "Phạm Quang Minh")
        assert people.usual_actor(reader, date(2019, 10, 7)) == head
    desk.close()
    assert actors(tmp_path / "data") == {head}


def test_an_office_without_people_is_named_itself(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    name = "Chi cục Thi hành án dân sự quận Lê Chân"
    done = program("init", "--data", data, "--office", name, "--parent", "Cục Thi hành án dân sự thành phố Hải Phòng")
    assert done.returncode == 0, done.stderr
    desk = reopen(tmp_path / "data", FixedClock(date(2019, 10, 7)))
    given = intake.JudgmentInput("15/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2019, 10, 1))
    judgment = intake.receive_judgment(desk, given)
    assert {r.actor for r in journal.journal(desk)} == {name}
    assert {r.actor for r in queries.received(desk, judgment)} == {name}
    desk.close()
    assert actors(tmp_path / "data") == {THE_OFFICE}, "the first event and every later one"
