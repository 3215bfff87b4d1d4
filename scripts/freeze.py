"""Build the frozen program from build.spec and run its self-test.

python scripts/freeze.py [--dist FOLDER] [--work FOLDER]

The self-test runs without a screen, without the environment of this checkout and in an empty folder, so that
nothing but the bundle can answer. Exit code 0 only when it passes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build(dist: Path, work: Path) -> Path:
    """Run PyInstaller; the program's file. Raises CalledProcessError when the build or its own checks fail."""
    command = [
        sys.executable, "-m", "PyInstaller", str(ROOT / "build.spec"), "--noconfirm", "--log-level", "ERROR",
        "--distpath", str(dist), "--workpath", str(work),
    ]  # fmt: skip
    subprocess.run(command, check=True, cwd=ROOT)
    return dist / "thads-desktop" / ("thads-desktop.exe" if sys.platform == "win32" else "thads-desktop")


def self_test(program: Path) -> int:
    """Exit code of the frozen program's self-test."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "LOCALAPPDATA")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {"QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as empty:
        return subprocess.run(
            [str(program), "self-test"], check=False, cwd=empty, env=environment, timeout=300
        ).returncode


def main() -> int:
    """Build, test, say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "frozen")
    options = parser.parse_args()
    program = build(options.dist.resolve(), options.work.resolve())
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{program.parent}: {size / 1e6:.0f} MB", flush=True)
    return self_test(program)


if __name__ == "__main__":
    sys.exit(main())
