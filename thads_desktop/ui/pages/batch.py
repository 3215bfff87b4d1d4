"""Papers of one kind on their way together: looked at one after the other, submitted, signed, numbered, printed in the order of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSplitter, QWidget

from thads_desktop.services import batch, batch_steps, dispatch, draft_many, papers
from thads_desktop.services.queries import STAGE_WORDS
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.printing import open_queue
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.print_queue import Item
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from thads_desktop.services.batch import Batch
    from thads_desktop.services.batch_steps import Kind
    from thads_desktop.services.queries import PaperRow

TOPICS = ("matters", "deadlines", "papers", "intake", "*")
DONE = ("numbered", "sent")
NONE_YET = "Chưa có văn bản nào vào số ở trang này: hãy vào số trước (Ctrl+F9), hoặc Ctrl+U để xem các văn bản đã vào số mà chưa gửi."
NONE_CHOSEN = "Hãy chọn các văn bản đã vào số trong danh sách trước."
#: Step -> what is being done, what was done.
_WORDS = {"submit": ("Đang trình ký", "Đã trình ký"), "sign": ("Đang ký", "Đã ký"), "number": ("Đang vào số và lập bản in", "Đã vào số")}


class BatchPage(Page):
    """All papers of a kind from draft to print; each step takes those of the chosen lines that wait for it."""

    name = "batch"
    title = "Ban hành hàng loạt"
    belongs = "queue"
    topics = ("papers",)

    def __init__(self, shell: Shell, form: str = "", chosen: Sequence[str] = ()) -> None:
        """chosen: papers that are chosen at first; none: all of the kind."""
        super().__init__(shell)
        self._wanted_form = form
        #: Numbered on this page, in the order of numbers: what there is to print.
        self.issued: list[str] = []
        self._chosen_before: set[str] | None = set(chosen) or None
        self.kind = Combo()
        self.kind.setObjectName("kind")
        self.kind.setAccessibleName("Loại văn bản   Ctrl+B")
        self.kind.setMinimumContentsLength(44)
        self.kind.currentIndexChanged.connect(lambda _at: self._turned())
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.body.addLayout(FlowRow(self.heading(), self.kind, self.count))
        buttons = []
        for words, run in (
            ("Trình ký   Ctrl+Enter", self.submit), ("Ký   F9", self.sign), ("Vào số   Ctrl+F9", self.number), ("In theo thứ tự   F8", self.print_all),
            ("Phong bì   Ctrl+M", self.envelopes), ("Phiếu gửi   Ctrl+P", self.slip),
        ):  # fmt: skip
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, run=run: run())
            buttons.append(button)
        self.copies = QCheckBox("In đủ số bản theo nơi nhận   Ctrl+I")
        self.copies.setObjectName("copies")
        self.copies.setChecked(True)
        self.numbered = QCheckBox("Cả đã vào số, chưa gửi   Ctrl+U")
        self.numbered.setObjectName("numbered")
        self.numbered.toggled.connect(lambda _on: self._numbered_turned())
        self.body.addLayout(FlowRow(*buttons, self.copies, self.numbered))
        self.stopped = Told(self, "", "stopped")
        self.body.addWidget(self.stopped)
        self.question = AskTwice("Ctrl+Delete", "Ctrl+Delete", self)
        self.body.addWidget(self.question)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Bước", lambda r: STAGE_WORDS[r.stage], width=15),
                Column("Số", lambda r: r.number_text, width=17, least=10),
                Column("Việc", lambda r: r.about, width=0, least=26),
                Column("Người ký", lambda r: r.signer, width=18, least=10, spare=1),
                Column("Ngày", lambda r: r.day, width=10, spare=2),
            ],
            lambda r: r.paper,
            self,
        )
        self.table = WrappedRows(self.model, self, "Không có văn bản nào của loại này đang chờ trình, ký hay vào số.", wraps=("Việc",))
        self.table.setObjectName("batch-table")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        #: The row at which a step was refused, to be brought into sight once the list is read anew.
        self._stopped_at = ""
        self.preview = PaperPreview(self.worker, desk=self.desk)
        split = QSplitter()
        split.addWidget(with_words(self.table))
        split.addWidget(self.preview)
        split.setSizes([640, 450])
        self.body.addWidget(split, 1)
        self.action("Chọn loại văn bản", "Ctrl+B", self.kind.setFocus)
        self.action("Chọn mọi văn bản", "Ctrl+A", self.table.selectAll)
        self.action("Xem văn bản sau", "Ctrl+Down", lambda: self.turn(1))
        self.action("Xem văn bản trước", "Ctrl+Up", lambda: self.turn(-1))
        self.action("Trình ký các văn bản đã chọn", "Ctrl+Return", self.submit)
        self.action("Ký các văn bản đã chọn", "F9", self.sign, icon="sign")
        self.action("Vào số các văn bản đã chọn", "Ctrl+F9", self.number)
        self.action("In các văn bản vừa vào số theo thứ tự", "F8", self.print_all, icon="print")
        self.action("In đủ số bản theo nơi nhận, hay mỗi văn bản một bản", "Ctrl+I", self.copies.toggle)
        self.action("Hiện cả văn bản đã vào số mà chưa gửi, để in, làm phong bì, phiếu gửi", "Ctrl+U", self.numbered.toggle)
        self.action("Bỏ các bản đang soạn đã chọn", "Ctrl+Delete", self.discard)
        self.action("Phong bì của các văn bản vừa vào số", "Ctrl+M", self.envelopes)
        self.action("Phiếu gửi các văn bản vừa vào số", "Ctrl+P", self.slip)

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        form, issued, numbered = self._form(), list(self.issued), self.numbered.isChecked()

        def ask() -> tuple[tuple[Kind, ...], str, list[PaperRow]]:
            kinds = batch_steps.kinds(self.desk, numbered=numbered)
            wanted = form or (kinds[0].form if kinds else "")
            return kinds, wanted, batch_steps.of_form(self.desk, wanted, issued, numbered=numbered) if wanted else []

        self.worker.run_read(ask, self._take, key=f"batch-{id(self)}", owner=self)

    def _form(self) -> str:
        return self._wanted_form or str(self.kind.currentData() or "")

    def _numbered_turned(self) -> None:
        self._chosen_before = None
        self.table.clearSelection()
        self.refresh()

    def kind_keys(self) -> list[str]:
        """The kinds there are to choose from."""
        return [str(self.kind.itemData(at)) for at in range(self.kind.count())]

    def _turned(self) -> None:
        """Another kind: what was numbered of the one before is no part of it."""
        form = self.kind.currentData()
        if form and form != self._wanted_form:
            self._wanted_form, self.issued, self._chosen_before = str(form), [], None
            self.stopped.say("")
            self.table.clearSelection()
            self.refresh()

    def _take(self, answer: tuple[tuple[Kind, ...], str, list[PaperRow]]) -> None:
        kinds, form, rows = answer
        self._wanted_form = form
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(f"{kind.name} ({sum(kind.counts.values())})", kind.form)
        if form and self.kind.findData(form) < 0 and rows:
            self.kind.addItem(self.model_name(rows), form)
        self.kind.setCurrentIndex(self.kind.findData(form))
        self.kind.blockSignals(False)
        chosen = {str(k) for k in self.table.selected_keys()} if self._chosen_before is None else self._chosen_before
        self.model.set_rows(rows)
        by_stage = {stage: sum(r.stage == stage for r in rows) for stage in (*batch_steps.STAGES, *DONE)}
        said = [f"{n} {STAGE_WORDS[stage].lower()}" for stage, n in by_stage.items() if n]
        self.count.setText(" · ".join(said))
        self._choose(rows, chosen)

    def model_name(self, rows: Sequence[PaperRow]) -> str:
        """The name of a kind of which nothing waits any more."""
        return rows[0].title or rows[0].form

    def _choose(self, rows: Sequence[PaperRow], before: set[str]) -> None:
        """What was chosen stays chosen; the first time, all."""
        if not before and self.numbered.isChecked():
            # Of what was numbered in all those days, what was numbered last is usually meant.
            last = max((r.day for r in rows if r.stage in DONE and r.day is not None), default=None)
            before = {r.paper for r in rows if r.stage in DONE and r.day == last}
        keep = [at for at, r in enumerate(rows) if r.paper in before]
        if not keep:
            self.table.selectAll()
            if rows and not self.table.selectionModel().currentIndex().isValid():
                self.turn(1)
            return
        current = self.table.current_key()
        self.table.clearSelection()
        if not isinstance(current, str) or self.model.place(current) < 0:
            self.table.select_key(rows[keep[0]].paper)
        model = self.table.selectionModel()
        for at in keep:
            model.select(self.model.index(at, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
        if self._stopped_at:
            key, self._stopped_at = self._stopped_at, ""
            model.setCurrentIndex(self.model.index(self.model.place(key), 0), model.SelectionFlag.NoUpdate)
            # Rows get their heights once the view has laid itself out.
            QTimer.singleShot(0, self.table, lambda: self.table.scrollTo(self.table.currentIndex()))

    def _show(self, key: object) -> None:
        if not isinstance(key, str) or self.model.place(key) < 0:
            return
        row, day = self.model.row(self.model.place(key)), self.clock.today()
        self.preview.name, self.preview.kind = paper_name(row.title, row.number_text), row.form
        if row.stage in DONE:
            self.preview.draw(lambda: papers.stored(self.desk, key), at_once=True, of=key)
        else:
            self.preview.draw(lambda: papers.preview_pdf(self.desk, key, day), at_once=True, of=key)

    def turn(self, by: int) -> None:
        """The next paper under the eye, what is chosen unchanged."""
        at = self.model.place(self.table.current_key()) + by
        if 0 <= at < self.model.rowCount():
            index = self.model.index(at, 0)
            model = self.table.selectionModel()
            model.setCurrentIndex(index, model.SelectionFlag.NoUpdate)
            self._show(self.model.row(at).paper)

    def _open(self, key: object) -> None:
        """Mend the one under the hand."""
        if isinstance(key, str):
            from thads_desktop.ui.pages.open_paper import open_paper

            open_paper(self.shell, self.model.row(self.model.place(key)).matter, key, mend=True)

    # --- what is done -------------------------------------------------------------------------------

    def _waiting(self, step: str) -> list[str]:
        """The chosen lines that wait for a step, in the order of the list."""
        chosen = {k for k in self.table.selected_keys() if isinstance(k, str)}
        rows = [self.model.row(at) for at in range(self.model.rowCount())]
        return [r.paper for r in rows if r.paper in chosen and r.stage in batch_steps.FROM[step]]

    def submit(self) -> None:
        """Lay the chosen drafts before the head."""
        day = self.clock.today()
        self._run("submit", lambda wanted, progress, cancelled: batch_steps.submit(self.desk, wanted, day, progress, cancelled))

    def sign(self) -> None:
        """Sign the chosen ones that were submitted."""
        from thads_desktop.ui.pages.queue import signer_of

        day = self.clock.today()
        self._run("sign", lambda wanted, progress, cancelled: batch_steps.sign(self.desk, wanted, signer_of(self.desk), day, progress, cancelled))

    def number(self) -> None:
        """Number and draw the chosen ones that were signed."""
        day = self.clock.today()
        self._run("number", lambda wanted, progress, cancelled: batch.issue(self.desk, wanted, day, progress, cancelled))

    def discard(self) -> None:
        """Throw the chosen drafts away, asked once more; what was returned or laid before somebody stays."""
        chosen = set(self.table.selected_keys())
        wanted = [r.paper for r in (self.model.row(at) for at in range(self.model.rowCount())) if r.paper in chosen and r.stage == "draft"]
        if not wanted:
            self.shell.warn("Không có bản đang soạn nào trong các dòng đã chọn.")
        elif self.question.ask(tuple(wanted), f"Bỏ {len(wanted)} bản đang soạn? Nội dung đã soạn sẽ mất."):
            self.worker.run_write(
                lambda: (draft_many.discard(self.desk, wanted), TOPICS), lambda n: self.shell.tell(f"Đã bỏ {n} bản đang soạn."), owner=self
            )

    def _run(self, step: str, work: Callable[[list[str], Any, Any], Batch]) -> None:
        wanted = self._waiting(step)
        if not wanted:
            self.shell.warn("Không có văn bản nào ở bước này trong các dòng đã chọn: hãy chọn văn bản, hoặc làm bước trước đã.")
            return
        self._chosen_before = {str(k) for k in self.table.selected_keys()}
        self.stopped.say("")
        doing, done_words = _WORDS[step]

        def whole(progress: Any, cancelled: Any) -> tuple[Batch, tuple[str, ...]]:
            return work(wanted, progress, cancelled), TOPICS

        def ended(done: Batch) -> str:
            return self._ended(step, wanted, done, done_words)

        self.progress.start(doing, whole, ended, writes=True)

    def _ended(self, step: str, wanted: list[str], done: Batch, words: str) -> str:
        if step == "number":
            self.issued += [paper for paper, _ in done.issued]
        left = [p for p in wanted if p not in {paper for paper, _ in done.issued}]
        numbers = [text for _paper, text in done.issued if text]
        of = f", từ số {numbers[0]} đến số {numbers[-1]}" if len(numbers) > 1 else f", số {numbers[0]}" if numbers else ""
        said = f"{words} {len(done.issued)} văn bản{of}."
        if left:
            about = next((r.about for r in (self.model.row(at) for at in range(self.model.rowCount())) if r.paper == left[0]), "")
            place = f"văn bản thứ {wanted.index(left[0]) + 1}/{len(wanted)}"
            why = " ".join(sentence(r) for r in done.why) if done.why else "Đã dừng theo yêu cầu."
            rest = f"Còn {len(left)} văn bản chưa làm, bắt đầu từ {place}, việc {about}. Enter mở để sửa; sửa xong làm lại bước này là làm tiếp từ đó."
            self.stopped.say(f"⚠ Dừng lại: {why} {rest}")
            self.table.select_key(left[0])
            self._stopped_at = left[0]
            self._chosen_before = set(left) if step != "number" else {*left, *self.issued}
        self.refresh()
        return said

    def _done(self) -> list[PaperRow]:
        """What there is to print: what was numbered on this page, in the order of numbers; where all that was numbered is shown, the chosen
        lines of it. Says why there is none."""
        rows = [r for r in (self.model.row(at) for at in range(self.model.rowCount())) if r.stage in DONE]
        if self.numbered.isChecked():
            chosen = set(self.table.selected_keys())
            found = [r for r in rows if r.paper in chosen]
        else:
            by_key = {r.paper: r for r in rows}
            found = [by_key[p] for p in self.issued if p in by_key]
        if not found:
            self.shell.warn(NONE_CHOSEN if self.numbered.isChecked() else NONE_YET)
        return found

    def print_all(self) -> None:
        """In the order of numbers, through the queue of the printer."""
        wanted = self._done()
        if not wanted:
            return
        if not self.copies.isChecked():
            open_queue(self.shell, [Item(f"{r.title} {r.number_text}".strip(), r.form, r.paper) for r in wanted])
            return
        papers_of = [r.paper for r in wanted]

        def take(found: list[dispatch.Copies]) -> None:
            open_queue(self.shell, [Item(f"{c.title} {c.number_text}".strip(), c.form, c.paper, copies=c.count) for c in found])

        self.worker.run_read(lambda: dispatch.copies(self.desk, papers_of), take, key=f"copies-{id(self)}", owner=self)

    def envelopes(self) -> None:
        """Of everybody who gets one of them."""
        from thads_desktop.ui.pages.envelopes import EnvelopesPage

        if wanted := self._done():
            self.shell.open_page(EnvelopesPage(self.shell, [r.paper for r in wanted]))

    def slip(self) -> None:
        """The slip that goes with them."""
        if wanted := [r.paper for r in self._done()]:
            show_print(self, "Phiếu gửi, chuyển giao văn bản", lambda: dispatch.slip(self.desk, wanted), "phieu-gui")

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "trình"), ("F9", "ký"), ("Ctrl+F9", "vào số"), ("F8", "in"))

    def help(self) -> str:
        return (
            "Mọi văn bản của một loại đang soạn, chờ ký hay chờ số; Ctrl+B đổi loại. Lúc đầu mọi dòng được chọn; Ctrl+↓, Ctrl+↑ xem từng văn bản mà "
            "không đổi các dòng đã chọn. Ctrl+Enter trình, F9 ký, Ctrl+F9 vào số, F8 in theo thứ tự số (Ctrl+I: đủ số bản theo nơi nhận), "
            "Ctrl+M phong bì, Ctrl+P phiếu gửi; Ctrl+U hiện cả văn bản đã vào số hôm trước mà chưa gửi, để in, làm phong bì tiếp. "
            "Gặp văn bản không làm được thì dừng ở đó, nói "
            "lý do và còn bao nhiêu; những văn bản trước đó đã xong. Enter mở văn bản để sửa, rồi làm lại bước ấy là làm tiếp; "
            "Ctrl+Delete hai lần bỏ các bản đang soạn đã chọn."
        )
