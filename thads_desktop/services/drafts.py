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
from thads_desktop.services import book_rights, papers, projecting
from thads_desktop.services.paper_place import subject_of

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


#: Who typed it last, where several desks do; beside what is typed.
_BY = "by"


@dataclass(frozen=True, slots=True)
class Theirs:
    """What is kept now, and who typed it ("" = nobody known)."""

    typed: dict[str, Any]
    who: str


def keep(desk: Desk, key: str, typed: Mapping[str, Any], over: Mapping[str, Any] | None = None) -> None:
    """Keep what is typed (fit for JSON); nothing typed keeps nothing.

    over: what this desk last knew to be kept; Refused("draft.changed") when another desk has kept something else since.
    """
    with desk.writing("keep") as uow:
        _refuse_changed(desk, _plain(uow.draft(key)), typed, over)
        if typed:
            uow.save_draft(key, _signed(desk, typed))
        else:
            uow.drop_draft(key)
        uow.commit()


def kept(desk: Desk, key: str) -> dict[str, Any] | None:
    with desk.reading() as reader:
        return _plain(reader.draft(key))


def theirs(desk: Desk, key: str) -> Theirs:
    """What is kept under a key now, for a desk whose own was refused; of a paper its fields."""
    with desk.reading() as reader:
        row = reader.draft(key) or {}
        typed = _plain(row) or {}
        if key.startswith("paper:"):
            typed = {"fields": dict(row.get("typed") or {}), "paper": key.partition(":")[2]} if row else {}
        return Theirs(typed, projecting.Names(reader).name("person", str(row.get(_BY, ""))))


def _signed(desk: Desk, typed: Mapping[str, Any]) -> dict[str, Any]:
    return {**typed, _BY: desk.actor} if desk.store.shared else dict(typed)


def _plain(row: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {k: v for k, v in row.items() if k != _BY}


def drop_seen(desk: Desk, uow: UnitOfWork, key: str, over: Mapping[str, Any] | None) -> None:
    """An act carries out what was typed, and the draft goes with it; over: as for ``keep``: what another desk has typed there since
    is not thrown away unseen."""
    _refuse_changed(desk, _plain(uow.draft(key)), {}, over)
    uow.drop_draft(key)


def _refuse_changed(desk: Desk, now: Mapping[str, Any] | None, typed: Mapping[str, Any], over: Mapping[str, Any] | None) -> None:
    if over is not None and desk.store.shared and (now or {}) not in (over, typed):
        raise Refused(Refusal("draft.changed"))


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


def keep_paper(desk: Desk, draft: papers.Draft, typed: Mapping[str, Any], over: Mapping[str, Any] | None = None) -> None:
    """Keep a paper (it has its id) as its form stands, however wrong; one that is on its way meanwhile stays as it is.

    over: as for ``keep``, the fields.
    """
    book_rights.refuse_place(desk, draft.matter)
    with desk.writing("draft") as uow:
        if _stage(uow, draft) not in ("draft", "returned"):
            return
        row = uow.draft(f"paper:{draft.paper}")
        if row is not None:
            _refuse_changed(desk, row.get("typed"), typed, over)
        try:
            clean = papers.cleaned(draft)
        except Refused:
            # What cannot be a paper is kept as it was typed, and refused when it is submitted.
            clean = papers.Draft(draft.form, Effect(draft.effect.kind), draft.matter, {}, draft.paper, draft.signer)
        uow.save_draft(f"paper:{draft.paper}", _signed(desk, {**papers.row_of(clean), "typed": dict(typed)}))
        projecting.draft_paper(uow, draft.matter, draft.paper, draft.form)
        uow.commit()


def throw_away(desk: Desk, paper: str) -> None:
    """Throw a draft away; of a returned paper only what was typed since. Refused once it is on its way."""
    with desk.writing("draft") as uow:
        draft = papers.load(uow, paper)
        book_rights.refuse_place(desk, draft.matter)
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
    return papers.Draft(row["form"], from_plain(row["effect"]), row["matter"], dict(row["texts"]), paper, str(row.get("to_sign", "")))


def _stage(reader: Reader, draft: papers.Draft) -> str:
    stands = fold(reader.events_of(subject_of(draft.matter))).papers.get(draft.paper)
    return "draft" if stands is None else stands.stage
