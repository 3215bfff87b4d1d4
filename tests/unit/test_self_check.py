"""Self-inspection by rule: what is late, what is missing, what is oddly classified, each under one head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.self_check import heads
from thads_desktop.services import inspection_files, papers, self_check


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def test_late_terms_stand_under_one_head_each_and_done_in_time_under_none(office: Bench) -> None:
    made = self_check.over(office.desk)
    assert (made.start, made.end, made.looked) == (date(2019, 10, 1), date(2020, 1, 6), 1)
    sending = made.of("sending")
    assert {f.what for f in sending} >= {"Gửi quyết định cho Viện kiểm sát"}
    assert all(f.done is None and f.due is not None and f.late(made.end) == (made.end - f.due).days > 0 for f in sending)
    assert made.of("missing")
    assert sum(made.counts.values()) == len(made.findings) == sum(len(made.of(g.id)) for g in heads().every)
    points = self_check.risk(made)
    assert points == {office.matters[0]: sum(heads().named(f.group).weight for f in made.findings if f.matter)}
    before = self_check.over(office.desk, date(2019, 10, 1), date(2019, 10, 7))
    assert before.of("sending") == [], "no term was over by then"
    assert inspection_files.pdf(self_check.listing(office.desk, made)).startswith(b"%PDF")


def test_lacking_means_after_means_were_found_is_odd(office: Bench) -> None:
    matter = office.matters[0]
    assert self_check.over(office.desk, papers=False).of("class") == []
    office.verified(matter)
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "biên bản"}), office.head)
    assert self_check.over(office.desk, papers=False).of("class") == []
    office.on(date(2020, 1, 20))
    office.verified(matter, result="means")
    (odd,) = self_check.over(office.desk, papers=False).of("class")
    assert "20/01/2020" in odd.what


def test_days_in_the_wrong_order_are_said(office: Bench) -> None:
    for start, end in ((date(2020, 1, 2), date(2020, 1, 1)), (date(2020, 1, 1), date(2020, 2, 1))):
        with pytest.raises(Refused) as refused:
            self_check.over(office.desk, start, end)
        assert refused.value.refusals[0].code == "self_check.order"
