"""The office signs with one key: it is copied and put back with the store, and no other takes its place in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, reopen, restore
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.exchange import signature
from thads_desktop.services import consolidation, copies, exchange_gate, office_key, reporting, upkeep
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, keyring

CLOCK = FixedClock(date(2020, 1, 5))


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    made = bench(tmp_path / "data")
    made.decision()
    made.on(CLOCK.today())
    return made


def key_of(desk: Desk) -> Path:
    return desk.folder / "keys" / "office.key"


def test_a_copy_brings_the_key_back_with_the_store(office: Bench, tmp_path: Path) -> None:
    before = consolidation.key_package(office.desk, tmp_path / "k.thads").fingerprint
    secret = signature.read_key(office.desk.folder)
    assert secret is not None
    copy = copies.make(office.desk, tmp_path / "copy.db").file
    office.desk.close()
    assert copy.stat().st_mode & 0o077 == 0, "it holds a key"
    done = restore(tmp_path / "new", copy, CLOCK)
    assert (done.kept, done.told) == (None, ())
    desk = reopen(tmp_path / "new", CLOCK)
    try:
        assert signature.read_key(desk.folder) == secret
        assert key_of(desk).stat().st_mode & 0o077 == 0
        exchange_gate.confirm(desk, "máy cũ đã bỏ")
        assert consolidation.key_package(desk, tmp_path / "k2.thads").fingerprint == before
        assert upkeep.verify(desk).findings == (), "nothing of the copy stays in the store"
        assert secret not in (tmp_path / "new" / "thads.db").read_bytes()
    finally:
        desk.close()


def test_the_copys_key_goes_before_another_which_is_kept(office: Bench, tmp_path: Path) -> None:
    before = consolidation.key_package(office.desk, tmp_path / "k.thads").fingerprint
    copy = copies.make(office.desk).file
    office.desk.close()
    key_of(office.desk).write_bytes(bytes(32))
    assert restore(office.desk.folder, copy, CLOCK).told == ()
    # Sealed anew, and so other bytes of the same key.
    kept = [f.read_bytes() for f in key_of(office.desk).parent.iterdir()]
    assert len(kept) == 2
    assert bytes(32) in kept
    desk = reopen(office.desk.folder, CLOCK)
    assert office_key.fingerprint(desk) == before
    desk.close()


def test_a_copy_of_before_has_no_key_and_that_is_said(office: Bench, tmp_path: Path) -> None:
    consolidation.key_package(office.desk, tmp_path / "k.thads")
    office.desk.store.back_up(tmp_path / "old.db")
    office.desk.close()
    done = restore(tmp_path / "new", tmp_path / "old.db", CLOCK)
    assert len(done.told) == 1
    assert "đã mất" in done.told[0]
    assert restore(office.desk.folder, tmp_path / "old.db", CLOCK).told == (), "the key that is there fits"
    with pytest.raises(Refused):
        restore(office.desk.folder, office.desk.folder / "thads.db", CLOCK)


@pytest.mark.parametrize(("content", "code"), [(None, "key.lost"), (bytes(32), "key.other"), (b"short", "key.damaged")])
def test_no_other_key_signs_in_silence(
    content: bytes | None, code: str, office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = consolidation.key_package(office.desk, tmp_path / "k.thads").fingerprint
    file = key_of(office.desk)
    file.unlink() if content is None else file.write_bytes(content)
    found = upkeep.verify(office.desk).findings
    assert len(found) == 1
    assert "khóa" in found[0]
    with pytest.raises(Trouble) as trouble:
        reporting.pack(office.desk, reporting.make(office.desk, 2020, 3))
    assert trouble.value.code == code
    office.desk.close()
    words = ["--data", str(office.desk.folder)]
    assert main(["key", "--out", str(tmp_path / "x.thads"), *words], CLOCK) == 2
    period = ["--year", "2020", "--months", "3"]
    assert main(["return", *period, "--close", "--out", str(tmp_path / "x"), *words], CLOCK) == 2
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / "x.thads").exists()
    desk = reopen(office.desk.folder, CLOCK, actor=office.head)
    assert reporting.closings(desk) == [], "nothing was closed"
    desk.close()
    assert main(["backup", "--out", str(tmp_path / "copy.db"), *words], CLOCK) == 0
    assert "không kèm khóa" in capsys.readouterr().err
    assert main(["key", "--new", "--out", str(tmp_path / "y.thads"), *words], CLOCK) == 0
    assert main(["verify", *words], CLOCK) == 0
    assert consolidation.seen_key(tmp_path / "y.thads").fingerprint != before
    assert main(["key", "--new", *words], CLOCK) == 2, "a sound key stays"


def test_an_office_that_signed_before_keys_were_noted(office: Bench, tmp_path: Path) -> None:
    made = reporting.make(office.desk, 2020, 3)
    signature.watch(office.desk.folder, None)  # as the program of before
    reporting.write(office.desk, made, tmp_path / "out")
    signature.watch(office.desk.folder, office_key.Keeper(office.desk))
    assert upkeep.verify(office.desk).findings == ()
    secret = key_of(office.desk).read_bytes()
    key_of(office.desk).unlink()
    assert len(upkeep.verify(office.desk).findings) == 1, "the log knows of a package, so there was a key"
    with pytest.raises(Trouble):
        consolidation.key_package(office.desk, tmp_path / "k.thads")
    key_of(office.desk).write_bytes(secret)
    shown = consolidation.key_package(office.desk, tmp_path / "k.thads").fingerprint
    with office.desk.reading() as reader:
        assert reader.row("key", "own") == {"fingerprint": shown}


def test_a_folder_without_an_office_gets_no_key(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "data", CLOCK, create=True)
    with pytest.raises(Refused):
        consolidation.key_package(desk, None)
    assert not key_of(desk).exists()
    assert upkeep.verify(desk).findings == ()
    desk.close()


def test_a_copy_is_a_database_without_a_journal(office: Bench, tmp_path: Path) -> None:
    consolidation.key_package(office.desk, tmp_path / "k.thads")
    copy = copies.make(office.desk, tmp_path / "copy.db").file
    office.desk.close()
    ring, _length = keyring.from_copy(copy)
    assert ring is not None
    raw = cipher.connect(copy, keyring.opened(ring, LOGIN, PASSWORD)[1], read_only=True)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert raw.execute("SELECT length(secret) FROM office_key").fetchall() == [(32,)]
    raw.close()
    assert [f.name for f in tmp_path.glob("copy*")] == ["copy.db"]
