"""What a page of the window is, and what the window gives to it.

A page is made on its first visit, asks its questions in ``refresh`` and never blocks. It names the topics at whose
change it looks again: at once when it is seen, else on its next visit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from thads_desktop.ui import icons, theme
from thads_desktop.ui.wrapped_label import HeadingLabel

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Trouble
    from thads_desktop.ui.worker import Worker


class Shell(Protocol):
    """What a page may ask of the window that holds it."""

    #: Jobs off the main thread.
    worker: Worker
    clock: Clock
    #: The opened data folder (``services.desk.Desk``), handed to services; None before an office exists.
    desk: Any

    def go(self, place: str) -> Page | None:
        """Show a place of the left list; its page, made if need be."""

    def open_page(self, page: Page) -> None:
        """Put a page (one matter, one paper) over the present one; Back returns."""

    def open_window(self, make: Callable[[Shell], Page]) -> Any:
        """A second window with one page; returns it. It closes with its last page, and with the first window."""

    def back(self) -> None:
        """Close the page on top and return to where one was."""

    def tell(self, text: str) -> None:
        """One line saying what happened; stays until the next one or until another place is shown. A ``NotDone`` is warned of."""

    def warn(self, text: str, way_out: tuple[str, Callable[[], object]] | None = None) -> None:
        """The quiet bar of trouble, with a button that leads out; stays until it is closed."""

    def trouble(self, what: Trouble) -> None:
        """A Trouble in words in that bar."""

    def hints_changed(self) -> None:
        """The page's three keys, or what it is about, have changed."""


class Page(QWidget):
    """Base of all pages. Fill ``self.body``; class attributes say the rest."""

    #: Name in code and of the widget.
    name = ""
    #: Title as read by people.
    title = ""
    #: The place at the left to which it belongs wherever it is opened; "" = the one it is opened over.
    belongs = ""
    #: What a window that was opened for this page is called by; set when it is known, then ``shell.hints_changed``.
    about = ""
    #: Topics whose change makes the page ask again; ("*",) = any.
    topics: tuple[str, ...] = ()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.worker, self.clock, self.desk = shell, shell.worker, shell.clock, shell.desk
        self.setObjectName(f"page-{self.name}")
        self._stale = True
        self._visited = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(2))
        self.body.setSpacing(theme.space(2))
        if self.topics:
            self.worker.subscribe(self, self.topics, self._told)

    # --- what a page says of itself -----------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for what is shown; called on the first visit and after a change of a topic."""

    def first_focus(self) -> QWidget | None:
        """Where the caret goes on the first visit."""
        return None

    def hints(self) -> Sequence[tuple[str, str]]:
        """(key, word) of the keys that matter here, the weightiest three first: ("Enter", "mở")."""
        return ()

    def help(self) -> str:
        """A few plain sentences on what this page is for, shown with F1."""
        return ""

    # --- help for authors ---------------------------------------------------------------------------

    def action(
        self, text: str, keys: str | Sequence[str], run: Callable[[], object], *, icon: str = "", name: str = ""
    ) -> QAction:
        """An action of this page: its key works while the page is seen; F1 and Ctrl+K list it. keys "" = none."""
        made = QAction(text, self)
        made.setObjectName(name)
        given = [keys] if isinstance(keys, str) else list(keys)
        made.setShortcuts([QKeySequence(k) for k in given if k])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if icon:
            made.setIcon(icons.icon(icon))
        made.triggered.connect(lambda _checked=False: run())
        self.addAction(made)
        return made

    def heading(self, text: str = "") -> QLabel:
        """A heading label; not yet in a layout."""
        label = HeadingLabel(text or self.title)
        label.setProperty("heading", True)
        return label

    def back_saying(self, said: str) -> None:
        """The page is done with: back to where one was, and there it is told what happened."""
        self.shell.back()
        self.shell.tell(said)

    # --- the window calls these ---------------------------------------------------------------------

    def enter(self) -> None:
        """The page is shown: ask if need be, put the focus where it was."""
        if self._stale:
            self._stale = False
            self.refresh()
        # On the first visit the stack has put the focus somewhere already, by the order of Tab.
        place: QWidget | None = self.focusWidget() if self._visited else None
        self._visited = True
        place = self.first_focus() if place is None else place
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """The key of the place on its own page: to its first field, what stands there selected."""
        place = self.first_focus()
        if place is not None:
            place.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(place, (QLineEdit, QAbstractSpinBox)):
            place.selectAll()

    def escape(self) -> bool:
        """Esc that no field took: True when the page did something with it, else the window goes back."""
        return False

    def closing(self) -> None:
        """The page is taken away for good: keep drafts."""

    def _told(self, _changed: frozenset[str]) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the left list. make: the page, called on the first visit. key: its key beside Alt+number."""

    name: str
    title: str
    icon: str
    make: Callable[[Shell], Page]
    key: str = ""
    #: A hairline above: another kind of work begins.
    apart: bool = False
    #: Further words by which the palette finds it.
    also: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette: what is read, what tells it apart, the key, and what happens (on the main thread)."""

    title: str
    run: Callable[[], object]
    detail: str = ""
    key: str = ""
    icon: str = ""
    #: Words by which it is found beside those that are read.
    also: str = ""
