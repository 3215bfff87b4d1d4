"""The department's page by keyboard: compare a fingerprint, take packages in, see who is missing, close, save."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.departments import Department, department
from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import package as packages
from thads_desktop.services import consolidation, department as grids, people, reporting, slips
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.ui.run import DeskWindow, window_for

LATER = date(2020, 1, 10)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an office sends: its key and the return of three months."""
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    reporting.write(made.desk, reporting.close(made.desk, reporting.make(made.desk, 2020, 3)), tmp_path / "sent")
    consolidation.key_package(made.desk, tmp_path / "khoa.thads")
    made.desk.close()
    return tmp_path


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    made = open_desk(folder / "cuc", FixedClock(LATER), create=True)
    people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    other = bench(folder / "other", date(2019, 10, 7))
    consolidation.trust(made, Path(consolidation.key_package(other.desk, folder / "khac.thads").path))
    other.desk.close()
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[DeskWindow]:
    made = window_for(desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: made.worker.busy == 0, timeout=10_000)
    made.worker.close()


@pytest.fixture
def page(window: DeskWindow) -> Any:
    return window.go("province")


def press(page: Any, qtbot: QtBot, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.window().focusWidget() or page.place, key, how)
    qtbot.waitUntil(lambda: page.worker.busy == 0 and not page.progress.running, timeout=10_000)
    qtbot.wait(20)


def test_a_period_is_received_closed_and_saved_by_keyboard(
    page: Any, folder: Path, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(page, qtbot, Qt.Key.Key_F9)
    assert consolidation.periods(desk) == [], "an empty place means no folder at all"
    page.place.setText(str(folder / "khoa.thads"))
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    with desk.reading() as reader:
        assert len(consolidation.trusted(reader)) == 1, "first the fingerprint is only shown"
    shown = consolidation.seen_key(folder / "khoa.thads")
    assert shown.fingerprint in page.state.text()
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    with desk.reading() as reader:
        assert len(consolidation.trusted(reader)) == 2
    page.place.setText(str(folder / "sent"))
    press(page, qtbot, Qt.Key.Key_F9)
    assert len(page.made.offices) == 1
    assert len(page.made.missing) == 1
    assert "còn thiếu 1" in page.state.text()
    assert page.cells.item(0, 0).text() == "1"
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    assert reporting.closings(desk) == [], "an office is missing: asked for twice"
    assert page.made.missing[0] in page.question.label.text()
    press(page, qtbot, Qt.Key.Key_Escape)
    assert not page.question.asked
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    assert "đã chốt" in page.state.text()
    assert "còn thiếu 1 đơn vị" in page.window().notice.text()
    assert len(reporting.closings(desk)) == 1
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    assert len(reporting.closings(desk)) == 1
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda _p, _t, begin: asked.append(begin) or str(folder / "luu"))
    press(page, qtbot, Qt.Key.Key_F8)
    assert asked == [str(folder)]
    assert {f.suffix for f in (folder / "luu").iterdir()} == {".xlsx", ".pdf", ".thads"}
    assert str(folder / "luu") in page.window().notice.text()


def offices(folder: Path) -> Path:
    """A folder with packages of three offices, one of them for two periods."""
    into = folder / "nhieu"
    for number in range(3):
        made = bench(folder / f"office-{number}", date(2019, 10, 7))
        made.decision()
        made.on(LATER)
        for months in (1, 2) if number == 0 else (2,):
            reporting.write(made.desk, reporting.make(made.desk, 2020, months), into / str(number))
        made.desk.close()
    return into


