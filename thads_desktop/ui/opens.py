"""What a line of the log leads to, opened over the present page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.page import Shell
    from thads_desktop.ui.pages.matter import MatterPage


def open_of(shell: Shell, opens: str) -> None:
    """opens: "kind:key" as of ``journal.JournalRow``; a word to the person where nothing can be opened."""
    kind, _, wanted = opens.partition(":")
    if kind == "matter":
        from thads_desktop.ui.pages.matter import MatterPage

        shell.open_page(MatterPage(shell, wanted))
    elif kind == "judgment":
        from thads_desktop.ui.pages.decision import DecisionPage

        shell.open_page(DecisionPage(shell, wanted))
    elif kind == "party":
        from thads_desktop.ui.pages.persons import PersonsPage

        shell.open_page(PersonsPage(shell, (wanted,)))
    elif kind == "item":
        from thads_desktop.ui.pages.store_item import ItemPage

        shell.open_page(ItemPage(shell, wanted))
    elif kind == "entry":
        from thads_desktop.ui.pages.entry import EntryPage

        shell.open_page(EntryPage(shell, wanted.partition(".")[0], wanted))
    elif kind == "asset":
        from thads_desktop.ui.pages.asset import AssetPage

        shell.open_page(AssetPage(shell, wanted))
    elif kind == "chain":
        shell.go("returns")
    elif kind != "place" or shell.go(wanted) is None:
        shell.warn("Dòng này không thuộc một việc nào mở được.")


def exhibits_of(shell: Shell, view: MatterView | None) -> None:
    """What a matter has and had in the store; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.store import StorePage

        shell.open_page(StorePage(shell, matter=view.key, about=view.number_text))


def assets_of(shell: Shell, view: MatterView | None) -> None:
    """The assets of a matter; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.assets import AssetsPage

        shell.open_page(AssetsPage(shell, matter=view.key, number=view.number_text))


def money_of(shell: Shell, view: MatterView | None) -> None:
    """The proposed fee and interest of a matter; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.matter_money import MatterMoneyPage

        shell.open_page(MatterMoneyPage(shell, view.key, view.number_text))


def costs_of(shell: Shell, view: MatterView | None) -> None:
    """The costs of a matter; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.matter_costs import MatterCostsPage

        shell.open_page(MatterCostsPage(shell, view.key, view.number_text))


def pay_out(shell: Shell, view: MatterView | None) -> None:
    """Who gets what of the money a matter holds; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.payout import PayoutPage

        shell.open_page(PayoutPage(shell, view.key, view.number_text))


def file_of(shell: Shell, view: MatterView | None) -> None:
    """The file of a matter: documents, bút lục, scans; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.case_file import CaseFilePage

        shell.open_page(CaseFilePage(shell, view.key, view.number_text))


def kinds_of(shell: Shell, view: MatterView | None) -> None:
    """What the obligations of a matter are for the returns; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.line_kinds import LineKindsPage

        shell.open_page(LineKindsPage(shell, view.key, view.number_text))


#: From a matter to the pages of its own things.
_BESIDE = (
    ("Vật chứng, tài sản tạm giữ của việc", "Ctrl+Shift+H", exhibits_of), ("Tài sản của việc", "Ctrl+Shift+A", assets_of),
    ("Chi phí, tạm ứng chi phí của việc", "Ctrl+Shift+P", costs_of), ("Sổ thu, chi; phí, lãi, thứ tự thanh toán", "Ctrl+Shift+M", money_of),
    ("Chi trả tiền thi hành án", "Ctrl+Shift+C", pay_out), ("Hồ sơ: danh mục tài liệu, bút lục, bản quét", "Ctrl+Shift+E", file_of),
    ("Loại khoản, huy động lực lượng: để thống kê", "Ctrl+Alt+K", kinds_of),
)  # fmt: skip


def actions_beside(page: MatterPage) -> None:
    """The keys that lead from the page of a matter to its assets, exhibits, costs, money and file."""
    for words, key, opens in _BESIDE:
        page.action(words, key, partial(_beside, page, opens))


def _beside(page: MatterPage, opens: Callable[[Shell, MatterView | None], None]) -> None:
    opens(page.shell, page.view)
