"""Every store this program has ever written opens, is whole, and counts as it did: one kept as it was for each shape.

A new one is added when the shape of kept tables or of events changes: ``python -m tests.storage.test_released_stores NAME``
writes ``tests/fixtures/NAME.db.gz`` with the present program. Those that are there never change.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench
from thads_desktop.__main__ import main
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.sentences import say_trouble
from thads_desktop.services import acts, copies, papers, queries, reporting, sending, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.storage import cipher, keyring, schema

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
DAY = date(2020, 2, 3)


def live(office: Bench) -> None:
    """A little of everything that is written."""
    first, second = office.decision(), office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", kind="yc")
    acts.open_file(office.desk, first, date(2019, 10, 7))
    acts.valid_notice(office.desk, first, date(2019, 10, 7))
    office.on(date(2019, 11, 4))
    acts.collect(office.desk, first, office.clock.day, 1, 12_000_000, receipt="0001")
    acts.verify(office.desk, second, office.clock.day, "none")
    draft = papers.Draft("means_lacking", Effect("means_lacking", "a"), second, {"evidence": "biên bản xác minh"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    sending.send(office.desk, paper, "all", "", "post")
    acts.complete(office.desk, first, office.clock.day)
    office.on(date(2020, 1, 10))
    reporting.close(office.desk, reporting.make(office.desk, 2020, 3))


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.db.gz")), ids=lambda f: f.name)
def test_a_store_of_before_opens_whole_and_counts_as_it_did(file: Path, tmp_path: Path) -> None:
    (tmp_path / "thads.db").write_bytes(gzip.decompress(file.read_bytes()))
    desk = open_desk(tmp_path, FixedClock(DAY), look="whole")
    try:
        assert upkeep.verify(desk).findings == ()
        assert sorted((r.number_text, r.status, r.rest) for r in queries.matters(desk)) == [
            ("01/QĐ-CCTHADS", "done", 0), ("02/QĐ-CCTHADS", "lacks_means", 10_000_000),
        ]  # fmt: skip
        made = reporting.make(desk, 2020, 3)
        assert made.closed or (made.further and "số liệu của các biểu đã chốt không đổi" in made.late)
        assert [f.rows[0].cells["c1"] for f in made.all_forms if f.form in ("01", "02")] == [1, 1]
    finally:
        desk.close()


def test_the_kept_stores_are_there() -> None:
    assert list(FIXTURES.glob("*.db.gz"))


def kept_versions() -> set[int]:
    """The versions of the kept tables among the stores that are kept."""
    found = set()
    for file in FIXTURES.glob("*.db.gz"):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(gzip.decompress(file.read_bytes()))
        found.add(connection.execute("SELECT max(version) FROM migrations").fetchone()[0])
        connection.close()
    return found


def test_a_store_of_every_released_version_of_the_tables_is_kept() -> None:
    """A new step of the tables needs a store made by it, kept here before it is released."""
    assert kept_versions() >= set(schema.STEPS)


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose kept tables took one more step."""
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setitem(schema.STEPS, schema.VERSION, ("CREATE TABLE later (only INTEGER PRIMARY KEY)",))


def unpacked(file: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / "thads.db").write_bytes(gzip.decompress(file.read_bytes()))
    return folder


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("*.db.gz")), ids=lambda f: f.name)
@pytest.mark.usefixtures("newer_program")
def test_before_an_upgrade_a_counted_copy_is_made_and_is_the_way_back(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unpacked(file, tmp_path / "data")
    open_desk(folder, FixedClock(DAY)).close()
    (copy,) = copies.listed(folder / "sao-luu")
    assert copies.counted(copy.file).seq == copy.seq > 0
    open_desk(folder, FixedClock(DAY)).close()
    assert len(copies.listed(folder / "sao-luu")) == 1, "once upgraded, no further copy"
    monkeypatch.undo()
    with pytest.raises(Trouble) as trouble:
        open_desk(folder, FixedClock(DAY))
    assert trouble.value.code == "store.newer"
    assert "hãy nâng cấp chương trình" in say_trouble(trouble.value)
    assert main(["matters", "--data", str(folder)]) == 2
    upkeep.restore(folder, copy.file, FixedClock(DAY))
    desk = open_desk(folder, FixedClock(DAY), look="whole")
    assert upkeep.verify(desk).findings == ()
    desk.close()


@pytest.mark.usefixtures("newer_program")
def test_without_a_place_for_the_copy_nothing_is_upgraded(tmp_path: Path) -> None:
    file = min(FIXTURES.glob("*.db.gz"))
    folder = unpacked(file, tmp_path / "data")
    (folder / "sao-luu").write_text("một tệp, không phải thư mục")
    before = (folder / "thads.db").read_bytes()
    with pytest.raises(Trouble):
        open_desk(folder, FixedClock(DAY))
    assert (folder / "thads.db").read_bytes() == before


@pytest.mark.parametrize(("kind", "version"), [("SomethingLater", 1), ("SettingChanged", 2), ("Collected", 9)])
def test_an_event_that_a_newer_program_wrote_is_refused_with_what_to_do(
    tmp_path: Path, kind: str, version: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it stands: nothing is read past it, nothing is written after it."""
    folder = unpacked(min(FIXTURES.glob("*.db.gz")), tmp_path / "data")
    with sqlite3.connect(folder / "thads.db") as connection:
        seq, head = connection.execute("SELECT seq, hash FROM head").fetchone()
        subject = connection.execute("SELECT subject FROM events WHERE type = 'MatterOpened'").fetchone()[0]
        plain = {
            "actor": "x", "body": {"later": 1}, "day": "2020-02-03", "law": "", "recorded": "2020-02-03T00:00:00.000000Z", "role": "clerk",
            "seq": seq + 1, "subject": subject, "type": kind, "version": version,
        }  # fmt: skip
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(head.encode() + text.encode()).hexdigest()
        values = (subject, "2020-02-03", seq + 1, kind, version, plain["recorded"], "x", "clerk", "", digest, text)
        connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    connection.close()
    with pytest.raises(Trouble) as trouble:
        open_desk(folder, FixedClock(DAY))
    assert trouble.value.code == "event.newer"
    assert main(["account", "first", "--data", str(folder)]) == 2
    assert "hãy nâng cấp chương trình rồi mở lại" in capsys.readouterr().err
    key, account = keyring.new_key(), "aa" * 16
    cipher.encrypt(folder / "thads.db", folder / "x", key)
    (folder / "x").replace(folder / "thads.db")
    keyring.write(folder, keyring.with_account(keyring.empty(), key, account, LOGIN, PASSWORD))
    for command in (["matters"], ["return", "--year", "2020", "--months", "3"], ["backup"], ["verify"]):
        assert main([*command, "--data", str(folder)]) == 2
        assert "hãy nâng cấp chương trình rồi mở lại" in capsys.readouterr().err


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        made = bench(Path(scratch) / "data", date(2019, 10, 7))
        live(made)
        copy = copies.make(made.desk, Path(scratch) / "copy.db").file
        made.desk.close()
        FIXTURES.mkdir(exist_ok=True)
        (FIXTURES / f"{sys.argv[1]}.db.gz").write_bytes(gzip.compress(copy.read_bytes(), mtime=0))
