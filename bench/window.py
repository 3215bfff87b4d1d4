"""One process that opens a window, says how long that took and how much memory it holds, and ends.

``python -m bench.window desk FOLDER`` or ``python -m bench.window bare``: seconds count from the process's start.
``python -m bench.window login FOLDER NAME PASSWORD``: from Enter on the password, typed for a few seconds, to the first rows.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def _since_start() -> float:
    ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    up = float(Path("/proc/uptime").read_text().split()[0])
    return up - ticks / os.sysconf("SC_CLK_TCK")


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def bare() -> None:
    """A QMainWindow and nothing else."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv)
    window = QMainWindow()
    window.show()
    app.processEvents()


def desk(folder: str) -> None:
    """Our window, until the list of matters has painted its first rows."""
    import gc

    gc.disable()  # as the program itself does until its window is shown

    from datetime import date

    from PySide6.QtCore import QTimer

    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.services import access, demo_desk
    from thads_desktop.ui.run import ready_window

    known = (demo_desk.LOGIN, demo_desk.PASSWORD) if access.has_accounts(Path(folder)) else None
    app, window = ready_window(Path(folder), FixedClock(date(2020, 10, 5)), known)
    watch = QTimer()
    watch.timeout.connect(lambda: app.quit() if window.first_rows_painted() else None)
    watch.start(1)
    QTimer.singleShot(30_000, app.quit)
    # As the program itself: the application's own loop, in which nobody sleeps.
    app.exec()


#: Milliseconds for which a name and a password are typed: what is loaded meanwhile does not count.
TYPING = 4_000


def login(folder: str, name: str, password: str) -> float:
    """Seconds from Enter to the painted list of matters."""
    import gc

    gc.disable()

    from datetime import date
    from time import perf_counter

    from PySide6.QtCore import QTimer

    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.ui import run
    from thads_desktop.ui.dialogs.login import LoginDialog

    app = run.make_app()
    dialog = LoginDialog(Path(folder), FixedClock(date(2020, 10, 5)))
    began = [0.0]

    def enter() -> None:
        dialog.first.fields["login"].set_value(name)
        dialog.first.fields["password"].set_value(password)
        began[0] = perf_counter()
        dialog.first.accept()

    QTimer.singleShot(TYPING, enter)
    dialog.exec()
    assert dialog.desk is not None
    window = run.window_for(dialog.desk)
    window.show()
    watch = QTimer()
    watch.timeout.connect(lambda: app.quit() if window.first_rows_painted() else None)
    watch.start(1)
    app.exec()
    return perf_counter() - began[0]


if __name__ == "__main__":
    said = {"login": lambda: login(*sys.argv[2:5]), "bare": bare, "desk": lambda: desk(sys.argv[2])}[sys.argv[1]]()
    print(json.dumps({"seconds": said if said is not None else _since_start(), "megabytes": _megabytes()}), flush=True)
    os._exit(0)
