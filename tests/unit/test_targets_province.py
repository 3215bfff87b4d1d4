"""Targets at a department, from the packages of its offices; the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests import targets as sample
from tests.office import LOGIN, PASSWORD, bench
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import consolidation, people, reporting, target_files, target_report, targets
from thads_desktop.services.desk import open_desk

LATER = date(2019, 10, 7)


def test_the_department_counts_its_offices_from_their_packages(tmp_path: Path) -> None:
    """Two offices with the same years: the department meets what the report tells of, as each of them does."""
    cuc = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    for n in range(2):
        office = bench(tmp_path / f"o{n}", LATER)
        sample.fill(office.desk, office.officer)
        for year in sample.PLANS:
            made = reporting.make(office.desk, year, 12, regime="2015")
            reporting.write(office.desk, made, tmp_path / f"sent{n}-{year}")
        key = consolidation.key_package(office.desk, tmp_path / f"khoa{n}.thads")
        consolidation.trust(cuc, Path(key.path), key.fingerprint)
        office.desk.close()
    for year in sample.PLANS:
        joined = consolidation.consolidate(cuc, [tmp_path / f"sent0-{year}", tmp_path / f"sent1-{year}"])
        assert len(joined.offices) == 2, joined.text()
    sample.set_all(cuc)
    with cuc.reading() as reader:
        first = next(iter(consolidation.trusted(reader)))
    targets.put(cuc, targets.TargetInput(2019, "rate_matters", "99", date(2018, 10, 1), first))
    for year, (met, of) in sample.MET.items():
        stands = target_report.make(cuc, year)
        assert (stands.met, len(stands.own)) == (met, of), year
    last = target_report.make(cuc, 2019)
    assert [s.met for s in last.parts] == [False]
    assert len(last.intake) == 3
    assert "Việc lấp khoảng thiếu" not in {t.title for t in target_files.tables(last)}
    with pytest.raises(Refused) as refused:
        targets.put(cuc, targets.TargetInput(2019, "verification_right", "99", date(2018, 10, 1)))
    assert refused.value.refusals[0].code == "target.not_here"
    cuc.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    office = bench(tmp_path / "data", LATER)
    sample.fill(office.desk, office.officer, {2019: sample.Plan(50, 30)})
    targets.put(office.desk, targets.TargetInput(2019, "rate_matters", "75", date(2018, 10, 1)))
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    return tmp_path


def run(folder: Path, *args: str) -> int:
    return main(["targets", *args, "--data", str(folder / "data"), "--today", "2019-10-07"])


def test_the_command_answers_and_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--recipient", "Cục", "--purpose", "báo cáo")
    assert run(folder, "--year", "2019", "--json", "--out", str(folder / "x.xlsx"), *said) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["met"], answer["of"], answer["day"]) == (0, 1, "2019-09-30")
    (one,) = answer["targets"]
    assert (one["part"], one["whole"], one["value"], one["gap"], one["unit"]) == (30, 50, 6000, 8, "việc")
    assert (folder / "x.xlsx").exists()
    assert run(folder, "--year", "2019", "--day", "31/03/2019") == 0
    assert "đạt 0 trên 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--year", "2025"), "bắt đầu từ"), (("--year", "1"), "không đúng"), (("--year", "2019", "--day", "01/10/2019"), "không thuộc năm"),
        (("--year", "2019", "--day", "31/02/2019"), "không phải là một ngày"), (("--year", "2019", "--out", "x.xlsx"), "nơi nhận"),
        (("--year", "2019", "--out", "x.doc", "--recipient", "a", "--purpose", "b"), "xlsx"),
    ],
)  # fmt: skip
def test_what_the_command_refuses(folder: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], words: str) -> None:
    assert run(folder, *args) == 2
    assert words in capsys.readouterr().err
