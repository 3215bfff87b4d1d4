"""Taking an old register over: try it, look at every row, then do it; undo a batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import takeover, takeover_batches, takeover_files
from thads_desktop.services.takeover_batches import Batch
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

OUTCOMES = {
    "accept": Chip("Nhận", "green", "check"), "normalise": Chip("Nhận, đã sửa", "blue", "pen"),
    "warn": Chip("Nhận, có lưu ý", "amber", "warning"), "reject": Chip("Loại", "red", "close"),
    "known": Chip("Đã có", "neutral", "list"),
}  # fmt: skip
UNDO, BOOK = "Ctrl+Delete", "Sổ Excel (*.xlsx)"
#: The box by which officers of the workbook are added.
ADD_OFFICERS = "Thêm chấp hành viên chưa có trong danh sách"
TOPICS = ("matters", "deadlines", "papers", "intake", "returns", "*")


class TakeoverPage(Page):
    """File, dry run, rows, control totals, real run, undo."""

    name = "takeover"
    title = "Tiếp nhận sổ thụ lý"
    topics = ("matters",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.done: takeover.Done | None = None
        self.body.addWidget(self.heading())
        line = QHBoxLayout()
        self.file = QLineEdit()
        self.file.setObjectName("file")
        self.file.setPlaceholderText("Tệp sổ thụ lý Excel (.xlsx)")
        self.file.setAccessibleName("Tệp sổ thụ lý")
        self.file.textChanged.connect(lambda _text: self._forget())
        choose = QPushButton("Chọn tệp…   Ctrl+O")
        choose.clicked.connect(self.prompt_file)
        self.new_officers = QCheckBox(ADD_OFFICERS)
        self.new_officers.setObjectName("create-officers")
        for widget in (self.file, choose):
            line.addWidget(widget, 1 if widget is self.file else 0)
        self.body.addLayout(line)
        acts = FlowRow()
        for button in buttons(
            ("Thử (không ghi)   Ctrl+Enter", self.try_out, "try"), ("Tiếp nhận   F9", lambda: self._run(dry=False), "take"),
            ("Lưu sổ các dòng cần sửa…   Ctrl+S", self.prompt_correction, "correction"), ("Biên bản đối chiếu…   F8", self.prompt_minutes, "minutes"),
            ("Hủy lô đã chọn   Ctrl+Delete", self._undo, "undo"),
        ):  # fmt: skip
            acts.addWidget(button)
        acts.addWidget(self.new_officers)
        self.body.addLayout(acts)
        self.question = AskTwice(UNDO, UNDO, button, self)
        self.body.addWidget(self.question)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.hide()
        self.body.addWidget(self.summary)
        self.body.addWidget(self._tabs(), 1)
        self.action("Chọn tệp sổ thụ lý", "Ctrl+O", self.prompt_file)
        self.action("Hủy lô tiếp nhận đã chọn", UNDO, self._undo)
        self.action("Thử tiếp nhận, không ghi", "Ctrl+Return", self.try_out)
        self.action("Tiếp nhận", "F9", lambda: self._run(dry=False))
        self.action("Lưu sổ các dòng cần sửa", "Ctrl+S", self.prompt_correction)
        self.action("Lưu biên bản đối chiếu", "F8", self.prompt_minutes)
        for at in range(self.tabs.count()):
            self.action(self.tabs.tabText(at), f"Ctrl+{at + 1}", partial(self._pane, at))

    def refresh(self) -> None:
        self.worker.run_read(lambda: takeover_batches.batches(self.desk), self.batches.set_rows, key="batches", owner=self)

    def first_focus(self) -> QWidget:
        return self.file

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn tệp"), ("Ctrl+Enter", "thử"), ("F9", "tiếp nhận"))

    def help(self) -> str:
        return (
            "Thử cho biết trước từng dòng sẽ được nhận, sửa hay loại, đúng như khi tiếp nhận thật. Dòng bị loại được lưu vào "
            "sổ cần sửa (Ctrl+S); sửa xong thì tiếp nhận sổ ấy. Tiếp nhận lại cùng một sổ không thêm gì. Chấp hành viên chưa có: đánh dấu ô “"
            f"{ADD_OFFICERS}”, hoặc thêm ở Thiết lập trước. Hủy cả một lô: mở Các lần tiếp nhận, chọn lô, Ctrl+Delete, rồi Ctrl+Delete "
            "lần nữa khi đã đọc câu hỏi. Ctrl+1 đến Ctrl+3 chuyển giữa từng dòng, đối chiếu và các lần tiếp nhận; F8 lưu biên bản đối chiếu."
        )

    def _tabs(self) -> QWidget:
        self.rows = RowsModel(
            [
                Column("Dòng", lambda r: str(r[0].row), "right", 6),
                Column("Kết quả", lambda r: OUTCOMES[r[0].outcome], width=15, chips=tuple(OUTCOMES.values())),
                Column("Mã", lambda r: r[1].code if r[1] else "", width=5),
                Column("Cột", lambda r: r[1].column if r[1] else "", width=24, least=14),
                Column("Nội dung", lambda r: r[1].reason if r[1] else "", width=0, least=80),
            ],
            None,
            self,
        )
        self.totals = RowsModel(
            [
                Column("Số liệu", lambda t: t.label, width=0),
                Column("Sổ ghi", lambda t: "" if t.workbook is None else dong(t.workbook), "right", 20),
                Column("Đã tiếp nhận", lambda t: dong(t.accepted), "right", 20),
                Column("Chênh lệch", lambda t: "" if t.difference is None else dong(t.difference), "right", 20),
            ],
            None,
            self,
        )
        self.batches = RowsModel(
            [
                Column("Sổ", lambda b: b.file, width=0, least=24),
                Column("Tiếp nhận lúc", _when, width=18),
                Column("Người làm", lambda b: b.actor, width=22, least=14),
                Column("Sổ tính đến", lambda b: b.closing_day, width=12),
                Column("Dòng nhận", lambda b: b.accepted, "right", 10),
                Column("Dòng loại", lambda b: b.rejected, "right", 10),
                Column("Lô", lambda b: b.key, width=14, least=8),
                Column("", lambda b: "đã hủy" if b.undone else "", width=8),
            ],
            lambda b: b.key,
            self,
        )
        tabs = self.tabs = QTabWidget()
        self.rows_table = TableView(self.rows, self, "Chọn tệp rồi bấm Thử: mỗi dòng của sổ sẽ hiện ở đây với kết quả.")
        self.batches_table = TableView(self.batches, self, "Chưa tiếp nhận sổ nào.")
        self.rows_table.picks_first = self.batches_table.picks_first = True
        tabs.addTab(with_words(self.rows_table), "Từng dòng")
        self.totals_table = TableView(self.totals, self, "Số liệu đối chiếu hiện ở đây sau khi thử.")
        tabs.addTab(self.totals_table, "Đối chiếu")
        tabs.addTab(self.batches_table, "Các lần tiếp nhận")
        tabs.currentChanged.connect(lambda _at: self.question.drop())
        self.batches_table.chosen.connect(lambda _key: self.question.drop())
        return tabs

    def _pane(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        (self.rows_table, self.totals_table, self.batches_table)[at].setFocus()

    def prompt_file(self) -> None:
        """Ask for a file; no logic here."""
        name, _ = QFileDialog.getOpenFileName(self, "Chọn sổ thụ lý", "", "Sổ Excel (*.xlsx *.xlsm)")
        if name:
            self.file.setText(name)

    def try_out(self) -> None:
        """Do all that taking over does, and write nothing."""
        self._run(dry=True)

    def _run(self, *, dry: bool) -> None:
        file, create = self._chosen(), self.new_officers.isChecked()
        if file is None:
            return

        def work(progress: Any, cancelled: Any) -> tuple[tuple[takeover.Done, Batch | None], tuple[str, ...] | None]:
            def tell(what: str, done: int, of: int) -> None:
                progress(done, of, what)

            made = takeover.take_over(
                self.desk, file, dry_run=dry, create_officers=create, progress=tell, cancelled=cancelled
            )
            before = None if made.batch else takeover_batches.taken_before(self.desk, made.sha)
            return (made, before), (None if dry else TOPICS)

        self.progress.start("Đang thử tiếp nhận" if dry else "Đang tiếp nhận", work, self._take, writes=True, trial=dry)

    def _forget(self) -> None:
        """Another file is meant: nothing of the former one stands under its name."""
        self.done = None
        self.rows.set_rows([])
        self.totals.set_rows([])
        self.summary.hide()
        self.progress.clear()

    def _chosen(self) -> Path | None:
        """The file that is named; None, with a sentence, when none is."""
        typed = self.file.text().strip()
        if not typed:
            self.shell.warn("Hãy chọn tệp sổ thụ lý (Ctrl+O) trước.")
            self.file.setFocus()
        return Path(typed) if typed else None

    def _take(self, answer: tuple[takeover.Done, Batch | None]) -> str:
        done, before = answer
        if before is not None and not done.dry_run:
            already = f"Sổ này đã tiếp nhận lúc {_when(before)}, lô {before.key}: lần này không nhận thêm việc nào"
            if self.done is not None and self.done.batch == before.key:
                # What the page shows is what was taken over, and stays.
                return f"{already}. Kết quả lần ấy vẫn ở dưới."
        self.done = done
        t = done.takeover
        shown = [(r, f) for r in t.rows for f in r.findings] + [(r, None) for r in t.rows if not r.findings and r.outcome == "known"]
        self.rows.set_rows(shown)
        self.totals.set_rows(done.totals)
        self.refresh()
        taken = f"Đã tiếp nhận {len(t.matters)} việc, lô {done.batch}" if done.batch else "Không nhận thêm việc nào"
        if before is not None and not done.dry_run:
            taken = already
        said = "Thử xong, chưa ghi gì" if done.dry_run else taken
        counts = (
            f"nhận {t.count('accept')}, có sửa {t.count('normalise')}, có lưu ý {t.count('warn')}, "
            f"loại {t.count('reject')}, đã có {t.count('known')}"
        )
        told = [*_officers_said(done), *(f"Cả sổ: {f.reason}" for f in t.book)]
        self.summary.setText("\n".join(told))
        self.summary.setVisible(bool(told))
        return f"{said}: {len(t.rows)} dòng, {counts}."

    def prompt_correction(self) -> None:
        """Ask where the rows to be mended go."""
        if self.done is None or not self.done.takeover.count("reject"):
            self.shell.warn("Không có dòng nào bị loại: chưa có gì để lưu.")
            return
        file = self._chosen()
        target = ask_file(self, "Lưu sổ các dòng cần sửa", self.desk.folder, f"{file.stem}-can-sua.xlsx", BOOK) if file else None
        if file is not None and target is not None:
            self.save_correction(file, target)

    def save_correction(self, file: Path, target: Path) -> None:
        """Write the rejected rows of the register into a workbook of their own."""
        done = self.done
        assert done is not None
        self._write(lambda: takeover_files.write_correction(self.desk, file, done, target))

    def prompt_minutes(self) -> None:
        """Ask where the opening minutes go."""
        if self.done is None:
            self.shell.warn("Hãy thử hoặc tiếp nhận một sổ trước.")
            return
        name = f"{Path(self.file.text().strip()).stem or 'so-thu-ly'}-doi-chieu.pdf"
        target = ask_file(self, "Lưu biên bản đối chiếu", self.desk.folder, name, "PDF (*.pdf)")
        if target is not None:
            self.save_minutes(target)

    def save_minutes(self, target: Path) -> None:
        """Print the minutes of what the page shows."""
        done = self.done
        assert done is not None
        self._write(lambda: takeover_files.opening_minutes(self.desk, done, target))

    def _write(self, job: Callable[[], Path]) -> None:
        self.worker.run_read(job, lambda path: self.shell.tell(saved([path])), owner=self, on_refused=self._refused)

    def _undo(self) -> None:
        key = self.batches_table.current_key()
        if not isinstance(key, str) or self.tabs.currentWidget() is not self.batches_table:
            self.shell.warn("Hãy mở phần Các lần tiếp nhận và chọn một lô trước.")
            return
        batch: Batch = self.batches.row(self.batches.place(key))
        if batch.undone:
            self.shell.warn(f"Lô {batch.file or key} đã hủy trước đó.")
            return
        # A whole register goes at once: asked for twice.
        if self.question.ask(
            key,
            f"Hủy cả lô {batch.file or key} tiếp nhận lúc {_when(batch)} ({dong(batch.accepted)} dòng đã nhận): "
            "mọi việc của lô sẽ không còn trong danh sách.",
        ):  # fmt: skip
            self.worker.run_write(lambda: (takeover.undo(self.desk, key), TOPICS), partial(self._undone, key), self._refused, owner=self)

    def _undone(self, key: str, count: int) -> None:
        said = f"Đã hủy lô {key}: {count} việc."
        self.summary.setText(said)
        self.summary.show()
        self.shell.tell(said)

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))


def _when(batch: Batch) -> str:
    at = batch.recorded.astimezone()
    return f"{at:%H:%M} {short_date(at.date())}"


def _officers_said(done: takeover.Done) -> list[str]:
    """Once above the list: officers the office does not have, and the box that adds them."""
    new = done.takeover.new_officers
    if new:
        return [f"{'Sẽ thêm' if done.dry_run else 'Đã thêm'} {len(new)} chấp hành viên: {', '.join(new)}."]
    unknown = sum(1 for r in done.takeover.rows if any(f.code == "R06" for f in r.findings))
    if not unknown:
        return []
    said = f"{dong(unknown)} dòng bị loại vì đơn vị chưa có chấp hành viên ghi trong sổ:"
    return [f"{said} đánh dấu ô “{ADD_OFFICERS}” ở trên rồi thử lại, hoặc thêm từng người ở Thiết lập (F12)."]
