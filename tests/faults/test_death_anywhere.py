"""Every command dies before its SQL statements and changes of files; afterwards the store opens, verifies, and is old or new."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import programs

ROOT = Path(__file__).resolve().parents[2]
#: Engine -> how many commands make sense on it.
COMMANDS = {"sqlite": 23, "postgresql": 20}


def died(folder: Path, engine: str, some: int, seconds: int) -> dict[str, int]:
    if engine == "postgresql" and programs() is None and os.environ.get("THADS_NEED_POSTGRES") != "1":
        pytest.skip("no PostgreSQL here")
    words = [sys.executable, "-m", "tests.faults.die_anywhere", str(folder), "--engine", engine, "--some", str(some)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds)
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-3000:]
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    found = {name: int(count) for name, count in lines}
    assert len(found) == COMMANDS[engine]
    return found


@pytest.mark.timeout(400)
@pytest.mark.parametrize("engine", COMMANDS)
def test_a_few_deaths_of_every_command(tmp_path: Path, engine: str) -> None:
    found = died(tmp_path, engine, 2, 390)
    assert all(count == 2 for count in found.values()), found


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("engine", COMMANDS)
def test_every_death_of_every_command(tmp_path: Path, engine: str) -> None:
    found = died(tmp_path, engine, 0, 3590)
    assert sum(found.values()) > 500, found
