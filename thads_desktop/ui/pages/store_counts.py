"""Stock-taking: every counting and its minutes; a new one is opened as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from thads_desktop.law import store_law
from thads_desktop.services import store_count
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import quiet_label
from thads_desktop.ui.pages.store_count import TOPICS, CountPage
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal

STATES = {"open": "Đang kiểm kê", "closed": "Đã chốt biên bản", "dropped": "Đã bỏ"}


class CountsPage(Page):
    """Every counting; Enter goes on with the open one, or shows the minutes of a closed one."""

    name = "store-counts"
    title = "Kiểm kê kho vật chứng"
    belongs = "store"
    topics = ("stocktakings",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        button = QPushButton("Mở kiểm kê   Ctrl+Shift+N")
        button.clicked.connect(lambda _checked=False: self.new())
        self.body.addLayout(FlowRow(self.heading(), button))
        self.note = quiet_label()
        self.body.addWidget(self.note)
        self.model = RowsModel(
            [
                Column("Đến hết ngày", lambda r: r.day, width=12),
                Column("Nơi giữ", lambda r: r.place, width=20, least=14),
                Column("Nội dung", lambda r: r.title, width=0, least=24),
                Column("Đã đếm", lambda r: r.items, "right", 10),
                Column("Chênh lệch", lambda r: r.differ, "right", 12, tone=lambda r: "red" if r.differ else "neutral"),
                Column("Tình trạng", lambda r: STATES[r.state], width=20, least=16),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa kiểm kê lần nào. Ctrl+Shift+N để mở một lần kiểm kê.")
        self.table.setObjectName("counts-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Mở một lần kiểm kê", "Ctrl+Shift+N", self.new, icon="plus")

    def refresh(self) -> None:
        def ask() -> tuple[list[Any], str]:
            return store_count.listed(self.desk), store_count.note_on(self.desk)

        self.worker.run_read(ask, self._take, key="stocktakings", owner=self, on_refused=self._refused)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.note.setText(" ".join(sentence(r) for r in refusals))

    def _take(self, found: tuple[list[Any], str]) -> None:
        rows, note = found
        self.model.set_rows(rows)
        self.note.setText(note)

    def new(self) -> None:
        """The form that opens one."""
        self.shell.open_page(OpenCountPage(self.shell))

    def _open(self, key: object) -> None:
        row = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None or not isinstance(key, str):
            return
        if row.state == "dropped":
            self.shell.warn("Lần kiểm kê này đã bỏ: không có biên bản.")
        elif row.state == "closed":
            from thads_desktop.ui.pages.printed import PrintedPage

            kept = store_count.minutes_kept
            self.shell.open_page(PrintedPage(self.shell, "Biên bản kiểm kê kho", lambda: kept(self.desk, key), f"kiem-ke-{row.day:%Y%m%d}"))
        else:
            self.shell.open_page(CountPage(self.shell, key))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "đếm tiếp, xem biên bản"), ("Ctrl+Shift+N", "mở kiểm kê"))

    def help(self) -> str:
        return (
            "Mở kiểm kê chọn một ngày: danh sách khóa theo số tồn cuối ngày ấy. Enter trên lần đang mở để nhập số đếm được, trên lần đã chốt để xem và in "
            "biên bản đã giữ."
        )


class OpenCountPage(FormPage):
    """A new counting."""

    name = "store-count-open"
    title = "Mở kiểm kê kho"
    belongs = "store"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        places = [("", "Mọi nơi giữ"), *store_law.load().places.items()]
        self.lay_out(
            (
                Spec("day", "Số liệu đến hết ngày", "date", required=True, value=self.clock.today()),
                Spec("place", "Nơi giữ", "choice", options=places, value="", beside=True),
                Spec("title", "Nội dung", limit=200, beside=True, share=2, note="ví dụ: kiểm kê quý I, 06 tháng, năm; bàn giao thủ kho"),
            ),
            "", "Mở kiểm kê",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def done(key: str) -> None:
            self.shell.back()
            self.shell.open_page(CountPage(self.shell, key))

        self.carry(lambda: (store_count.begin(self.desk, v["day"], v["place"] or "", v["title"]), TOPICS), done)

    def help(self) -> str:
        return (
            "Danh sách kiểm kê là số tồn cuối ngày đã chọn. Trong lúc kiểm kê, không ghi thêm được dòng nào đến hết ngày ấy; ngày sau vẫn nhập, xuất như "
            "thường."
        )
