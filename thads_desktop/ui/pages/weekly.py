"""An officer's week: overdue, each day's terms, tasks and trips; printed or kept as Excel or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import book_rights, people, weekly
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.weekly import Week


class WeeklyPage(Page):
    """Tables at the left by name, the chosen one at the right."""

    name = "weekly"
    title = "Lịch công tác tuần"
    belongs = "deadlines"
    topics = ("deadlines", "matters", "tasks")

    def __init__(self, shell: Shell, officer: str = "") -> None:
        super().__init__(shell)
        self.made: Week | None = None
        self._day = self.clock.today()
        with self.desk.reading() as reader:
            found = [(p.name, p.person) for p in people.officers(reader, self._day)]
            own = str((reader.row("person", self.desk.actor) or {}).get("name", ""))
        first = found[0][1] if found else self.desk.actor
        if own and book_rights.sees_secret(self.desk) and self.desk.actor not in {person for _name, person in found}:
            # Who settles complaints need not be an enforcement officer; theirs is shown when it is chosen.
            found.insert(0, (own, self.desk.actor))
        elif self.desk.actor in {person for _name, person in found}:
            first = self.desk.actor
        self.officer = Combo()
        self.officer.setObjectName("officer")
        self.officer.setAccessibleName("Chấp hành viên")
        self.officer.setToolTip("Chấp hành viên   Ctrl+H")
        for name, person in found:
            self.officer.addItem(name, person)
        wanted = officer or first
        at = self.officer.findData(wanted)
        self.officer.setCurrentIndex(max(0, at if at >= 0 else self.officer.findData(first)))
        self.officer.currentIndexChanged.connect(lambda _at: self.refresh())
        acts = buttons(
            ("Tuần trước   Ctrl+↑", self.before), ("Tuần sau   Ctrl+↓", self.after), ("In   Ctrl+P", self.print_out),
            ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), self.officer, *acts))
        self.state = state_label()
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.view = ListingView()
        self.body.addWidget(self.view, 1)
        self.action("Chọn chấp hành viên", "Ctrl+H", self.officer.setFocus)
        self.action("Tuần trước", "Ctrl+Up", self.before)
        self.action("Tuần sau", "Ctrl+Down", self.after)
        self.action("In lịch tuần", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu lịch tuần thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        officer, day = self.officer.currentData(), self._day
        if not officer:
            self.state.setText("Đơn vị chưa có chấp hành viên nào: hãy khai báo ở trang Thiết lập (F12).")
            return
        self.worker.run_read(
            lambda: weekly.week(self.desk, officer, day), self._take, key="weekly", owner=self,
            on_refused=lambda refusals: self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def _take(self, made: Week) -> None:
        self.made = made
        missed = f"; {made.missed} việc chưa có bước tiếp theo (Shift+F4)" if made.missed else ""
        self.state.setText(
            f"Từ {short_date(made.start)} đến {short_date(made.start + timedelta(days=6))}: {made.terms} thời hạn, {made.tasks} việc được giao, "
            f"{weekly.trips_words(made)}{missed}."
        )
        self.view.show_tables(made.tables)

    def before(self) -> None:
        """The week before."""
        self._turn(-7)

    def after(self) -> None:
        """The week after."""
        self._turn(7)

    def _turn(self, days: int) -> None:
        self._day += timedelta(days=days)
        self.refresh()

    def _listing(self) -> Listing:
        return weekly.listing(self.desk, weekly.week(self.desk, self.officer.currentData(), self._day))

    def print_out(self) -> None:
        """As it will print."""
        if self.made is not None:
            show_print(self, self.title, self._listing, weekly.file_name(self.made))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        if self.made is not None:
            prompt_save(self, self.progress, "agenda", "Lưu lịch tuần", self._listing, weekly.file_name(self.made))

    def first_focus(self) -> QWidget:
        return self.view.names

    def escape(self) -> bool:
        return self.view.back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem"), ("Ctrl+P", "in"), ("Ctrl+↓", "tuần sau"))

    def help(self) -> str:
        return (
            "Lịch một tuần của một chấp hành viên: việc quá hạn, thời hạn từng ngày, việc được giao, và các nơi phải đến xác minh xếp theo xã, "
            "phường (kèm việc đến hạn tuần sau, để đi một lần). Enter xem bảng, Esc trở lại. Ctrl+H chọn chấp hành viên, Ctrl+↑ Ctrl+↓ đổi tuần. "
            "Ctrl+P in, F8 lưu Excel hoặc PDF. Lập cho mọi người một lượt: lệnh agenda."
        )
