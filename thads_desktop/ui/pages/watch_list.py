"""The list of key matters: why each is on it, its direction, person, day, last report; red when silent; all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import books, people, watch_list
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.watch_list import KeyMatter

TOPICS = ("watch", "tasks", "deadlines", "matters")


class WatchListPage(Page):
    """Red ones first."""

    name = "watch-list"
    title = "Việc trọng điểm"
    belongs = "matters"
    topics = ("watch", "matters", "tasks")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        with self.desk.reading() as reader:
            found = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
            limit = watch_list.silent_days(self.desk, reader)
        self._limit = limit
        self.officer = choice("officer", "Chấp hành viên   Ctrl+H", [("", "Mọi chấp hành viên"), *found], 18, self.refresh)
        self.body.addLayout(FlowRow(self.heading(), self.officer, *buttons(
            ("Đưa việc vào   Ctrl+T", self.put), ("Chỉ đạo   Ctrl+D", self.direct), ("Báo cáo   Ctrl+B", self.tell_more),
            ("Đưa ra   Ctrl+Delete", self.take_off), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        today = self.clock.today()
        self.model = RowsModel(
            [
                Column("Số", lambda k: k.named, width=30),
                Column("Người phải thi hành án", lambda k: k.debtor, width=20, least=12, spare=1),
                Column("Chấp hành viên", lambda k: k.officer_name, width=16, least=10, spare=6),
                Column("Còn phải thi hành", lambda k: dong(k.rest), "right", 16, spare=4),
                Column("Vì sao", lambda k: k.reasons, width=0, least=36),
                Column("Chỉ đạo", lambda k: k.direction, width=22, least=12, spare=2),
                Column("Người làm", lambda k: k.person_name, width=14, least=8, spare=5),
                Column("Hạn", _due, width=12, spare=1, tone=lambda k: "red" if k.late(today) else "neutral"),
                Column("Báo cáo gần nhất", lambda k: k.report, width=22, least=12, spare=1),
                Column("Im lặng", _silent, width=15),
            ],
            lambda k: k.matter,
            self,
        )
        self.table = TableView(self.model, self, "Không có việc nào trong danh mục. Ctrl+T để đưa một việc vào.")
        self.table.setObjectName("watch-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda key: open_of(self.shell, f"matter:{key}"))
        self.body.addWidget(with_words(self.table), 1)
        self.action("Chọn chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Đưa một việc vào danh mục trọng điểm", "Ctrl+T", self.put, icon="plus")
        self.action("Chỉ đạo việc đang chọn: làm gì, ai, đến ngày nào", "Ctrl+D", self.direct)
        self.action("Báo cáo việc đang chọn", "Ctrl+B", self.tell_more)
        self.action("Đưa việc đang chọn ra khỏi danh mục", "Ctrl+Delete", self.take_off)
        self.action("Đổi số ngày im lặng thì báo đỏ", "", self.change_days)
        self.action("In danh mục việc trọng điểm", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh mục việc trọng điểm thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        officer = self.officer.currentData() or ""

        def ask() -> tuple[list[KeyMatter], int]:
            with self.desk.reading() as reader:
                limit = watch_list.silent_days(self.desk, reader)
            return watch_list.listed(self.desk, officer), limit

        self.worker.run_read(ask, self._take, key="watch-list", owner=self)

    def _take(self, found: tuple[list[KeyMatter], int]) -> None:
        rows, self._limit = found
        self.model.set_rows(rows)
        red, late = sum(r.red for r in rows), sum(r.late(self.clock.today()) for r in rows)
        self.state.setText(
            f"{len(rows)} việc trọng điểm; {red} việc quá {self._limit} ngày không có báo cáo (đỏ), {late} việc quá hạn chỉ đạo. "
            "Tiêu chí là mặc định của chương trình, Thủ trưởng thêm bớt được."
        )

    def _current(self) -> KeyMatter | None:
        key = self.table.current_key()
        row: KeyMatter | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một việc trong danh mục, hoặc Ctrl+T để đưa một việc vào.")
        return row

    def put(self) -> None:
        """To the form that puts a matter on the list."""
        self.shell.open_page(PutPage(self.shell))

    def direct(self) -> None:
        """To the form of a direction."""
        if (row := self._current()) is not None:
            self.shell.open_page(DirectPage(self.shell, row))

    def tell_more(self) -> None:
        """To the form of a report."""
        if (row := self._current()) is not None:
            self.shell.open_page(SayPage(self.shell, row, report=True))

    def take_off(self) -> None:
        """To the form that asks why it goes off the list."""
        if (row := self._current()) is not None:
            self.shell.open_page(SayPage(self.shell, row, report=False))

    def change_days(self) -> None:
        """To the form of the number of silent days."""
        self.shell.open_page(DaysPage(self.shell, self._limit))

    def print_out(self) -> None:
        """As it will print."""
        officer = self.officer.currentData() or ""
        show_print(self, self.title, lambda: watch_list.listing(self.desk, officer), "viec-trong-diem")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        officer = self.officer.currentData() or ""
        prompt_save(self, self.progress, "watch", "Lưu danh mục việc trọng điểm", lambda: watch_list.listing(self.desk, officer), "viec-trong-diem")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Ctrl+D", "chỉ đạo"), ("Ctrl+B", "báo cáo"), ("Ctrl+T", "đưa vào"))

    def help(self) -> str:
        return (
            "Việc lớn, phức tạp, kéo dài, nhạy cảm: tự vào danh mục theo tiêu chí (số tiền, thời gian, lực lượng cưỡng chế, tài sản chưa bán, khiếu nại), "
            "hoặc Thủ trưởng đưa vào (Ctrl+T), đưa ra (Ctrl+Delete), có lý do. Ctrl+D ghi chỉ đạo: thành việc được giao của người làm, đứng ở trang Hạn. "
            "Ctrl+B ghi báo cáo, đếm lại ngày im lặng; quá số ngày im lặng thì đỏ và lên đầu. Ctrl+P in, F8 lưu Excel, PDF."
        )


class _Form(FormPage):
    """One small form over the list; what it did is told there."""

    belongs = "matters"

    def run(self, act: Callable[[], object], said: str) -> None:
        """Carry it out, then back."""

        def write() -> tuple[str, tuple[str, ...]]:
            act()
            return said, TOPICS

        self.carry(write, self.back_saying)


class PutPage(_Form):
    """Which matter, why."""

    name = "watch-put"
    title = "Đưa việc vào danh mục trọng điểm"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lay_out(
            (
                Spec("matter", "Số quyết định thi hành án", required=True),
                Spec("order", "Nhạy cảm về an ninh, trật tự", "check", beside=True),
                Spec("reason", "Vì sao", "long", required=True, limit=2_000),
            ),
            self.title, "Đưa vào",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def act() -> None:
            watch_list.put(self.desk, books.matter_named(self.desk, v["matter"], "matter.unknown"), v["reason"], order=bool(v["order"]))

        self.run(act, "Đã đưa việc vào danh mục trọng điểm.")


class DirectPage(_Form):
    """What is to be done, by whom, until when."""

    name = "watch-direct"
    title = "Chỉ đạo việc trọng điểm"

    def __init__(self, shell: Shell, row: KeyMatter) -> None:
        super().__init__(shell)
        self.row = row
        with self.desk.reading() as reader:
            today = self.clock.today()
            names = dict.fromkeys((p.person, p.name) for p in people.posts(reader) if p.on(today))
            officer = reader.projections.officers_of([row.matter]).get(row.matter, "")
        usual = officer if officer in {key for key, _name in names} else None
        self.lay_out(
            (
                Spec("text", "Phải làm gì", "long", required=True, limit=2_000),
                Spec("person", "Người làm", "choice", required=True, options=list(names), value=usual),
                Spec("due", "Hạn", "date", required=True, beside=True, note="ngày, hoặc +15 là mười lăm ngày nữa"),
            ),
            f"{self.title} {row.named}", "Ghi chỉ đạo",
        )  # fmt: skip

    def subject(self) -> str:
        return self.row.matter

    def take(self, v: dict[str, Any]) -> None:
        self.run(
            lambda: watch_list.direct(self.desk, self.row.matter, v["text"], v["person"], v["due"]),
            "Đã ghi chỉ đạo; việc đứng ở trang Hạn của người làm.",
        )


class SayPage(_Form):
    """A report, or why it goes off the list."""

    name = "watch-say"
    title = "Việc trọng điểm"

    def __init__(self, shell: Shell, row: KeyMatter, *, report: bool) -> None:
        super().__init__(shell)
        self.row, self.report = row, report
        spec = Spec("report", "Đã làm đến đâu", "long", required=True, limit=2_000)
        if not report:
            spec = Spec("reason", "Vì sao đưa ra khỏi danh mục", "long", required=True, limit=2_000)
        heading = "Báo cáo việc trọng điểm" if report else "Đưa ra khỏi danh mục trọng điểm"
        self.lay_out((spec,), f"{heading} {row.named}", "Ghi báo cáo" if report else "Đưa ra")

    def subject(self) -> str:
        return f"{self.row.matter}:{'bao-cao' if self.report else 'dua-ra'}"

    def take(self, v: dict[str, Any]) -> None:
        if self.report:
            self.run(lambda: watch_list.report(self.desk, self.row.matter, v["report"]), "Đã ghi báo cáo.")
        else:
            self.run(lambda: watch_list.take_off(self.desk, self.row.matter, v["reason"]), "Đã đưa việc ra khỏi danh mục trọng điểm.")


class DaysPage(_Form):
    """After how many days a silent matter is red."""

    name = "watch-days"
    title = "Số ngày im lặng thì báo đỏ"

    def __init__(self, shell: Shell, days: int) -> None:
        super().__init__(shell)
        self.lay_out((Spec("days", "Số ngày", required=True, limit=4, value=str(days)),), self.title, "Ghi")

    def take(self, v: dict[str, Any]) -> None:
        self.run(lambda: watch_list.set_silent_days(self.desk, v["days"]), f"Việc im lặng quá {v['days']} ngày sẽ báo đỏ.")


def _due(k: KeyMatter) -> str:
    if k.due is None:
        return ""
    return watch_list.DONE if k.done else short_date(k.due)


def _silent(k: KeyMatter) -> Chip | str:
    return Chip(f"{k.silent} ngày", "red", "warning") if k.red else f"{k.silent} ngày"
