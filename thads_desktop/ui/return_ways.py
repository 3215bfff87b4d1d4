"""What leads on from the page of returns: officers' returns, comparison, another circular, slips, calendar, the closed periods, opening one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from thads_desktop.services import since_closed
from thads_desktop.ui.page_parts import buttons

if TYPE_CHECKING:
    from thads_desktop.services.since_closed import Since
    from thads_desktop.ui.pages.returns import ReturnsPage

COMPARE, BESIDE, CLOSINGS, REOPEN = "Ctrl+Shift+D", "Ctrl+Shift+E", "Ctrl+Shift+L", "Ctrl+Shift+O"
OFFICERS, SLIPS = "Ctrl+B", "Ctrl+O"
FIRST = "Hãy lập báo cáo (Ctrl+Enter) trước."


class Ways:
    """Equips the page; ``closed`` is the button that counts what changed since the returns were sent."""

    def __init__(self, page: ReturnsPage) -> None:
        self.page = page
        self.closed = QPushButton()
        self.closed.setObjectName("closings")
        self.closed.clicked.connect(lambda _checked=False: self.closings())
        self._take([])
        page.action("Báo cáo của Chấp hành viên: ký, xác nhận", OFFICERS, self.officers, icon="people")
        page.action("Phiếu của cấp trên về báo cáo: nhận, trả lại", SLIPS, self.slips, icon="inbox")
        page.action("Mở lịch báo cáo của năm: hạn gửi từng kỳ", "", self.calendar, icon="clock")
        page.action("So với kỳ trước, cùng kỳ, khoảng thường thấy; ghi giải thích", COMPARE, self.compare)
        page.action("Hai chế độ báo cáo cạnh nhau trên cùng số liệu", BESIDE, self.beside)
        page.action("Các kỳ đã chốt, việc đã đổi từ khi gửi", CLOSINGS, self.closings)
        page.action("Mở lại kỳ đã chốt để chốt bổ sung", REOPEN, self.reopen)

    def buttons(self) -> list[QPushButton]:
        """A button for each, in a row of their own."""
        return [
            *buttons(
                (f"Chấp hành viên   {OFFICERS}", self.officers), (f"So sánh   {COMPARE}", self.compare), (f"Hai chế độ   {BESIDE}", self.beside),
                (f"Phiếu   {SLIPS}", self.slips), ("Lịch năm", self.calendar),
            ), self.closed,
        ]  # fmt: skip

    def officers(self) -> None:
        """The officers' own returns of what is shown."""
        from thads_desktop.ui.pages.chain import ChainPage

        page = self.page
        if page.made is None:
            page.shell.warn(FIRST)
        else:
            page.shell.open_page(ChainPage(page.shell, page.made))

    def slips(self) -> None:
        """What the department said of returns."""
        from thads_desktop.ui.pages.slips import SlipsPage

        self.page.shell.open_page(SlipsPage(self.page.shell))

    def calendar(self) -> None:
        """The terms of a year."""
        from thads_desktop.ui.pages.chain import CalendarPage

        self.page.shell.open_page(CalendarPage(self.page.shell, self.page.year.value()))

    def count(self) -> None:
        """Ask how much changed since."""
        page = self.page
        page.worker.run_read(lambda: since_closed.counted(page.desk), self._take, key="return-since", owner=page)

    def _take(self, found: list[Since]) -> None:
        changed = sum(bool(s.matters) for s in found)
        said = f"{changed} kỳ đã đổi từ khi gửi" if changed else "Các kỳ đã chốt"
        self.closed.setText(f"{said}   {CLOSINGS}")

    def compare(self) -> None:
        """To the comparison of what is on the page."""
        from thads_desktop.ui.pages.return_compare import ComparePage

        page = self.page
        if page.made is None:
            page.shell.warn(FIRST)
        else:
            page.shell.open_page(ComparePage(page.shell, page.made))

    def beside(self) -> None:
        """To the same period by another circular."""
        from thads_desktop.ui.pages.return_compare import TwoRegimesPage

        page = self.page
        if page.made is None:
            page.shell.warn(FIRST)
        else:
            page.shell.open_page(TwoRegimesPage(page.shell, page.made))

    def closings(self) -> None:
        """To the list of what was closed."""
        from thads_desktop.ui.pages.return_closings import ReturnClosingsPage

        self.page.shell.open_page(ReturnClosingsPage(self.page.shell))

    def reopen(self) -> None:
        """To the form that asks why, for the period on the page."""
        from thads_desktop.ui.pages.return_closings import ReopenPage

        page = self.page
        if page.made is None:
            page.shell.warn(FIRST)
        elif page.made.closed_on is None:
            page.shell.warn(f"Báo cáo {page.made.period_words} chưa chốt nên không có gì để mở lại.")
        else:
            page.shell.open_page(ReopenPage(page.shell, page.made.regime.id, page.made.year, page.made.months))
