"""Copies nobody asks for: made when something changed, counted before they are called copies, thinned, twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.office import Bench, bench, reopen, restore
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.files import BACKUPS
from thads_desktop.services import copies, upkeep
from thads_desktop.storage.backup import counted

DAY = date(2026, 11, 27)
NOON = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)


class Ticking:
    """A clock that goes when told."""

    def __init__(self) -> None:
        self.moment = NOON

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.desk.clock = Ticking()
    yield made
    made.desk.close()


def wait(office: Bench, **parts: float) -> None:
    office.desk.clock.moment += timedelta(**parts)  # type: ignore[attr-defined]  # the test's own clock


def test_a_copy_is_due_when_something_changed_and_not_sooner_than_half_an_hour(office: Bench) -> None:
    desk = office.desk
    first = copies.make_if_due(desk)
    assert first is not None
    assert first.counted == counted(first.file)
    assert copies.make_if_due(desk) is None, "nothing changed"
    office.judgment()
    assert not copies.due(desk)
    assert copies.due(desk, "before"), "before what is risky however soon"
    wait(office, minutes=29)
    assert not copies.due(desk)
    wait(office, minutes=1)
    second = copies.make_if_due(desk)
    assert second is not None
    assert second.counted.seq > first.counted.seq
    state = copies.state(desk)
    assert (state.changed, state.second_place, state.last and state.last.file) == (0, None, second.file)
    wait(office, days=-400)
    office.judgment("16/2019/DS-ST")
    assert copies.due(desk), "a clock that was set back is no reason to wait"


def test_the_copy_brings_everything_back(office: Bench, tmp_path: Path) -> None:
    office.judgment()
    made = copies.make(office.desk)
    office.judgment("17/2019/DS-ST")
    folder = tmp_path / "other"
    restore(folder, made.file, office.clock)
    desk = reopen(folder, office.clock)
    try:
        with desk.reading() as reader:
            assert reader.hash_at(made.counted.seq) == made.counted.head
            assert reader.head()[0] == made.counted.seq + 1, "and the mark that it came back from a copy"
        assert upkeep.verify(desk).findings == ()
    finally:
        desk.close()


def test_the_second_place_gets_the_same_bytes_and_its_absence_is_told(office: Bench, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    copies.choose_second(office.desk, usb)
    made = copies.make(office.desk)
    assert made.second is not None
    assert made.second.read_bytes() == made.file.read_bytes()
    assert made.second.parent.parent == usb
    state = copies.state(office.desk)
    assert state.second_there
    assert state.second is not None
    shutil.rmtree(usb)
    wait(office, hours=1)
    again = copies.make(office.desk)
    assert (again.second, again.second_missing) == (None, True)
    assert not copies.state(office.desk).second_there
    copies.choose_second(office.desk, None)
    assert copies.second_place(office.desk) is None


def test_a_place_that_is_none_is_refused(office: Bench, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (office.desk.folder, office.desk.folder / BACKUPS / "x", tmp_path / "file" / "x"):
        with pytest.raises(Refused):
            copies.choose_second(office.desk, place)
    assert copies.second_place(office.desk) is None


def test_a_spoilt_copy_is_never_called_one(office: Bench, tmp_path: Path) -> None:
    office.judgment()
    made = copies.make(office.desk)
    whole = made.file.read_bytes()
    spoilt = tmp_path / "spoilt.db"
    for at in range(100, len(whole), max(1, len(whole) // 120)):
        spoilt.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            found = counted(spoilt)
        except Trouble:
            continue
        assert (found.events, found.rows, found.blobs) == (made.counted.events, made.counted.rows, made.counted.blobs), at


def test_old_copies_are_thinned_in_both_places_and_others_are_left_alone(office: Bench, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    copies.choose_second(office.desk, usb)
    folder = office.desk.folder / BACKUPS
    folder.mkdir(exist_ok=True)
    for hour in range(6):
        (folder / f"thads-20261101-0{hour}0000-{hour}.db").write_bytes(b"x")
    (folder / "thads-20190101-000000.db").write_bytes(b"made by hand")
    (folder / "ghi-chu.txt").write_text("x")
    made = copies.make(office.desk)
    assert sorted(f.name for f in folder.iterdir()) == sorted(
        ["ghi-chu.txt", "thads-20190101-000000.db", "thads-20261101-050000-5.db", made.file.name]
    )


def test_invented_data_are_not_copied(office: Bench) -> None:
    office.desk.practice = True
    assert copies.make_if_due(office.desk) is None


def test_before_what_is_hard_to_take_back_a_copy_is_made(office: Bench, tmp_path: Path) -> None:
    from thads_desktop.services import reporting

    copies.guard(office.desk)
    office.judgment()
    before = len(copies.all_of(office.desk))
    made = reporting.make(office.desk, 2026, 12, regime="2019")
    with pytest.raises(Refused):
        reporting.close(office.desk, made)
    assert len(copies.all_of(office.desk)) == before, "nothing was about to be written"
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))
    assert len(copies.all_of(office.desk)) == before + 1
    with office.desk.reading() as reader:
        assert copies.all_of(office.desk)[-1].seq == reader.head()[0] - 1, "the copy is of before"
