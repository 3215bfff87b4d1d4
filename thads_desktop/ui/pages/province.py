"""The department's page: trust keys, take packages in, see who is missing, consolidate, close, export; all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from thads_desktop.services import consolidation, expected_offices, people, receiving
from thads_desktop.services.receiving import Period, Verdict
from thads_desktop.ui.ask_place import ask_file, ask_folder, saved
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.file_drop import FileDrop
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.frame_parts import ElidedLabel
from thads_desktop.ui.own_key import PACKAGES
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.pages import key_words
from thads_desktop.ui.pages.claimed import ClaimedPage, CloseClaimedPage, waiting
from thads_desktop.ui.pages.department import DepartmentPage
from thads_desktop.ui.pages.drill import open_cell
from thads_desktop.ui.pages.province_rows import (
    HELP,
    Trusted,
    closed_words,
    office_columns,
    office_rows,
    short_name,
    state_words,
    taken_words,
    trusted_now,
    verdict_columns,
)
from thads_desktop.ui.period_choice import PeriodChoice
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.return_table import CellTable, FormChoice
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import RowsModel

CLOSE = "Shift+F9"


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
        self._looked: list[Path] | None = None
        self._trusted_rows: list[Trusted] = []
        self.said = ""
        with self.desk.reading() as reader:
            self.own = "Cục" if people.office(reader).level == "province" else "đơn vị"
        if self.own != "Cục":
            self.title = "Nhận gói, tin khóa của cấp trên"
        self.body.addWidget(self.heading())
        self.body.addLayout(self._place_line())
        self.body.addLayout(self._button_line())
        self.question = AskTwice(CLOSE, CLOSE, self.buttons["close"], self)
        self.body.addWidget(self.question)
        self.state = state_label(key_words.BELOW if self.own == "Cục" else key_words.ABOVE)
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.verdicts = RowsModel(verdict_columns(), lambda v: v.path, self)
        self.offices = RowsModel(office_columns(), None, self)
        self.tabs = QTabWidget()
        self.packages = TableView(self.verdicts, self, "Chọn gói hoặc thư mục rồi nhấn F9.")
        self.packages.picks_first = True
        self.packages.chosen.connect(lambda _key: self._other_row())
        self.tabs.addTab(with_words(self.packages), "Các gói")
        self.tabs.addTab(TableView(self.offices, self, "Chưa tin khóa của đơn vị nào."), "Các đơn vị")
        self.tabs.addTab(self._figures(), "Số tổng hợp")
        self.body.addWidget(self.tabs, 1)
        self.action("Chọn các tệp gói", "Ctrl+O", self.prompt_files)
        self.action("Chọn thư mục gói", "Ctrl+Shift+O", self.prompt_folder)
        self.action("Nhận và tổng hợp", "F9", self.consolidate)
        self.action("Chốt báo cáo tổng hợp", CLOSE, self.close_period)
        self.action("Lưu Excel, PDF và gói tổng hợp", "F8", self.prompt_export)
        self.action("Xem khóa của gói rồi tin khóa", "Ctrl+T", self.trust)
        self.action(f"Khóa của {self.own}: dấu vân tay, xuất khóa", "", self.prompt_key)
        self.action("Việc do nhiều đơn vị cùng báo cáo", "Ctrl+D", self.open_claimed, icon="list")
        self.action("Theo dõi báo cáo: đơn vị nào thiếu, chậm; chấp nhận, trả lại", "Ctrl+B", lambda: shell.open_page(DepartmentPage(shell)), icon="list")
        FileDrop(self, self.choose, lambda _files: self.consolidate())

    def _place_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.place = QLineEdit()
        self.place.setObjectName("place")
        self.place.setPlaceholderText("Tệp gói (.thads) hoặc thư mục chứa các gói")
        self.place.setAccessibleName("Gói hoặc thư mục")
        self.place.textEdited.connect(lambda _text: self._forget())
        self.place.editingFinished.connect(self._look_in)
        line.addWidget(self.place, 1)
        for button in buttons(("Tệp…   Ctrl+O", self.prompt_files), ("Thư mục…   Ctrl+Shift+O", self.prompt_folder)):
            line.addWidget(button)
        return line

    def _button_line(self) -> FlowRow:
        line = FlowRow()
        self.buttons: dict[str, QPushButton] = {}
        self.period = PeriodChoice()
        self.period.activated.connect(lambda _at: self._open_period())
        for text, name, run in (
            ("Nhận và tổng hợp   F9", "consolidate", self.consolidate), ("Chốt   Shift+F9", "close", self.close_period),
            ("Lưu…   F8", "export", self.prompt_export), (key_words.TRUST.format(whose=key_words.NOBODY), "trust", self.trust),
            (f"Khóa của {self.own}…", "key", self.prompt_key),
        ):  # fmt: skip
            button = self.buttons[name] = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, run=run: run())
            line.addWidget(button)
            if name == "consolidate":
                line.addWidget(self.period)
        return line

    def _figures(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        self.forms, self.cells, self.cell_words = FormChoice(), CellTable(), ElidedLabel()
        self.forms.currentIndexChanged.connect(lambda _at: self._show_form())
        self.cells.currentCellChanged.connect(lambda *_at: self.cell_words.setText(self.cells.cell_words()))
        self.cells.opened.connect(lambda: open_cell(self.shell, self.made, self.cells))
        column.addWidget(self.forms)
        column.addWidget(self.cells, 1)
        column.addWidget(self.cell_words)
        return made

    def refresh(self) -> None:
        # What is shown is computed again: packages may have been given back on another page, the tree changed, the period closed.
        shown = self.made
        of = (shown.regime.id, shown.year, shown.months) if shown is not None and shown.regime is not None else None

        def ask() -> tuple[list[Trusted], list[tuple[str, int, int, int]], consolidation.Consolidation | None]:
            with self.desk.reading() as reader:
                rows = [(row["name"], row["fingerprint"], key) for key, row in expected_offices.below(reader).items()]
            return sorted(rows), consolidation.periods(self.desk), consolidation.joined(self.desk, *of) if of is not None else None

        self.worker.run_read(ask, lambda answer: self._refreshed(answer[0], answer[1], answer[2], shown), key="trusted", owner=self)

    def first_focus(self) -> QWidget:
        return self.place

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn gói"), ("F9", "nhận, tổng hợp"), ("Shift+F9", "chốt"), ("F8", "lưu"), ("Ctrl+B", "theo dõi"))

    def help(self) -> str:
        return HELP

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
        self._look_in()

    def _forget(self) -> None:
        """Other packages are meant: neither the key nor the period of those before."""
        self._files = []
        self._looked = None
        self.verdicts.set_rows([])
        self._unsee()
        self.period.set_here({})
        self.period.choose(None)

    def _unsee(self) -> None:
        if self._seen is not None:
            self.state.setText("Đã đổi gói: nhấn Ctrl+T để xem khóa của gói này.")
        self._seen = None
        row = self._row()
        whose = short_name(row.office) if row is not None and row.code in key_words.KEY_CODES else key_words.NOBODY
        self.buttons["trust"].setText(key_words.TRUST.format(whose=whose))

    def _row(self) -> Verdict | None:
        at = self.packages.currentIndex().row()
        return self.verdicts.row(at) if 0 <= at < self.verdicts.rowCount() else None

    def _other_row(self) -> None:
        row = self._row()
        if self._seen is None or row is None or str(row.path) != self._seen.path:
            self._unsee()

    def _look_in(self) -> None:
        """Which periods lie in what is named, so that one of them can be chosen before anything is received."""
        typed = self.place.text().strip()
        files = self._files or ([Path(typed)] if typed else [])
        if files and files != self._looked:
            self._looked = files
            self.worker.run_read(lambda: receiving.periods_in(files), self.period.set_here, key="periods-in", owner=self)

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
        files, period = self._meant(), self.period.currentData()
        if not files:
            return

        def work(progress: Any, cancelled: Any) -> tuple[consolidation.Consolidation, tuple[str, ...]]:
            done = consolidation.consolidate(
                self.desk, files, period=period, progress=lambda n, of: progress(n, of, "Đang nhận các gói"), cancelled=cancelled
            )
            return done, ("province",)

        self.progress.start("Đang nhận và tổng hợp", work, self._take, writes=True)

    def _open_period(self) -> None:
        """Show a period that was received before; of one that was not, say how it is."""
        wanted: Period | None = self.period.currentData()
        if wanted is not None and wanted not in self.period.received:
            self.made = None
            self.forms.set_forms(())
            self._show_form()
            self._show_offices()
            self.state.setText(f"{wanted[2]:02d} tháng năm {wanted[1]}: chưa nhận gói nào, nhấn F9 để nhận kỳ này.")
        elif wanted is not None:
            self.worker.run_read(lambda: consolidation.joined(self.desk, *wanted), self.show_joined, key="joined", owner=self, on_refused=self._refused)

    def close_period(self) -> None:
        """Close what is shown."""
        made = self.made
        if made is None or not made.offices:
            self.shell.warn("Hãy nhận gói (F9) hoặc chọn kỳ trước khi chốt.")
            return
        if made.twice and not made.closed:
            self.shell.open_page(CloseClaimedPage(self.shell, made, self._closed))
            return
        lacks = waiting(made)
        if lacks and not made.closed and not self.question.ask(
            (made.year, made.months, made.missing, made.drafts), f"Chốt {made.months:02d} tháng năm {made.year} khi {lacks}.",
        ):  # fmt: skip
            return
        self.worker.run_write(lambda: (consolidation.close_joined(self.desk, made), ("province",)), self._closed, self._refused, owner=self)

    def open_claimed(self) -> None:
        """The matters that several offices report."""
        if self.made is not None and self.made.claimed:
            self.shell.open_page(ClaimedPage(self.shell, self.made))
        else:
            self.shell.warn("Kỳ đang xem không có việc nào do nhiều đơn vị cùng báo cáo.")

    def prompt_export(self) -> None:
        """Ask for the folder of the files."""
        if self.made is None or not self.made.offices:
            self.shell.warn("Hãy nhận gói (F9) hoặc chọn kỳ trước khi lưu.")
            return
        folder = ask_folder(self, "Chọn thư mục lưu báo cáo tổng hợp", self.desk.folder)
        if folder is not None:
            self.export(folder)

    def export(self, folder: Path) -> None:
        """Write workbook, print and package of what is shown into a folder."""
        made = self.made
        assert made is not None
        done = lambda paths: self.shell.tell(saved(paths))  # noqa: E731 - read beside what is said of it
        self.worker.run_write(lambda: (consolidation.write(self.desk, made, folder), ()), done, self._refused, owner=self)

    # --- keys ---------------------------------------------------------------------------------------

    def trust(self) -> None:
        """First show whose key it is and its fingerprint; trust it when asked again."""
        files = self._meant()
        if not files:
            return
        seen, row = self._seen, self._row()
        if seen is None:
            wanted = row.path if row is not None else None
            self.worker.run_read(
                lambda: consolidation.key_to_trust(self.desk, files, wanted), self._see, key="seen", owner=self, on_refused=self._refused
            )
            return
        trust = lambda: (consolidation.trust(self.desk, Path(seen.path), seen.fingerprint, instead=seen.known), ("province",))  # noqa: E731 - as above
        self.worker.run_write(trust, self._trusted, self._refused, owner=self)

    def prompt_key(self) -> None:
        """Ask where this office's public key goes."""
        target = ask_file(self, f"Xuất khóa công khai của {self.own}", self.desk.folder, "khoa-cong-khai.thads", PACKAGES)
        if target is not None:
            self.export_key(target)

    def export_key(self, target: Path) -> None:
        """Write this office's public key."""
        made = lambda: (consolidation.key_package(self.desk, target), ())  # noqa: E731 - read beside what is said of it
        self.worker.run_write(made, lambda k: self.state.setText(f"Đã ghi {k.path}. Dấu vân tay: {k.fingerprint}"), self._refused, owner=self)

    def _see(self, key: consolidation.Key) -> None:
        if key.known and not key.instead_of:
            self.state.setText(key_words.seen_words(key))
            return
        if (at := self.verdicts.place(Path(key.path))) >= 0:
            self.packages.select_key(self.verdicts.key(at))
        self._seen = key
        self.buttons["trust"].setText((key_words.TRUST_INSTEAD if key.known else key_words.TRUST_NOW).format(whose=short_name(key.office)))
        self.state.setText(key_words.seen_words(key))

    def _trusted(self, key: consolidation.Key) -> None:
        self._unsee()
        rows = [self.verdicts.row(at) for at in range(self.verdicts.rowCount())]
        if any(v.fingerprint == key.fingerprint for v in rows):
            self.verdicts.set_rows([trusted_now(v) if v.fingerprint == key.fingerprint else v for v in rows])
        self.state.setText(key_words.trusted_words(key))

    # --- showing ------------------------------------------------------------------------------------

    def _refreshed(self, trusted: list[Trusted], periods: list[Any], now: consolidation.Consolidation | None, shown: object) -> None:
        self._trusted_rows = trusted
        self.period.set_received({(regime, year, months): count for regime, year, months, count in periods})
        if now is not None and self.made is shown:
            self._show_again(now)
        self._show_offices()
        if self.made is None and periods and not self.place.text():
            self.period.choose(periods[0][:3])
            self._open_period()

    def _show_again(self, now: consolidation.Consolidation) -> None:
        """What is shown, computed anew; that it is another sum is told. What was said of a key stays to be read."""
        old, before, own = self.made, self.state.text(), self.state.text() == self.said
        self.show_joined(now)
        if self._seen is not None:
            self.state.setText(before)
        elif not own:
            self.said = f"{before} · {self.said}"
            self.state.setText(self.said)
        if old is not None and old.made_of != now.made_of:
            self.shell.tell(f"Số tổng hợp {now.months:02d} tháng năm {now.year} đã tính lại: {len(now.offices)} đơn vị.")

    def _show_offices(self) -> None:
        self.offices.set_rows(office_rows(self._trusted_rows, self.made))

    def _take(self, done: consolidation.Consolidation) -> str:
        self.verdicts.set_rows(done.verdicts)
        self.show_joined(done)
        return taken_words(done)

    def show_joined(self, done: consolidation.Consolidation) -> None:
        self.made = done
        self.question.drop()
        if done.regime is not None:
            self.period.choose((done.regime.id, done.year, done.months))
        self._show_offices()
        self.forms.set_forms(done.forms)
        self._show_form()
        self._say()

    def _say(self) -> None:
        if self.made is not None and self.made.regime is not None:
            self.said = state_words(self.made)
            self.state.setText(self.said)

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
            self.shell.tell(closed_words(made))

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(map(sentence, refusals)))
