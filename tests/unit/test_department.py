"""The department: who sent what and when, slips that go down and corrected versions that come up, versions of one return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.exchange import package
from thads_desktop.services import (
    consolidation,
    department,
    people,
    reopening,
    reporting,
    slips,
    tasks,
    version_differences,
)
from thads_desktop.services.desk import Desk, open_desk

LATER = date(2020, 1, 3)


@dataclass
class Two:
    """An office and its department, each trusting the other."""

    office: Bench
    desk: Desk
    clock: FixedClock
    folder: Path

    def send(self, name: str) -> str:
        made = reporting.make(self.office.desk, 2020, 3)
        reporting.write(self.office.desk, made if made.closed else reporting.close(self.office.desk, made), self.folder / name)
        (file,) = (self.folder / name).glob("*.thads")
        (verdict,) = consolidation.receive(self.desk, [file])
        assert verdict.accepted, verdict.says
        return package.read_any(file.read_bytes()).sha256

    def cell(self, months: int = 3) -> department.Cell:
        grid = department.grid(self.desk, 2020)
        return next(r for r in grid.rows if r.cells[months - 1].came or len(grid.rows) == 1).cells[months - 1]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    office = bench(tmp_path / "district", date(2019, 10, 7))
    office.decision()
    office.on(LATER)
    clock = FixedClock(LATER)
    desk = open_desk(tmp_path / "cuc", clock, create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    for here, there in ((office.desk, desk), (desk, office.desk)):
        key = consolidation.key_package(here, tmp_path / f"{here.folder.name}.thads")
        consolidation.trust(there, Path(key.path), key.fingerprint)
    yield Two(office, desk, clock, tmp_path)
    office.desk.close()
    desk.close()


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    first = refused.value.refusals[0]
    assert "{" not in say(first)
    return first.code


def test_in_time_late_missing_and_still_to_come(two: Two) -> None:
    two.clock.day = date(2020, 1, 3)
    two.send("gui")
    assert (two.cell().state, two.cell().due) == ("in_time", date(2020, 1, 3))
    grid = department.grid(two.desk, 2020)
    (row,) = grid.rows
    assert [c.state for c in row.cells[:5]] == ["missing", "missing", "in_time", "ahead", "ahead"]
    assert grid.counts(2) == "1/1 đã có"
    two.clock.day = date(2020, 3, 2)
    assert [c.state for c in department.grid(two.desk, 2020).rows[0].cells[3:5]] == ["missing", "waiting"]


def test_late_by_days_and_the_real_day_of_arrival(two: Two) -> None:
    two.clock.day = date(2020, 1, 10)
    sha = two.send("gui")
    assert two.cell().words == "chậm 7 ngày"
    with pytest.raises(Refused) as refused:
        slips.judge(two.desk, sha, accepted=True, arrived=date(2020, 1, 11))
    assert code(refused) == "slip.bad_arrival"
    slips.judge(two.desk, sha, accepted=True, arrived=date(2020, 1, 2))
    assert two.cell().words == "đúng hạn, chấp nhận"


def test_a_return_given_back_counts_not_until_a_corrected_one_comes(two: Two) -> None:
    sha = two.send("gui")
    regime = two.cell().period
    assert consolidation.joined(two.desk, *regime).offices
    with pytest.raises(Refused) as refused:
        slips.judge(two.desk, sha, accepted=False)
    assert code(refused) == "slip.no_remark"
    remark = slips.Remark("thiếu việc", form="01", cell="c3")
    slips.judge(two.desk, sha, accepted=False, text="Số thụ lý chưa khớp", remarks=(remark,), answer_by=date(2020, 1, 8))
    assert two.cell().state == "given_back"
    joined = consolidation.joined(two.desk, *regime)
    assert not joined.offices
    assert len(joined.missing) == 1
    file = slips.write(two.desk, sha, two.folder / "phieu")

    seen = slips.look(two.office.desk, file)
    assert (seen.accepted, seen.text, seen.remarks, seen.answer_by) == (False, "Số thụ lý chưa khớp", (remark,), date(2020, 1, 8))
    assert not seen.written
    kept = slips.take(two.office.desk, file.read_bytes())
    (task,) = tasks.listed(two.office.desk)
    assert (task.task, task.due, task.person) == (kept.task, date(2020, 1, 8), two.office.head)
    assert "biểu 01, cột c3: thiếu việc" in task.text
    with pytest.raises(Refused) as refused:
        slips.take(two.office.desk, file.read_bytes())
    assert code(refused) == "slip.already"

    two.office.decision(number="16/2019/DS-ST", debtor="Lê Văn Ba", day=date(2019, 12, 20))
    reopening.reopen(two.office.desk, *regime, "Cục trả lại: thiếu một việc")
    two.send("lai")
    assert tasks.listed(two.office.desk) == []
    (done,) = slips.listed(two.office.desk)
    assert done.answered
    cell = two.cell()
    assert (cell.state, cell.words) == ("in_time", "đúng hạn, lần 2, bổ sung")
    (first, second) = cell.came
    diff = version_differences.differences(two.desk, first.sha256, second.sha256)
    new = next(c for c in diff.cells if (c.key[0], c.key[2]) == ("01", "c3"))
    assert (new.no, new.before, new.after) == ("3", "1", "2")
    assert "thụ lý" in new.counts.lower()
    (matter,) = diff.matters
    assert (matter.number, matter.what) == ("02/QĐ-CCTHADS", "thêm")
    assert "mới thụ lý" in matter.words
    assert "Trần Thị Bình" in matter.words
    assert consolidation.joined(two.desk, *regime).offices


def test_a_slip_is_for_one_office_about_its_own_package_and_whole(two: Two, tmp_path: Path) -> None:
    sha = two.send("gui")
    slips.judge(two.desk, sha, accepted=True)
    file = slips.write(two.desk, sha, two.folder / "phieu")
    other = bench(tmp_path / "khac", date(2019, 10, 7))
    other.on(LATER)
    key = consolidation.key_package(two.desk, tmp_path / "k.thads")
    consolidation.trust(other.desk, Path(key.path), key.fingerprint)
    with pytest.raises(Refused) as refused:
        slips.look(other.desk, file)
    assert code(refused) == "slip.not_for_us"
    other.desk.close()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    with pytest.raises(Refused):
        slips.take(two.office.desk, bytes(data))
    assert slips.take(two.office.desk, file.read_bytes()).task == ""
    assert tasks.listed(two.office.desk) == []


def test_what_was_said_later_moves_no_closing_of_before(two: Two) -> None:
    """A closed consolidation recomputes as of its seq, whatever was given back since."""
    from thads_desktop.services import receiving

    sha = two.send("gui")
    with two.desk.reading() as reader:
        at, period = reader.head()[0], two.cell().period
    slips.judge(two.desk, sha, accepted=False, text="sai")
    with two.desk.reading() as reader:
        assert receiving.accepted(reader, *period, at)
        assert not receiving.accepted(reader, *period)


def test_the_table_prints_and_saves(two: Two) -> None:
    from thads_desktop.services import inspection_files

    two.send("gui")
    made = department.listing(two.desk, department.grid(two.desk, 2020))
    assert inspection_files.pdf(made).startswith(b"%PDF")
    assert made.tables[0].rows[0][0] == "Hạn gửi"


def test_the_department_has_its_own_term_and_meets_it_by_sending(two: Two) -> None:
    from thads_desktop.services import chain

    assert chain.follow(two.desk, 2020) == 12
    period = (department.grid(two.desk, 2020).periods[2][0])

    def open_rules() -> list[str]:
        with two.desk.reading() as reader:
            return [r.rule for r in reader.projections.deadlines() if r.subject == chain.subject_of(period)]

    assert open_rules() == ["R63"]
    two.send("gui")
    consolidation.write(two.desk, consolidation.joined(two.desk, *period), two.folder / "nhap")
    assert open_rules() == ["R63"], "a draft meets no term"
    assert consolidation.close_joined(two.desk, consolidation.joined(two.desk, *period)).closed
    consolidation.write(two.desk, consolidation.joined(two.desk, *period), two.folder / "ra")
    assert open_rules() == []


def test_a_changed_matter_and_entry_are_told_in_the_words_of_the_form(two: Two) -> None:
    """Money in groups, states and officers by name; an entry of a book by its number; no key anywhere."""
    from tests.unit.test_books import OLD, books, entries, least
    from thads_desktop.services import acts

    two.send("gui")
    desk = two.office.desk
    acts.collect(desk, two.office.matters[0], date(2019, 12, 20), 1, 4_000_000)
    reopening.reopen(desk, "2015", 2020, 3, "Biên lai tháng 12 vào sổ muộn")
    values = {**least(books()["tiep_dan"], two.office, OLD), "received": date(2019, 12, 20)}
    entry = entries.open_entry(desk, "tiep_dan", values)
    two.send("lai")
    (first, second) = two.cell().came
    diff = version_differences.differences(two.desk, first.sha256, second.sha256)
    told = {m.number: m.words for m in diff.matters}
    assert "đã thu: 0 đồng → 4.000.000 đồng" in told["01/QĐ-CCTHADS"]
    (number,) = [n for n in told if n.startswith("Tiếp công dân, TD ")]
    assert "thêm Sổ tiếp công dân" in told[number]
    assert entry.partition(".")[2][:6] not in "".join([*told, *told.values()])
    assert any(c.after == "4.000.000" for c in diff.cells)
    assert all(c.no.split(".")[0].isdigit() or not c.no[0].islower() for c in diff.cells), {c.no for c in diff.cells}
