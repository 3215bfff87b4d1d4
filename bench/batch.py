"""Signed decisions waiting for their numbers."""

from __future__ import annotations

from pathlib import Path

from bench import store
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.services import intake, papers, parties, people
from thads_desktop.services.desk import Desk
from thads_desktop.services.invented import Inventor


def prepared(folder: Path, count: int) -> tuple[Desk, list[str]]:
    """An office and the ids of so many signed enforcement decisions."""
    desk, inventor = store.office(folder), Inventor(3, "Lê Chân")
    with desk.reading() as reader:
        head = next(p.person for p in people.posts(reader) if p.post == "head")
        officer = people.officers(reader, store.CLOCK_DAY)[0].person
    ids = []
    for _ in range(count):
        case = inventor.case(store.CLOCK_DAY)
        given = intake.JudgmentInput(case.judgment, case.judgment_day, case.court, case.case_type, case.received)
        judgment = intake.receive_judgment(desk, given)
        person = case.debtor
        with desk.writing("keep") as uow:
            debtor = parties.PartyInput(person.name, "person", person.birth_year, (person.number,), person.address)
            owes, owed = parties.add(uow, debtor), parties.add(uow, parties.PartyInput("Ngân sách nhà nước", "state"))
            uow.commit()
        line = ev.Line(1, 200_000, (owes,), (owed,))
        opening = Opening("cd", case.case_type, judgment, (line,))
        effect = Effect("enforcement", officer=officer, opening=opening)
        draft = papers.save(
            desk, papers.Draft("enforcement_cd", effect, texts={"obligation_1": "Án phí dân sự sơ thẩm"})
        )
        papers.submit(desk, draft.paper)
        papers.sign(desk, draft.paper, head)
        ids.append(draft.paper)
    return desk, ids
