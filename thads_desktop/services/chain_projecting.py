"""The terms of a return's way in the list of deadlines; derived from its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import subject_terms
from thads_desktop.storage.projections import DeadlineRow

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork


def refresh(desk: Desk, uow: UnitOfWork, subject: str) -> None:
    """Refresh one period."""
    _events, found = subject_terms.of(desk, uow, subject)
    number = period_words(subject)
    uow.projections.put_deadlines(subject, [
        DeadlineRow(
            subject=subject, rule=d.rule, case_=d.case, title=d.title, born=d.born, due=d.due, cite=d.cite, officer="", number_text=number,
            debtor="",
        )
        for d in found if d.discharged_on is None
    ])  # fmt: skip


def everything(desk: Desk, uow: UnitOfWork) -> None:
    """Refresh every period."""
    for subject in uow.subjects("chain"):
        refresh(desk, uow, subject)


def period_words(subject: str) -> str:
    """ "chain:2024-2025-03" -> "03 tháng 2025"."""
    _regime, year, months = subject.partition(":")[2].rsplit("-", 2)
    return f"{months} tháng {year}"
