"""One asset: its card and money, what happened, terms, matters; on the right the steps of its chain, Enter begins one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidgetItem, QSplitter, QTabWidget, QVBoxLayout, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import asset_facts, asset_files, asset_queries
from thads_desktop.ui.chips import ChipLabel, due_chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.assets import TOPICS, chip
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wrapped_list import WrappedList

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.asset_queries import AssetView
    from thads_desktop.services.asset_steps import StepOffer

PANES = ("Thẻ và tiền", "Diễn biến", "Hạn", "Việc")
_LINKS = 3
OPEN = "Được, sau khi Thủ trưởng xác nhận: "


class AssetPage(Page):
    """Panes by Ctrl+1..4; steps by Ctrl+J, Enter begins one."""

    name = "asset"
    title = "Tài sản"
    belongs = "assets"
    topics = TOPICS

    def __init__(self, shell: Shell, asset: str) -> None:
        super().__init__(shell)
        self.asset = asset
        self.view: AssetView | None = None
        self._offers: list[StepOffer] = []
        self.head = self.heading("…")
        self.head.setWordWrap(True)
        self.state = ChipLabel()
        self.about_line = QLabel()
        self.about_line.setProperty("quiet", True)
        self.about_line.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.head)
        self.body.addLayout(FlowRow(self.state, self.about_line))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.panes = QTabWidget()
        self.panes.setObjectName("asset-panes")
        self.panes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build_panes()
        self.steps = WrappedList()
        self.steps.setObjectName("asset-steps")
        self.steps.setAccessibleName("Bước xử lý tài sản")
        self.steps.itemActivated.connect(self._begin)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel("Làm gì tiếp   Ctrl+J")
        label.setBuddy(self.steps)
        column.addWidget(label)
        column.addWidget(self.steps, 1)
        split = QSplitter()
        split.addWidget(self.panes)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([780, 316])
        self.body.addWidget(split, 1)
        for before, after in pairwise((self.steps, self.panes.tabBar(), *self._tables)):
            QWidget.setTabOrder(before, after)
        for at, words in enumerate(PANES):
            self.action(words, f"Ctrl+{at + 1}", partial(self._pane, at))
        self.action("Chọn bước xử lý tài sản", "Ctrl+J", self.steps.setFocus)
        self.action("Sửa thẻ tài sản", "Ctrl+E", self._change, icon="pen")
        self.action("Gắn tài sản với một việc", "Ctrl+Shift+L", self._link)
        self.action("Bỏ gắn với việc đang chọn", "Ctrl+Shift+U", self._unlink)
        self.action("Mở việc của tài sản", "Ctrl+Shift+M", self._matter)
        self.action("Ghi thu tiền bán tài sản vào việc", "Ctrl+M", self._proceeds)
        self.action("In phiếu tài sản", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu phiếu tài sản thành Excel hoặc PDF", "F8", self.save, icon="export")
        self.action("Xóa bước ghi nhầm sau cùng", "Ctrl+Delete", self._strike)

    def _build_panes(self) -> None:
        self.card_model = RowsModel(
            [Column("Mục", lambda r: r[0], width=26, least=18), Column("Nội dung", lambda r: r[1], width=0, least=40)], lambda r: r[0], self
        )
        self.card = TableView(self.card_model, self, "Thẻ chưa có nội dung.")
        self.history_model = RowsModel(
            [
                Column("Ngày", lambda r: r.day, width=10),
                Column("Việc đã làm", lambda r: r.what + (" (đã xóa)" if r.struck else ""), width=34, least=24),
                Column("Chi tiết", lambda r: r.detail, width=0, least=30),
                Column("Người ghi", lambda r: r.actor, width=18, least=12, spare=1),
                Column("Ghi lúc", lambda r: r.at, width=15, spare=2),
            ],
            lambda r: r.seq, self,
        )  # fmt: skip
        self.history = TableView(self.history_model, self, "Chưa có diễn biến.")
        today = self.clock.today

        def stands(row: Deadline) -> Any:
            if row.discharged_on is not None or asset_facts.passed(row, today()):
                return "đã xong" if row.discharged_on is not None else "đã hết"
            return due_chip((row.due - today()).days)

        self.terms_model = RowsModel(
            [
                Column("Hạn", lambda r: r.due, width=10),
                Column("", stands, width=19, least=16, chips=(due_chip(-999),)),
                Column("Việc phải làm", lambda r: r.title, width=0, least=34),
                Column("Vì sao", lambda r: r.why, width=36, least=14, spare=1),
                Column("Căn cứ", lambda r: r.cite, width=28, least=10, spare=2),
            ],
            None, self,
        )  # fmt: skip
        self.terms = TableView(self.terms_model, self, "Không có thời hạn nào.")
        self.links_model = RowsModel(
            [
                Column("Việc số", lambda r: r.number_text, width=18, least=12),
                Column("Gắn với việc", lambda r: r.how, width=0, least=26),
                Column("Khoản", lambda r: ", ".join(map(str, r.lines)) or "mọi khoản", width=14),
                Column("Kê biên từ", lambda r: r.seized, width=12),
            ],
            lambda r: r.matter, self,
        )  # fmt: skip
        self.links = TableView(self.links_model, self, "Chưa gắn với việc nào. Ctrl+Shift+L để gắn.")
        self.links.opened.connect(lambda _key: self._matter())
        self._tables = (self.card, self.history, self.terms, self.links)
        for table, words in zip(self._tables, PANES, strict=True):
            table.picks_first = True
            self.panes.addTab(with_words(table), words)

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        def ask() -> tuple[AssetView, list[StepOffer]]:
            return asset_queries.view(self.desk, self.asset), asset_queries.offers(self.desk, self.asset)

        self.worker.run_read(ask, self._take, key=f"asset-{id(self)}", owner=self)

    def _take(self, answer: tuple[AssetView, list[StepOffer]]) -> None:
        self.view, self._offers = answer
        view = self.view
        self.head.setText(view.title)
        self.about = view.title[:60]
        self.state.set_chip(chip(view.stage, view.state))
        numbers = ", ".join(x.number_text for x in view.links if x.number_text)
        said = (f"việc {numbers}" if numbers else "chưa gắn với việc nào", f"chấp hành viên {view.officer}" if view.officer else "")
        self.about_line.setText("; ".join(x for x in said if x))
        money = tuple((label, f"{dong(amount)} đồng") for label, amount in view.money)
        notes = tuple((label, said) for label, said in (("Ghi chú", view.note), ("Thẻ riêng vì", view.apart)) if said)
        self.card_model.set_rows([*view.facts, *money, *notes])
        self.history_model.set_rows(view.history)
        self.terms_model.set_rows(view.terms)
        self.links_model.set_rows(view.links)
        now = self.clock.today()
        late = sum(1 for d in view.terms if d.discharged_on is None and d.due < now and not asset_facts.passed(d, now))
        self.panes.setTabText(2, f"⚠ {PANES[2]} ({late} quá hạn)" if late else PANES[2])
        self.shell.hints_changed()
        kept = self.steps.currentRow()
        self.steps.clear()
        for offer in self._offers:
            self.steps.addItem(self._item(offer))
        self.steps.setCurrentRow(max(0, min(kept, self.steps.count() - 1)))

    def _item(self, offer: StepOffer) -> QListWidgetItem:
        why = " ".join(sentence(r) for r in offer.why)
        beside = why if offer.mark == "no" else f"{OPEN}{why}" if offer.mark == "open" else ""
        item = QListWidgetItem(f"{offer.way.says}\n{beside}" if beside else offer.way.says)
        item.setData(Qt.ItemDataRole.UserRole, offer.way.code)
        item.setData(Qt.ItemDataRole.UserRole + 1, why if offer.mark == "no" else "")
        item.setToolTip(beside or f"{offer.way.cite}. {offer.way.note}".strip())
        if offer.mark == "no":
            item.setForeground(self.palette().placeholderText())
        return item

    def current_term(self) -> Deadline | None:
        """The term under the hand, for "vì sao?"."""
        key = self.terms.current_key()
        at = self.terms_model.place(key) if isinstance(key, int) else -1
        return self.terms_model.row(at) if at >= 0 else None

    # --- what is done -------------------------------------------------------------------------------

    def _pane(self, at: int) -> None:
        self.panes.setCurrentIndex(at)
        self._tables[at].setFocus()

    def _begin(self, item: QListWidgetItem) -> None:
        """The form of a step; of one the law refuses now it can only be recorded that it was done."""
        if not self._may():
            return
        from thads_desktop.ui.pages.asset_step import AssetStepPage

        code = str(item.data(Qt.ItemDataRole.UserRole))
        refused = str(item.data(Qt.ItemDataRole.UserRole + 1) or "")
        if self.view is not None:
            self.shell.open_page(AssetStepPage(self.shell, self.view, code, refused))

    def _may(self) -> bool:
        try:
            self.desk.require("asset")
        except Refused as refused:
            self.shell.warn(" ".join(sentence(r) for r in refused.refusals))
            return False
        return self.view is not None

    def _change(self) -> None:
        from thads_desktop.ui.pages.asset_card import AssetCardPage

        if self._may() and self.view is not None:
            self.shell.open_page(AssetCardPage(self.shell, self.view.kind, view=self.view))

    def _link(self) -> None:
        from thads_desktop.ui.pages.asset_step import AssetLinkPage

        if self._may() and self.view is not None:
            self.shell.open_page(AssetLinkPage(self.shell, self.view))

    def _unlink(self) -> None:
        from thads_desktop.services import asset_cards

        matter = self.links.current_key()
        if not self._may() or not isinstance(matter, str) or self.view is None:
            self._pane(3)
            self.shell.warn("Hãy chọn một việc ở phần Việc rồi nhấn lại.")
            return
        asset = self.asset

        def write() -> tuple[str, tuple[str, ...]]:
            asset_cards.unlink(self.desk, asset, matter)
            return "Đã bỏ gắn tài sản với việc.", (*TOPICS, f"matter:{matter}")

        self.worker.run_write(write, self.shell.tell, lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self)

    def _strike(self) -> None:
        from thads_desktop.ui.pages.asset_step import AssetStrikePage

        if self._may() and self.view is not None:
            steps = [h for h in self.view.history if h.step and not h.struck]
            if steps:
                self.shell.open_page(AssetStrikePage(self.shell, self.view, steps[0]))
            else:
                self.shell.warn("Tài sản chưa có bước nào để xóa.")

    def _matter(self) -> None:
        if self.view is None or not self.view.links:
            self.shell.warn("Tài sản chưa gắn với việc nào: Ctrl+Shift+L để gắn.")
            return
        from thads_desktop.ui.pages.matter import MatterPage

        chosen: Any = self.links.current_key()
        matter = chosen if isinstance(chosen, str) else self.view.links[0].matter
        self.shell.open_page(MatterPage(self.shell, matter))

    def _proceeds(self) -> None:
        """What the buyer paid, as money of the matter: the one under the hand, else the first."""
        from thads_desktop.ui.pages.asset_money import collect

        chosen: Any = self.links.current_key() if self.panes.currentIndex() == _LINKS else None
        collect(self, self.asset, chosen if isinstance(chosen, str) else "")

    def _listing(self) -> Listing:
        return asset_files.sheet(self.desk, self.asset)

    def print_out(self) -> None:
        """The sheet as it will be printed."""
        show_print(self, "Phiếu theo dõi tài sản", self._listing, f"tai-san-{self.clock.today():%Y%m%d}")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "asset", "Lưu phiếu tài sản", self._listing, f"tai-san-{self.clock.today():%Y%m%d}")

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.steps

    def hints(self) -> Sequence[tuple[str, str]]:
        sold = self.view is not None and self.view.stage in ("paid", "handed")
        money = (("Ctrl+M", "thu tiền bán"),) if sold else ()
        return (("Enter", "ghi bước"), *money, ("Ctrl+1…4", "các phần"), ("Ctrl+E", "sửa thẻ"), ("Ctrl+P", "in phiếu"))

    def help(self) -> str:
        return (
            "Bên phải là các bước xử lý tài sản: bước đang đến hạn trước, rồi các bước luật cho phép, bước chờ Thủ trưởng xác nhận, cuối cùng là bước "
            "chưa làm được kèm lý do và điều luật; Enter trên bước mờ để ghi nhận việc đã xảy ra, điều trái quy định được ghi kèm. Ctrl+1 thẻ và "
            "tiền, Ctrl+2 diễn biến, Ctrl+3 hạn (Alt+Enter: vì sao), Ctrl+4 các việc. Người mua đã nộp đủ tiền thì Ctrl+M ghi thu tiền bán vào việc, kèm "
            "biên lai: chi trả ở việc xong thì hạn chi trả của tài sản cũng xong. Ctrl+Shift+L gắn với việc khác, Ctrl+Shift+M mở việc, Ctrl+Delete "
            "xóa bước ghi nhầm sau cùng, Ctrl+P in phiếu, F8 lưu tệp."
        )
