"""Many papers in one go: in order, gapless, stopping at the first refusal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.office import bench
from thads_desktop.domain.acts import Effect
from thads_desktop.services import batch, papers, queries, upkeep

DAY = date(2019, 10, 7)


def test_a_batch_stops_at_the_first_refusal_and_keeps_what_was_issued(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", DAY)
    signed = []
    for n in range(5):
        matter = office.decision(number=f"{n}/2019/DS-ST")
        draft = papers.save(office.desk, papers.Draft("termination", Effect("termination", "c"), matter))
        papers.submit(office.desk, draft.paper)
        papers.sign(office.desk, draft.paper, office.head)
        signed.append(draft.paper)
    again = papers.save(office.desk, papers.Draft("termination", Effect("termination", "c"), office.matters[1]))
    papers.submit(office.desk, again.paper)
    papers.sign(office.desk, again.paper, office.head)
    told: list[tuple[int, int]] = []
    done = batch.issue(office.desk, [*signed[:2], again.paper, *signed[2:]], DAY, lambda n, of: told.append((n, of)))
    assert [number for _, number in done.issued] == ["01/QĐ-CCTHADS", "02/QĐ-CCTHADS"]
    assert (done.stopped_at, [r.code for r in done.why]) == (again.paper, ["matter.ended"])
    assert queries.matter(office.desk, office.matters[2]).state.status == "issued"
    assert upkeep.verify(office.desk).findings == ()
    assert batch.issue(office.desk, signed[2:], DAY, cancelled=lambda: True).cancelled
    office.desk.close()
