"""A decision on the fee rests on what was collected: with nothing, or for more than its fee, that is told and may be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, matter_money, offers, papers, queries, recording
from thads_desktop.services.offers import Offer

DAY = date(2019, 10, 7)
DUE = 100_000_000


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def draft(office: Bench, matter: str, amount: int, *confirmed: str) -> papers.Draft:
    names = ("reason", "evidence", "base_text", "method_text")
    texts = {**dict.fromkeys(names, "theo đơn"), "received_day": office.clock.day.isoformat(), "fee_bands": "10.000.000; 3 %; 300.000"}
    return papers.Draft("fee", Effect("fee", amount=amount, confirmed=confirmed), matter, texts)


def told(office: Bench, matter: str, amount: int, *confirmed: str) -> list[str]:
    with office.desk.reading() as reader:
        return [r.code for r in papers.check(office.desk, reader, draft(office, matter, amount, *confirmed), office.clock.day).refusals]


def fee(office: Bench, matter: str) -> Offer:
    state = queries.matter(office.desk, matter).state
    return next(o for o in offers.offers(office.desk, state, office.clock.day, matter) if o.key == "fee")


def test_with_nothing_collected_it_is_told_and_who_signs_may_confirm(office: Bench) -> None:
    matter = office.decision(kind="yc", due=DUE)
    assert (fee(office, matter).why, fee(office, matter).code) == ("", "fee.nothing_due")
    assert offers.NOT_SEEN[fee(office, matter).code].startswith("Chưa thu khoản nào phải thu phí")
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft(office, matter, 5_000_000), office.head)
    assert [r.code for r in refused.value.refusals] == ["fee.nothing_due"]
    assert say(refused.value.refusals[0]).startswith("Chưa thu khoản nào phải thu phí")
    papers.issue_at_once(office.desk, draft(office, matter, 5_000_000, "fee.nothing_due"), office.head)
    assert any(i.what == "Người ký xác nhận" for i in queries.matter(office.desk, matter).timeline)


def test_no_more_than_the_fee_of_what_came_in_and_is_not_decided_goes_untold(office: Bench) -> None:
    matter = office.decision(kind="yc", due=DUE)
    acts.valid_notice(office.desk, matter, DAY)
    office.on(date(2019, 12, 2))
    acts.collect(office.desk, matter, office.clock.day, 1, 60_000_000)
    reckoned = matter_money.fees(office.desk, matter, {}).total
    assert reckoned > 0
    assert fee(office, matter).note == ""
    assert told(office, matter, reckoned) == []
    assert told(office, matter, reckoned + 1) == ["fee.more_than_due"]
    assert told(office, matter, reckoned + 1, "fee.more_than_due") == []
    papers.issue_at_once(office.desk, draft(office, matter, reckoned - 1_000), office.head)
    assert told(office, matter, 1_000) == []
    assert told(office, matter, 1_001) == ["fee.more_than_due"], "what was decided is not decided twice"
    papers.issue_at_once(office.desk, draft(office, matter, 1_000), office.head)
    assert told(office, matter, 1) == ["fee.nothing_due"]
    assert fee(office, matter).code == "fee.nothing_due"


def test_what_happened_elsewhere_is_recorded_unmarked(office: Bench) -> None:
    matter = office.decision(kind="yc", due=DUE)
    _paper, broken = recording.record(office.desk, draft(office, matter, 5_000_000), "9/QĐ", "Phạm Quang Minh", DAY)
    assert broken == ()


def test_a_matter_of_its_own_motion_bears_no_fee(office: Bench) -> None:
    matter = office.decision(due=DUE)
    acts.collect(office.desk, matter, DAY, 1, 60_000_000)
    assert told(office, matter, 1_000) == ["fee.nothing_due"]
