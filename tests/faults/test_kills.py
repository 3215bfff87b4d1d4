"""A few random kills in every run; ten thousand behind ``make kills``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.timeout(180)
def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", str(tmp_path), "--kills", "20", "--seed", "7"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "20 kills" in done.stdout
    assert int(done.stdout.split(" acknowledged")[0].split()[-1]) > 10
