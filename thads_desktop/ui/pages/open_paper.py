"""A paper on its way, opened where its next step is taken: the form of a returned one, or of a draft that is to be mended, else the page of
its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import entry_view, intake_view, masking, opening, paper_rights, papers, queries
from thads_desktop.services.paper_place import entry_of, judgment_of
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell


def open_place(shell: Shell, place: str) -> None:
    """What a paper stands on: the page of its matter, or the papers of the judgment received or of the entry of a book."""
    if judgment := judgment_of(place):
        from thads_desktop.ui.pages.intake_papers import IntakePapersPage

        shell.open_page(IntakePapersPage(shell, judgment, intake_view.of_judgment(shell.desk, judgment).number_text))
        return
    if entry := entry_of(place):
        from thads_desktop.ui.pages.entry_papers import EntryPapersPage

        shell.open_page(EntryPapersPage(shell, entry, entry_view.of_entry(shell.desk, entry).number_text))
        return
    from thads_desktop.ui.pages.matter import MatterPage

    shell.open_page(MatterPage(shell, place))


def open_paper(shell: Shell, matter: str, key: str, *, mend: bool = False) -> None:
    """key: the paper's. mend: a draft is opened to be put right, not to take its next step."""
    judgment, entry = judgment_of(matter), entry_of(matter)
    if not judgment and not entry and opening.is_draft(shell.desk, key):
        _open_decision(shell, key)
        return
    try:
        view = (
            intake_view.of_judgment(shell.desk, judgment) if judgment
            else entry_view.of_entry(shell.desk, entry) if entry else queries.matter(shell.desk, matter)
        )  # fmt: skip
    except Refused as refused:
        shell.warn(sentence(refused.refusals[0]))
        return
    paper = next((p for p in view.papers if p.paper == key), None)
    if paper is not None and paper.stage not in (("returned", "draft") if judgment or entry or mend else ("returned",)):
        from thads_desktop.ui.pages.way import WayPage

        shell.open_page(WayPage(shell, paper, view))
        return
    try:
        with shell.desk.reading() as reader:
            masking.refuse_paper(shell.desk, reader, matter)
            draft = papers.load(reader, key)
            paper_rights.refuse(shell.desk, draft.form)
    except Refused as refused:
        shell.warn(sentence(refused.refusals[0]))
        return
    if judgment:
        from thads_desktop.ui.pages.intake_paper import IntakePaperPage

        shell.open_page(IntakePaperPage(shell, draft.form, view, draft))
        return
    if entry:
        from thads_desktop.ui.pages.entry_papers import EntryPaperPage

        shell.open_page(EntryPaperPage(shell, draft.form, view, draft))
        return
    if draft.effect.opening is None:
        from thads_desktop.ui.pages.paper import PaperPage

        shell.open_page(PaperPage(shell, draft.form, view, draft))
        return
    _open_decision(shell, key)


def _open_decision(shell: Shell, key: str) -> None:
    from thads_desktop.ui.pages.decision import DecisionPage

    try:
        given = opening.returned(shell.desk, key)
    except Refused as refused:
        shell.warn(sentence(refused.refusals[0]))
        return
    shell.open_page(DecisionPage(shell, given.judgment, given))
