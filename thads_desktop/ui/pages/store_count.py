"""One stock-taking: code, quantity, the next one; reasons for what differs; then the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from thads_desktop.domain import quantity
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import store_count, store_prints, store_queries
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import count_label
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.store_count import CountLine, CountView, Found

TOPICS = ("store", "stocktakings")
SHOWS = (("all", "Tất cả"), ("left", "Chưa đếm"), ("differ", "Chênh lệch"))
CHIPS = {"left": Chip("Chưa đếm", "amber", "clock"), "same": Chip("Đủ", "green", "check"), "differ": Chip("Chênh lệch", "red", "warning")}


class CountPage(Page):
    """Code, Enter, quantity, Enter: the next one."""

    name = "store-count"
    title = "Kiểm kê kho"
    belongs = "store"
    topics = ("stocktakings",)

    def __init__(self, shell: Shell, key: str) -> None:
        super().__init__(shell)
        self.key = key
        self.view: CountView | None = None
        self.head = self.heading("…")
        self.count = count_label()
        drop = QPushButton("Bỏ lần này   Ctrl+Delete")
        drop.clicked.connect(lambda _checked=False: self.drop())
        close = QPushButton("Chốt biên bản   Ctrl+Shift+B")
        close.clicked.connect(lambda _checked=False: self.close_count())
        self.body.addLayout(FlowRow(self.head, self.count, close, drop))
        self.twice = AskTwice("Ctrl+Delete", "Ctrl+Delete", drop, self)
        self.body.addWidget(self.twice)
        self.code, self.amount = QLineEdit(), QLineEdit()
        for field, name, hint in ((self.code, "code", "Mã trên tem (quét hoặc gõ)"), (self.amount, "amount", "Số lượng đếm được")):
            field.setObjectName(name)
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
        self.code.returnPressed.connect(self._to_amount)
        self.amount.returnPressed.connect(self._put)
        self.shows = Combo()
        self.shows.setObjectName("shows")
        self.shows.setAccessibleName("Lọc   Ctrl+H")
        for value, words in SHOWS:
            self.shows.addItem(words, value)
        self.shows.currentIndexChanged.connect(lambda _at: self._show())
        labels = []
        for words, field in (("Mã   Ctrl+F", self.code), ("Đếm được", self.amount)):
            label = QLabel(words)
            label.setBuddy(field)
            labels.append(label)
        self.said = QLabel()
        self.said.setObjectName("said")
        self.body.addLayout(FlowRow(labels[0], self.code, labels[1], self.amount, self.shows, self.said))
        self.model = RowsModel(
            [
                Column("Mã", lambda r: r.line.code, width=14),
                Column("Tên", lambda r: r.line.name, width=0, least=24),
                Column("Nơi giữ", lambda r: ", ".join(x for x in (r.line.place, r.line.spot) if x), width=24, least=14, spare=1),
                Column("Theo sổ", lambda r: quantity.shown(r.expected), "right", 11),
                Column("Đếm được", lambda r: quantity.shown(r.found) if r.found is not None else "", "right", 11),
                Column("Đơn vị", lambda r: r.line.unit, width=9),
                Column("Kết quả", lambda r: CHIPS[_state(r)], width=16, least=14, chips=tuple(CHIPS.values())),
                Column("Lý do chênh lệch", lambda r: r.why, width=30, least=14),
            ],
            lambda r: r.line.item, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Không có dòng nào như vậy.")
        self.table.setObjectName("count-table")
        self.table.picks_first = True
        self.table.opened.connect(self._of_row)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Nhập mã món đang đếm", "Ctrl+F", self.code.setFocus)
        self.action("Lọc: tất cả, chưa đếm, chênh lệch", "Ctrl+H", self.shows.setFocus)
        self.action("Ghi lý do chênh lệch của dòng đang chọn", "Ctrl+R", self.explain)
        self.action("In danh sách để đếm", "Ctrl+P", self.print_out, icon="print")
        self.action("Chốt biên bản kiểm kê", "Ctrl+Shift+B", self.close_count, icon="sign")
        self.action("Bỏ lần kiểm kê này", "Ctrl+Delete", self.drop)

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: store_count.view(self.desk, self.key), self._take, key=f"count-{id(self)}", owner=self)

    def _take(self, view: CountView) -> None:
        self.view = view
        self.head.setText(f"Kiểm kê đến hết ngày {short_date(view.counting.day)}{f': {view.title}' if view.title else ''}")
        self._show()

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        which = self.shows.currentData()
        self.model.set_rows([x for x in view.lines if which == "all" or _state(x) == which])
        self.count.setText(f"{dong(len(view.lines))} món · còn {dong(view.left)} chưa đếm · {dong(view.differ)} chênh lệch")

    # --- counting -----------------------------------------------------------------------------------

    def _to_amount(self) -> None:
        line = self._meant()
        if line is None:
            self.said.setText("")
            self.shell.warn(f"“{self.code.text().strip()[:40]}” không có trong danh sách kiểm kê này: hãy kiểm tra mã trên tem.")
            return
        self.said.setText(f"{line.line.name}, {line.line.unit}")
        self.table.select_key(line.line.item)
        self.amount.setFocus()
        self.amount.selectAll()

    def _meant(self) -> CountLine | None:
        code = store_queries.code_of(self.code.text())
        return next((x for x in self.view.lines if x.line.code == code), None) if self.view is not None and code else None

    def _of_row(self, key: object) -> None:
        row = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is not None:
            self.code.setText(row.line.code)
            self._to_amount()

    def _put(self) -> None:
        code, typed, key = self.code.text(), self.amount.text(), self.key

        def write() -> tuple[Found, tuple[str, ...]]:
            return store_count.count(self.desk, key, code, typed), ()

        self.worker.run_write(write, self._counted, self._refused, owner=self)

    def _counted(self, found: Found) -> None:
        if self.view is not None:
            lines = tuple(replace(x, found=found.found) if x.line.item == found.item else x for x in self.view.lines)
            self.view = replace(self.view, lines=lines)
            self._show()
            self.table.select_key(found.item)
        differ = found.found - found.expected
        said = "đủ" if not differ else f"chênh {quantity.shown(differ)} {found.unit} so với sổ: Ctrl+R để ghi lý do"
        self.said.setText(f"{found.code}: {said}")
        self.amount.clear()
        self.code.clear()
        self.code.setFocus()

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def explain(self) -> None:
        """Why the chosen item differs."""
        key = self.table.current_key()
        row: CountLine | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None or not row.differs:
            self.shell.warn("Hãy chọn một dòng chênh lệch để ghi lý do (Ctrl+H lọc các dòng chênh lệch).")
            return
        self.shell.open_page(WhyPage(self.shell, self.key, row))

    def print_out(self) -> None:
        """The list to count by, as it will print."""
        show_print(self, "Danh sách kiểm kê", lambda: store_count.minutes_draft(self.desk, self.key), f"danh-sach-kiem-ke-{self.clock.today():%Y%m%d}")

    def close_count(self) -> None:
        """The form that makes the minutes."""
        self.shell.open_page(CloseCountPage(self.shell, self.key))

    def drop(self) -> None:
        """Give it up; asked twice."""
        typed = len(self.view.counting.typed) if self.view is not None else 0
        if not self.twice.ask(self.key, f"Bỏ lần kiểm kê này cùng {dong(typed)} số đã nhập? Nhấn Ctrl+Delete lần nữa để bỏ."):
            return

        def write() -> tuple[str, tuple[str, ...]]:
            store_count.drop(self.desk, self.key)
            return "Đã bỏ lần kiểm kê.", TOPICS

        self.worker.run_write(write, self._dropped, self._refused, owner=self)

    def _dropped(self, said: str) -> None:
        self.back_saying(said)

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.code

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mã, rồi số lượng"), ("Ctrl+R", "lý do"), ("Ctrl+Shift+B", "chốt"))

    def help(self) -> str:
        return (
            "Quét tem hoặc gõ mã rồi Enter, gõ số đếm được rồi Enter: con trỏ về ô mã cho món tiếp theo. Nhập lại một mã thì số sau thay số trước; "
            "không thấy thì nhập 0. Enter trên một dòng cũng đưa đến ô số lượng. Ctrl+H lọc chưa đếm, chênh lệch; Ctrl+R ghi lý do; Ctrl+P in danh "
            "sách để đếm; Ctrl+Shift+B chốt biên bản (có người thứ hai xác nhận). Chênh lệch không tự đổi số tồn: mất mát ghi ở thẻ kho."
        )


class WhyPage(FormPage):
    """Why another quantity was found."""

    name = "store-count-why"
    title = "Lý do chênh lệch"
    belongs = "store"

    def __init__(self, shell: Shell, key: str, row: CountLine) -> None:
        super().__init__(shell)
        self.key, self.row = key, row
        found = quantity.shown(row.found or 0)
        self.lay_out(
            (Spec("why", "Lý do", "long", required=True, lines=3, value=row.why or None),),
            f"{self.title}: {row.line.code}, theo sổ {quantity.shown(row.expected)}, đếm được {found}",
        )

    def subject(self) -> str:
        return f"{self.key}.{self.row.line.item}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            store_count.explain(self.desk, self.key, self.row.line.item, v["why"])
            return "Đã ghi lý do chênh lệch.", TOPICS

        def done(said: str) -> None:
            self.back_saying(said)

        self.carry(write, done)


class CloseCountPage(FormPage):
    """Who signs; then the minutes are made and kept."""

    name = "store-count-close"
    title = "Chốt biên bản kiểm kê"
    belongs = "store"

    def __init__(self, shell: Shell, key: str) -> None:
        super().__init__(shell)
        self.key = key
        self.lay_out(
            (
                Spec("keeper", "Thủ kho", required=True),
                Spec("accountant", "Kế toán", required=True, beside=True, value=store_prints.accountant(self.desk) or None),
                Spec("head", "Thủ trưởng", required=True, beside=True, value=store_prints.head_of(self.desk)[1] or None),
                Spec("others", "Thành viên khác", limit=300),
                Spec("note", "Kết luận, kiến nghị", "long", lines=3),
            ),
            "", "Chốt và giữ biên bản",
        )  # fmt: skip

    def subject(self) -> str:
        return self.key

    def take(self, v: dict[str, Any]) -> None:
        members = {m: str(v[m] or "") for m in ("keeper", "accountant", "head", "others")}
        self.carry(lambda: (store_count.close(self.desk, self.key, members, v["note"] or ""), TOPICS), self._closed)

    def _closed(self, _sha: str) -> None:
        from thads_desktop.ui.pages.printed import PrintedPage

        self.shell.back()
        self.shell.back()
        kept, key = store_count.minutes_kept, self.key
        self.shell.open_page(PrintedPage(self.shell, "Biên bản kiểm kê kho", lambda: kept(self.desk, key), "bien-ban-kiem-ke"))
        self.shell.tell("Đã chốt biên bản kiểm kê.")


def _state(line: CountLine) -> str:
    return "left" if line.found is None else "differ" if line.differs else "same"
