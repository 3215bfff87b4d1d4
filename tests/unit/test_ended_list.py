"""The matters that ended in a month: each once, in the month of its end, with how and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    concluding,
    ended_list,
    inspection_files,
    outside,
    outside_lists,
    papers,
    striking,
)

AUGUST = date(2026, 8, 3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", AUGUST)
    yield made
    made.desk.close()


def test_how_and_why_each_ended(office: Bench) -> None:
    texts = {"reason": "đơn", "evidence": "đơn"}
    done, gone, closed, _open = (office.decision(kind="yc", number=f"{n}/2026/DS-ST", due=5) for n in range(1, 5))
    acts.collect(office.desk, done, AUGUST, 1, 5)
    acts.complete(office.desk, done, AUGUST)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "4"), gone, texts), office.head)
    office.on(date(2026, 9, 1))
    concluding.conclude(office.desk, closed, date(2026, 9, 1), "e")
    made = ended_list.ended(office.desk, 2026, 8)
    assert [(r[0], r[5], r[6]) for r in made.tables[0].rows] == [
        (1, AUGUST, "Thi hành xong"), (2, AUGUST, "Đình chỉ: đương sự thỏa thuận hoặc người được thi hành án yêu cầu đình chỉ"),
    ]  # fmt: skip
    assert [r[6] for r in ended_list.ended(office.desk, 2026, 9).tables[0].rows] == [
        "Kết thúc khác: người phải thi hành án bị truy cứu trách nhiệm hình sự"
    ]
    assert inspection_files.pdf(made).startswith(b"%PDF")
    empty = ended_list.ended(office.desk, 2026, 6)
    assert empty.tables[0].note == "Trong tháng không có việc nào kết thúc."
    assert "không buộc" in empty.notes[0]


def test_an_end_undone_after_it_was_sent_is_told_with_its_reason(office: Bench) -> None:
    texts = {"reason": "đơn", "evidence": "đơn"}
    done, gone = (office.decision(kind="yc", number=f"{n}/2026/DS-ST", due=5) for n in range(1, 3))
    acts.collect(office.desk, done, AUGUST, 1, 5)
    acts.complete(office.desk, done, AUGUST)
    paper, _ = papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "4"), gone, texts), office.head)
    august = outside_lists.make(office.desk, "ended", *ended_list.days_of(2026, 8))
    assert august.gone == ()
    outside.send(office.desk, august, "Viện kiểm sát nhân dân quận Lê Chân", "paper", AUGUST)
    # What completed it is struck; the termination is withdrawn by a paper.
    with office.desk.reading() as reader:
        ended = max(e.seq for e in reader.events_of(f"matter:{done}") if isinstance(e.body, ev.LineCompleted))
    striking.strike(office.desk, done, ended, "nhập nhầm việc khác")
    office.on(date(2026, 9, 3))
    told_in = {"reason": "sai nội dung", "consequence": "tiếp tục"}
    papers.issue_at_once(office.desk, papers.Draft("withdrawal", Effect("withdrawal", "b", target=paper), gone, told_in), office.head)
    # Of August the rows are gone with why; of September, of which nothing was sent, it is said as well.
    for month in (8, 9):
        made = outside_lists.make(office.desk, "ended", *ended_list.days_of(2026, month))
        found = outside_lists.changes(office.desk, made)
        assert found.count("gone") == 2
        told = {c.key: c for c in found.rows if c.how == "gone"}
        assert "nhập nhầm việc khác" in told[done].new
        assert told[done].new.startswith("xóa dòng ghi nhầm")
        assert "không còn hiệu lực theo" in told[gone].new
        assert told[gone].old == "danh sách tháng 08/2026 gửi ngày 03/08/2026"
    # August sent anew without them: nothing more is to be told.
    again = outside_lists.make(office.desk, "ended", *ended_list.days_of(2026, 8))
    outside.send(office.desk, again, "Viện kiểm sát nhân dân quận Lê Chân", "paper", date(2026, 9, 3))
    assert outside_lists.changes(office.desk, outside_lists.make(office.desk, "ended", *ended_list.days_of(2026, 8))).rows == ()


@pytest.mark.parametrize(
    ("typed", "month"),
    [("", (2026, 8)), ("7/2026", (2026, 7)), (" 08/2026 ", (2026, 8)), ("tháng 8/2026", (2026, 8)), ("12/2025", (2025, 12))],
)
def test_a_month_as_it_is_typed(typed: str, month: tuple[int, int]) -> None:
    assert ended_list.month_of(typed, AUGUST) == month


@pytest.mark.parametrize(("typed", "code"), [("13/2026", "month.bad"), ("x", "month.bad"), ("8", "month.bad"), ("9/2026", "month.ahead")])
def test_what_is_no_month_is_told(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        ended_list.month_of(typed, AUGUST)
    assert refused.value.refusals[0].code == code


def test_an_end_recorded_after_its_month_was_sent_is_in_the_next_list_once(office: Bench) -> None:
    desk, to = office.desk, "Viện kiểm sát nhân dân quận Lê Chân"
    office.on(date(2026, 8, 31))
    first, later, third = (office.decision(kind="yc", number=f"{n}/2026/DS-ST", due=5) for n in range(1, 4))

    def done(matter: str, day: date) -> None:
        acts.collect(desk, matter, day, 1, 5)
        acts.complete(desk, matter, day)

    def of(month: int) -> outside.Sheet:
        return outside_lists.make(desk, "ended", *ended_list.days_of(2026, month))

    def sent(month: int) -> None:
        outside.send(desk, of(month), to, "paper", office.clock.day)

    done(first, date(2026, 8, 31))
    office.on(date(2026, 9, 1))
    sent(8)
    office.on(date(2026, 9, 2))
    done(later, date(2026, 8, 31))
    office.on(date(2026, 9, 30))
    done(third, date(2026, 9, 30))
    september = of(9)
    assert list(september.rows) == [third, later]
    assert september.rows[later]["ended"] == "31/08/2026"
    assert "danh sách tháng 08/2026 gửi ngày 01/09/2026" in september.notes[0]
    assert [r[5] for r in ended_list.ended(desk, 2026, 9).tables[0].rows] == [date(2026, 9, 30), date(2026, 8, 31)]
    assert ended_list.ended(desk, 2026, 9).notes == september.notes
    sent(9)
    # Made again it is the same; the next month has it no more, and nobody takes it for undone.
    assert list(of(9).rows) == [third, later]
    assert outside_lists.changes(desk, of(9)).rows == ()
    office.on(date(2026, 10, 1))
    assert (dict(of(10).rows), of(10).gone) == ({}, ())
    with desk.reading() as reader:
        ended = max(e.seq for e in reader.events_of(f"matter:{later}") if isinstance(e.body, ev.LineCompleted))
    striking.strike(desk, later, ended, "nhập nhầm")
    told = outside_lists.changes(desk, of(10)).rows
    assert [(c.how, c.key, c.old) for c in told] == [("gone", later, "danh sách tháng 09/2026 gửi ngày 30/09/2026")]


def test_a_month_sent_anew_with_what_came_late_leaves_nothing_to_the_next(office: Bench) -> None:
    matter, desk = office.decision(kind="yc", due=5), office.desk
    for _ in range(2):
        outside.send(desk, outside_lists.make(desk, "ended", *ended_list.days_of(2026, 8)), "Viện kiểm sát", "paper", office.clock.day)
        office.on(date(2026, 9, 2))
        if not ended_list.ended(desk, 2026, 8).tables[0].rows:
            acts.collect(desk, matter, AUGUST, 1, 5)
            acts.complete(desk, matter, AUGUST)
            assert list(outside_lists.make(desk, "ended", *ended_list.days_of(2026, 9)).rows) == [matter]
    assert outside_lists.make(desk, "ended", *ended_list.days_of(2026, 9)).rows == {}
