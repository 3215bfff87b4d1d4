"""The card of one item: every line with the running balance; what can be done to it, its papers and its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.services import store_prints, store_queries
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.pages import store_acts
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.store_queries import Card, CardLine


class ItemPage(Page):
    """Lines in their order; acts by key."""

    name = "store-item"
    title = "Thẻ kho"
    belongs = "store"
    topics = ("store",)

    def __init__(self, shell: Shell, item: str) -> None:
        super().__init__(shell)
        self.item = item
        self.card: Card | None = None
        self.head = self.heading("…")
        acts = buttons(
            ("Xuất kho   Ctrl+Shift+X", self.out), ("Gắn việc   Ctrl+G", self.link), ("Tem   Ctrl+E", self.label),
            ("In thẻ kho   Ctrl+P", self.print_out),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.head, *acts))
        self.facts = QLabel()
        self.facts.setObjectName("item-facts")
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.body.addWidget(self.facts)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Ngày", lambda r: r.day, width=10),
                Column("Nội dung", lambda r: r.what, width=22, least=14),
                Column("Chi tiết", _detail, width=0, least=40, tone=lambda r: "red" if r.breaches else "neutral"),
                Column("Nhập", lambda r: r.came, "right", 9),
                Column("Xuất", lambda r: r.went, "right", 9),
                Column("Tồn", lambda r: r.left, "right", 14, least=10),
                Column("Nơi giữ", lambda r: r.place, width=16, least=12, spare=1),
                Column("Người ghi", lambda r: r.actor, width=18, least=12, spare=2),
            ],
            lambda r: r.seq,
            self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa có dòng nào.")
        self.table.setObjectName("card-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.papers())
        self.body.addWidget(with_words(self.table), 1)
        for words, key, act in (
            ("Xuất kho", "Ctrl+Shift+X", self.out), ("Gắn vào việc, bản án tuyên", "Ctrl+G", self.link), ("Chuyển nơi giữ", "Ctrl+M", self.move_on),
            ("Ghi thông báo nhận tài sản", "Ctrl+T", self.notify), ("Niêm phong, mở niêm phong", "Ctrl+Shift+S", self.seal),
            ("Hư hỏng, mất mát", "Ctrl+H", self.damage), ("Sửa mô tả", "Ctrl+I", self.correct), ("In tem mã vạch", "Ctrl+E", self.label),
            ("In thẻ kho", "Ctrl+P", self.print_out), ("Lưu thẻ kho thành Excel hoặc PDF", "F8", self.save),
            ("In lệnh, phiếu, biên bản của dòng đang chọn", "Ctrl+Shift+P", self.papers), ("Xóa dòng cuối ghi nhầm", "Ctrl+Delete", self.strike),
            ("Mở việc của món này", "Ctrl+O", self.open_matter),
        ):  # fmt: skip
            self.action(words, key, act)

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: store_queries.card(self.desk, self.item), self._take, key=f"card-{id(self)}", owner=self, on_refused=self._refused
        )

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.card = None
        self.model.set_rows(())
        self.head.setText("Không còn trong kho")
        self.facts.setText(" ".join(sentence(r) for r in refusals))

    def _take(self, card: Card) -> None:
        self.card = card
        line, words = card.line, card.words
        self.about = line.code
        self.shell.hints_changed()
        self.head.setText(f"{line.code}: {line.name}")
        sealed = {None: "", True: "đang niêm phong", False: "đã mở niêm phong"}[card.state.sealed]
        said = [
            f"Còn {line.rest}", line.kind, f"bản án tuyên: {line.fate[:1].lower()}{line.fate[1:]}", ", ".join(x for x in (line.place, line.spot) if x),
            f"của {line.owner}" if line.owner else "", f"việc {line.number_text}" if line.number_text else "", f"khoản {line.line}" if line.line else "",
            f"bản án {card.judgment}" if card.judgment else "", f"Chấp hành viên {card.officer}" if card.officer else "", words.get("state", ""),
            f"niêm phong {words['seal']}" if words.get("seal") else "", sealed, f"thu giữ tại {words['commune']}" if words.get("commune") else "",
            words.get("note", ""),
        ]  # fmt: skip
        self.facts.setText("; ".join(x for x in said if x) + ".")
        self.model.set_rows(card.lines)
        if card.lines:
            self.table.selectRow(len(card.lines) - 1)

    # --- acts ---------------------------------------------------------------------------------------

    def _open(self, made: Callable[[Shell, Any], Page], *, card: bool = False) -> None:
        if self.card is not None:
            self.shell.open_page(made(self.shell, self.card if card else [self.card.line]))

    def out(self) -> None:
        """It goes out, or a part of it."""
        self._open(store_acts.ItemOutPage)

    def link(self) -> None:
        """Of which matter it is."""
        self._open(store_acts.LinkPage)

    def move_on(self) -> None:
        """Where it lies from now on."""
        self._open(store_acts.MovePage)

    def notify(self) -> None:
        """Whoever may fetch it was told."""
        self._open(store_acts.NoticePage)

    def seal(self) -> None:
        """It was sealed, or opened."""
        self._open(store_acts.SealPage)

    def damage(self) -> None:
        """Damage or loss."""
        self._open(store_acts.DamagePage)

    def correct(self) -> None:
        """Its words."""
        self._open(store_acts.CorrectPage, card=True)

    def strike(self) -> None:
        """Its last line."""
        self._open(store_acts.StrikePage, card=True)

    def label(self) -> None:
        """Its label."""
        from thads_desktop.ui.pages.store_papers import LabelsPage

        self._open(LabelsPage)

    def papers(self) -> None:
        """The papers of the chosen line: what it came in by, or went out by."""
        from thads_desktop.ui.pages.store_papers import StorePapersPage

        key = self.table.current_key()
        line = next((x for x in self.card.lines if x.seq == key), None) if self.card is not None else None
        if line is None or not line.order or not (line.came or line.went):
            self.shell.warn("Hãy chọn một dòng nhập hoặc xuất của thẻ kho để in lệnh, phiếu, biên bản.")
            return
        self.shell.open_page(StorePapersPage(self.shell, line.day, line.order, incoming=bool(line.came)))

    def print_out(self) -> None:
        """The card as it will print."""
        card = self.card
        if card is not None:
            show_print(self, f"Thẻ kho {card.line.code}", lambda: store_prints.card(self.desk, card), f"the-kho-{card.line.code}")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        card = self.card
        if card is not None:
            prompt_save(self, self.progress, "store", "Lưu thẻ kho", lambda: store_prints.card(self.desk, card), f"the-kho-{card.line.code}")

    def open_matter(self) -> None:
        """The matter it is of."""
        if self.card is None or not self.card.line.matter:
            self.shell.warn("Món này chưa gắn với việc thi hành án nào: nhấn Ctrl+G để gắn.")
            return
        from thads_desktop.ui.pages.matter import MatterPage

        self.shell.open_page(MatterPage(self.shell, self.card.line.matter))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Shift+X", "xuất"), ("Ctrl+G", "gắn việc"), ("Ctrl+E", "tem"), ("Ctrl+P", "in thẻ"))

    def help(self) -> str:
        return (
            "Mọi dòng nhập, xuất, chuyển, niêm phong, kiểm kê của một món, kèm số tồn sau từng dòng. Dòng không sửa được: ghi nhầm thì Ctrl+Delete xóa "
            "dòng cuối (có người thứ hai xác nhận), mô tả sửa bằng Ctrl+I. Ctrl+Shift+X xuất, Ctrl+M chuyển nơi giữ, Ctrl+G gắn việc, Ctrl+T thông báo "
            "nhận, Ctrl+Shift+S niêm phong, Ctrl+H hư hỏng, Ctrl+E tem, Ctrl+P in thẻ kho, Enter hoặc Ctrl+Shift+P in lệnh, phiếu của dòng đang chọn, "
            "Ctrl+O mở việc."
        )


def _detail(line: CardLine) -> str:
    return "; ".join(x for x in (line.detail, line.said, f"trái quy định: {line.breaches}" if line.breaches else "") if x)
