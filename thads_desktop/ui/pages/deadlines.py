"""What the office must do and by when: by class and officer, one key each; Enter opens the matter, Alt+Enter says why.

A hundred thousand deadlines are asked for by ids first and painted by pages; the counts come after what is painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import agenda, asset_queries, takeover_batches
from thads_desktop.services.agenda import CLASSES, NOBODY, Load
from thads_desktop.services.projecting_steps import TASK_RULE
from thads_desktop.ui import wording
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.narrowing import NOTHING
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import ListSearch, count_label, quiet_label
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.queries import DeadlineRow

EMPTY = "Không có việc nào đến hạn trong khoảng này."
EVERYBODY, UNASSIGNED = "Mọi chấp hành viên", "Chưa phân công"


class DeadlinesPage(Page):
    """Open deadlines and tasks of the office, earliest first."""

    name = "deadlines"
    title = "Thời hạn của đơn vị"
    topics = ("deadlines", "matters", "intake", "tasks", "books", "assets")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._names: dict[str, str] = {}
        self._loads: list[Load] = []
        self._build_filters()
        today = self.clock.today
        self.model = PagedTableModel(
            self.worker,
            [
                Column("Hạn", lambda r: r.due, width=10),
                Column("", lambda r: due_chip((r.due - today()).days), width=19, least=17, chips=(due_chip(-999),)),
                Column("Việc phải làm", lambda r: r.title, width=0, least=48),
                Column("Số", lambda r: r.number_text, width=16),
                Column("Đương sự / cơ quan", lambda r: r.debtor, width=24, least=17, spare=1),
                Column("Người làm", lambda r: self._names.get(r.officer, ""), width=20, least=17, spare=2),
                Column("Căn cứ", lambda r: r.cite, width=24, least=9, spare=3),
            ],
            self._ids, self._rows, (), self, whole=True,
        )  # fmt: skip
        self.table = TableView(self.model, self, EMPTY)
        self.search.reached.connect(self._to_table)
        self.table.setObjectName("deadlines-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.model.loaded.connect(self._listed)
        self._build_people()
        head = QHBoxLayout()
        head.addWidget(self.heading())
        head.addWidget(self.search, 1)
        self.body.addLayout(head)
        self.body.addLayout(FlowRow(*self.classes.values(), self.officer, self.count))
        self.carried = quiet_label(wording.CARRIED_IN)
        self.carried.setObjectName("carried-in")
        self.carried.hide()
        self.body.addWidget(self.carried)
        self.views = QStackedWidget()
        self.views.addWidget(with_words(self.table))
        self.views.addWidget(self.people)
        self.body.addWidget(self.views, 1)
        self._make_actions()

    def _build_filters(self) -> None:
        self.group = QButtonGroup(self)
        self.classes: dict[str, QPushButton] = {}
        for at, (code, words) in enumerate(CLASSES.items(), 1):
            button = QPushButton(words)
            button.setObjectName(f"class-{code}")
            button.setCheckable(True)
            button.setToolTip(f"{words}   Ctrl+{at}")
            button.clicked.connect(lambda _checked=False, code=code: self.choose(code))
            self.group.addButton(button)
            self.classes[code] = button
        self._which = "week"
        self.classes["week"].setChecked(True)
        self.officer = QComboBox()
        self.officer.setObjectName("officer")
        self.officer.setAccessibleName("Chấp hành viên")
        self.officer.setToolTip("Chấp hành viên   Ctrl+H")
        self.officer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.officer.setMinimumContentsLength(18)
        self.officer.addItem(EVERYBODY, "")
        self.officer.addItem(UNASSIGNED, NOBODY)
        if mine := agenda.own(self.desk):
            # An officer begins with what is theirs; the office is one key away.
            self.officer.addItem(mine[1], mine[0])
            self.officer.setCurrentIndex(self.officer.count() - 1)
        self.officer.currentIndexChanged.connect(lambda _at: self._of_officer())
        self.count = count_label()
        self.search = ListSearch("Tìm: việc phải làm, số, đương sự …   Ctrl+F", "Tìm: việc phải làm, số, đương sự", self._asked)

    def _build_people(self) -> None:
        """How many of each class everybody has."""
        def counted(code: str) -> Column:
            return Column(CLASSES[code], lambda r: r.counts[code], "right", 12, tone=lambda r: "red" if code == "late" and r.counts[code] else "neutral")

        self.people_model = RowsModel(
            [
                Column("Người làm", lambda r: r.name, width=0, least=20),
                *(counted(code) for code in CLASSES),
                Column("Chưa có bước tiếp", lambda r: r.without_step, "right", 16, tone=lambda r: "red" if r.without_step else "neutral"),
            ],
            lambda r: r.officer or "office",
            self,
        )
        self.people = TableView(self.people_model, self)
        self.people.setObjectName("people-table")
        self.people.picks_first = True
        self.people.opened.connect(self._of_person)

    def _make_actions(self) -> None:
        for at, (code, words) in enumerate(CLASSES.items(), 1):
            self.action(f"Thời hạn: {words.lower()}", f"Ctrl+{at}", partial(self.choose, code))
        self.action("Tìm trong danh sách", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Lọc theo chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Số thời hạn của từng người", "Ctrl+B", self.turn, icon="people")
        self.action("Lịch tuần của chấp hành viên đang chọn", "Ctrl+P", self._weekly, icon="calendar")
        self.action("Dẫn một sự cố hệ thống của Bộ cho dòng đang chọn", "Ctrl+G", self._cite)
        self.action("Giao một việc về dòng đang chọn", "Ctrl+T", self._give_task, icon="plus")

    # --- what is asked ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._asked()

    def choose(self, code: str) -> None:
        """Show a class."""
        self._which = code
        self.classes[code].setChecked(True)
        self.views.setCurrentIndex(0)
        self._asked()
        self.table.setFocus()

    def which(self) -> str:
        """The class that is shown."""
        return self._which

    def first_rows_painted(self) -> bool:
        """The first rows are here, or there are none."""
        return self.model.is_loaded and (self.model.rowCount() == 0 or self.model.content(0) is not None)

    def _asked(self) -> None:
        self.search.rest()
        self.model.reload()

    def _ids(self, _order: str, _descending: bool) -> Sequence[int]:
        return agenda.ids(self.desk, self._which, self.officer.currentData() or "", self.search.text())

    def _rows(self, ids: Sequence[Any]) -> Sequence[Any]:
        return agenda.rows(self.desk, ids)

    def _listed(self) -> None:
        """The first rows are here and are painted now; how many there are of each class comes after them."""
        self.table.set_empty(NOTHING if self.search.text().strip() else EMPTY)
        self._say()

        def ask() -> tuple[list[Load], bool]:
            return agenda.loads(self.desk), takeover_batches.any_standing(self.desk)

        self.worker.run_read(ask, self._take, key="deadline-loads", owner=self)

    def _take(self, answer: tuple[list[Load], bool]) -> None:
        self._loads, carried = answer
        self.carried.setVisible(carried)
        self._names = {load.officer: load.name for load in self._loads if load.officer not in ("", NOBODY)}
        self.people_model.set_rows(self._loads)
        chosen = self.officer.currentData()
        wanted = [("", EVERYBODY), (NOBODY, UNASSIGNED), *self._names.items()]
        if [(self.officer.itemData(i), self.officer.itemText(i)) for i in range(self.officer.count())] != wanted:
            self.officer.blockSignals(True)
            self.officer.clear()
            for value, words in wanted:
                self.officer.addItem(words, value)
            self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
            self.officer.blockSignals(False)
        self._say()
        self.table.viewport().update()

    def _say(self) -> None:
        """The counts of who is chosen on the buttons; of the list beside them."""
        chosen = self.officer.currentData() or ""
        load = next((x for x in self._loads if x.officer == chosen), None)
        for at, (code, words) in enumerate(CLASSES.items(), 1):
            count = load.counts[code] if load is not None else 0
            mark = "⚠ " if code == "late" and count else ""
            self.classes[code].setText(f"{mark}{words}  {dong(count)}")
            self.classes[code].setAccessibleName(f"{words}: {dong(count)}, Ctrl+{at}")
        late = load.counts["late"] if load is not None else 0
        found = f"tìm thấy {dong(self.model.rowCount())} việc" if self.search.text().strip() else f"{dong(self.model.rowCount())} việc"
        self.count.setText(f"{found}, có {dong(late)} việc quá hạn" if late and self._which != "late" else found)

    # --- what is done -------------------------------------------------------------------------------

    def turn(self) -> None:
        """Between the list and how many everybody has."""
        self.views.setCurrentIndex(1 - self.views.currentIndex())
        (self.people if self.views.currentIndex() else self.table).begin()

    def _of_officer(self) -> None:
        """Another one is chosen: the list is asked anew, the counts are known."""
        self._asked()
        self._say()

    def _of_person(self, key: object) -> None:
        self.officer.setCurrentIndex(max(0, self.officer.findData("" if key == "office" else key)))
        self.views.setCurrentIndex(0)
        self.table.setFocus()

    def _to_table(self) -> None:
        self.views.setCurrentIndex(0)
        self.table.begin()

    def current(self) -> DeadlineRow | None:
        """The row under the hand."""
        key = self.table.current_key()
        row: DeadlineRow | None = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        return row

    def _weekly(self) -> None:
        from thads_desktop.ui.pages.weekly import WeeklyPage

        chosen = self.officer.currentData()
        self.shell.open_page(WeeklyPage(self.shell, chosen if chosen != NOBODY else ""))

    def _cite(self) -> None:
        """A term that could not be kept refers to an outage of the platform."""
        from thads_desktop.ui.pages.outages import OutagesPage

        row = self.current()
        if row is None or row.rule == TASK_RULE:
            self.shell.warn("Hãy chọn một dòng là thời hạn theo luật.")
            return
        if row.subject.startswith("entry:"):
            self.shell.warn("Sự cố chỉ dẫn được cho thời hạn của việc hoặc của bản án đến, không dẫn cho hạn của các sổ.")
            return
        self.shell.open_page(OutagesPage(self.shell, row))

    def _give_task(self) -> None:
        from thads_desktop.ui.pages.task import TaskPage

        row = self.current()
        matter, about = (_matter_of(self.desk, row), row.number_text) if row is not None else ("", "")
        entry = row.subject.partition(":")[2] if row is not None and row.subject.startswith("entry:") else ""
        self.shell.open_page(TaskPage(self.shell, matter=matter, about=about, entry=entry))

    def _open(self, _key: object) -> None:
        row = self.current()
        if row is None:
            return
        kind, _, subject = row.subject.partition(":")
        if row.rule == TASK_RULE:
            from thads_desktop.ui.pages.task import open_task

            open_task(self.shell, subject)
        elif kind in ("entry", "asset", "chain"):
            open_of(self.shell, row.subject)
        elif kind == "matter":
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, subject))
        else:
            from thads_desktop.ui.pages.decision import DecisionPage

            self.shell.open_page(DecisionPage(self.shell, subject))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def escape(self) -> bool:
        if self.views.currentIndex():
            self.turn()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Ctrl+1…5", "khoảng"), ("Alt+Enter", "vì sao"))

    def help(self) -> str:
        return (
            "Mỗi dòng là một việc phải làm theo luật, kèm điều luật, hoặc một việc được giao. Việc theo luật tự mất đi khi đã ghi nhận điều "
            "phải làm. Ctrl+1 quá hạn, Ctrl+2 đến hết hôm nay, Ctrl+3 đến hết 7 ngày, Ctrl+4 đến hết 30 ngày, Ctrl+5 tất cả; các khoảng sau "
            "gồm cả việc quá hạn. Ctrl+B xem mỗi người có bao nhiêu, Enter lọc theo người ấy; Ctrl+H chọn người. Ctrl+F tìm, có dấu hoặc không "
            "dấu. Alt+Enter: vì sao có hạn này. Ctrl+P lịch tuần để in; Ctrl+G dẫn một sự cố hệ thống của Bộ giải thích vì sao chậm; Ctrl+T giao "
            "một việc có ngày về dòng đang chọn. Ctrl+C chép danh sách."
        )


def _matter_of(desk: Any, row: DeadlineRow) -> str:
    kind, _, subject = row.subject.partition(":")
    if kind == "asset":
        return asset_queries.matter_of(desk, subject)
    return row.case_ if row.rule == TASK_RULE else subject if kind == "matter" else ""


