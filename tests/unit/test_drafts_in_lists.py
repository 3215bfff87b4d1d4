"""A draft that is kept on a judgment or on an entry stands in the list as a rebuild would write it, whatever else happens there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.delegations import two
from tests.handlings import DAY, came, drafted as handling, issued as handled
from tests.office import bench
from tests.unit.test_entry_papers import ACCEPTED, NEW, drafted, issued, set_up
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.services import books as entries, case_file, intake, papers, parties, upkeep, watch
from thads_desktop.services.paper_place import on_entry, on_intake


def test_a_request_comes_while_a_draft_lies_on_the_judgment(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", date(2022, 3, 7))
    desk = office.desk
    judgment = intake.receive_judgment(
        desk, intake.JudgmentInput("99/2022/DS-ST", date(2022, 2, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", date(2022, 3, 1))
    )
    papers.save(desk, papers.Draft("oral_request", Effect(PLAIN), on_intake(judgment), {}))
    intake.receive_request(desk, judgment, parties.PartyInput("Công ty Ánh Dương", "org"), date(2022, 3, 7))
    assert upkeep.verify(desk).findings == ()
    assert watch.whole(desk) == ""
    desk.close()


def test_a_decision_on_assets_is_issued_beside_a_draft(tmp_path: Path) -> None:
    both = two(tmp_path, DAY)
    judgment, desk = came(both), both.there.desk
    papers.save(desk, handling(judgment, both.there.officer, asset="x"))
    handled(both, judgment, both.there.officer)
    assert upkeep.verify(desk).findings == ()
    both.close()


def test_a_paper_of_an_entry_is_issued_beside_a_draft(tmp_path: Path) -> None:
    for given in set_up(tmp_path, NEW):
        desk, day = given.desk, given.office.clock.day
        complaint = entries.open_entry(
            desk, "khieu_nai",
            {"received": day, "level": "1", "object": "truoc", "complainant": "Lê Văn Khiếu", "against": "Bà Chấp", "content": "Chậm"},
        )  # fmt: skip
        papers.save(desk, papers.Draft("complaint_first", Effect(PLAIN), on_entry(complaint), {}))
        papers.save(desk, drafted(given, "denunciation_conclusion", given.denunciation))
        issued(given, "complaint_accepted", complaint)
        issued(given, ACCEPTED)
        assert upkeep.verify(desk).findings == ()
        case_file.put(desk, on_entry(complaint), case_file.Put("Biên bản làm việc", day, 2, kind="proposal"))
        assert upkeep.verify(desk).findings == ()
