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
#: Of every three papers the second process draws so many; this one also composes and stores.
THEIRS = 2
#: Below this many papers a second process costs more than it brings.
WORTH_A_PROCESS = 30


#: (place in the group, composed paper) -> a function that gives its bytes.
HandOut = Callable[[int, "Paper"], Callable[[], bytes]]


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
    with _drawing(len(wanted)) as hand_out:
        rest = list(wanted)
        while rest:
            if cancelled is not None and cancelled():
                return Batch(tuple(issued), cancelled=True)
            done, refused = _group(desk, rest[:GROUP], day, hand_out)
            issued += done
            if refused is not None:
                return Batch(tuple(issued), rest[len(done)], refused.refusals)
            rest = rest[len(done) :]
            if progress is not None:
                progress(len(issued), len(wanted))
    return Batch(tuple(issued))


def _group(
    desk: Desk, wanted: Sequence[str], day: date, hand_out: HandOut
) -> tuple[list[tuple[str, str]], Refused | None]:
    """One transaction. Two papers of one matter never share a group: the second is decided after the first."""
    made: list[tuple[papers.Numbered, Callable[[], bytes]]] = []
    refused: Refused | None = None
    following: dict[tuple[str, int], int] = {}
    seen: set[str] = set()
    with desk.writing() as uow:
        for paper in wanted:
            try:
                numbered, composed = _prepared(desk, uow, paper, day, following)
            except Refused as error:
                refused = error
                break
            if numbered.draft.matter in seen:
                break
            seen.add(numbered.draft.matter)
            made.append((numbered, hand_out(len(made), composed)))
            if numbered.series:
                following[numbered.series, numbered.year] = numbered.number + 1
        for numbered, drawn in made:
            papers.finish(desk, uow, numbered, drawn())
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
    series = series_of(desk, uow, form)
    year = year_of(desk, uow, series, day)
    number = (following.get((series, year)) or uow.take_number(series, year)) if series else 0
    text = number_text(uow, form, number, day) if series else ""
    composed = compose_paper(desk, uow, draft, state, day, number=text, signer=(stands.signer, stands.capacity))
    return papers.Numbered(draft, state, form, day, series, year, number, text), composed.paper


def draw_one(paper: Paper) -> bytes:
    """Draw a paper; what the second process runs."""
    from thads_desktop.printing.draw import draw

    return draw(paper)


@contextmanager
def _drawing(count: int) -> Iterator[HandOut]:
    """Hand a composed paper out to be drawn, here or by a second process; the answer is asked for when it is stored."""
    if count < WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        yield lambda _at, paper: lambda: draw_one(paper)
        return
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:

        def hand_out(at: int, paper: Paper) -> Callable[[], bytes]:
            if at % 3 < THEIRS:
                return pool.submit(draw_one, paper).result
            return lambda: draw_one(paper)

        yield hand_out
