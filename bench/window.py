"""One process that opens a window, says how long that took and how much memory it holds, and ends.

``python -m bench.window desk FOLDER`` or ``python -m bench.window bare``. Seconds count from the process's start.
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


def desk(folder: str) -> float:
    """Our window, until the list of matters has painted its first rows."""
    import gc

    gc.disable()  # as the program itself does until its window is shown

    from datetime import date

    from PySide6.QtCore import QTimer

    from bench import store
    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.services import access
    from thads_desktop.ui.app import make_app
    from thads_desktop.ui.run import window_for

    # As the program: what the window needs is loaded while one types the password.
    app = make_app()
    typed = _since_start()
    window = window_for(access.sign_in(Path(folder), FixedClock(date(2020, 10, 5)), store.LOGIN, store.PASSWORD))
    window.show()
    watch = QTimer()
    watch.timeout.connect(lambda: app.quit() if window.first_rows_painted() else None)
    watch.start(1)
    QTimer.singleShot(30_000, app.quit)
    # As the program itself: the application's own loop, in which nobody sleeps.
    app.exec()
    return _since_start() - typed


if __name__ == "__main__":
    after = 0.0
    if sys.argv[1] == "bare":
        bare()
    else:
        after = desk(sys.argv[2])
    print(json.dumps({"seconds": _since_start(), "megabytes": _megabytes(), "after_password": after}), flush=True)
    os._exit(0)
