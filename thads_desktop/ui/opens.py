"""What a line of the log leads to, opened over the present page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.page import Shell


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
    elif kind != "place" or shell.go(wanted) is None:
        shell.warn("Dòng này không thuộc một việc nào mở được.")


def exhibits_of(shell: Shell, view: MatterView | None) -> None:
    """What a matter has and had in the store; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.store import StorePage

        shell.open_page(StorePage(shell, matter=view.key, about=view.number_text))


def money_of(shell: Shell, view: MatterView | None) -> None:
    """The proposed fee and interest of a matter; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.matter_money import MatterMoneyPage

        shell.open_page(MatterMoneyPage(shell, view.key, view.number_text))


def pay_out(shell: Shell, view: MatterView | None) -> None:
    """Who gets what of the money a matter holds; a moment before it is here, nothing."""
    if view is not None:
        from thads_desktop.ui.pages.payout import PayoutPage

        shell.open_page(PayoutPage(shell, view.key, view.number_text))
