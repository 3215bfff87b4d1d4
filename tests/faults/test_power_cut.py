"""The power goes at any write: what was not synced is dropped, in whole or in part, and every acknowledged act is there all the same.

Every write, cut and sync of a working day is written down by a shim below SQLite (``power.py``), and the files are put together as
of any of those calls. That acknowledgement waits for the sync is looked at, not assumed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.faults import kills
from tests.faults.power import Call, Shim, image
from tests.office import Bench, bench, reopen
from thads_desktop.domain.clock import FixedClock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for SQLite's library as Linux lists it")
DAY = date(2019, 10, 7)


@dataclass
class Recorded:
    """The files before, every call since, and after how many calls each act was acknowledged."""

    before: dict[Path, bytes]
    calls: list[Call]
    told: list[tuple[int, str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Acts, closing and opening again (which brings the journal into the file), and more acts."""
    folder = tmp_path_factory.mktemp("power").resolve() / "office"
    office = bench(folder, DAY)
    office.desk.close()
    made = Recorded({p: p.read_bytes() for p in folder.iterdir() if p.name.startswith(("thads.db", "keys.json"))}, [])
    shim = Shim(folder, made.calls)
    shim.put()
    try:
        for day in range(2):
            desk = reopen(folder, FixedClock(DAY), actor=office.head)
            at_work = Bench(desk, FixedClock(DAY), office.head, office.officer, office.second)
            for n in range(3):
                judgment = at_work.judgment(f"{day}{n}/2019/HS-ST")
                made.told.append((len(made.calls), "judgment", judgment))
                matter = at_work.decision(number=f"{day}{n}/2019/DS-ST")
                made.told.append((len(made.calls), "matter", matter))
            if day:
                # A checkpoint while the office works on, as they come by themselves on a busy day.
                with desk.store.engines[0].connect() as raw:
                    raw.exec_driver_sql("COMMIT")
                    raw.exec_driver_sql("PRAGMA wal_checkpoint(RESTART)")
                    raw.exec_driver_sql("BEGIN")
                judgment = at_work.judgment("99/2019/HS-ST")
                made.told.append((len(made.calls), "judgment", judgment))
            desk.close()
    finally:
        shim.take_away()
    return made


def test_what_was_recorded_is_what_is_there(recorded: Recorded) -> None:
    """With nothing dropped the image is the very files that are on the disk: the shim misses no write."""
    whole = image(recorded.before, [*recorded.calls, *(Call("sync", p) for p in {c.file for c in recorded.calls})], 10**9, Random(0))
    store = next(p for p in whole if p.name == "thads.db")
    assert whole[store] == store.read_bytes()


def test_every_act_was_synced_before_it_was_acknowledged(recorded: Recorded) -> None:
    for at, _kind, _key in recorded.told:
        assert recorded.calls[at - 1].what == "sync"


@pytest.mark.timeout(240)
def test_the_power_goes_at_any_call(recorded: Recorded, tmp_path: Path) -> None:
    random = Random(20191007)
    ends = [at for at, _, _ in recorded.told]
    places = {*random.sample(range(1, len(recorded.calls) + 1), 50), *ends, *(at - 1 for at in ends), *_synced(recorded, "thads.db")}
    lost = 0
    for upto in sorted(places):
        folder = tmp_path / str(upto)
        folder.mkdir()
        for path, data in image(recorded.before, recorded.calls, upto, random).items():
            (folder / path.name).write_bytes(data)
        told = [(kind, key) for at, kind, key in recorded.told if at <= upto]
        kills.look(folder, told)
        lost += len(told) < len(recorded.told)
    assert lost, "some images lack what was not yet acknowledged"


def test_an_act_that_is_not_synced_can_be_lost(recorded: Recorded, tmp_path: Path) -> None:
    """The trial itself: were the syncs of the last act left out, it would be gone, and the trial would see it."""
    end = recorded.told[0][0]
    unsynced = [c for c in recorded.calls[:end] if c.what != "sync"]
    for n in range(40):
        folder = tmp_path / str(n)
        folder.mkdir()
        for path, data in image(recorded.before, unsynced, len(unsynced), Random(n)).items():
            (folder / path.name).write_bytes(data)
        try:
            kills.look(folder, [recorded.told[0][1:]])
        except AssertionError:
            return
    pytest.fail("dropping everything that was not synced lost nothing")


def _synced(recorded: Recorded, name: str) -> set[int]:
    """Just before and after each sync of a file."""
    return {at for n, call in enumerate(recorded.calls, 1) if call.what == "sync" and call.file.name == name for at in (n - 1, n)}
