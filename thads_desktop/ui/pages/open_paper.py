"""A paper on its way, opened where its next step is taken: the form of a returned one, else the page of its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import masking, opening, paper_rights, papers, queries
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell


def open_paper(shell: Shell, matter: str, key: str) -> None:
    """key: the paper's."""
    view = queries.matter(shell.desk, matter)
    paper = next((p for p in view.papers if p.paper == key), None)
    if paper is not None and paper.stage != "returned":
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
    if draft.effect.opening is None:
        from thads_desktop.ui.pages.paper import PaperPage

        shell.open_page(PaperPage(shell, draft.form, view, draft))
        return
    from thads_desktop.ui.pages.decision import DecisionPage

    given = opening.returned(shell.desk, key)
    shell.open_page(DecisionPage(shell, given.judgment, given))
