"""Start file of the frozen program."""

from __future__ import annotations

import os
import sys
from multiprocessing import freeze_support
from pathlib import Path


def _give_output_a_place() -> None:
    """A Windows program without a console has no output at all: use the console that started it, or none."""
    if sys.stdout is not None and sys.stderr is not None:
        return
    target = os.devnull
    if sys.platform == "win32":
        from ctypes import windll

        attach_parent = -1
        if windll.kernel32.AttachConsole(attach_parent):
            target = "CONOUT$"
    stream = Path(target).open("w", encoding="utf-8", errors="replace")  # noqa: SIM115 - open until the program ends
    sys.stdout, sys.stderr = sys.stdout or stream, sys.stderr or stream


if __name__ == "__main__":
    freeze_support()  # a child process for returns and papers starts here again
    from thads_desktop.switched import hand_over

    if getattr(sys, "frozen", False):
        hand_over(Path(sys.executable), sys.argv[1:])
    _give_output_a_place()
    from thads_desktop.__main__ import main

    sys.exit(main())
