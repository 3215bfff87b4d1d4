"""Update the program and die before the n-th change of a file or folder, for every n; then look at what is in use.

A program of its own (one thread), so that it may fork: ``python -m tests.faults.die_updating FOLDER``. Prints how many deaths.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from tests.programs import PUBLISHERS, signed, stands, whole
from thads_desktop import switched
from thads_desktop.services import program_update
from thads_desktop.services.program_update import Place

DIED = 77
_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"}


def die_at(n: int, below: Path) -> None:
    """End this process before its n-th change of anything below a folder; the audit hook stays for good."""
    seen = [0]
    start = str(below)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (event in _CHANGES or writes) and str(args[0]).startswith(start):
            seen[0] += 1
            if seen[0] == n:
                os._exit(DIED)

    sys.addaudithook(hook)


def update(at: Place, data: bytes) -> None:
    """The act under test."""
    program_update.install(at, program_update.look(at, data, PUBLISHERS), lambda: "")


def main(scratch: Path) -> int:
    """Die everywhere once; the number of deaths. AssertionError when what is in use then is not whole."""
    data, n = signed("0.2.0"), 0
    signed_by_now = program_update.look(stands(scratch / "warm"), data, PUBLISHERS)
    assert signed_by_now.version == "0.2.0"
    while True:
        n += 1
        root = scratch / "trial"
        shutil.rmtree(root, ignore_errors=True)
        at = stands(root)
        child = os.fork()
        if child == 0:
            die_at(n, root)
            update(at, data)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, DIED), status
        _look(at, done=status == 0)
        if status == 0:
            print(n - 1)
            return n - 1
        if switched.other(at.folder / switched.PROGRAM, {}) is None:
            # What death left there is no hindrance.
            update(at, data)
            _look(at, done=True)


def _look(at: Place, *, done: bool) -> None:
    assert whole(at.folder, "0.1.0"), "the way back is not whole"
    other = switched.other(at.folder / switched.PROGRAM, {})
    assert other is not None or not done
    if other is not None:
        assert whole(other.parent, "0.2.0"), "what is in use is not whole"
        assert program_update.self_test(other) == ""


if __name__ == "__main__":
    sys.exit(0 if main(Path(sys.argv[1])) else 1)
