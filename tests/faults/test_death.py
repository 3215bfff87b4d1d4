"""Whatever dies before whichever statement: the store reopens whole, with the act and its paper, or with neither."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import programs

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("engine", "least", "step"), [("sqlite", 12, 2), ("postgresql", 3, 9), pytest.param("sqlite", 25, 1, marks=pytest.mark.long)]
)
def test_death_before_statements_while_a_decision_is_issued(tmp_path: Path, engine: str, least: int, step: int) -> None:
    if engine == "postgresql" and programs() is None and os.environ.get("THADS_NEED_POSTGRES") != "1":
        pytest.skip("no PostgreSQL here")
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.die", str(tmp_path), engine, str(step)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout.split()[-1]) > least
