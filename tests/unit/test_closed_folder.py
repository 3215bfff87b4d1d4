"""A data folder that takes no writing: what only reads is answered, from a private copy that goes again."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Trouble
from thads_desktop.services import file_folder
from thads_desktop.storage import reading_copy

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def contents(folder: Path) -> dict[Path, bytes]:
    """Of every file but the index of the journal, which says nothing."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm")}


@pytest.fixture
def closed(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder as a program that died left it, its journal not yet in the file; nobody may write there."""
    folder, room = tmp_path / "đĩa", tmp_path / "tạm"
    shutil.copytree(office.desk.folder, folder)
    assert (folder / "thads.db-wal").stat().st_size
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    monkeypatch.setenv("THADS_FOLDER_PASSWORD", file_folder.password())
    held = contents(folder)
    for place in (*folder.rglob("*"), folder):
        place.chmod(0o555 if place.is_dir() else 0o444)
    yield folder
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    assert contents(folder) == held
    assert list(room.iterdir()) == [], "the copy goes with the command"


@pytest.mark.parametrize(("command", "leaves"), [
    (["register", "04", "--year", "2020", "--out", "OUT"], True), (["registers"], False), (["forms"], False), (["matters"], False),
    (["outside", "procuracy", "--month", "10/2019"], False),
    (["outside", "ended", "--month", "10/2019", "--out", "OUT", "--recipient", "VKS", "--purpose", "kiểm sát"], True),
    (["folder", "01/QĐ-CCTHADS", "--out", "OUT", "--recipient", "VKS", "--purpose", "kiểm sát"], True),
])  # fmt: skip
def test_what_reads_is_answered(command: list[str], leaves: bool, closed: Path, office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(tmp_path / "ra") if word == "OUT" else word for word in command]
    assert main([*words, "--json", "--data", str(closed)], office.clock) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)
    assert "chỉ cho đọc: lệnh này đọc trên một bản chép tạm" in told.err
    assert ("không vào nhật ký của đơn vị" in told.err) == leaves
    assert bool(list((tmp_path / "ra").rglob("*"))) == leaves


def test_what_writes_says_at_once_what_to_do(closed: Path, office: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rebuild", "--data", str(closed)], office.clock) == 2
    assert "chép cả thư mục sang nơi ghi được rồi mở ở đó" in capsys.readouterr().err


def test_a_store_that_is_open_elsewhere_is_not_read_from_under_it(office: Bench) -> None:
    folder = office.desk.folder
    folder.chmod(0o555)
    try:
        assert reading_copy.is_closed(folder)
        with pytest.raises(Trouble) as trouble:
            reading_copy.taken(folder)
    finally:
        folder.chmod(0o755)
    assert trouble.value.code == "store.in_use"
    assert not reading_copy.is_closed(folder)


def test_a_wrong_password_leaves_no_copy(closed: Path, office: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("THADS_PASSWORD", "không phải")
    assert main(["matters", "--data", str(closed)], office.clock) == 2
    assert "mật khẩu" in capsys.readouterr().err.lower()
