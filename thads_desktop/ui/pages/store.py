"""The store of exhibits and kept property: what is here, today or on a day; in and out; labels, lists, stock-taking. Enter opens the card."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.law import store_law
from thads_desktop.services import people, store_prints, store_queries
from thads_desktop.services.store_queries import SHOWS
from thads_desktop.ui import theme
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import ListSearch, buttons, choice, count_label, quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.sorting import offer_sorting
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel

if TYPE_CHECKING:
    from thads_desktop.services.store_queries import ItemFilter, ItemLine

EMPTY = "Kho không có gì như vậy. Nhấn Ctrl+Shift+N để nhập kho."
NO_STORE = "Tài khoản này không được xem kho vật chứng."
CHIPS = {
    "none": Chip("Chưa gắn việc", "amber", "inbox"), "open": Chip("Chưa kết thúc", "blue", "clock"),
    "ended": Chip("Việc đã kết thúc", "red", "warning"), "out": Chip("Đã xuất hết", "neutral", "export"),
}  # fmt: skip


class StorePage(Page):
    """Of the office; or of one matter or judgment (``of``), with everything it has and had here."""

    name = "store"
    title = "Kho vật chứng, tài sản tạm giữ"
    topics = ("store", "deadlines")

    def __init__(self, shell: Shell, *, matter: str = "", judgment: str = "", about: str = "") -> None:
        """about: the number of the matter or judgment, to be read."""
        super().__init__(shell)
        self.matter, self.judgment, self.about = matter, judgment, about
        self.of = bool(matter or judgment)
        #: Of a matter: its judgment, that one's number, how many of its things are of no matter yet.
        self._unlinked = ("", "", 0)
        if matter:
            self.belongs = "matters"
        self._build_filters()
        self.body.addLayout(FlowRow(self.heading(f"Vật chứng, tài sản: {about}" if self.of else ""), *self._buttons()))
        self.body.addLayout(FlowRow(*self._filters()))
        self.body.addWidget(self.search)
        self.note = quiet_label()
        self.note.setObjectName("store-note")
        self.body.addWidget(self.note)
        if self.of:
            self.note.hide()
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._asked: ItemFilter | None = None
        self.model = PagedTableModel(self.worker, self._columns(), self._ids, self._rows, (), self, order="number", descending=True)
        self.model.counted.connect(self._counted)
        self.table = TableView(self.model, self, EMPTY)
        self.search.reached.connect(self._to_table)
        self.table.setObjectName("store-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))
        self._actions()
        for box in (self.shows, self.place, self.officer):
            box.currentIndexChanged.connect(lambda _at: self._ask())

    # --- building -----------------------------------------------------------------------------------

    def _build_filters(self) -> None:
        self.shows = choice("shows", "Lọc theo tình trạng   Ctrl+H", SHOWS, 24)
        if self.of:
            self.shows.setCurrentIndex(self.shows.findData("all"))
        places = store_law.load().places
        self.place = choice("place", "Lọc theo nơi giữ   Ctrl+B", [("", "Mọi nơi giữ"), *places.items()], 14)
        with self.desk.reading() as reader:
            officers = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
        self.officer = choice("officer", "Lọc theo chấp hành viên   Ctrl+J", [("", "Mọi chấp hành viên"), *officers], 18)
        if self.of:
            self.officer.hide()
        self.day = DateField("day", "Tồn đến hết ngày", self.clock)
        # Only its box is shown; the rest of it goes with the page.
        self.day.setParent(self)
        self.day.hide()
        self.day.editor.setPlaceholderText("hiện nay")
        self.day.editor.setMaximumWidth(theme.space(34))
        self.day.finished.connect(self._ask)
        self.search = ListSearch("Tìm: mã trên tem, tên, số lệnh, việc, chủ sở hữu …   Ctrl+F", "Tìm trong kho, hoặc quét mã", self._ask)
        self.count = count_label()

    def _filters(self) -> list[QWidget]:
        label = QLabel("Tồn đến hết ngày   Ctrl+D")
        label.setBuddy(self.day.editor)
        return [self.shows, self.place, *(() if self.of else (self.officer,)), label, self.day.editor, self.count]

    def _buttons(self) -> list[QPushButton]:
        return buttons(
            ("Nhập kho   Ctrl+Shift+N", self.take_in), ("Xuất kho   Ctrl+Shift+X", self.take_out), ("Tem   Ctrl+E", self.labels),
            ("Kiểm kê   Ctrl+Shift+K", self.counts), ("In   Ctrl+P", self.print_out),
        )  # fmt: skip

    def _columns(self) -> list[Column]:
        def state(row: ItemLine) -> Chip:
            if not row.left:
                return CHIPS["out"]
            return CHIPS["none" if row.closed is None else "ended" if row.closed else "open"]

        return [
            Column("Mã", lambda r: r.code, width=14, order="number"),
            Column("Ngày nhập", lambda r: r.taken, width=10, order="taken"),
            Column("Tên", lambda r: r.name, width=0, least=34),
            Column("Còn lại", lambda r: r.rest, "right", 14, least=10),
            Column("Bản án tuyên", lambda r: r.fate, width=17, least=12, spare=3),
            Column("Nơi giữ", lambda r: ", ".join(x for x in (r.place, r.spot) if x), width=22, least=12, order="place", spare=1),
            Column("Việc, bản án", lambda r: r.number_text or r.judgment, width=18, least=12, spare=2),
            Column("Của ai", lambda r: r.owner, width=18, least=10, spare=4),
            Column("Tình trạng", state, width=19, least=16, chips=tuple(CHIPS.values())),
        ]

    def _actions(self) -> None:
        self.action("Nhập kho vật chứng, tài sản", "Ctrl+Shift+N", self.take_in, icon="plus")
        self.action("Xuất kho các món đã chọn", "Ctrl+Shift+X", self.take_out, icon="export")
        self.action("Gắn các món đã chọn vào việc", "Ctrl+G", self.link)
        self.action("Chuyển nơi giữ các món đã chọn", "Ctrl+M", self.move_on)
        self.action("Ghi thông báo nhận tài sản", "Ctrl+T", self.notify)
        self.action("In tem mã vạch cho các món đã chọn", "Ctrl+E", self.labels, icon="print")
        self.action("In danh sách đang xem", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách đang xem thành Excel hoặc PDF", "F8", self.save, icon="export")
        self.action("In lệnh, phiếu nhập xuất, biên bản giao nhận", "Ctrl+Shift+P", self.papers)
        self.action("Sổ theo dõi vật chứng, tài sản theo năm thống kê", "Ctrl+Shift+R", self.register)
        self.action("Kiểm kê kho", "Ctrl+Shift+K", self.counts)
        self.action("Tìm trong kho, quét mã", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Lọc theo tình trạng", "Ctrl+H", self.shows.setFocus)
        self.action("Lọc theo nơi giữ", "Ctrl+B", self.place.setFocus)
        self.action("Lọc theo chấp hành viên", "Ctrl+J", self.officer.setFocus)
        self.action("Tồn kho đến hết một ngày", "Ctrl+D", self.day.editor.setFocus)
        self.action("Chọn tất cả", "Ctrl+A", self.table.selectAll)
        if self.matter:
            self.action("Vật chứng của bản án, chưa gắn việc", "Ctrl+U", self.unlinked)
        offer_sorting(self, self.table)

    # --- asking -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        if not self.of:
            self.worker.run_read(lambda: store_queries.counts(self.desk), self._tell, key="store-counts", owner=self, on_refused=lambda _r: None)
        elif self.matter:
            key, matter = f"unlinked-{id(self)}", self.matter
            self.worker.run_read(
                lambda: store_queries.unlinked(self.desk, matter), self._tell_unlinked, key=key, owner=self, on_refused=lambda _r: None
            )
        self._ask()

    def _tell(self, counts: dict[str, int]) -> None:
        """What asks for something."""
        said = [f"{dong(counts['stock'])} món đang trong kho"]
        said += [f"{dong(counts[show])} món {words}" for show, words in (("late", "quá hạn xử lý"), ("ended", "của việc đã kết thúc")) if counts[show]]
        law = store_law.load()
        if counts["move"] and self.clock.today() >= law.move_taken_before:
            until = f"phải chuyển trước {short_date(law.move_before)} ({law.move_cite})"
            said.append(f"{dong(counts['move'])} món nhận trước {short_date(law.move_taken_before)} đang gửi nơi khác, {until}")
        self.note.setText(". ".join(said) + f". Vật chứng nhận từ nay: {law.usual_note(self.clock.today())}")

    def _tell_unlinked(self, found: tuple[str, str, int]) -> None:
        self._unlinked = found
        self.note.setVisible(bool(found[2]))
        self.note.setText(f"Bản án {found[1]} của việc này còn {dong(found[2])} món chưa gắn vào việc nào: Ctrl+U để xem và gắn.")

    def unlinked(self) -> None:
        """What came with the judgment of this matter and is of no matter yet."""
        judgment, number, n = self._unlinked
        if not n:
            self.shell.warn("Không có vật chứng nào của bản án này chưa gắn việc.")
            return
        self.shell.open_page(StorePage(self.shell, judgment=judgment, about=number))

    def _ask(self) -> None:
        problem = self.day.own_problem()
        if problem:
            self.shell.warn(problem)
            return
        if not self.desk.may("store"):
            self.table.set_empty(NO_STORE)
            return
        self._asked = store_queries.wanted(
            self.desk, text=self.search.text(), show=self.shows.currentData(), place=self.place.currentData(), matter=self.matter,
            judgment=self.judgment, officer=self.officer.currentData(), day=self.day.value(),
        )  # fmt: skip
        self.model.reload()

    def _ids(self, order: str, descending: bool) -> Sequence[Hashable]:
        return store_queries.ids(self.desk, self._asked, order or "number", descending=descending) if self._asked is not None else []

    def _rows(self, keys: Sequence[Any]) -> Sequence[ItemLine | None]:
        return store_queries.rows_in_order(self.desk, keys, self._asked.day if self._asked is not None else None)

    def _counted(self, n: int) -> None:
        self.count.setText(f"{dong(n)} món")

    def _to_table(self) -> None:
        self.table.begin()
        code = store_queries.code_of(self.search.text())
        if code:
            self.worker.run_read(lambda: store_queries.item_of_code(self.desk, code), self._scanned, key="store-scan", owner=self)

    def _scanned(self, item: str) -> None:
        """A code that was scanned opens its card."""
        if item:
            self.search.clear()
            self._card(item)

    # --- acts ---------------------------------------------------------------------------------------

    def chosen(self) -> list[ItemLine]:
        """The chosen lines; those under the hand that were not painted yet are asked for."""
        keys = [k for k in self.table.selected_keys() if isinstance(k, int)]
        return [x for x in store_queries.rows_in_order(self.desk, keys) if x is not None]

    def _chosen(self) -> list[ItemLine]:
        rows = self.chosen()
        if not rows:
            self.shell.warn("Hãy chọn ít nhất một món trong danh sách (Shift+↓ chọn nhiều, Ctrl+A chọn tất cả).")
        return rows

    def _on_chosen(self, made: Callable[[Shell, list[ItemLine]], Page]) -> None:
        rows = self._chosen()
        if rows:
            self.shell.open_page(made(self.shell, rows))

    def take_in(self) -> None:
        """The form of what comes in."""
        from thads_desktop.ui.pages.store_in import ItemInPage

        self.shell.open_page(ItemInPage(self.shell, matter=self.matter, judgment=self.judgment, about=self.about))

    def take_out(self) -> None:
        """The form by which the chosen items go out."""
        from thads_desktop.ui.pages.store_acts import ItemOutPage

        self._on_chosen(ItemOutPage)

    def link(self) -> None:
        """Of which matter they are."""
        from thads_desktop.ui.pages.store_acts import LinkPage

        self._on_chosen(LinkPage)

    def move_on(self) -> None:
        """Where they lie from now on."""
        from thads_desktop.ui.pages.store_acts import MovePage

        self._on_chosen(MovePage)

    def notify(self) -> None:
        """Whoever may fetch them was told."""
        from thads_desktop.ui.pages.store_acts import NoticePage

        self._on_chosen(NoticePage)

    def labels(self) -> None:
        """Labels of the chosen items, from a place of the sheet on."""
        from thads_desktop.ui.pages.store_papers import LabelsPage

        self._on_chosen(LabelsPage)

    def papers(self) -> None:
        """Orders, vouchers, minutes; of what the chosen line came in by, if one is chosen."""
        from thads_desktop.ui.pages.store_papers import StorePapersPage

        self.shell.open_page(StorePapersPage(self.shell))

    def register(self) -> None:
        """The register of a statistical year."""
        from thads_desktop.ui.pages.store_papers import RegisterPage

        self.shell.open_page(RegisterPage(self.shell))

    def counts(self) -> None:
        """The stock-takings."""
        from thads_desktop.ui.pages.store_counts import CountsPage

        self.shell.open_page(CountsPage(self.shell))

    def _open(self, key: object) -> None:
        row = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        if row is not None:
            self._card(row.item)

    def _card(self, item: str) -> None:
        from thads_desktop.ui.pages.store_item import ItemPage

        self.shell.open_page(ItemPage(self.shell, item))

    def _listing(self) -> Callable[[], Any] | None:
        asked = self._asked
        if asked is None:
            self.shell.warn(NO_STORE)
            return None
        said = [self.shows.currentText(), *([self.place.currentText()] if self.place.currentData() else ()), *([self.about] if self.of else ())]
        said += [f"tồn đến hết ngày {short_date(asked.day)}"] if asked.day is not None else []
        said += [f"tìm: {self.search.text().strip()}"] if self.search.text().strip() else []
        return lambda: store_prints.stock(self.desk, asked, "; ".join(said))

    def print_out(self) -> None:
        """The list on the screen as it will print."""
        make = self._listing()
        if make is not None:
            show_print(self, "Danh sách vật chứng, tài sản", make, self._file_name())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        make = self._listing()
        if make is not None:
            prompt_save(self, self.progress, "store", "Lưu danh sách kho vật chứng", make, self._file_name())

    def _file_name(self) -> str:
        return f"kho-vat-chung-{self.clock.today():%Y%m%d}"

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table if self.of else self.search

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "thẻ kho"), ("Ctrl+Shift+N", "nhập"), ("Ctrl+Shift+X", "xuất"), ("Ctrl+E", "in tem"))

    def help(self) -> str:
        return (
            "Vật chứng, tài sản tạm giữ của đơn vị. Quét mã trên tem rồi Enter, hoặc gõ tên, số lệnh, số việc để tìm (Ctrl+F). Ctrl+H lọc: của việc chưa "
            "kết thúc, chưa gắn việc, quá hạn, phải chuyển nơi giữ; Ctrl+B nơi giữ, Ctrl+J chấp hành viên, Ctrl+D xem tồn kho đến hết một ngày đã qua. "
            "Ctrl+Shift+N nhập kho, Ctrl+Shift+X xuất các món đã chọn, Ctrl+M chuyển nơi giữ, Ctrl+G gắn vào việc, Ctrl+T ghi thông báo nhận. "
            "Ctrl+E in tem mã vạch, Ctrl+P in danh sách, F8 lưu tệp, Ctrl+Shift+P lệnh và phiếu, Ctrl+Shift+R sổ theo năm, Ctrl+Shift+K kiểm kê."
        )
