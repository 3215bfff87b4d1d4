"""Another version of the program in the place of this one: verified, unpacked beside it, tested, and only then in use; and back.

Whatever dies at whichever step, the old program or the new one is in use, whole: a folder gets its name when everything in it is
on the disk, and what is in use changes by one small file (``switched``).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop import __version__, switched
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.files import part_of, to_disk, try_folder, write_own
from thads_desktop.services.packs_held import is_newer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from thads_desktop.exchange.program import File, Program

#: Seconds that a new program has for its test of itself.
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program that runs stands: its folder, its version and system. The folders of other versions lie beside it."""

    folder: Path
    version: str
    platform: str

    @property
    def root(self) -> Path:
        """The folder that holds the programs and the file that says which is in use."""
        return self.folder.parent


@dataclass(frozen=True, slots=True)
class Switched:
    """What is in use from now on: version and folder ("" where it is not known), the one before, the copy of the data made then."""

    version: str
    folder: Path
    before: Path
    copy: str


def place() -> Place:
    """The place of the built program that runs. Refused("program.from_source") for one that was not built."""
    from thads_desktop.exchange.program import here

    if not getattr(sys, "frozen", False):
        raise Refused(Refusal("program.from_source"))
    return Place(Path(sys.executable).resolve().parent, __version__, here())


def look(at: Place, data: bytes, publishers: Mapping[str, str]) -> Program:
    """The new program in a signed file, judged but not unpacked. Refused("package.*" | "pack.*" | "program.*")."""
    from thads_desktop.exchange import program

    found = program.read(data, publishers)
    if found.platform != at.platform:
        raise Refused(Refusal("program.other_system", {"platform": found.platform, "here": at.platform}))
    if not is_newer(found.version, at.version):
        raise Refused(Refusal("program.not_newer", {"version": found.version, "have": at.version}))
    if not any(f.path == switched.PROGRAM and f.run for f in found.files):
        raise Refused(Refusal("program.bad_file", {"file": switched.PROGRAM}))
    return found


def install(at: Place, found: Program, back_up: Callable[[], str], tell: Callable[[str], object] = lambda _: None) -> Switched:
    """Put the new program beside this one and in use. back_up: makes a copy of the data, says where ("" = there are none yet).

    Refused("program.*") with the old program still in use; a folder that was begun is made anew the next time.
    """
    folder = at.root / f"thads-desktop-{found.version}"
    _refuse_no_place(at, found)
    copy = back_up()
    _put(found, folder, tell)
    _point(at, switched.Pointer(folder.name, at.folder.name, copy))
    return Switched(found.version, folder, at.folder, copy)


def back(at: Place) -> Switched:
    """The version before is in use again. Refused("program.no_way_back")."""
    pointer = switched.read(at.root)
    if not pointer.before or not (at.root / pointer.before / switched.PROGRAM).is_file():
        raise Refused(Refusal("program.no_way_back"))
    try_folder(at.root)
    _point(at, switched.Pointer(pointer.before, pointer.now, pointer.copy))
    return Switched("", at.root / pointer.before, at.root / pointer.now, pointer.copy)


def self_test(program: Path) -> str:
    """Run a program's test of itself, apart from everything here; what went wrong, "" = it passed."""
    environment = {**switched.environment_for(os.environ, stay=True), "QT_QPA_PLATFORM": "offscreen"}
    try:
        with tempfile.TemporaryDirectory() as empty:
            done = subprocess.run(  # noqa: S603 - signed by the publisher, every byte compared
                [str(program), "self-test"], check=False, cwd=empty, env=environment, timeout=PATIENCE, capture_output=True,
                encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL,
            )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"không chạy được: {type(error).__name__}"
    if done.returncode == 0:
        return ""
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("CHƯA ĐẠT")]
    return "; ".join(said) or f"mã thoát {done.returncode}"


def _refuse_no_place(at: Place, found: Program) -> None:
    try:
        try_folder(at.root)
        free = shutil.disk_usage(at.root).free
    except OSError as error:
        raise Refused(Refusal("program.cannot_write", {"folder": str(at.root)})) from error
    # Twice: a copy of the data is made before, and a full disk helps nobody.
    if free < 2 * found.size:
        raise Refused(Refusal("program.no_room", {"free": str(free // 10**6), "needed": str(2 * found.size // 10**6)}))


def _put(found: Program, folder: Path, tell: Callable[[str], object]) -> None:
    """The folder with every file as signed, under its name only when all of it is on the disk and has tested itself."""
    if folder.exists():
        if not _is(found, folder):
            raise Refused(Refusal("program.in_the_way", {"folder": str(folder)}))
        tell("Bản mới đang tự kiểm tra …")
        _try(found, folder)
        return
    part = part_of(folder)
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        tell("Đang giải nén bản mới …")
        _unpack(found, part)
        tell("Bản mới đang tự kiểm tra …")
        _try(found, part)
        part.replace(folder)
        to_disk(folder.parent)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise Refused(Refusal("program.cannot_write", {"folder": str(folder.parent)})) from error
    except Refused:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _unpack(found: Program, folder: Path) -> None:
    from thads_desktop.exchange.program import unpacked

    for file, data in unpacked(found):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.link:
            target.symlink_to(file.link)
        else:
            write_own(target, data, 0o777 if file.run else 0o666)


def _try(found: Program, folder: Path) -> None:
    says = self_test(folder / switched.PROGRAM)
    if says:
        raise Refused(Refusal("program.self_test", {"version": found.version, "says": says}))


def _is(found: Program, folder: Path) -> bool:
    """The folder holds this very program, as after a death between its unpacking and its use."""
    try:
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        return there == {f.path for f in found.files} and all(_same(folder / f.path, f) for f in found.files)
    except OSError:
        return False


def _same(path: Path, file: File) -> bool:
    if file.link or path.is_symlink():
        return path.is_symlink() and path.readlink().as_posix() == file.link
    return hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def _point(at: Place, pointer: switched.Pointer) -> None:
    try:
        write_own(at.root / switched.FILE, switched.text(pointer))
    except OSError as error:
        raise Refused(Refusal("program.cannot_write", {"folder": str(at.root)})) from error
