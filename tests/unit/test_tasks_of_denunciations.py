"""A task about a denunciation is seen by the head, by those given denunciations and by who is to do it, wherever tasks stand; and a copy of
its paper leaves no trace for others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.unit.test_entry_papers import ACCEPTED, NEW, Given, codes, issued, set_up, two
from thads_desktop.services import (
    accounts,
    agenda,
    data_export,
    handover_loose,
    handover_sheets,
    inspection_lines,
    journal,
    paper_copies,
    parties,
    personal_data,
    queries,
    second,
    sending,
    tasks,
    upkeep,
    weekly,
    why,
)
from thads_desktop.services.data_export import Wanted
from thads_desktop.services.projecting_steps import TASK_RULE

SAID = "Xác minh Ông Bị Tố ngoài biên lai"
DUE = date(2026, 8, 5)


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    yield from set_up(tmp_path, NEW)


def told(given: Given) -> str:
    return tasks.put(given.desk, SAID, given.office.officer, DUE, entry=given.denunciation)


def everywhere(given: Given, tmp: Path) -> dict[str, object]:
    """What the account that sits sees of tasks."""
    desk, matter = given.desk, given.office.matters[0]
    with desk.reading() as reader:
        every = list(range(1, reader.head()[0] + 1))
        loose = handover_loose.listed(desk, reader, given.office.officer, {}, {}, {})
    shown: dict[str, object] = {
        "tasks": tasks.listed(desk), "agenda": [agenda.rows(desk, agenda.ids(desk, w)) for w in ("late", "all")],
        "search": agenda.rows(desk, agenda.ids(desk, "all", text="Bị Tố")), "deadlines": queries.deadlines(desk), "matter": queries.matter(desk, matter),
        "sheet": handover_sheets.sheet(desk, matter), "loose": loose,
        "journal": [r for r in journal.journal(desk, limit=5000) if r.what != "Duyệt mẫu văn bản"],
        "week": weekly.week(desk, given.office.officer, date(2026, 8, 3)),
    }  # fmt: skip
    if desk.may("inspect"):
        shown["lines"] = inspection_lines.acts(desk, every)
    if desk.may("export"):
        data_export.write(desk, tmp / "x.json", Wanted(), "Cục", "báo cáo")
        shown["data"] = (tmp / "x.json").read_text(encoding="utf-8")
    return shown


def counted(given: Given) -> tuple[object, ...]:
    return queries.counters(given.desk), agenda.loads(given.desk)[0]


@pytest.mark.parametrize("role", ["clerk", "deputy", "officer", "accountant", "inspector", "administrator", "storekeeper", "city"])
def test_who_was_not_given_denunciations_sees_nothing_of_it(role: str, given: Given, tmp_path: Path) -> None:
    given.sit(role)
    before = counted(given)
    given.sit("head")
    key = told(given)
    desk = given.sit(role)
    for where, found in everywhere(given, tmp_path).items():
        assert "Bị Tố" not in repr(found), where
        assert "ngoài biên lai" not in repr(found), where
        assert key not in repr(found), where
    assert counted(given) == before
    assert codes(tasks.change, desk, key, "x", given.office.officer, DUE) in (["task.unknown"], ["rights.none"])
    assert codes(tasks.end, desk, key) in (["task.not_open"], ["rights.none"])
    assert codes(tasks.known, desk, key) == ["task.not_open"]


def test_the_head_those_given_them_and_who_is_to_do_it_see_it(given: Given, tmp_path: Path) -> None:
    key, desk = told(given), given.desk
    assert desk.access is not None
    with second.standing_by(desk, next(iter(second.witnesses(desk.access, "accounts")), None)):
        given.seats["doer"] = accounts.open_account(desk, given.office.officer, "doer", ["officer"], "mật khẩu của vai")
    for role in ("head", "denunciations", "doer"):
        given.sit(role)
        (task,) = tasks.listed(desk)
        assert (task.text, task.matter, task.apart) == (SAID, given.office.matters[0], True), role
        assert bool(task.entry) == (role != "doer")
        assert [d.title for d in queries.deadlines(desk) if d.rule == TASK_RULE] == [SAID]
        assert SAID in repr(agenda.rows(desk, agenda.ids(desk, "all")))
        assert SAID in repr(weekly.week(desk, given.office.officer, date(2026, 8, 3)).tables)
        assert SAID in why.of_deadline(desk, f"task:{key}", TASK_RULE, DUE).title
        shown = everywhere(given, tmp_path)
        for where in ("matter", "sheet", "loose", "data"):
            assert SAID not in repr(shown.get(where, "")), where
    given.sit("doer")
    tasks.end(desk, key)
    given.sit("head")
    assert tasks.listed(desk) == []
    tasks.change(desk, key, SAID, given.office.second, DUE + timedelta(days=1))
    given.sit("doer")
    assert tasks.listed(desk) == [], "it is another's now"
    assert upkeep.verify(desk).findings == ()


def test_it_stands_before_no_matter_and_a_rebuild_says_the_same(given: Given) -> None:
    told(given)
    desk = given.desk
    assert [d for d in queries.matter(desk, given.office.matters[0]).deadlines if d.rule == TASK_RULE] == []
    before = queries.deadlines(desk)
    assert upkeep.verify(desk).findings == ()
    upkeep.rebuild(desk)
    assert queries.deadlines(desk) == before


def test_a_copy_and_a_task_leave_no_trace_in_personal_data(given: Given) -> None:
    desk, day = given.desk, given.office.clock.day
    paper = issued(given, ACCEPTED)
    sending.send(desk, paper, "other", "Người bị tố cáo", "post")
    with desk.writing("party") as uow:
        accused = parties.add(uow, parties.PartyInput("Ông Bị Tố"))
        uow.commit()
    with two(given):
        paper_copies.give(desk, paper, paper_copies.CopyInput("whole", "paper", "Ông Bị Tố", "giao cho Ông Bị Tố", given.office.head, day))
    told(given)
    found = personal_data.held(desk, accused).alike.rows
    assert {str(r[0]) for r in found} >= {"bản sao văn bản", "việc được giao"}, found
    others = [role for role in given.seats if role not in ("head", "denunciations") and given.sit(role).may("give")]
    assert others
    for role in others:
        assert personal_data.held(given.sit(role), accused).alike.rows == (), role
