"""The place "Xác minh": trips, what came back, the forecast, what is published, the archive; Ctrl+1 to Ctrl+5 turn to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.rounds.archive import ArchiveSection
from thads_desktop.ui.rounds.due import DueSection
from thads_desktop.ui.rounds.forecast import ForecastSection
from thads_desktop.ui.rounds.publication import PublicationSection
from thads_desktop.ui.rounds.results import ResultsSection
from thads_desktop.ui.rounds.section import Section

SECTIONS: tuple[type[Section], ...] = (DueSection, ResultsSection, ForecastSection, PublicationSection, ArchiveSection)


class RoundsPage(Page):
    """Each section asks when it is shown and something has changed."""

    name = "rounds"
    title = "Xác minh, đăng tải, lưu trữ"
    topics = ("rounds", "matters", "deadlines", "settings")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("rounds-tabs")
        # Its bar is no stop of Tab: the figures lead to the sections.
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sections: list[Section] = [made(self) for made in SECTIONS]
        for at, section in enumerate(self.sections):
            self.tabs.addTab(section, f"{section.title}   Ctrl+{at + 1}")
            self.action(f"Xác minh: {section.title.lower()}", f"Ctrl+{at + 1}", partial(self.turn, at))
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _at: self._turned())
        self._turned()

    def section(self) -> Section:
        """The one on the screen."""
        return self.sections[self.tabs.currentIndex()]

    def turn(self, at: int) -> None:
        """To a section, the caret in its first place."""
        self.tabs.setCurrentIndex(at)
        self.section().first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turned(self) -> None:
        for section in self.sections:
            section.show_keys(section is self.section())
        if not self._stale:
            self.section().look()
        self.shell.hints_changed()

    def refresh(self) -> None:
        for section in self.sections:
            section.stale = True
        self.section().look()

    def first_focus(self) -> QWidget:
        return self.section().first()

    def escape(self) -> bool:
        return self.section().escape()

    def hints(self) -> Sequence[tuple[str, str]]:
        return self.section().hints()

    def help(self) -> str:
        return f"Năm phần, Ctrl+1 đến Ctrl+5: {', '.join(s.title.lower() for s in self.sections)}. {self.section().said}"
