"""Decisions that come and fall away at random, here and elsewhere, with money coming in and going back all the while.

Whatever is refused or recorded: no đồng is counted twice or lost, what is done is paid, one request has one live
decision, the separate book rests on what is in force, and a return says what the matter says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import FactReader
from thads_desktop.services import acts, answers, intake, opening, papers, parties, recording, upkeep

START = date(2019, 10, 7)
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "needed_info", "enclosures"), "nội dung")
OWES, OWED = parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Lê Thị Chín")
STEPS = 70


class Driver:
    """One request, decided again and again, and everything that is done to its matters."""

    def __init__(self, office: Bench, rnd: Random) -> None:
        self.office, self.rnd, self.desk = office, rnd, office.desk
        self.judgment = office.judgment()
        self.request = intake.receive_request(self.desk, self.judgment, OWED, date(2019, 10, 2))
        self.matters: list[str] = []
        self.numbers = 0

    def events(self, matter: str) -> list[ev.Event]:
        with self.desk.reading() as reader:
            return reader.events_of(f"matter:{matter}")

    def state(self, matter: str) -> MatterState:
        return fold(self.events(matter))

    def decide(self) -> None:
        due = (opening.Obligation("Khoản 1", 100), opening.Obligation("Khoản 2", 50))
        wanted = opening.OpeningInput(self.judgment, "yc", self.request, (OWES,), (OWED,), due)
        paper, _ = opening.issue(self.desk, wanted, self.office.head, self.office.clock.day)
        with self.desk.reading() as reader:
            self.matters.append(papers.load(reader, paper).matter)

    def act(self) -> None:
        matter, day = self.rnd.choice(self.matters), self.office.clock.day
        effect = self.effect(matter)
        draft = papers.Draft(effect.kind, effect, matter, TEXTS)
        if effect.kind != "cancellation" and self.rnd.random() < 0.3:
            papers.issue_at_once(self.desk, draft, self.office.head)
            return
        self.numbers += 1
        back = day - timedelta(days=self.rnd.choice((0, 0, 2, 9)))
        recording.record(self.desk, draft, f"{self.numbers}/QĐ-KHÁC", "Đào Xuân Quý", max(back, START))

    def effect(self, matter: str) -> Effect:
        lines = self.rnd.choice(((), (1,), (2,)))
        issued = list(self.state(matter).papers)
        match self.rnd.randrange(7):
            case 0:
                return Effect("termination", "c", lines=lines or (1,), amount=self.rnd.choice((20, 50, 60)))
            case 1:
                return Effect("delegation", "55", lines=lines, to_office="Chi cục X")
            case 2:
                return Effect("means_lacking", "a", lines=lines)
            case 3:
                return Effect("withdrawal", "b", target=self.rnd.choice(("", *issued)))
            case 4:
                return Effect("cancellation", "3", target=self.rnd.choice(("", *issued)))
            case 5:
                return Effect("cancellation", "3", target=issued[-1])
            case _:
                return Effect("termination", "c", lines=lines)

    def money(self) -> None:
        matter, day = self.rnd.choice(self.matters), self.office.clock.day
        acts.collect(self.desk, matter, day, self.rnd.choice((0, 1, 1, 2)), self.rnd.choice((20, 60, 100)))

    def give_back(self) -> None:
        matter = self.rnd.choice(self.matters)
        held = self.state(matter).held
        acts.return_surplus(self.desk, matter, self.office.clock.day, self.rnd.choice((held, 20)))

    def complete(self) -> None:
        acts.complete(self.desk, self.rnd.choice(self.matters), self.office.clock.day, self.rnd.choice((1, 2)))

    def book(self) -> None:
        acts.separate_book(self.desk, self.rnd.choice(self.matters), self.office.clock.day, happened=True)

    def void(self) -> None:
        papers.void(self.desk, self.rnd.choice(list(self.state(self.rnd.choice(self.matters)).papers)), "in hỏng")

    def strike(self) -> None:
        matter = self.rnd.choice(self.matters)
        acts.strike(self.desk, matter, self.rnd.choice(self.events(matter)).seq, "nhầm")

    def refuse(self) -> None:
        intake.refuse_request(self.desk, self.judgment, self.request, "c", self.office.clock.day)

    def days(self) -> None:
        self.office.on(self.office.clock.day + timedelta(days=self.rnd.randint(1, 9)))

    def check(self) -> None:
        for matter in self.matters:
            events = self.events(matter)
            state = fold(events)
            if not state.exists:
                continue
            kept = in_force(events)
            came = sum(e.body.amount for e in kept if isinstance(e.body, ev.Collected))
            back = sum(e.body.amount for e in kept if isinstance(e.body, ev.SurplusReturned))
            assert state.held >= 0
            assert state.collected + state.held + back == came
            facts = FactReader(START, date(2020, 9, 30), load_regimes()[0].counting).of(events)
            assert {f.line for f in facts} == set(state.lines)
            for fact in facts:
                line = state.lines[fact.line]
                done = line.ended is not None and line.ended.kind == "done"
                assert not done or line.left == 0
                assert (fact.collected, fact.terminated_part) == (line.collected, line.terminated)
                assert (fact.line_state if line.ended else "") == (line.ended.kind if line.ended else "")
                if line.ended is None or done:
                    assert (fact.rest, fact.opening) == (line.rest, line.line.due)
                if any(c.kind == "separate_book" for c in line.conditions):
                    assert any(isinstance(e.body, ev.MovedToSeparateBook) for e in kept)
        assert upkeep.verify(self.desk).findings == ()

    def live(self) -> list[str]:
        with self.desk.reading() as reader:
            return [m for m in self.matters if self.state(m).exists and answers.gone(reader, m) is None]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", range(3))
def test_what_falls_away_leaves_everything_in_agreement(seed: int, tmp_path: Path) -> None:
    driver = Driver(bench(tmp_path / "data", START), Random(seed))
    driver.decide()
    driver.office.verified(driver.matters[0])
    steps: list[Callable[[], None]] = [
        *[driver.act] * 8, *[driver.money] * 4, *[driver.give_back] * 3, *[driver.complete] * 3, *[driver.strike] * 3,
        driver.decide, driver.decide, driver.book, driver.void, driver.void, driver.days, driver.refuse,
    ]  # fmt: skip
    for _ in range(STEPS):
        step = driver.rnd.choice(steps)
        before = driver.live()
        try:
            step()
        except Refused:
            continue
        driver.check()
        # Only what is recorded from elsewhere may leave two, and says so.
        if len(driver.live()) > max(1, len(before)):
            (grown,) = set(driver.live()) - set(before)
            assert any(
                "undo.decided_since" in e.body.breaches for e in driver.events(grown) if isinstance(e.body, ev.PaperRecorded)
            )
    driver.desk.close()
