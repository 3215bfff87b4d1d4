"""The window of an office without a screen, and waiting in its own loop."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.run import DeskWindow


@contextmanager
def window_of(desk: Desk) -> Iterator[DeskWindow]:
    """Shown as the program shows it, at rest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from thads_desktop.ui.app import make_app
    from thads_desktop.ui.garbage import Garbage
    from thads_desktop.ui.run import window_for

    make_app()
    window = window_for(desk)
    window.resize(1366, 768)
    window.show()
    gc.freeze()
    Garbage(window)
    wait(lambda: window.worker.busy == 0)
    try:
        yield window
    finally:
        window.worker.close()
        window.close()
        gc.unfreeze()
        gc.enable()


def wait(until: Callable[[], bool]) -> None:
    """As the program: its own loop, which leaves the processor to the readers while it waits."""
    from PySide6.QtCore import QEventLoop, QTimer

    if until():
        return
    loop, watch = QEventLoop(), QTimer()
    watch.timeout.connect(lambda: loop.quit() if until() else None)
    watch.start(1)
    loop.exec()
