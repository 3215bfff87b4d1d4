"""The settings page by keyboard: which form Ctrl+Enter carries out, and the next number of every series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.services import office_settings, people, series
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


@pytest.fixture
def settings(window: DeskWindow, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    shown: Any = window.go("settings")
    qtbot.waitUntil(lambda: window.worker.busy == 0 and shown.series.rowCount() > 0, timeout=5000)
    return shown


def named_keys(page: Any) -> list[str]:
    """The buttons that are seen and name Ctrl+Enter."""
    buttons = page.findChildren(QPushButton, "accept")
    return [b.text() for b in buttons if b.isVisible() and "Ctrl+Enter" in b.text()]


def test_only_the_form_that_has_the_focus_names_its_key(settings: Any, window: DeskWindow, qtbot: QtBot) -> None:
    assert window.focusWidget() is settings.people_table
    assert named_keys(settings) == []
    width = settings.person_form.accept_button.width()
    QTest.keyClick(settings.people_table, Qt.Key.Key_Tab)
    assert window.focusWidget() is settings.person_form["name"].editor
    assert named_keys(settings) == ["Thêm cán bộ  Ctrl+Enter"]
    assert settings.person_form.accept_button.width() == width, "nothing moves"
    settings.end_form["day"].editor.setFocus()
    assert named_keys(settings) == ["Thôi chức vụ đang chọn  Ctrl+Enter"]


def test_ctrl_enter_carries_out_that_form_and_no_other(
    settings: Any, office: Bench, window: DeskWindow, qtbot: QtBot
) -> None:
    carried: list[str] = []
    for name in ("person_form", "post_form", "absence_form", "end_form"):
        getattr(settings, name).accepted.connect(lambda _v, name=name: carried.append(name))
    settings.people_table.setFocus()
    QTest.keyClick(settings.people_table, Qt.Key.Key_Return, CTRL)
    assert carried == [], "the list alone carries nothing out"
    settings.people_table.selectRow(1)
    chosen = settings.people_table.current_key()[0]
    settings.absence_form["since"].set_value(date(2019, 10, 7))
    settings.absence_form["until"].set_value(date(2019, 10, 9))
    settings.absence_form["until"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=5000)
    assert carried == ["absence_form"]
    with office.desk.reading() as reader:
        assert chosen in people.absent_on(reader, date(2019, 10, 8))


def test_a_field_under_the_edge_comes_into_sight_with_its_button(settings: Any, window: DeskWindow, qtbot: QtBot) -> None:
    settings.end_form["day"].editor.setFocus()
    qtbot.wait(10)
    button = settings.end_form.accept_button
    assert not button.visibleRegion().isEmpty()
    assert not settings.end_form["day"].editor.visibleRegion().isEmpty()


def test_esc_empties_the_form_and_the_focus_returns_to_the_list(settings: Any, window: DeskWindow, qtbot: QtBot) -> None:
    settings.person_form["name"].editor.setFocus()
    QTest.keyClicks(window.focusWidget(), "Nham")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert settings.person_form["name"].value() == ""
    assert window.focusWidget() is settings.people_table
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=5000)


def test_every_series_shows_its_next_number(settings: Any, office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(settings, Qt.Key.Key_3, CTRL)
    assert window.focusWidget() is settings.series_table
    rows = {row.series: row for row in map(settings.series.row, range(settings.series.rowCount()))}
    assert set(rows) == set(series.KINDS)
    assert (rows["enforcement"].year, rows["enforcement"].next_number) == (2020, 2)
    assert (rows["deferral"].year, rows["deferral"].next_number) == (2020, 1)
    assert rows["notice"].year == 2019, "administrative papers count by the calendar year"
    settings.series_table.select_key("deferral")
    QTest.keyClick(settings.series_table, Qt.Key.Key_Return)
    assert settings.series_form["series"].value() == "deferral"
    QTest.keyClicks(window.focusWidget(), "37")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: settings.series.row(settings.series.place("deferral")).next_number == 37, timeout=5000)
    assert settings.series.index(settings.series.place("deferral"), 2).data() == "37"


def test_one_shared_series_stands_for_all_decisions(office: Bench) -> None:
    office_settings.change(office.desk, "series.decisions", "one")
    with office.desk.reading() as reader:
        found = {s.series: s for s in series.states(office.desk, reader)}
    assert set(found) == {"enforcement", "notice", "summons", "admin"}
    assert found["enforcement"].words == "Quyết định, mọi loại"


def test_every_form_of_paper_takes_its_number_from_a_named_series() -> None:
    from thads_desktop.documents.form import load_forms

    used = {form.series for form in load_forms() if form.series}
    assert used <= set(series.KINDS)




def test_writing_one_form_leaves_what_is_typed_in_the_others(settings: Any, window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(settings, Qt.Key.Key_4, CTRL)
    settings.rules_form["words_zero_tens"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    weight = settings.weights_form["weight_matter"].editor
    weight.setFocus()
    weight.selectAll()
    QTest.keyClicks(weight, "3")
    start = settings.start_form["start"]
    start.set_value("01-01")
    day = settings.day_form
    day["on"].editor.setFocus()
    QTest.keyClicks(day["on"].editor, "14102019")
    day["off"].set_value(True)
    QTest.keyClick(day["on"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: date(2019, 10, 14) in [settings.days_off.row(n).day for n in range(settings.days_off.rowCount())], timeout=5000)
    assert settings.rules_form["words_zero_tens"].value() == "lẻ"
    assert settings.weights_form["weight_matter"].value() == "3"
    assert start.value() == "01-01"
    weight.setFocus()
    QTest.keyClick(weight, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=5000)
    assert settings.weights_form["weight_matter"].value() == "1", "what holds stands there again"
    settings.rules_form["words_zero_tens"].editor.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Đổi cách tính: xong." in window.notice.text(), timeout=5000)
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=5000)
    assert settings.rules_form["words_zero_tens"].value() == "lẻ"


def test_what_is_typed_of_a_name_of_the_office_stays(settings: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(settings, Qt.Key.Key_2, CTRL)
    place = settings.identity_form["place"].editor
    place.setFocus()
    place.selectAll()
    QTest.keyClicks(place, "Kien An")
    office_settings.change(office.desk, "words.zero_tens", "lẻ")
    window.worker.publish(("settings",))
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=5000)
    assert place.text() == "Kien An"


def test_the_buttons_that_empty_a_form_are_not_called_like_an_act(settings: Any) -> None:
    words = {b.text().partition("  ")[0] for b in settings.findChildren(QPushButton, "leave")}
    assert words == {"Bỏ phần vừa gõ"}


def test_the_name_of_today_is_chosen_and_its_account_goes_on(
    settings: Any, window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    QTest.keyClick(settings, Qt.Key.Key_2, CTRL)
    assert settings.identity_form["symbol"].value() == "CCTHADS"
    account = settings.identity_form["account"].editor
    account.setFocus()
    account.selectAll()
    QTest.keyClicks(account, "3949.1")
    QTest.keyClick(account, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "01/07/2025 cũng nhận tài khoản này" in window.notice.text(), timeout=5000)
    with office.desk.reading() as reader:
        first, later = people.office(reader).identities
        assert (first.account, later.account) == ("3949.1", "3949.1")
    office.desk.clock.day = date(2025, 8, 1)  # type: ignore[attr-defined]  # the test's own clock
    people.put_identity(office.desk, replace(later, account="77"))
    people.put_identity(office.desk, replace(first, account="3949.2"))
    with office.desk.reading() as reader:
        assert [i.account for i in people.office(reader).identities] == ["3949.2", "77"], "an account of its own stays"
    assert people.put_identity(office.desk, replace(first, account="3949.2", place="Lê Chân")) == ()


def test_on_the_day_of_the_second_name_that_one_is_chosen(office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    office.on(date(2025, 8, 1))
    shown: Any = window.go("settings")
    qtbot.waitUntil(lambda: window.worker.busy == 0 and shown.series.rowCount() > 0, timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_2, CTRL)
    assert shown.identity_form["symbol"].value() == "THADS"
