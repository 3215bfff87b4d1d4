"""Many signed papers numbered and printed in one go: in order, stopping at the first refusal with its reason.

Drawing is the limit, so a second process of the same program draws from the front of every group while this one draws from
its end; only this process writes. A group of papers is one transaction: whatever dies in between, no number is lost and no
paper is half issued.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import paper_mark, papers, signed
from thads_desktop.services.book_rights import refuse_place
from thads_desktop.services.paper_facts import compose_paper, form_on
from thads_desktop.services.paper_place import subject_of
from thads_desktop.services.series import series_of, take, year_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.compose import Paper
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

GROUP = 50
#: Below this many papers a second process costs more than it brings.
WORTH_A_PROCESS = 30




@dataclass(frozen=True, slots=True)
class Batch:
    """issued: (paper id, number) in order; stopped_at: the paper that was refused, "" when all went; why: its refusals."""

    issued: tuple[tuple[str, str], ...]
    stopped_at: str = ""
    why: tuple[Refusal, ...] = ()
    cancelled: bool = False


def issue(
    desk: Desk,
    wanted: Sequence[str],
    day: date,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Batch:
    """Number and print signed papers in the order given."""
    desk.require("number")
    issued: list[tuple[str, str]] = []
    with _second_process(len(wanted)) as pool:
        rest = list(wanted)
        while rest:
            if cancelled is not None and cancelled():
                return Batch(tuple(issued), cancelled=True)
            done, refused = _group(desk, rest[:GROUP], day, _Drawing(pool))
            issued += done
            if refused is not None:
                return Batch(tuple(issued), rest[len(done)], refused.refusals)
            rest = rest[len(done) :]
            if progress is not None:
                progress(len(issued), len(wanted))
    return Batch(tuple(issued))


def _group(
    desk: Desk, wanted: Sequence[str], day: date, drawing: _Drawing
) -> tuple[list[tuple[str, str]], Refused | None]:
    """One transaction. Two papers of one matter never share a group: the second is decided after the first."""
    made: list[papers.Numbered] = []
    refused: Refused | None = None
    following: dict[tuple[str, int], int] = {}
    seen: set[str] = set()
    with desk.writing("number") as uow:
        for paper in wanted:
            try:
                numbered, composed = _prepared(desk, uow, paper, day, following)
            except Refused as error:
                refused = error
                break
            # A second paper of a matter, or a second answer to a request, is decided after the first.
            opening = numbered.draft.effect.opening
            touched = {numbered.draft.matter, opening.request if opening is not None else ""} - {""}
            if touched & seen:
                break
            seen |= touched
            made.append(numbered)
            drawing.hand_out(composed)
            if numbered.series:
                following[numbered.series, numbered.year] = numbered.number + 1
        for at, numbered in enumerate(made):
            papers.finish(desk, uow, numbered, drawing.take(at))
        uow.commit()
    return [(n.draft.paper, n.text) for n in made], refused


def _prepared(
    desk: Desk, uow: UnitOfWork, paper: str, day: date, following: dict[tuple[str, int], int]
) -> tuple[papers.Numbered, Paper]:
    draft = papers.load(uow, paper)
    refuse_place(desk, draft.matter)
    state = fold(uow.events_of(subject_of(draft.matter)))
    stands = state.papers.get(paper)
    if stands is None or stands.stage != "signed":
        raise Refused(Refusal("paper.wrong_stage", {"stage": stands.stage if stands else "draft"}))
    signed.refuse_unfit(desk, uow, draft, state, day)
    form = form_on(draft.form, day)
    series = series_of(desk, uow, form)
    series, year, number, text = take(desk, uow, form, day, following.get((series, year_of(desk, uow, series, day)), 0))
    composed = compose_paper(desk, uow, draft, state, day, number=text, signer=(stands.signer, stands.capacity))
    signed.refuse_changed(desk, uow, draft, state, day)
    return papers.Numbered(draft, state, form, day, series, year, number, text), paper_mark.marked(uow, composed.paper, paper)


def draw_one(paper: Paper) -> bytes:
    """Draw a paper; what the second process runs."""
    from thads_desktop.printing.draw import draw

    return draw(paper)


class _Drawing:
    """The papers of a group, drawn from the front by the second process and from the end by this one."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self._pool = pool
        self._composed: list[Paper] = []
        self._theirs: list[Future[bytes]] = []
        self._ours: dict[int, bytes] = {}

    def hand_out(self, paper: Paper) -> None:
        """The next paper of the group."""
        self._composed.append(paper)
        if self._pool is not None:
            self._theirs.append(self._pool.submit(draw_one, paper))

    def take(self, at: int) -> bytes:
        """The bytes of a paper by its place; asked for in order."""
        if self._pool is None:
            return draw_one(self._composed[at])
        back = len(self._composed) - len(self._ours) - 1
        # Wait for nobody as long as a paper is left that the other process has not begun.
        while at not in self._ours and not self._theirs[at].done() and back >= at and self._theirs[back].cancel():
            self._ours[back] = draw_one(self._composed[back])
            back -= 1
        return self._ours[at] if at in self._ours else self._theirs[at].result()


@contextmanager
def _second_process(count: int) -> Iterator[ProcessPoolExecutor | None]:
    """A process that draws, where it is worth one."""
    if count < WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        yield None
        return
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool
