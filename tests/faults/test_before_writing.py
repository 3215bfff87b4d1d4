"""Nothing is written into a damaged store: what only a whole look shows is looked for before a command that writes, and no
command ends in anything but a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import bench, raw as unlocked, reopen
from tests.registers import book, row
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Trouble

CLOCK = FixedClock(date(2021, 7, 15))
GUARDS = ("events_update", "rows_update", "blobs_update")
KEPT = [
    "UPDATE events SET actor = 'x' WHERE seq = 3",
    "UPDATE events SET day = '2019-10-05' WHERE type = 'CaseOpened' OR seq = 5",
    "UPDATE blobs SET bytes = CAST('%PDF-x' AS BLOB)",
    "UPDATE drafts SET content = '{'",
]
LISTS = [
    "UPDATE matter_list SET decision_day = '2019-1x-02'",
    "UPDATE matter_list SET rest = CAST('5x' AS BLOB)",
    "DELETE FROM matter_search_data",
    "UPDATE matter_list SET status = 'enforcinh'",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = bench(tmp_path / "data")
    office.decision()
    with office.desk.writing("keep") as uow:
        uow.save_draft("ghi-chu", {"a": 1})
        uow.commit()
    office.desk.close()
    return tmp_path / "data"


def alter(folder: Path, statement: str) -> None:
    raw = unlocked(folder)
    made = {n: raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (n,)).fetchone()[0] for n in GUARDS}
    for name in made:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(statement)
    for sql in made.values():
        raw.execute(sql)
    raw.close()


def head(folder: Path) -> int:
    raw = unlocked(folder)
    (seq,) = raw.execute("SELECT seq FROM head").fetchone()
    raw.close()
    return int(seq)


@pytest.mark.parametrize("statement", KEPT)
def test_an_import_into_a_damaged_store_is_refused(
    statement: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = head(folder)
    alter(folder, statement)
    file = book(tmp_path, [row(1, officer="Lê Văn Cường")])
    assert main(["import", "--data", str(folder), str(file)], CLOCK) == 2
    assert "bản sao lưu" in capsys.readouterr().err
    assert head(folder) == before
    assert main(["rebuild", "--data", str(folder)], CLOCK) == 2
    said = capsys.readouterr().err
    assert "restore" in said
    assert "lệnh rebuild" not in said
    desk = reopen(folder, CLOCK, look="ends")
    try:
        with pytest.raises(Trouble) as trouble:
            desk.look_through()
        assert trouble.value.code == "store.damaged"
        with pytest.raises(Trouble), desk.writing("keep"):
            pass
    finally:
        desk.close()


@pytest.mark.parametrize("statement", LISTS)
def test_damaged_lists_are_told_and_rebuilt(statement: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(folder, statement)
    file = book(tmp_path, [row(1, officer="Lê Văn Cường")])
    told = [["import", str(file)]] if "status" not in statement else []
    told += [["matters"]] if "matter_list" in statement else []
    for command in told:
        assert main([command[0], "--data", str(folder), *command[1:]], CLOCK) == 2
        assert "dựng lại danh sách (lệnh rebuild)" in capsys.readouterr().err
    assert main(["rebuild", "--data", str(folder)], CLOCK) == 0
    assert main(["import", "--data", str(folder), str(file)], CLOCK) == 0
    assert main(["verify", "--data", str(folder)], CLOCK) == 0


def test_a_sound_store_is_written_to(folder: Path, tmp_path: Path) -> None:
    assert main(["import", "--data", str(folder), str(book(tmp_path, [row(1, officer="Lê Văn Cường")]))], CLOCK) == 0
