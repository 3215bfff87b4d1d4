"""The assets of the office, or of one matter: state, next step and its limit; filtered, searched, printed; a new card by a key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from thads_desktop.domain.asset import FREE
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_files, asset_queries
from thads_desktop.services.asset_queries import SHOWS
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import ListSearch, buttons, choice, count_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.sorting import offer_sorting
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, PagedTableModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.asset_queries import AssetFilter, AssetLine
    from thads_desktop.ui.theme import Tone

EMPTY = "Không có tài sản nào như vậy. Nhấn Ctrl+Shift+N để lập thẻ tài sản."
TOPICS = ("assets", "deadlines", "matters")
NOBODY = "-"


def chip(stage: str, words: str) -> Chip:
    """The state of an asset: green once its money is paid out, amber while somebody else must act, blue on its way."""
    tone: Tone = "blue"
    if stage == "done":
        return Chip(words, "green", "check")
    if stage in FREE:
        return Chip(words, "neutral", "paper")
    if stage in ("failed", "revaluing", "sold", "taking", "redeemed"):
        tone = "amber"
    return Chip(words, tone, "scales")


class AssetsPage(Page):
    """matter "" = of the whole office: a place of its own; else those of one matter, over its page."""

    name = "assets"
    title = "Tài sản"
    topics = TOPICS

    def __init__(self, shell: Shell, *, matter: str = "", number: str = "") -> None:
        super().__init__(shell)
        self.matter, self.number = matter, number
        if matter:
            self.belongs = "matters"
        self.shows = choice("shows", "Lọc   Ctrl+H", [x for x in SHOWS if not matter or x[0] != "card"], 18, self._ask)
        self.kind = choice("kind", "Loại tài sản   Ctrl+B", [("", "Mọi loại"), *((k.key, k.title) for k in kinds().values())], 24, self._ask)
        self.officer = choice("officer", "Chấp hành viên   Ctrl+G", [("", "Mọi chấp hành viên"), (NOBODY, "Chưa phân công")], 20, self._ask)
        if matter:
            self.shows.setCurrentIndex(self.shows.findData("all"))
        self.search = ListSearch("Tìm: biển số, số thửa, chủ sở hữu, nơi có tài sản, số việc …   Ctrl+F", "Tìm tài sản", self._ask)
        self.count = count_label()
        heading = f"Tài sản của việc {number}" if matter else "Tài sản xử lý để thi hành án"
        self.body.addLayout(FlowRow(self.heading(heading), *self._buttons()))
        self.body.addLayout(FlowRow(self.shows, self.kind, self.officer, self.count))
        self.body.addWidget(self.search)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._asked: AssetFilter | None = None
        self.model = PagedTableModel(self.worker, self._columns(), self._ids, self._rows, (), self, order="next_due", descending=False)
        self.model.counted.connect(lambda n: self.count.setText(f"{dong(n)} tài sản"))
        self.table = TableView(self.model, self, EMPTY)
        self.search.reached.connect(self.table.begin)
        self.table.setObjectName("assets-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))
        self.action("Tìm tài sản", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Lọc: đang xử lý, quá hạn, đã xong", "Ctrl+H", self.shows.setFocus)
        self.action("Lọc theo loại tài sản", "Ctrl+B", self.kind.setFocus)
        self.action("Lọc theo chấp hành viên", "Ctrl+G", self.officer.setFocus)
        self.action("Lập thẻ tài sản mới", "Ctrl+Shift+N", self.new, icon="plus")
        self.action("In danh sách tài sản đang xem", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách tài sản thành Excel hoặc PDF", "F8", self.save, icon="export")
        offer_sorting(self, self.table)

    # --- building -----------------------------------------------------------------------------------

    def _buttons(self) -> list[QPushButton]:
        return buttons(
            ("Thẻ mới   Ctrl+Shift+N", self.new, "new"), ("In   Ctrl+P", self.print_out, "print"), ("Lưu Excel, PDF   F8", self.save, "save"),
        )  # fmt: skip

    def _columns(self) -> list[Column]:
        today = self.clock.today
        chips = tuple(chip(code, words) for code, words in asset_ways.table().states.items())

        def late(row: AssetLine) -> Any:
            return "red" if row.next_due is not None and row.next_due < today() else "neutral"

        return [
            Column("Tài sản", lambda r: r.title, width=0, least=42, order="title"),
            Column("Chủ sở hữu", lambda r: r.owner, width=18, least=12, order="owner", spare=2),
            Column("Nơi có tài sản", lambda r: r.commune, width=20, least=12, spare=4),
            Column("Việc", lambda r: r.number_text, width=15, least=10, order="number", spare=3),
            Column("Chấp hành viên", lambda r: r.officer, width=16, least=12, spare=5),
            Column("Tình trạng", lambda r: chip(r.stage, r.state), width=30, least=24, order="stage", chips=chips[:6]),
            Column("Kê biên", lambda r: r.seized, width=10, order="seized", spare=6),
            Column("Giá (đồng)", lambda r: r.value, "right", 16, least=14, order="value"),
            Column("Bước tiếp theo", lambda r: r.next_title, width=28, least=18),
            Column("Hạn", lambda r: r.next_due, width=10, order="next_due", tone=late),
        ]

    # --- asking -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: asset_queries.officers(self.desk), self._officers, key=f"asset-officers-{id(self)}", owner=self)
        self._ask()

    def _officers(self, found: list[tuple[str, str]]) -> None:
        have = [self.officer.itemData(i) for i in range(self.officer.count())]
        for key, name in found:
            if key not in have:
                self.officer.addItem(name, key)

    def _ask(self) -> None:
        if not hasattr(self, "model"):
            return  # the filters are still being made
        self._asked = asset_queries.wanted(
            self.desk, self.search.text(), self.shows.currentData(), self.kind.currentData(), self.officer.currentData(), self.matter
        )
        self.model.reload()

    def _ids(self, order: str, descending: bool) -> Sequence[Hashable]:
        return asset_queries.ids(self.desk, self._asked, order or "next_due", descending=descending) if self._asked is not None else []

    def _rows(self, keys: Sequence[Any]) -> Sequence[AssetLine | None]:
        return asset_queries.rows_in_order(self.desk, keys)

    # --- acts ---------------------------------------------------------------------------------------

    def new(self) -> None:
        """The kinds of assets, then the card of one."""
        from thads_desktop.ui.pages.asset_card import AssetKindPage

        try:
            self.desk.require("asset")
        except Refused as refused:
            self.shell.warn(" ".join(sentence(r) for r in refused.refusals))
        else:
            self.shell.open_page(AssetKindPage(self.shell, self.matter, self.number))

    def _open(self, key: object) -> None:
        row = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        if row is not None:
            from thads_desktop.ui.pages.asset import AssetPage

            self.shell.open_page(AssetPage(self.shell, row.asset))

    def _listing(self) -> Callable[[], Listing]:
        asked = self._asked or asset_queries.wanted(self.desk)
        said = f"{self.shows.currentText()}; {self.kind.currentText().lower()}; {self.officer.currentText().lower()}"
        if self.number:
            said = f"Việc {self.number}; {said}"
        if self.search.text().strip():
            said = f"{said}; tìm: {self.search.text().strip()}"
        return lambda: asset_files.listing(self.desk, asked, said)

    def print_out(self) -> None:
        """The list on the screen as it will be printed."""
        show_print(self, "Danh sách tài sản", self._listing(), self._file_name())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "asset", "Lưu danh sách tài sản", self._listing(), self._file_name())

    def _file_name(self) -> str:
        return f"tai-san-{self.clock.today():%Y%m%d}"

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở"), ("Ctrl+Shift+N", "thẻ mới"), ("Ctrl+F", "tìm"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Mỗi dòng là một tài sản: tình trạng, bước tiếp theo và hạn của nó (đỏ là quá hạn). Enter mở tài sản để ghi bước tiếp theo. Ctrl+F tìm "
            "theo biển số, số thửa, chủ, nơi có tài sản, số việc; Ctrl+H lọc, Ctrl+B chọn loại, Ctrl+G chọn người. Ctrl+Shift+N lập thẻ mới: tài "
            "sản đã có thẻ thì chương trình nhận ra theo biển số, số thửa và mời mở thẻ ấy. Ctrl+P in, F8 lưu Excel hoặc PDF."
        )
