"""Which of the program folders beside each other is the one in use: a small file in the folder that holds them.

An update never touches the folder that runs: the new program lies beside it, and this file is what changes, at once. The program
that a shortcut starts reads it before anything else and hands over. Standard library only; what cannot be read names nothing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "ban-dang-dung.json"
PROGRAM = "thads-desktop.exe" if sys.platform == "win32" else "thads-desktop"
#: Set for a program that is to stay itself: the one that tests itself before it is in use.
STAY = "THADS_DESKTOP_STAY"
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,80}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """now, before: names of folders ("" = none); copy: the copy of the data made before the last update, for the way back."""

    now: str = ""
    before: str = ""
    copy: str = ""


def read(root: Path) -> Pointer:
    """What the file says; nothing where it is not there or says nothing usable."""
    try:
        plain = json.loads((root / FILE).read_text(encoding="utf-8"))
        found = Pointer(**{name: str(plain.get(name, "")) for name in ("now", "before", "copy")})
    except (OSError, ValueError, AttributeError, RecursionError):
        return Pointer()
    named = all(_FOLDER.fullmatch(name) for name in (found.now, found.before) if name)
    return found if named else Pointer()


def text(pointer: Pointer) -> bytes:
    """The bytes of the file."""
    return json.dumps(asdict(pointer), ensure_ascii=False, indent=1).encode()


def other(program: Path, environment: Mapping[str, str]) -> Path | None:
    """The program that is in use in the place of this one (its file); None = this one stays."""
    if environment.get(STAY):
        return None
    own = program.parent
    name = read(own.parent).now
    if not name or name == own.name:
        return None
    found = own.parent / name / PROGRAM
    return found if found.is_file() else None


def environment_for(environment: Mapping[str, str], *, stay: bool = False) -> dict[str, str]:
    """The environment in which another frozen program starts: without what this one's start file put into it."""
    made = {name: value for name, value in environment.items() if not name.startswith("_PYI_") and name not in ("_MEIPASS2", STAY)}
    if "LD_LIBRARY_PATH_ORIG" in made:
        made["LD_LIBRARY_PATH"] = made.pop("LD_LIBRARY_PATH_ORIG")
    elif getattr(sys, "frozen", False):
        made.pop("LD_LIBRARY_PATH", None)
    made["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return {**made, STAY: "1"} if stay else made


def hand_over(program: Path, arguments: list[str]) -> None:
    """Become the program in use, when it is another one. Returns when this one stays, also when the other cannot be started."""
    found = other(program, os.environ)
    if found is None:
        return
    try:
        if sys.platform == "win32":
            sys.exit(subprocess.call([str(found), *arguments], env=environment_for(os.environ)))  # noqa: S603 - the program itself
        os.execve(found, [str(found), *arguments], environment_for(os.environ))  # noqa: S606 - the program itself
    except OSError:
        return
