"""From a data folder to the open window: the office's data, the worker, the pages, or the first-run wizard."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say_trouble
from thads_desktop.services import clock_back, others, people, queries, watch
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.services.queries import MatterFilter
from thads_desktop.ui import copies_actions, wording
from thads_desktop.ui.app import install_crash_handler, keep_window, make_app, restore_window
from thads_desktop.ui.garbage import Garbage
from thads_desktop.ui.keep_copies import KeepCopies, last_copy
from thads_desktop.ui.keep_sound import KeepSound
from thads_desktop.ui.page import Entry
from thads_desktop.ui.pages.registry import places
from thads_desktop.ui.window import MainWindow
from thads_desktop.ui.worker import Worker

#: Milliseconds after which the store is looked through, so that opening stays quick.
LOOK_AFTER = 5000
#: Seconds that this leaves to the window after each small part.
PAUSE = 0.005
#: Matters offered by the palette.
FOUND_MOST = 12

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from thads_desktop.domain.clock import Clock
    from thads_desktop.ui.page import Page, Shell


class DeskWindow(MainWindow):
    """The main window of one office."""

    def __init__(self, worker: Worker, desk: Desk, level: str) -> None:
        super().__init__(worker, desk.clock, places(level), desk)
        if level == "district":
            _equip(self)
        copies_actions.equip(self)
        worker.subscribe(self, ("matters", "deadlines", "papers", "intake"), lambda _topics: self.count())

    def first_rows_painted(self) -> bool:
        """The list of matters holds its first rows: the window can be used."""
        page: Any = self.made_pages().get("matters")
        return page is not None and page.model.is_loaded and (
            page.model.rowCount() == 0 or page.model.content(0) is not None
        )

    def count(self) -> None:
        """Ask the counters of the left list anew."""
        desk = self.desk
        self.worker.run_read(lambda: queries.counters(desk), self._take_counters, key="counters", owner=self)

    def name_people(self) -> None:
        """The office's name, and who may be the one acting."""
        with self.desk.reading() as reader:
            today, own = people.identity(reader, self.clock.today()).name, people.office(reader).identities[0].name
            held, usual = people.posts(reader), people.usual_actor(reader, self.clock.today())
        # After the reorganisation of 2025 papers carry the province's name; the unit is known by its own.
        self.set_office(today if today == own else f"{own} (nay: {today})", practice=self.desk.practice)
        named = list(dict.fromkeys((p.person, p.name) for p in held))
        if named and not self.desk.actor:
            self.desk.actor = usual or named[0][0]
        self.set_people(named, self.desk.actor, self._act_as)

    def _act_as(self, person: str) -> None:
        self.desk.actor = person
        self.name_people()

    def _take_counters(self, counts: dict[str, tuple[int, int]]) -> None:
        waiting = counts["queue"][1] + counts["numbering"][1]
        self.set_counter("deadlines", *counts["deadlines"])
        self.set_counter("queue", 0, waiting)
        self.set_counter("assignment", 0, counts["assignment"][1])
        self.set_counter("intake", 0, counts["intake"][1])

    def open_matter(self, key: str) -> None:
        """Open one matter over the present page."""
        open_matter(self, key)

    def open_window(self, make: Callable[[Shell], Page]) -> MainWindow:
        other = super().open_window(make)
        _equip(other)
        return other


def open_matter(window: MainWindow, key: str) -> None:
    """One matter over the present page of a window."""
    from thads_desktop.ui.pages.matter import MatterPage

    window.open_page(MatterPage(window, key))


def find(window: MainWindow, text: str) -> list[Entry]:
    """Matters for the palette of a window, opened in it; runs off the main thread."""
    typed, desk = text.strip(), window.desk
    # A number alone means that very decision before those that only begin with it.
    exact = (f"{int(typed):02d}/", f"{int(typed)}/") if typed.isascii() and typed.isdigit() else ()
    ids: list[int] = []
    for wanted in (*exact, typed):
        ids += queries.matter_ids(desk, MatterFilter(text=wanted, most=FOUND_MOST))
    return [
        Entry(
            f"{row.number_text}  {row.debtor}", partial(open_matter, window, row.matter),
            f"{short_date(row.decision_day)} · {row.officer_name or 'chưa phân công'}", "", "list",
        )
        for row in queries.matter_rows(desk, list(dict.fromkeys(ids))[:FOUND_MOST])
    ]  # fmt: skip


