"""Undoing an import: what the import opened beside its matters is closed again, unless something else rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.registers import CLOSING, OFFICE, OFFICER, book, judged, open_office, row
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import form_approval, intake, papers, parties, people, series, takeover, upkeep
from thads_desktop.services.desk import Desk, open_desk

SERIES, YEAR = "enforcement", 2021


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_office(tmp_path / "data")
    yield opened
    opened.close()


def following(desk: Desk) -> int:
    """The next number of the series, the same after a rebuild, and the store whole."""
    with desk.reading() as reader:
        kept = reader.number_state(SERIES, YEAR)
    assert upkeep.verify(desk).findings == ()
    upkeep.rebuild(desk)
    with desk.reading() as reader:
        assert reader.number_state(SERIES, YEAR) == kept
    return kept


def numbered(desk: Desk) -> None:
    """An enforcement decision of the office takes the next number."""
    day = date(2021, 7, 1)
    form_approval.approve_all(desk)
    judgment = intake.receive_judgment(
        desk, intake.JudgmentInput("15/2021/DS-ST", date(2021, 6, 2), "TAND huyện Kiến Thụy", "dan_su", day)
    )
    with desk.writing("keep") as uow:
        owes = parties.add(uow, parties.PartyInput("Nguyễn Văn An", birth_year=1980, ids=("031080000001",), address="thôn 1"))
        owed = parties.add(uow, parties.PartyInput("Công ty TNHH Ánh Dương", "org"))
        head = people.add_person_in(uow, "Phạm Quang Minh", "head", date(2020, 1, 1))
        officer = next(p.person for p in people.posts(uow) if p.name == OFFICER)
        uow.commit()
    opening = Opening(
        "cd", "dan_su", judgment, (ev.Line(1, 10_000_000, (owes,), (owed,)),), "", judgment_day=date(2021, 6, 2), received=day
    )  # fmt: skip
    draft = papers.Draft(
        "enforcement_cd", Effect("enforcement", officer=officer, opening=opening), texts={"obligation_1": "Trả nợ gốc"}
    )
    papers.issue_at_once(desk, draft, head, date(2021, 7, 5))


def test_the_series_reads_as_before_the_import(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, book(tmp_path, [row(41), row(42)]))
    assert following(desk) == 43
    takeover.undo(desk, done.batch)
    assert following(desk) == 1
    again = judged(desk, book(tmp_path, [row(7)]))
    assert following(desk) == 8
    takeover.undo(desk, again.batch)
    assert following(desk) == 1


def test_a_series_opened_by_hand_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    series.open_series(desk, SERIES, YEAR, 20)
    done = judged(desk, book(tmp_path, [row(42)]))
    assert following(desk) == 43
    takeover.undo(desk, done.batch)
    assert following(desk) == 20
    higher = judged(desk, book(tmp_path, [row(42)]))
    series.open_series(desk, SERIES, YEAR, 60)
    takeover.undo(desk, higher.batch)
    assert following(desk) == 60


def test_numbers_taken_since_keep_the_series(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, book(tmp_path, [row(42)]))
    numbered(desk)
    takeover.undo(desk, done.batch)
    assert following(desk) == 44


def test_numbers_taken_before_the_import_are_no_reason_to_keep_it(desk: Desk, tmp_path: Path) -> None:
    numbered(desk)
    done = judged(desk, book(tmp_path, [row(42)]))
    takeover.undo(desk, done.batch)
    assert following(desk) == 2


def test_another_import_keeps_its_own_numbers_from_being_given_again(desk: Desk, tmp_path: Path) -> None:
    first = judged(desk, book(tmp_path, [row(42)]))
    second = judged(desk, book(tmp_path, [row(30)], name="so2.xlsx"))
    takeover.undo(desk, first.batch)
    assert following(desk) == 31
    takeover.undo(desk, second.batch)
    assert following(desk) == 1


def test_officers_added_by_the_import_go_with_it(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, book(tmp_path, [row(1, officer="Ngô Bá Khá"), row(2, officer="Mai Thị Lụa")]), create_officers=True)
    second = judged(desk, book(tmp_path, [row(3, officer="Mai Thị Lụa")], name="so2.xlsx"))
    takeover.undo(desk, done.batch)
    with desk.reading() as reader:
        names = [p.name for p in people.officers(reader, CLOSING)]
    assert "Ngô Bá Khá" not in names
    assert "Mai Thị Lụa" in names, "another import assigns her"
    takeover.undo(desk, second.batch)
    again = judged(desk, book(tmp_path, [row(1, officer="Ngô Bá Khá")]), create_officers=True)
    assert again.takeover.new_officers == ("Ngô Bá Khá",)
    assert upkeep.verify(desk).findings == ()


def test_the_series_follows_the_day_on_which_the_offices_year_begins(desk: Desk, tmp_path: Path) -> None:
    with desk.writing("keep") as uow:
        uow.append("setting:series.decision.start", date(2020, 1, 1), ev.SettingChanged('"01-01"'))
        uow.commit()
    judged(desk, book(tmp_path, [row(42), row(7, day=date(2021, 2, 1), assigned=None, judgment_day=date(2020, 12, 1))]))
    assert following(desk) == 8


def test_every_new_officer_goes_whoever_records_the_undoing(tmp_path: Path) -> None:
    """An office without anybody: what is recorded since stands under the name of one of the new officers."""
    opened = open_desk(tmp_path / "ai", FixedClock(date(2021, 7, 15)), create=True)
    try:
        people.set_up_whole(opened, OFFICE, "Cục", "district", [], "")
        names = ("Phạm Dê", "Trần Văn Cê", "Lê Văn Bê", "Lý Ê")
        rows = [row(n, officer=name, debtor=f"Người {name}", ids=None) for n, name in enumerate(names, 1)]
        done = judged(opened, book(tmp_path, rows), create_officers=True)
        with opened.reading() as reader:
            opened.actor = people.usual_actor(reader, CLOSING)
        assert opened.actor
        other = judged(opened, book(tmp_path, [row(9, officer=None)], name="so2.xlsx"))
        takeover.undo(opened, done.batch)
        takeover.undo(opened, other.batch)
        with opened.reading() as reader:
            assert people.officers(reader, CLOSING) == []
        assert len(judged(opened, book(tmp_path, rows), create_officers=True).takeover.new_officers) == 4
    finally:
        opened.close()
