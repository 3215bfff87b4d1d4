"""Every rule of law that holds here as one table: searched, printed, saved for a lawyer to read and correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from thads_desktop.services import rule_files, rule_table
from thads_desktop.ui import theme
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.calculators.base import Calculator
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.narrowing import Narrowing, Searched, searched
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.rule_table import RuleRow
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.theme import Tone

_NAME = "bang-quy-dinh"


def _tone(row: RuleRow) -> Tone:
    return "neutral" if row.sure == rule_table.SURE["H"] else "amber"


class RuleBookTab(Calculator):
    """Amber is what must be checked before somebody relies on it."""

    title = "Bảng quy định"
    help = (
        "Bảng quy định: mọi thời hạn, căn cứ, mức và cách tính chương trình đang dùng, kèm điều luật, ngày hiệu lực và mức chắc chắn; chữ "
        "vàng là chỗ phải đối chiếu. Ctrl+F tìm, Enter trên một thời hạn thì tính; Ctrl+P in, F8 lưu Excel hoặc PDF cho người khác đọc."
    )

    #: A term's rule, to be counted.
    wanted = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.model = RowsModel(
            [
                Column("Phần", lambda r: r.part, width=13, least=9, spare=1),
                Column("Mã", lambda r: r.code, width=5),
                Column("Nội dung", lambda r: r.title, width=0, least=44),
                Column("Luật", lambda r: r.law_words, width=9),
                Column("Mức", lambda r: r.value, width=19, least=17, tone=_tone),
                Column("Điều luật", lambda r: r.cite, width=34, least=26),
                Column("Chắc chắn", lambda r: r.sure, width=11, tone=_tone),
                Column("Hiệu lực", lambda r: r.span, width=22, spare=3),
                Column("Tính từ, xong khi", lambda r: r.when, width=24, least=12, spare=4),
                Column("Gặp ngày nghỉ", lambda r: r.roll, width=14, least=8, spare=5),
                Column("Ghi chú", lambda r: r.note, width=24, least=12, spare=2),
            ],
            None,
            self,
        )
        self.table = TableView(self.model, self)
        self.table.setObjectName("rule-book")
        self.table.setAccessibleName("Bảng quy định")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.search = Narrowing(None, "nội dung, điều luật, ghi chú", self.table, "", self.model.set_rows)
        self.progress = ProgressPanel(page.worker, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(2), 0, 0)
        column.addLayout(FlowRow(*self._buttons()))
        column.addWidget(self.search)
        column.addWidget(self.progress)
        column.addWidget(self.table, 1)
        column.addWidget(RowWords(self.table, 4))
        page.action("In bảng quy định", "Ctrl+P", self.print_out, icon="print")
        page.action("Lưu bảng quy định thành Excel hoặc PDF", "F8", self.prompt_save, icon="export")

    def _buttons(self) -> list[QPushButton]:
        return buttons(("In   Ctrl+P", self.print_out, "print-rules"), ("Lưu Excel, PDF   F8", self.prompt_save, "save-rules"))

    def first(self) -> QWidget:
        return self.table

    def to_search(self) -> None:
        self.search.take_up()

    def look(self) -> None:
        self.page.worker.run_read(self._ask, self.search.take, key="rule-book", owner=self)

    def print_out(self) -> None:
        """The table as it will lie on the desk."""
        from thads_desktop.ui.pages.printed import PrintedPage

        desk = self.page.desk
        self.page.shell.open_page(PrintedPage(self.page.shell, "Bảng quy định", lambda: rule_files.pdf(rule_files.of_desk(desk)), _NAME))

    def prompt_save(self) -> None:
        """Ask for a file, .xlsx or .pdf. There is nothing of a person in it."""
        desk = self.page.desk
        file = ask_file(self, "Lưu bảng quy định", desk.folder, f"{_NAME}.xlsx", "Excel (*.xlsx);;PDF (*.pdf)")
        if file is not None:
            self.progress.start(
                "Đang lập bảng", lambda _progress, _cancelled: rule_files.write(file, rule_files.of_desk(desk)),
                lambda written: saved([written]), on_refused=self._refused,
            )  # fmt: skip

    def _ask(self) -> list[Searched]:
        with self.page.desk.reading() as reader:
            rules = self.page.desk.rules_for(reader)
        return [
            searched(row, (row.part, row.code, row.title, row.law_words, row.value, row.cite, row.sure, row.note)) for row in rule_table.rows(rules)
        ]

    def _open(self, key: object) -> None:
        row: Any = self.model.row(key) if isinstance(key, int) else None
        if row is None or row.part != rule_table.TERMS:
            self.page.shell.warn("Dòng này không phải thời hạn, nên không có ngày để tính.")
            return
        self.wanted.emit(row.code)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.page.shell.warn(" ".join(sentence(r) for r in refusals))
