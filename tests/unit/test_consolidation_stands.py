"""What a consolidated return is made of: whoever is expected, what was given back, drafts, matters that two offices claim, and only what stands now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.departments import CUC, LATER, PERIOD, Department, department
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    chain,
    consolidation,
    department as grids,
    evidence_cache,
    org_tree,
    receiving,
    reopening,
    reporting,
    slips,
    tasks,
    upkeep,
)

BEFORE = date(2015, 1, 1)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Department]:
    made = department(tmp_path, 2)
    yield made
    made.close()


def c1(made: consolidation.Consolidation) -> object:
    return made.forms[0].rows[0].cells["c1"]


def test_what_was_given_back_since_is_neither_closed_nor_written(two: Department) -> None:
    two.send(0)
    sha = two.send(1)
    seen = consolidation.joined(two.desk, *PERIOD)
    assert c1(seen) == 2
    slips.judge(two.desk, sha, accepted=False, text="thiếu")
    stale = consolidation.close_joined(two.desk, seen)
    assert not stale.closed
    assert "vừa thay đổi" in stale.not_closed
    assert reporting.closings(two.desk) == []
    with pytest.raises(Refused) as refused:
        consolidation.write(two.desk, seen, two.folder / "ra")
    assert refused.value.refusals[0].code == "return.joined_changed"
    now = consolidation.joined(two.desk, *PERIOD)
    assert (c1(now), len(now.missing)) == (1, 1)
    assert consolidation.close_joined(two.desk, now).closed
    assert upkeep.verify(two.desk).findings == ()


def test_a_key_trusted_since_makes_what_was_seen_old(two: Department) -> None:
    two.send(0)
    two.send(1)
    seen = consolidation.joined(two.desk, *PERIOD)
    two.add()
    assert not consolidation.close_joined(two.desk, seen).closed
    assert len(consolidation.joined(two.desk, *PERIOD).missing) == 1


def test_a_closed_return_is_known_as_closed_when_it_is_joined_again(two: Department) -> None:
    two.send(0)
    two.send(1)
    assert not consolidation.joined(two.desk, *PERIOD).closed
    consolidation.close_joined(two.desk, consolidation.joined(two.desk, *PERIOD))
    again = consolidation.joined(two.desk, *PERIOD)
    assert (again.closed, again.supplementary) == (True, False)


def test_a_version_given_back_counts_not_nor_does_the_one_before(two: Department) -> None:
    first = two.send(0)
    office = two.offices[0]
    office.decision(number="99/2019/DS-ST", debtor="Lê Văn Ba", day=date(2019, 12, 20))
    reopening.reopen(office.desk, *PERIOD, "thiếu một việc")
    second = two.send(0, "lai")
    assert c1(consolidation.joined(two.desk, *PERIOD)) == 2
    slips.judge(two.desk, second, accepted=False, text="chưa khớp")
    now = consolidation.joined(two.desk, *PERIOD)
    assert (now.offices, len(now.missing)) == ((), 2)
    assert cell(two).state == "given_back"
    # A human who takes one of the versions since brings that one back.
    slips.judge(two.desk, first, accepted=True)
    assert c1(consolidation.joined(two.desk, *PERIOD)) == 1
    assert cell(two).state == "in_time"
    slips.judge(two.desk, second, accepted=True)
    assert c1(consolidation.joined(two.desk, *PERIOD)) == 2


def cell(two: Department, months: int = 3) -> grids.Cell:
    return next(r for r in grids.grid(two.desk, 2020).rows if r.office == two.keys[0]).cells[months - 1]


def test_a_draft_is_no_return_that_was_sent(two: Department) -> None:
    office = two.offices[0]
    chain.follow(office.desk, 2020)

    def open_terms() -> list[str]:
        with office.desk.reading() as reader:
            return [r.rule for r in reader.projections.deadlines() if r.subject == chain.subject_of(PERIOD)]

    assert "R62" in open_terms()
    two.send(0, "nhap", close=False)
    assert "R62" in open_terms()
    assert cell(two).words == "mới có bản chưa chốt"
    grid = grids.grid(two.desk, 2020)
    assert grid.counts(2) == "0/2 đã có, 1 chưa chốt"
    made = consolidation.joined(two.desk, *PERIOD)
    assert len(made.drafts) == 1
    assert any("chưa chốt" in line for line in made.text().splitlines())
    two.desk.clock = FixedClock(date(2020, 1, 10))
    assert cell(two).state == "draft_late"
    two.desk.clock = FixedClock(LATER)
    two.send(0)
    assert "R62" not in open_terms()
    assert cell(two).state == "in_time"
    assert consolidation.joined(two.desk, *PERIOD).drafts == ()


def test_what_was_received_before_drafts_were_written_down_is_known_as_one(two: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(evidence_cache, "says_unclosed", lambda _content: None)
        two.send(0, close=False)
    two.send(1)
    with two.desk.reading() as reader:
        assert [b.unclosed for b in receiving.received(reader)] == [None, False]
    evidence_cache.forget()
    assert cell(two).state == "draft"
    assert consolidation.joined(two.desk, *PERIOD).drafts == ("Chi cục Thi hành án dân sự quận Lê Chân",)


def test_a_draft_answers_no_slip(two: Department) -> None:
    office = two.offices[0]
    sha = two.send(0)
    slips.judge(two.desk, sha, accepted=False, text="thiếu một việc")
    slips.take(office.desk, slips.write(two.desk, sha, two.folder / "phieu").read_bytes())
    office.decision(number="99/2019/DS-ST", debtor="Lê Văn Ba", day=date(2019, 12, 20))
    reopening.reopen(office.desk, *PERIOD, "Cục trả lại")
    two.pack(0, "nhap", close=False)
    assert len(tasks.listed(office.desk)) == 1
    two.pack(0, "lai")
    assert tasks.listed(office.desk) == []


def test_matters_claimed_twice_are_named_and_closed_only_for_a_reason(two: Department) -> None:
    two.twice()
    made = consolidation.joined(two.desk, *PERIOD)
    (claimed,) = made.claimed
    assert claimed.number == "01/QĐ-CCTHADS"
    assert len(claimed.by) == 2
    assert claimed.words in made.text()
    assert made.json()["twice"][0]["number"] == "01/QĐ-CCTHADS"
    refused = consolidation.close_joined(two.desk, made)
    assert not refused.closed
    assert "phải ghi lý do" in refused.not_closed
    closed = consolidation.close_joined(two.desk, made, "Đã hỏi hai đơn vị: một việc giao nhầm, chốt để kịp hạn")
    assert closed.closed
    again = consolidation.joined(two.desk, *PERIOD)
    assert again.reason == closed.reason
    assert any("Đã hỏi hai đơn vị" in x for x in again.doubts)
    assert upkeep.verify(two.desk).findings == ()


def test_the_printed_forms_say_what_is_doubtful(two: Department) -> None:
    from pypdf import PdfReader

    two.twice()
    made = consolidation.joined(two.desk, *PERIOD)
    (pdf,) = (f for f in consolidation.write(two.desk, made, two.folder / "ra") if f.suffix == ".pdf")
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    assert "cùng báo cáo" in said
    assert "BẢN CHƯA CHỐT" in said


def test_the_offices_expected_are_those_of_the_tree_on_the_periods_last_day(two: Department) -> None:
    two.add()
    for at in (0, 1):
        two.send(at)
    org_tree.seed(two.desk, BEFORE)
    with two.desk.reading() as reader:
        unit = {u.office: u.key for u in org_tree.tree(reader).values()}
    a, b, c = (unit[k] for k in two.keys)
    org_tree.put(two.desk, "Chi cục C", "district", date(2020, 1, 1), office=two.keys[2], key=c)
    for gone in (a, b):
        org_tree.follow(two.desk, gone, date(2020, 1, 2), [(c, 1000)])
    made = consolidation.joined(two.desk, *PERIOD)
    assert made.missing == ()
    later = consolidation.joined(two.desk, "2015", 2020, 4)
    assert later.missing == ("Chi cục C",)
    assert grids.grid(two.desk, 2020).counts(2).startswith("2/2")


def test_a_tree_that_is_only_begun_takes_nobody_away_and_a_unit_on_paper_is_missed(two: Department) -> None:
    two.send(0)
    org_tree.put(two.desk, "Phòng khu vực 1", "region", BEFORE)
    grid = grids.grid(two.desk, 2020)
    assert len(grid.rows) == 3
    assert grid.counts(2) == "1/3 đã có"
    missing = consolidation.joined(two.desk, *PERIOD).missing
    assert len(missing) == 2
    assert "Phòng khu vực 1" in missing


def test_the_superior_owes_no_return(two: Department, tmp_path: Path) -> None:
    from thads_desktop.services import people
    from thads_desktop.services.desk import open_desk

    above = open_desk(tmp_path / "tong-cuc", FixedClock(LATER), create=True)
    people.set_up(above, "Tổng cục Thi hành án dân sự", "Bộ Tư pháp", "province")
    key = consolidation.key_package(above, tmp_path / "tc.thads")
    above.close()
    consolidation.trust(two.desk, Path(key.path), key.fingerprint)
    two.send(0)
    assert consolidation.joined(two.desk, *PERIOD).missing != ()
    assert all("Tổng cục" not in name for name in consolidation.joined(two.desk, *PERIOD).missing)
    assert len(grids.grid(two.desk, 2020).rows) == 2
    assert CUC not in consolidation.joined(two.desk, *PERIOD).missing
    assert org_tree.seed(two.desk, BEFORE) == 2, "nor does it become a unit"
    assert len(grids.grid(two.desk, 2020).rows) == 2


def test_a_draft_does_not_take_the_place_of_a_closed_return(two: Department) -> None:
    from thads_desktop.services import acts, receiving, reopening

    sent = two.send(0)
    office = two.offices[0]
    reopening.reopen(office.desk, *PERIOD, "Biên lai vào sổ muộn")
    acts.collect(office.desk, office.matters[0], date(2019, 12, 20), 1, 1_000)
    two.send(0, "nhap", close=False)
    with two.desk.reading() as reader:
        assert receiving.counting(reader)[two.keys[0], PERIOD] == sent
    assert consolidation.joined(two.desk, *PERIOD).drafts == ()
    again = two.send(0, "lai")
    with two.desk.reading() as reader:
        assert receiving.counting(reader)[two.keys[0], PERIOD] == again


def test_a_draft_is_named_wherever_its_figures_stand(two: Department) -> None:
    from thads_desktop.services import briefing, restated, target_files, target_report

    two.send(0, close=False)
    two.send(1)
    name = "Chi cục Thi hành án dân sự quận Lê Chân"
    made = target_report.make(two.desk, 2020, LATER)
    assert made.drafts == (name,)
    assert f"chưa chốt, số liệu còn có thể thay đổi: {name}." in target_files.state(made)
    assert f"chưa chốt, số liệu còn có thể thay đổi: {name}." in restated.series(two.desk, LATER).notes[0]
    told = [f"{s.listing.tables[:1]} {s.listing.notes}" for s in briefing.make(two.desk, "month").sections]
    assert sum(f"chưa chốt, số liệu còn có thể thay đổi: {name}" in words for words in told) >= 2
