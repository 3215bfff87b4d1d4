"""Data sets out and in: choose sets and a span, count, save; try a file, look at every row, take it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.domain.money import dong
from thads_desktop.services import data_export, data_import
from thads_desktop.services.data_import import OUTCOMES
from thads_desktop.ui.ask_place import ask_file, ask_folder, saved
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

OUT, IN = 0, 1
NOT_OFFICIAL = "Số liệu của đơn vị, không phải số liệu chính thức của Bộ. Số do chương trình cấp luôn ghi rõ là số của chương trình."
CHIPS = {
    "new": Chip("Mới", "green", "plus"), "change": Chip("Cập nhật", "blue", "pen"), "link": Chip("Đã có, nối mã", "blue", "check"),
    "differs": Chip("Khác, không đổi", "amber", "warning"), "skipped": Chip("Không nhận", "neutral", "close"), "problem": Chip("Sai", "red", "close"),
    "same": Chip("Đã có", "neutral", "list"),
}  # fmt: skip
KINDS = "Excel (*.xlsx);;JSON (*.json)"
#: The box by which people of the file are added.
ADD_OFFICERS = "Thêm chấp hành viên chưa có trong danh sách"
TOPICS = ("matters", "deadlines", "papers", "intake", "returns", "*")


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set as the list shows it. count None = not counted."""

    key: str
    title: str
    meaning: str
    into: str
    count: int | None = None


