"""The program started as a person starts it, in a process of its own: wizard, every page by its key, a judgment, close."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from thads_desktop.domain.clock import SystemClock
from thads_desktop.services import access

pytestmark = pytest.mark.timeout(120)
#: As the hands type it.
PASSWORD = "một câu dễ nhớ"
HANDS = Path(__file__).with_name("hands.py")


def test_from_the_wizard_to_the_first_judgment(tmp_path: Path) -> None:
    folder = tmp_path / "dữ liệu"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(HANDS), str(folder)],
        capture_output=True, text=True, check=False, timeout=100, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "OFFICE Chi cục Thi hành án dân sự quận Lê Chân" in done.stdout
    assert "SHEET Còn lại: thử chín từ, xóa tệp PDF." in done.stdout
    assert (folder / "thads.db").read_bytes()[:6] != b"SQLite", "what was typed stands there encrypted"
    assert done.stdout.count("PAGE") >= 10
    assert "THEN Quyết định thi hành án" in done.stdout
    assert "LEFT 0" in done.stdout, "windows left for the end of the program"
    assert "Traceback" not in done.stderr
    desk = access.sign_in(folder, SystemClock(), "hong", PASSWORD)
    desk.look_through()
    desk.close()
