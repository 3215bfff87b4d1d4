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
    made = consolidation.joined(two.desk, *period)
    consolidation.write(two.desk, made, two.folder / "nhap")
    assert open_rules() == ["R63"], "a draft meets no term"
    consolidation.write(two.desk, consolidation.close_joined(two.desk, made), two.folder / "ra")
    assert "đã lập gói" in department.grid(two.desk, 2020).own[2]
    assert open_rules() == []


def test_a_draft_is_no_return_that_was_sent(two: Two) -> None:
    """It meets no term of the office, answers no slip, is not counted; it is named where a sum of it is closed."""
    from thads_desktop.services import chain

    chain.follow(two.office.desk, 2020)

    def terms() -> list[str]:
        with two.office.desk.reading() as reader:
            return sorted(r.rule for r in reader.projections.deadlines() if r.subject == chain.subject_of(("2015", 2020, 3)))

    before = terms()
    (draft,) = (f for f in reporting.write(two.office.desk, reporting.make(two.office.desk, 2020, 3), two.folder / "nhap") if f.suffix == ".thads")
    assert terms() == before != []
    (verdict,) = consolidation.receive(two.desk, [draft])
    assert verdict.accepted
    grid = department.grid(two.desk, 2020)
    assert (two.cell().state, two.cell().words, grid.counts(2)) == ("draft", "mới có bản chưa chốt", "0/1 đã có, 1 chưa chốt")
    assert "bản chưa chốt" in two.cell().came[0].words
    joined = consolidation.joined(two.desk, *two.cell().period)
    assert joined.doubts == ("Bản đơn vị chưa chốt, số liệu còn có thể thay đổi: Chi cục Thi hành án dân sự quận Lê Chân.",)
    sha = two.cell().came[0].sha256
    slips.judge(two.desk, sha, accepted=False, text="chưa chốt")
    slips.take(two.office.desk, slips.write(two.desk, sha, two.folder / "phieu").read_bytes())
    reporting.write(two.office.desk, reporting.make(two.office.desk, 2020, 3), two.folder / "nhap2")
    assert not slips.listed(two.office.desk)[0].answered
    two.send("chot")
    assert slips.listed(two.office.desk)[0].answered
    assert terms() != before
    assert two.cell().words == "đúng hạn, lần 2"
    assert consolidation.close_joined(two.desk, consolidation.joined(two.desk, *two.cell().period)).closed


def test_what_changed_since_it_was_summed_is_neither_closed_nor_written(two: Two) -> None:
    sha = two.send("gui")
    made = consolidation.joined(two.desk, *two.cell().period)
    slips.judge(two.desk, sha, accepted=False, text="sai")
    assert "vừa thay đổi" in consolidation.close_joined(two.desk, made).not_closed
    with pytest.raises(Refused) as refused:
        consolidation.write(two.desk, made, two.folder / "ra")
    assert code(refused) == "return.joined_changed"
    assert not (two.folder / "ra").exists()
    slips.judge(two.desk, sha, accepted=True)
    assert consolidation.close_joined(two.desk, made).closed, "the packages are those again"


def test_accepting_ends_the_task_that_giving_back_made(two: Two) -> None:
    sha = two.send("gui")
    slips.judge(two.desk, sha, accepted=False, text="sai")
    back = slips.write(two.desk, sha, two.folder / "phieu").read_bytes()
    task = slips.take(two.office.desk, back).task
    assert "sai" in slips.of_task(two.office.desk, task)
    slips.judge(two.desk, sha, accepted=True)
    slips.take(two.office.desk, slips.write(two.desk, sha, two.folder / "phieu").read_bytes())
    assert tasks.listed(two.office.desk) == []
    taken, gone = slips.listed(two.office.desk)
    assert (taken.accepted, gone.settled, gone.answered) == (True, True, False)
    two.clock.day = date(2020, 1, 6)
    two.office.on(date(2020, 1, 6))
    slips.judge(two.desk, sha, accepted=False, text="lại sai")
    slips.take(two.office.desk, slips.write(two.desk, sha, two.folder / "phieu").read_bytes())
    assert len(tasks.listed(two.office.desk)) == 1, "given back after all"


