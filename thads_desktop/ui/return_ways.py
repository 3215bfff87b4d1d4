"""What leads on from the page of returns: comparison, another circular, the closed periods, opening one again; and its counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from thads_desktop.services import since_closed

if TYPE_CHECKING:
    from thads_desktop.services.since_closed import Since
    from thads_desktop.ui.pages.returns import ReturnsPage

COMPARE, BESIDE, CLOSINGS, REOPEN = "Ctrl+Shift+D", "Ctrl+Shift+E", "Ctrl+Shift+L", "Ctrl+Shift+O"
FIRST = "Hãy lập báo cáo (Ctrl+Enter) trước."


class Ways:
    """Equips the page; ``closed`` is the button that counts what changed since the returns were sent."""

    def __init__(self, page: ReturnsPage) -> None:
        self.page = page
        self.closed = QPushButton()
        self.closed.setObjectName("closings")
        self.closed.clicked.connect(lambda _checked=False: self.closings())
        self._take([])
        page.action("So với kỳ trước, cùng kỳ, khoảng thường thấy; ghi giải thích", COMPARE, self.compare)
        page.action("Hai chế độ báo cáo cạnh nhau trên cùng số liệu", BESIDE, self.beside)
        page.action("Các kỳ đã chốt, việc đã đổi từ khi gửi", CLOSINGS, self.closings)
        page.action("Mở lại kỳ đã chốt để chốt bổ sung", REOPEN, self.reopen)

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
