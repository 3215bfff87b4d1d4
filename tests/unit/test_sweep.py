"""What lay in the clear before the store was encrypted: sealed or overwritten, wherever this program put it; nothing else is touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, reopen
from thads_desktop.services import copies, first_account, restoring, sweep, upkeep
from thads_desktop.storage import cipher

DAY = date(2019, 10, 7)
NAME = "thads-20190101-080000-3.db"


@pytest.fixture
def clear(tmp_path: Path) -> Iterator[Bench]:
    """A store of before there were accounts, with a copy at both places."""
    made = bench(tmp_path / "data", DAY, clear=True)
    (tmp_path / "usb").mkdir()
    copies.choose_second(made.desk, tmp_path / "usb")
    copies.make(made.desk)
    yield made
    made.desk.close()


def in_the_clear(*places: Path) -> list[str]:
    return sorted(f.name for p in places for f in p.rglob("*") if f.is_file() and f.read_bytes().startswith(b"SQLite format 3"))


def locked(clear: Bench) -> None:
    clear.desk.close()
    clear.desk = first_account.found(clear.desk.folder, clear.clock, LOGIN, PASSWORD).desk


def test_encrypting_leaves_nothing_in_the_clear(clear: Bench, tmp_path: Path) -> None:
    folder = clear.desk.folder
    copy = copies.listed(folder / "sao-luu")[0].file
    clear.desk.close()
    upkeep.restore(folder, copy, clear.clock)
    assert len(in_the_clear(folder, tmp_path / "usb")) == 4, "store, aside, copy, second copy"
    locked(clear)
    assert in_the_clear(folder, tmp_path / "usb") == []
    assert upkeep.verify(clear.desk).findings == ()
    for copied in (*copies.all_of(clear.desk), *(copies.Copy(f, clear.clock.now(), 0) for f in folder.glob("thads-cu-*.db"))):
        assert restoring.loss(folder, copied.file, restoring.key_for(folder, copied.file, LOGIN, PASSWORD)).counted.events > 0


def test_what_death_left_is_swept_at_the_next_log_in(clear: Bench, tmp_path: Path) -> None:
    folder = clear.desk.folder
    usb = copies.second_own(clear.desk)
    old = copies.listed(folder / "sao-luu")[0].file.read_bytes()
    assert usb is not None
    locked(clear)
    left = [
        folder / "thads.db.cu", folder / "thads.db.part", folder / "thads-cu-20190101-080000.db", folder / "thads-cu-20190101-080000-2.db",
        folder / "sao-luu" / NAME, folder / "sao-luu" / f"{NAME}.part", usb / NAME,
    ]  # fmt: skip
    for file in left:
        file.write_bytes(old)
    # Overwriting had begun; death came between the second name and the encrypted file's own.
    (folder / "thads.db.cu").write_bytes(bytes(8192) + old[8192:])
    (folder / "sao-luu" / f"{NAME}.cu").hardlink_to(folder / "sao-luu" / NAME)
    kept = [folder / "cua-toi.db", folder / "sao-luu" / "thads-ban-rieng.db", tmp_path / "usb" / NAME]
    for file in kept:
        file.write_bytes(old)
    torn = folder / "sao-luu" / "thads-20190101-090000-3.db"
    torn.write_bytes(old[:20_000])
    assert sweep.clear_left(clear.desk) == 8
    assert in_the_clear(folder, tmp_path / "usb") == sorted([*(f.name for f in kept), torn.name])
    assert not (folder / "thads.db.cu").exists()
    assert sweep.clear_left(clear.desk) == 0
    key = cipher.key_of(folder)
    for file in (left[2], left[3], left[4], left[6]):
        assert restoring.loss(folder, file, key).counted.events > 0
    assert upkeep.verify(clear.desk).findings == ()


def test_a_command_that_writes_sweeps_and_a_clear_folder_is_left_alone(clear: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from thads_desktop.__main__ import main

    folder = clear.desk.folder
    assert sweep.clear_left(clear.desk) == 0
    old = copies.listed(folder / "sao-luu")[0].file.read_bytes()
    locked(clear)
    clear.desk.close()
    (folder / "sao-luu" / NAME).write_bytes(old)
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert main(["key", "--out", str(tmp_path / "k.thads"), "--data", str(folder), "--today", "2019-10-07"]) == 0
    assert in_the_clear(folder) == []
    clear.desk = reopen(folder, clear.clock)


def test_the_other_name_of_an_unsealed_store_is_not_overwritten(clear: Bench) -> None:
    folder = clear.desk.folder
    locked(clear)
    shutil.copy(folder / "thads.db", folder / "thads.db.cu")
    assert sweep.clear_left(clear.desk) == 0
    assert (folder / "thads.db.cu").exists(), "it does not begin in the clear"