def _equip(window: MainWindow) -> None:
    """What every window of an office with matters can do, whatever page it shows."""
    window.search = partial(find, window)
    window.add_action(wording.RECEIVE, "Ctrl+N", partial(_receive, window), icon="plus")
    window.add_action("Dữ liệu về một người: tìm, xem, cung cấp", "", partial(_persons, window), icon="person", also="dữ liệu cá nhân đương sự")


def _receive(window: MainWindow) -> None:
    """Enter a received judgment; not twice over each other."""
    from thads_desktop.ui.pages.receive import ReceivePage

    if not isinstance(window.page(), ReceivePage):
        window.open_page(ReceivePage(window))


def _persons(window: MainWindow) -> None:
    """Find a person; from there their data (Ctrl+D)."""
    from thads_desktop.ui.pages.persons import PersonsPage

    window.open_page(PersonsPage(window))


def window_for(desk: Desk) -> DeskWindow:
    """The window of an opened office, its first page asked for."""
    with desk.reading() as reader:
        level = people.office(reader).level
    window = DeskWindow(Worker(), desk, level)
    window.name_people()
    window.go(next(iter(window.places)))
    if level == "district":
        window.count()
    if told := clock_back.behind(desk):
        window.warn(told)
    return window


def ready_window(folder: Path, clock: Clock) -> tuple[QApplication, DeskWindow]:
    """Application and window on an office's folder, shown."""
    app = make_app()
    window = window_for(open_desk(folder, clock))
    window.show()
    return app, window


def run(folder: Path | None, clock: Clock) -> int:
    """Open the window (or the first-run wizard) and stay until it is closed; the exit code."""
    from thads_desktop.paths import default_data_folder

    place = Path(folder) if folder is not None else default_data_folder()
    app = make_app()
    desk = _opened(place, clock)
    if desk is None:
        return 0
    install_crash_handler(clock, place)
    window = window_for(desk)
    restore_window(place, window)
    window.show()
    # The window's own: it goes with it.
    KeepCopies(window)
    if others.shared(desk):
        from thads_desktop.ui.others import Others

        Others(window)
    KeepSound(window)
    gc.freeze()
    Garbage(window)
    # The store is looked through once the desk is in use, a little at a time; what is found stops all writing.
    QTimer.singleShot(
        LOOK_AFTER,
        lambda: window.worker.run_read(lambda: watch.quick(desk, partial(window.worker.rest, PAUSE)), lambda _: None, owner=window),
    )
    code = app.exec()
    keep_window(place, window)
    window.worker.close()
    last_copy(desk)
    desk.close()
    return int(code)


class _Rebuilding:
    """Says that the lists are being built anew after an update; shown only when that takes place."""

    def __init__(self) -> None:
        self._box: Any = None

    def __call__(self, done: int) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication, QLabel

        if self._box is None:
            # Long work: the quick start is lost anyway.
            gc.enable()
            self._box = QLabel()
            self._box.setWindowFlag(Qt.WindowType.SplashScreen)
            self._box.setContentsMargins(24, 16, 24, 16)
            self._box.show()
        self._box.setText(f"Đang dựng lại danh sách sau khi cập nhật chương trình: {done} việc")
        self._box.adjustSize()
        QApplication.processEvents()


def _opened(place: Path, clock: Clock) -> Desk | None:
    """The desk of a folder; a folder without an office goes through the wizard. None = the person left it."""
    create = False
    while True:
        try:
            desk = open_desk(place, clock, create=create, progress=_Rebuilding())
            break
        except Trouble as trouble:
            if trouble.code in copies_actions.DAMAGE and copies_actions.offer(place, clock, trouble):
                continue
            if trouble.code == "store.server_login":
                from thads_desktop.ui.ask_server_password import ask_server_password

                if not ask_server_password(say_trouble(trouble)):
                    return None
            elif trouble.code != "store.missing" or create:
                raise
            else:
                create = True
    try:
        with desk.reading() as reader:
            people.office(reader)
    except Refused:
        from thads_desktop.ui.dialogs.wizard import Wizard

        gc.enable()
        wizard = Wizard(desk)
        if not wizard.exec():
            desk.close()
            return None
    return desk