def test_an_office_set_up_anew_takes_the_place_of_the_old_one(page: Any, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    sent = offices(folder)
    for number in (1, 2):
        (file,) = (f for f in (sent / str(number)).iterdir() if f.suffix == ".thads")
        consolidation.trust(desk, file, consolidation.seen_key(file).fingerprint)
    page.choose([sent / "1", sent / "2"])
    press(page, qtbot, Qt.Key.Key_F9)
    assert "thay khóa cũ" in page.made.violations[-1].says
    page.packages.selectRow(1)
    page.packages.setFocus()
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    assert "thay khóa cũ" in page.buttons["trust"].text()
    assert "lập lại dữ liệu" in page.state.text()
    assert len(page.made.offices) >= 2
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    assert "thôi tính" in page.state.text()
    assert not [v for v in consolidation.joined(desk, "2015", 2020, 2).violations if v.code == "V15"]


def test_the_key_is_that_of_the_row_one_stands_on(page: Any, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    page.choose([offices(folder)])
    press(page, qtbot, Qt.Key.Key_F9)
    assert {v.code for v in (page.verdicts.row(i) for i in range(4))} == {"package.unknown_sender"}
    assert page.verdicts.index(3, 3).data().startswith(page.verdicts.row(3).fingerprint)
    page.packages.selectRow(3)
    page.packages.setFocus()
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    third = page.verdicts.row(3)
    assert third.fingerprint in page.state.text()
    assert "quận Lê Chân" in page.buttons["trust"].text()
    press(page, qtbot, Qt.Key.Key_Up)
    assert page.verdicts.row(2).fingerprint != third.fingerprint
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    with desk.reading() as reader:
        assert len(consolidation.trusted(reader)) == 1, "another row: its key is shown first"
    press(page, qtbot, Qt.Key.Key_Down)
    for _ in range(2):
        press(page, qtbot, Qt.Key.Key_T, CTRL)
    with desk.reading() as reader:
        assert third.fingerprint in {r["fingerprint"] for r in consolidation.trusted(reader).values()}
    assert page.verdicts.index(3, 2).data() == "Đã tin khóa"
    assert page.verdicts.index(3, 3).data() == "Đã tin khóa: nhấn F9 để nhận gói này."
    assert page.verdicts.index(0, 2).data() == "Chưa tin khóa"
    # Its key is trusted now: the next is the first that is not.
    press(page, qtbot, Qt.Key.Key_T, CTRL)
    assert page.verdicts.row(0).fingerprint in page.state.text()


def test_packages_of_another_period_are_told_and_received_next(page: Any, folder: Path, desk: Desk, qtbot: QtBot) -> None:
    place = offices(folder)
    for key in ("0", "1", "2"):
        file = next((place / key).glob("*.thads"))
        consolidation.trust(desk, file, consolidation.seen_key(file).fingerprint)
    page.choose([place])
    qtbot.waitUntil(lambda: page.period.count() == 3, timeout=5000)
    assert [page.period.itemData(i) for i in range(3)] == [None, ("2015", 2020, 2), ("2015", 2020, 1)]
    press(page, qtbot, Qt.Key.Key_F9)
    rows = [page.verdicts.row(i) for i in range(4)]
    other = next(v for v in rows if not v.accepted)
    assert (other.code, other.says[:8]) == ("package.wrong_period", "Kỳ khác:")
    assert page.verdicts.index(rows.index(other), 2).data() == "Kỳ khác"
    assert page.verdicts.index(rows.index(other), 1).data() == "quận Lê Chân"
    assert "1 gói thuộc kỳ khác" in page.progress.result.text()
    assert page.period.currentData() == ("2015", 2020, 2), "what F9 takes next"
    page.period.setFocus()
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.period.currentData() == ("2015", 2020, 1)
    assert "chưa nhận gói nào" in page.state.text()
    press(page, qtbot, Qt.Key.Key_F9)
    assert ("2015", 2020, 1, 1) in consolidation.periods(desk)
    assert (page.made.months, len(page.made.offices)) == (1, 1)


def test_nothing_to_close_or_save_is_no_success(page: Any, qtbot: QtBot) -> None:
    for key, how in ((Qt.Key.Key_F9, SHIFT), (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)):
        press(page, qtbot, key, how)
        assert "Hãy nhận gói" in page.window().notice.text()
        assert page.window().notice.kind == "amber"


@pytest.fixture
def twins(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Department, DeskWindow]]:
    made = department(tmp_path, 2)
    window = window_for(made.desk)
    qtbot.addWidget(window)
    window.show()
    yield made, window
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    window.worker.close()
    made.close()


def test_what_was_given_back_on_another_page_is_shown_and_closed_no_more(twins: tuple[Department, DeskWindow], qtbot: QtBot) -> None:
    of, window = twins
    of.pack(0)
    file = of.pack(1)
    page: Any = window.go("province")
    page.place.setText(str(of.folder / "gui"))
    press(page, qtbot, Qt.Key.Key_F9)
    assert "đã có 2 đơn vị" in page.state.text()
    slips.judge(of.desk, packages.read_any(file.read_bytes()).sha256, accepted=False, text="thiếu")
    window.worker.publish(("province",))
    qtbot.waitUntil(lambda: "đã có 1 đơn vị" in page.state.text(), timeout=10_000)
    assert page.verdicts.rowCount() == 2, "what became of the packages stays said"
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    assert page.question.asked
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    (closing,) = reporting.closings(of.desk)
    with of.desk.reading() as reader:
        assert json.loads(reader.blob(closing.content))["offices"] == ["Chi cục Thi hành án dân sự quận Lê Chân"]


def test_closing_over_a_draft_is_asked_for_with_the_offices_name(twins: tuple[Department, DeskWindow], qtbot: QtBot) -> None:
    of, window = twins
    of.pack(0)
    of.pack(1, close=False)
    page: Any = window.go("province")
    page.place.setText(str(of.folder / "gui"))
    press(page, qtbot, Qt.Key.Key_F9)
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    assert page.question.asked
    assert "bản chưa chốt: Chi cục Thi hành án dân sự quận Ngô Quyền" in page.question.label.text()
    assert reporting.closings(of.desk) == []
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    assert len(reporting.closings(of.desk)) == 1
    assert "bản chưa chốt của 1 đơn vị" in window.notice.text()


def test_matters_claimed_twice_are_listed_and_closed_for_a_reason_by_keyboard(twins: tuple[Department, DeskWindow], qtbot: QtBot) -> None:
    of, window = twins
    of.twice()
    page: Any = window.go("province")
    window.worker.publish(("province",))
    qtbot.waitUntil(lambda: page.made is not None, timeout=10_000)
    assert "1 việc do nhiều đơn vị cùng báo cáo" in page.state.text()
    assert "bản chưa chốt của 2 đơn vị" in page.state.text()
    press(page, qtbot, Qt.Key.Key_D, CTRL)
    listed: Any = window.findChild(object, "page-claimed")
    assert listed.model.index(0, 0).data() == "01/QĐ-CCTHADS"
    assert all(name in listed.model.index(0, 2).data() for name in ("quận Lê Chân", "quận Ngô Quyền"))
    press(page, qtbot, Qt.Key.Key_Escape)
    press(page, qtbot, Qt.Key.Key_F9, SHIFT)
    asked: Any = window.findChild(object, "page-close-claimed")
    assert "01/QĐ-CCTHADS" in asked.claimed_words.text()
    assert "bản chưa chốt" in asked.claimed_words.text()
    press(page, qtbot, Qt.Key.Key_Return, CTRL)
    assert reporting.closings(of.desk) == [], "a reason is asked for"
    QTest.keyClicks(window.focusWidget(), "Da hoi hai don vi")
    press(page, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(reporting.closings(of.desk)) == 1, timeout=10_000)
    assert "Đã chốt" in window.notice.text()
    qtbot.waitUntil(lambda: "đã chốt" in page.state.text(), timeout=10_000)


def test_an_office_trusts_its_superior_on_a_page_named_for_it(tmp_path: Path, qtbot: QtBot) -> None:
    """Its superior owes it no return."""
    office = bench(tmp_path / "chi-cuc", date(2019, 10, 7))
    cuc = open_desk(tmp_path / "cuc-2", FixedClock(date(2019, 10, 7)), create=True)
    people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    key = consolidation.key_package(cuc, tmp_path / "khoa.thads")
    cuc.close()
    consolidation.trust(office.desk, Path(key.path))
    assert grids.grid(office.desk, 2019).rows == ()
    window = window_for(office.desk)
    qtbot.addWidget(window)
    window.show()
    page: Any = window.go("province")
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    assert (page.title, window.places["province"].title) == ("Nhận gói, tin khóa của cấp trên", "Nhận gói, khóa")
    assert page.buttons["key"].text() == "Khóa của đơn vị…"
    assert page.offices.rowCount() == 0
    window.worker.close()
    office.desk.close()
