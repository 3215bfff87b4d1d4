"""Targets of a year: where they stand, what is missing, how the year will end; the head sets them (Ctrl+T)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import latest_period, short_date, statistical_year
from thads_desktop.domain.targets import DIRECTIONS
from thads_desktop.law import targets as targets_law
from thads_desktop.services import people, target_files, target_report, targets
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.target_report import Report
    from thads_desktop.services.targets import Target

TOPICS = ("targets",)
DIRECTION_LABELS = {"at_least": "từ mức này trở lên", "more_than": "trên mức này", "at_most": "không quá mức này"}


class TargetsPage(Page):
    """Tables at the left by name, the chosen one at the right."""

    name = "targets"
    title = "Chỉ tiêu"
    topics = ("targets",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.made: Report | None = None
        today = self.clock.today()
        with self.desk.reading() as reader:
            department = people.office(reader).level == "province"
        # A department knows what came: on 5 October that is the year before.
        self.year = latest_period(today)[0] if department else statistical_year(today)
        acts = buttons(
            ("Năm trước   Ctrl+↑", self.before), ("Năm sau   Ctrl+↓", self.after), ("Giao chỉ tiêu   Ctrl+T", self.assigned),
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.view = ListingView()
        self.body.addWidget(self.view, 1)
        self.action("Chỉ tiêu năm trước", "Ctrl+Up", self.before)
        self.action("Chỉ tiêu năm sau", "Ctrl+Down", self.after)
        self.action("Giao, sửa, thôi chỉ tiêu", "Ctrl+T", self.assigned, icon="plus")
        self.action("Mở việc đang chọn", "Ctrl+O", self.open_matter)
        self.action("In bảng chỉ tiêu", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng chỉ tiêu thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        """Count anew; the page stays as it is until that is done."""
        year = self.year
        self.state.setText(f"Đang tính chỉ tiêu năm {year} từ sổ của đơn vị …")
        self.worker.run_read(
            lambda: target_report.make(self.desk, year), self._take, key="targets", owner=self,
            on_refused=lambda refusals: self._refused(" ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def _take(self, made: Report) -> None:
        self.made = made
        self.state.setText(target_files.state(made))
        self.view.show_tables(target_files.tables(made))

    def _refused(self, said: str) -> None:
        self.made = None
        self.state.setText(f"⚠ {said}")
        self.view.show_tables(())

    def before(self) -> None:
        """The year before."""
        self._turn(-1)

    def after(self) -> None:
        """The year after."""
        self._turn(1)

    def _turn(self, years: int) -> None:
        self.year += years
        self.refresh()

    def assigned(self) -> None:
        """To the targets as they were set."""
        self.shell.open_page(TargetListPage(self.shell, self.year))

    def open_matter(self) -> None:
        """The matter of the chosen row, in the tables of matters."""
        table, made, title = self.view.table(), self.made, self.view.names.current_key()
        at = table.currentIndex().row() if table is not None else -1
        if made is None or at < 0 or title not in target_files.MATTERS:
            self.shell.warn(f"Hãy chọn một việc trong bảng “{'” hoặc “'.join(target_files.MATTERS)}”.")
            return
        rows = made.ways if title == target_files.WAYS_TITLE else made.moves
        open_of(self.shell, f"matter:{rows[at].matter}")

    def _listing(self) -> Listing:
        return target_files.listing(self.desk, target_report.make(self.desk, self.year))

    def print_out(self) -> None:
        """As it will print."""
        if self.made is not None:
            show_print(self, f"Chỉ tiêu năm {self.year}", self._listing, target_files.file_name(self.made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        if self.made is not None:
            prompt_save(self, self.progress, "targets", "Lưu bảng chỉ tiêu", self._listing, target_files.file_name(self.made))

    def first_focus(self) -> QWidget:
        return self.view.names

    def escape(self) -> bool:
        return self.view.back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem"), ("Ctrl+T", "giao chỉ tiêu"), ("Ctrl+O", "mở việc"), ("Ctrl+↑", "năm trước"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Chỉ tiêu của năm: mức đạt, số việc và số tiền còn thiếu, dự báo đến 30/9 kèm kết quả thử trên các năm trước, việc nào xong thì lấp được "
            "khoảng thiếu, lần đổi phân loại nào cần xem, năm sau thụ lý khoảng bao nhiêu. Enter xem bảng, Esc trở lại; Ctrl+O mở việc "
            "của dòng đang chọn; Ctrl+↑ Ctrl+↓ đổi năm; Ctrl+T giao, "
            "giao lại hoặc thôi chỉ tiêu (thủ trưởng); Ctrl+P in, F8 lưu Excel hoặc PDF. Lệnh: targets --year."
        )


class TargetListPage(Page):
    """The targets of a year as they were set, with every version."""

    name = "target-list"
    title = "Chỉ tiêu được giao"
    belongs = "targets"
    topics = ("targets",)

    def __init__(self, shell: Shell, year: int) -> None:
        super().__init__(shell)
        self.year = year
        acts = buttons(("Giao chỉ tiêu   Ctrl+T", self.add), ("Thôi chỉ tiêu   Ctrl+D", self.over))
        self.body.addLayout(FlowRow(self.heading(f"{self.title} năm {year}"), *acts))
        self.body.addWidget(quiet_label("Enter: giao lại (một mức mới từ một ngày trong năm); mức cũ vẫn giữ cho những ngày trước đó."))
        known = targets_law.load().measures
        self.model = RowsModel(
            [
                Column("Giao cho", lambda t: t.name or "Cả đơn vị", width=24, least=14),
                Column("Chỉ tiêu", lambda t: known[t.measure].short, width=34, least=20),
                Column("Mức", lambda t: t.words, width=16),
                Column("Các lần giao", _versions, width=0, least=24),
                Column("Căn cứ", lambda t: t.basis, width=30, least=12, spare=1),
            ],
            lambda t: t.key or f"chung.{t.measure}",
            self,
        )
        self.table = TableView(self.model, self, "Năm này chưa giao chỉ tiêu nào. Ctrl+T để giao.")
        self.table.setObjectName("targets-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.again())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Giao một chỉ tiêu", "Ctrl+T", self.add, icon="plus")
        self.action("Thôi chỉ tiêu đang chọn", "Ctrl+D", self.over)

    def refresh(self) -> None:
        year, today = self.year, self.clock.today()

        def read() -> list[Target]:
            with self.desk.reading() as reader:
                return targets.of_year(self.desk, reader, year, _day(year, today))

        self.worker.run_read(read, self.model.set_rows, key="target-list", owner=self)

    def _current(self) -> Target | None:
        key = self.table.current_key()
        row: Target | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một chỉ tiêu trong danh sách, hoặc Ctrl+T để giao.")
        return row

    def add(self) -> None:
        """To the form of a new one."""
        self.shell.open_page(TargetPage(self.shell, self.year))

    def again(self) -> None:
        """To the form of another version of the chosen one."""
        row = self._current()
        if row is not None:
            self.shell.open_page(TargetPage(self.shell, self.year, row))

    def over(self) -> None:
        """To the form that ends the chosen one."""
        row = self._current()
        if row is not None and row.general:
            self.shell.warn("Đây là chỉ tiêu chung của năm, đơn vị chưa được giao riêng: không có gì để thôi. Enter để giao mức riêng.")
        elif row is not None:
            self.shell.open_page(TargetPage(self.shell, self.year, row, ends=True))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "giao lại"), ("Ctrl+T", "giao chỉ tiêu"), ("Ctrl+D", "thôi"))

    def help(self) -> str:
        return (
            "Chỉ tiêu của năm như thủ trưởng đã giao, cùng các lần giao lại giữa năm. Ctrl+T giao cho cả đơn vị hoặc một người; Enter giao lại từ một "
            "ngày; Ctrl+D thôi từ một ngày, có lý do. Số liệu của ngày nào tính theo mức đang áp dụng ngày ấy."
        )


class TargetPage(FormPage):
    """One target: new, set anew from a day, or ended."""

    name = "target"
    title = "Giao chỉ tiêu"
    belongs = "targets"

    def __init__(self, shell: Shell, year: int, target: Target | None = None, *, ends: bool = False) -> None:
        super().__init__(shell)
        self.year, self.target, self.ends = year, target, ends
        known = targets_law.load().measures
        today = self.clock.today()
        if ends and target is not None:
            self.lay_out(
                (Spec("since", "Thôi từ ngày", "date", required=True, value=_day(year, today)), Spec("basis", "Lý do", "long", required=True, lines=3)),
                f"Thôi chỉ tiêu năm {year}: {known[target.measure].short}, {target.name or 'cả đơn vị'}",
            )
            return
        now = target.now if target is not None else None
        start = targets.first_day(year)
        self.lay_out(
            (
                Spec("measure", "Chỉ tiêu", "choice", required=True, options=[(k, m.title) for k, m in known.items()],
                     value=target.measure if target else None),
                Spec("scope", "Giao cho", "choice", options=targets.scopes(self.desk, today), value=target.scope if target else ""),
                Spec("direction", "Chiều", "choice", required=True, options=[(d, DIRECTION_LABELS[d]) for d in DIRECTIONS],
                     value=now.direction if now else "at_least"),
                Spec("threshold", "Mức, %", required=True, beside=True, limit=8, note="ví dụ 82,50",
                     value=targets.percent(now.threshold) if now else None),
                Spec("since", "Từ ngày", "date", required=True, beside=True, value=start if target is None or target.general else _day(year, today)),
                Spec("basis", "Căn cứ", "long", lines=2, note="quyết định giao chỉ tiêu"),
            ),
            f"{'Giao lại chỉ tiêu' if target is not None else self.title} năm {year}",
        )  # fmt: skip

    def subject(self) -> str:
        return (self.target.key if self.target is not None else "") or str(self.year)

    def take(self, v: dict[str, Any]) -> None:
        target, year = self.target, self.year
        if self.ends and target is not None:

            def over() -> tuple[str, tuple[str, ...]]:
                targets.end(self.desk, target.key, v["since"], v["basis"] or "")
                return "Đã thôi chỉ tiêu.", TOPICS

            self.carry(over, self.back_saying)
            return

        def write() -> tuple[str, tuple[str, ...]]:
            said = targets.TargetInput(year, v["measure"], v["threshold"], v["since"], v["scope"] or "", v["direction"], v["basis"] or "")
            targets.put(self.desk, said)
            return "Đã giao chỉ tiêu.", TOPICS

        self.carry(write, self.back_saying)


def _day(year: int, today: date) -> date:
    """Today, or the nearest day of the year."""
    return min(max(today, targets.first_day(year)), targets.last_day(year))


def _versions(target: Target) -> str:
    said = []
    for v in target.versions:
        what = f"{targets.DIRECTION_WORDS[v.direction]} {targets.percent(v.threshold)} %" if v.direction else "thôi"
        said.append(f"{what}, áp dụng từ {short_date(v.since)}")
    return "; ".join(said)
