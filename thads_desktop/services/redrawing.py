"""A stored file that is lost made again: a paper drawn, a closed return computed. It counts only when the bytes are the very same."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import from_plain
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.services import form_approval, packs_held, paper_mark, papers, reporting
from thads_desktop.services.paper_facts import compose_paper
from thads_desktop.services.return_files import content_of
from thads_desktop.storage.known import Known

if TYPE_CHECKING:
    from collections.abc import Collection

    from thads_desktop.documents.compose import Paper
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def again(desk: Desk, lost: Collection[str]) -> dict[str, bytes]:
    """SHA-256 -> bytes of those of the lost files that could be made again to the same bytes."""
    wanted = set(lost)
    made = form_approval.texts(wanted)
    with desk.reading() as reader:
        steps = [
            (event, subject)
            for kind, types in (*((k, ("PaperNumbered",)) for k in ("matter", "intake", "entry")), ("return", ("ReturnClosed",)))
            for subject, events in reader.stream(kind, types=types)
            for event in events
        ]
        for event, subject in steps:
            sha = event.body.sha256 if isinstance(event.body, ev.PaperNumbered) else getattr(event.body, "content", "")
            if sha not in wanted:
                continue
            try:
                data = _paper_then(desk, reader, subject, event) if isinstance(event.body, ev.PaperNumbered) else _return(desk, event.body)
            except (Refused, Trouble, LookupError, ValueError, TypeError, AttributeError):
                # What it was made from is not all there: then it is not made.
                continue
            if hashlib.sha256(data).hexdigest() == sha:
                made[sha] = data
    return made


def _paper_then(desk: Desk, reader: Reader, subject: str, event: ev.Event) -> bytes:
    """Drawn by the forms and the law of the packs that held when it was issued."""
    laid = packs_held.overlay(reader, packs_held.held(reader, event.seq))
    with dated.under(laid):
        return _paper(replace(desk, _rules=None, packs=laid), reader, subject, event)


def _paper(desk: Desk, reader: Reader, subject: str, event: ev.Event) -> bytes:
    from thads_desktop.printing.draw import draw

    return draw(as_issued(desk, reader, subject, event))


def as_issued(desk: Desk, reader: Reader, subject: str, event: ev.Event) -> Paper:
    """The paper whose ``PaperNumbered`` the event is, composed of what the registers held then."""
    body, day = event.body, event.day
    assert isinstance(body, ev.PaperNumbered)
    assert day is not None
    then = Known(reader, event.seq - 1)
    row = then.row("paper", body.paper)
    if row is None:
        raise LookupError(body.paper)
    draft = papers.Draft(row["form"], from_plain(row["effect"]), row["matter"], dict(row["texts"]), body.paper)
    state = fold([e for e in reader.events_of(subject) if e.seq < event.seq])
    stands = state.papers[body.paper]
    number = str(row.get("number_text", ""))
    composed = compose_paper(desk, then, draft, state, day, number=number, signer=(stands.signer, stands.capacity))
    return paper_mark.marked(then, composed.paper, body.paper)


def _return(desk: Desk, body: Any) -> bytes:
    with desk.reading() as reader:
        head = reader.hash_at(body.at_seq)
    made = reporting.make(desk, body.year, body.months, regime=body.regime, seq=body.at_seq)
    # As it was a moment before it was closed.
    return content_of(replace(made, closed="", supplementary=False, late="", kept="", closed_on=None, chain_head=head))
