"""What a decision's falling away leaves of the money: nothing is counted twice, nothing vanishes, fold and return agree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact, FactReader
from thads_desktop.services import acts, papers, recording

DAY = date(2019, 10, 7)
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "needed_info", "enclosures"), "nội dung")


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", DAY)


def issue(office: Bench, matter: str, effect: Effect) -> str:
    return papers.issue_at_once(office.desk, papers.Draft(effect.kind, effect, matter, TEXTS), office.head)[0]


def record(office: Bench, matter: str, effect: Effect, signer: str = "Đào Xuân Quý") -> tuple[str, tuple[str, ...]]:
    draft = papers.Draft(effect.kind, effect, matter, TEXTS)
    return recording.record(office.desk, draft, "9/QĐ-CTHADS", signer, office.clock.day)


def events(office: Bench, matter: str) -> list[ev.Event]:
    with office.desk.reading() as reader:
        return reader.events_of(f"matter:{matter}")


def state(office: Bench, matter: str) -> MatterState:
    return fold(events(office, matter))


def fact(office: Bench, matter: str) -> Fact:
    (found,) = FactReader(date(2019, 10, 1), date(2019, 12, 31), load_regimes()[0].counting).of(events(office, matter))
    return found


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [r.code for r in refused.value.refusals]


def terminated_in_part(office: Bench) -> tuple[str, str]:
    matter = office.decision(due=100)
    return matter, issue(office, matter, Effect("termination", "c", lines=(1,), amount=60))


def given_back(office: Bench) -> tuple[str, str]:
    matter, paper = terminated_in_part(office)
    acts.collect(office.desk, matter, DAY, 1, 60)
    acts.return_surplus(office.desk, matter, DAY, 20)
    return matter, paper


def test_money_given_back_keeps_the_decision_that_made_it_a_surplus(office: Bench) -> None:
    matter, paper = given_back(office)
    with pytest.raises(Refused) as refused:
        issue(office, matter, Effect("withdrawal", "c", target=paper))
    assert codes(refused) == ["undo.given_back"]
    assert "20 đồng" in say(refused.value.refusals[0])
    with pytest.raises(Refused) as refused:
        papers.void(office.desk, paper, "in hỏng")
    assert codes(refused) == ["undo.given_back"]
    assert state(office, matter).held == 0


def test_a_recorded_termination_is_not_struck_while_its_surplus_went_back(office: Bench) -> None:
    matter = office.decision(due=100)
    paper, _ = record(office, matter, Effect("termination", "c", lines=(1,), amount=60), "Phạm Quang Minh")
    acts.collect(office.desk, matter, DAY, 1, 60)
    acts.return_surplus(office.desk, matter, DAY, 20)
    seq = next(e.seq for e in events(office, matter) if getattr(e.body, "paper", "") == paper)
    with pytest.raises(Refused) as refused:
        acts.strike(office.desk, matter, seq, "nhầm")
    assert codes(refused) == ["undo.given_back"]


def test_a_delegation_whose_money_went_back_stays(office: Bench) -> None:
    matter = office.decision(due=100)
    paper = issue(office, matter, Effect("delegation", "55", to_office="Chi cục X"))
    acts.collect(office.desk, matter, DAY, 1, 100)
    acts.return_surplus(office.desk, matter, DAY, 100)
    with pytest.raises(Refused) as refused:
        issue(office, matter, Effect("withdrawal", "b", target=paper))
    assert codes(refused) == ["undo.given_back"]


def test_a_recorded_cancellation_counts_no_money_that_went_back(office: Bench) -> None:
    matter, paper = given_back(office)
    _, broken = record(office, matter, Effect("cancellation", "3", target=paper))
    assert "undo.given_back" in broken
    found, told = state(office, matter), fact(office, matter)
    assert (found.collected, found.held, found.rest) == (40, 0, 60)
    assert (told.opening, told.collected, told.rest) == (100, 40, 60)


def test_the_surplus_once_struck_the_decision_goes(office: Bench) -> None:
    matter, paper = given_back(office)
    seq = next(e.seq for e in events(office, matter) if isinstance(e.body, ev.SurplusReturned))
    acts.strike(office.desk, matter, seq, "chưa trả")
    issue(office, matter, Effect("withdrawal", "c", target=paper))
    found = state(office, matter)
    assert (found.collected, found.held, found.rest) == (60, 0, 40)


def done(office: Bench) -> tuple[str, str]:
    matter, paper = terminated_in_part(office)
    acts.collect(office.desk, matter, DAY, 1, 40)
    acts.complete(office.desk, matter, DAY)
    return matter, paper


def test_a_done_line_keeps_the_termination_it_rests_on(office: Bench) -> None:
    matter, paper = done(office)
    with pytest.raises(Refused) as refused:
        issue(office, matter, Effect("withdrawal", "c", target=paper))
    assert codes(refused) == ["strike.leaves_done"]
    with pytest.raises(Refused) as refused:
        papers.void(office.desk, paper, "in hỏng")
    assert codes(refused) == ["strike.leaves_done"]


def test_a_recorded_cancellation_opens_the_done_line_again(office: Bench) -> None:
    matter, paper = done(office)
    _, broken = record(office, matter, Effect("cancellation", "3", target=paper))
    assert "strike.leaves_done" in broken
    found, told = state(office, matter), fact(office, matter)
    assert (found.lines[1].ended, found.rest) == (None, 60)
    assert (told.opening, told.collected, told.rest, told.line_state) == (100, 40, 60, "enforcing")
    acts.collect(office.desk, matter, DAY, 1, 60)
    acts.complete(office.desk, matter, DAY)
    found, told = state(office, matter), fact(office, matter)
    assert (found.status, found.collected) == ("done", 100)
    assert (told.opening, told.collected, told.rest, told.line_state) == (100, 100, 0, "done")


def test_a_done_line_paid_by_what_was_held_lets_its_termination_go(office: Bench) -> None:
    matter, paper = terminated_in_part(office)
    acts.collect(office.desk, matter, DAY, 1, 100)
    acts.complete(office.desk, matter, DAY)
    issue(office, matter, Effect("withdrawal", "c", target=paper))
    found, told = state(office, matter), fact(office, matter)
    assert (found.status, found.collected, found.held) == ("done", 100, 0)
    assert (told.opening, told.collected, told.rest) == (100, 100, 0)


def test_money_given_back_in_a_later_year_lowers_no_figure_of_that_year(office: Bench) -> None:
    matter, paper = terminated_in_part(office)
    acts.collect(office.desk, matter, DAY, 1, 60)
    office.on(date(2020, 10, 5))
    acts.return_surplus(office.desk, matter, date(2020, 10, 5), 20)
    record(office, matter, Effect("cancellation", "3", target=paper))
    (told,) = FactReader(date(2020, 10, 1), date(2020, 12, 31), load_regimes()[0].counting).of(events(office, matter))
    assert (told.opening, told.collected, told.rest) == (60, 0, 60)
