"""A paper as it was made: the registers, the packs and the matter of the moment of its number. Whom it is for is read from there, never from
what the matter has become."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop import dated
from thads_desktop.domain import events as ev, paper_moment
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import LineState
from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.service_events import PaperAddressed
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import addressees
from thads_desktop.services import packs_held
from thads_desktop.storage.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState, PaperState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Then:
    """reader, desk: the registers, and the law and forms of the packs, of that moment; state: the matter before the paper changed it;
    lines: the obligations it is about or opens; wanted: the parties to whom the law has it sent."""

    desk: Desk
    reader: Reader
    state: MatterState
    lines: Mapping[int, LineState]
    wanted: tuple[str, ...]


@contextmanager
def of(desk: Desk, reader: Reader, events: list[ev.Event], stands: PaperState, effect: Effect) -> Iterator[Then]:
    """The moment of an issued paper of the subject whose events these are; stands: the paper as it stands now.

    What was issued elsewhere was made of nothing that is kept here: of it the matter is that of its day, the registers are those of now.
    """
    made = paper_moment.issued(events, stands.paper)
    numbered = made is not None and isinstance(made.body, ev.PaperNumbered)
    known = Known(reader, min(made.seq - 1, reader.until or made.seq)) if made is not None and numbered else reader
    before = paper_moment.before(events, stands.paper)
    state = fold(before)
    if effect.opening is not None:
        lines: Mapping[int, LineState] = {x.line: LineState(x) for x in effect.opening.lines}
    else:
        lines = state.lines if state.exists else paper_moment.lines(events, fold(events), stands.paper)
    # What it did counts, whatever became of that; whom it was said to be for may have been put right.
    told = [e for e in in_force(events) if isinstance(e.body, PaperAddressed)]
    acts = [e for e in paper_moment.own(events, stands.paper) if not isinstance(e.body, PaperAddressed)]
    addressed = replace(state, lines=dict(lines), papers={**state.papers, stands.paper: stands})
    wanted = addressees(before, [*in_force(before), *acts, *told], addressed, stands)
    with _packs(desk, reader, made.seq if made is not None and numbered else None) as then:
        yield Then(then, known, state, lines, tuple(p for p in wanted if p))


@contextmanager
def _packs(desk: Desk, reader: Reader, seq: int | None) -> Iterator[Desk]:
    """The desk under the packs that held then; under those of now where those of then cannot be read any more."""
    held = packs_held.held(reader, seq) if seq is not None else []
    if seq is None or [h.seq for h in held] == [h.seq for h in packs_held.held(reader)]:
        yield desk
        return
    try:
        laid = packs_held.overlay(reader, held)
    except Trouble:
        yield desk
        return
    with dated.under(laid):
        yield replace(desk, _rules=None, packs=laid)
