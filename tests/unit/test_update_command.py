"""``update FILE`` without a window: a pack that the superior signed, tried, installed and taken back; the script that signs one."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.office import PARENT, bench, reopen
from tests.packs import longer, packed, trusted_superior
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import pack, signature

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, bytes]:
    """A data folder that trusts its department's key, and the private part of that."""
    made = bench(tmp_path / "data", DAY)
    key = trusted_superior(made.desk, tmp_path)
    made.desk.close()
    return tmp_path / "data", key


def due(folder: Path) -> int:
    desk = reopen(folder, FixedClock(DAY))
    try:
        return desk.rules.term("R01", DAY).n
    finally:
        desk.close()


def test_a_pack_is_tried_installed_and_taken_back(
    office: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, key = office
    file = tmp_path / "goi.thads"
    file.write_bytes(packed(longer(), secret=key))
    command = ["update", str(file), "--data", str(folder), "--today", "2019-10-07"]
    assert main([*command, "--dry-run"]) == 0
    assert "→ 7 ngày làm việc" in capsys.readouterr().out
    assert due(folder) == 5
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["installed"], told["publisher"], told["changes"][0]["what"]) == (True, PARENT, "thay")
    assert due(folder) == 7
    assert list((folder / "sao-luu").glob("*.db")), "a copy was made before"
    assert main(command) == 2
    assert "đã cài rồi" in capsys.readouterr().err
    assert main(["verify", "--data", str(folder)]) == 0
    assert main(["update", "--withdraw", "quy-dinh", "--data", str(folder), "--today", "2019-10-07"]) == 0
    assert due(folder) == 5


@pytest.mark.parametrize(
    ("content", "said"), [(b"PK", "gói"), (b"", "gói"), (b"x" * 10, "không phải là gói"), (packed(longer()), "Chưa tin khóa")]
)
def test_what_is_no_pack_of_a_known_publisher_is_refused(
    office: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = tmp_path / "goi.thads"
    file.write_bytes(content)
    assert main(["update", str(file), "--data", str(office[0])]) == 2
    assert said in capsys.readouterr().err.replace("Gói", "gói")


def test_without_a_file_and_with_a_package_of_another_kind_it_says_what_to_do(
    office: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["update", "--data", str(office[0])]) == 2
    assert "hãy nêu tệp" in capsys.readouterr().err
    assert main(["update", str(tmp_path / "cuc.thads"), "--data", str(office[0])]) == 2
    assert "hãy chọn đúng tệp" in capsys.readouterr().err


def test_the_independent_checker_knows_the_bytes_of_a_pack(office: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, key = office
    file = tmp_path / "goi.thads"
    file.write_bytes(packed(longer(), secret=key))
    assert main(["update", str(file), "--data", str(folder), "--today", "2019-10-07"]) == 0
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / "verify_store.py"), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_script_makes_a_key_and_signs_a_folder(tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "scripts" / "make_pack.py")]
    key, out, folder = tmp_path / "publisher.key", tmp_path / "goi.thads", tmp_path / "noi-dung"
    made = subprocess.run([*script, "new-key", str(key)], capture_output=True, text=True, check=True)
    assert (len(key.read_bytes()), key.stat().st_mode & 0o077) == (32, 0)
    assert signature.public_of(key.read_bytes()).hex() in made.stdout
    assert subprocess.run([*script, "new-key", str(key)], capture_output=True, check=False).returncode == 1
    (folder / "law").mkdir(parents=True)
    (folder / "law" / "terms.toml").write_bytes(longer()["law", "terms.toml"])
    options = ["--key", str(key), "--id", "quy-dinh", "--version", "3", "--title", "Quy định 2027", "--out", str(out)]
    subprocess.run([*script, "pack", str(folder), *options], check=True, capture_output=True)
    found = pack.read(out.read_bytes(), {signature.fingerprint(signature.public_of(key.read_bytes())): "X"})
    assert (found.id, found.version, found.title, dict(found.files)) == ("quy-dinh", 3, "Quy định 2027", longer())
