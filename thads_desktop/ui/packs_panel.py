"""The packs of law, calendar, forms and returns on the page of settings: which hold, what a new one would change, one installed or
taken back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.services import packs, rule_files
from thads_desktop.ui import theme
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page

CHOOSE, INSTALL, WITHDRAW, SAVE = "Ctrl+O", "F9", "Ctrl+Delete", "F8"
#: What becomes different with a pack.
_TOPICS = ("settings", "matters", "deadlines", "intake", "papers", "returns", "people")
_SAID = (
    "Quy định, lịch nghỉ, địa danh, mẫu văn bản và biểu báo cáo đi theo chương trình; gói có chữ ký thay hoặc thêm vào mà không cần "
    "chương trình mới. Việc đã ban hành, đã chốt giữ nguyên."
)


class PacksPanel(QWidget):
    """List, what a chosen pack changes, and buttons; ``look`` asks anew."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("packs")
        self.page = page
        self.trial: packs.Trial | None = None
        said = QLabel(_SAID)
        said.setWordWrap(True)
        self.model = RowsModel(
            [
                Column("Gói", lambda p: p.held.title, width=0, least=28),
                Column("Bản", lambda p: p.held.version, "right", 6),
                Column("Từ ngày", lambda p: p.held.day, width=12),
                Column("Người cài", lambda p: p.by, width=22, least=14),
                Column("Nơi phát hành", lambda p: p.held.publisher, width=30, least=18),
                Column("Gồm", lambda p: p.brings, width=30, least=20, spare=1),
            ],
            lambda p: p.held.pack,
            self,
        )
        self.table = TableView(self.model, page, f"Chưa cài gói nào: đang dùng dữ liệu đi theo chương trình. {CHOOSE} để chọn một gói.")
        self.table.setObjectName("packs-table")
        self.table.picks_first = True
        self.table.setMinimumHeight(theme.space(30))
        self.choose = self._button(f"Cài gói…   {CHOOSE}", "install-pack", self.prompt)
        self.withdraw = self._button(f"Gỡ gói đang chọn   {WITHDRAW}", "withdraw-pack", self.take_back)
        self.save = self._button(f"Lưu bảng quy định…   {SAVE}", "save-rules", self.save_rules)
        self.question = AskTwice(WITHDRAW, WITHDRAW, self.withdraw, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(said)
        column.addLayout(_line(self.choose, self.withdraw, self.save))
        column.addWidget(self.question)
        column.addWidget(self.table, 1)
        column.addWidget(RowWords(self.table))
        column.addWidget(self._preview(), 2)
        page.action("Chọn gói quy định, biểu mẫu để cài", CHOOSE, self.prompt)
        page.action("Cài gói đã xem", INSTALL, self.install)
        page.action("Gỡ gói đang chọn", WITHDRAW, self.take_back)
        page.action("Lưu bảng quy định, có gói đang xem, thành Excel hoặc PDF", SAVE, self.save_rules, icon="export")

    def _preview(self) -> QWidget:
        self.shown = QFrame()
        self.shown.setObjectName("pack-changes")
        self.heading = QLabel("Gói này thay đổi")
        self.heading.setProperty("heading", True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.space(40))
        self.accept = self._button(f"Cài gói này   {INSTALL}", "accept-pack", self.install)
        self.leave = self._button("Không cài   Esc", "leave-pack", self.drop)
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        column.addLayout(_line(self.accept, self.leave))
        self.shown.hide()
        return self.shown

    def _button(self, text: str, name: str, run: Any) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def first(self) -> QWidget:
        """Where the caret goes: into the list, or to the button where it is empty."""
        return self.table if self.model.rowCount() else self.choose

    def look(self) -> None:
        """Ask which packs hold."""
        self.page.worker.run_read(lambda: packs.listed(self.page.desk), self._take, key="packs", owner=self)

    def escape(self) -> bool:
        """Esc: what was looked at is not installed."""
        if self.trial is None or not self.isVisible():
            return False
        self.drop()
        return True

    def drop(self) -> None:
        """Nothing is to be installed any more."""
        self.trial = None
        self.shown.hide()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def prompt(self) -> None:
        """Ask for a pack and look at it."""
        if not self.isVisible():
            return
        name, _kind = QFileDialog.getOpenFileName(self, "Chọn gói quy định, biểu mẫu", "", "Gói (*.thads);;Mọi tệp (*)")
        if name:
            self.try_file(Path(name))

    def try_file(self, file: Path) -> None:
        """Judge a pack whole and show what it changes; nothing is written."""
        self.trial = None
        self.shown.hide()

        def work(progress: Any, _cancelled: Any) -> packs.Trial:
            return packs.look(self.page.desk, packs.content_of(file), tell=lambda _name: progress(0))

        self._long("Xem và thử gói", work, self._seen)

    def install(self) -> None:
        """Install what is shown."""
        trial = self.trial
        if trial is None or not self.isVisible():
            return

        def work(progress: Any, _cancelled: Any) -> tuple[packs.Held, tuple[str, ...]]:
            return packs.install(self.page.desk, trial, progress=progress), _TOPICS

        self._long("Cài gói", work, self._installed, writes=True)

    def save_rules(self) -> None:
        """Every rule of law as one table in a file, with the pack that is looked at; for somebody to read before it is installed."""
        if not self.isVisible():
            return
        desk, trial = self.page.desk, self.trial
        file = ask_file(self, "Lưu bảng quy định", desk.folder, "bang-quy-dinh.xlsx", "Excel (*.xlsx);;PDF (*.pdf)")
        if file is None:
            return

        def work(_progress: Any, _cancelled: Any) -> Path:
            rule_files.refuse_ending(file)
            rules = packs.rules_with(desk, trial.data) if trial is not None else None
            return rule_files.write(file, rule_files.of_desk(desk, rules=rules))

        self._long("Lưu bảng quy định", work, lambda written: self.page.shell.tell(saved([written])))

    def take_back(self) -> None:
        """Take back the pack chosen in the list, once the question is answered."""
        key = self.table.current_key()
        if not self.isVisible() or not isinstance(key, str):
            return
        row = self.model.row(self.model.place(key))
        if not self.question.ask(key, f"Gỡ gói “{row.held.title}”, bản {row.held.version}: từ nay không dùng những gì gói này mang đến."):
            return

        def work(progress: Any, _cancelled: Any) -> tuple[packs.Held, tuple[str, ...]]:
            return packs.withdraw(self.page.desk, key, progress), _TOPICS

        self._long("Gỡ gói", work, self._withdrawn, writes=True)

    def _long(self, title: str, work: Any, done: Any, *, writes: bool = False) -> None:
        self.page.shell.tell(f"{title} …")
        self.page.worker.run_long(work, done, on_refused=self._refused, owner=self, writes=writes)

    def _seen(self, trial: packs.Trial) -> None:
        self.trial = trial
        self.heading.setText(f"Gói “{trial.title}”, bản {trial.version} sẽ thay đổi")
        self.text.setPlainText(trial.text())
        self.shown.show()
        self.accept.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.shell.tell(f"Gói đã thử xong, chưa cài: đọc thay đổi rồi nhấn {INSTALL} để cài, Esc để thôi.")

    def _installed(self, held: packs.Held) -> None:
        self.drop()
        self.look()
        self.page.shell.tell(f"Đã cài gói {held.title}, bản {held.version}: dùng từ bây giờ.")

    def _withdrawn(self, held: packs.Held) -> None:
        self.look()
        self.page.shell.tell(f"Đã gỡ gói {held.title}, bản {held.version}.")

    def _take(self, rows: list[packs.Listed]) -> None:
        self.model.set_rows(rows)
        self.withdraw.setEnabled(bool(rows))

    def _refused(self, refusals: Any) -> None:
        self.page.shell.warn(" ".join(sentence(r) for r in refusals))


def _line(*widgets: QWidget) -> QHBoxLayout:
    made = QHBoxLayout()
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
