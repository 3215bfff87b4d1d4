"""Which page carries out what the page of a matter offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import offers

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.page import Page, Shell


def page_of(shell: Shell, matter: str, key: str, view: MatterView) -> Page:
    """The page of an offer: a fact, a paper, or a package."""
    from thads_desktop.ui.pages.act import ActPage
    from thads_desktop.ui.pages.act_specs import ACTS
    from thads_desktop.ui.pages.delegation import CamePage, DelegatePage
    from thads_desktop.ui.pages.paper import PaperPage

    if key in ACTS:
        return ActPage(shell, matter, key, view)
    if key in (offers.WAITING, offers.PACKAGE):
        return DelegatePage(shell, matter, view.number_text)
    if key in (offers.ANSWER, f"{offers.WAITING}_answer"):
        return CamePage(shell, view.state.judgment, str(view.judgment.get("number", "")))
    return PaperPage(shell, key, view)
