"""The tabs of the page of calculators in their order: a module of this package and its class, one line each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.ui.calculators.base import Calculator
    from thads_desktop.ui.page import Page

#: (module, class). A line here is a tab there; Ctrl+1, Ctrl+2 … by this order.
TABS: tuple[tuple[str, str], ...] = (
    ("term", "TermTab"),
    ("rule_book", "RuleBookTab"),
)  # fmt: skip


def tabs(page: Page) -> list[Calculator]:
    """Every tab, made for a page."""
    return [getattr(import_module(f"thads_desktop.ui.calculators.{module}"), cls)(page) for module, cls in TABS]
