"""README tells the truth: its commands are run as written, its pictures are there, its make targets exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.timeout(180)


def test_the_commands_lead_from_a_register_to_a_consolidated_return(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "thads_desktop"]
    demo = [*run, "demo", "--matters", "30", "--offices", "1", "--out", str(tmp_path / "build" / "demo")]
    subprocess.run(demo, check=True, capture_output=True, timeout=170)
    commands = [shlex.split(line[2:]) for line in README.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 7
    for words in commands:
        assert words[0] == ".venv/bin/thads-desktop"
        done = subprocess.run([*run, *words[1:]], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, (words, done.stderr)
    made = {file.suffix for file in (tmp_path / "build" / "try" / "tong-hop").iterdir()}
    assert made == {".pdf", ".xlsx", ".thads"}


def test_every_picture_and_page_named_is_there() -> None:
    named = re.findall(r"\]\(([^)h][^)]*)\)", README)
    assert len(named) >= 8
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_make_target_named_exists_and_the_two_come_first() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"`make ([a-z-]+)", README))
    assert {t for t in targets if not re.search(rf"^{t}:", makefile, re.MULTILINE)} == set()
    first = re.search(r"```\n(.*?)```", README, re.DOTALL)
    assert first is not None
    assert first[1].split("\n")[:2] == ["make demo", "make test"]
