"""The line above the window (office or what happened, who is acting) and the line beneath it (keys, saving, backup)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QWidget

from thads_desktop.ui import theme, wording
from thads_desktop.ui.chips import ChipLabel
from thads_desktop.ui.frame_parts import ElidedLabel, Notice

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from thads_desktop.domain.clock import Clock


#: What stands between two keys; how many are always said.
_BETWEEN, _LEAST = "  ·  ", 3


class TopLine(QWidget):
    """Two lines of type high whatever it says, so that a sentence there moves nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.office = ElidedLabel()
        self.office.setObjectName("office")
        self.notice = Notice()
        self.notice.closed.connect(self.calm)
        self.practice = ChipLabel()
        self.person = QToolButton()
        self.person.setObjectName("person")
        self.person.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.person.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.person.setAutoRaise(True)
        self.person.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.person_name = ""
        self.person_menu = QMenu(self.person)
        self.person.setMenu(self.person_menu)
        self._left = QStackedWidget()
        self._left.addWidget(self.office)
        self._left.addWidget(self.notice)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GRID * 3, theme.GRID, theme.GRID * 2, theme.GRID)
        line.addWidget(self._left, 1)
        line.addWidget(self.practice)
        line.addWidget(self.person)
        self._measure()

    def set_people(self, people: Sequence[tuple[str, str]], acting: str, choose: Callable[[str], object]) -> None:
        """(id, "name (role)") of who may act here; choose(id) when another is picked."""
        self.person_menu.clear()
        self.person.setToolTip("")
        group = QActionGroup(self.person_menu)
        self.person_name = next((words for key, words in people if key == acting), "")
        self.person.setText(f"{self.person_name}  ▾" if len(people) > 1 else self.person_name)
        for key, words in people:
            action = self.person_menu.addAction(words)
            action.setProperty("choice", True)
            action.setCheckable(True)
            action.setChecked(key == acting)
            group.addAction(action)
            action.triggered.connect(lambda _=False, key=key: choose(key))

    def set_account(self, name: str, roles: str, offered: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Who is logged in, and (words, key, run) of what the menu offers."""
        self.person_menu.clear()
        self.person_name = name
        self.person.setText(f"{name}  ▾")
        self.person.setToolTip(f"Đang đăng nhập: {name} ({roles})" if roles else f"Đang đăng nhập: {name}")
        for words, key, run in offered:
            action = self.person_menu.addAction(f"{words}\t{key}" if key else words)
            action.setProperty("choice", True)
            action.triggered.connect(lambda _checked=False, run=run: run())

    def say(self, text: str, tone: theme.Tone, way_out: tuple[str, Callable[[], object]] | None = None) -> None:
        """A sentence in the place of the office's name."""
        self.notice.say(text, tone, way_out)
        self._left.setCurrentWidget(self.notice)

    def calm(self) -> None:
        """The office's name again."""
        self.notice.kind = "neutral"
        self._left.setCurrentWidget(self.office)

    def _measure(self) -> None:
        self.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 3 * theme.GRID)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "_left"):
            return
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._measure()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self.notice.paint_tone()


class StatusLine(QWidget):
    """The keys that matter here, as many as fit; when was saved last, and the backup."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hints, self.saved = ElidedLabel(), ElidedLabel(wording.SAVED_NEVER)
        self.hints.setObjectName("hints")
        self.saved.setObjectName("saved")
        self._hints: tuple[str, ...] = ()
        self._saved_text, self._backup_text, self._writing = wording.SAVED_NEVER, "", False
        for label in (self.hints, self.saved):
            label.setProperty("quiet", True)
        self.saved.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GRID * 3, theme.GRID, theme.GRID * 3, theme.GRID)
        #: Open matters that nobody would miss; red, and there only while there are any.
        self.missed = ChipLabel()
        self.missed.setObjectName("missed-count")
        line.addWidget(self.hints, 3)
        line.addWidget(self.missed)
        line.addWidget(self.saved, 2)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """As many as there is room for, the first three in any case."""
        self._hints = tuple(f"{key} {word}" for key, word in hints)
        self._fit()

    def _fit(self) -> None:
        words, room = list(self._hints), self.hints.contentsRect().width()
        while len(words) > _LEAST and self.hints.fontMetrics().horizontalAdvance(_BETWEEN.join(words)) > room:
            words.pop()
        self.hints.setText(_BETWEEN.join(words))
        self.hints.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The labels have their places only after the line has.
        QTimer.singleShot(0, self, self._fit)

    def set_saved(self, clock: Clock) -> None:
        """Something was saved just now."""
        now = clock.now().astimezone()
        self._saved_text = wording.saved_at(now.hour, now.minute)
        self._show()

    def set_backup(self, done: bool | None, at: str = "") -> None:
        """None says nothing about the backup; at: when the last was made."""
        said = wording.BACKUP_DONE if done else wording.BACKUP_MISSING
        self._backup_text = "" if done is None else f"{said} {at}".strip()
        self._show()

    def set_writing(self, writing: bool) -> None:
        self._writing = writing
        self._show()

    def _show(self) -> None:
        state = wording.SAVING if self._writing else self._saved_text
        self.saved.setText(" · ".join(p for p in (state, self._backup_text) if p))
