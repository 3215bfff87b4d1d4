"""An officer's week: terms, tasks, trips by commune; from the service, the print and the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import inspection_files, parties, projecting, tasks, weekly

TODAY = date(2019, 10, 16)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """A Wednesday; the matter was notified, so that a first verification is due on 28 October, the week after next."""
    made = bench(tmp_path / "data", date(2019, 10, 7))
    matter = made.decision(debtor="Trần Thị Tám")
    made.on(TODAY)
    with made.desk.writing("keep") as uow:
        uow.append(f"matter:{matter}", date(2019, 10, 8), ev.ValidNotice("direct"))
        projecting.matter(made.desk, uow, matter)
        uow.commit()
    tasks.put(made.desk, "Gọi cho ngân hàng", made.officer, date(2019, 10, 18), matter)
    tasks.put(made.desk, "Việc của người khác", made.second, date(2019, 10, 18))
    yield made
    made.desk.close()


def test_a_week_begins_on_monday() -> None:
    assert [weekly.monday(date(2019, 10, d)) for d in (14, 16, 20)] == [date(2019, 10, 14)] * 3


def test_terms_tasks_and_trips_of_one_officer(office: Bench) -> None:
    made = weekly.week(office.desk, office.officer, TODAY)
    late, now, given, trips = made.tables
    assert [r[0] for r in late.rows] == ["09/10/2019", "10/10/2019", "10/10/2019"], "what the decision asked for in three working days"
    assert [(r[1], r[3]) for r in given.rows] == [("Gọi cho ngân hàng", "Trần Thị Tám")]
    assert given.rows[0][0] == "thứ Sáu 18/10/2019"
    assert "Việc của người khác" not in str(made.tables)
    assert (trips.rows, made.trips) == ((), 0), "due the week after next"
    after = weekly.week(office.desk, office.officer, date(2019, 10, 24))
    assert [(r[0], r[1], r[2]) for r in after.tables[3].rows] == [("chưa ghi địa bàn", "số 12 phố Cầu Đất", "Trần Thị Tám")]
    assert now.title == "Trong tuần"


def test_a_known_commune_makes_the_trip(office: Bench) -> None:
    with office.desk.reading() as reader:
        key, row = next((k, r) for k, r in reader.rows("party").items() if r["name"] == "Trần Thị Tám")
    changed = parties.PartyInput(row["name"], birth_year=1980, ids=tuple(row["ids"]), address=row["address"], commune=_commune())
    parties.change(office.desk, key, changed)
    trips = weekly.week(office.desk, office.officer, date(2019, 10, 24)).tables[3]
    assert trips.rows[0][0] != "chưa ghi địa bàn"
    assert weekly.week(office.desk, office.officer, date(2019, 10, 24)).trips == 1


def _commune() -> str:
    from thads_desktop.law.units import load_units

    return next(code for code in load_units().communes if load_units().name_on(code, TODAY))


def test_nobody_of_the_office_is_refused(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        weekly.week(office.desk, "ai", TODAY)
    assert refused.value.refusals[0].code == "person.unknown"


def test_it_prints(office: Bench) -> None:
    made = weekly.listing(office.desk, weekly.week(office.desk, office.officer, TODAY))
    assert made.left == ("Chấp hành viên", "Trần Thị Bình")
    assert inspection_files.pdf(made).startswith(b"%PDF")


def test_the_command(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    data = ["--data", str(tmp_path / "data")]
    assert main(["agenda", "--officer", "tran thi binh", "--json", *data], FixedClock(TODAY)) == 0
    said = json.loads(capsys.readouterr().out)
    assert [w["officer"] for w in said["weeks"]] == ["Trần Thị Bình"]
    assert said["weeks"][0]["tasks"] == 1
    out = tmp_path / "lich"
    out.mkdir()
    assert main(["agenda", "--out", str(out), *data], FixedClock(TODAY)) == 2, "to whom and what for is not said"
    assert list(out.iterdir()) == []
    say = ["--recipient", "chấp hành viên", "--purpose", "lịch tuần"]
    assert main(["agenda", "--out", str(out), *say, *data], FixedClock(TODAY)) == 0
    assert sorted(f.name for f in out.iterdir()) == ["lich-tuan-20191014-le-van-cuong.pdf", "lich-tuan-20191014-tran-thi-binh.pdf"]
    assert main(["agenda", "--out", str(tmp_path / "x.pdf"), *say, *data], FixedClock(TODAY)) == 2
    assert main(["agenda", "--week", "32/13/2019", *data], FixedClock(TODAY)) == 2
    assert main(["agenda", "--officer", "Không Có Ai", *data], FixedClock(TODAY)) == 2
