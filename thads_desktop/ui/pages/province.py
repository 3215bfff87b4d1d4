"""The department's page: trust keys, take packages in, see who is missing, consolidate, close, export; all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from thads_desktop.services import consolidation
from thads_desktop.services.receiving import Period
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.frame_parts import ElidedLabel
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.return_table import CellTable, FormChoice
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

OK, NO = Chip("Đã nhận", "green", "check"), Chip("Không nhận", "red", "close")
MISSING = Chip("Còn thiếu", "amber", "clock")
TRUST, TRUST_NOW = "Tin khóa của gói này   Ctrl+T", "Dấu vân tay đúng, tin khóa   Ctrl+T"


class ProvincePage(Page):
    """Packages, offices of the period, consolidated figures."""

    name = "province"
    title = "Cục: nhận và tổng hợp"
    topics = ("province",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: consolidation.Consolidation | None = None
        self._files: list[Path] = []
        self._seen: consolidation.Key | None = None
        self._trusted_rows: list[tuple[str, str]] = []
        self.body.addWidget(self.heading())
        self.body.addLayout(self._place_line())
        self.body.addLayout(self._button_line())
        self.state = QLabel("Đơn vị phải gửi báo cáo là đơn vị đã được tin khóa.")
        self.state.setObjectName("state")
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.verdicts = RowsModel(
            [
                Column("Gói", lambda v: v.file, width=34, least=20),
                Column("", lambda v: OK if v.accepted else NO, width=15),
                Column("Nội dung", lambda v: v.says, width=0, least=60),
            ],
            None, self,
        )  # fmt: skip
        self.offices = RowsModel(
            [
                Column("Đơn vị", lambda r: r[0], width=0),
                Column("Kỳ này", lambda r: r[2], width=16),
                Column("Dấu vân tay khóa", lambda r: r[1], width=44, least=30),
            ],
            None, self,
        )  # fmt: skip
        self.tabs = QTabWidget()
        verdicts = TableView(self.verdicts, self, "Chọn gói hoặc thư mục rồi nhấn F9.")
        verdicts.picks_first = True
        self.tabs.addTab(with_words(verdicts), "Các gói")
        self.tabs.addTab(TableView(self.offices, self, "Chưa tin khóa của đơn vị nào."), "Các đơn vị")
        self.tabs.addTab(self._figures(), "Số tổng hợp")
        self.body.addWidget(self.tabs, 1)
        self.action("Chọn các tệp gói", "Ctrl+O", self.prompt_files)
        self.action("Chọn thư mục gói", "Ctrl+Shift+O", self.prompt_folder)
        self.action("Nhận và tổng hợp", "F9", self.consolidate)
        self.action("Chốt báo cáo tổng hợp", "Shift+F9", self.close_period)
        self.action("Lưu Excel, PDF và gói tổng hợp", "F8", self.export)
        self.action("Xem khóa của gói rồi tin khóa", "Ctrl+T", self.trust)

    def _place_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.place = QLineEdit()
        self.place.setObjectName("place")
        self.place.setPlaceholderText("Tệp gói (.thads) hoặc thư mục chứa các gói")
        self.place.setAccessibleName("Gói hoặc thư mục")
        self.place.textEdited.connect(lambda _text: self._forget())
        line.addWidget(self.place, 1)
        for text, run in (("Tệp…   Ctrl+O", self.prompt_files), ("Thư mục…   Ctrl+Shift+O", self.prompt_folder)):
            button = QPushButton(text)
            button.clicked.connect(run)
            line.addWidget(button)
        return line

    def _button_line(self) -> FlowRow:
        line = FlowRow()
        self.buttons: dict[str, QPushButton] = {}
        for text, name, run in (
            ("Nhận và tổng hợp   F9", "consolidate", self.consolidate), ("Chốt   Shift+F9", "close", self.close_period),
            ("Lưu   F8", "export", self.export), (TRUST, "trust", self.trust), ("Xuất khóa của Cục", "key", self.key),
        ):  # fmt: skip
            button = self.buttons[name] = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(run)
            line.addWidget(button)
        self.period = QComboBox()
        self.period.setObjectName("period")
        self.period.setAccessibleName("Kỳ tổng hợp")
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.period.setMinimumContentsLength(24)
        self.period.activated.connect(lambda _at: self._open_period())
        line.addWidget(self.period)
        return line

    def _figures(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        self.forms = FormChoice()
        self.forms.currentIndexChanged.connect(lambda _at: self._show_form())
        self.cells = CellTable()
        column.addWidget(self.forms)
        self.cell_words = ElidedLabel()
        self.cells.currentCellChanged.connect(lambda *_at: self.cell_words.setText(self.cells.cell_words()))
        column.addWidget(self.cells, 1)
        column.addWidget(self.cell_words)
        return made

    def refresh(self) -> None:
        def ask() -> tuple[list[tuple[str, str]], list[tuple[str, int, int, int]]]:
            with self.desk.reading() as reader:
                rows = [(row["name"], row["fingerprint"]) for row in consolidation.trusted(reader).values()]
            return sorted(rows), consolidation.periods(self.desk)

        self.worker.run_read(ask, self._refreshed, key="trusted", owner=self)

    def first_focus(self) -> QWidget:
        return self.place

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn gói"), ("F9", "nhận, tổng hợp"), ("Shift+F9", "chốt"), ("F8", "lưu"), ("Ctrl+T", "tin khóa"))

    def help(self) -> str:
        return (
            "Trước khi nhận gói của một đơn vị, hãy tin khóa của họ: Ctrl+T hiện dấu vân tay, đọc qua điện thoại, thấy đúng mới "
            "nhấn Ctrl+T lần nữa. Đơn vị đã tin khóa mà chưa gửi thì hiện là còn thiếu. Gói hỏng, gói lạ, gói cũ đều bị từ "
            "chối kèm lý do. Không chọn kỳ thì tổng hợp kỳ của đa số gói."
        )

    # --- choosing -----------------------------------------------------------------------------------

    def prompt_folder(self) -> None:
        """Ask for a folder; no logic here."""
        name = QFileDialog.getExistingDirectory(self, "Chọn thư mục chứa các gói")
        if name:
            self.choose([Path(name)])

    def prompt_files(self) -> None:
        """Ask for files; no logic here."""
        names, _kind = QFileDialog.getOpenFileNames(self, "Chọn các gói", "", "Gói (*.thads);;Mọi tệp (*)")
        if names:
            self.choose([Path(n) for n in names])

    def choose(self, files: Sequence[Path]) -> None:
        """These files or folders are meant."""
        self._forget()
        self._files = list(files)
        self.place.setText(str(files[0]) if len(files) == 1 else f"{len(files)} gói đã chọn")

    def _forget(self) -> None:
        if self._seen is not None:
            self.state.setText("Đã đổi gói: nhấn Ctrl+T để xem khóa của gói này.")
        self._files = []
        self._seen = None
        self.buttons["trust"].setText(TRUST)

    def _meant(self) -> list[Path]:
        """What is named above; nothing, with a sentence, when the place is empty."""
        typed = self.place.text().strip()
        if not self._files and not typed:
            self.shell.warn("Hãy chọn tệp gói (Ctrl+O) hoặc thư mục chứa các gói (Ctrl+Shift+O) trước.")
            self.place.setFocus()
        return self._files or ([Path(typed)] if typed else [])

    # --- receiving ----------------------------------------------------------------------------------

    def consolidate(self) -> None:
        """Receive what is named above and consolidate it."""
        files = self._meant()
        if not files:
            return

        def work(progress: Any, cancelled: Any) -> tuple[consolidation.Consolidation, tuple[str, ...]]:
            done = consolidation.consolidate(
                self.desk, files, progress=lambda n, of: progress(n, of, "Đang nhận các gói"), cancelled=cancelled
            )
            return done, ("province",)

        self.progress.start("Đang nhận và tổng hợp", work, self._take, writes=True)

    def _open_period(self) -> None:
        """Show a period that was received before."""
        wanted: Period | None = self.period.currentData()
        if wanted is not None:
            self.worker.run_read(
                lambda: consolidation.joined(self.desk, *wanted), self._show, key="joined", owner=self, on_refused=self._refused
            )

    def close_period(self) -> None:
        """Close what is shown."""
        made = self.made
        if made is None or not made.offices:
            self.shell.tell("Hãy nhận gói (F9) hoặc chọn kỳ trước khi chốt.")
            return
        self.worker.run_write(
            lambda: (consolidation.close_joined(self.desk, made), ("province",)), self._closed, self._refused, owner=self
        )

    def export(self) -> None:
        """Write workbook, print and package of what is shown beside the data."""
        made = self.made
        if made is None or not made.offices:
            self.shell.tell("Hãy nhận gói (F9) hoặc chọn kỳ trước khi lưu.")
            return
        folder = self.desk.folder / "tong-hop" / f"{made.year}-{made.months:02d}"
        self.worker.run_write(
            lambda: (consolidation.write(self.desk, made, folder), ()),
            lambda paths: self.shell.tell(f"Đã lưu {len(paths)} tệp vào {folder}"), self._refused, owner=self,
        )  # fmt: skip

    # --- keys ---------------------------------------------------------------------------------------

    def trust(self) -> None:
        """First show whose key it is and its fingerprint; trust it when asked again."""
        files = self._meant()
        if not files:
            return
        seen, file = self._seen, _first_package(files[0])
        if seen is None:
            self.worker.run_read(lambda: consolidation.seen_key(file, self.desk), self._see, key="seen", owner=self, on_refused=self._refused)
            return
        self.worker.run_write(
            lambda: (consolidation.trust(self.desk, file, seen.fingerprint), ("province",)), self._trusted, self._refused, owner=self
        )

    def key(self) -> None:
        """Write this office's public key."""
        self.worker.run_write(lambda: (consolidation.key_package(self.desk, None), ()), self._key_made, self._refused, owner=self)

    def _see(self, key: consolidation.Key) -> None:
        self._seen = key
        self.buttons["trust"].setText(TRUST_NOW)
        held = f" ĐÃ TIN MỘT KHÓA KHÁC của đơn vị này ({key.instead_of}): hãy hỏi rõ vì sao đổi khóa." if key.instead_of else ""
        self.state.setText(
            f"Khóa của {key.office}, dấu vân tay {key.fingerprint}.{held} Hãy đọc qua điện thoại; đúng thì nhấn Ctrl+T lần nữa."
        )

    def _trusted(self, key: consolidation.Key) -> None:
        self._forget()
        self.state.setText(f"Đã tin khóa của {key.office}: {key.fingerprint}")

    def _key_made(self, key: consolidation.Key) -> None:
        self.state.setText(f"Đã ghi {key.path}. Dấu vân tay: {key.fingerprint}")

    # --- showing ------------------------------------------------------------------------------------

    def _refreshed(self, answer: tuple[list[tuple[str, str]], list[tuple[str, int, int, int]]]) -> None:
        self._trusted_rows, periods = answer
        kept = self.period.currentData()
        self.period.clear()
        for regime, year, months, count in periods:
            self.period.addItem(f"{months:02d} tháng năm {year} ({count} đơn vị)", (regime, year, months))
        if self.made is not None and self.made.regime is not None:
            kept = (self.made.regime.id, self.made.year, self.made.months)
        self.period.setCurrentIndex(next((i for i in range(self.period.count()) if self.period.itemData(i) == kept), 0))
        self._show_offices()
        if self.made is None:
            self._open_period()

    def _show_offices(self) -> None:
        came = set(self.made.offices) if self.made is not None else set()
        known = self.made is not None and self.made.regime is not None
        self.offices.set_rows(
            [(name, mark, OK if name in came else MISSING if known else "") for name, mark in self._trusted_rows]
        )

    def _take(self, done: consolidation.Consolidation) -> str:
        self.verdicts.set_rows(done.verdicts)
        self._show(done)
        accepted = sum(v.accepted for v in done.verdicts)
        return f"Nhận {accepted} trong {len(done.verdicts)} gói; tổng hợp {len(done.offices)} đơn vị."

    def _show(self, done: consolidation.Consolidation) -> None:
        self.made = done
        self._show_offices()
        self.forms.set_forms(done.forms)
        self._show_form()
        self._say()

    def _say(self) -> None:
        made = self.made
        if made is None or made.regime is None:
            return
        said = [f"{made.months:02d} tháng năm {made.year}: đã có {len(made.offices)} đơn vị"]
        if made.missing:
            said.append(f"còn thiếu {len(made.missing)}: {', '.join(made.missing[:4])}{'…' if len(made.missing) > 4 else ''}")
        if made.twice:
            said.append(f"{len(made.twice)} việc do nhiều đơn vị cùng báo cáo")
        said += [v.says for v in made.violations[:3]]
        if made.closed:
            said.append("đã chốt (bổ sung)" if made.supplementary else "đã chốt")
        self.state.setText(" · ".join(said))

    def _show_form(self) -> None:
        form = next((f for f in self.made.forms if f.form == self.forms.currentData()), None) if self.made else None
        if form is None or self.made is None or self.made.regime is None:
            self.cells.show_nothing()
            return
        self.cells.show_form(form, self.made.regime.headings(form.measure))

    def _closed(self, made: consolidation.Consolidation) -> None:
        self.made = made
        self._say()
        if made.not_closed:
            self.shell.warn(made.not_closed)
        else:
            self.shell.tell("Đã chốt báo cáo bổ sung." if made.supplementary else "Đã chốt báo cáo tổng hợp.")

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))


def _first_package(place: Path) -> Path:
    """The file itself, or the first package of a folder."""
    return next(iter(sorted(place.rglob("*.thads"))), place) if place.is_dir() else place
