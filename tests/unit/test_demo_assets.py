"""In the sample nothing is seized before its decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.office import bench
from thads_desktop.services import demo_assets, queries


def test_no_asset_is_seized_before_the_decision_of_its_matter(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2020, 3, 2))
    office.decision(day=date(2020, 3, 2))
    (row,) = queries.matters(office.desk)
    office.desk.close()
    # Newest first, as the list gives them: a month apart.
    rows = [replace(row, matter=str(n), decision_day=date(2020, 10, 1) - timedelta(days=30 * n)) for n in range(20)]
    found = demo_assets.chosen(rows)
    assert [at for at, _ in found] == list(range(demo_assets.MATTERS))
    assert len({r.matter for _, r in found}) == demo_assets.MATTERS
    for at, r in found:
        for step in demo_assets._STEPS[at % len(demo_assets._STEPS)]:
            assert step.day > r.decision_day
    assert demo_assets.chosen(rows[:1]) == []
