"""One matter out of a copy: what is missing now is taken back as new versions and new events; the rest is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import copy_events as ce
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, copies, papers, parties, striking, taking_back, upkeep
from thads_desktop.services.desk import open_desk

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY, clear=True)
    yield made
    made.desk.close()


def offered(compared: taking_back.Compared) -> dict[str, taking_back.Offer]:
    return {o.title: o for o in compared.offers}


def test_a_changed_party_a_struck_receipt_and_a_draft_come_back(office: Bench) -> None:
    desk, matter = office.desk, office.decision()
    acts.collect(desk, matter, DAY, 1, 4_000_000, receipt="0012")
    office.verified(matter)
    draft = papers.save(desk, papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "trụ sở Chi cục"}))
    copy = copies.make(desk)
    with desk.reading() as reader:
        debtor = fold(reader.events_of(f"matter:{matter}")).lines[1].line.debtors[0]
        seqs = {type(e.body).__name__: e.seq for e in reader.events_of(f"matter:{matter}")}
    parties.change(desk, debtor, replace(parties.known(desk, debtor), address="số 99 đường Lạch Tray"))
    striking.strike(desk, matter, seqs["Collected"], "ghi nhầm")
    with desk.writing("keep") as uow:
        uow.drop_draft(f"paper:{draft.paper}")
        uow.projections.drop_paper(draft.paper)
        uow.commit()
    with taking_back.opened_copy(desk, copy.file) as other:
        (row,) = taking_back.found(other, "Nguyễn Văn An")
        assert row.matter == matter
        seen = taking_back.compare(desk, other, matter)
        found = offered(seen)
        assert set(found) == {"Đương sự Nguyễn Văn An", "Thu tiền", "Bản nháp văn bản"}
        assert "Cầu Đất" in found["Đương sự Nguyễn Văn An"].then
        assert "Lạch Tray" in found["Đương sự Nguyễn Văn An"].now
        assert found["Thu tiền"].now == "đã xóa"
        assert any("đã thu 4.000.000" in line for line in seen.then)
        assert any("đã thu 0" in line for line in seen.now)
        with pytest.raises(Refused) as caught:
            taking_back.take(desk, other, matter, ())
        assert caught.value.refusals[0].code == "copy.nothing_chosen"
        taken = taking_back.take(desk, other, matter, [o.id for o in seen.offers], seen)
        assert (taken.rows, taken.drafts, taken.blobs, taken.events, taken.refused) == (1, 1, 0, 1, ())
        assert taking_back.compare(desk, other, matter).offers == ()
        with pytest.raises(Refused) as caught:
            taking_back.take(desk, other, matter, [o.id for o in seen.offers], seen)
        assert caught.value.refusals[0].code == "copy.changed"
    with desk.reading() as reader:
        assert "Cầu Đất" in str(reader.row("party", debtor))
        assert fold(reader.events_of(f"matter:{matter}")).lines[1].collected == 4_000_000
        (event,) = reader.events_of(f"copies:{matter}")
        assert event.body == ce.TakenBack(copy.counted.seq, copy.counted.head, 1, 1, 0, 1)
        assert papers.load(reader, draft.paper).texts["reason"] == "trụ sở Chi cục"
    assert upkeep.verify(desk).findings == ()


def test_what_a_paper_did_is_not_recorded_by_hand(office: Bench) -> None:
    desk, matter = office.desk, office.decision()
    copy = copies.make(desk)
    with desk.reading() as reader:
        paper = next(r.paper for r in reader.projections.papers(matter=matter))
    papers.void(desk, paper, "ghi nhầm")
    with taking_back.opened_copy(desk, copy.file) as other:
        seen = taking_back.compare(desk, other, matter)
        assert seen.offers
        assert all("Ctrl+R" in o.refusal for o in seen.offers if o.id.startswith("event:"))
        with pytest.raises(Refused):
            taking_back.take(desk, other, matter, [o.id for o in seen.offers])


def test_a_store_that_lost_its_end_is_sent_to_repair(office: Bench) -> None:
    matter = office.decision()
    first = copies.make(office.desk)
    acts.collect(office.desk, matter, DAY, 1, 1_000_000)
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    late = copies.make(office.desk)
    folder = office.desk.folder
    office.desk.close()
    for tail in ("", "-wal", "-shm"):
        (folder / f"thads.db{tail}").unlink(missing_ok=True)
    (folder / "thads.db").write_bytes(first.file.read_bytes())
    office.desk = open_desk(folder, office.clock)
    with taking_back.opened_copy(office.desk, late.file) as other:
        seen = taking_back.compare(office.desk, other, matter)
        assert seen.offers == ()
        assert f"{late.counted.seq - first.counted.seq} sự kiện" in seen.told[-1]
        assert "repair" in seen.told[-1]
        unknown = taking_back.compare(office.desk, other, office.matters[1])
        assert unknown.now == ()


def test_a_log_that_went_another_way_gives_its_acts_back(office: Bench) -> None:
    matter = office.decision()
    first = copies.make(office.desk)
    acts.collect(office.desk, matter, DAY, 1, 1_000_000)
    late = copies.make(office.desk)
    folder = office.desk.folder
    office.desk.close()
    upkeep.restore(folder, first.file, office.clock)
    office.desk = open_desk(folder, office.clock)
    office.verified(matter)
    with taking_back.opened_copy(office.desk, late.file) as other:
        seen = taking_back.compare(office.desk, other, matter)
        assert [(o.title, o.now) for o in seen.offers] == [("Thu tiền", "không có")]
        assert taking_back.take(office.desk, other, matter, [seen.offers[0].id]).events == 1
    assert upkeep.verify(office.desk).findings == ()
