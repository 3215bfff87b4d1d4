"""The accountant's figures of a period against ours: from a file or typed; what differs with our movements, kept and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.law import cash_law
from thads_desktop.services import reconciling, reconciling_files
from thads_desktop.services.reconciling import STATES
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.period_row import PeriodRow
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.cashier import Line
    from thads_desktop.services.reconciling import Comparison, Given, Pair

BEFORE = "Chưa có số liệu của kế toán. Ctrl+O chọn tệp Excel hoặc CSV, Ctrl+T gõ hoặc dán; Ctrl+M lưu tệp mẫu để gửi kế toán."
AGREE = "Mọi việc đều khớp."
TONES = {"differs": "red", "theirs": "amber", "ours": "amber", "agrees": "green"}


class ReconcilePage(Page):
    """Above the decisions that differ, below what of ours stands behind the chosen one."""

    name = "reconcile"
    title = "Đối chiếu với kế toán"
    belongs = "cash"

    def __init__(self, shell: Shell, kept: Comparison | None = None) -> None:
        """kept: one that was kept, to be looked at."""
        super().__init__(shell)
        self.given: list[Given] = []
        self.made: Comparison | None = None
        self._every = False
        self.kept = kept
        self.period = PeriodRow(self.clock)
        if kept is not None:
            self.period.show(kept.start, kept.end)
        self.period.changed.connect(self._compare)
        acts = buttons(
            ("Chọn tệp   Ctrl+O", self.prompt_file), ("Gõ, dán số   Ctrl+T", self.type_in), ("Lưu kết quả   Ctrl+S", self.keep),
            ("Các lần đã lưu   Ctrl+G", self.past), ("Tổng hợp   Ctrl+I", self.overview), ("In   Ctrl+P", self.print_out),
            ("Lưu tệp   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addLayout(FlowRow(*self.period.widgets()))
        self.state = state_label(BEFORE)
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._tables()
        self.action("Chọn tệp số liệu của kế toán", "Ctrl+O", self.prompt_file, icon="import")
        self.action("Gõ hoặc dán số liệu của kế toán", "Ctrl+T", self.type_in)
        self.action("Lưu tệp mẫu cho kế toán", "Ctrl+M", self.prompt_template)
        self.action("Hiện cả việc khớp, hoặc chỉ việc lệch", "Ctrl+B", self._turn)
        self.action("Lưu kết quả đối chiếu", "Ctrl+S", self.keep, icon="save")
        self.action("Các lần đối chiếu đã lưu", "Ctrl+G", self.past)
        self.action("Tổng hợp thu, chi tiền thi hành án (số liệu mẫu B06/CĐ)", "Ctrl+I", self.overview)
        self.action("In bảng đối chiếu", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng đối chiếu thành Excel hoặc PDF", "F8", self.save, icon="export")

    def _tables(self) -> None:
        def of(which: str, name: str) -> Callable[[Pair], int]:
            return lambda p: getattr(getattr(p, which), name)

        sums = [
            Column(words, of(which, name), "right", 13)
            for which, who in (("theirs", "Kế toán"), ("ours", "Sổ"))
            for name, words in (("collected", f"{who}: thu"), ("paid", f"{who}: chi"), ("held", f"{who}: tồn"))
        ]
        self.model = RowsModel(
            [
                Column("Số quyết định", lambda p: p.number, width=0, least=16),
                Column("Ngày", lambda p: p.day, width=10, spare=1),
                *sums,
                Column("Ngoài sổ", lambda p: p.ours.untold or None, "right", 12, spare=2),
                Column("Kết quả", lambda p: STATES[p.state], width=20, tone=lambda p: TONES[p.state]),  # type: ignore[arg-type,return-value]  # names of tones
            ],
            lambda p: (p.matter, p.number, p.day),
            self,
        )
        self.table = TableView(self.model, self, BEFORE)
        self.table.setObjectName("reconcile-table")
        self.table.picks_first = True
        self.table.chosen.connect(lambda _key: self._ask_moves())
        self.table.opened.connect(lambda _key: self._open())
        self.moves = RowsModel(
            [
                Column("Ngày", lambda r: r.day, width=10),
                Column("Khoản của chương trình trong kỳ", lambda r: r.words, width=34),
                Column("Biên lai, chứng từ", lambda r: r.receipt, width=18),
                Column("Người nộp, người nhận", lambda r: r.who, width=0, least=18),
                Column("Số tiền", lambda r: r.income or r.spent or r.within, "right", 15),
            ],
            lambda r: r.at,
            self,
        )
        self.moves_table = TableView(self.moves, self, "Chương trình không có khoản thu, chi nào của việc này trong kỳ.")
        self.moves_table.setObjectName("moves-table")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(with_words(self.table))
        split.addWidget(self.moves_table)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body.addWidget(split, 1)

    # --- the figures --------------------------------------------------------------------------------

    def refresh(self) -> None:
        if self.kept is not None and self.made is None:
            self._take(self.kept)

    def prompt_file(self) -> None:
        """Ask for the accountant's file."""
        chosen, _kind = QFileDialog.getOpenFileName(self, "Số liệu của kế toán", str(self.desk.folder.parent), "Excel, CSV (*.xlsx *.csv)")
        if chosen:
            self.read(Path(chosen))

    def read(self, file: Path) -> None:
        """Read a file and compare."""
        self.worker.run_read(lambda: reconciling.read(self.desk, file), self.use, key="figures", owner=self, on_refused=self._refused)

    def use(self, given: list[Given]) -> None:
        """These figures from now on."""
        self.given, self.kept = given, None
        self._compare()

    def type_in(self) -> None:
        """To the form in which figures are typed or pasted."""
        self.shell.open_page(FiguresPage(self.shell, self.use))

    def prompt_template(self) -> None:
        """Ask where the empty workbook goes."""
        file = ask_file(self, "Lưu tệp mẫu", self.desk.folder, "mau-doi-chieu.xlsx", "Excel (*.xlsx)")
        if file is not None:
            self.progress.start("Đang lưu tệp mẫu", lambda _p, _c: reconciling.save_template(file), lambda made: saved([made]))

    def _compare(self) -> None:
        period, given = self.period.period(), self.given
        if period is None:
            self.state.setText("⚠ Ngày đầu hoặc ngày cuối chưa đúng: hãy nhập ngày/tháng/năm.")
        elif given:
            self.worker.run_read(
                lambda: reconciling.compare(self.desk, *period, given), self._take, key="reconcile", owner=self, on_refused=self._refused
            )

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.made = None
        self.model.set_rows(())
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def _take(self, made: Comparison) -> None:
        self.made = made
        self._show()

    def _show(self) -> None:
        made = self.made
        if made is None:
            return
        self.table.set_empty(AGREE)
        self.model.set_rows([p for p in made.pairs if self._every or p.state != "agrees"])
        said = [reconciling.summary(made)]
        off = made.theirs - made.ours
        said.append(f"Tổng lệch: thu {_signed(off.collected)}, chi {_signed(off.paid)}, tồn {_signed(off.held)} đồng.")
        if made.ours.untold:
            said.append(f"Ngoài sổ (thu không có biên lai) {dong(made.ours.untold)} đồng, không tính vào tồn.")
        said.append(f"Đã lưu lúc {made.at}, {made.who}." if made.key else "Chưa lưu (Ctrl+S).")
        said.append("Ctrl+B: " + ("chỉ hiện việc lệch." if self._every else "hiện cả việc khớp."))
        self.state.setText(" ".join(said))
        self._ask_moves()

    def _turn(self) -> None:
        self._every = not self._every
        self._show()

    def _current(self) -> Pair | None:
        row: Pair | None = self.table.current_row()
        return row

    def _ask_moves(self) -> None:
        made, row = self.made, self._current()
        if made is None or row is None or not row.matter:
            self.moves.set_rows(())
            return
        self.worker.run_read(lambda: reconciling.movements(self.desk, row.matter, made.start, made.end), self._take_moves, key="moves", owner=self)

    def _take_moves(self, rows: list[Line]) -> None:
        self.moves.set_rows(rows)

    def _open(self) -> None:
        row = self._current()
        if row is not None and row.matter:
            open_of(self.shell, f"matter:{row.matter}")
        elif row is not None:
            self.shell.warn("Chương trình không có việc nào mang số này: hãy đối chiếu số và ngày quyết định với kế toán.")

    # --- acts ---------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what was found."""
        made = self.made
        if made is None or made.key:
            self.shell.warn("Chưa có kết quả mới để lưu." if made is None else "Kết quả này đã được lưu.")
            return
        self.worker.run_write(
            lambda: (reconciling.keep(self.desk, made), ("cash",)), self._kept,
            lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self,
        )  # fmt: skip

    def _kept(self, made: Comparison) -> None:
        self._take(made)
        self.shell.tell(f"Đã lưu kết quả đối chiếu, mã số liệu {made.digest[:16]}.")

    def past(self) -> None:
        """To those that were kept."""
        self.shell.open_page(ReconciledPage(self.shell))

    def overview(self) -> None:
        """To the sums of the period over the whole office."""
        from thads_desktop.ui.pages.money_overview import MoneyOverviewPage

        self.shell.open_page(MoneyOverviewPage(self.shell, self.period.period()))

    def _make(self) -> Callable[[], Listing] | None:
        made = self.made
        if made is None:
            self.shell.warn(BEFORE)
            return None
        return lambda: reconciling_files.listing(self.desk, made)

    def print_out(self) -> None:
        """The sheet as it will be printed."""
        make = self._make()
        if make is not None and self.made is not None:
            show_print(self, "Bảng đối chiếu", make, reconciling_files.file_name(self.made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        make = self._make()
        if make is not None and self.made is not None:
            prompt_save(self, self.progress, "reconciliation", "Lưu bảng đối chiếu", make, reconciling_files.file_name(self.made))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+O", "chọn tệp"), ("Enter", "mở việc"), ("Ctrl+S", "lưu kết quả"))

    def help(self) -> str:
        return (
            f"So số đã thu, đã chi, còn tồn của từng quyết định do kế toán đưa với sổ của chương trình. {cash_law.law().said['reconciliation'].words} "
            "Ctrl+O đọc tệp Excel hoặc CSV, Ctrl+T gõ hoặc dán, Ctrl+M lưu tệp mẫu. Bảng trên nêu việc lệch, bảng dưới các khoản của chương trình "
            "trong kỳ; Enter mở việc, Ctrl+B hiện cả việc khớp. Ctrl+S lưu kết quả (ai, lúc nào, mã số liệu), Ctrl+P in có chỗ ký. Một kỳ có thể đối "
            "chiếu lại nhiều lần. Ctrl+I tổng hợp cả cơ quan."
        )


class FiguresPage(FormPage):
    """Figures typed or pasted, a line for each decision."""

    name = "figures"
    title = "Số liệu của kế toán"
    belongs = "cash"

    def __init__(self, shell: Shell, use: Callable[[list[Given]], None]) -> None:
        super().__init__(shell)
        self.use = use
        columns = "; ".join(f.heading.lower() for f in reconciling.FIELDS)
        note = f"mỗi quyết định một dòng: {columns}. Ví dụ: {'; '.join(reconciling.EXAMPLE)}. Dán thẳng từ Excel cũng được."
        self.lay_out((Spec("text", "Số liệu", "long", required=True, lines=14, note=note, limit=200_000),), accept="So với sổ")

    def take(self, v: dict[str, Any]) -> None:
        self.worker.run_read(lambda: reconciling.parse(self.desk, v["text"]), self._given, key="figures", owner=self, on_refused=self._at_text)

    def _at_text(self, refusals: Sequence[Refusal]) -> None:
        self.form["text"].set_refusal(" ".join(sentence(r) for r in refusals))

    def _given(self, given: list[Given]) -> None:
        self.kept.keep()
        self.shell.back()
        self.use(given)


class ReconciledPage(Page):
    """The reconciliations that were kept."""

    name = "reconciled"
    title = "Các lần đối chiếu đã lưu"
    belongs = "cash"
    topics = ("cash",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading())
        self.model = RowsModel(
            [
                Column("Từ ngày", lambda c: c.start, width=12),
                Column("Đến ngày", lambda c: c.end, width=12),
                Column("Lưu lúc", lambda c: c.at, width=18),
                Column("Người lưu", lambda c: c.who, width=0, least=20),
                Column("Mã số liệu", lambda c: c.digest[:16], width=20),
            ],
            lambda c: c.key,
            self,
        )
        self.table = TableView(self.model, self, "Chưa lưu lần đối chiếu nào.")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        self.worker.run_read(lambda: reconciling.past(self.desk), self.model.set_rows, key="reconciled", owner=self)

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            self.worker.run_read(
                lambda: reconciling.stored(self.desk, key), lambda made: self.shell.open_page(ReconcilePage(self.shell, made)), key="stored", owner=self
            )

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem, in lại"), ("Esc", "trở về"))

    def help(self) -> str:
        return "Các lần đối chiếu đã lưu, mới nhất đứng đầu, như đã thấy lúc lưu. Enter mở để xem và in lại."


def _signed(amount: int) -> str:
    from thads_desktop.services.cash_files import signed

    return signed(amount)
