"""Persons, officers' areas and kin, refusals of requests, further posts, settings as they hold: each on its page by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import money
from thads_desktop.domain.acts import Effect
from thads_desktop.services import assignments, intake, office_settings, opening, papers, parties, people, queries
from thads_desktop.ui.fields_typed import MoneyField
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    yield made
    made.desk.close()


def persons(window: DeskWindow, qtbot: QtBot, search: str = "") -> Any:
    window.go("matters")
    QTest.keyClick(page(window), Qt.Key.Key_P, CTRL)
    shown = page(window)
    assert shown.name == "persons"
    if search:
        typed(shown.search, search)
        qtbot.wait(200)
    settled(qtbot, window)
    return shown


def choose(shown: Any, name: str, qtbot: QtBot) -> str:
    row = next(r for r in (shown.model.row(i) for i in range(shown.model.rowCount())) if r.name == name)
    shown.table.select_key(row.party)
    qtbot.waitUntil(lambda: shown._party == row.party and shown.form["name"].value() == name, timeout=5000)
    return str(row.party)


def test_a_person_is_mended_and_the_list_of_matters_follows(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = persons(window, qtbot, "nguyen van an")
    assert shown.model.rowCount() == 1
    choose(shown, "Nguyễn Văn An", qtbot)
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.focusWidget() is shown.form["name"].editor, timeout=5000)
    shown.form.set_values({"name": "Nguyễn Văn Ân", "commune": "Cát Dài"})
    QTest.keyClick(shown.form["name"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert [m.debtor for m in queries.matters(office.desk, text="nguyen van an")] == ["Nguyễn Văn Ân"]
    with office.desk.reading() as reader:
        assert parties.input_of(reader, shown._party).commune == "11368"


@pytest.mark.parametrize(("field", "text"), [("ids", "12"), ("birth_year", "x"), ("commune", "Không Đâu"), ("name", "")])
def test_a_wrong_detail_is_refused_at_its_field(
    window: DeskWindow, office: Bench, qtbot: QtBot, field: str, text: str
) -> None:
    shown = persons(window, qtbot, "do thi")
    party = choose(shown, "Đỗ Thị Ánh Tuyết", qtbot)
    shown.form.set_values({field: text})
    shown.form["address"].editor.setFocus()
    QTest.keyClick(shown.form["address"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(shown.form[field].refusal()), timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert parties.input_of(reader, party).ids == ("031080000001",)


def test_two_rows_of_one_person_are_merged_and_separated(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = persons(window, qtbot)
    extra = choose(shown, "Đỗ Thị Ánh Tuyết", qtbot)
    QTest.keyClick(shown, Qt.Key.Key_G, CTRL)
    assert "chọn trong danh sách" in shown.into.refusal()
    shown.into.editor.setFocus()
    typed(shown.into.editor, "nguyen van")
    qtbot.waitUntil(lambda: bool(shown.into.offered()), timeout=5000)
    assert [s.name for s in shown.into.offered()] == ["Nguyễn Văn An"]
    shown.into._take(shown.into._model.index(0, 0))
    QTest.keyClick(shown, Qt.Key.Key_G, CTRL)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert parties.resolve(reader, extra) != extra

    def rows() -> dict[str, tuple[str, int]]:
        return {r.name: (r.merged_into_name, r.matters) for r in (shown.model.row(i) for i in range(shown.model.rowCount()))}

    qtbot.waitUntil(lambda: rows()["Đỗ Thị Ánh Tuyết"] == ("Nguyễn Văn An", 1), timeout=5000)
    assert rows()["Nguyễn Văn An"][1] == 2, "the matters of both"
    assert window.focusWidget() is shown.into.editor
    QTest.keyClick(shown.into.editor, Qt.Key.Key_G, CTRL | SHIFT)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert parties.resolve(reader, extra) == extra
    shown.search.setFocus()
    QTest.keyClicks(shown.search, "do thi")
    QTest.keyClick(shown.search, Qt.Key.Key_G, CTRL | SHIFT)
    assert shown.search.text() == "do thi"
    qtbot.waitUntil(lambda: "chưa được nhập" in shown.into.refusal(), timeout=5000)
    settled(qtbot, window)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_the_search_of_persons_leads_down_to_the_list(window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> None:
    shown = persons(window, qtbot)
    assert window.focusWidget() is shown.search
    QTest.keyClicks(shown.search, "do thi")
    QTest.keyClick(shown.search, key)
    assert window.focusWidget() is shown.table
    settled(qtbot, window)
    assert shown.model.rowCount() == 1
    assert shown.model.row(shown.table.currentIndex().row()).name == "Đỗ Thị Ánh Tuyết"


def test_a_matter_is_seen_as_on_a_day_and_acts_wait(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.on(date(2019, 11, 4))
    ending = papers.Draft("termination", Effect("termination", "c"), office.matters[0], {"reason": "đương sự thỏa thuận"})
    papers.issue_at_once(office.desk, ending, office.head)
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    shown = page(window)
    assert shown.view.state.status == "terminated"
    QTest.keyClick(shown, Qt.Key.Key_D, CTRL)
    typed(shown.as_of.editor, "10102019")
    QTest.keyClick(shown.as_of.editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: shown.view.state.status == "issued", timeout=5000)
    assert shown.acts.count() == 1
    assert "tại ngày 10/10/2019" in shown.acts.item(0).text()
    assert {d.rule for d in shown.view.deadlines} >= {"R07", "R08"}
    assert all(i.day <= date(2019, 10, 10) for i in shown.view.timeline if i.day)
    shown.as_of.set_value(None)
    shown.refresh()
    qtbot.waitUntil(lambda: shown.view.state.status == "terminated", timeout=5000)
    settled(qtbot, window)


def test_the_persons_of_one_matter(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    QTest.keyClick(page(window), Qt.Key.Key_P, CTRL)
    shown = page(window)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2, timeout=5000)
    settled(qtbot, window)


def test_areas_and_kin_of_an_officer_move_the_proposals(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    window.go("assignment")
    QTest.keyClick(page(window), Qt.Key.Key_B, CTRL)
    shown = page(window)
    assert shown.name == "officer-duties"
    settled(qtbot, window)
    shown.form.set_values({"officer": office.officer})
    settled(qtbot, window)
    shown.form.set_values({"areas": "Cát Dài\nphường An Biên, quận Lê Chân", "kin": "Nguyễn Văn An; 031080000001\nLê Thị Hoa"})
    QTest.keyClick(shown.form["officer"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    areas, kin = assignments.duties(office.desk, office.officer)
    assert areas == ("11368", "11371")
    assert kin == (("Nguyễn Văn An", "031080000001"), ("Lê Thị Hoa", ""))
    found = assignments.proposals(office.desk, [office.matters[0]], "load")[0]
    assert found.officer == office.second
    assert any("Bình" in name for name, _ in found.passed_over)
    shown.form.set_values({"areas": "Không Có Phường Này"})
    QTest.keyClick(shown.form["officer"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Không có xã, phường" in shown.form["areas"].refusal(), timeout=5000)
    settled(qtbot, window)
    assert assignments.duties(office.desk, office.officer)[0] == areas


def test_a_request_is_refused_with_its_ground_and_no_longer_waits(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment("21/2019/DS-ST")
    intake.receive_request(office.desk, judgment, parties.PartyInput("Lê Thị Chín"), date(2019, 10, 2))
    shown: Any = window.go("intake")
    settled(qtbot, window)
    shown.refresh()
    qtbot.waitUntil(lambda: shown.table.select_key(judgment), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_U, CTRL)
    refusing = page(window)
    assert refusing.name == "request-refusal"
    refusing.form["ground"].set_value(refusing.form["ground"]._values[1])
    refusing.form["day"].set_value(date(2019, 10, 1))
    refusing.form["day"].editor.setFocus()
    QTest.keyClick(refusing.form["day"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "02/10/2019" in refusing.form["day"].refusal(), timeout=5000)
    refusing.form["day"].set_value(DAY)
    QTest.keyClick(refusing.form["day"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "intake", timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert intake.requests(reader, judgment) == []


def test_a_person_gets_a_further_post(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("settings")
    settled(qtbot, window)
    key = next(p for p in (shown.people.row(i) for i in range(shown.people.rowCount())) if p.person == office.second)
    shown.people_table.select_key((key.person, key.post, key.since))
    shown.post_form.set_values({"post": "deputy", "since": DAY})
    shown.post_form.accept()
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert {p.post for p in people.posts(reader) if p.person == office.second} == {"officer", "deputy"}


def test_changing_one_setting_leaves_the_others(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office_settings.change(office.desk, "words.zero_tens", "lẻ")
    shown: Any = window.go("settings")
    settled(qtbot, window)
    assert shown.rules_form["words_zero_tens"].value() == "lẻ"
    shown.rules_form["return_officer"].set_value("at_start")
    shown.rules_form.accept()
    settled(qtbot, window)
    with office.desk.reading() as reader:
        held = office.desk.settings(reader)
    assert (held["words.zero_tens"], held["return.officer"]) == ("lẻ", "at_start")


def test_words_under_an_amount_are_said_as_on_the_offices_papers(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("settings")
    settled(qtbot, window)
    field = MoneyField("amount", "Số tiền")
    qtbot.addWidget(field)
    try:
        for tens, thousand, said in (("lẻ", "ngàn", "Năm ngàn một trăm lẻ năm đồng"), ("linh", "nghìn", "Năm nghìn một trăm linh năm đồng")):
            shown.rules_form["words_zero_tens"].set_value(tens)
            shown.rules_form["words_thousand"].set_value(thousand)
            shown.rules_form.accept()
            settled(qtbot, window)
            field.set_value(5_105)
            field.settle()
            assert field.beneath.text() == said
            with office.desk.reading() as reader:
                assert money.words(5_105, office.desk.spelling(reader)) == said
    finally:
        MoneyField.spelling = money.USUAL


def test_the_days_off_of_a_year_are_listed_with_the_offices_own(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office_settings.change_day(office.desk, date(2019, 10, 8), day_off=True)
    shown: Any = window.go("settings")
    settled(qtbot, window)
    days = {r.day: r for r in (shown.days_off.row(i) for i in range(shown.days_off.rowCount()))}
    assert days[date(2019, 9, 2)].off
    assert not days[date(2019, 9, 2)].own
    assert days[date(2019, 10, 8)].own


def test_the_weights_of_the_load_are_the_offices_own(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown: Any = window.go("settings")
    settled(qtbot, window)
    assert shown.weights_form["weight_billion"].value() == "0,5"
    shown.weights_form.set_values({"weight_billion": "nhiều"})
    shown.weights_form.accept()
    qtbot.waitUntil(lambda: "Hệ số" in shown.weights_form["weight_billion"].refusal(), timeout=5000)
    shown.weights_form.set_values({"weight_matter": "0", "weight_billion": "2,5", "weight_year": "0"})
    shown.weights_form.accept()
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert office_settings.weights(office.desk, reader).billion == 2.5
    waiting = assignments.proposals(office.desk, [_unassigned(office)], "load")[0]
    assert "hệ số 0,0" in waiting.why


def _unassigned(office: Bench) -> str:
    """A matter of a new debtor without an officer."""
    judgment = office.judgment("30/2019/DS-ST")
    given = opening.OpeningInput(
        judgment, "cd", "", (parties.PartyInput("Ngô Văn Mười"),), (parties.PartyInput(parties.STATE_NAME, "state"),),
        (opening.Obligation("Án phí", 200_000),),
    )  # fmt: skip
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter
