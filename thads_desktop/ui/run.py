"""From a data folder to the open window: the office's data, the worker, the pages, or the first-run wizard."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow
from shiboken6 import delete, isValid

from thads_desktop.domain.dates import short_date
from thads_desktop.services import access, clock_back, form_approval, others, people, queries, rights, watch
from thads_desktop.services.desk import Desk
from thads_desktop.services.queries import MatterFilter
from thads_desktop.ui import copies_actions, forms_later, leading, reminders, scanned, theme, wording
from thads_desktop.ui.app import (
    install_crash_handler,
    keep_lock,
    keep_window,
    lock_minutes,
    make_app,
    read_window,
    restore_window,
)
from thads_desktop.ui.fields_typed import MoneyField
from thads_desktop.ui.garbage import Garbage
from thads_desktop.ui.getting_in import desk_of
from thads_desktop.ui.keep_copies import KeepCopies, last_copy
from thads_desktop.ui.keep_sound import KeepSound
from thads_desktop.ui.page import Entry
from thads_desktop.ui.pages.registry import places
from thads_desktop.ui.window import MainWindow
from thads_desktop.ui.worker import Worker

#: Milliseconds after which the store is looked through, so that opening stays quick.
LOOK_AFTER = 5000
#: Milliseconds after which the pages that are opened next are loaded, one by one on a thread of the readers.
WARM_AFTER = 1000
_NEXT_PAGES = ("matter", "decision", "deadlines", "intake", "paper", "act")
#: Seconds that this leaves to the window after each small part.
PAUSE = 0.005
LOCK, LOCK_KEY = "Khóa màn hình", "Ctrl+Alt+L"
OTHER_PERSON, OWN_PASSWORD = "Đăng nhập người khác", "Đổi mật khẩu của tôi"
#: Matters offered by the palette.
FOUND_MOST = 12

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.money import Spelling
    from thads_desktop.ui.lock import Lock
    from thads_desktop.ui.page import Page, Shell
    from thads_desktop.ui.sheet_notice import SheetNotice
    from thads_desktop.ui.worker import OnRefused, OnTrouble


class DeskWindow(MainWindow):
    """The main window of one office."""

    def __init__(self, worker: Worker, desk: Desk, level: str) -> None:
        super().__init__(worker, desk.clock, places(level), desk)
        if level == "district":
            _equip(self)
        self.level = level
        leading.equip(self, level)
        copies_actions.equip(self)
        worker.subscribe(self, ("matters", "deadlines", "papers", "intake", "tasks"), lambda _topics: self.count())
        worker.subscribe(self, ("settings",), lambda _topics: self.learn_spelling())
        #: Open matters without a next step.
        self._missed = 0
        #: What locks the screen, and the reminder of the recovery sheet; only where somebody logged in.
        self.lock: Lock | None = None
        self.sheet_notice: SheetNotice | None = None
        if desk.access is not None:
            self._guard()

    def _guard(self) -> None:
        from thads_desktop.ui.lock import Lock
        from thads_desktop.ui.sheet_notice import SheetNotice

        self.lock = Lock(self, lock_minutes(self.desk.folder))
        self.sheet_notice = SheetNotice(self)
        self.worker.subscribe(self, (others.ACCOUNTS,), lambda _topics: self._account_changed())
        self.add_action(LOCK, LOCK_KEY, self.lock.lock, icon="lock", also="rời máy")
        self.add_action(OTHER_PERSON, [], self._lock_for_other, icon="person", also="đăng xuất đổi người")
        self.add_action(OWN_PASSWORD, [], self.change_password, icon="lock")

    def _account_changed(self) -> None:
        """Another desk changed an account: who was closed sees nothing any more, whose roles are others is named by them."""
        if self.desk.access is not None and not self.desk.access.account.active:
            self._lock_now()
        else:
            self.name_people()

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

    def learn_spelling(self) -> None:
        """Words of amounts under fields are those of the office's papers."""
        desk = self.desk

        def ask() -> Spelling:
            with desk.reading() as reader:
                said: Spelling = desk.spelling(reader)
                return said

        self.worker.run_read(ask, partial(setattr, MoneyField, "spelling"), key="spelling", owner=self)

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
        if self.desk.access is None or self.desk.access.sole:
            self.set_people(named, self.desk.actor, self._act_as)
        else:
            self._show_account(self.desk.access.account)

    def _show_account(self, account: access.Account) -> None:
        """Who is logged in. With several accounts nobody acts in another's name: the menu offers what an account can do here."""
        roles = ", ".join(rights.load().role_words(r) for r in account.roles)
        told = ((LOCK, LOCK_KEY, self._lock_now), (OTHER_PERSON, "", self._lock_for_other), (OWN_PASSWORD, "", self.change_password))
        self.top.set_account(account.name or account.login, roles, told)
        for other in self._others:
            other.set_people((("", self.top.person_name),), "", lambda _key: None)

    def look_at_sheet(self) -> None:
        """Is the recovery sheet tried, and its file gone? Reminds until both are."""
        if self.sheet_notice is not None:
            self.sheet_notice.look()

    def _lock_now(self) -> None:
        if self.lock is not None:
            self.lock.lock()

    def _lock_for_other(self) -> None:
        if self.lock is not None:
            self.lock.lock(other=True)

    def change_password(self) -> None:
        """One's own password."""
        from thads_desktop.ui.dialogs.accounts import OwnPassword

        dialog = OwnPassword(self.desk, self.worker, self)
        dialog.told = lambda: self.tell("Đã đổi mật khẩu.")
        dialog.open()

    def set_lock_minutes(self, minutes: int) -> None:
        """Minutes without key or mouse until the screen locks; of this computer, not of the office."""
        if self.lock is not None:
            self.lock.minutes = minutes
            keep_lock(self.desk.folder, minutes)

    def reseat(self, account: str, done: Callable[[], object], refused: OnRefused, trouble: OnTrouble) -> None:
        """Another account takes the desk: what was typed is kept in the name of who typed it, then every page begins anew."""
        for other in list(self._others):
            other.close()
        for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() != "lock-dialog"]:
            if dialog.isVisible():
                dialog.reject()
        for page in [*self._over, *self._pages.values()]:
            page.closing()

        def seat() -> tuple[None, tuple[str, ...]]:
            access.seat(self.desk, account)
            return None, ()

        def seated(_none: None) -> None:
            for page in [*self._over, *self._pages.values()]:
                self._drop(page)
            self._over.clear()
            self._pages.clear()
            self.notice.dismiss()
            self.look_at_sheet()
            self.name_people()
            self.go(next(iter(self.places)))
            if "matters" in self.places:
                self.count()
            done()

        # In the writer's turn: after what was kept, and after what the one before had begun.
        self.worker.run_write(seat, seated, refused, trouble)

    def _calm(self) -> None:
        super()._calm()
        if self.sheet_notice is not None:
            self.sheet_notice.say()

    def _act_as(self, person: str) -> None:
        self.desk.actor = person
        self.name_people()

    def _take_counters(self, counts: dict[str, tuple[int, int]]) -> None:
        waiting = counts["queue"][1] + counts["numbering"][1]
        self.set_counter("deadlines", *counts["deadlines"])
        self.set_counter("queue", 0, waiting)
        self.set_counter("assignment", 0, counts["assignment"][1])
        self.set_counter("intake", 0, counts["intake"][1])
        self._missed = counts["missed"][0]
        for window in (self, *self._others):
            reminders.say_missed(window, self._missed)

    def open_matter(self, key: str) -> None:
        """Open one matter over the present page."""
        open_matter(self, key)

    def open_window(self, make: Callable[[Shell], Page]) -> MainWindow:
        other = super().open_window(make)
        _equip(other)
        leading.equip(other, self.level)
        reminders.say_missed(other, self._missed)
        if self.lock is not None:
            other.add_action(LOCK, LOCK_KEY, self.lock.lock, icon="lock")
        return other


def open_matter(window: MainWindow, key: str) -> None:
    """One matter over the present page of a window."""
    from thads_desktop.ui.pages.matter import MatterPage

    window.open_page(MatterPage(window, key))


def find(window: MainWindow, text: str) -> list[Entry]:
    """Matters for the palette of a window, opened in it; runs off the main thread."""
    typed, desk = text.strip(), window.desk
    if of_code := scanned.entries(window, typed):
        return of_code
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
    reminders.equip(window)
    window.add_action(wording.RECEIVE, "Ctrl+N", partial(_receive, window), icon="plus")
    window.add_action("Trả lời tại quầy: hồ sơ đến đâu", "Shift+F2", partial(_counter, window), icon="person", also="hỏi tình trạng tiếp dân quầy")
    window.add_action("Hàng chờ in", "Ctrl+Shift+F8", partial(_printing, window), icon="print", also="in nhiều văn bản in tiếp máy in")
    window.add_action("Mẫu văn bản: xem, Thủ trưởng duyệt", "Ctrl+Shift+F5", partial(_forms, window), icon="paper", also="biểu mẫu danh mục nội dung thêm")
    window.add_action("Dữ liệu về một người: tìm, xem, cung cấp", [], partial(_persons, window), icon="person", also="dữ liệu cá nhân đương sự")


