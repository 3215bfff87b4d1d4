"""Many papers of one kind on their way together: which there are, laid before the head, signed; numbered by ``batch.issue``.

In order, group by group, a group one transaction: at the first paper that is refused the work stops with its reason, what went before it
stands, what remains is told, and goes on from there once it is mended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.documents.form import form_name
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import decided, inputs, masking, papers, queries, signing, splitting
from thads_desktop.services.batch import GROUP, Batch
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import PaperRow
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Stages on the way, in their order.
STAGES = ("draft", "returned", "submitted", "signed")
#: It has its number and has not left the house: what is still printed, put in envelopes and sent. So many at most are shown, the newest.
NUMBERED, MOST = "numbered", 500
#: Step -> the stages from which it can be taken.
FROM = {"submit": ("draft", "returned"), "sign": ("submitted",), "number": ("signed",)}


@dataclass(frozen=True, slots=True)
class Kind:
    """A form of which papers are on their way, and how many at each stage."""

    form: str
    name: str
    counts: dict[str, int]


def kinds(desk: Desk, *, numbered: bool = False) -> tuple[Kind, ...]:
    """Every form with papers on their way, most first; numbered: with those, too, that have their number and were not sent."""
    today = desk.clock.today()
    found: dict[str, Counter[str]] = {}
    for row in queries.queue(desk, (*STAGES, NUMBERED) if numbered else STAGES):
        found.setdefault(row.form, Counter())[row.stage] += 1
    made = [Kind(form, form_name(form, today), dict(counts)) for form, counts in found.items()]
    return tuple(sorted(made, key=lambda k: (-sum(k.counts.values()), k.name)))


def of_form(desk: Desk, form: str, issued: Sequence[str] = (), *, numbered: bool = False) -> list[PaperRow]:
    """The papers of a form on their way, and of those issued just now (``issued``) their lines, by stage, in the order of the list.

    numbered: before them what has its number and was not sent, whenever that was, in the order of numbers.
    """
    rows = [row for row in queries.queue(desk, STAGES) if row.form == form]
    with desk.reading() as reader:
        done = masking.rows(desk, reader, reader.projections.papers_by_key(issued))
    if numbered:
        known = {row.paper for row in done}
        waiting = [row for row in queries.queue(desk, (NUMBERED,)) if row.form == form and row.paper not in known]
        done = [*sorted(waiting, key=_by_number)[-MOST:], *done]
    return [*done, *sorted(rows, key=lambda r: -STAGES.index(r.stage))]


def _by_number(row: PaperRow) -> tuple[date, int, str]:
    figures = re.match(r"\d+", row.number_text)
    return row.day or date.min, int(figures[0]) if figures else 0, row.number_text


def submit(
    desk: Desk, wanted: Sequence[str], day: date, progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Batch:  # fmt: skip
    """Lay drafts before the head, in the order given."""
    when = inputs.not_future(day, desk.clock.today())
    #: What is on its way, asked once for each transaction; what this very work submits is no second decision.
    asked: list[tuple[UnitOfWork, dict[str, list[decided.Decision]]]] = []

    def step(uow: UnitOfWork, paper: str) -> None:
        draft = papers.load(uow, paper)
        if draft.effect.opening is not None:
            if not asked or asked[-1][0] is not uow:
                asked[:] = [(uow, decided.on_the_way(uow))]
            decided.refuse_same_lines(uow, draft, asked[-1][1])
            splitting.refuse_changed(uow, draft)
        papers.submit_in(desk, uow, papers.cleaned(draft), when)

    return _steps(desk, "submit", wanted, step, progress, cancelled)


def sign(
    desk: Desk, wanted: Sequence[str], signer: str, day: date, progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Batch:  # fmt: skip
    """Signed in the order given, each as one by one: by whom it was laid before, where nobody was chosen by ``signer``."""
    when = inputs.not_future(day, desk.clock.today())

    def step(uow: UnitOfWork, paper: str) -> None:
        draft = papers.load(uow, paper)
        state = fold(uow.events_of(subject_of(draft.matter)))
        papers.sign_in(desk, uow, paper, signing.chosen(uow, draft, state, when) or signer, when)

    return _steps(desk, "sign", wanted, step, progress, cancelled)


def _steps(
    desk: Desk, act: str, wanted: Sequence[str], step: Callable[[UnitOfWork, str], None], progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Batch:  # fmt: skip
    done: list[tuple[str, str]] = []
    rest = list(dict.fromkeys(wanted))
    if not rest:
        raise Refused(Refusal("batch.nothing"))
    total = len(rest)
    while rest:
        if cancelled is not None and cancelled():
            return Batch(tuple(done), cancelled=True)
        taken, refused = 0, None
        with desk.writing(act, two=False if act == "sign" else None) as uow:
            for paper in rest[:GROUP]:
                try:
                    # Refused before anything is written of this paper; those before it stand.
                    step(uow, paper)
                except Refused as error:
                    refused = error
                    break
                taken += 1
            if taken:
                uow.commit()
        done += [(paper, "") for paper in rest[:taken]]
        if refused is not None and not done and any(r.code.startswith("rights.") for r in refused.refusals):
            # Who may, and who stands by it, is asked before the first, as for one paper.
            raise refused
        if refused is not None:
            return Batch(tuple(done), rest[taken], refused.refusals)
        rest = rest[taken:]
        if progress is not None:
            progress(len(done), total)
    return Batch(tuple(done))