class DatasetsPage(Page):
    """Two panes: what goes out, what comes in."""

    name = "datasets"
    title = "Bộ dữ liệu ra và vào"
    belongs = "journal"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.done: data_import.Done | None = None
        self.body.addLayout(FlowRow(self.heading()))
        self.tabs = QTabWidget()
        self.tabs.addTab(self._out(), "Xuất ra   Ctrl+1")
        self.tabs.addTab(self._in(), "Nhận vào   Ctrl+2")
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _at: self.shell.hints_changed())
        for at, words in ((OUT, "Xuất bộ dữ liệu ra"), (IN, "Nhận bộ dữ liệu vào")):
            self.action(words, f"Ctrl+{at + 1}", partial(self._pane, at))
        self.action("Đếm số dòng sẽ xuất, hoặc thử nhận tệp đã chọn", "Ctrl+Return", self.look)
        self.action("Lưu các bộ đã chọn thành một tệp Excel hoặc JSON", "F8", self.prompt_save, icon="export")
        self.action("Lưu các bộ đã chọn vào một thư mục, mỗi bộ một tệp", "Ctrl+Shift+S", self.prompt_folder, icon="folder")
        self.action("Chọn tệp dữ liệu để nhận", "Ctrl+O", self.prompt_file, icon="folder")
        self.action("Nhận tệp đã thử", "F9", self.take, icon="import")

    # --- out ----------------------------------------------------------------------------------------

    def _out(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        note = quiet_label(f"{NOT_OFFICIAL} {data_export.LEFT_OUT}")
        column.addWidget(note)
        self.since = DateField("since", "Từ ngày", self.clock, note="để trống: từ đầu")
        self.until = DateField("until", "Tính đến hết ngày", self.clock)
        self.until.set_value(self.clock.today())
        days = QHBoxLayout()
        for field in (self.since, self.until):
            field.changed.connect(self._uncounted)
            days.addWidget(field)
        days.addStretch(1)
        column.addLayout(days)
        column.addLayout(FlowRow(
            self._button("Đếm   Ctrl+Enter", "count", self.look), self._button("Lưu một tệp…   F8", "save", self.prompt_save),
            self._button("Lưu vào thư mục…   Ctrl+Shift+S", "folder", self.prompt_folder),
        ))  # fmt: skip
        self.sets = RowsModel(
            [
                Column("Bộ dữ liệu", lambda r: r.title, width=34, least=22),
                Column("Số dòng", lambda r: "" if r.count is None else dong(r.count), "right", 12),
                Column("Nhận vào", lambda r: r.into, width=14, least=12, spare=2),
                Column("Gồm những gì", lambda r: r.meaning, width=0, least=40),
            ],
            lambda r: r.key,
            self,
        )
        self.sets_table = TableView(self.sets, self, "Tài khoản này không xuất được bộ nào.")
        self.sets_table.setObjectName("sets-table")
        column.addWidget(with_words(self.sets_table), 1)
        return pane

    def _button(self, words: str, name: str, run: Any) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def refresh(self) -> None:
        rows = [
            SetRow(s.key, s.title, s.meaning, "chỉ đối chiếu" if s.comes_in == ("check",) else "có" if s.comes_in else "không")
            for s in data_export.allowed(self.desk)
        ]
        self.sets.set_rows(rows)
        self.sets_table.selectAll()

    def _uncounted(self) -> None:
        rows = [self.sets.row(i) for i in range(self.sets.rowCount())]
        if any(r.count is not None for r in rows):
            self._counted({})

    def _wanted(self) -> data_export.Wanted | None:
        """What is chosen; None, with a sentence, when a day cannot be read or nothing is chosen."""
        for field in (self.since, self.until):
            if field.own_problem():
                field.set_refusal(field.own_problem())
                return None
        chosen = tuple(str(k) for k in self.sets_table.selected_keys())
        if not chosen:
            self.shell.warn("Hãy chọn ít nhất một bộ dữ liệu (Ctrl+A chọn tất cả).")
            return None
        return data_export.Wanted(chosen, self.since.value(), self.until.value())

    def look(self) -> None:
        """Count what would leave; on the other pane try the file."""
        if self.tabs.currentIndex() == IN:
            self._run(dry=True)
            return
        wanted = self._wanted()
        if wanted is None:
            return

        def work(progress: Any, cancelled: Any) -> data_export.Made:
            return data_export.counts(self.desk, wanted, progress, cancelled)

        def done(made: data_export.Made) -> str:
            self._counted(made.counts)
            masked = " Tên người chưa thành niên, số giấy tờ sẽ bị che theo quyền của tài khoản." if made.masked else ""
            return f"{len(made.counts)} bộ, {dong(sum(made.counts.values()))} dòng sẽ được xuất.{masked}"

        self.progress.start("Đang đếm", work, done)

    def _counted(self, counts: dict[str, int]) -> None:
        chosen = self.sets_table.selected_keys()
        rows = [self.sets.row(i) for i in range(self.sets.rowCount())]
        self.sets.set_rows([SetRow(r.key, r.title, r.meaning, r.into, counts.get(r.key)) for r in rows])
        if len(chosen) == len(rows):
            self.sets_table.selectAll()

    def prompt_save(self) -> None:
        """Ask for one file."""
        wanted = self._wanted() if self._on(OUT) else None
        if wanted is not None:
            self._save(wanted, ask_file(self, "Lưu bộ dữ liệu", self.desk.folder, "bo-du-lieu.xlsx", KINDS))

    def prompt_folder(self) -> None:
        """Ask for a folder."""
        wanted = self._wanted() if self._on(OUT) else None
        if wanted is not None:
            self._save(wanted, ask_folder(self, "Lưu bộ dữ liệu vào thư mục", self.desk.folder))

    def _save(self, wanted: data_export.Wanted, place: Path | None) -> None:
        sets = [s for s in data_export.allowed(self.desk) if s.key in wanted.sets]
        what = data_export.said(wanted, sets, wanted.until or self.clock.today())
        if place is None or not may_leave(self.desk, self.worker, "datasets", what, self):
            return

        def work(progress: Any, cancelled: Any) -> data_export.Made:
            return data_export.write(self.desk, place, wanted, noted=True, progress=progress, cancelled=cancelled)

        def done(made: data_export.Made) -> str:
            self._counted(made.counts)
            return saved(made.files)

        self.progress.start("Đang xuất bộ dữ liệu", work, done)

    # --- in -----------------------------------------------------------------------------------------

    def _in(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        line = QHBoxLayout()
        self.file = QLineEdit()
        self.file.setObjectName("file")
        self.file.setPlaceholderText("Tệp dữ liệu .xlsx hoặc .json của đơn vị này")
        self.file.setAccessibleName("Tệp dữ liệu")
        self.file.textChanged.connect(lambda _text: self._forget())
        line.addWidget(self.file, 1)
        line.addWidget(self._button("Chọn tệp…   Ctrl+O", "choose", self.prompt_file))
        column.addLayout(line)
        self.new_officers = QCheckBox(ADD_OFFICERS)
        self.new_officers.setObjectName("create-officers")
        self.new_officers.toggled.connect(lambda _on: self._forget())
        column.addLayout(FlowRow(
            self._button("Thử (không ghi)   Ctrl+Enter", "try", self.look), self._button("Nhận   F9", "take", self.take), self.new_officers,
        ))  # fmt: skip
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.hide()
        column.addWidget(self.summary)
        self.lines = RowsModel(
            [
                Column("Kết quả", lambda r: CHIPS[r.outcome], width=20, least=17, chips=tuple(CHIPS.values())),
                Column("Bộ dữ liệu", lambda r: r.dataset.title, width=26, least=18),
                Column("Dòng", lambda r: str(r.row) if r.row else "", "right", 7),
                Column("Cột", lambda r: r.column, width=18, least=10, spare=2),
                Column("Điều gì", lambda r: r.what, width=40, least=24),
                Column("Ghi chú", lambda r: r.says, width=0, least=40),
            ],
            None,
            self,
        )
        empty = "Chọn tệp rồi Ctrl+Enter để thử: những dòng mới, cập nhật, khác hoặc sai hiện ở đây; dòng đã có chỉ được đếm."
        self.lines_table = TableView(self.lines, self, empty)
        self.lines_table.setObjectName("lines-table")
        self.lines_table.picks_first = True
        column.addWidget(with_words(self.lines_table), 1)
        return pane

    def prompt_file(self) -> None:
        """Ask for a file; no logic here."""
        self._pane(IN)
        name, _ = QFileDialog.getOpenFileName(self, "Chọn tệp dữ liệu", "", "Bộ dữ liệu (*.xlsx *.json)")
        if name:
            self.file.setText(name)

    def _forget(self) -> None:
        """Another file is meant, or in another way: nothing of the former trial stands under its name."""
        self.done = None
        self.lines.set_rows([])
        self.summary.hide()
        self.progress.clear()

    def take(self) -> None:
        """Take in what was tried."""
        if not self._on(IN):
            return
        if self.done is None or not self.done.dry_run:
            self.shell.warn("Hãy thử tệp trước (Ctrl+Enter), xem từng dòng rồi mới nhận.")
            return
        if not self.done.sound:
            self.shell.warn(f"Tệp còn {self.done.count('problem')} chỗ sai: hãy sửa tệp rồi thử lại.")
            return
        self._run(dry=False)

    def _run(self, *, dry: bool) -> None:
        typed = self.file.text().strip()
        if not typed:
            self.shell.warn("Hãy chọn tệp dữ liệu (Ctrl+O) trước.")
            self.file.setFocus()
            return
        file, create, sha = Path(typed), self.new_officers.isChecked(), "" if dry or self.done is None else self.done.sha256

        def work(progress: Any, cancelled: Any) -> tuple[data_import.Done, tuple[str, ...] | None]:
            made = data_import.take(
                self.desk, file, dry_run=dry, create_officers=create, sha256=sha, progress=progress, cancelled=cancelled,
            )  # fmt: skip
            return made, (TOPICS if made.written else None)

        self.progress.start("Đang thử nhận" if dry else "Đang nhận", work, self._show, writes=True, trial=dry)

    def _show(self, done: data_import.Done) -> str:
        self.done = done
        self.lines.set_rows(done.lines)
        told = []
        for key, of in done.counts.items():
            title = next(s.title for s in data_export.every() if s.key == key)
            told.append(f"{title}: " + ", ".join(f"{dong(of[o])} {words}" for o, words in OUTCOMES.items() if o in of))
        if done.new_officers:
            told.append(f"Chấp hành viên {'sẽ thêm' if done.dry_run else 'đã thêm'}: {', '.join(done.new_officers)}")
        self.summary.setText(". ".join(told) + ".")
        self.summary.setVisible(bool(told))
        if done.lines:
            self.lines_table.setFocus()
        if done.dry_run:
            return f"Thử xong, chưa ghi gì: {data_import.said(done)}. {_then(done)}"
        return f"{'Đã nhận' if done.written else 'Không có gì mới để ghi'}: {data_import.said(done)}."

    # --- both ---------------------------------------------------------------------------------------

    def _pane(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        (self.sets_table if at == OUT else self.file).setFocus()

    def _on(self, at: int) -> bool:
        """The pane is shown; from the other one the key leads there first."""
        if self.tabs.currentIndex() == at:
            return True
        self._pane(at)
        return False

    def first_focus(self) -> QWidget:
        return self.sets_table

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.tabs.currentIndex() == OUT:
            return (("Ctrl+Enter", "đếm"), ("F8", "lưu một tệp"), ("Ctrl+2", "nhận vào"))
        return (("Ctrl+O", "chọn tệp"), ("Ctrl+Enter", "thử"), ("F9", "nhận"))

    def help(self) -> str:
        return (
            "Xuất ra: chọn các bộ (Ctrl+A: tất cả), khoảng ngày; Ctrl+Enter đếm, F8 lưu thành một tệp Excel hoặc JSON, Ctrl+Shift+S mỗi bộ một tệp vào "
            "thư mục. Nơi nhận và mục đích được ghi vào nhật ký. Nhận vào (Ctrl+2): chọn tệp (Ctrl+O), Ctrl+Enter thử và xem từng dòng mới, cập nhật, "
            "khác hoặc sai; F9 nhận tất cả trong một lần. Còn một dòng sai thì không ghi gì; nhận lại cùng tệp không đổi gì. Điều nhận vào được ghi là đã "
            "làm ở nơi khác, với số và ngày của nó. Ý nghĩa từng cột ở trang Hướng dẫn của tệp Excel."
        )


def _then(done: data_import.Done) -> str:
    """What is to be done after a trial."""
    if not done.sound:
        return "Sửa tệp rồi thử lại."
    return "F9 để nhận." if done.count("new", "change", "link") else "Không có gì mới để nhận."
