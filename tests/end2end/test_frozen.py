"""The program frozen by build.spec starts, finds its data and passes its self-test without this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> subprocess.CompletedProcess[str]:
    """The build and its self-test; ``args[-1]`` is the folder it was built into."""
    out = tmp_path_factory.mktemp("frozen")
    command = [
        sys.executable,
        str(root / "scripts" / "freeze.py"),
        "--work",
        str(out / "work"),
        "--dist",
        str(out / "dist"),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=880)


def test_the_frozen_program_passes_its_own_self_test(built: subprocess.CompletedProcess[str]) -> None:
    assert built.returncode == 0, built.stdout + built.stderr
    assert "đạt  cửa sổ" in built.stdout


def test_the_frozen_program_answers_on_the_command_line(
    built: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    program = os.path.join(built.args[-1], "thads-desktop", "thads-desktop")  # noqa: PTH118 - with .exe on Windows
    answer = subprocess.run(
        [program, "tool", "words", "1234567"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=tmp_path,
        encoding="utf-8",
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    expected = "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng"
    assert answer.stdout.strip().lower() == expected.lower()
