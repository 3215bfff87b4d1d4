"""The separate verifier agrees with the program's on a sound store, and finds any changed byte of what was written once."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import OFFICE, PARENT, Bench, bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import copies, first_account, people
from thads_desktop.services.desk import Desk
from thads_desktop.storage import cipher

PASSWORD = "mật khẩu dễ nhớ"
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
    assert "thads_desktop" not in text


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


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Desk]:
    """The same office under lock."""
    made = first_account.found(
        tmp_path / "kin", FixedClock(date(2019, 10, 7)), "Minh", PASSWORD,
        lambda desk: people.set_up_whole(desk, OFFICE, PARENT, "district", ["Trần Thị Bình"], "Phạm Quang Minh"),
    )  # fmt: skip
    yield made.desk
    made.desk.close()


def test_an_encrypted_folder_and_a_copy_with_account_and_password(
    locked: Desk, verifier: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("THADS_ACCOUNT", raising=False)
    copy = copies.make(locked)
    alone = tmp_path / "mang-di.db"
    shutil.copy(copy.file, alone)
    for place in (locked.folder, alone):
        code, told = said(verifier, place, capsys)
        assert (code, "THADS_ACCOUNT" in told) == (2, True)
    monkeypatch.setenv("THADS_ACCOUNT", "MINH")
    monkeypatch.setenv("THADS_PASSWORD", "sai mat khau")
    assert said(verifier, alone, capsys)[0] == 2
    (tmp_path / "mk.txt").write_text(PASSWORD + "\n", encoding="utf-8")
    for place in (locked.folder, alone):
        code = verifier.main([str(place), "--password-file", str(tmp_path / "mk.txt")])
        told = capsys.readouterr().out
        assert (code, told.startswith(f"Nguyên vẹn: {copy.counted.events} sự kiện")) == (0, True), told
        assert copy.counted.head[:16] in told
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    connection = cipher.connect(alone, cipher.key_of(locked.folder))
    connection.execute("DROP TRIGGER rows_update")
    connection.execute("UPDATE register_rows SET content = '{}' WHERE kind = 'office'")
    connection.close()
    code, told = said(verifier, alone, capsys)
    assert (code, "Dòng sổ office" in told) == (1, True), told
    turned = bytearray(copy.file.read_bytes())
    turned[5 * 4096 + 99] ^= 1
    alone.write_bytes(turned)
    code, told = said(verifier, alone, capsys)
    assert (code, "hỏng" in told) == (1, True), told
