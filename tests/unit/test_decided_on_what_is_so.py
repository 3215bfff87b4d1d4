"""A decision rests on what was found, and answers what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.deadlines import Deadline, deadlines_of
from thads_desktop.services import acts, opening, papers, parties, recording, sending
from thads_desktop.storage.codec import decode, encode

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def matter_of_two(office: Bench) -> tuple[str, list[str]]:
    """A matter of two debtors with an obligation each, and their ids."""
    who = (parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Văn Tám"))
    owed = tuple(opening.Obligation(f"Khoản {n + 1}", 5_000_000, (n,)) for n in range(2))
    given = opening.OpeningInput(office.judgment(), "cd", "", who, (parties.PartyInput("Lê Thị Chín"),), owed, office.officer)
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        draft = papers.load(reader, paper)
    assert draft.effect.opening is not None
    return draft.matter, [x.debtors[0] for x in draft.effect.opening.lines]


def draft(matter: str, effect: Effect) -> papers.Draft:
    texts = {"evidence": "x", "reason": "x", "payment_place": "trụ sở", "appear_at": "8 giờ"}
    return papers.Draft(effect.kind, effect, matter, texts)


def issue(office: Bench, matter: str, effect: Effect, signer: str = "") -> str:
    return papers.issue_at_once(office.desk, draft(matter, effect), signer or office.head)[0]


def due(office: Bench, matter: str, rule: str) -> list[Deadline]:
    """The terms of a rule that still run."""
    with office.desk.reading() as reader:
        found = deadlines_of(reader.events_of(f"matter:{matter}"), office.desk.rules, office.desk.calendar(reader))
    return [d for d in found if d.rule == rule and d.discharged_on is None]


def test_means_that_were_found_are_not_lacking(office: Bench) -> None:
    matter, (seven, eight) = matter_of_two(office)
    acts.verify(office.desk, matter, DAY, "none")
    acts.verify(office.desk, matter, DAY, "means", party=seven)
    for lines in ((), (1,)):
        with pytest.raises(Refused) as refused:
            issue(office, matter, Effect("means_lacking", "a", lines))
        assert [r.code for r in refused.value.refusals] == ["means.found"]
        assert "Nguyễn Văn Bảy" in say(refused.value.refusals[0])
        assert "Trần Văn Tám" not in say(refused.value.refusals[0])
        assert refused.value.refusals[0].cite
    issue(office, matter, Effect("means_lacking", "a", (2,)))
    acts.verify(office.desk, matter, DAY, "partial", party=seven)
    issue(office, matter, Effect("means_lacking", "a", (1,)))
    assert eight


def test_means_that_were_found_are_a_breach_of_what_was_decided_elsewhere(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter, result="means")
    _, breaches = recording.record(office.desk, draft(matter, Effect("means_lacking", "a")), "1/QĐ", "Phạm Quang Minh", DAY)
    assert breaches == ("means.found",)


def test_a_continuation_answers_only_the_ground_of_what_it_lifts(office: Bench) -> None:
    matter = office.decision()
    issue(office, matter, Effect("deferral", "a"))
    issue(office, matter, Effect("suspension", "2"))
    acts.ground(office.desk, matter, DAY, "continuation", "48.4")
    acts.ground(office.desk, matter, DAY, "continuation", "49.3")
    issue(office, matter, Effect("continuation", "49.3", ends=("suspension",)))
    assert len(due(office, matter, "R22")) == 1
    issue(office, matter, Effect("continuation", "48.4", ends=("deferral",)))
    assert due(office, matter, "R22") == []


def test_a_summons_to_one_debtor_is_owed_to_that_debtor(office: Bench) -> None:
    matter, (seven, eight) = matter_of_two(office)
    before = {d.paper for d in due(office, matter, "R08")}
    paper = issue(office, matter, Effect("summons", lines=(1,)), office.officer)
    assert [d.parties for d in due(office, matter, "R08") if d.paper not in before] == [()], "all to whom it goes"
    assert sending.addressees(office.desk, matter, paper) == (seven,)
    sending.send(office.desk, paper, "party", "", "post", party=seven)
    assert {d.paper for d in due(office, matter, "R08")} == before
    # Of several one is called by each summons.
    for debtor in (seven, eight):
        paper = issue(office, matter, Effect("summons", party=debtor), office.officer)
        assert sending.addressees(office.desk, matter, paper) == (debtor,)


def test_a_summons_of_before_says_no_obligations() -> None:
    event = ev.Event(1, DAY, datetime(2019, 10, 7, tzinfo=UTC), "a", "", "matter:m", "2008", ev.SummonsServed("p"))
    assert decode(encode(event).replace('"lines":[],', "")) == event
    assert '"lines"' not in encode(event).replace('"lines":[],', "")


def test_information_after_a_verification_of_the_same_day_asks_for_another(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter)
    acts.inform(office.desk, matter, DAY)
    assert len(due(office, matter, "R13")) == 1
    office.verified(matter)
    assert due(office, matter, "R13") == []


def test_the_separate_book_sees_information_that_came_later_on_the_day(office: Bench) -> None:
    matter = office.decision()
    issue_lacking(office, matter)
    for day in (date(2020, 4, 7), date(2020, 10, 7)):
        office.on(day)
        acts.verify(office.desk, matter, day, "none")
    assert due(office, matter, "R14")
    acts.inform(office.desk, matter, office.clock.day)
    assert not due(office, matter, "R14")
    with pytest.raises(Refused) as refused:
        acts.separate_book(office.desk, matter, office.clock.day)
    assert [r.code for r in refused.value.refusals] == ["separate_book.new_information"]
    acts.verify(office.desk, matter, office.clock.day, "none")
    acts.separate_book(office.desk, matter, office.clock.day)


def issue_lacking(office: Bench, matter: str) -> None:
    office.verified(matter)
    issue(office, matter, Effect("means_lacking", "a"))
