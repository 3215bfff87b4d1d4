"""Which page carries out what the page of a matter offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import offers
from thads_desktop.services.measure_forms import FAMILIES

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.page import Page, Shell


#: The transfer to the separate book, a fact that may be recorded as done before.
BOOK = "book"
#: Said of what is no paper: to do it is to record it.
RECORDS_ITSELF = "Việc này không ra văn bản: Enter để ghi."


def recordable(key: str) -> bool:
    """A paper, and a fact that may have happened before it could be written down here."""
    return key == BOOK or key in dict(offers.papers_ever())


def barred_words(key: str, why: str) -> str:
    """Why it may not be done, and where there is such a way, how to record what was done all the same."""
    return f"{why} Nơi khác đã {'chuyển' if key == BOOK else 'ban hành'} thì nhấn Ctrl+R để ghi nhận." if recordable(key) else why


def page_of(shell: Shell, matter: str, key: str, view: MatterView, barred: str = "") -> Page:
    """The page of an offer: a fact, a paper, a package, a step of the file. barred: why it may be recorded only."""
    from thads_desktop.ui.pages.act import ActPage
    from thads_desktop.ui.pages.act_specs import ACTS
    from thads_desktop.ui.pages.delegation import CamePage, DelegatePage
    from thads_desktop.ui.pages.form_picker import FormPickerPage
    from thads_desktop.ui.pages.paper import PaperPage

    if key in ACTS:
        made = ActPage(shell, matter, key, view)
        if barred:
            made.form.set_values({"happened": True})
        return made
    if key in (offers.WAITING, offers.PACKAGE):
        return DelegatePage(shell, matter, view.number_text)
    if key in (offers.ANSWER, f"{offers.WAITING}_answer"):
        return CamePage(shell, view.state.judgment, str(view.judgment.get("number", "")))
    if key == offers.FILE:
        from thads_desktop.domain.archive import NONE
        from thads_desktop.ui.rounds.archive_steps import StepPage

        return StepPage(shell, (view.state.archive or NONE).stage, [matter], view.state.officer)
    if key == offers.WITHDRAW:
        from thads_desktop.ui.rounds.archive_steps import WithdrawPage

        return WithdrawPage(shell, [matter])
    if key == offers.MINUTES:
        from thads_desktop.services import archiving
        from thads_desktop.ui.pages.printed import PrintedPage

        return PrintedPage(shell, "Biên bản bàn giao hồ sơ lưu trữ", lambda: archiving.minutes_of(shell.desk, matter), "ban-giao-luu-tru")
    if key in FAMILIES:
        # Each measure has its own form; what may not be issued here is recorded from there.
        return FormPickerPage(shell, matter, view, key)
    return PaperPage(shell, key, view, barred=barred)
