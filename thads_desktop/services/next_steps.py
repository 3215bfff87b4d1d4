"""Open matters before which nothing stands on a day: no term, no task, no lawful rest. Nobody else would miss them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.law.next_step import HINTS
from thads_desktop.services import books, masking
from thads_desktop.storage import agenda_lists

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Missed:
    """A matter without a next step. number_text: with its day; hint: what could be next, in words; since: the day of its last state."""

    matter: str
    number_text: str
    debtor: str
    status: str
    since: date | None
    officer: str
    officer_name: str
    rest: int
    hint: str


def count(desk: Desk) -> int:
    """How many open matters have no next step today."""
    with desk.reading() as reader:
        return sum(agenda_lists.count_without_step(reader.projections, desk.clock.today()).values())


def keys(desk: Desk, officer: str = "") -> list[str]:
    """Their ids, of one officer ("-" = nobody's) or all."""
    with desk.reading() as reader:
        return [row.matter for row in agenda_lists.without_step(reader.projections, desk.clock.today(), officer)]


def rows(desk: Desk, matters: Sequence[str]) -> list[Missed | None]:
    """One line for each id, None for one that has a next step by now."""
    today = desk.clock.today().isoformat()
    with desk.reading() as reader:
        lists = reader.projections
        hints = {m: row.hint for m in matters if (row := agenda_lists.step_of(lists, m)) is not None and row.until < today}
        ids = [i for m in hints if (i := lists.matter_id(m)) is not None]
        shown = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(ids))}
    return [
        Missed(r.matter, books.spelled(r), r.debtor, r.status, r.status_day, r.officer, r.officer_name, r.rest, HINTS.get(hints[m], ""))
        if (r := shown.get(m)) is not None else None
        for m in matters
    ]  # fmt: skip


def without_step(desk: Desk, officer: str = "") -> list[Missed]:
    """All of them whole."""
    return [row for row in rows(desk, keys(desk, officer)) if row is not None]
