"""An entry of a book as the pages of a paper see what a paper stands on: no obligations, its papers and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import PaperState
from thads_desktop.services import book_projecting, book_rights, books, masking, queries
from thads_desktop.services.paper_place import on_entry
from thads_desktop.services.queries import MatterView

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk


def of_entry(desk: Desk, entry: str) -> MatterView:
    """Its papers, those begun included. Refused("entry.unknown" | "rights.none")."""
    place, book = on_entry(entry), book_rights.book_of(entry)
    desk.require(book.see)
    with desk.reading() as reader:
        row, state, names = books.held(reader, entry), fold(reader.events_of(place)), masking.names(desk, reader)
        begun = [PaperState(paper, form, "draft") for paper, form in reader.projections.drafts_of(place) if paper not in state.papers]
        shown = tuple(queries.paper_view(p, names, desk.clock.today()) for p in (*state.papers.values(), *begun))
    return MatterView(place, book_projecting.number_text(book, row), state, {}, 0, "", (), shown, (), (), {}, ())
