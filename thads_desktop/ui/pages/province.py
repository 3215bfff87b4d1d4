"""The department's page: trust keys, take packages in (one or a folder), see who is missing, consolidate, close, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QWidget

from thads_desktop.services import consolidation
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

OK, NO = Chip("Đã nhận", "green", "check"), Chip("Không nhận", "red", "close")


class ProvincePage(Page):
    """Verdicts on packages, periods received, trusted offices."""

    name = "province"
    title = "Cục: nhận và tổng hợp"
    topics = ("province",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading())
        line = QHBoxLayout()
        self.place = QLineEdit()
        self.place.setObjectName("place")
        self.place.setPlaceholderText("Tệp gói (.thads) hoặc thư mục chứa các gói")
        self.place.setAccessibleName("Gói hoặc thư mục")
        choose = QPushButton("Chọn thư mục…   Ctrl+O")
        choose.clicked.connect(self.prompt_folder)
        line.addWidget(self.place, 1)
        line.addWidget(choose)
        self.body.addLayout(line)
        buttons = QHBoxLayout()
        for text, name, run in (
            ("Nhận và tổng hợp   F9", "consolidate", self.consolidate), ("Tin khóa của gói này", "trust", self.trust),
            ("Xuất khóa của đơn vị mình", "key", self.key),
        ):  # fmt: skip
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(run)
            buttons.addWidget(button)
        self.state = QLabel()
        self.state.setWordWrap(True)
        buttons.addWidget(self.state, 1)
        self.body.addLayout(buttons)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.verdicts = RowsModel(
            [
                Column("Gói", lambda v: v.file, width=34),
                Column("", lambda v: OK if v.accepted else NO, width=14),
                Column("Nội dung", lambda v: v.says, width=0),
            ],
            None,
            self,
        )
        self.totals = RowsModel(
            [
                Column("Biểu", lambda r: r[0], width=12),
                Column("Dòng", lambda r: r[1], width=40),
                Column("Số liệu", lambda r: r[2], width=0, tip=lambda r: r[2]),
            ],
            None,
            self,
        )
        self.offices = RowsModel(
            [Column("Đơn vị", lambda r: r[0], width=0), Column("Dấu vân tay khóa", lambda r: r[1], width=44)], None, self
        )
        tabs = QTabWidget()
        tabs.addTab(TableView(self.verdicts, self, "Chọn gói hoặc thư mục rồi nhấn F9."), "Các gói")
        tabs.addTab(TableView(self.totals, self, "Số tổng hợp hiện ở đây sau khi nhận gói."), "Số tổng hợp")
        tabs.addTab(TableView(self.offices, self, "Chưa tin khóa của đơn vị nào."), "Đơn vị đã tin")
        self.body.addWidget(tabs, 1)
        self.action("Chọn thư mục gói", "Ctrl+O", self.prompt_folder)
        self.action("Nhận và tổng hợp", "F9", self.consolidate)

    def refresh(self) -> None:
        def ask() -> list[tuple[str, str]]:
            with self.desk.reading() as reader:
                return [(row["name"], row["fingerprint"]) for row in consolidation.trusted(reader).values()]

        self.worker.run_read(ask, self.offices.set_rows, key="trusted", owner=self)

    def first_focus(self) -> QWidget:
        return self.place

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn thư mục"), ("F9", "nhận, tổng hợp"), ("Ctrl+K", "lệnh"))

    def help(self) -> str:
        return (
            "Trước khi nhận gói của một đơn vị, hãy tin khóa của họ: đọc dấu vân tay qua điện thoại, thấy đúng mới bấm Tin khóa. "
            "Gói hỏng, gói lạ, gói cũ đều bị từ chối kèm lý do."
        )

    def prompt_folder(self) -> None:
        """Ask for a folder; no logic here."""
        name = QFileDialog.getExistingDirectory(self, "Chọn thư mục chứa các gói")
        if name:
            self.place.setText(name)

    def consolidate(self) -> None:
        """Receive what is named above and consolidate it; files go beside the data."""
        place = Path(self.place.text().strip())
        out = self.desk.folder / "tong-hop"

        def work(_progress: Any, _cancelled: Any) -> tuple[consolidation.Consolidation, tuple[str, ...]]:
            return consolidation.consolidate(self.desk, [place], out=out), ("province",)

        self.progress.start("Đang nhận và tổng hợp", work, self._take, writes=True)

    def trust(self) -> None:
        """Trust the key of the package named above."""
        place = Path(self.place.text().strip())
        self.worker.run_write(
            lambda: (consolidation.trust(self.desk, place), ("province",)), self._trusted, self._refused, owner=self
        )

    def key(self) -> None:
        """Write this office's public key."""
        self.worker.run_write(lambda: (consolidation.key_package(self.desk, None), ()), self._key_made, self._refused, owner=self)

    def _take(self, done: consolidation.Consolidation) -> str:
        self.verdicts.set_rows(done.verdicts)
        rows = []
        for form in done.forms:
            rows += [(form.code, row.label, "   ".join(f"{k} {_shown(v)}" for k, v in row.cells.items())) for row in form.rows]
        self.totals.set_rows(rows)
        missing = f" Còn thiếu: {', '.join(done.missing)}." if done.missing else ""
        accepted = sum(v.accepted for v in done.verdicts)
        return f"Nhận {accepted} trong {len(done.verdicts)} gói; tổng hợp {len(done.offices)} đơn vị.{missing}"

    def _trusted(self, key: consolidation.Key) -> None:
        self.shell.tell(f"Đã tin khóa của {key.office}: {key.fingerprint}")

    def _key_made(self, key: consolidation.Key) -> None:
        self.shell.tell(f"Đã ghi {key.path}. Dấu vân tay: {key.fingerprint}")

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))


def _shown(value: Any) -> str:
    return "-" if value is None else f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value).replace(".", ",")
