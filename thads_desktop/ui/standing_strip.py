"""What stands in every window for as long as it is so: exchange is off since a restore; a drill is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from thads_desktop.services import drill_days, exchange_gate
from thads_desktop.services.desk import Desk
from thads_desktop.ui import theme

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Trouble
    from thads_desktop.ui.window import MainWindow

#: Trouble with the data folder that has its own way out.
DAMAGE = ("store.damaged", "store.lists", "store.lost", "keys.damaged", "keys.lost")
TOPIC = "exchange"


def way_out_of(window: MainWindow, what: Trouble) -> tuple[str, Callable[[], object]] | None:
    """The button beside a trouble: damage can be repaired, or a copy restored."""
    if what.code not in DAMAGE or not isinstance(window.desk, Desk) or window.desk.closed:
        return None
    from thads_desktop.ui import copies_actions

    return "Sửa hoặc phục hồi…", lambda: copies_actions.repair(window)


class StandingStrip(QFrame):
    """A line in the colour of a warning beneath the top line; hidden while nothing stands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("standing")
        self._window = window
        self._put_off = False
        self._run: Callable[[], object] | None = None
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName("standing-way-out")
        self.button.clicked.connect(lambda _checked=False: self._go())
        self.later = QPushButton("Để sau")
        self.later.clicked.connect(lambda _checked=False: self._later())
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GRID * 3, theme.GRID, theme.GRID * 2, theme.GRID)
        line.addWidget(self.label, 1)
        for button in (self.button, self.later):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.addWidget(button)
        self.hide()
        if isinstance(window.desk, Desk):
            window.worker.subscribe(self, (TOPIC,), lambda _topics: self.ask())
            # Once the window has its first page.
            QTimer.singleShot(0, self, self.ask)

    def ask(self) -> None:
        """Ask what stands."""
        desk: Any = self._window.desk
        first = bool(self._window.places) and not self._put_off

        def look() -> tuple[exchange_gate.Off | None, str]:
            return exchange_gate.of(desk), drill_days.due(desk) if first else ""

        self._window.worker.run_read(look, self._take, key=f"standing-{id(self)}", owner=self, on_trouble=lambda _trouble: None)

    def _take(self, answer: tuple[exchange_gate.Off | None, str]) -> None:
        off, due = answer
        from thads_desktop.ui import copies_actions

        if off is not None:
            self._say(exchange_gate.NOTICE, "Xác nhận…", lambda: copies_actions.show_copies(self._window), later=False)
        elif due:
            self._say(due, "Diễn tập…", lambda: copies_actions.drill(self._window), later=True)
        else:
            self.hide()

    def _say(self, text: str, words: str, run: Callable[[], object], *, later: bool) -> None:
        self._run = run
        self.label.setText(f"⚠ {text}")
        self.setAccessibleName(text)
        self.button.setText(words)
        # A second window has no page of settings.
        self.button.setVisible(bool(self._window.places))
        self.later.setVisible(later)
        now = theme.current()
        ink, tint = now.ink("amber"), now.tint("amber")
        self.setStyleSheet(f"#standing {{ background: {tint}; border-bottom: 1px solid {ink}; }} #standing QLabel {{ color: {ink}; }}")
        self.show()

    def _go(self) -> None:
        if self._run is not None:
            self._run()

    def _later(self) -> None:
        self._put_off = True
        self.hide()
