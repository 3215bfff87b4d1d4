"""Several desks on one store: what others did is seen within two seconds; a server that went away is said once, and what could
not be kept meanwhile is sent again when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from thads_desktop.domain.refusal import Trouble
from thads_desktop.services import others
from thads_desktop.ui import kept, wording

if TYPE_CHECKING:
    from thads_desktop.ui.window import MainWindow

#: Milliseconds between two looks.
BETWEEN = 1000


class Others(QObject):
    """Looks how far the store is, off the main thread. Only for a store that is shared."""

    def __init__(self, window: MainWindow, between: int = BETWEEN) -> None:
        super().__init__(window)
        self._window, self._seen = window, others.seen_now(window.desk)
        self._busy = False
        #: The server does not answer.
        self.away = self._warned = False
        window.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(between)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask, unless a question is on its way."""
        if self._busy:
            return
        self._busy = True
        desk, seen = self._window.desk, self._seen
        asked = self._window.worker.run_read(lambda: others.since(desk, seen), self._take, owner=self, on_trouble=self._lost)
        self._busy = bool(asked)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """While the server is away the window closes at the second asking only: what is typed lives in it alone."""
        if event.type() != QEvent.Type.Close or not self.away or self._warned:
            return False
        self._warned = True
        self._window.warn(wording.SERVER_AWAY_LEAVING)
        event.ignore()
        return True

    def _take(self, news: others.News) -> None:
        self._busy, self._seen = False, news.seen
        # Also after a long wait for another desk that wrote.
        kept.send_again(self._window.worker)
        if self.away:
            self.away = self._warned = False
            self._window.tell(wording.SERVER_BACK)
            self._window.worker.publish((*others.EVERY, others.MET_AGAIN))
        elif news.topics:
            self._window.worker.publish(news.topics)

    def _lost(self, trouble: Trouble) -> None:
        self._busy = False
        if not self.away:
            self.away = True
            self._window.trouble(trouble)
