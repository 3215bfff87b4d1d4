"""Which open matters nobody would miss: kept as a list, right after every event, and the same when it is built anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import events as ev
from thads_desktop.law.next_step import ALWAYS, HINTS, NEVER
from thads_desktop.services import acts, next_steps, projecting, tasks, upkeep
from thads_desktop.storage import agenda_lists

OPENED = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    made.decision()
    yield made
    made.desk.close()


def record(office: Bench, *bodies: tuple[date, ev.Body]) -> None:
    """Facts as they would come, straight into the log, and the lists with them."""
    with office.desk.writing("keep") as uow:
        for day, body in bodies:
            uow.append(f"matter:{office.matters[0]}", day, body)
        projecting.matter(office.desk, uow, office.matters[0])
        uow.commit()


def done_with_terms(office: Bench) -> None:
    """Everything that the decision started is done: sent, filed, told, verified with means."""
    paper = _opening(office)
    record(
        office,
        (OPENED, ev.PaperSent(paper, "procuracy")), (OPENED, ev.PaperSent(paper, "party")), (OPENED, ev.FileOpened()),
        (OPENED, ev.ValidNotice("direct")),
    )  # fmt: skip
    office.on(date(2019, 10, 25))
    record(office, (date(2019, 10, 21), ev.Verified("means")))


def _opening(office: Bench) -> str:
    from thads_desktop.services import queries

    return queries.matter(office.desk, office.matters[0]).state.opening_paper


def step(office: Bench) -> tuple[str, str] | None:
    with office.desk.reading() as reader:
        row = agenda_lists.step_of(reader.projections, office.matters[0])
    return (row.until, row.hint) if row is not None else None


def without(office: Bench) -> list[str]:
    return [row.matter for row in next_steps.without_step(office.desk)]


def sound(office: Bench) -> None:
    assert upkeep.verify(office.desk).findings == ()


def test_a_term_that_runs_is_a_step(office: Bench) -> None:
    assert step(office) == (ALWAYS, "")
    assert without(office) == []
    assert next_steps.count(office.desk) == 0


def test_with_every_term_met_the_matter_is_missed_and_said_what_could_be_next(office: Bench) -> None:
    done_with_terms(office)
    assert step(office) == (NEVER, "enforce")
    (row,) = next_steps.without_step(office.desk)
    assert (row.matter, row.hint) == (office.matters[0], HINTS["enforce"])
    assert next_steps.count(office.desk) == 1
    sound(office)


def test_a_task_with_a_day_is_a_step_until_it_is_done(office: Bench) -> None:
    done_with_terms(office)
    task = tasks.put(office.desk, "Gọi cho bên thi công", office.officer, date(2019, 11, 4), office.matters[0])
    assert without(office) == []
    sound(office)
    tasks.end(office.desk, task)
    assert without(office) == office.matters
    sound(office)


@pytest.mark.parametrize(
    ("body", "until"),
    [
        (ev.Suspended("1"), ALWAYS),
        (ev.Deferred("c"), NEVER),
    ],
)
def test_rests(office: Bench, body: ev.Body, until: str) -> None:
    done_with_terms(office)
    record(office, (date(2019, 10, 22), body))
    found = step(office)
    assert found is not None
    assert found[0] == until
    sound(office)


def test_a_deferral_with_a_day_and_then_its_end_are_steps(office: Bench) -> None:
    done_with_terms(office)
    record(office, (date(2019, 10, 22), ev.Deferred("c", until=date(2019, 12, 2))))
    assert without(office) == []
    office.on(date(2020, 6, 1))
    assert without(office) == [], "the decision to go on is overdue: a term"


def test_the_end_of_a_voluntary_period_is_a_step_only_until_its_day(office: Bench) -> None:
    """R09 only passes; what comes after it is a term of its own, so the matter is never without a step between."""
    paper = _opening(office)
    record(
        office, (OPENED, ev.PaperSent(paper, "procuracy")), (OPENED, ev.PaperSent(paper, "party")), (OPENED, ev.FileOpened()),
        (OPENED, ev.ValidNotice("direct")),
    )  # fmt: skip
    office.on(date(2020, 6, 1))
    assert without(office) == []


def test_the_separate_book_rests_only_after_its_verifications(office: Bench) -> None:
    done_with_terms(office)
    record(office, (date(2019, 10, 22), ev.MeansLacking("a")), (date(2019, 10, 23), ev.Published()), (date(2019, 10, 24), ev.MovedToSeparateBook()))
    found = step(office)
    assert found is not None
    assert NEVER < found[0] < ALWAYS, "one verification only: the next one is counted"
    assert found[0] == "2020-04-24"
    record(office, (date(2019, 10, 25), ev.Verified("none")))
    assert step(office) == (ALWAYS, "")


def test_an_ended_matter_is_in_no_such_list(office: Bench) -> None:
    done_with_terms(office)
    acts.collect(office.desk, office.matters[0], date(2019, 10, 25), 1, 10_000_000)
    acts.complete(office.desk, office.matters[0], date(2019, 10, 25))
    assert step(office) is None
    assert without(office) == []
    sound(office)


def test_paid_but_not_said_done(office: Bench) -> None:
    done_with_terms(office)
    acts.collect(office.desk, office.matters[0], date(2019, 10, 25), 1, 10_000_000)
    found = step(office)
    assert found in ((NEVER, "complete"), (ALWAYS, ""), None)


def test_rebuilding_gives_the_same_list(office: Bench) -> None:
    done_with_terms(office)
    tasks.put(office.desk, "Việc riêng", office.officer, date(2019, 11, 4))
    with office.desk.reading() as reader:
        before = (agenda_lists.without_step(reader.projections, date(2019, 10, 25)), agenda_lists.open_tasks(reader.projections))
    upkeep.rebuild(office.desk)
    with office.desk.reading() as reader:
        assert (agenda_lists.without_step(reader.projections, date(2019, 10, 25)), agenda_lists.open_tasks(reader.projections)) == before
    sound(office)


def test_a_list_that_was_changed_is_found(office: Bench) -> None:
    done_with_terms(office)
    with office.desk.writing("keep") as uow:
        uow.projections.drop_step(office.matters[0])
        uow.commit()
    assert any("bước tiếp theo" in said for said in upkeep.verify(office.desk).findings)


def test_by_officer(office: Bench) -> None:
    done_with_terms(office)
    assert [r.matter for r in next_steps.without_step(office.desk, office.officer)] == office.matters
    assert next_steps.without_step(office.desk, office.second) == []


def test_where_the_law_knows_no_book_for_the_matter_it_rests_on_nothing(tmp_path: Path) -> None:
    """From 1 July 2026 the separate book is for matters of the office's own motion alone."""
    made = bench(tmp_path / "new", date(2026, 7, 6))
    matter = made.decision(kind="yc")
    paper = _opening(made)
    made.on(date(2026, 8, 10))
    record(
        made, (date(2026, 7, 6), ev.PaperSent(paper, "procuracy")), (date(2026, 7, 6), ev.PaperSent(paper, "party")),
        (date(2026, 7, 6), ev.FileOpened()), (date(2026, 7, 6), ev.ValidNotice("direct")), (date(2026, 7, 20), ev.Verified("none")),
        (date(2026, 7, 21), ev.MeansLacking("a")), (date(2026, 7, 22), ev.Published()), (date(2026, 7, 23), ev.MovedToSeparateBook()),
    )  # fmt: skip
    with made.desk.reading() as reader:
        row = agenda_lists.step_of(reader.projections, matter)
    assert row is not None
    assert (row.until, row.hint) == (NEVER, "book")
    made.desk.close()
