"""One flipped bit anywhere in the store: nothing but a sentence comes of it, and what it changed is found, or cured."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Trouble
from thads_desktop.services import reporting, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.storage.schema import DERIVED_NAMES

CLOCK = FixedClock(date(2020, 1, 5))
KEPT = ("migrations", "head", "events", "register_rows", "blobs", "drafts")
VOCABULARY = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, matter_search, instance)"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small store of every kind of content, as one file."""
    made = bench(tmp_path_factory.mktemp("whole"), clear=True)
    for debtor in ("Nguyễn Văn An", "Đỗ Thị Ánh Tuyết"):
        made.decision(number=f"{15 + len(made.matters)}/2019/DS-ST", debtor=debtor)
    made.judgment("99/2019/DS-ST")
    made.on(CLOCK.today())
    reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    with made.desk.writing("keep") as uow:
        uow.save_draft("ghi-chu", {"a": 1})
        uow.commit()
    made.desk.close()
    file = made.desk.folder / "thads.db"
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("VACUUM")
    raw.close()
    return file.read_bytes()


def read(file: Path, *, kept: bool = False) -> dict[str, Any] | None:
    """Everything that can be read of a store, the search index word by word; kept: of what was written once. None = unreadable."""
    raw = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    raw.text_factory = bytes
    try:
        found: dict[str, Any] = {
            name: sorted(map(repr, raw.execute(f"SELECT * FROM {name}"))) for name in (*KEPT, *(() if kept else DERIVED_NAMES))
        }
        if not kept:
            raw.execute(VOCABULARY)
            found["words"] = sorted(map(repr, raw.execute("SELECT * FROM words")))
            found["shape"] = sorted(map(repr, raw.execute("SELECT type, name, sql FROM sqlite_master")))
    except (sqlite3.Error, UnicodeDecodeError, MemoryError):
        return None
    finally:
        raw.close()
    return found


def numberless(found: dict[str, Any] | None) -> dict[str, Any] | None:
    """Without the numbers of rows, which lists that were made anew give out anew, and what is kept under them."""
    if found is None:
        return None
    rows = sorted(row.partition(", ")[2] for row in found["matter_list"])
    return {name: content for name, content in found.items() if name not in ("matter_search", "words")} | {"matter_list": rows}


def said(folder: Path) -> str:
    """What opening and looking through say of a store: "", "found" or the code of a trouble."""
    try:
        desk = open_desk(folder, CLOCK, look="ends")
        try:
            return "found" if upkeep.verify(desk).findings else ""
        finally:
            desk.close()
    except Trouble as trouble:
        return trouble.code


def places(whole: bytes, count: int, seed: int) -> Iterator[tuple[int, int]]:
    """(place, bit): half of them anywhere, half where definitions and the search index stand."""
    random = Random(seed)
    at = whole.find(b"CREATE VIRTUAL TABLE")
    index = whole.find("nguyễn".encode())
    for n in range(count):
        spans = ((0, len(whole)), (0, 4096), (0, len(whole)), (max(0, at - 2000), at + 2000), (0, len(whole)), (max(0, index - 2000), index + 2000))
        low, high = spans[n % len(spans)]
        yield random.randrange(low, min(high, len(whole))), 1 << random.randrange(8)


def flip(whole: bytes, scratch: Path, count: int, seed: int, cures: int) -> Counter[str]:
    """Flip so many bits, one at a time; what came of it. cures: how many of the curable ones are rebuilt."""
    (scratch / "whole").mkdir()
    (scratch / "whole" / "thads.db").write_bytes(whole)
    before, log = read(scratch / "whole" / "thads.db"), read(scratch / "whole" / "thads.db", kept=True)
    assert before is not None
    came: Counter[str] = Counter()
    folder = scratch / "trial"
    for place, bit in places(whole, count, seed):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        damaged = bytearray(whole)
        damaged[place] ^= bit
        (folder / "thads.db").write_bytes(damaged)
        after = read(folder / "thads.db")
        only_derived = read(folder / "thads.db", kept=True) == log
        came[told := said(folder)] += 1
        assert told in ("", "found", "store.damaged", "store.newer"), (place, bit, told)
        # A list whose very name was damaged is made anew by opening.
        assert told or after == before or numberless(read(folder / "thads.db")) == numberless(before), (place, bit, "changed, and nobody says so")
        if told and only_derived and cures:
            cures -= 1
            try:
                upkeep.rebuild_folder(folder, CLOCK)
            except Trouble as trouble:
                # A page that nothing is read of, or the head of the file itself.
                came[f"rebuild: {trouble.code}"] += 1
            else:
                assert said(folder) == "", (place, bit)
                assert read(folder / "thads.db", kept=True) == log, (place, bit)
                came["cured"] += 1
    return came


