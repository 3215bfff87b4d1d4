"""Directions of the superior at an office: a package opened and taken in, its items as tasks, what is reported of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import direction_text, directions_in, packs
from thads_desktop.services.leading_words import KINDS
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.pages.directions import state_chip
from thads_desktop.ui.pages.superior import SuperiorPage
from thads_desktop.ui.pages.task import open_task
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.text_pane import TextPane

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.direction_items import Item
    from thads_desktop.services.directions_in import Coming
    from thads_desktop.services.packs import Trial

TOPICS = ("directions", "tasks", "deadlines", "matters")
EMPTY = "Chọn tệp gói chỉ đạo của Cục (Ctrl+O), Enter để xem; F9 mới nhận. Việc trong gói thành việc được giao có người làm và hạn."


class DirectionsInPage(Page):
    """A line for the file, what it says, and everything that ever came."""

    name = "directions-in"
    title = "Chỉ đạo của cấp trên"
    belongs = "deadlines"
    topics = ("directions", "tasks")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.coming: Coming | None = None
        self._trial: Trial | None = None
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Báo cáo việc này   Ctrl+B", self.tell_more), ("Cài gói kèm theo   Ctrl+I", self.install), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
            ("Cấp trên…   Ctrl+G", lambda: shell.open_page(SuperiorPage(shell, self._look_again))),
        )))  # fmt: skip
        self.place = QLineEdit()
        self.place.setObjectName("place")
        self.place.setPlaceholderText("Tệp gói chỉ đạo (.thads)")
        self.place.setAccessibleName("Tệp gói chỉ đạo")
        self.place.returnPressed.connect(self.look)
        self.place.textEdited.connect(lambda _text: self._forget())
        line = QHBoxLayout()
        line.addWidget(self.place, 1)
        for button in buttons(("Tệp…   Ctrl+O", self.prompt_file), ("Xem   Enter", self.look), ("Nhận   F9", self.take)):
            line.addWidget(button)
        self.body.addLayout(line)
        self.state = state_label(EMPTY)
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        today = self.clock.today()
        self.model = RowsModel(
            [
                Column("Gói", lambda i: i.no, "right", 5),
                Column("Loại", lambda i: KINDS[i.kind], width=22, least=12, spare=2),
                Column("Việc phải làm", lambda i: i.text, width=0, least=34),
                Column("Người làm", lambda i: i.person_name, width=18, least=10),
                Column("Hạn", lambda i: short_date(i.due), width=12),
                Column("Tình trạng", lambda i: state_chip(i.state, late=i.late(today)), width=18),
                Column("Báo cáo gần nhất", lambda i: i.report, width=26, least=12, spare=1),
            ],
            lambda i: (i.direction, i.item),
            self,
        )
        self.table = TableView(self.model, self, "Chưa nhận chỉ đạo nào của cấp trên.")
        self.table.setObjectName("directions-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self._open())
        self.table.chosen.connect(lambda _key: self._chosen())
        self.body.addWidget(with_words(self.table), 1)
        self.whole = TextPane("whole", "Nguyên văn gói đang xem, hoặc việc đang chọn", 8, "Nguyên văn của việc đang chọn hiện ở đây.")
        self.body.addWidget(self.whole, 1)
        self.action("Chọn tệp gói chỉ đạo", "Ctrl+O", self.prompt_file)
        self.action("Nhận gói chỉ đạo đang xem", "F9", self.take)
        self.action("Báo cáo thực hiện việc đang chọn", "Ctrl+B", self.tell_more)
        self.action("Cài gói quy định, biểu mẫu kèm việc đang chọn", "Ctrl+I", self.install)
        self.action("Tới danh sách chỉ đạo đã nhận", "Ctrl+1", self.table.setFocus)
        self.action("Tới nguyên văn", "Ctrl+2", self.whole.setFocus)
        self.action("Cơ quan cấp trên gửi chỉ đạo", "Ctrl+G", lambda: shell.open_page(SuperiorPage(shell, self._look_again)))
        self.action("In danh sách chỉ đạo", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách chỉ đạo thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: directions_in.listed(self.desk), self._listed, key="directions-in", owner=self)

    def _listed(self, rows: Sequence[Item]) -> None:
        self.model.set_rows(rows)
        self._say_row()

    def prompt_file(self) -> None:
        """Ask for a file; no logic here."""
        name, _kind = QFileDialog.getOpenFileName(self, "Chọn gói chỉ đạo", "", "Gói (*.thads);;Mọi tệp (*)")
        if name:
            self.place.setText(name)
            self.look()

    def look(self) -> None:
        """Open the file; nothing is written."""
        self._forget()
        typed = self.place.text().strip()
        if not typed:
            self.shell.warn("Hãy chọn tệp gói chỉ đạo trước (Ctrl+O).")
            return
        self.worker.run_read(lambda: directions_in.look(self.desk, Path(typed)), self._seen, key="look", owner=self, on_refused=self._refused)

    def _seen(self, found: Coming) -> None:
        c = found.content
        self.coming = found
        letter = f" theo văn bản {c.number}" if c.number else ""
        self.state.setText(
            f"Gói số {c.no} của {c.sender_name}{letter}, {c.signed_by} ký ngày {short_date(c.made_on)}: {len(c.items)} việc, nguyên văn ở dưới. "
            "F9 để nhận."
        )
        self.whole.say(found.text)

    def take(self) -> None:
        """Take in what was looked at."""
        coming = self.coming
        if coming is None:
            self.shell.warn("Hãy xem gói trước: chọn tệp (Ctrl+O) rồi Enter.")
            return

        def write() -> tuple[int, tuple[str, ...]]:
            return directions_in.take(self.desk, coming.data), TOPICS

        self.worker.run_write(write, self._taken, self._refused, owner=self)

    def _taken(self, count: int) -> None:
        self._forget()
        self.place.clear()
        self.shell.tell(f"Đã nhận {count} việc; mỗi việc đứng ở trang Hạn cho người làm. Enter mở việc để đổi người làm hoặc ghi đã xong.")
        self.table.setFocus()

    def _look_again(self) -> None:
        if self.place.text().strip():
            self.look()

    def _forget(self) -> None:
        self.coming = None
        self.state.setText(EMPTY)
        self._say_row()

    def _say_row(self) -> None:
        """The chosen item whole, unless a package is being looked at."""
        if self.coming is not None:
            return
        key = self.table.current_key()
        at = self.model.place(key) if key is not None else -1
        self.whole.say(direction_text.of_item(self.model.row(at)) if at >= 0 else "")

    def _current(self) -> Item | None:
        key = self.table.current_key()
        at = self.model.place(key) if key is not None else -1
        if at < 0:
            self.shell.warn("Hãy chọn một việc trong danh sách (Ctrl+1).")
            return None
        row: Item = self.model.row(at)
        return row

    def _chosen(self) -> None:
        self._trial = None
        self._say_row()

    def _open(self) -> None:
        row = self._current()
        if row is not None:
            open_task(self.shell, row.task)

    def tell_more(self) -> None:
        """To the form of a report."""
        row = self._current()
        if row is not None and row.state == "open":
            self.shell.open_page(ReportPage(self.shell, row))
        elif row is not None:
            self.shell.warn("Việc này đã xong hoặc đã bỏ, không ghi thêm báo cáo.")

    def install(self) -> None:
        """First say what the pack changes; install it when asked again."""
        row = self._current()
        if row is None:
            return
        if not row.pack:
            self.shell.warn("Việc này không kèm gói quy định, biểu mẫu.")
            return
        trial = self._trial
        if trial is None:
            self.worker.run_read(
                lambda: packs.look(self.desk, directions_in.pack_of(self.desk, row)), self._tried, key="trial", owner=self, on_refused=self._refused
            )
            return

        def write() -> tuple[str, tuple[str, ...]]:
            held = packs.install(self.desk, trial)
            return f"Đã cài gói {held.title}, bản {held.version}. Ghi xong việc: Enter rồi Ctrl+D.", ("packs", *TOPICS)

        self.worker.run_write(write, self.shell.tell, self._refused, owner=self)

    def _tried(self, trial: Trial) -> None:
        self._trial = trial
        self.state.setText(f"{trial.text()} Nhấn Ctrl+I lần nữa để cài.")

    def print_out(self) -> None:
        """As it will print."""
        show_print(self, "Thực hiện chỉ đạo của cấp trên", lambda: directions_in.listing(self.desk), "thuc-hien-chi-dao")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "direction", "Lưu danh sách chỉ đạo", lambda: directions_in.listing(self.desk), "thuc-hien-chi-dao")

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def first_focus(self) -> QWidget:
        return self.table if self.model.rowCount() else self.place

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "mở gói"), ("F9", "nhận"), ("Enter", "mở việc"), ("Ctrl+B", "báo cáo"))

    def help(self) -> str:
        return (
            "Gói chỉ đạo của cơ quan cấp trên (khóa đã tin ở trang Nhận gói, khóa, F10) được kiểm tra chữ ký, nơi nhận và thứ tự rồi mới nhận bằng F9. "
            "Cấp trên nhận ra theo tên đã ghi ở Thiết lập; tên không nói rõ thì chọn một lần bằng Ctrl+G. Nguyên văn từng việc ở dưới danh sách "
            "(Ctrl+2). Người làm là người Cục nêu tên, không thì Thủ trưởng; Enter mở việc để đổi người, ghi đã xong (Ctrl+D). Ctrl+B ghi báo cáo "
            "tiến độ. Gói báo cáo thống kê kế tiếp (F7) tự mang theo tình trạng, ngày xong và báo cáo gần nhất của từng việc về Cục."
        )


class ReportPage(FormPage):
    """How far an item is."""

    name = "direction-report"
    title = "Báo cáo thực hiện chỉ đạo"
    belongs = "deadlines"

    def __init__(self, shell: Shell, item: Item) -> None:
        super().__init__(shell)
        self.item = item
        self.lay_out((Spec("report", "Đã làm đến đâu", "long", required=True, limit=2_000),), f"{self.title}: {item.text}", "Ghi báo cáo")

    def subject(self) -> str:
        return f"{self.item.direction}:{self.item.item}"

    def take(self, v: dict[str, Any]) -> None:
        item = self.item

        def write() -> tuple[str, tuple[str, ...]]:
            directions_in.report(self.desk, item.direction, item.item, v["report"])
            return "Đã ghi báo cáo; gói báo cáo thống kê kế tiếp mang theo về Cục.", TOPICS

        self.carry(write, self.back_saying)
