"""A store file changed in every way: its bytes, its pages, its rows with the chain made anew; opened, verified, shown, restored."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.judged import Fault, outcome
from tests.fuzz.odd import odd_json, scrambled
from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import copies, queries, reporting, upkeep
from thads_desktop.services.desk import open_desk
from thads_desktop.storage.backup import counted

CLOCK = FixedClock(date(2020, 1, 10))
PAGE = 4096
KEPT = ("events", "register_rows", "blobs", "head")


class Archive:
    """One small store of every kind of content, and its copy with the key. ``take`` opens, verifies and shows a changed one."""

    def __init__(self, folder: Path) -> None:
        made = bench(folder / "whole", date(2019, 10, 7), clear=True)
        made.decision()
        made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=None)
        made.on(CLOCK.today())
        reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
        copy = copies.make(made.desk).file
        made.desk.close()
        raw = sqlite3.connect(folder / "whole" / "thads.db", isolation_level=None)
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("VACUUM")
        raw.close()
        self.whole, self.copy = (folder / "whole" / "thads.db").read_bytes(), copy.read_bytes()
        self._folder, self._into, self._copy = folder / "trial", folder / "into", folder / "copy.db"
        self._log = content(folder / "whole" / "thads.db")

    def take(self, data: bytes, *, tail: bytes = b"", forged: bool = False) -> str:
        """"" = sound, "found", or the code of a trouble. tail: what stands as its journal. forged: the chain was made anew,
        so that nothing can be known of the change."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        file = self._folder / "thads.db"
        file.write_bytes(data)
        if tail:
            (self._folder / "thads.db-wal").write_bytes(tail)
        same = content(file) == self._log if not forged else True
        came = outcome(self._opened)
        if came == "" and not same:
            raise Fault("changed, and nobody says so")
        return came

    def _opened(self) -> str:
        desk = open_desk(self._folder, CLOCK, look="whole")
        try:
            if upkeep.verify(desk).findings:
                return "found"
            queries.matters(desk)
            return ""
        finally:
            desk.close()

    def put_back(self, data: bytes) -> str:
        """A changed copy is given to ``restore``: refused with the old store in its place, or a store that opens."""
        self._copy.write_bytes(data)
        shutil.rmtree(self._into, ignore_errors=True)
        self._into.mkdir()
        (self._into / "thads.db").write_bytes(self.whole)
        outcome(lambda: str(counted(self._copy).seq))
        came = outcome(lambda: str(upkeep.restore(self._into, self._copy, CLOCK).kept is not None))
        if came != "True" and (self._into / "thads.db").read_bytes() != self.whole and came.startswith("backup."):
            raise Fault("a refused copy took the store's place")
        if came == "True" and content(self._into / "thads.db") != self._log:
            raise Fault("a changed copy took the store's place")
        return came


def content(file: Path) -> dict[str, list[str]] | None:
    """What was written once; None when it cannot be read."""
    raw = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    raw.text_factory = bytes
    try:
        return {name: sorted(map(repr, raw.execute(f"SELECT * FROM {name}"))) for name in KEPT}
    except (sqlite3.Error, UnicodeDecodeError, MemoryError):
        return None
    finally:
        raw.close()


def changed(whole: bytes, random: Random) -> bytes:
    """Flips, cuts, pages lost, doubled and exchanged, headers of another kind, foreign files."""
    data, pages = bytearray(whole), len(whole) // PAGE
    way, at = random.randrange(9), random.randrange(pages) * PAGE
    if way <= 1:
        return scrambled(whole, random)
    if way == 2:
        data[at : at + PAGE] = bytes(PAGE)
    elif way == 3:
        other = random.randrange(pages) * PAGE
        data[at : at + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[at : at + PAGE]
    elif way == 4:
        data[random.randrange(100)] = random.choice((0, 1, 2, 0x40, 0xFF))
    elif way == 5:
        del data[random.choice((at, at + 100, 0, 99, 100, 512)) :]
    elif way == 6:
        data += random.choice((bytes(1), bytes(PAGE), random.randbytes(PAGE * 3)))
    elif way == 7:
        data[at : at + 12] = random.randbytes(12)
    else:
        return foreign(random)
    return bytes(data)


def foreign(random: Random) -> bytes:
    """A sound SQLite file that is none of ours, or has our names with other things under them."""
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE TABLE of_another_program (x)")
    ours = ("migrations", "head", "events", "register_rows", "blobs", "drafts", "office_key")
    for name in random.sample(ours, random.randrange(len(ours) + 1)):
        shape = random.choice(("(version, seq, hash)", "(x)", "(version INTEGER, applied TEXT, seq, hash, text, secret)"))
        raw.execute(f"CREATE TABLE {name} {shape}")
        if random.random() < 0.6:
            value = random.choice((1, 2, -1, 999, "x", None, b"\xff", 1.5))
            count = len(raw.execute(f"SELECT * FROM {name}").description)
            raw.execute(f"INSERT INTO {name} VALUES ({','.join('?' * count)})", [value] * count)
    raw.commit()
    return raw.serialize()


def forged(whole: bytes, random: Random) -> bytes:
    """An event or a row replaced by an odd one, and the chain made anew over it: what somebody would do who knows how."""
    raw = sqlite3.connect(":memory:")
    raw.deserialize(whole)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    rows: list[tuple[int, Any]] = raw.execute("SELECT seq, text FROM events ORDER BY seq").fetchall()
    chosen = random.randrange(len(rows))
    rows[chosen] = (rows[chosen][0], odd_json(json.loads(rows[chosen][1]), random).decode(errors="replace"))
    previous = "0" * 64
    for seq, text in rows:
        previous = hashlib.sha256(previous.encode() + text.encode()).hexdigest()
        raw.execute("UPDATE events SET text = ?, hash = ? WHERE seq = ?", (text, previous, seq))
    raw.execute("UPDATE head SET hash = ?", (previous,))
    raw.commit()
    return raw.serialize()
