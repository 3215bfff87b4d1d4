"""A received judgment as the pages of a paper see what a paper stands on: no obligations yet, its papers and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import PaperState
from thads_desktop.services import asset_decision, intake, masking, queries
from thads_desktop.services.paper_place import on_intake
from thads_desktop.services.queries import MatterView

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk


def of_judgment(desk: Desk, judgment: str) -> MatterView:
    """Its papers, those begun included. Refuses an unknown judgment."""
    place = on_intake(judgment)
    with desk.reading() as reader:
        row, state, names = intake.known(reader, judgment), fold(reader.events_of(place)), masking.names(desk, reader)
        mine = [p for p in state.papers.values() if names.row("paper", p.paper)]
        begun = [] if masking.covered(desk, reader, place) else [
            PaperState(paper, form, "draft") for paper, form in reader.projections.drafts_of(place) if paper not in state.papers
        ]  # fmt: skip
        shown = tuple(queries.paper_view(p, names, desk.clock.today()) for p in (*mine, *begun))
        known = {p: names.name("party", p) for p in asset_decision.addressed(reader, judgment)}
    return MatterView(place, str(row.get("number", "")), state, row, 0, "", (), shown, (), (), known, ())
