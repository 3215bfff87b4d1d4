"""The separate book rests on the decision that means are lacking: withdrawn or cancelled, the matter leaves the book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import FactReader
from thads_desktop.services import acts, papers, queries, recording

DAY = date(2019, 11, 1)
LATER = date(2019, 11, 4)
TEXTS = dict.fromkeys(("reason", "evidence", "consequence"), "nội dung")


@pytest.fixture
@founded
def office(tmp_path: Path) -> Bench:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(due=100)
    made.on(DAY)
    made.verified(made.matters[0])
    return made


def issue(office: Bench, effect: Effect) -> str:
    draft = papers.Draft(effect.kind, effect, office.matters[0], TEXTS)
    return papers.issue_at_once(office.desk, draft, office.head)[0]


def events(office: Bench) -> list[ev.Event]:
    with office.desk.reading() as reader:
        return reader.events_of(f"matter:{office.matters[0]}")


def counted(office: Bench) -> str:
    (fact,) = FactReader(date(2019, 10, 1), date(2019, 12, 31), load_regimes()[0].counting).of(events(office))
    return fact.state


def rules(office: Bench) -> set[str]:
    with office.desk.reading() as reader:
        found = deadlines_of(events(office), office.desk.rules, office.desk.calendar(reader))
    return {d.rule for d in found if d.discharged_on is None}


def test_withdrawn_here_it_leaves_the_book(office: Bench) -> None:
    (matter,) = office.matters
    before = rules(office)
    paper = issue(office, Effect("means_lacking", "a"))
    acts.separate_book(office.desk, matter, DAY, happened=True)
    assert fold(events(office)).status == "separate_book"
    office.on(LATER)
    withdrawal = issue(office, Effect("withdrawal", "b", target=paper))
    assert fold(events(office)).status == "enforcing"
    assert fold(events(office), DAY).status == "separate_book", "the days before are untouched"
    assert queries.matter(office.desk, matter).state.status == "enforcing"
    assert counted(office) == "enforcing"
    assert rules(office) >= before - {"R16"}
    papers.void(office.desk, withdrawal, "in hỏng")
    assert fold(events(office)).status == "separate_book"


def test_cancelled_elsewhere_it_leaves_the_book(office: Bench) -> None:
    paper = issue(office, Effect("means_lacking", "a"))
    acts.separate_book(office.desk, office.matters[0], DAY, happened=True)
    draft = papers.Draft("cancellation", Effect("cancellation", "3", target=paper), office.matters[0], TEXTS)
    recording.record(office.desk, draft, "8/QĐ-CTHADS", "Đào Xuân Quý", DAY)
    assert (fold(events(office)).status, counted(office)) == ("enforcing", "enforcing")


def test_moved_before_that_decision_it_stays(office: Bench) -> None:
    acts.separate_book(office.desk, office.matters[0], DAY, happened=True)
    # A decision after the move is no way that the texts know: the head decides it.
    paper = issue(office, Effect("means_lacking", "a", confirmed=("transition.silent",)))
    issue(office, Effect("withdrawal", "b", target=paper))
    assert fold(events(office)).status == "separate_book"


def test_moved_after_the_lack_was_lifted_it_does_not_rest_on_it(office: Bench) -> None:
    paper = issue(office, Effect("means_lacking", "a"))
    issue(office, Effect("continuation", "9.4", ends=("means_lacking",)))
    acts.separate_book(office.desk, office.matters[0], DAY, happened=True)
    draft = papers.Draft("cancellation", Effect("cancellation", "3", target=paper), office.matters[0], TEXTS)
    recording.record(office.desk, draft, "8/QĐ-CTHADS", "Đào Xuân Quý", DAY)
    assert fold(events(office)).status == "separate_book"