@pytest.mark.timeout(180)
def test_every_flipped_bit_is_found_and_stops_nothing(whole: bytes, tmp_path: Path) -> None:
    came = flip(whole, tmp_path, 240, 1, cures=8)
    assert came["found"]
    assert came["cured"]


@pytest.mark.long
@pytest.mark.timeout(900)
def test_many_flipped_bits(whole: bytes, tmp_path: Path) -> None:
    assert flip(whole, tmp_path, 5000, 2, cures=400)["cured"]


def test_a_flipped_letter_in_the_index_is_found_and_rebuilt(whole: bytes, tmp_path: Path) -> None:
    raw_file = tmp_path / "thads.db"
    raw_file.write_bytes(whole)
    raw = sqlite3.connect(raw_file)
    (row,) = [r for r in raw.execute("SELECT id, block FROM matter_search_data") if b"ds-st" in r[1]][:1]
    raw.execute("UPDATE matter_search_data SET block = ? WHERE id = ?", (row[1].replace(b"ds-st", b"ds-su", 1), row[0]))
    raw.commit()
    raw.close()
    desk = open_desk(tmp_path, CLOCK)
    findings = upkeep.verify(desk).findings
    desk.close()
    assert len(findings) == 1
    assert "rebuild" in findings[0]
    assert upkeep.rebuild_folder(tmp_path, CLOCK) == (2, None)
    assert said(tmp_path) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE matter_search_config SET v = 99 WHERE k = 'version'",
        "DELETE FROM matter_search_data",
        "DROP TABLE matter_search_idx",
        "UPDATE sqlite_master SET sql = replace(sql, 'tokenchars', 'tokencharz') WHERE name = 'matter_search'",
        "UPDATE sqlite_master SET sql = replace(sql, 'saved TEXT', 'sawed TEXT') WHERE name = 'drafts'",
        "UPDATE sqlite_master SET sql = replace(sql, 'debtor_sort TEXT', 'debtor_zort TEXT') WHERE name = 'matter_list'",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'paper_list') WHERE name = 'party_list'",
        "DROP TRIGGER events_update",
        "DROP TABLE party_number",
    ],
)
def test_what_is_only_derived_is_cured(statement: str, whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "thads.db").write_bytes(whole)
    raw = sqlite3.connect(tmp_path / "thads.db", isolation_level=None)
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(statement)
    raw.close()
    log = read(tmp_path / "thads.db", kept=True)
    told = said(tmp_path)
    if "DROP TABLE party" not in statement:  # that list is built anew by opening
        assert told in ("found", "store.damaged")
    upkeep.rebuild_folder(tmp_path, CLOCK)
    assert said(tmp_path) == ""
    assert log is None or read(tmp_path / "thads.db", kept=True) == log


def test_a_damaged_log_is_not_made_anew(whole: bytes, tmp_path: Path) -> None:
    at = whole.find(b'"Collected"') if b'"Collected"' in whole else whole.find(b'"body":{')
    damaged = bytearray(whole)
    damaged[at + 10] ^= 1
    (tmp_path / "thads.db").write_bytes(damaged)
    with pytest.raises(Trouble) as trouble:
        upkeep.rebuild_folder(tmp_path, CLOCK)
    assert trouble.value.code == "store.damaged"
    assert (tmp_path / "thads.db").read_bytes() == bytes(damaged)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["dang-mo.lock", "thads.db"]


def test_a_changed_register_row_keeps_the_office_closed(whole: bytes, tmp_path: Path) -> None:
    (tmp_path / "thads.db").write_bytes(whole)
    raw = sqlite3.connect(tmp_path / "thads.db", isolation_level=None)
    raw.execute("DROP TRIGGER rows_update")
    raw.execute("UPDATE register_rows SET content = replace(content, '\"name\"', '\"nbme\"')")
    raw.close()
    with pytest.raises(Trouble) as trouble:
        open_desk(tmp_path, CLOCK)
    assert trouble.value.code == "store.damaged"
    assert said(tmp_path) == "found"
