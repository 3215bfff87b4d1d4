"""The store looked through while the window is open: quickly once a day, whole once a week, on a thread of its own that rests."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from thads_desktop.services import watch
from thads_desktop.ui.worker import Cancelled, Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.refusal import Trouble
    from thads_desktop.ui.run import DeskWindow

#: Milliseconds: after the window was shown, and between two looks at the calendar.
FIRST, BETWEEN = 90_000, 1_800_000
#: Seconds left to everybody else after each small part.
REST = 0.01


class KeepSound(QObject):
    """Looks when it is time, tells what it finds in a counted sentence with a way out."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        # Of its own: the window's long work does not wait for it.
        self._worker = Worker(on_trouble=self._troubled, on_crash=window.worker.on_crash)
        self._busy = False
        window.gone.connect(lambda _window: self._worker.close())
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN)
        self._timer.timeout.connect(self.look)
        if not window.desk.practice:
            QTimer.singleShot(FIRST, self, self._begin)

    def _begin(self) -> None:
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """End the looking: the folder is let go of."""
        self._timer.stop()
        self._worker.close()

    def look(self) -> None:
        """Look if it is time."""
        desk = self._window.desk
        if self._busy or desk.damaged or desk.closed or not (watch.whole_due(desk) or watch.quick_due(desk)):
            return
        self._busy = True

        def work(_progress: object, cancelled: Callable[[], bool]) -> str:
            def pause() -> None:
                if cancelled():
                    raise Cancelled
                sleep(REST)

            if watch.whole_due(desk):
                return watch.whole(desk, pause)
            watch.quick(desk, pause)
            return ""

        self._worker.run_long(work, self._said, on_cancelled=self._free, on_trouble=self._troubled, owner=self)

    def _said(self, said: str) -> None:
        self._free()
        if said:
            from thads_desktop.ui import copies_actions

            self._window.warn(said, ("Sửa…", lambda: copies_actions.repair(self._window)))

    def _troubled(self, trouble: Trouble) -> None:
        self._free()
        self._window.trouble(trouble)

    def _free(self) -> None:
        self._busy = False
