"""The frame: places at the left, the work in the centre, keys and the state of saving beneath, trouble on top.

Pages are made on their first visit. A page may be put over a place (one matter) and closed again; what had the focus
gets it back. A second window is the same frame without places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from thads_desktop.domain.dates import short_date, statistical_year
from thads_desktop.paths import resource
from thads_desktop.ui import theme, wording
from thads_desktop.ui.bars import StatusLine, TopLine
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.frame_parts import PageHolder, PlaceList, stand_beside
from thads_desktop.ui.help import KeysDialog, actions_of, key_rows, keys_text, owner_of
from thads_desktop.ui.page import Entry, Page, Place, Shell
from thads_desktop.ui.palette import Palette, Search
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence, trouble_sentence
from thads_desktop.ui.standing_strip import StandingStrip, way_out_of

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.ui.worker import Worker

#: Smaller than 1366x768 at 150 %, its frame and the bar of the system taken off.
SMALLEST = QSize(720, 400)
USUAL = QSize(1366, 720)


class MainWindow(QMainWindow):
    """Implements ``page.Shell``. Everything it needs is handed in; it opens no data."""

    zoom_changed = Signal(int)
    #: The window is closed; the program stops the worker after its last window.
    gone = Signal(object)

    def __init__(
        self, worker: Worker, clock: Clock, places: Sequence[Place] = (), desk: Any = None, search: Search | None = None
    ) -> None:
        """search(text) -> entries of matters for the palette, run off the main thread."""
        super().__init__()
        self.worker, self.clock, self.desk, self.search = worker, clock, desk, search
        if desk is not None:
            desk.asks_late = True
        self.places = {place.name: place for place in places}
        self._pages: dict[str, Page] = {}
        self._over: list[Page] = []
        self._holders: dict[Page, PageHolder] = {}
        self._place = self._office = ""
        #: Second windows; the one they all belong to.
        self._others: list[MainWindow] = []
        self._first = self
        #: Closing was asked for once while long work writes.
        self._leaving = False
        self.setWindowTitle(wording.APP)
        self.setWindowIcon(QIcon(str(resource("icons", "app.png"))))
        self.list = PlaceList(places)
        if not places:
            self.list.hide()
        self.list.wanted.connect(self.go)
        self.stack = QStackedWidget()
        self.top, self.bottom = TopLine(), StatusLine()
        self.notice, self.office, self.practice = self.top.notice, self.top.office, self.top.practice
        self.person, self.person_menu = self.top.person, self.top.person_menu
        self.hint_label, self.saved_label = self.bottom.hints, self.bottom.saved
        self.setCentralWidget(self._build())
        self._make_actions()
        self.set_office("")
        worker.saved.connect(self._saved)
        worker.busy_changed.connect(self._busy)
        worker.told_anew.connect(self._calm)
        if worker.on_trouble is None:
            self._listen()
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)

    # --- building -----------------------------------------------------------------------------------

    def _build(self) -> QWidget:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        column.addWidget(self.top)
        column.addWidget(StandingStrip(self))
        column.addLayout(middle, 1)
        column.addWidget(self.bottom)
        return centre

    def _make_actions(self) -> None:
        self.add_action(wording.KEYS, "F1", self.show_keys)
        self.add_action(wording.PALETTE, "Ctrl+K", self.show_palette)
        self.add_action(wording.ZOOM_IN, ("Ctrl++", "Ctrl+="), lambda: self.set_zoom(theme.zoom() + theme.ZOOM_STEP))
        self.add_action(wording.ZOOM_OUT, "Ctrl+-", lambda: self.set_zoom(theme.zoom() - theme.ZOOM_STEP))
        self.add_action(wording.ZOOM_RESET, "Ctrl+0", lambda: self.set_zoom(100))
        self.add_action(wording.BACK, "Alt+Left", self.back)
        if self.places:
            self.add_action(wording.TO_PLACES, "Ctrl+L", self.to_places)
        self.add_action(wording.CLOSE_WINDOW, "Ctrl+W", self.close)
        for number, place in enumerate(self.places.values(), 1):
            keys = [place.key] if place.key else []
            keys += [f"Alt+{number % 10}"] if number <= 10 else []
            self.add_action(place.title, keys, partial(self.go, place.name), icon=place.icon, also=place.also)

    def add_action(self, text: str, keys: str | Sequence[str], run: Callable[[], object], *, icon: str = "", also: str = "") -> QAction:
        """An action of the frame, alive on every page."""
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(k) for k in ([keys] if isinstance(keys, str) else keys)])
        action.triggered.connect(lambda _checked=False: run())
        action.setProperty("icon-name", icon)
        action.setProperty("also", also)
        self.addAction(action)
        return action

    # --- what pages ask (Shell) ---------------------------------------------------------------------

    def go(self, place: str) -> Page | None:
        """Show a place; an unknown one changes nothing."""
        wanted = self.places.get(place)
        if wanted is None:
            return None
        here = self._place == place and not self._over
        for page in reversed(self._over):
            self._drop(page)
        self._over.clear()
        if place not in self._pages:
            self._pages[place] = wanted.make(self)
            self._hold(self._pages[place])
        self._place = place
        if self.notice.kind == "green":
            self.notice.dismiss()
        self._enter(self._pages[place])
        if here:
            self._pages[place].begin()
        return self._pages[place]

    def open_page(self, page: Page) -> None:
        self._over.append(page)
        self._hold(page)
        self._enter(page)

    def open_window(self, make: Callable[[Shell], Page]) -> MainWindow:
        if self._first is not self:
            return self._first.open_window(make)
        other = MainWindow(self.worker, self.clock, (), self.desk, self.search)
        other._first = self
        other.set_office(self._office, practice=self.practice.chip() is not None)
        other.set_people((("", self.top.person_name),), "", lambda _key: None)
        other.open_page(make(other))
        self._others.append(other)
        # Kept until its closing is through.
        other.gone.connect(lambda closed: QTimer.singleShot(0, partial(self._forget, closed)))
        stand_beside(other, self)
        other.show()
        other.activateWindow()
        return other

    def _forget(self, closed: MainWindow) -> None:
        if closed in self._others:
            self._others.remove(closed)
            self._listen()

    def back(self) -> None:
        """The page on top goes; a second window whose last page goes closes."""
        if not self._over:
            return
        self._drop(self._over.pop())
        under = self._over[-1] if self._over else self._pages.get(self._place)
        if under is not None:
            self._enter(under)
        elif not self.places:
            self.close()

    def tell(self, text: str) -> None:
        if text:
            self._say(text, "amber" if isinstance(text, wording.NotDone) else "green")

    def warn(self, text: str, way_out: tuple[str, Callable[[], object]] | None = None) -> None:
        self._say(text, "amber", way_out)

    def trouble(self, what: Trouble) -> None:
        self._say(trouble_sentence(what), "red", way_out_of(self, what))

    def hints_changed(self) -> None:
        page = self.page()
        self.bottom.set_hints(page.hints() if page else ())
        self._name()

    # --- the state shown ----------------------------------------------------------------------------

    def page(self) -> Page | None:
        """The page on the screen."""
        holder = self.stack.currentWidget()
        shown = holder.widget() if isinstance(holder, PageHolder) else None
        return shown if isinstance(shown, Page) else None

    def made_pages(self) -> dict[str, Page]:
        """Pages of places that were visited."""
        return dict(self._pages)

    def set_office(self, name: str, *, practice: bool = False) -> None:
        """Name of the office; practice marks every page of a practice office."""
        self._office = name
        year = wording.statistical_year(statistical_year(self.clock.today()))
        self.office.setText(f"{name or wording.NO_OFFICE} ─ {year}")
        self.practice.set_chip(Chip(f"{wording.PRACTICE}, ngày {short_date(self.clock.today())}", "amber", "warning") if practice else None)
        self._name()

    def set_people(self, people: Sequence[tuple[str, str]], acting: str, choose: Callable[[str], object]) -> None:
        """(id, "name (role)") of who may act here; choose(id) when another is picked."""
        self.top.set_people(people, acting, choose)
        for other in self._others:
            other.set_people((("", self.top.person_name),), "", lambda _key: None)

    def set_counter(self, place: str, overdue: int = 0, soon: int = 0) -> None:
        """Counters of a place: red for overdue, amber for soon or waiting; nothing for none."""
        self.list.set_counter(place, overdue, soon)

    def set_backup(self, done: bool | None, at: str = "") -> None:
        """None says nothing about the backup; at: when the last was made."""
        self.bottom.set_backup(done, at)

    def set_zoom(self, percent: int) -> None:
        """Type size of the whole program, 90 to 200 %."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, theme.current(), percent)
        self.zoom_changed.emit(theme.zoom())

    def show_keys(self) -> KeysDialog:
        """F1."""
        page = self.page()
        dialog = KeysDialog(key_rows(self, page), page.help() if page else "", self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_palette(self) -> Palette:
        """Ctrl+K."""
        palette = Palette(self.commands(), self.worker, self.search, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        top = self.mapToGlobal(self.rect().topLeft())
        palette.move(top.x() + (self.width() - palette.width()) // 2, top.y() + self.top.height())
        palette.open()
        return palette

    def commands(self) -> list[Entry]:
        """What the palette offers: the actions of the page on the screen, then those of the frame."""
        page, found = self.page(), []
        for action in actions_of(self):
            owner = owner_of(action)
            if action.isEnabled() and (owner is None or owner is page):
                detail = owner.title if owner else ""
                icon, also = action.property("icon-name") or "", action.property("also") or ""
                found.append((owner is None, Entry(action.text(), action.trigger, detail, keys_text(action), icon, also)))
        return [entry for _, entry in sorted(found, key=lambda f: f[0])]

    def to_places(self) -> None:
        """Ctrl+L: between the list of places and the page."""
        page = self.page()
        if self.list.hasFocus() and page is not None:
            page.enter()
        else:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit_screen(self, saved: QByteArray | None = None) -> None:
        """As it was last time, else whole on a small screen."""
        if saved is not None and self.restoreGeometry(saved):
            return
        if QGuiApplication.primaryScreen().availableGeometry().width() <= 1440:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _name(self) -> None:
        """The title; a second window begins with what it was opened for, so that the two are told from each other."""
        about = next((p.about for p in self._over if p.about), "") if not self.places else ""
        self.setWindowTitle(" ─ ".join(x for x in (about, self._office, wording.APP) if x))

    # --- inside -------------------------------------------------------------------------------------

    def _hold(self, page: Page) -> None:
        self._holders[page] = PageHolder(page)
        self.stack.addWidget(self._holders[page])

    def _enter(self, page: Page) -> None:
        self.stack.setCurrentWidget(self._holders[page])
        # A page that belongs to a place stands there, wherever it was opened.
        self.list.mark(next((p.belongs for p in reversed(self._over) if p.belongs in self.places), self._place))
        self._calm()
        page.enter()
        self.hints_changed()

    def _calm(self) -> None:
        """What was said before is over; trouble, and what offers a way out, stays until it is taken."""
        if self.notice.kind != "red" and self.notice.way_out.isHidden():
            self.top.calm()

    def _drop(self, page: Page) -> None:
        page.closing()
        holder = self._holders.pop(page)
        holder.hide()
        self.stack.removeWidget(holder)
        holder.deleteLater()

    def _say(self, text: str, tone: theme.Tone, way_out: tuple[str, Callable[[], object]] | None = None) -> None:
        # What happened must not cover trouble that nobody has read yet.
        if tone == "green" and self.notice.kind == "red" and self.notice.text():
            self.hint_label.setText(f"✓ {text}")
            return
        # What a worker refuses may come when the window is already being destroyed.
        if isValid(self.top):
            self.top.say(text, tone, way_out)

    def _refused(self, refusals: tuple[Refusal, ...]) -> None:
        self._say(" ".join(sentence(r) for r in refusals), "amber")

    def _saved(self) -> None:
        self.bottom.set_saved(self.clock)

    def _busy(self, _jobs: int) -> None:
        self.bottom.set_writing(self.worker.writing)
        if not self.worker.writing and self.notice.text() in (wording.QUIT_WAITS, wording.QUIT_STOPS):
            self.top.calm()
            self._leaving = False

    def _running(self) -> ProgressPanel | None:
        """The long work on the page that can be stopped."""
        page = self.page()
        return next((p for p in page.findChildren(ProgressPanel) if p.running), None) if page is not None else None

    def event(self, event: QEvent) -> bool:
        # While long work runs Esc stops it, whatever a form on the page would do with the key.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_escape(event) and self._running():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_escape(event):
            super().keyPressEvent(event)
            return
        page, running = self.page(), self._running()
        if running is not None:
            running.cancel()
        elif page is not None and not page.escape():
            self.back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # What a job says that nobody takes is said in the window at which one sits.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._listen()

    def _listen(self) -> None:
        self.worker.on_trouble, self.worker.on_refused, self.worker.on_second = self.trouble, self._refused, self._second

    def _second(self, refusal: Refusal, again: Any, declined: Callable[[], None]) -> None:
        from thads_desktop.ui.dialogs.late_entry import ask_late
        from thads_desktop.ui.dialogs.second import ask_second

        if refusal.code == "return.frozen" and self.desk is not None:
            ask_late(self, self.desk, self.worker, refusal, again, declined)
            return
        ask_second(self, self.desk, self.worker, refusal, again, declined)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.places and self.worker.writing:
            can_stop = self.worker.stoppable
            if not (can_stop and self._leaving):
                self._leaving = can_stop
                self.warn(wording.QUIT_STOPS if can_stop else wording.QUIT_WAITS)
                event.ignore()
                return
        # A trial writes nothing: it stops and is forgotten.
        if self.places:
            self.worker.stop_long()
        for page in [*self._over, *self._pages.values()]:
            page.closing()
        for other in list(self._others):
            other.close()
        self.gone.emit(self)
        super().closeEvent(event)


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()
