"""Build the frozen program from build.spec, look at what is in it, pack it, and run its self-test.

python scripts/freeze.py [--dist FOLDER] [--work FOLDER]

Exit code 0 only when no module of Qt is inside that this program does not use, the packed folder is under 150 MB, and the self-test
passes: without a screen, without the environment of this checkout, in an empty folder, so that nothing but the bundle can answer, and
without a change of any file of the bundle, so that it may lie where nobody may write.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Bytes of the packed folder.
MOST = 150_000_000
#: Modules of Qt that may be inside, and why. All are under the LGPL; those under the GPL alone (charts, data visualization, graphs,
#: virtual keyboard, network authorization, HTTP server, Quick 3D, Lottie, Wayland compositor) are not among them.
QT = {
    "Core": "used", "Gui": "used", "Widgets": "used", "Svg": "used", "Pdf": "used", "PrintSupport": "used",
    "Network": "QtPdf is linked to it", "DBus": "QtGui is linked to it", "XcbQpa": "windows under X11",
    "WaylandClient": "windows under Wayland", "WlShellIntegration": "windows under Wayland", "OpenGL": "windows under Wayland",
}  # fmt: skip
_MODULE = re.compile(r"(?:lib)?Qt6?([A-Z0-9][A-Za-z0-9]*)(?:\.(?:dll|pyd|dylib|so|abi3|cpython|framework|\d)[.\w-]*)?")
#: Libraries under the GPL that some Python module would bring along.
_GPL = re.compile(r"(?:lib)?(?:readline|gdbm|gsl|fftw3|poppler)[-.\d]*\.(?:so|dll|dylib)[.\d]*")


def foreign(bundle: Path) -> list[str]:
    """Every file of a bundle that belongs to a module of Qt outside the list, or to a library under the GPL; in order."""
    found = []
    for path in bundle.rglob("*"):
        module = _MODULE.fullmatch(path.name)
        if (module and path.name != "Qt" and module[1] not in QT) or _GPL.fullmatch(path.name):
            found.append(path.relative_to(bundle).as_posix())
    return sorted(found)


def build(dist: Path, work: Path) -> Path:
    """Run PyInstaller; the program's file. Raises CalledProcessError when the build or its own checks fail."""
    command = [
        sys.executable, "-m", "PyInstaller", str(ROOT / "build.spec"), "--noconfirm", "--log-level", "ERROR",
        "--distpath", str(dist), "--workpath", str(work),
    ]  # fmt: skip
    subprocess.run(command, check=True, cwd=ROOT)
    return dist / "thads-desktop" / ("thads-desktop.exe" if sys.platform == "win32" else "thads-desktop")


def packed(bundle: Path) -> Path:
    """The folder as one compressed file beside it, as it is handed out: with its links and rights where the system has them."""
    name = f"{bundle.name}-{sys.platform}"
    if sys.platform != "win32":
        made = bundle.with_name(f"{name}.tar.gz")
        with tarfile.open(made, "w:gz", compresslevel=6) as tar:
            tar.add(bundle, bundle.name)
        return made
    target = bundle.with_name(f"{name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as box:
        for path in sorted(p for p in bundle.rglob("*") if p.is_file()):
            box.write(path, Path(bundle.name, path.relative_to(bundle)))
    return target


def state(bundle: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file."""
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in bundle.rglob("*") if p.is_file()}


def self_test(program: Path) -> int:
    """Exit code of the frozen program's self-test."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "LOCALAPPDATA")
    environment = {name: os.environ[name] for name in kept if name in os.environ} | {"QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as empty:
        return subprocess.run(
            [str(program), "self-test"], check=False, cwd=empty, env=environment, timeout=300
        ).returncode


def main() -> int:
    """Build, look, pack, test, say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "frozen")
    options = parser.parse_args()
    program = build(options.dist.resolve(), options.work.resolve())
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
    handed_out = packed(program.parent)
    compressed = handed_out.stat().st_size
    print(f"{program.parent}: {size / 1e6:.0f} MB; {handed_out.name}: {compressed / 1e6:.0f} MB", flush=True)
    if unwanted := foreign(program.parent):
        sys.exit(f"not to be shipped: {', '.join(unwanted)}")
    if compressed >= MOST:
        sys.exit(f"{compressed / 1e6:.0f} MB packed, at most {MOST / 1e6:.0f} are promised")
    before = state(program.parent)
    code = self_test(program)
    if state(program.parent) != before:
        sys.exit("the self-test changed a file of the bundle: it could not lie where nobody may write")
    return code


if __name__ == "__main__":
    sys.exit(main())
