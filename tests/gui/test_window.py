"""The frame: places, pages made late, keys, palette, notices, zoom, size, a second window, closing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.gui.fake_page import Fake
from thads_desktop.domain.refusal import Trouble
from thads_desktop.ui import theme, wording
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.help import actions_of, key_rows
from thads_desktop.ui.page import Entry, Page, Place
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.ui.page import Shell
    from thads_desktop.ui.worker import Worker

Key, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Dense(Page):
    """A page as full as any: a form and a table of seven columns."""

    name, title = "dense", "Trang đầy"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading())
        self.form = build(
            [
                Spec("a", "Số quyết định", required=True), Spec("b", "Ngày", "date", beside=True),
                Spec("c", "Loại việc", "choice", options=((1, "Một"),), beside=True), Spec("d", "Số tiền", "money"),
                Spec("e", "Nội dung", "long"), Spec("f", "Ghi chú", "long"),
            ],
            self.clock,
        )  # fmt: skip
        self.body.addWidget(self.form, 1)
        self.body.addWidget(TableView(RowsModel([Column(f"Cột {n}", str, width=14) for n in range(7)])), 1)


@pytest.fixture
def window(qtbot: QtBot, worker: Worker, clock: FixedClock) -> Iterator[MainWindow]:
    places = (
        Place("matters", "Việc", "scales", Fake, "F2"),
        Place("due", "Hạn", "clock", Fake),
        Place("full", "Sổ", "journal", Dense),
    )
    made = MainWindow(worker, clock, places)
    made.set_office("Chi cục Thi hành án dân sự quận Lê Chân")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.notice.dismiss()


def page_of(window: MainWindow) -> Any:
    return window.page()


def test_pages_are_made_on_their_first_visit_only(window: MainWindow) -> None:
    assert window.made_pages() == {}
    first = window.go("matters")
    assert list(window.made_pages()) == ["matters"]
    window.go("due")
    assert window.go("matters") is first
    assert window.go("nowhere") is None
    assert window.page() is first


def test_places_by_key_and_by_the_list(window: MainWindow, keys: Any) -> None:
    window.go("matters")
    keys(window, (Key.Key_2, ALT))
    assert window.page() is window.made_pages()["due"]
    keys(window, Key.Key_F2)
    assert window.page() is window.made_pages()["matters"]
    keys(window, (Key.Key_L, CONTROL))
    assert window.list.hasFocus()
    keys(window, Key.Key_Down, Key.Key_Return)
    assert window.page() is window.made_pages()["due"]
    assert page_of(window).first.hasFocus()


def test_a_page_asks_when_seen_and_when_its_topic_changed_meanwhile(window: MainWindow, worker: Worker) -> None:
    matters: Any = window.go("matters")
    assert matters.refreshed == 1
    worker.publish(("matters",))
    assert matters.refreshed == 2
    worker.publish(("money",))
    assert matters.refreshed == 2
    window.go("full")
    worker.publish(("matters",))
    worker.publish(("matters",))
    assert matters.refreshed == 2, "a page nobody sees does not ask"
    window.go("matters")
    assert matters.refreshed == 3
    window.go("full")
    window.go("matters")
    assert matters.refreshed == 3


def test_focus_returns_where_it_was(window: MainWindow) -> None:
    matters: Any = window.go("matters")
    assert matters.first.hasFocus()
    matters.second.setFocus()
    over = Fake(window)
    window.open_page(over)
    assert over.first.hasFocus()
    window.back()
    assert over.closed
    assert window.page() is matters
    assert matters.second.hasFocus()
    window.go("due")
    window.go("matters")
    assert matters.second.hasFocus()


def test_going_elsewhere_closes_what_was_put_over(window: MainWindow) -> None:
    window.go("matters")
    over = Fake(window)
    window.open_page(over)
    window.go("due")
    assert over.closed
    window.back()
    assert window.page() is window.made_pages()["due"]


def test_only_the_page_that_is_seen_hears_its_keys(window: MainWindow, keys: Any) -> None:
    matters: Any = window.go("matters")
    due: Any = window.go("due")
    keys(window, (Key.Key_N, CONTROL))
    assert (matters.pressed, due.pressed) == (0, 1)
    window.to_places()
    keys(window, (Key.Key_N, CONTROL))
    assert (matters.pressed, due.pressed) == (0, 2), "also while the focus is in the list of places"


def test_hints_at_the_bottom_as_many_as_fit(window: MainWindow) -> None:
    window.go("matters")
    assert window.hint_label.text() == "Enter mở  ·  F9 ra quyết định  ·  F8 in  ·  F7 thừa"
    window.go("full")
    assert window.hint_label.text() == ""


def test_counters_are_said_in_words_too(window: MainWindow) -> None:
    window.set_counter("due", 12, 3)
    assert window.list.counter("due") == (12, 3)
    assert window.list.item(1).toolTip() == "12 việc quá hạn, 3 việc đang chờ hoặc sắp đến hạn"
    window.set_counter("due")
    assert window.list.item(1).toolTip() == ""


def test_the_top_line_says_office_year_and_person(window: MainWindow) -> None:
    assert window.office.text() == "Chi cục Thi hành án dân sự quận Lê Chân ─ năm thống kê 2020"
    chosen: list[str] = []
    window.set_people([("1", "Phạm Thu Hà (văn thư)"), ("2", "Lê Bình (chi cục trưởng)")], "1", chosen.append)
    assert window.person.text().startswith("Phạm Thu Hà (văn thư)")
    window.person_menu.actions()[1].trigger()
    assert chosen == ["2"]
    assert window.practice.isHidden()
    window.set_office("Chi cục", practice=True)
    assert window.practice.isVisible()


def test_saved_at_is_said_after_a_write(
    window: MainWindow, worker: Worker, settled: Callable[[], None], qtbot: QtBot
) -> None:
    window.set_backup(True)
    gate = threading.Event()
    worker.run_write(lambda: (gate.wait(5), ()), lambda _: None)
    assert window.saved_label.text().startswith(wording.SAVING)
    gate.set()
    settled()
    local = window.clock.now().astimezone()
    assert window.saved_label.text() == f"đã lưu {local:%H:%M} · {wording.BACKUP_DONE}"


# --- keys and commands ------------------------------------------------------------------------------


def test_f1_lists_every_registered_action(window: MainWindow) -> None:
    page = window.go("matters")
    window.go("full")
    window.go("matters")
    rows = key_rows(window, page)
    listed = {(r.what, r.keys) for r in rows}
    for action in actions_of(window):
        assert any(what == action.text() for what, _ in listed), action.text()
    assert rows[0].where == "Trang thử", "the page's own keys come first"
    assert ("Nhận bản án", "Ctrl+N") in listed
    assert ("Chỉ qua bảng lệnh", "Ctrl+K") in listed
    assert ("Ghi lại", "Ctrl+Enter") in listed
    assert ("Việc", "F2 / Alt+1") in listed
    assert not any("Return" in keys for _, keys in listed)


def test_f1_opens_the_table_with_the_help_of_the_page(window: MainWindow, keys: Any, qtbot: QtBot) -> None:
    matters: Any = window.go("matters")
    matters.second.setFocus()
    keys(window, Key.Key_F1)
    dialog: Any = window.findChild(QWidget, "keys")
    qtbot.waitUntil(dialog.isVisible)
    dialog.search.setText("chu to")
    assert [r.what for r in map(dialog.model.row, range(dialog.model.rowCount()))] == [wording.ZOOM_IN]
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Key.Key_Escape)


def test_no_two_keys_of_the_frame_are_the_same(window: MainWindow) -> None:
    window.go("matters")
    given = [s.toString() for a in window.actions() for s in a.shortcuts()]
    assert len(given) == len(set(given))
    assert "F8" not in given, "printing belongs to the pages"
    assert "F9" not in given


def test_the_palette_finds_commands_and_matters(
    window: MainWindow, worker: Worker, settled: Callable[[], None], qtbot: QtBot
) -> None:
    opened: list[str] = []
    asked: list[str] = []

    def search(text: str) -> list[Entry]:
        asked.append(text)
        return [Entry("12/QĐ-CCTHADS", lambda: opened.append("12"), "Nguyễn Văn Đào")]

    window.search = search
    matters: Any = window.go("matters")
    palette = window.show_palette()
    qtbot.waitUntil(palette.isVisible)
    qtbot.keyClicks(palette.line, "nhan ban")
    settled()
    assert [e.title for e in palette.shown()] == ["Nhận bản án", "12/QĐ-CCTHADS"]
    assert palette.shown()[0].key == "Ctrl+N"
    assert asked[-1] == "nhan ban"
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert matters.pressed == 1
    palette = window.show_palette()
    qtbot.keyClicks(palette.line, "nhan")
    settled()
    qtbot.keyClick(palette.line, Key.Key_Down)
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert opened == ["12"]


def test_the_palette_offers_no_command_of_another_page(window: MainWindow) -> None:
    window.go("matters")
    window.go("full")
    titles = [e.title for e in window.commands()]
    assert "Nhận bản án" not in titles
    assert "Ghi lại" in titles
    assert "Việc" in titles


# --- notices ----------------------------------------------------------------------------------------


def test_trouble_stays_with_its_way_out_and_what_happened_goes_with_the_page(window: MainWindow) -> None:
    window.go("matters")
    window.tell("Đã ban hành quyết định số 12.")
    assert window.notice.isVisible()
    assert window.notice.kind == "green"
    window.go("due")
    assert not window.notice.isVisible()
    taken: list[bool] = []
    window.warn("Chưa sao lưu 7 ngày.", ("Sao lưu", lambda: taken.append(True)))
    window.go("matters")
    assert window.notice.isVisible()
    window.notice.way_out.click()
    assert taken == [True]
    assert not window.notice.isVisible()


def test_trouble_is_not_covered_by_good_news(window: MainWindow) -> None:
    window.go("matters")
    window.trouble(Trouble("store.full"))
    assert "Đĩa đã đầy" in window.notice.text()
    window.tell("Đã gửi.")
    assert "Đĩa đã đầy" in window.notice.text()
    assert "Đã gửi." in window.hint_label.text()


def test_a_notice_moves_nothing_and_takes_no_focus(window: MainWindow, qtbot: QtBot) -> None:
    matters: Any = window.go("matters")
    before = matters.mapTo(window, matters.first.pos())
    window.warn("Câu rất dài " * 30, ("Mở", lambda: None))
    qtbot.waitUntil(window.notice.isVisible)
    assert matters.mapTo(window, matters.first.pos()) == before
    assert matters.first.hasFocus()


def test_trouble_of_a_job_reaches_the_bar(window: MainWindow, worker: Worker, settled: Callable[[], None]) -> None:
    def fail() -> None:
        raise Trouble("store.locked")

    worker.run_read(fail, lambda _: None)
    settled()
    assert window.notice.kind == "red"
    assert "bận" in window.notice.text()


# --- size and zoom ----------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [90, 100, 150])
def test_every_page_fits_a_small_screen(window: MainWindow, percent: int) -> None:
    for place in window.places:
        window.go(place)
        window.set_zoom(percent)
        window.set_people([("1", "Nguyễn Thị Hồng Phương (phó chi cục trưởng)")], "1", lambda _: None)
        window.set_office("Chi cục Thi hành án dân sự thành phố Thủ Dầu Một, tỉnh Bình Dương", practice=True)
        window.resize(1280, 680)
        hint = window.minimumSizeHint()
        assert hint.width() <= 1280
        assert hint.height() <= 680
        assert (window.width(), window.height()) == (1280, 680)


def test_zoom_by_keys_stays_in_its_bounds(window: MainWindow, keys: Any, qtbot: QtBot) -> None:
    window.go("matters")
    told: list[int] = []
    window.zoom_changed.connect(told.append)
    keys(window, (Key.Key_Equal, CONTROL))
    assert theme.zoom() == 110
    assert window.font().pointSizeF() == pytest.approx(11.0)
    keys(window, *[(Key.Key_Minus, CONTROL)] * 5)
    assert theme.zoom() == 90
    window.set_zoom(900)
    assert theme.zoom() == 200
    keys(window, (Key.Key_0, CONTROL))
    assert theme.zoom() == 100
    assert told[0] == 110


# --- windows ----------------------------------------------------------------------------------------


def test_a_second_window_shares_the_worker_and_closes_with_its_page(window: MainWindow, qtbot: QtBot) -> None:
    window.go("matters")
    other = window.open_window(Fake)
    qtbot.addWidget(other)
    assert other.worker is window.worker
    assert not other.list.isVisible()
    assert other.office.text() == window.office.text()
    page: Any = other.page()
    with qtbot.waitSignal(other.gone):
        other.back()
    assert page.closed
    assert window.isVisible()


def test_closing_waits_for_a_write(window: MainWindow, worker: Worker, settled: Callable[[], None]) -> None:
    matters: Any = window.go("matters")
    gate = threading.Event()
    worker.run_write(lambda: (gate.wait(5), ()), lambda _: None)
    assert not window.close()
    assert window.notice.text() == wording.QUIT_WAITS
    gate.set()
    settled()
    assert window.close()
    assert matters.closed
