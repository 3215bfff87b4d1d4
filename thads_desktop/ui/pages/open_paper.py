"""A paper on its way, opened where its next step is taken: the form of a returned one, else the page of its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import intake_view, masking, opening, paper_rights, papers, queries
from thads_desktop.services.paper_place import judgment_of
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell


def open_place(shell: Shell, place: str) -> None:
    """What a paper stands on: the page of its matter, or the papers of the judgment received."""
    if judgment := judgment_of(place):
        from thads_desktop.ui.pages.intake_papers import IntakePapersPage

        shell.open_page(IntakePapersPage(shell, judgment, intake_view.of_judgment(shell.desk, judgment).number_text))
        return
    from thads_desktop.ui.pages.matter import MatterPage

    shell.open_page(MatterPage(shell, place))


def open_paper(shell: Shell, matter: str, key: str) -> None:
    """key: the paper's."""
    judgment = judgment_of(matter)
    if not judgment and opening.is_draft(shell.desk, key):
        _open_decision(shell, key)
        return
    view = intake_view.of_judgment(shell.desk, judgment) if judgment else queries.matter(shell.desk, matter)
    paper = next((p for p in view.papers if p.paper == key), None)
    if paper is not None and paper.stage not in (("returned", "draft") if judgment else ("returned",)):
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
