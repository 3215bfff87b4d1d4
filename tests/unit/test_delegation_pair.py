"""A delegation takes two papers, the withdrawal and the delegation, in either order; the matter leaves once, as delegated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import period
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.returns.facts import facts_of
from thads_desktop.services import acts, offers, opening, papers, parties, recording, reporting

DAY = date(2019, 10, 7)
TO = "Chi cục Thi hành án dân sự quận Ngô Quyền"
DELEGATION = {"kind": "delegation", "clause": "55", "to_office": TO}
WITHDRAWAL = {"kind": "withdrawal", "clause": "57.1.a"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def draft(matter: str, **effect: object) -> papers.Draft:
    texts = dict.fromkeys(("reason", "evidence", "consequence", "needed_info", "enclosures"), "x")
    return papers.Draft(str(effect["kind"]), Effect(**effect), matter, texts)  # type: ignore[arg-type]  # the kind comes as a word


def issued(office: Bench, matter: str, day: date = DAY, **effect: object) -> str:
    return papers.issue_at_once(office.desk, draft(matter, **effect), office.head, day)[0]


def refused(office: Bench, matter: str, day: date = DAY, **effect: object) -> list[str]:
    with pytest.raises(Refused) as error:
        issued(office, matter, day, **effect)
    return [r.code for r in error.value.refusals]


def state(office: Bench, matter: str, day: date | None = None) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"), day)


def exits(office: Bench, matter: str, year: int = 2020, months: int = 12) -> list[tuple[str, int, int]]:
    """(state, matters, rest) of the facts of a period."""
    start, end = period(year, months)
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
    counting = reporting.regimes()[0].counting
    return [(f.state, f.matters, f.rest) for f in facts_of(events, start, end, counting)]


@pytest.mark.parametrize("order", [(WITHDRAWAL, DELEGATION), (DELEGATION, WITHDRAWAL)])
def test_both_papers_of_a_delegation_are_issued_in_either_order(
    office: Bench, order: tuple[dict[str, object], dict[str, object]]
) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 4))
    issued(office, matter, date(2019, 10, 10), **order[0])
    kind = str(order[1]["kind"])
    offered = {o.key: o.why for o in offers.offers(office.desk, state(office, matter), date(2019, 11, 4))}
    assert offered[kind] == ""
    issued(office, matter, date(2019, 10, 14), **order[1])
    now = state(office, matter)
    assert (now.status, now.status_day, now.anomalies) == ("delegated", date(2019, 10, 10), [])
    assert exits(office, matter) == [("delegated", 1, 10_000_000)]
    for again in order:
        assert "matter.ended" in refused(office, matter, date(2019, 10, 15), **again)


def test_only_this_ground_of_withdrawal_is_followed_by_a_delegation(office: Bench) -> None:
    matter = office.decision()
    issued(office, matter, kind="withdrawal", clause="b")
    assert refused(office, matter, **DELEGATION) == ["matter.ended"]
    assert state(office, matter).status == "withdrawn"
    other = office.decision(number="16/2019/DS-ST")
    issued(office, other, **DELEGATION)
    assert refused(office, other, kind="withdrawal", clause="b") == ["matter.ended"]


def test_a_part_is_delegated_and_the_rest_goes_on(office: Bench) -> None:
    given = opening.OpeningInput(
        office.judgment(), "cd", "", (parties.PartyInput("Nguyễn Văn Bảy"),), (parties.PartyInput("Lê Thị Chín"),),
        (opening.Obligation("Nợ gốc", 5_000_000), opening.Obligation("Lãi", 700_000)),
    )  # fmt: skip
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    issued(office, matter, **WITHDRAWAL, lines=(2,))
    issued(office, matter, **DELEGATION, lines=(2,))
    now = state(office, matter)
    assert [s.state for s in now.lines.values()] == ["enforcing", "delegated"]
    assert refused(office, matter, **DELEGATION, lines=(2,)) == ["line.ended"]
    assert refused(office, matter, kind="withdrawal", clause="b", lines=(2,)) == ["line.ended"]


def test_over_the_turn_of_the_year_it_leaves_once(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2020, 11, 2))
    issued(office, matter, date(2020, 9, 30), **WITHDRAWAL)
    issued(office, matter, date(2020, 10, 2), **DELEGATION)
    assert [x[0] for x in exits(office, matter, 2020)] == ["withdrawn"]
    assert exits(office, matter, 2021, 1) == []


def test_the_second_paper_says_what_is_still_owed(office: Bench) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, DAY, 1, 4_000_000)
    issued(office, matter, **WITHDRAWAL)
    with office.desk.reading() as reader:
        shown = papers.preview(office.desk, reader, draft(matter, **DELEGATION), DAY)
    assert "6.000.000" in str(shown)


def test_withdrawing_one_half_leaves_the_other(office: Bench) -> None:
    matter = office.decision()
    first = issued(office, matter, **WITHDRAWAL)
    second = issued(office, matter, **DELEGATION)
    issued(office, matter, kind="withdrawal", clause="c", target=second)
    assert state(office, matter).status == "withdrawn"
    issued(office, matter, kind="withdrawal", clause="c", target=first)
    assert state(office, matter).status == "issued"


def test_recorded_ones_make_a_pair_too(office: Bench) -> None:
    matter = office.decision()
    head = "Phạm Quang Minh"
    _, first = recording.record(office.desk, draft(matter, **WITHDRAWAL), "80/QĐ-CCTHADS", head, DAY)
    _, second = recording.record(office.desk, draft(matter, **DELEGATION), "81/QĐ-CCTHADS", head, DAY)
    assert (first, second, state(office, matter).status) == ((), (), "delegated")


def test_under_the_new_law_the_ground_has_its_own_letter(office: Bench) -> None:
    office.on(date(2026, 7, 6))
    matter = office.decision(day=date(2026, 7, 6))
    issued(office, matter, date(2026, 7, 6), kind="withdrawal", clause="d")
    issued(office, matter, date(2026, 7, 6), kind="delegation", clause="49", to_office="Thi hành án dân sự tỉnh Quảng Ninh")
    assert state(office, matter).status == "delegated"
