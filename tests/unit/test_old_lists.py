"""Lists made by another version of the program are built anew when the office is opened; nothing kept is touched."""

from __future__ import annotations

from pathlib import Path

from tests.office import bench, raw as unlocked, reopen
from thads_desktop.services import queries, upkeep


def test_lists_of_another_version_are_built_anew(tmp_path: Path) -> None:
    office = bench(tmp_path / "data")
    office.decision()
    before = (queries.matters(office.desk), queries.deadlines(office.desk), queries.intakes(office.desk))
    office.desk.close()
    raw = unlocked(tmp_path / "data")
    raw.execute("PRAGMA user_version = 1")
    raw.execute("DROP TABLE paper_list")
    raw.commit()
    raw.close()
    told: list[int] = []
    desk = reopen(tmp_path / "data", office.clock, progress=told.append)
    try:
        assert (queries.matters(desk), queries.deadlines(desk), queries.intakes(desk)) == before
        assert not desk.store.stale
        assert upkeep.verify(desk).findings == ()
    finally:
        desk.close()
    again = reopen(tmp_path / "data", office.clock)
    assert not again.store.stale
    again.close()
