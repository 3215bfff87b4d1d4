"""What is read aloud at the counter adds up: what was to be enforced, came in, fell away and is left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.office import bench
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, counter, papers


def test_what_fell_away_is_said(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2019, 10, 7))
    try:
        matter = office.decision(due=10_000_000)
        said = "\n".join(counter.answer(office.desk, matter).sentences)
        assert "đã thu 0 đồng; còn lại 10.000.000 đồng" in said
        acts.collect(office.desk, matter, date(2019, 10, 7), 1, 2_000_000)
        texts = {"reason": "a", "evidence": "b", "consequence": "c"}
        papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "c", (1,), 3_000_000), matter, texts), office.head)
        said = "\n".join(counter.answer(office.desk, matter).sentences)
        assert "đã thu 2.000.000 đồng; 3.000.000 đồng không còn phải thi hành; còn lại 5.000.000 đồng" in said
        papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "c"), matter, texts), office.head)
        said = "\n".join(counter.answer(office.desk, matter).sentences)
        assert "đã thu 2.000.000 đồng; 8.000.000 đồng không còn phải thi hành; còn lại 0 đồng" in said
    finally:
        office.desk.close()
