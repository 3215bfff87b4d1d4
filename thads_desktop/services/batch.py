"""Many signed papers numbered and printed in one go: in order, stopping at the first refusal with its reason.

Drawing is the limit, so a second process of the same program draws half of every group; only this process writes. A group of
papers is one transaction: whatever dies in between, no number is lost and no paper is half issued.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import decide
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import papers
from thads_desktop.services.paper_facts import compose_paper, form_on
from thads_desktop.services.series import number_text, series_of, year_of

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
    issued: list[tuple[str, str]] = []
    with _drawing(len(wanted)) as draw_all:
        rest = list(wanted)
        while rest:
            if cancelled is not None and cancelled():
                return Batch(tuple(issued), cancelled=True)
            done, refused = _group(desk, rest[:GROUP], day, draw_all)
            issued += done
            if refused is not None:
                return Batch(tuple(issued), rest[len(done)], refused.refusals)
            rest = rest[len(done) :]
            if progress is not None:
                progress(len(issued), len(wanted))
    return Batch(tuple(issued))


def _group(
    desk: Desk, wanted: Sequence[str], day: date, draw_all: Callable[[list[Paper]], list[bytes]]
) -> tuple[list[tuple[str, str]], Refused | None]:
    """One transaction. Two papers of one matter never share a group: the second is decided after the first."""
    made: list[tuple[papers.Numbered, Paper]] = []
    refused: Refused | None = None
    following: dict[tuple[str, int], int] = {}
    seen: set[str] = set()
    with desk.writing() as uow:
        for paper in wanted:
            try:
                found = _prepared(desk, uow, paper, day, following)
            except Refused as error:
                refused = error
                break
            if found[0].draft.matter in seen:
                break
            seen.add(found[0].draft.matter)
            made.append(found)
            if found[0].series:
                following[found[0].series, found[0].year] = found[0].number + 1
        for (numbered, _), data in zip(made, draw_all([p for _, p in made]), strict=True):
            papers.finish(desk, uow, numbered, data)
        uow.commit()
    return [(n.draft.paper, n.text) for n, _ in made], refused


def _prepared(
    desk: Desk, uow: UnitOfWork, paper: str, day: date, following: dict[tuple[str, int], int]
) -> tuple[papers.Numbered, Paper]:
    draft = papers.load(uow, paper)
    state = fold(uow.events_of(f"matter:{draft.matter}"))
    stands = state.papers.get(paper)
    if stands is None or stands.stage != "signed":
        raise Refused(Refusal("paper.wrong_stage", {"stage": stands.stage if stands else "draft"}))
    wrong = decide.objections(state, draft.effect, day, desk.law_on(day))
    if wrong:
        raise Refused(*wrong)
    form = form_on(draft.form, day)
    series = series_of(form)
    year = year_of(desk, uow, series, day)
    number = (following.get((series, year)) or uow.take_number(series, year)) if series else 0
    text = number_text(uow, form, number, day) if series else ""
    composed = compose_paper(desk, uow, draft, state, day, number=text, signer=(stands.signer, stands.capacity))
    return papers.Numbered(draft, state, form, day, series, year, number, text), composed.paper


def draw_many(wanted: list[Paper]) -> list[bytes]:
    """Draw papers one after another; what the second process runs."""
    from thads_desktop.printing.draw import draw

    return [draw(paper) for paper in wanted]


@contextmanager
def _drawing(count: int) -> Iterator[Callable[[list[Paper]], list[bytes]]]:
    """A function that draws papers in order, with a second process when it is worth one."""
    if count < WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        yield draw_many
        return
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:

        def both(wanted: list[Paper]) -> list[bytes]:
            half = len(wanted) * 3 // 5
            theirs = pool.submit(draw_many, wanted[:half])
            mine = draw_many(wanted[half:])
            return [*theirs.result(), *mine]

        yield both
