"""What must leave the house today, and what proves that it did: choose lines, type the number, Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import outgoing
from thads_desktop.services.outgoing import Marked, Outgoing, Owed
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, count_label
from thads_desktop.ui.pages.way import WAYS
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing

#: So much of what the sendings started is told in the bar.
MOST_TOLD = 6
#: Days ahead that a key shows.
AHEAD = {0: "Phải gửi đến hôm nay", 3: "Phải gửi trong 3 ngày"}


class OutgoingPage(Page):
    """Lines to send, a short form beneath them, and what was sent today."""

    name = "outgoing"
    title = "Văn bản gửi đi"
    belongs = "deadlines"
    topics = ("papers", "deadlines", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._ahead = 0
        self.found: Outgoing | None = None
        acts = buttons(("Đã gửi hôm nay   Ctrl+B", self.turn), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))
        self.turner = acts[0]
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(), *acts, self.count))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._build_tables()
        self.form = build(
            (
                Spec("receipt", "Bằng chứng gửi (cho các dòng đã chọn)", required=True, note="Số bưu gửi, số và trang sổ giao nhận…", share=2),
                Spec("way", "Hình thức", "choice", options=WAYS, value="post", beside=True),
                Spec("day", "Ngày gửi", "date", required=True, value=self.clock.today(), beside=True),
            ),
            self.clock, accept="Ghi đã gửi",
        )  # fmt: skip
        self.form.accepted.connect(self._mark)
        self.form.left.connect(lambda _draft: self.table.setFocus())
        FormAmong(self.form)
        self.body.addWidget(self.form)
        for days, words in AHEAD.items():
            self.action(words, "Ctrl+1" if not days else "Ctrl+2", partial(self.choose, days))
        self.action("Phải gửi, đã gửi hôm nay", "Ctrl+B", self.turn)
        self.action("Chọn tất cả", "Ctrl+A", lambda: self._shown().selectAll())
        self.action("Mở việc của văn bản đang chọn", "Ctrl+G", self._open)
        self.action("In danh sách gửi đi", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách gửi đi thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _build_tables(self) -> None:
        today = self.clock.today
        self.model = RowsModel(
            [
                Column("Hạn gửi", lambda r: r.due, width=10),
                Column("", lambda r: due_chip((r.due - today()).days), width=19, least=17, chips=(due_chip(-999),), spare=2),
                Column("Số", lambda r: r.number_text, width=17, least=13),
                Column("Văn bản", lambda r: r.title, width=0, least=26),
                Column("Nơi nhận", lambda r: r.name, width=24, least=18),
                Column("Địa chỉ", lambda r: r.address, width=24, least=12, spare=1),
                Column("Căn cứ", lambda r: r.cite, width=18, least=10, spare=3),
            ],
            lambda r: r.key,
            self,
        )
        self.table = TableView(self.model, self, "Hôm nay không còn văn bản nào phải gửi.")
        self.table.setObjectName("outgoing-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.form["receipt"].editor.setFocus())
        self.sent_model = RowsModel(
            [
                Column("Số", lambda r: r.number_text, width=17),
                Column("Văn bản", lambda r: r.title, width=0, least=26),
                Column("Nơi nhận", lambda r: r.name, width=26, least=18),
                Column("Hình thức", lambda r: r.way, width=16, least=12),
                Column("Bằng chứng", lambda r: r.receipt or "chưa ghi", width=20, least=12),
                Column("Của việc", lambda r: r.about, width=26, least=12, spare=1),
            ],
            None,
            self,
        )
        self.sent = TableView(self.sent_model, self, "Chưa gửi văn bản nào trong ngày.")
        self.sent.setObjectName("sent-table")
        self.sent.picks_first = True
        self.views = QStackedWidget()
        self.views.addWidget(with_words(self.table))
        self.views.addWidget(with_words(self.sent))
        self.body.addWidget(self.views, 1)

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        ahead = self._ahead
        self.worker.run_read(lambda: outgoing.look(self.desk, ahead), self._take, key="outgoing", owner=self)

    def choose(self, days: int) -> None:
        """Up to today, or some days ahead."""
        self._ahead = days
        self._show(0)
        self.table.setFocus()
        self.refresh()

    def turn(self) -> None:
        """Between what is to go and what went today."""
        self._show(1 - self.views.currentIndex())
        self._shown().begin()

    def _show(self, view: int) -> None:
        self.views.setCurrentIndex(view)
        self.turner.setText("Còn phải gửi   Ctrl+B" if view else "Đã gửi hôm nay   Ctrl+B")
        self.form.setVisible(not view)
        self.shell.hints_changed()

    def _shown(self) -> TableView:
        return self.sent if self.views.currentIndex() else self.table

    def _take(self, found: Outgoing) -> None:
        self.found = found
        self.model.set_rows(found.owed)
        self.sent_model.set_rows(found.sent)
        more = f"; còn {dong(found.left)} việc nữa sẽ hiện sau khi gửi bớt" if found.left else ""
        self.count.setText(f"{AHEAD[self._ahead].lower()}: {dong(len(found.owed))} lượt · đã gửi hôm nay: {dong(len(found.sent))}{more}")

    # --- what is done -------------------------------------------------------------------------------

    def selected(self) -> list[Owed]:
        """The lines that are chosen; none while the other list is shown."""
        if self.views.currentIndex():
            return []
        keys = {k for k in self.table.selected_keys() if isinstance(k, str)}
        return [o for o in self.found.owed if o.key in keys] if self.found is not None else []

    def _mark(self, v: dict[str, Any]) -> None:
        items = self.selected()
        if not items:
            self.shell.warn("Hãy chọn trong danh sách các dòng đã gửi trước.")
            self.table.setFocus()
            return

        def write() -> tuple[Marked, tuple[str, ...]]:
            done = outgoing.mark(self.desk, items, v["way"], v["day"], v["receipt"])
            return done, ("papers", "deadlines", "matters", *(f"matter:{o.matter}" for o in items))

        self.worker.run_write(write, self._marked, self.form.show_refusals, owner=self)

    def _marked(self, done: Marked) -> None:
        self.form["receipt"].set_value("")
        more = f" Và {len(done.told) - MOST_TOLD} điều khác: xem ở Nơi nhận, tống đạt của từng văn bản." if len(done.told) > MOST_TOLD else ""
        self.shell.tell(" ".join((f"Đã ghi {done.count} lượt gửi.", *done.told[:MOST_TOLD])) + more)
        self.table.setFocus()

    def _listing(self) -> Listing:
        return outgoing.listing(self.desk, outgoing.look(self.desk, self._ahead))

    def _file_name(self) -> str:
        return f"van-ban-gui-di-{self.clock.today():%Y%m%d}"

    def print_out(self) -> None:
        """The list as it will print."""
        show_print(self, "Danh sách văn bản gửi đi", self._listing, self._file_name())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "outgoing", "Lưu danh sách gửi đi", self._listing, self._file_name())

    def _open(self) -> None:
        if self.views.currentIndex():
            self.shell.warn("Hãy về danh sách phải gửi (Ctrl+B) để mở việc của một dòng.")
            return
        items = self.selected()
        if items:
            from thads_desktop.ui.pages.open_paper import open_place

            open_place(self.shell, items[0].matter)

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def escape(self) -> bool:
        if self.views.currentIndex():
            self.turn()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.views.currentIndex():
            return (("Ctrl+B", "còn phải gửi"), ("Ctrl+P", "in"))
        return (("Enter", "nhập bằng chứng"), ("Ctrl+Enter", "ghi đã gửi"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Văn bản đã ban hành mà Viện kiểm sát hay một đương sự chưa nhận, hạn gửi theo luật. Chọn một hay nhiều dòng (Shift+↓, Ctrl+A), Enter "
            "xuống ô bằng chứng, gõ số bưu gửi hoặc số, trang sổ giao nhận, Ctrl+Enter ghi đã gửi cho mọi dòng đã chọn. Ctrl+1 đến hôm nay, "
            "Ctrl+2 đến 3 ngày nữa; Ctrl+B xem những gì đã gửi hôm nay kèm bằng chứng; Ctrl+G mở việc. Ctrl+P in, F8 lưu Excel hoặc PDF."
        )
