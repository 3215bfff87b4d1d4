"""A closed return is the same for ever, whatever is recorded, hired, set or taken over later; verify says what it finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.registers import book, open_office, row
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.returns.definition import load_regimes
from thads_desktop.services import consolidation, office_settings, people, reclosing, reporting, takeover, upkeep
from thads_desktop.services.desk import Desk, open_desk

LATER = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Two matters and the closed return of three months."""
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=None)
    made.on(LATER)
    reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    yield made
    made.desk.close()


def officer_rows(made: reporting.Made) -> list[str]:
    return [r.label for r in next(f for f in made.all_forms if f.form == "06").rows if ".chv." in f".{r.key}"]


def closed_and_sound(office: Bench) -> None:
    assert upkeep.verify(office.desk).findings == ()
    made = reporting.make(office.desk, 2020, 3)
    assert made.json()["closed"] is True
    with pytest.raises(Refused) as refused:
        reporting.close(office.desk, made)
    assert refused.value.refusals[0].code == "return.closed"


@pytest.mark.parametrize("since", [people.BEGINNING, date(2019, 11, 1), date(2020, 1, 5)])
def test_an_officer_who_comes_later_changes_no_closed_return(office: Bench, since: date) -> None:
    people.add_person(office.desk, "Ngô Văn Mới", "officer", since)
    closed_and_sound(office)
    assert "Ngô Văn Mới" not in officer_rows(reporting.make(office.desk, 2020, 3))
    assert ("Ngô Văn Mới" in officer_rows(reporting.make(office.desk, 2020, 2))) == (since.year < 2020)


def test_an_officer_who_leaves_or_is_let_go_later_changes_no_closed_return(office: Bench) -> None:
    people.end_post(office.desk, office.second, "officer", date(2019, 9, 1))
    closed_and_sound(office)
    assert officer_rows(reporting.make(office.desk, 2020, 3)) == ["Lê Văn Cường", "Trần Thị Bình"]
    assert officer_rows(reporting.make(office.desk, 2020, 2)) == ["Trần Thị Bình"]


def test_an_officer_met_in_the_matters_stands_there_by_name_whatever_the_post(office: Bench) -> None:
    people.end_post(office.desk, office.officer, "officer", date(2019, 9, 1))
    assert "Trần Thị Bình" in officer_rows(reporting.make(office.desk, 2020, 2))


def test_another_name_of_the_office_changes_no_closed_return(office: Bench) -> None:
    with office.desk.reading() as reader:
        now = people.office(reader).identities
    people.change_identities(office.desk, tuple(replace(i, name=f"{i.name} mới") for i in now))
    closed_and_sound(office)


@pytest.mark.parametrize(("setting", "value"), [("return.opening", "constant"), ("return.officer", "at_start")])
def test_a_setting_changed_later_changes_no_closed_return(office: Bench, setting: str, value: str) -> None:
    office_settings.change(office.desk, setting, value)
    found = upkeep.verify(office.desk)
    assert (found.returns, found.findings, found.notes) == (1, (), ())
    (closing,) = reporting.closings(office.desk)
    then = reporting.make(office.desk, 2020, 3, seq=closing.at_seq)
    assert then.regime.digest == closing.definition_hash
    assert reporting.make(office.desk, 2020, 3).regime.digest != closing.definition_hash


# --- a later register -------------------------------------------------------------------------------


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Desk]:
    """An office that closed the year 2020 on its register of June 2021."""
    desk = open_office(tmp_path / "so")
    takeover.take_over(desk, book(tmp_path, [row(1, day=date(2019, 11, 2), judgment_day=date(2019, 9, 2))]))
    reporting.close(desk, reporting.make(desk, 2020, 12))
    yield desk
    desk.close()


def later_register(desk: Desk, folder: Path) -> str:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.day = date(2022, 7, 15)
    file = book(folder, [row(2, day=date(2021, 11, 2), judgment_day=date(2021, 9, 1), assigned=date(2021, 11, 3), debtor="Phạm Văn Sau",
                             ids="031075000222")], name="sau.xlsx", closing=date(2022, 6, 30))  # fmt: skip
    return takeover.take_over(desk, file).batch


def test_a_later_register_leaves_earlier_closed_returns_as_they_were(register: Desk, tmp_path: Path) -> None:
    first = reporting.make(register, 2020, 12)
    batch = later_register(register, tmp_path)
    assert upkeep.verify(register).findings == ()
    shown = reporting.make(register, 2020, 12)
    assert (shown.closed, shown.all_forms) == (first.closed, first.all_forms)
    assert "đã chốt" in shown.kept
    assert shown.kept in shown.text()
    with pytest.raises(Refused) as refused:
        reporting.make(register, 2020, 11)
    assert refused.value.refusals[0].code == "return.before_known"
    takeover.undo(register, batch)
    assert reporting.make(register, 2020, 11).kept == ""
    assert upkeep.verify(register).findings == ()


def test_verify_reports_what_cannot_be_computed_any_more(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "regimes", lambda: load_regimes()[1:])
    (finding,) = upkeep.verify(office.desk).findings
    assert finding.startswith("Báo cáo 03 tháng năm 2020 (2015): không tính lại được: ")


def test_verify_reports_a_closing_whose_content_it_cannot_read(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reclosing, "_content", lambda _reader, _closing: json.loads("{"))
    (finding,) = upkeep.verify(office.desk).findings
    assert finding.endswith("nội dung lưu khi chốt không đọc được.")


