"""Entrusted assets by keyboard: the decision on them from draft to sent, mended, voided, or recorded from paper; what follows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.delegations import assets_delegated, two
from tests.gui.test_delegation_pages import opened_package
from tests.gui.test_pages import settled, typed
from tests.handlings import came, issued
from tests.office import Bench
from thads_desktop.services import delegation_ack, delegation_in, delegation_out, intake_view
from thads_desktop.ui import why_pages
from thads_desktop.ui.pages.asset_decision import RecordAssetDecisionPage
from thads_desktop.ui.pages.delegation import AssetStepPage, CamePage
from thads_desktop.ui.pages.intake_paper import IntakePaperPage
from thads_desktop.ui.pages.intake_papers import IntakePapersPage
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Open = Callable[[Bench], DeskWindow]


def test_entrusted_assets_go_their_steps(tmp_path: Path, window_of: Open, qtbot: QtBot) -> None:
    made = two(tmp_path, date(2022, 3, 7))
    try:
        assets_delegated(made.here, made.matter, (1,), date(2022, 3, 7))
        file = delegation_out.make(made.here.desk, made.matter, "", made.out)
        window = window_of(made.there)
        page = opened_package(qtbot, window, file)
        assert "Tài sản: nhà đất tại số 7 đường Lạch Tray" in page.state.text()
        QTest.keyClick(page, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: isinstance(window.page(), CamePage), timeout=5000)
        settled(qtbot, window)
        came = window.page()
        assert isinstance(came, CamePage)
        # The decision was signed on paper: from its form to what records it.
        QTest.keyClick(came, Qt.Key.Key_G, CTRL)
        settled(qtbot, window)
        QTest.keyClick(window.page(), Qt.Key.Key_R, CTRL)
        record = window.page()
        assert isinstance(record, RecordAssetDecisionPage)
        QTest.keyClick(record.form["number"].editor, Qt.Key.Key_Return, CTRL)
        assert record.form["number"].refusal()
        typed(record.form["number"].editor, "03/QĐ")
        QTest.keyClick(record.form["number"].editor, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: window.page() is not record, timeout=5000)
        settled(qtbot, window)
        for title, fields in (("Giao tài sản ủy thác", {}), ("Chuyển tiền cho cơ quan ủy thác", {"amount": 5_000_000})):
            came = CamePage(window, came.judgment, "15/2019")
            window.open_page(came)
            QTest.keyClick(came, Qt.Key.Key_G, CTRL)
            step = window.page()
            assert isinstance(step, AssetStepPage)
            assert step.title == title
            step.form.set_values(fields)
            QTest.keyClick(step.form["day"].editor, Qt.Key.Key_Return, CTRL)
            qtbot.waitUntil(lambda came=came: isinstance(window.page(), CamePage) and window.page() is not came, timeout=5000)
            settled(qtbot, window)
        assert "đã chuyển 5.000.000 đồng" in window.page().findChild(type(page.state), "state").text()  # type: ignore[union-attr]  # the page is there
        qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    finally:
        made.close()


def test_the_own_decision_goes_from_draft_to_sent_by_keyboard(tmp_path: Path, window_of: Open, qtbot: QtBot) -> None:
    made = two(tmp_path, date(2022, 3, 7))
    try:
        assets_delegated(made.here, made.matter, (1,), date(2022, 3, 7))
        judgment = delegation_in.take(made.there.desk, delegation_out.make(made.here.desk, made.matter, "", made.out).read_bytes())

        def stages() -> list[str]:
            return [p.stage for p in intake_view.of_judgment(made.there.desk, judgment).papers]

        def came_page(key: Qt.Key, *how: Qt.KeyboardModifier) -> Any:
            came = CamePage(window, judgment, "15/2019")
            window.open_page(came)
            settled(qtbot, window)
            QTest.keyClick(came, key, *how)
            settled(qtbot, window)
            return window.page()

        window = window_of(made.there)
        form = came_page(Qt.Key.Key_G, CTRL)
        assert isinstance(form, IntakePaperPage)
        assert form.form["asset"].value() == "nhà đất tại số 7 đường Lạch Tray"
        form.form["officer"].set_value(made.there.officer)
        qtbot.waitUntil(lambda: "Đủ điều kiện" in form.state.text(), timeout=5000)
        QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: window.page() is not form, timeout=5000)
        settled(qtbot, window)
        assert stages() == ["submitted"]
        # Ctrl+G now leads to where it lies.
        assert came_page(Qt.Key.Key_G, CTRL).name == "way"
        window.go("queue")
        settled(qtbot, window)
        queue: Any = window.page()
        QTest.keyClick(queue, Qt.Key.Key_F9)
        settled(qtbot, window)
        QTest.keyClick(queue, Qt.Key.Key_F9, CTRL)
        qtbot.waitUntil(lambda: stages() == ["numbered"], timeout=10_000)
        settled(qtbot, window)
        way = came_page(Qt.Key.Key_F8)
        assert way.name == "way"
        (send,) = [f for f in way.forms if "to" in {x.name for x in f.fields()}]
        assert send["to"].value() == "all"
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CTRL | SHIFT)
        settled(qtbot, window)
        service: Any = window.page()
        assert service.name == "service"
        QTest.keyClick(service, Qt.Key.Key_Escape)
        QTest.keyClick(way, Qt.Key.Key_S, CTRL | SHIFT)
        settled(qtbot, window)
        mend: Any = window.page()
        mend.form.set_values({"way": "typing", "old": "đường Lạch Tray", "new": "phố Lạch Tray"})
        mend.form["new"].editor.setFocus()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
        settled(qtbot, window)
        amends: Any = window.page()
        assert isinstance(amends, IntakePaperPage)
        assert amends.form_id == "correction"
        assert amends.form["old_text"].value() == "đường Lạch Tray"
        QTest.keyClick(amends, Qt.Key.Key_Escape)
        settled(qtbot, window)
        (void,) = [f for f in way.forms if "reason" in {x.name for x in f.fields()}]
        assert window.page() is way
        void["reason"].editor.setFocus()
        typed(void["reason"].editor, "in sai")
        QTest.keyClick(void["reason"].editor, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: stages()[:1] == ["void"], timeout=10_000)
        settled(qtbot, window)
        with made.there.desk.reading() as reader:
            assert delegation_ack.came(reader, judgment).decided is None  # type: ignore[union-attr]  # it came by a package
        qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    finally:
        made.close()


def test_what_is_to_be_sent_of_entrusted_assets_leads_to_its_papers(tmp_path: Path, window_of: Open, qtbot: QtBot) -> None:
    made = two(tmp_path, date(2022, 3, 7))
    try:
        judgment = came(made)
        paper, number = issued(made, judgment)
        made.on(date(2022, 3, 10))
        window = window_of(made.there)
        QTest.keyClick(window, Qt.Key.Key_F5, SHIFT)
        settled(qtbot, window)
        page: Any = window.page()
        assert page.name == "outgoing"
        at = next(n for n in range(page.model.rowCount()) if page.model.row(n).paper == paper)
        row = page.model.row(at)
        assert (row.number_text, row.matter) == (number, f"intake:{judgment}")
        page.table.select_key(row.key)
        question = why_pages._PAGES["outgoing"](page)
        assert question is not None
        assert question()
        page._open()
        settled(qtbot, window)
        shown: Any = window.page()
        assert isinstance(shown, IntakePapersPage)
        assert shown.model.row(0).paper == paper
        qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)
    finally:
        made.close()
