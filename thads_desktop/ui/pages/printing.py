"""The papers that wait to be printed, in their order: printed one after the other, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.ui import print_choices, print_dialog
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.preview import paper_name
from thads_desktop.ui.print_job import file_of
from thads_desktop.ui.print_queue import KEPT_DAYS, STATES, Item, Outcome, queue_of
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.ui.theme import Tone

_TONES: dict[str, Tone] = {"printed": "green", "failed": "red", "unsure": "amber", "printing": "blue"}


class PrintingPage(Page):
    """The queue of this account on this computer, whatever page or window it is looked at from."""

    name = "printing"
    title = "Hàng chờ in"

    def __init__(self, shell: Shell, items: Sequence[Item] = ()) -> None:
        super().__init__(shell)
        self.queue = queue_of(self.desk, self.worker)
        #: This page began the printing that is under way.
        self._prints = False
        self._asked = False
        #: What the run writes its files by.
        self._into_file: QPrinter | None = None
        acts = buttons(
            ("In   F8", self.print_all), ("Dừng   Ctrl+D", self.stop), ("In lại   Ctrl+R", self.again), ("Bỏ khỏi hàng   Ctrl+Delete", self.remove),
            ("Dọn đã in   Ctrl+Shift+Delete", self.clear),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.said = Told(self, "", "printing")
        self.body.addWidget(self.said)
        self.model = RowsModel(
            [
                Column("Thứ tự", lambda r: r[0] + 1, "right", 8),
                Column("Văn bản", lambda r: r[1].name, width=0, least=36),
                Column("Số bản", lambda r: r[1].copies, "right", 8, spare=1),
                Column("Trạng thái", lambda r: _state(r[1]), width=34, least=14, tone=lambda r: _TONES.get(r[1].state, "neutral")),
            ],
            lambda r: r[1].serial,
            self,
        )
        self.table = TableView(self.model, self, "Không có văn bản nào chờ in.")
        self.table.setObjectName("printing-table")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.action("In các văn bản trong hàng chờ", ("F8", "Ctrl+P"), self.print_all, icon="print")
        self.action("Dừng sau văn bản đang in", "Ctrl+D", self.stop)
        self.action("In lại các văn bản đã chọn: máy in đã hủy hay in hỏng", "Ctrl+R", self.again)
        self.action("Bỏ các văn bản đã chọn khỏi hàng chờ in", "Ctrl+Delete", self.remove)
        self.action("Dọn các văn bản đã in khỏi danh sách", "Ctrl+Shift+Delete", self.clear)
        if items:
            self.queue.add(items)
        self.queue.changed.connect(self._show)
        self.queue.ended.connect(self._ended)

    def refresh(self) -> None:
        self._show()

    def print_all(self) -> None:
        """Print what waits; the printer is asked for at the first kind, and at each kind that was never printed here."""
        if self.queue.running:
            return
        if all(i.state == "printed" for i in self.queue.items()):
            again = " Máy in đã hủy hay in hỏng thì chọn văn bản, Ctrl+R để đưa vào in lại." if self.queue.items() else ""
            self.shell.warn(f"Không có văn bản nào chờ in.{again}")
            return
        waits = sum(i.state != "printed" for i in self.queue.items())
        self._asked, self._prints, self._into_file = False, True, None
        # What was said of the run before is over.
        self.said.say("")
        self.shell.tell(f"Đang in {waits} văn bản; Ctrl+D để dừng sau văn bản đang in.")
        self.queue.start(self._printer)

    def stop(self) -> None:
        """After the paper that is being printed."""
        if self.queue.running:
            self.queue.stop()
            self.shell.tell("Sẽ dừng sau văn bản đang in.")

    def chosen(self) -> list[int]:
        """The chosen rows; the one under the hand where none is."""
        keys = [k for k in self.table.selected_keys() if isinstance(k, int)]
        current = self.table.current_key()
        return keys or ([current] if isinstance(current, int) else [])

    def again(self) -> None:
        """What the printer dropped or spoilt is printed once more."""
        keys = self.chosen()
        count = self.queue.again(keys)
        if count:
            self.shell.tell(f"{count} văn bản được đưa vào in lại: F8 để in.")
        else:
            self.shell.warn("Hãy chọn văn bản đã in trong hàng chờ: văn bản chưa in thì F8 để in." if keys else "Hãy chọn một văn bản trong hàng chờ.")

    def remove(self) -> None:
        """Take the chosen ones out; each can be printed from its own page any time."""
        keys = self.chosen()
        if not keys:
            self.shell.warn("Hãy chọn một văn bản trong hàng chờ.")
        elif count := self.queue.remove(keys):
            self.shell.tell(f"Đã bỏ {count} văn bản khỏi hàng chờ.")
        else:
            self.shell.warn("Văn bản này đang in: dừng (Ctrl+D) rồi mới bỏ được.")

    def clear(self) -> None:
        """What came out of the printer is not needed in the list."""
        count = self.queue.remove([i.serial for i in self.queue.items() if i.state == "printed"])
        self.shell.tell(f"Đã dọn {count} văn bản đã in." if count else "Không có văn bản nào đã in trong danh sách.")

    def _printer(self, kind: str) -> QPrinter | None:
        if self._into_file is not None:
            return self._into_file
        first, self._asked = not self._asked, True
        known = print_choices.chosen(self.desk.folder, kind)
        waits = [i for i in self.queue.items() if i.state != "printed"]
        name = paper_name(waits[0].name) if len(waits) == 1 else self.title
        if known is not None and not first:
            return print_dialog.fresh(name, self.desk.folder, kind)
        printer = print_dialog.asked(self, name, self.desk.folder, kind)
        if printer is None or file_of(printer) is None:
            return printer
        if not may_leave(self.desk, self.worker, "paper", f"{len(waits)} văn bản từ hàng chờ in", self):
            return None
        self._into_file = printer
        return printer

    def _show(self) -> None:
        self.model.set_rows(list(enumerate(self.queue.items())))

    def _ended(self, outcome: Outcome) -> None:
        began, self._prints = self._prints, False
        self.said.say(outcome.said if outcome.left else "")
        if not began:
            # Another page of the queue tells it.
            return
        if outcome.why or outcome.declined:
            self.shell.warn(outcome.said)
        else:
            self.shell.tell(outcome.said)

    def first_focus(self) -> QWidget:
        return self.table

    def closing(self) -> None:
        if self._prints:
            # The dialog of the next printer would have no page to stand over.
            self.queue.stop()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F8", "in"), ("Ctrl+D", "dừng"), ("Ctrl+R", "in lại"), ("Ctrl+Delete", "bỏ khỏi hàng"))

    def help(self) -> str:
        return (
            "Các văn bản chờ in, in lần lượt theo thứ tự; mọi trang, mọi cửa sổ dùng chung hàng chờ này. F8 in, Ctrl+D dừng sau văn bản đang in; in tiếp "
            "từ văn bản đầu tiên chưa in. Hàng chờ được giữ lại khi đóng chương trình. Văn bản đã giao cho máy in vẫn còn trong danh sách "
            f"{KEPT_DAYS} ngày: máy in hủy hay in hỏng thì chọn (Shift+↓), Ctrl+R để in lại; Ctrl+Shift+Delete dọn các dòng đã in. "
            "Trong hộp thoại in chọn in ra tệp PDF thì mỗi văn bản là một tệp riêng trong thư mục đã chọn, đặt tên theo văn bản, không ghi đè tệp nào, "
            "và chỉ một bản. Máy in, in hai mặt và khay giấy được nhớ riêng cho từng loại văn bản trên máy này."
        )


def _state(item: Item) -> str:
    on = f" ngày {short_date(item.on)}" if item.on is not None else ""
    return item.why or (f"Đã lưu tệp {item.file}{on}" if item.file else f"{STATES[item.state]}{on}")


def open_queue(shell: Shell, items: Sequence[Item] = ()) -> PrintingPage:
    """Put the queue over the present page, with further papers in it."""
    page = PrintingPage(shell, items)
    shell.open_page(page)
    return page
