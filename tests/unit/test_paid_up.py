"""An obligation that is paid up and not yet marked done: no new decision is about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, offers, opening, papers, parties, queries, recording

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def matter_of(office: Bench, *dues: int | None) -> str:
    who = (parties.PartyInput("Nguyễn Văn Bảy"),)
    owed = tuple(opening.Obligation(f"Khoản thứ {n + 1}", due) for n, due in enumerate(dues))
    given = opening.OpeningInput(office.judgment(), "cd", "", who, (parties.PartyInput("Lê Thị Chín"),), owed)
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter


def state(office: Bench, matter: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"))


def draft(matter: str, effect: Effect) -> papers.Draft:
    return papers.Draft(effect.kind, effect, matter, {"evidence": "x", "reason": "x"})


@pytest.mark.parametrize(
    ("effect", "wanted"),
    [
        (Effect("means_lacking", "a"), ["enforcing", "lacks_means", "lacks_means"]),
        (Effect("deferral", "a"), ["enforcing", "deferral", "deferral"]),
        (Effect("suspension", "2"), ["enforcing", "suspension", "suspension"]),
        (Effect("termination", "c"), ["enforcing", "terminated", "terminated"]),
    ],
)
def test_all_that_is_left_leaves_out_what_is_paid(office: Bench, effect: Effect, wanted: list[str]) -> None:
    matter = matter_of(office, 100, 200, None)
    acts.collect(office.desk, matter, DAY, 1, 100)
    office.verified(matter)
    acts.ground(office.desk, matter, DAY, effect.kind)
    with office.desk.reading() as reader:
        said = plain_text(papers.preview(office.desk, reader, draft(matter, effect), DAY))
    assert "2. Khoản thứ 2" in said
    assert "3. Khoản thứ 3" in said
    assert "Khoản thứ 1" not in said
    assert "một phần" not in said
    papers.issue_at_once(office.desk, draft(matter, effect), office.head)
    assert [s.state for s in state(office, matter).lines.values()] == wanted
    assert not {"R11", "R19", "R20", "R23"} & {d.rule for d in queries.deadlines(office.desk)}, "all that could be decided is"


def test_a_paid_obligation_that_is_named_is_refused_with_the_way_out(office: Bench) -> None:
    matter = matter_of(office, 100, 200, None)
    acts.collect(office.desk, matter, DAY, 1, 100)
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft(matter, Effect("deferral", "a", lines=(1, 3))), office.head)
    assert [(r.code, r.facts) for r in refused.value.refusals] == [("line.paid", {"line": "1"})]
    assert "hãy ghi thi hành xong" in say(refused.value.refusals[0])


def test_a_matter_paid_in_full_offers_its_end_first(office: Bench) -> None:
    matter = matter_of(office, 100, 200)
    acts.collect(office.desk, matter, DAY, 1, 100)
    acts.collect(office.desk, matter, DAY, 2, 200)
    offered = offers.offers(office.desk, state(office, matter), DAY)
    assert (offered[0].key, offered[0].why) == ("complete", "")
    why = {o.key: o.why for o in offered}
    for key in ("means_lacking", "deferral", "suspension", "termination", "delegation", "summons"):
        assert "đã thu đủ" in why[key]


def test_what_was_decided_elsewhere_is_recorded_and_marked(office: Bench) -> None:
    matter = matter_of(office, 100, 200)
    office.on(date(2019, 10, 21))
    acts.collect(office.desk, matter, date(2019, 10, 14), 1, 100)
    named = draft(matter, Effect("deferral", "a", lines=(1,)))
    _, early = recording.record(office.desk, named, "1/QĐ", "Phạm Quang Minh", date(2019, 10, 10))
    assert "line.paid" not in early, "on that day it was still owed"
    _, late = recording.record(office.desk, named, "2/QĐ", "Phạm Quang Minh", date(2019, 10, 15))
    assert "line.paid" in late
    _, every = recording.record(office.desk, draft(matter, Effect("suspension", "2")), "3/QĐ", "Phạm Quang Minh", date(2019, 10, 16))
    assert "line.paid" not in every
    assert [s.state for s in state(office, matter).lines.values()] == ["deferral", "suspension"]
