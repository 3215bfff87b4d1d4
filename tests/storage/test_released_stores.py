"""Every store this program has ever written opens, is whole, and counts as it did: one kept as it was for each shape.

A new one is added when the shape of kept tables or of events changes: ``python -m tests.storage.test_released_stores NAME``
writes ``tests/fixtures/NAME.db.gz`` with the present program. Those that are there never change.
"""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import acts, copies, papers, queries, reporting, sending, upkeep
from thads_desktop.services.desk import open_desk

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
DAY = date(2020, 2, 3)


def live(office: Bench) -> None:
    """A little of everything that is written."""
    first, second = office.decision(), office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", kind="yc")
    acts.open_file(office.desk, first, date(2019, 10, 7))
    acts.valid_notice(office.desk, first, date(2019, 10, 7))
    office.on(date(2019, 11, 4))
    acts.collect(office.desk, first, office.clock.day, 1, 12_000_000, receipt="0001")
    acts.verify(office.desk, second, office.clock.day, "none")
    draft = papers.Draft("means_lacking", Effect("means_lacking", "a"), second, {"evidence": "biên bản xác minh"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    sending.send(office.desk, paper, "all", "", "post")
    acts.complete(office.desk, first, office.clock.day)
    office.on(date(2020, 1, 10))
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.db.gz")), ids=lambda f: f.name)
def test_a_store_of_before_opens_whole_and_counts_as_it_did(file: Path, tmp_path: Path) -> None:
    (tmp_path / "thads.db").write_bytes(gzip.decompress(file.read_bytes()))
    desk = open_desk(tmp_path, FixedClock(DAY), look="whole")
    try:
        assert upkeep.verify(desk).findings == ()
        assert sorted((r.number_text, r.status, r.rest) for r in queries.matters(desk)) == [
            ("01/QĐ-CCTHADS", "done", 0), ("02/QĐ-CCTHADS", "lacks_means", 10_000_000),
        ]  # fmt: skip
        made = reporting.make(desk, 2020, 3)
        assert made.closed
        assert [f.rows[0].cells["c1"] for f in made.all_forms if f.form in ("01", "02")] == [1, 1]
    finally:
        desk.close()


def test_the_kept_stores_are_there() -> None:
    assert list(FIXTURES.glob("*.db.gz"))


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        made = bench(Path(scratch) / "data", date(2019, 10, 7))
        live(made)
        copy = copies.make(made.desk, Path(scratch) / "copy.db").file
        made.desk.close()
        FIXTURES.mkdir(exist_ok=True)
        (FIXTURES / f"{sys.argv[1]}.db.gz").write_bytes(gzip.compress(copy.read_bytes(), mtime=0))