def _receive(window: MainWindow) -> None:
    """Enter a received judgment; not twice over each other."""
    from thads_desktop.ui.pages.receive import ReceivePage

    if not isinstance(window.page(), ReceivePage):
        window.open_page(ReceivePage(window))


def _counter(window: MainWindow) -> None:
    """The question at the counter; a second time begins with another name."""
    from thads_desktop.ui.pages.counter import CounterPage

    page = window.page()
    if isinstance(page, CounterPage):
        page.begin()
    else:
        window.open_page(CounterPage(window))


def _printing(window: MainWindow) -> None:
    """The papers that wait to be printed; not twice over each other."""
    from thads_desktop.ui.pages.printing import PrintingPage, open_queue

    if not isinstance(window.page(), PrintingPage):
        open_queue(window)


def _forms(window: MainWindow) -> None:
    """The forms of the office, and which of them the head has approved."""
    from thads_desktop.ui.pages.forms import FormsPage

    if not isinstance(window.page(), FormsPage):
        window.open_page(FormsPage(window))


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
    window.learn_spelling()
    window.go(next(iter(window.places)))
    if level == "district":
        window.count()
    if told := clock_back.behind(desk):
        window.warn(told)
    return window


def run(folder: Path | None, clock: Clock) -> int:
    """Open the window (or the first-run wizard) and stay until it is closed; the exit code."""
    from thads_desktop.paths import default_data_folder

    place = Path(folder) if folder is not None else default_data_folder()
    app = make_app()
    # Whoever needs large type needs it where one logs in.
    zoom = read_window(place).get("zoom")
    if type(zoom) is int:
        theme.apply(app, percent=zoom)
    desk = desk_of(place, clock)
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
    window.look_at_sheet()
    gc.freeze()
    Garbage(window)
    QTimer.singleShot(WARM_AFTER, partial(_warm, window))
    if "matters" in window.places:
        window.worker.run_read(lambda: form_approval.waiting(desk), partial(_tell_forms, window), owner=window)
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
    _take_down()
    return int(code)


def _tell_forms(window: MainWindow, waiting: form_approval.Waiting) -> None:
    """An office is led to what its head must look at, on every opening until all forms in force are approved, or later where that was said."""
    if waiting.count and not forms_later.put_off(window.desk):
        window.warn(forms_later.words(waiting), ("Mở trang Mẫu văn bản", partial(_forms, window)))


def _warm(window: DeskWindow) -> None:
    for name in _NEXT_PAGES:
        window.worker.run_read(partial(import_module, f"thads_desktop.ui.pages.{name}"), lambda _made: None, owner=window)


def _take_down() -> None:
    """Destroy the windows and dialogs while Qt still stands, each with all that is in it.

    Left to the end of the program, the binding destroys what Python made in no order, now and then a button twice: the program
    would end with a fault after everything was kept and closed.
    """
    for widget in QApplication.topLevelWidgets():
        # Lists that drop down belong to what they hang from.
        if isinstance(widget, (QMainWindow, QDialog)) and isValid(widget):
            delete(widget)
    gc.unfreeze()
    gc.collect()
