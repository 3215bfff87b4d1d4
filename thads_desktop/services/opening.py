"""The enforcement decision as a clerk enters it: parties and obligations, preview, and the way to issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.services import intake, papers, parties

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpeningInput:
    """kind: cd | yc; lines: (text, đồng or None) each."""

    judgment: str
    kind: str
    request: str
    debtor: parties.PartyInput
    creditor: parties.PartyInput
    lines: tuple[tuple[str, int | None], ...]
    officer: str = ""


def preview(desk: Desk, given: OpeningInput, day: date) -> bytes:
    """The decision as it would print for signature; nothing stays in the data."""
    from thads_desktop.printing.draw import draw

    with desk.writing() as uow:
        return draw(papers.preview(desk, uow, _draft(uow, given), day))


def check(desk: Desk, given: OpeningInput, day: date) -> papers.Check:
    """What is wrong or missing; nothing stays in the data."""
    with desk.writing() as uow:
        return papers.check(desk, uow, _draft(uow, given), day)


def issue(desk: Desk, given: OpeningInput, signer: str, day: date) -> tuple[str, str]:
    """Parties, decision, number and print in one transaction: (paper id, number)."""
    with desk.writing() as uow:
        made = papers.issue_in(desk, uow, _draft(uow, given), signer, day)
        uow.commit()
    return made


def submit(desk: Desk, given: OpeningInput, day: date) -> str:
    """Lay the decision before the head; the paper's id."""
    with desk.writing() as uow:
        paper = papers.submit_in(desk, uow, _draft(uow, given), day)
        uow.commit()
    return paper


def _draft(uow: UnitOfWork, given: OpeningInput) -> papers.Draft:
    row = intake.judgment(uow, given.judgment)
    owes, owed = parties.add(uow, given.debtor), parties.add(uow, given.creditor)
    state = given.creditor.kind == "state"
    lines = tuple(ev.Line(n, due, (owes,), (owed,), state_revenue=state) for n, (_, due) in enumerate(given.lines, 1))
    from datetime import date as _date

    received = _date.fromisoformat(row["received"]) if row.get("received") else None
    opening = Opening(
        "cd" if given.kind == "cd" else "yc", row["case_type"], given.judgment, lines, given.request,
        bool(row.get("delegated_from")), judgment_day=_date.fromisoformat(row["day"]), received=received,
    )  # fmt: skip
    texts = {f"obligation_{n}": text for n, (text, _) in enumerate(given.lines, 1)}
    effect = Effect("enforcement", officer=given.officer, opening=opening)
    return papers.cleaned(papers.Draft(f"enforcement_{opening.kind}", effect, texts=texts))