def test_a_slip_that_gives_back_what_was_accepted_later_asks_for_nothing(two: Two) -> None:
    sha = two.send("gui")
    slips.judge(two.desk, sha, accepted=False, text="sai")
    back = slips.write(two.desk, sha, two.folder / "phieu").read_bytes()
    two.clock.day = date(2020, 1, 6)
    two.office.on(date(2020, 1, 6))
    slips.judge(two.desk, sha, accepted=True)
    slips.take(two.office.desk, slips.write(two.desk, sha, two.folder / "phieu").read_bytes())
    kept = slips.take(two.office.desk, back)
    assert (kept.task, kept.settled) == ("", True)
    assert tasks.listed(two.office.desk) == []


def test_the_real_day_of_arrival_stays_and_a_place_without_words_is_not_thrown_away(two: Two) -> None:
    two.clock.day = date(2020, 1, 10)
    sha = two.send("gui")
    slips.judge(two.desk, sha, accepted=False, text="sai", arrived=date(2020, 1, 2))
    slips.judge(two.desk, sha, accepted=True)
    assert two.cell().words == "đúng hạn, chấp nhận"
    slips.judge(two.desk, sha, accepted=True, arrived=date(2020, 1, 10))
    assert two.cell().words == "chậm 7 ngày, chấp nhận", "the recorded day again"
    with pytest.raises(Refused) as refused:
        slips.judge(two.desk, sha, accepted=False, text="sai", remarks=(slips.Remark("", "01", cell="c3"),))
    assert code(refused) == "slip.no_words"
    assert "biểu 01, cột c3" in say(refused.value.refusals[0])
    with pytest.raises(Refused) as refused:
        slips.judge(two.desk, sha, accepted=True, arrived=date(2019, 12, 30))
    assert "từ ngày cuối kỳ 31/12/2019 đến ngày ghi nhận 10/01/2020" in say(refused.value.refusals[0])


def test_the_departments_own_package_among_the_others_is_told_as_its_own(two: Two) -> None:
    two.send("gui")
    made = consolidation.joined(two.desk, *two.cell().period)
    own = next(f for f in consolidation.write(two.desk, made, two.folder / "gui") if f.suffix == ".thads")
    found = {v.file: v.code for v in consolidation.receive(two.desk, [two.folder / "gui"], two.cell().period)}
    assert found[own.name] == "package.own"


def test_another_period_is_named_by_its_circular(two: Two) -> None:
    reporting.write(two.office.desk, reporting.make(two.office.desk, 2020, 3), two.folder / "gui")
    (file,) = (two.folder / "gui").glob("*.thads")
    (verdict,) = consolidation.receive(two.desk, [file], ("2019", 2020, 4))
    assert "Thông tư 08/2015/TT-BTP" in verdict.says
    assert "Thông tư 06/2019/TT-BTP" in verdict.says


@pytest.mark.parametrize(
    ("day", "period"),
    [((2020, 10, 5), (2020, 12)), ((2020, 10, 31), (2020, 12)), ((2020, 11, 1), (2021, 1)), ((2020, 1, 1), (2020, 3)), ((2020, 9, 30), (2020, 11))],
)
def test_the_period_that_ended_last(day: tuple[int, int, int], period: tuple[int, int]) -> None:
    from thads_desktop.domain.dates import latest_period

    assert latest_period(date(*day)) == period


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


def test_the_figures_that_were_given_back_answer_nothing_when_they_leave_again(two: Two) -> None:
    from thads_desktop.services import acts

    sha = two.send("gui")
    slips.judge(two.desk, sha, accepted=False, text="sai")
    slips.take(two.office.desk, slips.write(two.desk, sha, two.folder / "phieu").read_bytes())
    reporting.write(two.office.desk, reporting.make(two.office.desk, 2020, 3), two.folder / "luu-tru")
    assert not slips.listed(two.office.desk)[0].answered
    assert len(tasks.listed(two.office.desk)) == 1
    acts.collect(two.office.desk, two.office.matters[0], date(2019, 12, 20), 1, 1_000)
    reopening.reopen(two.office.desk, "2015", 2020, 3, "Biên lai vào sổ muộn")
    two.send("lai")
    assert slips.listed(two.office.desk)[0].answered
    assert tasks.listed(two.office.desk) == []
