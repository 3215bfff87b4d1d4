"""Targets at a department, from the packages of its offices; the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import targets as sample
from tests.office import LOGIN, PASSWORD, bench
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.listing import ListTable
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import targets as targets_law
from thads_desktop.services import briefing, consolidation, people, reporting, target_files, target_report, targets
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


class Cuc:
    """A department at 7 July 2019, and offices that send it what a test asks for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = open_desk(folder / "cuc", FixedClock(date(2019, 7, 7)), create=True)
        people.set_up(self.desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
        for measure in ("rate_matters", "cut_matters"):
            targets.put(self.desk, targets.TargetInput(2019, measure, "50", date(2018, 10, 1)))

    def office(self, n: int, plans: dict[int, sample.Plan], *sent: tuple[int, int], regime: str = "2015") -> str:
        """The name of an office of these years that is trusted and sends these periods."""
        made = bench(self.folder / f"o{n}", date(2019, 7, 7))
        with made.desk.writing("keep") as uow:
            row = uow.row("office", "self")
            assert row is not None
            name = f"Chi cục Thi hành án dân sự số {n}"
            uow.write_row("office", "self", {**row, "name": name, "identities": [{**x, "name": name} for x in row["identities"]]})
            uow.commit()
        sample.fill(made.desk, made.officer, plans, date(2019, 7, 1))
        key = consolidation.key_package(made.desk, self.folder / f"khoa{n}.thads")
        consolidation.trust(self.desk, Path(key.path), key.fingerprint)
        for year, months in sent:
            files = reporting.write(made.desk, reporting.make(made.desk, year, months, regime=regime), self.folder / f"s{n}-{year}-{months}")
            (verdict,) = consolidation.receive(self.desk, [f for f in files if f.suffix == ".thads"], None)
            assert verdict.accepted, verdict.says
        made.desk.close()
        return name

    def table(self, title: str, day: date | None = None) -> ListTable:
        return next(t for t in target_files.tables(target_report.make(self.desk, 2019, day)) if t.title == title)


@pytest.fixture
def cuc(tmp_path: Path) -> Iterator[Cuc]:
    made = Cuc(tmp_path)
    yield made
    made.desk.close()


TWO_YEARS = {2018: sample.Plan(20, 10), 2019: sample.Plan(40, 30)}


def test_who_has_not_sent_is_told_and_only_the_same_offices_are_set_beside_each_other(cuc: Cuc) -> None:
    one = cuc.office(1, TWO_YEARS, (2018, 12), (2019, 3), (2019, 6))
    two = cuc.office(2, {2018: sample.Plan(20, 10), 2019: sample.Plan(40, 2)}, (2019, 3))
    now = target_report.make(cuc.desk, 2019)
    assert (now.months, now.missing, now.unlike) == (6, (two,), ())
    assert f"THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: {two}" in target_files.state(now)
    assert f"THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: {two}" in target_files.listing(cuc.desk, now).said[0]
    assert [i.name for i in now.intake] == ["Cục Thi hành án dân sự thành phố Hải Phòng", one]
    assert two in cuc.table("Thụ lý mới năm 2020").note
    before = {s.target.measure: s for s in target_report.make(cuc.desk, 2019, date(2018, 12, 31)).own}
    assert before["rate_matters"].share is not None
    assert (before["cut_matters"].share, before["cut_matters"].why) == (None, "chưa có số năm 2018"), "one office alone sent that year"
    made = target_report.make(cuc.desk, 2019, date(2018, 12, 31))
    assert (made.missing, made.unlike) == ((), (f"năm 2018 thiếu báo cáo 12 tháng của {two}",))
    assert "Không so được với: năm 2018" in target_files.state(made)
    assert "1 chỉ tiêu chưa tính được" in target_files.state(made)


def test_the_pack_says_of_which_period_the_targets_are(cuc: Cuc) -> None:
    cuc.office(1, TWO_YEARS, (2018, 12), (2019, 6))
    two = cuc.office(2, TWO_YEARS, (2018, 12))
    made = next(s.listing for s in briefing.make(cuc.desk, "month").sections if s.listing.title == "Kết quả so với chỉ tiêu")
    assert "Chỉ tiêu: Năm 2019, số liệu đến 31/03/2019, kỳ 06 tháng" in made.notes[0]
    assert f"THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: {two}" in made.notes[0]


def test_a_pack_of_the_first_days_of_a_year_tells_of_the_year_that_came(cuc: Cuc) -> None:
    cuc.office(1, TWO_YEARS, (2019, 6))
    assert isinstance(cuc.desk.clock, FixedClock)
    cuc.desk.clock.day = date(2019, 10, 5)
    made = next(s.listing for s in briefing.make(cuc.desk, "week").sections if s.listing.title == "Kết quả so với chỉ tiêu")
    assert "Chỉ tiêu: Năm 2019, số liệu đến 31/03/2019, kỳ 06 tháng" in made.notes[0]


def test_an_office_that_has_not_sent_has_no_figures(cuc: Cuc) -> None:
    cuc.office(1, TWO_YEARS, (2018, 12), (2019, 6))
    two = cuc.office(2, TWO_YEARS, (2018, 12))
    with cuc.desk.reading() as reader:
        key = next(k for k, row in consolidation.trusted(reader).items() if row["name"] == two)
    for measure in ("rate_matters", "cut_matters"):
        targets.put(cuc.desk, targets.TargetInput(2019, measure, "50", date(2018, 10, 1), key))
    assert [(r[5], r[8], r[9]) for r in cuc.table("Từng đơn vị").rows] == [("chưa gửi báo cáo", None, None)] * 2
    assert [r[0] for r in cuc.table("Dự báo đến 30/9").rows] == ["Cả đơn vị"] * 2


def test_offices_that_sent_a_period_under_two_regimes_are_both_counted(cuc: Cuc) -> None:
    cuc.office(1, TWO_YEARS, (2019, 6))
    cuc.office(2, TWO_YEARS, (2019, 6), regime="2019")
    made = target_report.make(cuc.desk, 2019)
    assert (made.missing, made.figures.new) == ((), 2 * 20)


def test_whole_years_are_enough_for_what_comes_in_and_the_note_says_what_the_forecast_lacks(cuc: Cuc) -> None:
    ends = [(year, 12) for year in range(2015, 2019)]
    cuc.office(1, sample.PLANS, *ends, (2019, 6))
    made = target_report.make(cuc.desk, 2019)
    assert (made.past, made.whole) == (0, 4)
    assert [i.matters.supposed for i in made.intake] == [False, False]
    assert cuc.table("Thụ lý mới năm 2020").rows[0][4] == "các năm trước"
    forecast = cuc.table("Dự báo đến 30/9")
    assert {r[8] for r in forecast.rows} == {"đường thẳng"}
    assert "Có báo cáo 12 tháng của 4 năm trước nhưng không năm nào có báo cáo 06 tháng" in forecast.note
    assert "Theo mùa" not in forecast.note
    assert "báo cáo 3, 6 hoặc 9 tháng" in cuc.table("Kiểm chứng dự báo").note


def test_before_anything_came_it_says_so(cuc: Cuc) -> None:
    one = cuc.office(1, TWO_YEARS, (2018, 12))
    made = target_report.make(cuc.desk, 2019)
    assert (made.months, made.intake) == (0, ())
    assert f"chưa nhận gói báo cáo nào của năm này, chưa tính được chỉ tiêu. THIẾU BÁO CÁO CỦA 1 ĐƠN VỊ: {one}" in target_files.state(made)
    assert {s.why for s in made.own} == {"chưa có gói báo cáo"}


def test_a_general_target_that_needs_matters_does_not_stop_a_department(cuc: Cuc, monkeypatch: pytest.MonkeyPatch) -> None:
    cuc.office(1, TWO_YEARS, (2019, 6))
    law = targets_law.load()
    more = tuple(targets_law.General(2019, m, "at_least", 9000, "x", "") for m in ("decisions_in_time", "verification_right"))
    monkeypatch.setattr(targets_law, "load", lambda: replace(law, general=(*law.general, *more)))
    assert [(r[0], r[4]) for r in cuc.table("Chỉ tiêu").rows][-2:] == [
        ("Quyết định đúng hạn", "chỉ tính được ở từng đơn vị"), ("Phân loại có xác minh", "chỉ tính được ở từng đơn vị"),
    ]  # fmt: skip
    assert briefing.pdf(briefing.make(cuc.desk, "month")).startswith(b"%PDF")


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
        (("--year", "2020", "--day", "08/10/2019"), "chưa đến"),
        (("--year", "2019", "--day", "31/02/2019"), "không phải là một ngày"), (("--year", "2019", "--out", "x.xlsx"), "nơi nhận"),
        (("--year", "2019", "--out", "x.doc", "--recipient", "a", "--purpose", "b"), "xlsx"),
    ],
)  # fmt: skip
def test_what_the_command_refuses(folder: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], words: str) -> None:
    assert run(folder, *args) == 2
    assert words in capsys.readouterr().err