# --- forms and law that move on ----------------------------------------------------------------------


def test_a_definition_that_changed_is_told_as_that(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = tuple(replace(r, file_digest="f" * 64) for r in load_regimes())
    monkeypatch.setattr(reporting, "regimes", lambda: newer)
    found = upkeep.verify(office.desk)
    assert found.findings == ()
    assert ["định nghĩa biểu mẫu đã thay đổi" in n for n in found.notes] == [True]
    data = str(office.desk.folder)
    office.desk.close()
    assert main(["verify", "--data", data]) == 0


def test_law_that_changed_is_told_as_that(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    office.desk._rules = replace(office.desk.rules, digest="f" * 64)
    found = upkeep.verify(office.desk)
    assert found.findings == ()
    assert ["quy định về thời hạn" in n for n in found.notes] == [True]


def test_cells_that_differ_are_named(office: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    whole = reporting.make

    def wrong(*args: Any, **options: Any) -> reporting.Made:
        made = whole(*args, **options)
        first = made.all_forms[0]
        total = replace(first.rows[0], cells={**first.rows[0].cells, "c3": 99})
        return replace(made, all_forms=(replace(first, rows=(total, *first.rows[1:])), *made.all_forms[1:]))

    monkeypatch.setattr(reporting, "make", wrong)
    (finding,) = upkeep.verify(office.desk).findings
    assert "biểu 01, dòng cd, ô c3 đã chốt 2, tính lại 99." in finding
    data = str(office.desk.folder)
    office.desk.close()
    assert main(["verify", "--data", data, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"] == [finding]


# --- the province -------------------------------------------------------------------------------------


@pytest.fixture
def province(office: Bench, tmp_path: Path) -> Iterator[Desk]:
    """A department that closed what its district sent."""
    desk = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    consolidation.trust(desk, Path(consolidation.key_package(office.desk, tmp_path / "khoa.thads").path))
    paths = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "gui")
    assert consolidation.consolidate(desk, [p for p in paths if p.suffix == ".thads"], close=True).closed
    yield desk
    desk.close()


def test_a_consolidated_return_is_computed_again_from_its_packages(
    province: Desk, office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = upkeep.verify(province)
    assert (found.returns, found.findings) == (1, ())
    office.on(date(2019, 12, 20))
    office.decision(number="17/2019/DS-ST", debtor="Vũ Thị Hạnh")
    office.on(LATER)
    office.reopen()
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    paths = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "gui2")
    other = bench(tmp_path / "other", date(2019, 10, 7))
    key = consolidation.key_package(other.desk, tmp_path / "khac.thads")
    consolidation.trust(province, Path(key.path), key.fingerprint)
    other.desk.close()
    (verdict,) = consolidation.receive(province, [p for p in paths if p.suffix == ".thads"])
    assert verdict.accepted
    assert upkeep.verify(province).findings == (), "what came later is not of that closing"
    whole = reclosing.consolidate
    monkeypatch.setattr(reclosing, "consolidate", lambda regime, evidences, expected: whole(regime, [], expected))
    (finding,) = upkeep.verify(province).findings
    assert "không ra số liệu đã chốt: biểu 01, dòng cd, ô c1 đã chốt 2, tính lại 0" in finding


# --- every regime that ships --------------------------------------------------------------------------


def test_every_regime_that_ships_can_be_named(office: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(office.desk.folder)
    office.desk.close()
    for regime in load_regimes():
        asked = ["return", "--data", data, "--year", "2020", "--months", "3", "--regime", regime.id, "--json"]
        assert main(asked) == 0
        assert json.loads(capsys.readouterr().out)["regime"] == regime.id
    assert main(["return", "--data", data, "--year", "2020", "--months", "3", "--regime", "1999"]) == 2
    assert "hãy dùng một trong 2015, 2019, 2024" in capsys.readouterr().err


def test_money_whose_day_is_not_known_is_told_everywhere(office: Bench) -> None:
    assert reporting.make(office.desk, 2020, 3).json()["inexact"] == 0
    office.on(date(2020, 10, 5))
    with office.desk.writing("keep") as uow:
        uow.append(f"matter:{office.matters[0]}", date(2020, 9, 30), ev.Collected(1, 500_000, day_known=False))
        uow.commit()
    made = reporting.make(office.desk, 2020, 3)
    assert made.json()["inexact"] == 1
    assert "không ghi ngày thu tiền của 1 việc" in made.text()


def test_what_is_recorded_late_is_told_beside_the_figures(office: Bench) -> None:
    assert reporting.make(office.desk, 2020, 3).late == ""
    office.decision(number="17/2019/DS-ST", debtor="Lê Văn Muộn", day=date(2019, 11, 4))
    late = reporting.make(office.desk, 2020, 3)
    assert "đã chốt với số liệu khác" in late.late
    assert late.late in late.text()
    assert late.json()["late"] is True
    with pytest.raises(Refused) as refused:
        reporting.close(office.desk, late)
    assert [r.code for r in refused.value.refusals] == ["return.not_reopened"]
    office.reopen()
    again = reporting.close(office.desk, late)
    assert (again.supplementary, again.late, reporting.make(office.desk, 2020, 3).late) == (True, "", "")
