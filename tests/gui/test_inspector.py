"""Who only looks on sees every page without a fault; what they try is refused in a sentence that says who may, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.seated import alone, sit, with_officer, write
from tests.office import Bench
from thads_desktop.domain.acts import Effect
from thads_desktop.services import drafts, papers
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = "không có quyền"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made, _words = alone(tmp_path / "data")
    made.decision()
    made.judgment("16/2019/DS-ST")
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "d"), made.matters[0], {"evidence": "x"}))
    drafts.submit(made.desk, draft, made.clock.day)
    sit(made, with_officer(made, ("inspector",)))
    yield made
    made.desk.close()


def quiet(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def head_of(office: Bench) -> int:
    with office.desk.reading() as reader:
        return reader.head()[0]


def test_every_page_is_seen_without_a_fault(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    before = head_of(office)
    for place in window.places:
        page: Any = window.go(place)
        quiet(window, qtbot)
        assert page is window.page()
        assert window.notice.kind not in ("red", "amber"), (place, window.notice.text())
        for tabs in [w for w in (getattr(page, "tabs", None),) if w is not None]:
            for at in range(tabs.count()):
                tabs.setCurrentIndex(at)
                quiet(window, qtbot)
    window.open_matter(office.matters[0])
    quiet(window, qtbot)
    assert window.notice.kind not in ("red", "amber"), window.notice.text()
    assert head_of(office) == before


def refused(window: DeskWindow, qtbot: QtBot, said: Any) -> None:
    qtbot.waitUntil(lambda: NONE in said(), timeout=10_000)
    assert "Trần Thị Bình" in said()
    assert "Phạm Quang Minh" in said(), "who may"


def test_signing_is_refused_and_the_queue_stays(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page: Any = window.go("queue")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
    before = head_of(office)
    QTest.keyClick(page.table, Qt.Key.Key_F9)
    refused(window, qtbot, window.notice.text)
    quiet(window, qtbot)
    assert head_of(office) == before
    assert page.model.rowCount() == 1


def test_numbering_is_refused_in_its_panel(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page: Any = window.go("queue")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
    before = head_of(office)
    QTest.keyClick(page.table, Qt.Key.Key_F9, CTRL)
    quiet(window, qtbot)
    assert head_of(office) == before


def test_a_judgment_is_refused_and_what_was_typed_stays(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    page: Any = window.page()
    for name, text in (("number", "99/2019/DS-ST"), ("day", "02092019"), ("court", "Tòa án nhân dân quận Lê Chân")):
        write(page.form[name].editor, text)
    page.form["case_type"].set_value("dan_su")
    before = head_of(office)
    QTest.keyClick(page.form["number"].editor, Qt.Key.Key_Return, CTRL)
    refused(window, qtbot, page.form.summary.text)
    assert window.page() is page
    assert page.form["number"].value() == "99/2019/DS-ST"
    assert head_of(office) == before


def test_settings_are_refused_beneath_their_form(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    page: Any = window.go("settings")
    quiet(window, qtbot)
    write(page.person_form["name"].editor, "Người Mới")
    before = head_of(office)
    QTest.keyClick(page.person_form["name"].editor, Qt.Key.Key_Return, CTRL)
    refused(window, qtbot, page.person_form.summary.text)
    assert page.person_form["name"].value() == "Người Mới"
    assert head_of(office) == before


def test_acts_of_a_matter_are_refused_on_their_page(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    from thads_desktop.services import acts
    from thads_desktop.services.desk import Desk

    def verify(desk: Desk) -> None:
        acts.verify(desk, office.matters[0], office.clock.day, "none")

    before = head_of(office)
    window.worker.run_write(lambda: (verify(office.desk), ()), lambda _none: None)
    refused(window, qtbot, window.notice.text)
    assert head_of(office) == before


def test_a_decision_is_seen_without_what_a_clerk_keeps_there_and_what_is_typed_over_it_is_refused(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    with office.desk.reading() as reader:
        waiting = next(r.judgment for r in reader.projections.intakes() if r.state == "waiting")
    clerks = {"shape": [1, 1, 2], "fields": {"debtor": "Vũ Thị Thơ"}, "known": {}}
    with office.desk.founding() as uow:
        uow.save_draft(f"opening:{waiting}", clerks)
        uow.commit()
    page: Any = window.go("intake")
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=10_000)
    page.table.select_key(waiting)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    form: Any = window.page()
    assert form.form["debtor"].value() == ""
    write(form.form["debtor"].editor, "Người Khác")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    refused(window, qtbot, window.notice.text)
    quiet(window, qtbot)
    with office.desk.reading() as reader:
        assert reader.draft(f"opening:{waiting}") == clerks


def test_a_suggestion_and_the_text_of_an_obligation_tell_no_number(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    with office.desk.founding() as uow:
        row = uow.row("matter", matter) or {}
        uow.write_row("matter", matter, {**row, "obligations": {"1": "Trả 10.000.000 đồng vào tài khoản 0912345678"}})
        uow.commit()
    window.open_matter(matter)
    quiet(window, qtbot)
    shown = [w.text() for w in window.page().findChildren(QLabel)]
    for table in window.page().findChildren(QAbstractItemView):
        model = table.model()
        columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
        shown += [str(model.index(i, j).data()) for i in range(model.rowCount()) for j in range(columns)]
    text = "\n".join(shown)
    assert "Trả 10.000.000 đồng vào tài khoản 091••••678" in text
    assert "0912345678" not in text
    with office.desk.reading() as reader:
        waiting = next(r.judgment for r in reader.projections.intakes() if r.state == "waiting")
    page: Any = window.go("intake")
    qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=10_000)
    page.table.select_key(waiting)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    field: Any = window.page().form["debtor"]
    write(field.editor, "Nguyen Van An")
    qtbot.waitUntil(lambda: bool(field.offered()), timeout=5000)
    assert [(s.name, s.detail) for s in field.offered()] == [("Nguyễn Văn An", "1980 031••••••001 số 12 phố Cầu Đất")]
    QTest.keyClick(field._popup, Qt.Key.Key_Down)
    QTest.keyClick(field._popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page().form["debtor_ids"].value() != "", timeout=5000)
    assert window.page().form["debtor_ids"].value() == "031••••••001"
