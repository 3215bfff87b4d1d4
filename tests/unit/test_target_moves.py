"""Moves to "lacks means" that deserve a look: what they do to the rates is what counting without them gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.services import target_report
from thads_desktop.services.target_report import Report

M = 1_000_000


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    add(made, "b", 10 * M)
    record(made, "b", (date(2019, 1, 5), ev.Collected(1, 10 * M)), (date(2019, 1, 5), ev.LineCompleted(1)))
    yield made
    made.desk.close()


def add(made: Bench, name: str, *dues: int) -> None:
    with made.desk.writing("keep") as uow:
        lines = tuple(ev.Line(n, due) for n, due in enumerate(dues, 1))
        uow.append(f"matter:{name}", date(2018, 11, 1), ev.MatterOpened("recorded", "cd", "dan_su", f"j{name}", lines))
        uow.append(f"matter:{name}", date(2018, 11, 1), ev.OfficerAssigned(made.officer))
        uow.commit()


def record(made: Bench, name: str, *what: tuple[date, ev.Body]) -> None:
    with made.desk.writing("keep") as uow:
        for day, body in what:
            uow.append(f"matter:{name}", day, body)
        uow.commit()


def without(made: Report) -> tuple[int | None, ...]:
    """The rates of matters and of money without what is shown; of one move and of all the same."""
    (move,) = made.moves
    one, all_ = target_report.effect(made, move), target_report.effect_of_all(made)
    assert one == all_
    return tuple(share.value for share in all_)


@pytest.mark.parametrize(
    ("dues", "done", "lacking", "rates"),
    [
        ((10 * M,), ((date(2019, 3, 1), ev.Collected(1, 4 * M)),), (), (5000, 7000)),
        ((20 * M, 30 * M), (), (2,), (5000, 1667)),
        ((20 * M, 30 * M), ((date(2019, 2, 1), ev.Collected(1, 20 * M)), (date(2019, 2, 1), ev.LineCompleted(1))), (2,), (5000, 5000)),
    ],
)  # fmt: skip
def test_the_rates_without_a_move_are_those_counted_without_it(
    office: Bench, dues: tuple[int, ...], done: tuple[tuple[date, ev.Body], ...], lacking: tuple[int, ...], rates: tuple[int, int]
) -> None:
    """Part collected before; one of two obligations moved; the other one done."""
    add(office, "a", *dues)
    record(office, "a", *done)
    before = target_report.make(office.desk, 2019).figures
    record(office, "a", (date(2019, 9, 20), ev.MeansLacking("a", lacking)))
    after = target_report.make(office.desk, 2019)
    assert after.figures != before
    assert without(after) == rates
    assert after.figures.plus(after.moves[0].without) == before


def test_a_late_move_is_shown_though_it_was_verified(office: Bench) -> None:
    add(office, "a", 10 * M)
    record(office, "a", (date(2019, 9, 20), ev.Verified("none")), (date(2019, 9, 28), ev.MeansLacking("a")))
    made = target_report.make(office.desk, 2019)
    assert [(m.matter, m.marks, m.verified) for m in made.moves] == [("a", ("late",), date(2019, 9, 20))]
    assert without(made) == (5000, 5000)


@pytest.mark.parametrize(("on", "late"), [(date(2019, 1, 10), False), (date(2019, 3, 10), True), (date(2019, 6, 10), False), (date(2019, 7, 30), True)])
def test_late_is_by_the_end_of_a_period_whatever_day_is_asked_for(office: Bench, on: date, late: bool) -> None:
    add(office, "a", 10 * M)
    record(office, "a", (on, ev.MeansLacking("a")))
    for day in (on, date(2019, 8, 28), date(2019, 9, 30)):
        (move,) = target_report.make(office.desk, 2019, day).moves
        assert move.marks == (("late", "stale") if late else ("stale",)), day


def test_two_odd_moves_of_a_matter_are_one_line_with_what_both_do(office: Bench) -> None:
    add(office, "a", 10 * M)
    record(office, "a", (date(2019, 3, 20), ev.MeansLacking("a")), (date(2019, 9, 20), ev.MeansLacking("b")))
    made = target_report.make(office.desk, 2019)
    assert [m.day for m in made.moves] == [date(2019, 9, 20)]
    assert without(made) == (5000, 5000)


def test_a_move_that_was_undone_before_the_day_changes_no_rate(office: Bench) -> None:
    add(office, "a", 10 * M)
    record(office, "a", (date(2019, 3, 20), ev.MeansLacking("a")), (date(2019, 4, 20), ev.Continued((), ("means_lacking",))))
    made = target_report.make(office.desk, 2019)
    assert made.moves[0].marks == ("late", "stale", "back")
    assert not any(made.moves[0].without)
