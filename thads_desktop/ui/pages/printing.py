"""The papers that wait to be printed, in their order: printed one after the other, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.ui import print_choices, print_dialog
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.print_queue import STATES, Item, Outcome, PrintQueue
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.ui.theme import Tone

_TONES: dict[str, Tone] = {"printed": "green", "failed": "red", "unsure": "amber", "printing": "blue"}


class PrintingPage(Page):
    """The queue of this account on this computer."""

    name = "printing"
    title = "Hàng chờ in"

    def __init__(self, shell: Shell, items: Sequence[Item] = ()) -> None:
        super().__init__(shell)
        self.queue = PrintQueue(self.desk, self.worker, self)
        self._asked = False
        acts = buttons(("In   F8", self.print_all), ("Dừng   Ctrl+D", self.stop), ("Bỏ khỏi hàng   Ctrl+Delete", self.remove))
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.said = Told(self, "", "printing")
        self.body.addWidget(self.said)
        self.model = RowsModel(
            [
                Column("Thứ tự", lambda r: r[0] + 1, "right", 8),
                Column("Văn bản", lambda r: r[1].name, width=0, least=36),
                Column("Số bản", lambda r: r[1].copies, "right", 8, spare=1),
                Column("Trạng thái", lambda r: r[1].why or STATES[r[1].state], width=34, least=14, tone=lambda r: _TONES.get(r[1].state, "neutral")),
            ],
            lambda r: r[0],
            self,
        )
        self.table = TableView(self.model, self, "Không có văn bản nào chờ in.")
        self.table.setObjectName("printing-table")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.action("In các văn bản trong hàng chờ", ("F8", "Ctrl+P"), self.print_all, icon="print")
        self.action("Dừng sau văn bản đang in", "Ctrl+D", self.stop)
        self.action("Bỏ văn bản đang chọn khỏi hàng chờ in", "Ctrl+Delete", self.remove)
        self.queue.recall()
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
            self.shell.warn("Không có văn bản nào chờ in.")
            return
        self._asked = False
        self.queue.start(self._printer)

    def stop(self) -> None:
        """After the paper that is being printed."""
        if self.queue.running:
            self.queue.stop()
            self.shell.tell("Sẽ dừng sau văn bản đang in.")

    def remove(self) -> None:
        """Take the chosen one out; it can be printed from its own page any time."""
        key = self.table.current_key()
        if not isinstance(key, int):
            self.shell.warn("Hãy chọn một văn bản trong hàng chờ.")
            return
        self.queue.remove(key)

    def _printer(self, kind: str) -> QPrinter | None:
        first, self._asked = not self._asked, True
        known = print_choices.chosen(self.desk.folder, kind)
        if known is not None and not first:
            return print_dialog.fresh(self.title, self.desk.folder, kind)
        return print_dialog.asked(self, self.title, self.desk.folder, kind)

    def _show(self) -> None:
        self.model.set_rows(list(enumerate(self.queue.items())))

    def _ended(self, outcome: Outcome) -> None:
        self.said.say(outcome.said if outcome.left else "")
        if outcome.why:
            self.shell.warn(outcome.said)
        else:
            self.shell.tell(outcome.said)

    def first_focus(self) -> QWidget:
        return self.table

    def closing(self) -> None:
        self.queue.stop()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F8", "in"), ("Ctrl+D", "dừng"), ("Ctrl+Delete", "bỏ khỏi hàng"))

    def help(self) -> str:
        return (
            "Các văn bản chờ in, in lần lượt theo thứ tự. F8 in, Ctrl+D dừng sau văn bản đang in; in tiếp từ văn bản đầu tiên chưa in. Hàng chờ được "
            "giữ lại khi đóng chương trình. Máy in, in hai mặt và khay giấy được nhớ riêng cho từng loại văn bản trên máy này."
        )


def open_queue(shell: Shell, items: Sequence[Item] = ()) -> PrintingPage:
    """Put the queue over the present page, with further papers in it."""
    page = PrintingPage(shell, items)
    shell.open_page(page)
    return page
