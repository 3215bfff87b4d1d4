"""Copies while the window is open: looked after once a minute, said at the foot; a last one when it closes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.services import copies, sweep

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.run import DeskWindow

#: Milliseconds: after the window was shown, and between two looks.
FIRST, BETWEEN = 20_000, 60_000


class KeepCopies(QObject):
    """Makes copies when they are due, off the main thread."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._busy = False
        self._swept = False
        copies.guard(window.desk)
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN)
        self._timer.timeout.connect(self.look)
        if not window.desk.practice:
            QTimer.singleShot(FIRST, self, self._begin)

    def _begin(self) -> None:
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Make a copy if one is due, and say how far the copies are."""
        if self._busy:
            return
        self._busy, desk = True, self._window.desk

        def work(_progress: object, _cancelled: object) -> copies.State:
            if not self._swept:
                sweep.clear_left(desk)
                self._swept = True
            copies.make_if_due(desk)
            return copies.state(desk)

        self._window.worker.run_long(
            work, self._say, on_cancelled=self._free, on_refused=lambda _refusals: self._failed(), on_trouble=lambda _trouble: self._failed(),
            owner=self,
        )  # fmt: skip

    def _say(self, state: copies.State) -> None:
        self._free()
        sound = state.last is not None and (state.second_place is None or state.second_there)
        at = state.last.made.astimezone() if state.last is not None else None
        self._window.set_backup(sound, f"{at:%H:%M}" if at is not None else "")

    def _failed(self) -> None:
        self._free()
        self._window.set_backup(False)

    def _free(self) -> None:
        self._busy = False


def last_copy(desk: Desk) -> None:
    """When the window has gone: what changed since the last copy is copied, unless that cannot be done."""
    if desk.closed:
        # Another store stands in its place by now.
        return
    with suppress(Refused, Trouble):
        copies.make_if_due(desk, "close")
