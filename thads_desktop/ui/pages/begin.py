"""Which page carries out what the page of a matter offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import offers

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.page import Page, Shell


def page_of(shell: Shell, matter: str, key: str, view: MatterView) -> Page:
    """The page of an offer: a fact, a paper, a package, a step of the file."""
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
    if key == offers.FILE:
        from thads_desktop.domain.archive import NONE
        from thads_desktop.ui.rounds.archive import StepPage

        return StepPage(shell, (view.state.archive or NONE).stage, [matter], view.state.officer)
    if key == offers.MINUTES:
        from thads_desktop.services import archiving
        from thads_desktop.ui.pages.printed import PrintedPage

        return PrintedPage(shell, "Biên bản bàn giao hồ sơ lưu trữ", lambda: archiving.minutes_of(shell.desk, matter), "ban-giao-luu-tru")
    return PaperPage(shell, key, view)
