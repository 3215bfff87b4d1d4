"""Files and folders of this computer let fall on a page, as if they had been chosen in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Watches ``widget``; run: given what fell on it. What is no file of this computer is not taken."""

    def __init__(self, widget: QWidget, run: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(widget)
        self._run = run
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not (files := dropped(event.mimeData())):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._run(files)
        return True


def dropped(data: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is let fall."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
