"""Tables: a hundred thousand rows by pages, sorting, the selection by key, the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from thads_desktop.domain.refusal import Trouble
from thads_desktop.ui import wording
from thads_desktop.ui.chips import CHIP_ROLE, Chip, chip_of
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import KEY_ROLE, Column, PagedTableModel, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytestqt.qtbot import QtBot

    from thads_desktop.ui.worker import Worker

MANY = 100_000


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    rest: int | None
    day: date


class Office:
    """Rows as a service would answer them, counting the questions."""

    def __init__(self, count: int = MANY) -> None:
        self.keys = list(range(count))
        self.asked: list[int] = []
        self.gone: set[int] = set()
        self.orders: list[tuple[str, bool]] = []

    def ids(self, order: str, descending: bool) -> list[int]:
        self.orders.append((order, descending))
        return sorted(self.keys, reverse=descending)

    def rows(self, keys: Sequence[int]) -> list[Row | None]:
        self.asked.append(len(keys))
        return [None if k in self.gone else Row(k, f"Nguyễn Văn {k}", k * 1000, date(2020, 1, 1)) for k in keys]


COLUMNS = (
    Column("Số", lambda r: r.key, "right", 8, order="number"),
    Column("Tên", lambda r: r.name, width=0, order="name"),
    Column("Còn phải thu", lambda r: r.rest, "right", 14),
    Column("Ngày", lambda r: r.day, width=11),
    Column("Trạng thái", lambda _r: chip_of("done"), width=16),
)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def model(worker: Worker, office: Office, settled: Callable[[], None]) -> PagedTableModel:
    made = PagedTableModel(worker, COLUMNS, office.ids, office.rows, ("matters",), order="number")
    made.reload()
    settled()
    return made


@pytest.mark.parametrize("many", [3_000, pytest.param(MANY, marks=[pytest.mark.long, pytest.mark.timeout(300)])])
def test_qts_own_tester_finds_nothing(worker: Worker, settled: Callable[[], None], many: int) -> None:
    office = Office(many)
    model = PagedTableModel(worker, COLUMNS, office.ids, office.rows, ("matters",), order="number")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.reload()
    settled()
    assert model.rowCount() == many
    model.index(many - 1, 0).data()
    settled()
    office.keys = office.keys[:-500]
    worker.publish(("matters",))
    settled()
    assert model.rowCount() == many - 500
    assert tester.model() is model


def test_only_the_pages_that_are_looked_at_are_fetched(
    model: PagedTableModel, office: Office, settled: Callable[[], None]
) -> None:
    assert office.asked == []
    assert model.index(0, 1).data() == wording.LOADING
    assert model.index(MANY - 1, 1).data() == wording.LOADING
    settled()
    assert model.index(0, 1).data() == "Nguyễn Văn 0"
    assert model.index(MANY - 1, 2).data() == "99.999.000"
    assert model.index(MANY - 1, 3).data() == "01/01/2020"
    assert model.index(0, 4).data(CHIP_ROLE) == chip_of("done")
    assert office.asked == [200, 200]


def test_a_row_that_is_gone_says_so(model: PagedTableModel, office: Office, settled: Callable[[], None]) -> None:
    office.gone = {3}
    model.index(0, 0).data()
    settled()
    assert model.index(3, 0).data() == wording.GONE
    assert model.index(3, 1).data() == ""
    assert model.content(3) is None
    assert model.content(4) == Row(4, "Nguyễn Văn 4", 4000, date(2020, 1, 1))


def test_painting_never_raises() -> None:
    model = RowsModel([Column("a", lambda r: r.nothing), Column("b", lambda r: 1 // r, tone=lambda r: r.nothing)])
    model.set_rows([0, 1])
    assert model.index(0, 0).data() == wording.UNREADABLE
    assert model.index(0, 1).data() == wording.UNREADABLE
    assert model.index(1, 1).data() == "1"
    assert model.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is None


def test_trouble_while_fetching_leaves_rows_waiting_and_is_told(
    worker: Worker, office: Office, settled: Callable[[], None]
) -> None:
    told: list[str] = []
    worker.on_trouble = lambda trouble: told.append(trouble.code)
    asked: list[int] = []

    def broken(keys: Sequence[int]) -> list[Any]:
        asked.append(len(keys))
        raise Trouble("store.io")

    model = PagedTableModel(worker, COLUMNS, office.ids, broken)
    model.reload()
    settled()
    for _ in range(3):  # repaints do not ask again
        assert model.index(0, 1).data() == wording.LOADING
        settled()
    assert told == ["store.io"]
    assert asked == [200]


def test_a_topic_renews_the_content_and_keeps_the_selection(
    qtbot: QtBot, worker: Worker, model: PagedTableModel, office: Office, settled: Callable[[], None]
) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    settled()
    assert view.select_key(50_000)
    settled()
    worker.publish(("money",))
    assert worker.busy == 0, "another topic asked"
    office.keys = [k for k in office.keys if k > 100]
    worker.publish(("matters",))
    settled()
    assert view.current_key() == 50_000
    assert view.selected_keys() == [50_000]
    office.keys.remove(50_000)
    worker.publish(("matters",))
    settled()
    assert view.current_key() == 50_001, "the next row is under the hand"


def test_several_selected_rows_stay_selected(
    qtbot: QtBot, worker: Worker, model: PagedTableModel, office: Office, settled: Callable[[], None]
) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    view.select_key(10)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_keys() == [10, 11, 12, 13]
    office.keys = [k for k in office.keys if k not in (0, 12)]
    worker.publish(("matters",))
    settled()
    assert view.selected_keys() == [10, 11, 13]


def test_a_heading_sorts_and_turns(
    qtbot: QtBot, model: PagedTableModel, office: Office, settled: Callable[[], None]
) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    assert model.sorted_by() == (0, False)
    for column in (1, 1, 2, 0):  # the third cannot be sorted
        view.horizontalHeader().sectionClicked.emit(column)
        settled()
    assert office.orders == [("number", False), ("name", False), ("name", True), ("number", False)]


def test_enter_opens_letters_do_nothing_ctrl_c_copies(
    qtbot: QtBot, model: PagedTableModel, settled: Callable[[], None]
) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    view.select_key(7)
    settled()
    opened: list[Any] = []
    view.opened.connect(opened.append)
    qtbot.keyClicks(view, "nguyen 9")
    assert view.current_key() == 7
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert opened == [7, 7]
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert QGuiApplication.clipboard().text() == "7\tNguyễn Văn 7\t7.000\t01/01/2020\tThi hành xong"


def test_copying_fetches_what_was_never_painted(
    qtbot: QtBot, model: PagedTableModel, settled: Callable[[], None]
) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    view.selectAll()
    QGuiApplication.clipboard().setText("")
    view.copy_rows()
    settled()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 5_000
    assert lines[-1].startswith("4.999\tNguyễn Văn 4999\t4.999.000")


def test_a_long_walk_keeps_little(model: PagedTableModel, settled: Callable[[], None]) -> None:
    for row in range(0, MANY, 200):
        model.index(row, 0).data()
    settled()
    assert len(model._pages) == 50


def test_rows_model_passes_the_tester_and_has_keys(desk_app: object) -> None:
    model = RowsModel([Column("a", lambda r: r), Column("b", lambda r: Chip(str(r)))], key_of=str)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_rows([3, 4])
    assert [model.index(r, 0).data(KEY_ROLE) for r in range(2)] == ["3", "4"]
    assert model.place("4") == 1
    assert model.place("9") == -1
    assert model.index(1, 1).data() == "4"
    model.set_rows([])
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_chosen_row_stays_chosen_while_ctrl_is_held(qtbot: QtBot, desk_app: Any) -> None:
    model = RowsModel([Column("Tên", str, width=0)], lambda row: row)
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    model.set_rows(["a", "b"])
    with qtbot.waitExposed(view):
        pass
    QTest.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for _twice in range(2):
        view.selectRow(0)
        assert view.selected_keys() == ["a"]
        assert view.select_key("b")
        assert view.selected_keys() == ["b"]
    QTest.keyRelease(view, Qt.Key.Key_Control)


def test_a_row_is_28_pixels_high_and_grows_with_the_zoom(qtbot: QtBot, desk_app: Any) -> None:
    from thads_desktop.ui import theme

    model = RowsModel([Column("a", lambda r: r, width=0)])
    model.set_rows([1])
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    assert view.rowHeight(0) == 28
    theme.apply(desk_app, theme.LIGHT, 150)
    assert view.rowHeight(0) >= 42


def test_what_is_painted_is_what_the_roles_say(desk_app: object) -> None:
    """A cell is asked for once where it is painted; whoever asks by roles gets the same."""
    def broken(_row: object) -> str:
        raise ValueError

    columns = [
        Column("Tên", lambda r: r[0]), Column("Ngày", lambda r: r[1], "right"), Column("Chip", lambda r: chip_of(r[2])),
        Column("Tiền", lambda r: r[3], "right", tone=lambda r: "red" if r[3] else "neutral"), Column("Hỏng", broken),
    ]  # fmt: skip
    model = RowsModel(columns)
    model.set_rows([("An", date(2020, 2, 3), "deferral", 1_234_567), (None, None, "?", 0)])
    for row in range(2):
        for column in range(len(columns)):
            index, cell = model.index(row, column), model.painted(row, column)
            assert cell.text == model.data(index)
            assert cell.chip == model.data(index, CHIP_ROLE)
            assert cell.align == model.data(index, Qt.ItemDataRole.TextAlignmentRole)
            ink = model.data(index, Qt.ItemDataRole.ForegroundRole)
            assert cell.ink == (ink.name() if ink is not None else "")
    assert model.painted(5, 0).text == wording.GONE


def test_rows_with_known_keys_are_not_looked_at_before_they_are_painted(desk_app: object) -> None:
    looked: list[int] = []

    class Lazy(list[int]):
        def __getitem__(self, at: object) -> object:  # type: ignore[override]  # asked by place alone
            looked.append(at)  # type: ignore[arg-type]  # as above
            return super().__getitem__(at)  # type: ignore[index]  # as above

    model = RowsModel([Column("Số", lambda r: r)])
    model.set_rows(Lazy(range(1000)), [f"k{n}" for n in range(1000)])
    assert (model.rowCount(), model.place("k7"), looked) == (1000, 7, [])
    assert model.painted(7, 0).text == "7"
    assert looked == [7]


def test_a_column_in_which_nothing_stands_gives_way_to_one_that_would_be_cut(qtbot: QtBot, desk_app: object) -> None:
    model = RowsModel([Column("Vì sao", lambda r: r[0], width=0, least=40), Column("Chỉ đạo", lambda r: r[1], width=30, least=12, spare=1)])
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    view.resize(450, 300)
    why = "Kéo dài: quá 24 tháng từ ngày ra quyết định"
    model.set_rows([(why, "")])
    assert view.isColumnHidden(1)
    assert not view.is_cut(0, why)
    model.set_rows([(why, "Kê biên")])
    assert not view.isColumnHidden(1), "what somebody wrote is seen"
    view.resize(900, 300)
    model.set_rows([(why, "")])
    assert not view.isColumnHidden(1), "where there is room for all, all stand there"
