"""A prison's list: read from a file or pasted, each row matched; Enter chooses who it is, F9 books all that are confirmed, at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import prison_batch, prison_money
from thads_desktop.services.prison_batch import STATES
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.stacked import captioned
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.prison_batch import Matched

BEFORE = "Ctrl+O chọn tệp của trại giam, Ctrl+U dán bảng; Ctrl+M lưu tệp mẫu. Chưa ghi gì cho đến khi nhấn F9."
TONES = {"certain": "green", "unsure": "amber", "none": "red", "known": "neutral"}


class PrisonBatchPage(Page):
    """Rows with who they may be; certain ones are chosen beforehand."""

    name = "prison-batch"
    title = "Danh sách tiền trại giam thu"
    belongs = "cash"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        #: Row -> key of the candidate that is confirmed.
        self.chosen: dict[int, str] = {}
        self.rows: list[Matched] = []
        known = prison_money.prisons(self.desk)
        self.prison = QLineEdit(known[0][1] if len(known) == 1 else "")
        self.prison.setObjectName("prison-name")
        self.prison.setAccessibleName("Trại giam")
        self.prison.setMaxLength(200)
        self.prison.setMinimumWidth(self.prison.fontMetrics().horizontalAdvance("0" * 34))
        acts = buttons(
            ("Chọn tệp   Ctrl+O", self.prompt_file), ("Dán bảng   Ctrl+U", self.paste), ("Chọn người khớp   Enter", self._choose_current),
            ("Bỏ chọn   Delete", self.drop), ("Ghi các dòng đã xác nhận   F9", self.book),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addLayout(FlowRow(captioned("Trại giam   Ctrl+B", self.prison)))
        self.state = state_label(BEFORE)
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Dòng", lambda r: r.at, "right", 6),
                Column("Họ tên", lambda r: r.name, width=24, least=16),
                Column("Năm sinh", lambda r: str(r.birth or ""), width=9),
                Column("Số tiền", lambda r: r.amount, "right", 14),
                Column("Ngày thu", lambda r: r.day, width=10),
                Column("Về ngày", lambda r: r.arrived, width=10, spare=1),
                Column("Kết quả", self._state_of, width=16, tone=self._tone_of),
                Column("Người, khoản được chọn", self._words_of, width=0, least=30),
            ],
            lambda r: r.at,
            self,
        )
        self.table = TableView(self.model, self, BEFORE)
        self.table.setObjectName("batch-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self._choose_current())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Chọn tệp của trại giam", "Ctrl+O", self.prompt_file, icon="import")
        self.action("Dán bảng của trại giam", "Ctrl+U", self.paste)
        self.action("Lưu tệp mẫu cho trại giam", "Ctrl+M", self.prompt_template)
        self.action("Tên trại giam", "Ctrl+B", self.prison.setFocus)
        self.action("Bỏ chọn dòng này, không ghi", "Delete", self.drop)
        self.action("Ghi các dòng đã xác nhận", "F9", self.book, icon="save")

    def _state_of(self, row: Matched) -> str:
        return "đã xác nhận" if row.at in self.chosen else STATES[row.state]

    def _tone_of(self, row: Matched) -> Any:
        return "green" if row.at in self.chosen else "amber" if row.state == "certain" else TONES[row.state]

    def _words_of(self, row: Matched) -> str:
        key = self.chosen.get(row.at)
        if key is not None:
            return next((c.words for c in row.candidates if c.key == key), "")
        return row.why or "không ghi dòng này"

    # --- the list -----------------------------------------------------------------------------------

    def prompt_file(self) -> None:
        """Ask for the prison's file."""
        chosen, _kind = QFileDialog.getOpenFileName(self, "Danh sách của trại giam", str(self.desk.folder.parent), "Excel, CSV (*.xlsx *.csv)")
        if chosen:
            self.read(Path(chosen))

    def read(self, file: Path) -> None:
        """Read and match a file."""
        self.worker.run_read(lambda: prison_batch.read(self.desk, file), self.use, key="batch", owner=self, on_refused=self._refused)

    def paste(self) -> None:
        """To the form in which a table is pasted."""
        self.shell.open_page(PastePage(self.shell, self.use))

    def prompt_template(self) -> None:
        """Ask where the empty workbook goes."""
        file = ask_file(self, "Lưu tệp mẫu", self.desk.folder, "mau-trai-giam.xlsx", "Excel (*.xlsx)")
        if file is not None:
            self.progress.start("Đang lưu tệp mẫu", lambda _p, _c: prison_batch.save_template(file), lambda made: saved([made]))

    def use(self, rows: list[Matched]) -> None:
        """These rows from now on; certain ones are confirmed beforehand and may be dropped."""
        self.rows = rows
        self.chosen = {r.at: r.candidates[0].key for r in rows if r.state == "certain"}
        self._show()

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def _show(self) -> None:
        self.model.set_rows(self.rows)
        total = sum(r.amount for r in self.rows if r.at in self.chosen)
        left = len(self.rows) - len(self.chosen)
        said = f"{len(self.chosen)} dòng đã xác nhận, {dong(total)} đồng" + (f"; {left} dòng sẽ không ghi" if left else "")
        self.state.setText(f"{said}. Enter chọn người khớp, Delete bỏ chọn, F9 ghi một lượt.")

    def _current(self) -> Matched | None:
        row: Matched | None = self.table.current_row()
        return row

    def _choose_current(self) -> None:
        row = self._current()
        if row is None:
            return
        if not row.candidates:
            self.shell.warn(f"Dòng {row.at}: {row.why}. Hãy kiểm tra họ tên, năm sinh, hoặc ghi riêng theo số quyết định (Ctrl+T ở trang trước).")
            return
        self.shell.open_page(ChoosePage(self.shell, row, self.chosen.get(row.at, ""), self.choose))

    def choose(self, at: int, key: str) -> None:
        """This row is of this candidate."""
        self.chosen[at] = key
        self._show()

    def drop(self) -> None:
        """The chosen row is not booked."""
        row = self._current()
        if row is not None:
            self.chosen.pop(row.at, None)
            self._show()

    def book(self) -> None:
        """All that are confirmed, in one transaction."""
        prison, chosen = self.prison.text(), [(r, self.chosen[r.at]) for r in self.rows if r.at in self.chosen]

        def write() -> tuple[int, tuple[str, ...]]:
            return prison_batch.book(self.desk, prison, chosen), ("cash", "matters", "deadlines")

        self.worker.run_write(write, self._booked, self._not_booked, owner=self)

    def _not_booked(self, refusals: Sequence[Refusal]) -> None:
        if any(r.field == "prison" for r in refusals):
            self.prison.setFocus()
            self.shell.warn("Hãy ghi tên trại giam trước.")
        else:
            self.shell.warn(" ".join(sentence(r) for r in refusals))

    def _booked(self, count: int) -> None:
        self.back_saying(f"Đã ghi {count} khoản trại giam thu.")

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn tệp"), ("Enter", "chọn người khớp"), ("F9", "ghi"))

    def help(self) -> str:
        return (
            "Danh sách của trại giam: Ctrl+O tệp Excel hoặc CSV, Ctrl+U dán bảng, Ctrl+M lưu tệp mẫu. Mỗi dòng được khớp theo họ tên và năm sinh với "
            "người phải thi hành án còn phải nộp tiền; dòng chắc chắn được chọn sẵn, dòng khác Enter để chọn, Delete để bỏ. F9 ghi mọi dòng đã xác nhận "
            "một lượt: có dòng không ghi được thì không dòng nào được ghi."
        )


