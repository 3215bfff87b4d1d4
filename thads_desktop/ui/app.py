"""The program's Qt application: language, look, and what happens when something breaks.

``make_app`` is all that tests and pages need; ``run`` opens the office's data and the window.
"""

from __future__ import annotations

import faulthandler
import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication

from thads_desktop import __version__
from thads_desktop.ui import keys_first, theme, vietnamese_qt, wording
from thads_desktop.ui.crash import CrashHandler

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.ui.window import MainWindow

#: Zoom and place of the window, beside the data; nothing personal.
WINDOW_FILE = "window.json"
#: Minutes until the screen locks.
LOCK_USUAL, LOCK_MOST = 10, 240


def make_app(argv: Sequence[str] = ()) -> QApplication:
    """The one application: Vietnamese, the desk's look, following the system's light, dark and contrast."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([sys.argv[0], *argv])
    app.setApplicationName("thads-desktop")
    app.setApplicationDisplayName(wording.APP)
    app.setApplicationVersion(__version__)
    vietnamese_qt.install(app)
    theme.apply(app)
    keys_first.install(app)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.apply(app))
    return app


def install_crash_handler(clock: Clock, folder: Path) -> CrashHandler:
    """From here on nothing fails in silence: unexpected errors of any thread are written down and shown."""
    handler = CrashHandler(clock, folder / "logs")
    sys.excepthook = handler.caught
    threading.excepthook = lambda args: handler.thread_caught(args.exc_type, args.exc_value, args.exc_traceback)
    file = handler.fault_file()
    if file is not None:
        faulthandler.enable(file)
    return handler


def read_window(folder: Path) -> dict[str, Any]:
    """What was kept of the window; empty when there is nothing sound."""
    try:
        kept = json.loads((folder / WINDOW_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def keep_window(folder: Path, window: MainWindow) -> None:
    """Zoom and geometry for the next time; a folder that cannot be written loses only that."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    keep_here(folder, {"zoom": theme.zoom(), "geometry": geometry})


def keep_here(folder: Path, changed: dict[str, Any]) -> None:
    """Keep settings of this computer beside what was kept; a folder that cannot be written loses only that."""
    try:
        (folder / WINDOW_FILE).write_text(json.dumps({**read_window(folder), **changed}), encoding="utf-8")
    except OSError:
        return


def lock_minutes(folder: Path) -> int:
    """Minutes without key or mouse until this computer locks the screen; 0 = never, 10 where nobody chose."""
    kept = read_window(folder).get("lock")
    return kept if type(kept) is int and 0 <= kept <= LOCK_MOST else LOCK_USUAL


def keep_lock(folder: Path, minutes: int) -> None:
    """Keep them for this computer."""
    keep_here(folder, {"lock": minutes})


def restore_window(folder: Path, window: MainWindow) -> None:
    """Put zoom and geometry back as far as they are sound."""
    kept = read_window(folder)
    zoom, geometry = kept.get("zoom"), kept.get("geometry")
    if isinstance(zoom, int):
        window.set_zoom(zoom)
    window.fit_screen(QByteArray.fromBase64(geometry.encode("ascii", "replace")) if isinstance(geometry, str) else None)
    window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
