"""Judgments whose court fees wait for decisions; the decisions of them all drafted, submitted, signed as one batch."""

from __future__ import annotations

import time
from pathlib import Path

from bench import store
from thads_desktop.services import batch_steps, draft_many, intake, parties, people, splitting
from thads_desktop.services.desk import Desk
from thads_desktop.services.invented import Inventor


def judgments(folder: Path, count: int) -> tuple[Desk, list[str]]:
    """An office and so many received judgments, each with a court fee that has no decision yet."""
    desk, inventor = store.office(folder), Inventor(3, "Lê Chân")
    made = []
    for _ in range(count):
        case = inventor.case(store.CLOCK_DAY)
        given = intake.JudgmentInput(case.judgment, case.judgment_day, case.court, case.case_type, case.received)
        judgment = intake.receive_judgment(desk, given)
        person = case.debtor
        debtor = parties.PartyInput(person.name, "person", person.birth_year, (person.number,), person.address)
        state = parties.PartyInput(parties.STATE_NAME, "state")
        splitting.add(desk, judgment, splitting.PartInput("cd", "Án phí dân sự sơ thẩm", 200_000, (debtor,), (state,)))
        made.append(judgment)
    return desk, made


def signed(desk: Desk, of: list[str]) -> tuple[list[str], dict[str, float]]:
    """The decisions of all of them, signed and waiting for their numbers, in order; step -> its seconds."""
    with desk.reading() as reader:
        head = next(p.person for p in people.posts(reader) if p.post == "head")
    took, began = {}, time.perf_counter()

    def step(name: str) -> None:
        nonlocal began
        took[name] = time.perf_counter() - began
        began = time.perf_counter()

    rows = draft_many.look(desk, of, draft_many.Officers(), store.CLOCK_DAY)
    step("look")
    drafted = draft_many.draft(desk, [draft_many.Wanted(r.key, r.officer) for r in rows], store.CLOCK_DAY)
    step("draft")
    ids = [paper for _key, paper in drafted.made]
    submitted = batch_steps.submit(desk, ids, store.CLOCK_DAY)
    step("submit")
    done = batch_steps.sign(desk, ids, head, store.CLOCK_DAY)
    step("sign")
    assert len(done.issued) == len(of), (drafted.left[:1], submitted.why, done.why)
    return ids, took


def prepared(folder: Path, count: int) -> tuple[Desk, list[str]]:
    """An office and the ids of so many signed enforcement decisions."""
    desk, waiting = judgments(folder, count)
    return desk, signed(desk, waiting)[0]
