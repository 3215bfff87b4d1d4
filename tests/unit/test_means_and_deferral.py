"""What stands beside what: one decision that finds no means and defers; completion while enforcement is put off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, offers, papers, queries
from thads_desktop.ui.pages.act_specs import ACTS

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def state(office: Bench, matter: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"))


def issue(office: Bench, matter: str, effect: Effect) -> None:
    if effect.kind == "means_lacking":
        office.verified(matter)
    draft = papers.Draft(effect.kind, effect, matter, {"evidence": "x", "reason": "x"})
    papers.issue_at_once(office.desk, draft, office.head)


def test_the_separate_book_is_reached_while_the_declared_deferral_stands(office: Bench) -> None:
    matter = office.decision(kind="yc")
    issue(office, matter, Effect("means_lacking", "c", defers="b"))
    assert state(office, matter).status == "deferral"
    assert {d.rule for d in queries.deadlines(office.desk)} >= {"R12", "R16"}
    for day in (date(2020, 10, 5), date(2021, 10, 4)):
        office.on(day)
        acts.verify(office.desk, matter, day, "none", address_unknown=True)
    with pytest.raises(Refused) as refused:
        acts.separate_book(office.desk, matter, date(2021, 10, 4))
    assert [r.code for r in refused.value.refusals] == ["separate_book.too_early"]
    office.on(date(2021, 10, 8))
    offered = {o.key: o.why for o in offers.offers(office.desk, state(office, matter), office.clock.day)}
    assert offered["book"] == offered["publish"] == ""
    acts.separate_book(office.desk, matter, office.clock.day)
    assert state(office, matter).status == "separate_book", "the book is what it has come to"
    assert "R14" not in {d.rule for d in queries.deadlines(office.desk)}
    issue(office, matter, Effect("continuation", "9.4"))
    assert state(office, matter).status == "enforcing"


def test_the_second_empty_verification_says_what_is_to_be_done_instead(office: Bench) -> None:
    matter = office.decision(kind="yc")
    issue(office, matter, Effect("means_lacking", "a"))
    assert "R12" in {d.rule for d in queries.deadlines(office.desk)}
    said = []
    for day in (date(2020, 4, 7), date(2020, 10, 7)):
        office.on(day)
        values = {"day": day, "result": "none", "address_unknown": False, "prisoner": False}
        said.append(ACTS["verify"].carry(office.desk, matter, values, state(office, matter).last_seq, 0))
    assert said[0] is None
    assert "bằng văn bản cho người được thi hành án" in str(said[1])
    assert "R12" not in {d.rule for d in queries.deadlines(office.desk)}


def test_the_page_offers_the_obligations_that_such_a_decision_holds(office: Bench) -> None:
    matter = office.decision(kind="yc")
    issue(office, matter, Effect("means_lacking", "c", defers="b"))
    assert [f.name for f in ACTS["book"].fields(office.desk, queries.matter(office.desk, matter))] == ["day", "happened"]
    with pytest.raises(Refused) as refused:
        acts.separate_book(office.desk, matter, DAY, 2)
    assert [r.code for r in refused.value.refusals] == ["separate_book.not_lacking"]


@pytest.mark.parametrize(
    ("kind", "clause", "word"), [("deferral", "a", "đang hoãn"), ("suspension", "2", "đang tạm đình chỉ"), ("", "", "")]
)
def test_a_completion_while_enforcement_is_put_off_is_recorded_and_told(office: Bench, kind: str, clause: str, word: str) -> None:
    matter = office.decision(due=None)
    if kind:
        issue(office, matter, Effect(kind, clause))  # type: ignore[arg-type]  # the kind comes as a word
    said = ACTS["complete"].carry(office.desk, matter, {"day": DAY, "line": 0}, state(office, matter).last_seq, 0)
    assert state(office, matter).status == "done"
    assert (word in str(said)) if word else said is None
    assert "quyết định tiếp tục" in str(said) or not word


def test_a_deferral_that_came_after_the_completion_day_is_none_of_its(office: Bench) -> None:
    matter = office.decision(due=None)
    office.on(date(2019, 10, 9))
    issue(office, matter, Effect("deferral", "a"))
    assert acts.complete(office.desk, matter, DAY) == ()
