"""The places of the left list, in their order. A page's module is loaded on its first visit."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from thads_desktop.ui.page import Place

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page, Shell


def _page(module: str, cls: str) -> object:
    def make(shell: Shell) -> Page:
        made: Page = getattr(import_module(f"thads_desktop.ui.pages.{module}"), cls)(shell)
        return made

    return make


def places(level: str) -> tuple[Place, ...]:
    """The places for an office of this level (district | province)."""
    common = (
        Place("returns", "Báo cáo", "report", _page("returns", "ReturnsPage"), "F7"),  # type: ignore[arg-type]
        Place("province", "Cục tổng hợp", "province", _page("province", "ProvincePage"), "F10"),  # type: ignore[arg-type]
        Place("journal", "Nhật ký", "journal", _page("journal", "JournalPage"), "F11", apart=True),  # type: ignore[arg-type]
        Place("settings", "Thiết lập", "settings", _page("settings", "SettingsPage"), "F12"),  # type: ignore[arg-type]
    )
    if level == "province":
        return (common[1], *common[2:])
    return (
        Place("matters", "Việc", "list", _page("matters", "MattersPage"), "F2"),  # type: ignore[arg-type]
        Place("intake", "Bản án đến", "inbox", _page("intake", "IntakePage"), "F3"),  # type: ignore[arg-type]
        Place("deadlines", "Hạn", "clock", _page("deadlines", "DeadlinesPage"), "F4"),  # type: ignore[arg-type]
        Place("queue", "Trình ký", "sign", _page("queue", "QueuePage"), "F5"),  # type: ignore[arg-type]
        Place("assignment", "Phân công", "people", _page("assignment", "AssignmentPage")),  # type: ignore[arg-type]
        Place("takeover", "Tiếp nhận sổ", "import", _page("takeover", "TakeoverPage"), apart=True),  # type: ignore[arg-type]
        *common,
    )