class PastePage(FormPage):
    """A table as text."""

    name = "prison-paste"
    title = "Dán bảng của trại giam"
    belongs = "cash"

    def __init__(self, shell: Shell, use: Callable[[list[Matched]], None]) -> None:
        super().__init__(shell)
        self.use = use
        columns = "; ".join(f.heading.lower() for f in prison_batch.FIELDS)
        note = f"mỗi khoản một dòng: {columns}. Ví dụ: {'; '.join(prison_batch.EXAMPLE)}. Dán thẳng từ Excel cũng được."
        self.lay_out((Spec("text", "Danh sách", "long", required=True, lines=12, note=note, limit=200_000),), accept="Khớp người")

    def take(self, v: dict[str, Any]) -> None:
        # As a write, so that what was pasted of persons is kept no longer.
        self.carry(lambda: (prison_batch.parse(self.desk, v["text"]), ()), self._read)

    def refused(self, refusals: Sequence[Refusal]) -> None:
        self.form["text"].set_refusal(" ".join(sentence(r) for r in refusals))

    def _read(self, rows: list[Matched]) -> None:
        self.shell.back()
        self.use(rows)


class ChoosePage(FormPage):
    """Who a row is."""

    name = "prison-choose"
    title = "Chọn người khớp"
    belongs = "cash"

    def __init__(self, shell: Shell, row: Matched, chosen: str, use: Callable[[int, str], None]) -> None:
        super().__init__(shell)
        self.row, self.use = row, use
        options = [(c.key, c.words) for c in row.candidates]
        said = f"{row.name}{f', sinh {row.birth}' if row.birth else ''}, {dong(row.amount)} đồng"
        self.lay_out(
            (Spec("who", "Là người, khoản nào", "choice", required=True, options=options, value=chosen or options[0][0], note=row.why),),
            f"Dòng {row.at}: {said}", "Xác nhận",
        )  # fmt: skip

    def subject(self) -> str:
        return str(self.row.at)

    def take(self, v: dict[str, Any]) -> None:
        self.carry(lambda: (v["who"], ()), self._chosen)

    def _chosen(self, key: str) -> None:
        self.shell.back()
        self.use(self.row.at, key)
