"""Two clerks change one thing of the office: the second sees both versions side by side, chooses by a key, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled
from tests.gui.test_several_desks import Second, office, second
from tests.office import Bench
from thads_desktop.services import office_settings, people, series
from thads_desktop.ui.conflict import Conflict
from thads_desktop.ui.run import DeskWindow

__all__ = ["office", "second"]
CTRL = Qt.KeyboardModifier.ControlModifier
MINE, THEIRS, LATER = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Escape
KEYS = pytest.mark.parametrize("key", [MINE, THEIRS, LATER])


def answer(key: Qt.Key, seen: list[Any]) -> None:
    """Once both versions stand there: note what they say, and press the key."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, Conflict) or QApplication.focusWidget() is not shown.mine:
            QTimer.singleShot(20, look)
            return
        table = shown.table
        seen.append([[table.item(r, c).text() for c in range(3)] for r in range(table.rowCount())])  # type: ignore[union-attr]  # every cell has one
        QTest.keyClick(shown, key, Qt.KeyboardModifier.NoModifier if key == LATER else CTRL)

    QTimer.singleShot(20, look)


@pytest.fixture
def settings(window: DeskWindow, second: Second, qtbot: QtBot) -> Any:
    """The page, filled; the other desk is there."""
    window.resize(1366, 768)
    shown: Any = window.go("settings")
    qtbot.waitUntil(lambda: window.worker.busy == 0 and shown.series.rowCount() > 0, timeout=5000)
    return shown


def write(form: Any, window: DeskWindow, qtbot: QtBot, key: Qt.Key | None = None) -> list[Any]:
    """Ctrl+Enter; with a key: both versions are asked about. What they said."""
    seen: list[Any] = []
    if key is not None:
        answer(key, seen)
    tabs = window.findChild(QTabWidget, "settings-tabs")
    tabs.setCurrentIndex(next(n for n in range(tabs.count()) if tabs.widget(n).isAncestorOf(form)))
    first = form.fields()[0].editor
    # A dialog that has just gone gives the window its keys back a moment later.
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first, timeout=5000)
    QTest.keyClick(first, Qt.Key.Key_Return, CTRL)
    if key is not None:
        qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    settled(qtbot, window)
    return seen[0] if seen else []


def weights(bench: Bench) -> tuple[float, ...]:
    with bench.desk.reading() as reader:
        held = office_settings.weights(bench.desk, reader)
    return held.matter, held.billion, held.year


@KEYS
def test_two_change_the_weights(settings: Any, office: Bench, second: Second, window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> None:
    form = settings.weights_form
    form.set_values({"weight_billion": "2"})
    office_settings.change_weights(second.desk, ("1", "3", "0,75"))
    said = write(form, window, qtbot, key)
    assert ["Mỗi tỷ đồng còn phải thi hành", "2", "3"] in said
    # What only the other one changed stays as they have it.
    assert weights(office) == ((1, 2, 0.75) if key == MINE else (1, 3, 0.75))
    assert form["weight_billion"].value() == ("3" if key == THEIRS else "2")
    if key == LATER:
        # Whoever was not asked to the end is asked again.
        assert write(form, window, qtbot, MINE)
        assert weights(office) == (1, 2, 0.75)


def test_nobody_is_asked_where_the_two_do_not_meet(
    settings: Any, office: Bench, second: Second, window: DeskWindow, qtbot: QtBot
) -> None:
    settings.weights_form.set_values({"weight_billion": "2"})
    office_settings.change_weights(second.desk, ("1", "0,5", "0,75"))
    write(settings.weights_form, window, qtbot)
    qtbot.waitUntil(lambda: weights(office) == (1, 2, 0.75), timeout=5000)


def test_a_choice_that_was_not_touched_is_not_taken_back(
    settings: Any, office: Bench, second: Second, window: DeskWindow, qtbot: QtBot
) -> None:
    settings.rules_form.set_values({"words_zero_tens": "lẻ"})
    office_settings.change(second.desk, "return.opening", "constant")
    write(settings.rules_form, window, qtbot)
    with office.desk.reading() as reader:
        held = office.desk.settings(reader)
    assert (held["words.zero_tens"], held["return.opening"]) == ("lẻ", "constant")
    qtbot.waitUntil(lambda: settings.rules_form["return_opening"].value() == "constant", timeout=5000)


@KEYS
def test_two_write_one_name_of_the_office(settings: Any, office: Bench, second: Second, window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> None:
    form = settings.identity_form
    day = form["valid_from"].value()
    form.set_values({"place": "Cát Dài"})
    with second.desk.reading() as reader:
        was = next(i for i in people.office(reader).identities if i.valid_from == day)
    people.put_identity(second.desk, replace(was, place="Hải Phòng mới", symbol="CCTHADS-LC"))
    said = write(form, window, qtbot, key)
    assert ["Địa danh", "Cát Dài", "Hải Phòng mới"] in said
    with office.desk.reading() as reader:
        now = next(i for i in people.office(reader).identities if i.valid_from == day)
    assert (now.place, now.symbol) == ("Cát Dài" if key == MINE else "Hải Phòng mới", "CCTHADS-LC")
    assert form["place"].value() == ("Hải Phòng mới" if key == THEIRS else "Cát Dài")


@KEYS
def test_two_make_one_day_different(settings: Any, office: Bench, second: Second, window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> None:
    day = date(2019, 10, 8)
    settings.day_form.set_values({"on": day, "off": False})
    office_settings.change_day(second.desk, day, day_off=True)
    said = write(settings.day_form, window, qtbot, key)
    assert ["Là", "ngày làm việc", "ngày nghỉ"] in said
    with office.desk.reading() as reader:
        assert office.desk.calendar(reader).is_working(day) == (key == MINE)


@KEYS
def test_two_open_one_series(settings: Any, office: Bench, second: Second, window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> None:
    settings.series_form.set_values({"series": "deferral", "next": "45"})
    series.open_series(second.desk, "deferral", 2020, 37)
    said = write(settings.series_form, window, qtbot, key)
    assert ["Số tiếp theo", "45", "37"] in said
    with office.desk.reading() as reader:
        assert reader.number_state("deferral", 2020) == (45 if key == MINE else 37)


def test_what_one_wrote_is_no_conflict_with_oneself(settings: Any, office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    for typed in ("2", "3"):
        settings.weights_form.set_values({"weight_billion": typed})
        write(settings.weights_form, window, qtbot)
        assert QApplication.activeModalWidget() is None
    assert weights(office)[1] == 3
