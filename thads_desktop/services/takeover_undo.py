"""What an import opened beside its matters, and its undoing closes again: number series, officers added on the way.

What something else rests on by then stays: a number that was given must have its predecessors, an assigned officer a post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev

if TYPE_CHECKING:
    from thads_desktop.storage.unit_of_work import UnitOfWork


def close_series(uow: UnitOfWork, span: range) -> None:
    """Strike the openings that lie in the import's span of the log, unless their series has given a number since."""
    for subject in uow.subjects("series"):
        opened = [e for e in uow.events_of(subject) if e.seq in span and isinstance(e.body, ev.SeriesOpened)]
        _, name, year = subject.split(":")
        if not opened or uow.numbers_given(name, int(year), opened[0].seq):
            continue
        uow.append_many([(subject, None, ev.Struck(e.seq), "") for e in opened])


def dismiss_officers(uow: UnitOfWork, span: range) -> None:
    """Strike the posts that the import gave to new officers, unless something outside it names the person."""
    for subject in uow.subjects("person"):
        given = [e for e in uow.events_of(subject) if e.seq in span and isinstance(e.body, ev.PostHeld)]
        if given and not any(_stands(uow, s) for s in uow.naming(subject.partition(":")[2], span.stop)):
            uow.append_many([(subject, None, ev.Struck(e.seq), "") for e in given])


def _stands(uow: UnitOfWork, subject: str) -> bool:
    return not any(isinstance(e.body, ev.ImportUndone) for e in uow.events_of(subject))
