"""Every command dies before its SQL statements and changes of files; afterwards the store opens, verifies, and is old or new."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def died(folder: Path, some: int, seconds: int) -> dict[str, int]:
    words = [sys.executable, "-m", "tests.faults.die_anywhere", str(folder), *(["--some", str(some)] if some else [])]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds)
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-3000:]
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    return {name: int(count) for name, count in lines}


@pytest.mark.timeout(400)
def test_a_few_deaths_of_every_command(tmp_path: Path) -> None:
    found = died(tmp_path, 2, 390)
    assert len(found) >= 23
    assert all(count >= 2 for count in found.values()), found


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_every_death_of_every_command(tmp_path: Path) -> None:
    found = died(tmp_path, 0, 3590)
    assert sum(found.values()) > 500, found
