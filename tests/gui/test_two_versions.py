"""Two clerks change one thing of the office: the second sees both versions side by side, chooses by a key, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_decision import fill, opened
from tests.gui.test_pages import settled, typed
from tests.gui.test_several_desks import Second, office, second
from tests.office import Bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import office_settings, opening, people, queries, series
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


def enter(editor: QWidget, window: DeskWindow, qtbot: QtBot) -> None:
    """The focus in a field; a dialog that has just gone gives the window its keys back a moment later."""
    window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor, timeout=5000)


def write(form: Any, window: DeskWindow, qtbot: QtBot, key: Qt.Key | None = None) -> list[Any]:
    """Ctrl+Enter; with a key: both versions are asked about. What they said."""
    seen: list[Any] = []
    if key is not None:
        answer(key, seen)
    tabs = window.findChild(QTabWidget, "settings-tabs")
    tabs.setCurrentIndex(next(n for n in range(tabs.count()) if tabs.widget(n).isAncestorOf(form)))
    first = form.fields()[0].editor
    enter(first, window, qtbot)
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
    for weight in ("2", "3"):
        settings.weights_form.set_values({"weight_billion": weight})
        write(settings.weights_form, window, qtbot)
        assert QApplication.activeModalWidget() is None
    assert weights(office)[1] == 3


# --- the form of an enforcement decision ---------------------------------------------------------------


def decision(window: DeskWindow, office: Bench, qtbot: QtBot, debtor: str = "Nguyễn Văn Bảy") -> Any:
    """The form of a judgment's decision; a first name was typed and kept."""
    shown = opened(window, office.judgment("21/2019/DS-ST"))
    settled(qtbot, window)
    if debtor:
        typed(shown.form["debtor"].editor, debtor)
        qtbot.waitUntil(lambda: shown.kept.over.get("fields", {}).get("debtor") == debtor, timeout=5000)
    return shown


def content(debtor: str, shape: tuple[int, int, int] = (1, 1, 2), **fields: str) -> dict[str, Any]:
    """What the other desk keeps."""
    return {"shape": list(shape), "fields": {"debtor": debtor, **fields}, "known": {}}


@KEYS
def test_two_type_one_decision(office: Bench, second: Second, window: DeskWindow, qtbot: QtBot, key: Qt.Key) -> None:
    shown = decision(window, office, qtbot)
    other = content("Nguyễn Văn Bẩy", (2, 1, 2), debtor_2="Trần Thị Tám", debtor_2_kind="person", text_1="Trả nợ gốc")
    opening.keep(second.desk, shown.judgment, other, over=opening.kept(second.desk, shown.judgment))
    seen: list[Any] = []
    answer(key, seen)
    fill(shown, debtor_address="số 3 phố Cát Cụt")
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    settled(qtbot, window)
    assert ["Người phải thi hành án 1", "Nguyễn Văn Bảy", "Nguyễn Văn Bẩy"] in seen[0]
    assert ["Người phải thi hành án 2", "(để trống)", "Trần Thị Tám"] in seen[0]
    assert ["Khoản 1", "(để trống)", "Trả nợ gốc"] in seen[0]
    assert ["Địa chỉ", "số 3 phố Cát Cụt", "(để trống)"] in seen[0]
    assert seen[0][0][0] == "Số người, số khoản"
    kept = opening.kept(office.desk, shown.judgment)
    assert kept is not None
    if key == MINE:
        assert kept["fields"] == {"debtor": "Nguyễn Văn Bảy", "debtor_address": "số 3 phố Cát Cụt"}
    else:
        assert kept == other
    # Whoever takes theirs has all of it in the form, whoever puts it off has lost nothing.
    assert shown.form["debtor"].value() == ("Nguyễn Văn Bẩy" if key == THEIRS else "Nguyễn Văn Bảy")
    assert shown.shape.debtors == (2 if key == THEIRS else 1)
    if key == THEIRS:
        assert shown.form["debtor_2"].value() == "Trần Thị Tám"


def test_what_another_typed_is_not_thrown_away_by_issuing(office: Bench, second: Second, window: DeskWindow, qtbot: QtBot) -> None:
    shown = decision(window, office, qtbot, "")
    fill(shown, debtor="Nguyễn Văn Bảy", debtor_address="số 3 phố Cát Cụt", text_1="Trả nợ gốc", due_1="10000000")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    qtbot.waitUntil(lambda: "due_1" in shown.kept.over.get("fields", {}), timeout=5000)
    settled(qtbot, window)
    before = len(queries.matters(office.desk))
    other = content("Người khác hẳn")
    opening.keep(second.desk, shown.judgment, other, over=opening.kept(second.desk, shown.judgment))
    seen: list[Any] = []
    answer(MINE, seen)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    settled(qtbot, window)
    assert ["Người phải thi hành án", "Nguyễn Văn Bảy", "Người khác hẳn"] in seen[0]
    assert len(queries.matters(office.desk)) == before, "nothing is issued before one has chosen"
    enter(shown.form["debtor"].editor, window, qtbot)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == before + 1, timeout=5000)
    assert opening.kept(office.desk, shown.judgment) is None


def test_recording_asks_too(office: Bench, second: Second, window: DeskWindow, qtbot: QtBot) -> None:
    shown = decision(window, office, qtbot)
    mine = opening.kept(office.desk, shown.judgment)
    opening.keep(second.desk, shown.judgment, content("Người khác hẳn"), over=mine)
    fill(shown, text_1="Trả nợ gốc")
    given = shown._given(shown.form.values(), shown.shape)
    with pytest.raises(Refused) as refused:
        opening.record(office.desk, given, "7", "Phạm Quang Minh", office.clock.day, b"", mine)
    assert [r.code for r in refused.value.refusals] == ["draft.changed"]
    seen: list[Any] = []
    answer(THEIRS, seen)
    shown.kept.keep()
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    settled(qtbot, window)
