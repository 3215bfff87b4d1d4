"""What every window can do with copies: restore, take one matter back, repair, drill. Dialogs are loaded when they are asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from thads_desktop.ui.ask_place import ask_file
from thads_desktop.ui.refusals import sentence, trouble_sentence
from thads_desktop.ui.standing_strip import DAMAGE

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.drill import Drill
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.window import MainWindow

__all__ = ["DAMAGE", "drill", "equip", "offer", "repair", "restore", "show_copies", "take_back"]

RESTORE, TAKE_BACK, DRILL = "Phục hồi dữ liệu từ bản sao…", "Lấy lại một việc từ bản sao…", "Diễn tập phục hồi…"
REPAIR = "Sửa dữ liệu bị hỏng…"
_ALSO = "sao lưu khôi phục restore backup"


def equip(window: MainWindow) -> None:
    """The commands in the palette of a window."""
    for text, run in ((RESTORE, restore), (TAKE_BACK, take_back), (DRILL, drill), (REPAIR, repair)):
        window.add_action(text, [], partial(run, window), icon="settings", also=_ALSO)


def show_copies(window: MainWindow) -> Page | None:
    """The page of settings, at its tab of copies."""
    page = window.go("settings")
    show = getattr(page, "show_copies", None)
    if show is not None:
        show()
    return page


def restore(window: MainWindow) -> None:
    """Three steps; when it was done the program ends, for what it had open is another store now."""
    from thads_desktop.ui.dialogs.restore import RestoreDialog

    dialog = RestoreDialog(window.desk.folder, window.clock, window.desk, window, release=partial(let_go, window))
    dialog.exec()
    if window.desk.closed:
        QApplication.exit(0)


def repair(window: MainWindow) -> None:
    """Repair, or restore, what is damaged; the program ends when the folder was let go of for it."""
    from thads_desktop.ui.dialogs.damaged import DamagedDialog

    dialog = DamagedDialog(window.desk.folder, window.clock, "", window.desk, window, release=partial(let_go, window))
    dialog.exec()
    if window.desk.closed:
        QApplication.exit(0)


def take_back(window: MainWindow) -> None:
    """One matter out of a copy."""
    from thads_desktop.ui.dialogs.take_back import TakeBackDialog

    TakeBackDialog(window.desk, window.worker, window).exec()


def drill(window: MainWindow) -> None:
    """Restore the newest copies on trial; the certificate is kept, and saved where the person says."""
    from thads_desktop.services import drill as drills

    target = ask_file(window, "Lưu biên bản diễn tập phục hồi", window.desk.folder, "bien-ban-dien-tap.pdf", "PDF (*.pdf)")
    if target is None:
        return
    desk = window.desk

    def work(_progress: object, _cancelled: object) -> tuple[Drill, Path]:
        from thads_desktop import files

        done = drills.run(desk)
        return done, files.write_whole(target, done.pdf)

    def told(answer: tuple[Drill, Path]) -> None:
        done, file = answer
        if done.passed:
            window.tell(f"Diễn tập phục hồi đạt, biên bản lưu ở {file}.")
        else:
            window.warn(done.text())
        window.worker.publish(("exchange",))

    def refused(refusals: tuple[Refusal, ...]) -> None:
        window.warn(" ".join(sentence(r) for r in refusals))

    window.tell("Đang diễn tập: phục hồi thử bản sao mới nhất và đọc lại toàn bộ.")
    window.worker.run_long(work, told, on_refused=refused, owner=window)


def let_go(window: MainWindow) -> None:
    """Keep what is typed, let writing finish, and close the folder: another store takes its place."""
    from thads_desktop.ui.keep_sound import KeepSound
    from thads_desktop.ui.page import Page

    for page in window.findChildren(Page):
        page.closing()
    for keeper in window.findChildren(KeepSound):
        keeper.stop()
    window.worker.close()
    window.desk.close()


def offer(folder: Path, clock: Clock, trouble: Trouble) -> bool:
    """A folder that does not open: what is wrong, and the ways out. True when something was done and it may be tried again."""
    from thads_desktop.ui.dialogs.damaged import DamagedDialog

    dialog = DamagedDialog(folder, clock, trouble_sentence(trouble))
    dialog.exec()
    return dialog.done_something
