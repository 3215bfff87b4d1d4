"""Calculators: how long, how much. One tab each (``ui.calculators.registry``); none of them writes anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from thads_desktop.ui.calculators.base import Calculator
from thads_desktop.ui.calculators.registry import tabs
from thads_desktop.ui.calculators.rule_book import RuleBookTab
from thads_desktop.ui.calculators.term import TermTab
from thads_desktop.ui.page import Page, Shell


class CalculatorPage(Page):
    """The tabs; Ctrl+1, Ctrl+2 … turn to them."""

    name = "calculator"
    title = "Công cụ tính"
    topics = ("settings",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading())
        self.calculators: list[Calculator] = tabs(self)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("calculator-tabs")
        for made in self.calculators:
            self.tabs.addTab(made, made.title)
        self.body.addWidget(self.tabs, 1)
        for at, made in enumerate(self.calculators):
            self.action(made.title, f"Ctrl+{at + 1}" if at < 9 else "", partial(self.show_tab, at))

        self.action("Tìm trong danh sách", "Ctrl+F", lambda: self.shown().to_search(), icon="search", name="search")

        book, term = self.findChild(RuleBookTab), self.findChild(TermTab)
        if book is not None and term is not None:
            book.wanted.connect(lambda rule: self._count(term, rule))

    def _count(self, term: TermTab, rule: str) -> None:
        self.tabs.setCurrentWidget(term)
        term.open_rule(rule)

    def show_tab(self, at: int) -> None:
        """The tab, and the caret in its first field."""
        self.tabs.setCurrentIndex(at)
        self.calculators[at].first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shown(self) -> Calculator:
        """The tab on the screen."""
        return self.calculators[self.tabs.currentIndex()]

    def refresh(self) -> None:
        for made in self.calculators:
            made.look()

    def first_focus(self) -> QWidget:
        return self.shown().first()

    def escape(self) -> bool:
        return self.shown().escape()

    def hints(self) -> Sequence[tuple[str, str]]:
        return ((f"Ctrl+1…{len(self.calculators)}", "các công cụ"), ("Ctrl+Enter", "tính"), ("F1", "các phím"))

    def help(self) -> str:
        return "Tính thử, không ghi gì vào dữ liệu; mỗi kết quả kèm cách tính và điều luật. " + " ".join(c.help for c in self.calculators if c.help)
