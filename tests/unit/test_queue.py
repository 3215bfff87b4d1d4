"""What waits for a signature or a number: drafts stay listed through a rebuild, and say whose matter they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import assignments, papers, queries, upkeep

TEXTS = {"reason": "ốm nặng", "evidence": "giấy xác nhận"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    yield made
    made.desk.close()


def test_a_draft_is_listed_before_and_after_a_rebuild(office: Bench) -> None:
    matter = office.decision()
    papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "a"), matter, TEXTS))
    before = queries.queue(office.desk, ("draft",))
    assert [row.about for row in before] == ["01/QĐ-CCTHADS · Nguyễn Văn An"]
    upkeep.rebuild(office.desk)
    assert queries.queue(office.desk, ("draft",)) == before


def test_a_submitted_draft_keeps_its_stage_through_a_rebuild(office: Bench) -> None:
    matter = office.decision()
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "a"), matter, TEXTS))
    papers.submit(office.desk, draft.paper)
    papers.send_back(office.desk, draft.paper, "Ghi rõ lý do.")
    before = queries.queue(office.desk, ("draft", "submitted", "returned"))
    assert [row.stage for row in before] == ["returned"]
    upkeep.rebuild(office.desk)
    assert queries.queue(office.desk, ("draft", "submitted", "returned")) == before


def test_assigning_several_is_all_or_nothing(office: Bench) -> None:
    first, second = office.decision(), office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh")
    with pytest.raises(Refused):
        assignments.assign_all(office.desk, [(first, office.second), (second, "nobody")], date(2019, 10, 7))
    assert queries.matter(office.desk, first).state.officer != office.second
    assignments.assign_all(office.desk, [(first, office.second), (second, office.second)], date(2019, 10, 7))
    assert queries.matter(office.desk, second).state.officer == office.second
