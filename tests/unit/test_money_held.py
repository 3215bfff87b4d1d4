"""Money above what is due, for no line, or before any decision is booked in full and stands as held for the payer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, held, held_waiting, intake, offers, opening, papers, parties, queries, upkeep
from thads_desktop.services.receipts import Official

PAYER = parties.PartyInput("Nguyễn Văn An", birth_year=1980)
DAY = date(2019, 10, 4)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    made.on(date(2019, 12, 2))
    yield made
    made.desk.close()


def test_money_before_a_decision_is_held(office: Bench) -> None:
    judgment = office.judgment()
    assert intake.take_money(office.desk, judgment, PAYER, 3_000_000, DAY, "0001") == 3_000_000
    assert intake.take_money(office.desk, judgment, PAYER, 1, DAY) == 3_000_001
    assert [row.held for row in queries.intakes(office.desk)] == [3_000_001]
    before = queries.intakes(office.desk)
    upkeep.rebuild(office.desk)
    assert queries.intakes(office.desk) == before
    assert upkeep.verify(office.desk).findings == ()


def test_it_stays_held_when_the_decision_comes(office: Bench) -> None:
    matter = office.decision()
    view = queries.matter(office.desk, matter)
    assert view.held_before == 0
    judgment = view.state.judgment
    with pytest.raises(Refused) as refused:
        intake.take_money(office.desk, judgment, PAYER, 5, DAY)
    assert refused.value.refusals[0].code == "money.decided"


@pytest.mark.parametrize(
    ("amount", "day", "code"),
    [
        (0, DAY, "amount.out_of_range"),
        (-5, DAY, "amount.out_of_range"),
        (10**16, DAY, "amount.out_of_range"),
        (5, date(2020, 1, 1), "event.future_day"),
    ],
)
def test_what_cannot_be_true_is_refused(office: Bench, amount: int, day: date, code: str) -> None:
    judgment = office.judgment()
    with pytest.raises(Refused) as refused:
        intake.take_money(office.desk, judgment, PAYER, amount, day)
    assert refused.value.refusals[0].code == code
    assert queries.intakes(office.desk)[0].held == 0


def test_an_advance_may_be_older_than_the_coming_of_the_judgment(office: Bench) -> None:
    judgment = office.judgment()
    before = date(2019, 3, 1)
    assert intake.take_money(office.desk, judgment, PAYER, 300_000, before, official=Official("advance", "7")) == 300_000
    (row,) = held_waiting.waiting(office.desk)
    assert (row.since, row.amount) == (before, 300_000)
    assert "thu trước ngày nhận bản án" in row.where
    assert row.where in str(held_waiting.listing(office.desk).tables[0].rows[0])
    upkeep.rebuild(office.desk)
    assert upkeep.verify(office.desk).findings == ()


def test_surplus_and_money_for_no_line_are_held_in_the_matter(office: Bench) -> None:
    matter = office.decision(due=1_000_000, day=date(2019, 10, 7))
    assert acts.collect(office.desk, matter, date(2019, 11, 1), 1, 1_200_000) == 200_000
    assert acts.collect(office.desk, matter, date(2019, 11, 2), 0, 50_000) == 250_000
    state = queries.matter(office.desk, matter).state
    assert (state.collected, state.rest, state.held) == (1_000_000, 0, 250_000)


def test_a_surplus_goes_back_and_never_more_than_is_held(office: Bench) -> None:
    matter = office.decision(due=1_000_000, day=date(2019, 10, 7))
    acts.collect(office.desk, matter, date(2019, 11, 1), 1, 1_200_000)
    state = queries.matter(office.desk, matter).state
    assert "surplus" in {o.key for o in offers.offers(office.desk, state, DAY)}
    for amount, day in ((200_001, date(2019, 11, 5)), (1, date(2019, 10, 31)), (0, date(2019, 11, 5))):
        with pytest.raises(Refused):
            acts.return_surplus(office.desk, matter, day, amount)
    assert acts.return_surplus(office.desk, matter, date(2019, 11, 5), 150_000, receipt="PC 07") == 50_000
    view = queries.matter(office.desk, matter)
    assert (view.state.collected, view.state.held) == (1_000_000, 50_000)
    assert any(x.detail.startswith("150.000 đồng") for x in view.timeline)
    with office.desk.reading() as reader:
        first = next(e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.Collected))
    with pytest.raises(Refused) as refused:
        acts.strike(office.desk, matter, first, "ghi nhầm")
    assert refused.value.refusals[0].code == "strike.money_used"
    acts.return_surplus(office.desk, matter, date(2019, 11, 6), 50_000)
    state = queries.matter(office.desk, matter).state
    assert "surplus" not in {o.key for o in offers.offers(office.desk, state, DAY)}


def decided(office: Bench, amount: int = 3_000_000) -> tuple[str, str, str]:
    """A matter on whose judgment money was taken before: (matter, judgment, payer)."""
    judgment = office.judgment()
    intake.take_money(office.desk, judgment, PAYER, amount, DAY)
    given = opening.OpeningInput(
        judgment, "cd", "", (PAYER,), (parties.PartyInput("Lê Thị Chín"),),
        (opening.Obligation("Trả nợ", 2_000_000), opening.Obligation("Trả xe", None)),
    )  # fmt: skip
    paper, _ = opening.issue(office.desk, given, office.head, date(2019, 10, 7))
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter, judgment, held.payers(reader, judgment)[0][0]


def balances(office: Bench, matter: str) -> tuple[int, int, int]:
    """(held since before the decision, held in the matter, collected)."""
    view = queries.matter(office.desk, matter)
    assert queries.intakes(office.desk)[0].held == view.held_before
    return view.held_before, view.state.held, view.state.collected


def test_after_the_decision_it_is_applied_and_the_rest_given_back(office: Bench) -> None:
    matter, _, payer = decided(office)
    offered = {o.key for o in offers.offers(office.desk, queries.matter(office.desk, matter).state, DAY)}
    assert "held" in offered
    assert held.apply(office.desk, matter, date(2019, 10, 8), payer, 1, 500_000) == 2_500_000
    assert balances(office, matter) == (2_500_000, 0, 500_000)
    assert held.apply(office.desk, matter, date(2019, 10, 9), payer, 1, 1_500_000) == 1_000_000
    assert held.give_back(office.desk, matter, date(2019, 10, 9), payer, 1_000_000, receipt="PC 01") == 0
    assert balances(office, matter) == (0, 0, 2_000_000)
    acts.complete(office.desk, matter, date(2019, 10, 9), 1)
    state = queries.matter(office.desk, matter).state
    assert state.lines[1].state == "done"
    assert "held" not in {o.key for o in offers.offers(office.desk, state, DAY)}
    before = queries.intakes(office.desk)
    upkeep.rebuild(office.desk)
    assert queries.intakes(office.desk) == before
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize(
    ("line", "amount", "day", "code"),
    [
        (1, 2_000_001, date(2019, 10, 8), "held.more_than_rest"),
        (2, 5, date(2019, 10, 8), "line.not_money"),
        (9, 5, date(2019, 10, 8), "line.unknown"),
        (1, 0, date(2019, 10, 8), "amount.out_of_range"),
        (1, 5, date(2019, 10, 4), "act.before_decision"),
        (1, 5, date(2020, 1, 1), "event.future_day"),
        (0, 3_000_001, date(2019, 10, 8), "held.more_than_held"),
        (0, 5, date(2019, 10, 4), "act.before_decision"),
    ],
)
def test_no_more_than_is_held_or_owed(office: Bench, line: int, amount: int, day: date, code: str) -> None:
    matter, _, payer = decided(office)
    use = partial(held.apply, line=line) if line else held.give_back
    with pytest.raises(Refused) as refused:
        use(office.desk, matter, day, payer, amount=amount)
    assert refused.value.refusals[0].code == code
    assert balances(office, matter) == (3_000_000, 0, 0)


def test_nobody_is_paid_from_anothers_money(office: Bench) -> None:
    matter, judgment, payer = decided(office, 100)
    with office.desk.reading() as reader:
        assert [(name, amount) for _, name, amount in held.payers(reader, judgment)] == [("Nguyễn Văn An", 100)]
    held.give_back(office.desk, matter, date(2019, 11, 4), payer, 100)
    with pytest.raises(Refused) as refused:
        held.apply(office.desk, matter, date(2019, 10, 8), payer, 1, 1)
    assert refused.value.refusals[0].code == "held.more_than_held", "on an earlier day what is given back later is gone too"
    with pytest.raises(Refused):
        held.give_back(office.desk, matter, date(2019, 11, 4), "somebody else", 1)


def test_money_for_what_is_not_decided_yet_is_held_beside_a_decision(office: Bench) -> None:
    matter = office.decision()
    judgment = queries.matter(office.desk, matter).state.judgment
    assert intake.take_money(office.desk, judgment, PAYER, 700_000, DAY, apart=True) == 700_000
    assert queries.matter(office.desk, matter).held_before == 700_000
    assert upkeep.verify(office.desk).findings == ()


def test_the_payer_a_human_named_is_the_person_known(office: Bench) -> None:
    judgment = office.judgment()
    intake.take_money(office.desk, judgment, PAYER, 100, DAY)
    with office.desk.reading() as reader:
        (who,) = [p for p, _, _ in held.payers(reader, judgment)]
        known = parties.input_of(reader, who)
    intake.take_money(office.desk, judgment, known, 200, DAY)
    request = intake.receive_request(office.desk, judgment, known, DAY)
    with office.desk.reading() as reader:
        assert held.payers(reader, judgment) == [(who, "Nguyễn Văn An", 300)]
        assert intake.requester(reader, request) == who
