"""The separate verifier agrees with the program's on a sound store, and finds any changed byte of what was written once."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from thads_desktop.services import copies

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "verify_store.py"


@pytest.fixture(scope="module")
def verifier() -> Any:
    spec = importlib.util.spec_from_file_location("verify_store", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7), clear=True)
    made.decision()
    yield made
    made.desk.close()


def said(verifier: Any, file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = verifier.main([str(file)])
    return code, capsys.readouterr().out


def test_it_uses_nothing_of_the_program() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    imported = {line.split()[1].partition(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= {*sys.stdlib_module_names}


def test_a_sound_folder_and_a_sound_copy(office: Bench, verifier: Any, capsys: pytest.CaptureFixture[str]) -> None:
    copy = copies.make(office.desk)
    for place in (office.desk.folder, copy.file):
        code, told = said(verifier, place, capsys)
        assert (code, told.startswith(f"Nguyên vẹn: {copy.counted.events} sự kiện")) == (0, True), told
    assert said(verifier, office.desk.folder / "nowhere", capsys)[0] == 2


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE events SET text = replace(text, '2019', '2018') WHERE seq = 5", "chuỗi xác nhận không khớp"),
        ("UPDATE events SET actor = 'x' WHERE seq = 5", "cột lưu khác với nội dung"),
        ("UPDATE events SET day = '2019-10-08' WHERE type = 'MatterOpened'", "cột lưu khác với nội dung"),
        ("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)", "Đầu chuỗi"),
        ("DELETE FROM events WHERE seq = 4", "thiếu sự kiện"),
        ("UPDATE register_rows SET content = replace(content, 'Văn', 'Vắn')", "đã bị thay đổi"),
        ("DELETE FROM register_rows WHERE kind = 'party'", "đã mất"),
        ("UPDATE blobs SET bytes = bytes || x'00'", "đã bị thay đổi"),
        ("DELETE FROM blobs", "đã mất"),
        ("INSERT INTO blobs VALUES ('ab', x'00')", "không có trong nhật ký"),
    ],
)
def test_what_was_changed_is_found(
    office: Bench, verifier: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path, statement: str, words: str
) -> None:
    file = copies.make(office.desk, tmp_path / "copy.db").file
    connection = sqlite3.connect(file)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()
    code, told = said(verifier, file, capsys)
    assert code == 1
    assert words in told
