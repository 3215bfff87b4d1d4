"""Taking an old register over: try it, look at every row, then do it; undo a batch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import takeover, takeover_files
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
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
        choose = QPushButton("Chọn tệp…   Ctrl+O")
        choose.clicked.connect(self.prompt_file)
        self.new_officers = QCheckBox("Thêm chấp hành viên chưa có trong danh sách")
        self.new_officers.setObjectName("create-officers")
        for widget in (self.file, choose):
            line.addWidget(widget, 1 if widget is self.file else 0)
        self.body.addLayout(line)
        buttons = FlowRow()
        for text, name, run in (
            ("Thử (không ghi)   Ctrl+Enter", "try", self.try_out),
            ("Tiếp nhận   F9", "take", lambda: self._run(dry=False)),
            ("Lưu sổ các dòng cần sửa", "correction", self._correction),
            ("Biên bản đối chiếu", "minutes", self._minutes),
            ("Hủy lô đã chọn   Ctrl+Delete", "undo", self._undo),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(run)
            buttons.addWidget(button)
        buttons.addWidget(self.new_officers)
        self.body.addLayout(buttons)
        self._undoing = ""
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.hide()
        self.body.addWidget(self.summary)
        self.body.addWidget(self._tabs(), 1)
        self.action("Chọn tệp sổ thụ lý", "Ctrl+O", self.prompt_file)
        self.action("Hủy lô tiếp nhận đã chọn", "Ctrl+Delete", self._undo)
        self.action("Thử tiếp nhận, không ghi", "Ctrl+Return", self.try_out)
        self.action("Tiếp nhận", "F9", lambda: self._run(dry=False))

    def refresh(self) -> None:
        self.worker.run_read(lambda: takeover.batches(self.desk), self.batches.set_rows, key="batches", owner=self)

    def first_focus(self) -> QWidget:
        return self.file

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn tệp"), ("Ctrl+Enter", "thử"), ("F9", "tiếp nhận"))

    def help(self) -> str:
        return (
            "Thử cho biết trước từng dòng sẽ được nhận, sửa hay loại, đúng như khi tiếp nhận thật. Dòng bị loại được lưu vào "
            "sổ cần sửa; sửa xong thì tiếp nhận sổ ấy. Tiếp nhận lại cùng một sổ không thêm gì."
        )

    def _tabs(self) -> QWidget:
        self.rows = RowsModel(
            [
                Column("Dòng", lambda r: str(r[0].row), "right", 6),
                Column("Kết quả", lambda r: OUTCOMES[r[0].outcome], width=15),
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
                Column("Tiếp nhận", lambda t: dong(t.accepted), "right", 20),
                Column("Chênh lệch", lambda t: "" if t.difference is None else dong(t.difference), "right", 20),
            ],
            None,
            self,
        )
        self.batches = RowsModel(
            [
                Column("Lô", lambda b: b[0], width=14),
                Column("Sổ tính đến", lambda b: b[1], width=12),
                Column("Dòng nhận", lambda b: b[2], "right", 10),
                Column("Dòng loại", lambda b: b[3], "right", 10),
                Column("", lambda b: "đã hủy" if b[4] else "", width=0),
            ],
            lambda b: b[0],
            self,
        )
        tabs = QTabWidget()
        self.rows_table = TableView(self.rows, self, "Chọn tệp rồi bấm Thử: mỗi dòng của sổ sẽ hiện ở đây với kết quả.")
        self.batches_table = TableView(self.batches, self, "Chưa tiếp nhận sổ nào.")
        self.rows_table.picks_first = self.batches_table.picks_first = True
        tabs.addTab(with_words(self.rows_table), "Từng dòng")
        tabs.addTab(TableView(self.totals, self, "Số liệu đối chiếu hiện ở đây sau khi thử."), "Đối chiếu")
        tabs.addTab(self.batches_table, "Các lần tiếp nhận")
        return tabs

    def prompt_file(self) -> None:
        """Ask for a file; no logic here."""
        name, _ = QFileDialog.getOpenFileName(self, "Chọn sổ thụ lý", "", "Sổ Excel (*.xlsx *.xlsm)")
        if name:
            self.file.setText(name)

    def try_out(self) -> None:
        """Do all that taking over does, and write nothing."""
        self._run(dry=True)

    def _run(self, *, dry: bool) -> None:
        file, create = Path(self.file.text().strip()), self.new_officers.isChecked()

        def work(progress: Any, cancelled: Any) -> tuple[takeover.Done, tuple[str, ...]]:
            def tell(what: str, done: int, of: int) -> None:
                progress(done, of, what)

            made = takeover.take_over(
                self.desk, file, dry_run=dry, create_officers=create, progress=tell, cancelled=cancelled
            )
            return made, (() if dry else TOPICS)

        self.progress.start("Đang thử tiếp nhận" if dry else "Đang tiếp nhận", work, self._take, writes=True)

    def _take(self, done: takeover.Done) -> str:
        self.done = done
        t = done.takeover
        shown = [(r, f) for r in t.rows for f in r.findings] + [(r, None) for r in t.rows if not r.findings and r.outcome == "known"]
        self.rows.set_rows(shown)
        self.totals.set_rows(done.totals)
        self.refresh()
        taken = f"Đã tiếp nhận {len(t.matters)} việc, lô {done.batch}" if done.batch else "Không nhận thêm việc nào"
        said = "Thử xong, chưa ghi gì" if done.dry_run else taken
        counts = (
            f"nhận {t.count('accept')}, có sửa {t.count('normalise')}, có lưu ý {t.count('warn')}, "
            f"loại {t.count('reject')}, đã có {t.count('known')}"
        )
        self.summary.setText("\n".join(f"Cả sổ: {f.reason}" for f in t.book))
        self.summary.setVisible(bool(t.book))
        return f"{said}: {len(t.rows)} dòng, {counts}."

    def _correction(self) -> None:
        if self.done is None or not self.done.takeover.count("reject"):
            self.shell.tell("Không có dòng nào bị loại.")
            return
        file, done = Path(self.file.text().strip()), self.done
        target = file.with_name(f"{file.stem}-can-sua.xlsx")
        self.worker.run_read(
            lambda: takeover_files.write_correction(file, done, target),
            lambda path: self.shell.tell(f"Đã lưu {path}"), owner=self, on_refused=self._refused,
        )  # fmt: skip

    def _minutes(self) -> None:
        if self.done is None:
            self.shell.tell("Hãy thử hoặc tiếp nhận một sổ trước.")
            return
        done, file = self.done, Path(self.file.text().strip())
        self.worker.run_read(
            lambda: takeover_files.opening_minutes(self.desk, done, file.with_name(f"{file.stem}-doi-chieu.pdf")),
            lambda path: self.shell.tell(f"Đã lưu {path}"), owner=self, on_refused=self._refused,
        )  # fmt: skip

    def _undo(self) -> None:
        key = self.batches_table.current_key()
        if not isinstance(key, str):
            self.shell.tell("Hãy chọn một lô ở phần Các lần tiếp nhận.")
            return
        if key != self._undoing:
            # A whole register goes at once: asked for twice.
            self._undoing = key
            self.shell.warn(f"Nhấn lần nữa để hủy cả lô {key}: mọi việc của lô sẽ không còn trong danh sách.")
            return
        self._undoing = ""
        self.worker.run_write(lambda: (takeover.undo(self.desk, key), TOPICS), partial(self._undone, key), self._refused, owner=self)

    def _undone(self, key: str, count: int) -> None:
        said = f"Đã hủy lô {key}: {count} việc."
        self.summary.setText(said)
        self.summary.show()
        self.shell.tell(said)

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))
