"""Python's search for garbage, on the main thread alone.

The search takes place wherever an object happens to be made, also on a worker's thread, and what it finds is destroyed there.
Qt's objects may only be destroyed on the thread they live on: anything else ends the program now and then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between two looks.
BETWEEN = 1000


class Garbage(QObject):
    """Takes the search over from Python, as often as Python would; lives as long as the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int:
        """Search the oldest generation that is due; which, -1 for none."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return generation
        return -1
