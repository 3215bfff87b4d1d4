"""Matters without an officer, with a proposal and its reason for each; the head accepts some or all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from thads_desktop.services import assignments, queries
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.workload import Proposal, RuleName

RULES: tuple[tuple[RuleName, str], ...] = (("load", "Theo khối lượng việc"), ("area", "Theo địa bàn"), ("number", "Theo số bản án"))
MOST = 300


class AssignmentPage(Page):
    """Proposals by one of three rules, each explained."""

    name = "assignment"
    title = "Phân công chấp hành viên"
    topics = ("matters", "people")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.rule = QComboBox()
        self.rule.setObjectName("rule")
        self.rule.setAccessibleName("Cách đề xuất")
        for key, words in RULES:
            self.rule.addItem(words, key)
        self.rule.currentIndexChanged.connect(lambda _at: self.refresh())
        accept = QPushButton("Phân công việc đã chọn   Ctrl+Enter")
        accept.clicked.connect(self._accept)
        duties = QPushButton("Địa bàn, thân thích   Ctrl+B")
        duties.clicked.connect(lambda _checked=False: self._duties())
        over = QPushButton("Bàn giao hết việc   Ctrl+G")
        over.clicked.connect(lambda _checked=False: self._hand_over())
        self.body.addLayout(FlowRow(self.heading(), self.rule, accept, duties, over))
        self.model = RowsModel(
            [
                Column("Việc", lambda r: r[1], width=15),
                Column("Người phải thi hành án", lambda r: r[2], width=22, least=16, spare=1),
                Column("Đề xuất", lambda r: r[0].name or "chưa có người phù hợp", width=20, least=14),
                Column("Lý do", lambda r: r[0].why, width=0, least=74),
                Column("Không chọn", lambda r: _passed_over(r[0]), width=24, least=11, spare=2),
            ],
            lambda r: r[0].matter,
            self,
        )
        self.table = TableView(self.model, self, "Mọi việc đều đã có chấp hành viên.")
        self.table.setObjectName("assignment-table")
        self.body.addWidget(with_words(self.table), 1)
        self.action("Phân công các việc đã chọn", ("Ctrl+Return", "Ctrl+Enter"), self._accept, icon="people")
        self.action("Chọn tất cả", "Ctrl+A", self.table.selectAll)
        self.action("Địa bàn, người thân thích của chấp hành viên", "Ctrl+B", self._duties)

        self.action("Bàn giao toàn bộ việc của một chấp hành viên…", "Ctrl+G", self._hand_over)

    def refresh(self) -> None:
        rule = self.rule.currentData()

        def ask() -> list[tuple[Proposal, str, str]]:
            found = assignments.proposals(self.desk, assignments.unassigned(self.desk)[:MOST], rule)
            rows = queries.matters_by_key(self.desk, [p.matter for p in found])
            return [(p, rows[p.matter].number_text, rows[p.matter].debtor) for p in found if p.matter in rows]

        self.worker.run_read(ask, self.model.set_rows, key="proposals", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def help(self) -> str:
        return (
            "Việc chưa có chấp hành viên, mỗi việc kèm người được đề xuất và lý do. Ctrl+A chọn hết, hoặc giữ Shift rồi ↑ ↓; Ctrl+Enter phân "
            "công như đề xuất. Người là thân thích của đương sự không được đề xuất: Ctrl+B ghi địa bàn và thân thích. Ctrl+G "
            "bàn giao hết việc của một chấp hành viên thôi việc."
        )

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+A", "chọn hết"), ("Ctrl+Enter", "phân công"), ("Ctrl+B", "địa bàn, thân thích"))

    def _duties(self) -> None:
        from thads_desktop.ui.pages.officer_duties import OfficerDutiesPage

        self.shell.open_page(OfficerDutiesPage(self.shell))

    def _hand_over(self) -> None:
        from thads_desktop.ui.pages.handover import HandoverPage

        self.shell.open_page(HandoverPage(self.shell))

    def _accept(self) -> None:
        wanted = [self.model.row(self.model.place(k))[0] for k in self.table.selected_keys() if isinstance(k, str)]
        wanted = [p for p in wanted if p.officer]
        day = self.clock.today()
        if not wanted:
            self.shell.warn("Hãy chọn ít nhất một việc có đề xuất.")
            return

        def write() -> tuple[str, tuple[str, ...]]:
            warned = assignments.assign_all(self.desk, [(p.matter, p.officer) for p in wanted], day)
            said = [f"Đã phân công {len(wanted)} việc.", *dict.fromkeys(sentence(w) for w in warned)]
            return " ".join(said), ("matters", "deadlines", "*")

        self.worker.run_write(write, self.shell.tell, self._refused, owner=self)

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))
        self.refresh()


def _passed_over(proposal: Proposal) -> str:
    return "; ".join(f"{name}: {why}" for name, why in proposal.passed_over)
