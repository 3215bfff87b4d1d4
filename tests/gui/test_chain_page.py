"""By keyboard: an officer's return signed and confirmed; a return given back at the department, its slip opened at the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests import departments
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import (
    chain,
    consolidation,
    inspection_files,
    org_tree,
    people,
    reporting,
    restated_files,
    slips,
    tasks,
)
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.ui.file_drop import FileDrop
from thads_desktop.ui.run import DeskWindow, window_for

LATER = date(2020, 1, 3)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "district", date(2019, 10, 7))
    made.decision()
    made.on(LATER)
    yield made
    made.desk.close()


@pytest.fixture
def department(tmp_path: Path, office: Bench) -> Iterator[Desk]:
    made = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    for here, there in ((office.desk, made), (made, office.desk)):
        key = consolidation.key_package(here, tmp_path / f"{here.folder.name}.thads")
        consolidation.trust(there, Path(key.path), key.fingerprint)
    reporting.write(office.desk, reporting.close(office.desk, reporting.make(office.desk, 2020, 3)), tmp_path / "gui")
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot) -> DeskWindow:
    made = window_for(desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5_000)
    return made


def settle(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    qtbot.wait(30)


def press(window: DeskWindow, qtbot: QtBot, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, how)
    settle(window, qtbot)


def page(window: DeskWindow, name: str) -> Any:
    found = window.findChild(object, f"page-{name}")
    assert found is not None, name
    return found


def test_an_officers_return_is_signed_and_confirmed_by_keyboard(office: Bench, qtbot: QtBot) -> None:
    window = shown(office.desk, qtbot)
    at: Any = window.go("returns")
    assert at is not None
    at.year.setValue(2020)
    at.months.setValue(3)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    assert "lập báo cáo" in window.notice.text().lower()
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: at.made is not None, timeout=10_000)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    here = page(window, "chain")
    assert here.model.rowCount() == 1
    press(window, qtbot, Qt.Key.Key_F9)
    assert "chưa ký" in window.notice.text()
    press(window, qtbot, Qt.Key.Key_G, CTRL)
    press(window, qtbot, Qt.Key.Key_F9)
    assert "Đã xác nhận 1/1" in here.state.text()
    (one,) = chain.of(office.desk, at.made).officers
    assert one.state == "confirmed"
    settle(window, qtbot)
    window.worker.close()


def test_a_return_is_given_back_and_the_slip_opened_by_keyboard(
    office: Bench, department: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(department, qtbot)
    province: Any = window.go("province")
    assert province is not None
    settle(window, qtbot)
    # Files let fall on the page are received as chosen ones are.
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "gui"))])
    fall = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert province.findChild(FileDrop).eventFilter(province, fall)
    qtbot.waitUntil(lambda: province.made is not None and bool(province.made.offices), timeout=10_000)
    settle(window, qtbot)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    grid = page(window, "department")
    grid.year.setValue(2020)
    grid.months.setValue(3)
    settle(window, qtbot)
    grid.table.setFocus()
    assert "1/1 đã có" in grid.state.text()
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    versions = page(window, "versions")
    assert versions.model.rowCount() == 1
    press(window, qtbot, Qt.Key.Key_F8)
    assert "Chưa xét" in window.notice.text()
    press(window, qtbot, Qt.Key.Key_D, CTRL)
    remarks = page(window, "return-remarks")
    QTest.keyClicks(window.focusWidget(), "Thieu mot viec")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert "Đã trả lại" in window.notice.text(), remarks
    settle(window, qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda _p, _t, _b: str(tmp_path / "phieu"))
    versions.table.setFocus()
    press(window, qtbot, Qt.Key.Key_F8)
    (file,) = (tmp_path / "phieu").glob("*.thads")
    window.worker.close()

    there = shown(office.desk, qtbot)
    there.go("returns")
    press(there, qtbot, Qt.Key.Key_O, CTRL)
    opened = page(there, "slips")
    press(there, qtbot, Qt.Key.Key_F9)
    assert "xem phiếu trước" in there.notice.text()
    opened.place.setText(str(file))
    opened.place.setFocus()
    press(there, qtbot, Qt.Key.Key_Return)
    assert "trả lại báo cáo 03 tháng năm 2020" in opened.state.text()
    press(there, qtbot, Qt.Key.Key_F9)
    assert opened.model.rowCount() == 1
    (task,) = tasks.listed(office.desk)
    assert "Thieu mot viec" in task.text
    assert len(slips.listed(office.desk)) == 1
    there.worker.close()


def test_the_tree_the_series_and_a_cell_by_keyboard(office: Bench, department: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(department, qtbot)
    province: Any = window.go("province")
    settle(window, qtbot)
    province.place.setText(str(tmp_path / "gui"))
    press(window, qtbot, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: province.made is not None and bool(province.made.offices), timeout=10_000)
    province.tabs.setCurrentIndex(2)
    province.cells.setFocus()
    province.cells.setCurrentCell(0, 0)
    press(window, qtbot, Qt.Key.Key_Return)
    drill = page(window, "drill")
    assert drill.offices.rowCount() == 1
    assert "cộng 1" in drill.count.text()
    qtbot.waitUntil(lambda: drill.matters.rowCount() == 1, timeout=5_000)
    press(window, qtbot, Qt.Key.Key_Return)
    press(window, qtbot, Qt.Key.Key_Return)
    matter = page(window, "drill-matter")
    assert "01/QĐ-CCTHADS, quận Lê Chân: " in matter.state.text()
    assert matter.lines.index(0, 2).data() == "đang thi hành"
    press(window, qtbot, Qt.Key.Key_P, CTRL)
    assert page(window, "printed") is not None
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    press(window, qtbot, Qt.Key.Key_G, CTRL)
    assert page(window, "delegations-matched").model.rowCount() == 0
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_D, CTRL)
    tree = page(window, "org-tree")
    press(window, qtbot, Qt.Key.Key_G, CTRL)
    assert tree.model.rowCount() == 1
    assert "1 cơ quan dưới tỉnh" in tree.state.text()
    tree.table.setFocus()
    press(window, qtbot, Qt.Key.Key_D, CTRL)
    page(window, "unit-follow")
    QTest.keyClicks(window.focusWidget(), "1/7/2025")
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert tree.model.row(0).into == (), "no successor was named: refused, nothing half done"
    press(window, qtbot, Qt.Key.Key_Escape)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    series = page(window, "restated-series")
    qtbot.waitUntil(lambda: series.model is not None and series.model.rowCount() == 1, timeout=5_000)
    press(window, qtbot, Qt.Key.Key_Down)
    assert "Mới thụ lý;" in series.state.text()
    press(window, qtbot, Qt.Key.Key_P, CTRL)
    assert page(window, "printed") is not None
    press(window, qtbot, Qt.Key.Key_Escape)
    made = restated_files.listing(department, date(2020, 1, 3), "viec", "c3", "Mới thụ lý (việc)")
    assert made.tables[0].rows
    assert inspection_files.pdf(made).startswith(b"%PDF")
    assert series.model.row(0).values == (1,)
    settle(window, qtbot)
    window.worker.close()


def test_a_mistaken_merger_is_taken_back_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    of = departments.department(tmp_path, 2)
    org_tree.seed(of.desk, date(2015, 1, 1))
    with of.desk.reading() as reader:
        one, other = (next(u.key for u in org_tree.tree(reader).values() if u.office == k) for k in of.keys)
    of.add()
    org_tree.follow(of.desk, one, date(2020, 1, 2), [(one, 600), (other, 400)])
    window = shown(of.desk, qtbot)
    window.go("province")
    settle(window, qtbot)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    press(window, qtbot, Qt.Key.Key_D, CTRL)
    tree = page(window, "org-tree")
    assert tree.model.rowCount() == 3
    assert "1 đơn vị chưa có trong cây" in tree.state.text()
    assert "huyện Thủy Nguyên" in tree.state.text()
    assert {tree.model.index(n, 0).data() for n in range(3)} == {"quận Lê Chân", "quận Ngô Quyền"}, "without what all are called"
    tree.table.setFocus()
    tree.table.select_key(other)
    press(window, qtbot, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "chưa có sắp xếp" in window.notice.text()
    tree.table.select_key(one)
    press(window, qtbot, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert tree.question.asked
    press(window, qtbot, Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert tree.model.rowCount() == 2
    assert all(u.moved is None for u in tree.units.values())
    settle(window, qtbot)
    window.worker.close()
    of.close()


def test_many_remarks_the_day_of_arrival_and_the_sum_that_follows(office: Bench, department: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(department, qtbot)
    province: Any = window.go("province")
    settle(window, qtbot)
    province.place.setText(str(tmp_path / "gui"))
    press(window, qtbot, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: province.made is not None and bool(province.made.offices), timeout=10_000)
    settle(window, qtbot)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    grid = page(window, "department")
    assert (grid.year.value(), grid.months.value()) == (2020, 3)
    press(window, qtbot, Qt.Key.Key_H, CTRL)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert "trên bảng theo dõi" in window.notice.text()
    settle(window, qtbot)
    assert "Cục gửi cấp trên trước hết ngày" in grid.state.text()
    grid.table.setFocus()
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    versions = page(window, "versions")
    press(window, qtbot, Qt.Key.Key_D, CTRL)
    remarks = page(window, "return-remarks")
    form = remarks.form
    form.set_values({"text": "Chưa khớp", "form": "01", "cell": "3", "where": "thiếu một việc"})
    press(window, qtbot, Qt.Key.Key_T, CTRL)
    assert form.values()["more"] == "biểu 01, cột 3: thiếu một việc"
    assert not form.values()["form"]
    press(window, qtbot, Qt.Key.Key_T, CTRL)
    assert "ghi ý kiến tại chỗ ấy" in window.notice.text()
    form.set_values({"row": "II", "more": form.values()["more"] + "\nCần ký lại"})
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    assert "dòng II" in form["where"].refusal(), "a place without words"
    form.set_values({"where": "sai tên"})
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    settle(window, qtbot)
    row = versions.model.row(0)
    assert row.remarks == (
        slips.Remark("thiếu một việc", "01", cell="3"), slips.Remark("Cần ký lại"), slips.Remark("sai tên", row="II"))  # fmt: skip
    press(window, qtbot, Qt.Key.Key_T, CTRL)
    accepted = page(window, "return-accepted")
    accepted.form.set_values({"arrived": date(2020, 1, 2)})
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    settle(window, qtbot)
    assert (versions.model.row(0).judged, versions.model.row(0).arrived) == ("accepted", date(2020, 1, 2))
    versions.table.setFocus()
    press(window, qtbot, Qt.Key.Key_F9)
    assert "đã chấp nhận" in window.notice.text()
    slips.judge(department, row.sha256, accepted=False, text="lại sai")
    window.go("province")
    settle(window, qtbot)
    window.worker.publish(("province",))
    settle(window, qtbot)
    assert province.made.offices == ()
    assert "đã có 0 đơn vị" in province.state.text()
    window.worker.close()


def test_giving_back_what_was_not_signed_is_said_before_anything_is_typed(office: Bench, qtbot: QtBot) -> None:
    window = shown(office.desk, qtbot)
    at: Any = window.go("returns")
    at.year.setValue(2020)
    at.months.setValue(3)
    press(window, qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: at.made is not None, timeout=10_000)
    press(window, qtbot, Qt.Key.Key_B, CTRL)
    page(window, "chain").table.setFocus()
    press(window, qtbot, Qt.Key.Key_D, CTRL)
    assert "chưa ký" in window.notice.text()
    assert window.findChild(object, "page-chain-words") is None
    window.worker.close()
