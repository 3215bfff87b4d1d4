"""What is typed and not yet carried out: kept outside the log, so that leaving a page loses nothing; no figure depends on it.

A form keeps it under its subject and page (``key_of``), an act drops it when it is done. Of a paper the draft itself is kept: it
stands in its matter's list of papers until it is submitted.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.acts import Effect, from_plain
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.services import papers, projecting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


# --- forms --------------------------------------------------------------------------------------------


def key_of(page: str, subject: str = "") -> str:
    """Where a page keeps what is typed of a subject (a matter, a judgment); subject "" = of none."""
    return f"form:{subject}:{page}"


def keep(desk: Desk, key: str, typed: Mapping[str, Any]) -> None:
    """Keep what is typed (fit for JSON); nothing typed keeps nothing."""
    with desk.writing("keep") as uow:
        if typed:
            uow.save_draft(key, typed)
        else:
            uow.drop_draft(key)
        uow.commit()


def kept(desk: Desk, key: str) -> dict[str, Any] | None:
    with desk.reading() as reader:
        return reader.draft(key)


def done(desk: Desk, key: str) -> None:
    """The act was carried out. When the draft cannot be dropped it is offered once more; the act stands all the same."""
    with suppress(Trouble):
        keep(desk, key, {})


def drop_of(uow: UnitOfWork, subject: str) -> None:
    """The subject is gone, and with it what was typed of it."""
    for key in uow.drafts(f"form:{subject}:"):
        uow.drop_draft(key)


# --- papers -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper's draft. typed: what stood in its form, by field, None when no form kept it; was: as submitted, of a returned one."""

    draft: papers.Draft
    typed: dict[str, Any] | None
    was: papers.Draft | None = None


def paper_of(reader: Reader, paper: str) -> KeptPaper | None:
    """What is kept of a paper; None of one that was never kept, or is on its way."""
    row = reader.draft(f"paper:{paper}")
    if row is None:
        return None
    was = reader.row("paper", paper)
    return KeptPaper(_read(row, paper), row.get("typed"), _read(was, paper) if was is not None else None)


def begun(reader: Reader, matter: str, form: str) -> KeptPaper | None:
    """The paper of this form that was begun on the matter and not submitted yet."""
    mine = [paper for paper, of in reader.projections.drafts_of(matter) if of == form]
    return paper_of(reader, mine[0]) if mine else None


def keep_paper(desk: Desk, draft: papers.Draft, typed: Mapping[str, Any]) -> None:
    """Keep a paper (it has its id) as its form stands, however wrong; one that is on its way meanwhile stays as it is."""
    with desk.writing("draft") as uow:
        if _stage(uow, draft) not in ("draft", "returned"):
            return
        try:
            clean = papers.cleaned(draft)
        except Refused:
            # What cannot be a paper is kept as it was typed, and refused when it is submitted.
            clean = papers.Draft(draft.form, Effect(draft.effect.kind), draft.matter, {}, draft.paper)
        uow.save_draft(f"paper:{draft.paper}", {**papers.row_of(clean), "typed": dict(typed)})
        projecting.draft_paper(uow, draft.matter, draft.paper, draft.form)
        uow.commit()


def throw_away(desk: Desk, paper: str) -> None:
    """Throw a draft away; of a returned paper only what was typed since. Refused once it is on its way."""
    with desk.writing("draft") as uow:
        draft = papers.load(uow, paper)
        stage = _stage(uow, draft)
        if stage not in ("draft", "returned"):
            raise Refused(Refusal("paper.wrong_stage", {"stage": stage}))
        uow.drop_draft(f"paper:{paper}")
        if stage == "draft":
            uow.projections.drop_paper(paper)
        uow.commit()


def submit(desk: Desk, draft: papers.Draft, day: date) -> None:
    """Lay a paper before the head as it stands; a refusal leaves no trace."""
    with desk.writing("submit") as uow:
        papers.submit_in(desk, uow, papers.cleaned(draft), day)
        uow.commit()


def _read(row: Mapping[str, Any], paper: str) -> papers.Draft:
    return papers.Draft(row["form"], from_plain(row["effect"]), row["matter"], dict(row["texts"]), paper)


def _stage(reader: Reader, draft: papers.Draft) -> str:
    stands = fold(reader.events_of(f"matter:{draft.matter}")).papers.get(draft.paper)
    return "draft" if stands is None else stands.stage
