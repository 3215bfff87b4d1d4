"""Closing a period of a register: what it would fix, and the closings there are, with what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import register_closings, register_files, register_view
from thads_desktop.services.register_book import WHOLE
from thads_desktop.services.register_view import Continued
from thads_desktop.services.register_words import SPAN_WORDS, capital, span_of
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.register_closings import Proposal
    from thads_desktop.services.register_view import Change, Line, Opened, Part


EMPTY = "Kỳ này không có dòng nào chưa kết."
WHOLE_EMPTY = "Kỳ này cộng các quý đã kết, không có dòng riêng."


class ClosingPage(Page):
    """The rows that a closing fixes, their totals, and what is to be known before; F9 fixes them."""

    name = "register-closing"
    title = "Kết sổ"
    belongs = "registers"

    def __init__(self, shell: Shell, code: str, year: int) -> None:
        super().__init__(shell)
        self.code, self.year = code, year
        self.proposal: Proposal | None = None
        self._begun = False
        self.head = self.heading(f"Kết sổ năm {year}")
        self.span = Combo()
        self.span.setObjectName("closing-span")
        self.span.setAccessibleName("Kỳ kết sổ   Ctrl+H")
        self.span.setMinimumContentsLength(12)
        for key, words in SPAN_WORDS.items():
            self.span.addItem(capital(words), key)
        self.span.currentIndexChanged.connect(lambda _at: self.refresh())
        close = QPushButton("Kết sổ   F9")
        close.clicked.connect(lambda _checked=False: self.close_now())
        #: What is fixed stays for good.
        self.ask = AskTwice("F9", "F9", close)
        self.said = QLabel()
        self.said.setObjectName("closing-said")
        self.said.setWordWrap(True)
        self.body.addLayout(FlowRow(self.head, self.span, close))
        self.body.addWidget(self.said)
        self.body.addWidget(self.ask)
        self.model = RowsModel([
            Column("STT", lambda r: r.cells.get("stt"), "centre", 6), Column("Ngày", lambda r: r.day, width=10),
            Column("Nội dung sẽ giữ nguyên", self._words, width=0, least=40),
        ], lambda r: r.key, self)  # fmt: skip
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("closing-table")
        self.table.picks_first = True
        self.body.addWidget(with_words(self.table), 1)
        self.action("Kết sổ kỳ đang xem: giữ nguyên các dòng", "F9", self.close_now, icon="check")
        self.action("Chọn kỳ kết sổ", "Ctrl+H", self.span.setFocus)

    def _words(self, row: Line) -> str:
        """A row in one line: what its cells say; of one that was closed before what is written into it now."""
        before = self.proposal is not None and all(r.key != row.key for r in self.proposal.rows)
        return ("Ghi tiếp: " if before else "") + _words(row)

    def refresh(self) -> None:
        code, year = self.code, self.year
        if not self._begun:
            self._begun = True
            self.worker.run_read(lambda: register_closings.beginning(self.desk, code, year), self._begin, key="register-following", owner=self)
            return
        span = str(self.span.currentData())
        self.proposal = None
        self.worker.run_read(
            lambda: register_closings.propose(self.desk, code, year, span), self._take, key="register-proposal", owner=self, on_refused=self._no
        )

    def _begin(self, found: tuple[str, str]) -> None:
        """The register is named, and the period that comes next is chosen."""
        name, span = found
        self.head.setText(f"Kết sổ: {name}, năm {self.year}")
        self.span.blockSignals(True)
        self.span.setCurrentIndex(max(0, self.span.findData(span)))
        self.span.blockSignals(False)
        self.refresh()

    def _take(self, found: Proposal) -> None:
        self.proposal = found
        self.head.setText(f"Kết sổ: {found.register.name}, năm {self.year}")
        words = {c.field: c.heading for c in found.register.columns if c.total}
        sums = "; ".join(f"{words[n].lower()} {dong(v)}" for n, v in found.totals.items() if n in words)
        said = [f"{capital(found.words)}: {_counted(found)} sẽ giữ nguyên" + (f", cộng kỳ: {sums}." if sums else "."), *found.notes]
        self.said.setText("\n".join(said))
        self.table.set_empty(WHOLE_EMPTY if found.span in WHOLE else EMPTY)
        self.model.set_rows(found.lines)

    def _no(self, refusals: Sequence[Refusal]) -> None:
        self.model.set_rows([])
        self.said.setText(" ".join(sentence(r) for r in refusals))
        # Why, not "no row": it was not looked for.
        self.table.set_empty(self.said.text())

    def close_now(self) -> None:
        """Fix the period on the screen."""
        proposal = self.proposal
        if proposal is None:
            self.shell.warn(self.said.text() or "Chưa đọc xong kỳ này: hãy chờ một chút.")
            return
        about = (proposal.register.code, proposal.year, proposal.span)
        if not self.ask.ask(about, f"Kết {proposal.register.name}, {proposal.words}: {_counted(proposal)} giữ nguyên, không gỡ được."):
            return

        def write() -> tuple[str, tuple[str, ...]]:
            made = register_closings.close(self.desk, proposal)
            return f"Đã kết sổ {made.words}: {_counted(proposal)} giữ nguyên. F8 in sổ để ký.", ("registers",)

        self.worker.run_write(write, self._closed, lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self)

    def _closed(self, said: str) -> None:
        self.back_saying(said)

    def first_focus(self) -> QWidget:
        return self.span

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+H", "chọn kỳ"), ("F9", "kết sổ"), ("Esc", "quay lại"))

    def help(self) -> str:
        return (
            "Kết sổ lần lượt từng quý, rồi 6 tháng, cả năm: các dòng của kỳ được giữ nguyên, có cộng từng cột và chỗ ký. Dòng ghi muộn sau khi kết sổ vào "
            "kỳ sau; việc tiếp theo của dòng đã kết (kết quả, tiền thu, xuất kho) được ghi tiếp trong kỳ nó xảy ra; chỗ đã ghi mà nay khác thì giữ nguyên "
            "và ghi chú “đã sửa đổi, bổ sung ngày …”. F9 hai lần kết kỳ đang xem."
        )


class ClosingsPage(Page):
    """The closings of a year; beneath them what changed of the frozen rows. Enter prints one as it was fixed."""

    name = "register-closings"
    title = "Các lần kết sổ"
    belongs = "registers"
    topics = ("registers", "matters", "intake", "papers")

    def __init__(self, shell: Shell, code: str, year: int) -> None:
        super().__init__(shell)
        self.code, self.year = code, year
        self.view: Opened | None = None
        self.head = self.heading(f"Các lần kết sổ năm {year}")
        self.body.addWidget(self.head)
        self.model = RowsModel([
            Column("Kỳ", lambda p: capital(SPAN_WORDS[p.closing.span]), width=10), Column("Từ ngày", lambda p: p.closing.start, width=10),
            Column("Đến ngày", lambda p: p.closing.end, width=10), Column("Kết ngày", lambda p: p.closing.day, width=10),
            Column("Dòng", lambda p: len(p.lines), "right", 8), Column("Người kết sổ", lambda p: p.frozen.closer, width=0, least=16),
            Column("Ghi tiếp dòng cũ", lambda p: len(p.continued) + sum(len(lines) for _year, lines, _sums in p.older) or None, "right", 14),
            Column("Dòng đã đổi sau đó", lambda p: sum(x.changed for x in p.lines), "right", 16),
        ], lambda p: p.closing.seq, self)  # fmt: skip
        self.table = TableView(self.model, self, "Năm này chưa kết sổ kỳ nào. Quay lại, F9 để kết sổ.")
        self.table.setObjectName("closings-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.print_out())
        self.body.addWidget(self.table, 1)
        self.changed = QLabel("Sửa đổi, bổ sung và ghi tiếp sau khi kết sổ (dòng đã kết giữ nguyên):")
        self.body.addWidget(self.changed)
        self.changes = RowsModel([
            Column("STT", lambda c: c.number, "centre", 7), Column("Mục", lambda c: c.label, width=24, least=12),
            Column("Đã ghi khi kết sổ", lambda c: c.was, width=0, least=20), Column("Nay là", lambda c: c.now, width=40, least=20),
            Column("Là", _how, width=26, least=14),
        ], None, self)  # fmt: skip
        self.below = TableView(self.changes, self, "Không có gì thay đổi hay ghi tiếp từ khi kết sổ.")
        self.below.setObjectName("changes-table")
        self.body.addWidget(with_words(self.below), 1)
        self.action("In lần kết sổ đang chọn như đã giữ", ("F8", "Ctrl+P"), self.print_out, icon="print")

    def refresh(self) -> None:
        code, year = self.code, self.year
        self.worker.run_read(lambda: register_view.opened(self.desk, code, year), self._take, key="register-closings", owner=self)

    def _take(self, view: Opened) -> None:
        self.view = view
        self.head.setText(f"{view.register.name}: các lần kết sổ năm {view.year}")
        self.model.set_rows([p for p in view.parts if p.frozen is not None])
        self.changes.set_rows([*view.changes, *view.continued])

    def print_out(self) -> None:
        """The chosen closing exactly as it was fixed."""
        key, view = self.table.current_key(), self.view
        part: Part | None = self.model.content(self.model.place(key)) if isinstance(key, int) else None
        if part is None or part.closing is None or view is None:
            self.shell.warn("Hãy chọn một lần kết sổ trong danh sách.")
            return
        closing = part.closing
        from thads_desktop.ui.pages.printed import PrintedPage

        title = f"{view.register.name}, kết sổ {span_of(closing.span, closing.year)}"
        name = f"{register_files.file_name(view)}-{closing.span}"
        self.shell.open_page(PrintedPage(self.shell, title, lambda: register_files.pdf(register_files.printed_closing(self.desk, view, closing)), name))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F8", "in như đã kết"), ("Esc", "quay lại"))

    def help(self) -> str:
        return (
            "Mỗi dòng là một lần kết sổ. F8 hoặc Enter in đúng các dòng đã giữ, có phần ghi tiếp vào dòng của kỳ trước. Bảng dưới kê những gì của dòng đã "
            "kết nay ghi khác, và ngày ghi; rồi những gì các kỳ sau đã ghi tiếp."
        )


def _counted(p: Proposal) -> str:
    """ "3 dòng", "3 dòng và phần ghi tiếp của 2 dòng đã kết"; of what adds quarters up their sums."""
    if p.span in WHOLE:
        return "số cộng của các quý đã kết"
    further = len(p.lines) - len(p.rows)
    return f"{dong(len(p.rows))} dòng" + (f" và phần ghi tiếp của {dong(further)} dòng đã kết" if further else "")


def _how(told: Change | Continued) -> str:
    """What became of a frozen row, and when."""
    return f"ghi tiếp, {told.period[:1].lower()}{told.period[1:]}" if isinstance(told, Continued) else f"sửa đổi, bổ sung ngày {short_date(told.on)}"


def _words(row: Line) -> str:
    cells = row.cells
    return " · ".join(x for name, cell in cells.items() if name not in ("stt", "day") and cell and (x := register_view.shown(cell)))[:400]


