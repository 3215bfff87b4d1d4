"""Court fees, fines and the like: the decisions that waiting judgments call for, drafted together; what cannot be drafted says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QWidget

from thads_desktop.services import draft_many, people
from thads_desktop.services.draft_many import Drafted, Officers, Proposed, Wanted
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.assignment import RULES
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told

if TYPE_CHECKING:
    from datetime import date

READY, NOT = Chip("Soạn được", "green", "check"), Chip("Chưa soạn được", "amber", "clock")
TOPICS = ("intake", "papers")


class DraftManyPage(Page):
    """Chosen judgments (none: all that wait) as the decisions they call for; the drafts go on in the batch."""

    name = "draft-many"
    title = "Soạn quyết định hàng loạt"
    belongs = "intake"
    topics = ("intake", "people", "forms")

    def __init__(self, shell: Shell, judgments: Sequence[str] = ()) -> None:
        super().__init__(shell)
        self._judgments = tuple(judgments)
        self._fresh, self._again = True, False
        self.officers = Combo()
        self.officers.setObjectName("officers")
        self.officers.setAccessibleName("Chấp hành viên   Ctrl+B")
        self.officers.setMinimumContentsLength(34)
        for rule, words in RULES:
            self.officers.addItem(f"Chấp hành viên: {words[0].lower()}{words[1:]}", Officers(rule))
        with self.desk.reading() as reader:
            for post in people.officers(reader, self.clock.today()):
                self.officers.addItem(f"Chấp hành viên: {post.name}", Officers(person=post.person))
        self.officers.currentIndexChanged.connect(lambda _at: self.refresh())
        go = QPushButton("Soạn các dòng đã chọn   Ctrl+Enter")
        go.clicked.connect(lambda _checked=False: self.draft())
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.body.addLayout(FlowRow(self.heading(), self.officers, go, self.count))
        self.left = Told(self, "", "left")
        self.body.addWidget(self.left)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Bản án", lambda r: r.number, width=19, least=18),
                Column("Người phải thi hành án", lambda r: ", ".join(r.debtors), width=22, least=15),
                Column("Khoản", lambda r: r.what, width=20, least=12, spare=2),
                Column("Số tiền", lambda r: r.due or "", "right", 12, least=10),
                Column("Chấp hành viên", lambda r: r.officer_name, width=16, least=12, spare=1, tip=lambda r: r.officer_why),
                Column("Tình trạng", lambda r: NOT if r.why else READY, width=18, least=16, chips=(READY, NOT)),
                Column("Lý do", _why, width=0, least=26),
            ],
            lambda r: r.key,
            self,
        )
        empty = (
            "Không có bản án nào chờ quyết định chủ động. Nhập các khoản án phí, tiền phạt… của bản án ở Bản án đến (Ctrl+Shift+P) "
            "thì quyết định cần ra có ở đây."
        )
        self.table = TableView(self.model, self, empty)
        self.table.setObjectName("draft-many-table")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.preview = PaperPreview(self.worker, desk=self.desk)
        split = QSplitter()
        split.addWidget(with_words(self.table))
        split.addWidget(self.preview)
        split.setSizes([800, 340])
        self.body.addWidget(split, 1)
        self.action("Cách phân công hoặc chấp hành viên chung", "Ctrl+B", self.officers.setFocus)
        self.action("Chọn mọi dòng soạn được", "Ctrl+A", self._choose_ready)
        self.action("Xem quyết định sau", "Ctrl+Down", lambda: self.turn(1))
        self.action("Xem quyết định trước", "Ctrl+Up", lambda: self.turn(-1))
        self.action("Soạn các quyết định đã chọn", ("Ctrl+Return", "Ctrl+Enter"), self.draft, icon="paper")
        self.action("Trình, ký, vào số, in các quyết định đang soạn", "Ctrl+Shift+B", lambda: self._batch(()))

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self.progress.running:
            self._again = True
            return
        officers, day = self.officers.currentData(), self.clock.today()

        def whole(progress: Any, cancelled: Any) -> tuple[Proposed, ...]:
            chosen = self._judgments or draft_many.waiting(self.desk)[: draft_many.MOST]
            return draft_many.look(self.desk, chosen, officers, day, progress, cancelled, open_only=not self._judgments)

        self.progress.start("Đang xét từng bản án", whole, self._take)

    def _take(self, rows: tuple[Proposed, ...]) -> str:
        chosen = {str(k) for k in self.table.selected_keys()}
        self.model.set_rows(list(rows))
        ready = [r for r in rows if not r.why]
        self.count.setText(f"{len(ready)} soạn được · {len(rows) - len(ready)} chưa soạn được")
        if self._fresh or not chosen & {r.key for r in ready}:
            self._choose_ready()
        else:
            self._choose({r.key for r in ready} & chosen)
        self._fresh = False
        self.worker.run_read(lambda: None, lambda _none: self._settle(), key=f"settle-{id(self)}", owner=self)
        return f"Đã xét {len(rows)} dòng: {len(ready)} quyết định soạn được."

    def _settle(self) -> None:
        """After the work has ended: once more where something changed meanwhile, else the panel is in nobody's way."""
        if self._again:
            self._again = False
            self.refresh()
        elif not self.progress.running:
            self.progress.clear()

    def _choose_ready(self) -> None:
        self._choose({r.key for r in self._rows() if not r.why})

    def _choose(self, keys: set[str]) -> None:
        model = self.table.selectionModel()
        self.table.clearSelection()
        places = [at for at, r in enumerate(self._rows()) if r.key in keys]
        for at in places:
            model.select(self.model.index(at, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
        first = places[0] if places else 0
        if self.model.rowCount():
            model.setCurrentIndex(self.model.index(first, 0), model.SelectionFlag.NoUpdate)
            self._show(self.model.row(first).key)

    def _rows(self) -> list[Proposed]:
        return [self.model.row(at) for at in range(self.model.rowCount())]

    def _show(self, key: object) -> None:
        if not isinstance(key, str) or self.model.place(key) < 0:
            return
        row, day = self.model.row(self.model.place(key)), self.clock.today()
        if row.place == 0 or (row.why and row.why[0].code.startswith("many.")):
            self.preview.clear(_why(row))
            return
        wanted = Wanted(row.key, row.officer)
        self.preview.name = f"Quyết định thi hành án {row.number}"
        self.preview.draw(lambda: draft_many.preview(self.desk, wanted, day), at_once=True, of=row.key)

    def turn(self, by: int) -> None:
        """The next one under the eye, what is chosen unchanged."""
        at = self.model.place(self.table.current_key()) + by
        if 0 <= at < self.model.rowCount():
            model = self.table.selectionModel()
            model.setCurrentIndex(self.model.index(at, 0), model.SelectionFlag.NoUpdate)
            self._show(self.model.row(at).key)

    def _open(self, key: object) -> None:
        """The parts of the judgment under the hand: where most of what is missing is put right."""
        from thads_desktop.ui.pages.split import SplitPage

        if isinstance(key, str) and (at := self.model.place(key)) >= 0:
            row = self.model.row(at)
            self.shell.open_page(SplitPage(self.shell, row.judgment, row.number))

    # --- what is done -------------------------------------------------------------------------------

    def draft(self) -> None:
        """Draft the chosen ones that can be; they go on in the batch."""
        chosen = set(self.table.selected_keys())
        wanted = [Wanted(r.key, r.officer) for r in self._rows() if r.key in chosen and not r.why]
        numbers = {r.key: r.number for r in self._rows()}
        if not wanted:
            self.shell.warn("Chưa chọn dòng nào soạn được: hãy chọn dòng ghi “Soạn được”, hoặc xử lý lý do ghi ở dòng ấy trước.")
            return
        day: date = self.clock.today()
        self.left.say("")

        def whole(progress: Any, cancelled: Any) -> tuple[Drafted, tuple[str, ...]]:
            return draft_many.draft(self.desk, wanted, day, progress, cancelled), TOPICS

        def ended(done: Drafted) -> str:
            return self._ended(done, len(wanted), numbers)

        self.progress.start("Đang soạn quyết định", whole, ended, writes=True)

    def _ended(self, done: Drafted, wanted: int, numbers: dict[str, str]) -> str:
        said = f"Đã soạn {len(done.made)} quyết định."
        if done.left:
            key, why = done.left[0]
            said += f" {len(done.left)} dòng không soạn được và giữ nguyên, như bản án {numbers.get(key, '')}: {' '.join(sentence(r) for r in why)}"
        if done.cancelled:
            said += f" Đã dừng theo yêu cầu, {wanted - len(done.made) - len(done.left)} dòng còn nguyên."
        if done.left or done.cancelled:
            self.left.say(f"⚠ {said}")
        self._again = True
        self.worker.run_read(lambda: None, lambda _none: self._settle(), key=f"settle-{id(self)}", owner=self)
        if done.made:
            self._batch([paper for _key, paper in done.made])
            self.shell.tell(said)
        return said

    def _batch(self, chosen: Sequence[str]) -> None:
        from thads_desktop.ui.pages.batch import BatchPage

        self.shell.open_page(BatchPage(self.shell, draft_many.FORM, chosen))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "soạn"), ("Ctrl+↓ ↑", "xem"), ("Ctrl+B", "chấp hành viên"), ("Enter", "các khoản"))

    def help(self) -> str:
        return (
            "Mỗi dòng là một quyết định thi hành án chủ động cần ra (án phí, tiền phạt…), theo các khoản đã nhập của bản án và luật đang áp dụng. "
            "Lúc đầu mọi dòng soạn được đều được chọn; Shift, Ctrl và phím mũi tên hoặc chuột chọn lại, Ctrl+A chọn mọi dòng soạn được. Ctrl+B "
            "chọn cách phân công, hoặc một chấp hành viên chung. Ctrl+↓, Ctrl+↑ xem từng quyết định. Ctrl+Enter soạn các dòng đã chọn rồi chuyển "
            "sang trang Ban hành hàng loạt để trình, ký, vào số, in. Dòng chưa soạn được ghi lý do và giữ nguyên; Enter mở các khoản của bản án ấy."
        )


def _why(row: Proposed) -> str:
    told = f"{row.told}: quyết định, phong bì sẽ thiếu địa chỉ (Enter để bổ sung)." if row.told else ""
    return " ".join((*(sentence(r) for r in row.why), *([told] if told else [])))
