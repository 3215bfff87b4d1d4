"""A judgment without a part to be enforced unasked: it leads to a request, and no decision of the office's own motion is issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_decision import opened
from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import intake, opening, parties, queries
from thads_desktop.ui.pages.receive import ReceivePage
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.told import Told

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier
COURT = "Tòa án nhân dân quận Lê Chân"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def received(office: Bench, **more: object) -> str:
    given = intake.JudgmentInput("15/2019/DS-ST", date(2019, 9, 2), COURT, "dan_su", date(2019, 10, 1), ex_officio=False, **more)  # type: ignore[arg-type]  # options of the case
    return intake.receive_judgment(office.desk, given)


def given(judgment: str, kind: str = "cd", request: str = "") -> opening.OpeningInput:
    owes, owed = (parties.PartyInput("Nguyễn Văn Bảy"),), (parties.PartyInput("Lê Thị Chín"),)
    return opening.OpeningInput(judgment, kind, request, owes, owed, (opening.Obligation("Trả nợ gốc", 10_000_000),))


def test_receiving_it_leads_to_the_request(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_page(ReceivePage(window))
    shown = page(window)
    shown.form.set_values({
        "number": "15/2019/DS-ST", "day": date(2019, 9, 2), "court": COURT, "case_type": "dan_su", "ex_officio": False,
    })  # fmt: skip
    QTest.keyClick(shown.form["number"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert page(window).name == "request"
    assert "Không có phần chủ động" in window.notice.text()


def test_its_decision_page_leads_to_the_request_and_refuses(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = received(office)
    shown = opened(window, judgment)
    line: Told = shown.findChild(Told, "no-ex-officio")
    assert line.isVisibleTo(shown)
    shown.form.set_values({"debtor": "Nguyễn Văn Bảy", "creditor_kind": "person", "creditor": "Lê Thị Chín", "text_1": "Trả nợ", "due_1": 5})
    settled(qtbot, window)
    assert "không có phần chủ động" in shown.state.text()
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert "không có phần chủ động" in shown.form["kind"].refusal()
    assert queries.matters(office.desk) == []
    QTest.keyClick(shown, Qt.Key.Key_Y, CTRL)
    asking = page(window)
    assert asking.name == "request"
    asking.form.set_values({"name": "Lê Thị Chín"})
    QTest.keyClick(asking.form["name"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    shown = opened(window, judgment)
    assert shown.form["kind"].value().startswith("yc:")
    assert not shown.findChild(Told, "no-ex-officio").isVisibleTo(shown)


def test_the_service_refuses_it_and_a_recorded_one_bears_the_mark(office: Bench) -> None:
    judgment = received(office)
    for way in (
        lambda: opening.issue(office.desk, given(judgment), office.head, DAY),
        lambda: opening.submit(office.desk, given(judgment), DAY),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            way()
        assert [r.code for r in refused.value.refusals] == ["decision.no_ex_officio"]
    _paper, breaches = opening.record(office.desk, given(judgment), "9/QĐ-CCTHADS", "Phạm Quang Minh", DAY)
    assert "decision.no_ex_officio" in breaches


@pytest.mark.parametrize("more", [{"urgent": True}, {"bankruptcy": True}, {"delegated_from": "Chi cục Thi hành án dân sự quận Ngô Quyền"}])
def test_what_is_decided_unasked_by_its_nature_is(office: Bench, more: dict[str, object]) -> None:
    judgment = received(office, **more)
    assert opening.issue(office.desk, given(judgment), office.head, DAY)[1]


def test_a_request_on_it_is_decided(office: Bench) -> None:
    judgment = received(office)
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Lê Thị Chín"), DAY)
    assert opening.issue(office.desk, given(judgment, "yc", request), office.head, DAY)[1]
