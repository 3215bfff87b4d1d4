"""Many papers printed in their order, one job each: stopped in the middle it says what went out and what did not, and goes on from there.

Whoever has papers to print (the batch of numbered decisions, the envelopes of a day) gives them and a printer::

    queue = queue_of(desk, worker)       # the one of this account here: every page and window shows and fills the same
    queue.add([Item("Quyết định thu phí 12-QĐ-THADS", kind="fee", paper=paper_id), ...])
    queue.changed.connect(...)           # after every step: queue.items() tells each one's state
    queue.ended.connect(...)             # Outcome(printed, left, why): how it stopped; outcome.said is the sentence for the user
    queue.start(printer_for)             # printer_for(kind) -> QPrinter | None, asked once for each kind; None = the person changed their mind
    queue.stop()                         # after the paper that is being printed
    queue.start(printer_for)             # goes on with the first that has not been printed
    queue.again([serial, ...])           # what the system's own queue dropped after it was handed over waits once more

``ui/pages/printing.py`` is the page around it, ``open_queue(shell, items)`` opens that. What is in the queue is kept as a draft
(papers by id; what is only drawn, as an envelope, is not) and offered again after the program died: nothing is lost, and the one
that was being printed is said to be unsure. What was handed to the printer stays in the list for some days: whether it came out of the
machine only people see. Printing is noted in the log paper by paper, as from the preview.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from thads_desktop.domain.sentences import say_trouble
from thads_desktop.services import drafts, papers
from thads_desktop.ui import wording
from thads_desktop.ui.preview import Paper, paper_name, save_copy
from thads_desktop.ui.print_job import file_of, free_name, print_paper
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.wording import NotDone

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

#: States of an item and their words.
STATES = {
    "waits": "Chưa in", "printing": "Đang in", "unsure": "Có thể đã in dở, hãy xem ở máy in", "printed": "Đã in", "failed": "Chưa in được",
}  # fmt: skip
PrinterFor = Callable[[str], "QPrinter | None"]
#: For so many days what was handed to the printer stays in the list, and so many of those at most.
KEPT_DAYS, KEPT_MOST = 7, 1000


@dataclass(frozen=True, slots=True)
class Item:
    """name: for people and for the printer's own list; kind: form of the paper, by which duplex and tray are remembered;
    paper: its id, whose kept bytes are printed; draw: instead, what draws it (run off the main thread); copies: how many.
    on: the day it was handed to the printer; file: the one it was put into instead; serial: its name within the queue, given by that."""

    name: str
    kind: str = ""
    paper: str = ""
    draw: Callable[[], bytes] | None = None
    copies: int = 1
    state: str = "waits"
    why: str = ""
    on: date | None = None
    file: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """printed: what went to the printer, or into files, in this run, in order; left: what did not; why: a sentence, "" when nothing went wrong;
    declined: the dialog of a printer was left; folder: of the files."""

    printed: tuple[Item, ...]
    left: tuple[Item, ...]
    why: str = ""
    declined: bool = False
    folder: str = ""

    @property
    def said(self) -> str:
        saved = sum(bool(i.file) for i in self.printed)
        done = [f"Đã in {len(self.printed) - saved} văn bản"] if len(self.printed) > saved else []
        done += [f"Đã lưu {saved} văn bản thành tệp PDF, mỗi văn bản một tệp, trong thư mục {self.folder}"] if saved else []
        whole = "; ".join(done) or "Chưa in văn bản nào"
        if not self.left:
            return f"{whole}, hết hàng chờ in."
        why = " Hộp thoại in đã đóng mà chưa chọn in." if self.declined else f" {self.why}" if self.why else ""
        return f"{whole}, còn {len(self.left)} chưa in, bắt đầu từ: {self.left[0].name}.{why} Bấm In (F8) để in tiếp từ đó."


class PrintQueue(QObject):
    """Lives in the main thread; between two papers the window answers keys. Where the printer is a file each paper gets one of its own, once."""

    changed = Signal()
    #: Outcome
    ended = Signal(object)

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._worker = desk, worker
        #: Whose it is, whoever sits here when its last step is kept.
        self.actor = desk.actor
        self._items: list[Item] = []
        self._serials = 0
        self._printers: dict[str, QPrinter] = {}
        self._ask: PrinterFor | None = None
        self._run: list[Item] = []
        self._stopping = False
        #: Files are put here, the one of a run of one paper as it was called in the dialog; None = there is a printer.
        self._folder: Path | None = None
        self._called = ""

    # --- what is in it ------------------------------------------------------------------------------

    def items(self) -> tuple[Item, ...]:
        return tuple(self._items)

    @property
    def running(self) -> bool:
        return self._ask is not None

    def add(self, items: Sequence[Item]) -> None:
        """Behind what is there; a paper that waits already is not put in twice, but in the larger number of copies. One that was
        printed is printed anew."""
        for item in items:
            known = next((i for i in self._items if item.paper and i.paper == item.paper), None)
            if known is not None and known.state != "printed":
                self._change(known.serial, copies=max(known.copies, item.copies))
                continue
            if known is not None:
                self._items.remove(known)
            self._append(item)
        self._kept()

    def again(self, serials: Collection[int]) -> int:
        """What was handed to the printer, and dropped or spoilt there, waits once more; how many."""
        wanted = [i.serial for i in self._items if i.serial in serials and i.state in ("printed", "unsure")]
        for serial in wanted:
            self._change(serial, state="waits", why="", on=None, file="")
        self._kept()
        return len(wanted)

    def remove(self, serials: Collection[int]) -> int:
        """Take these out, but the one that is being printed; how many."""
        left = [i for i in self._items if i.serial not in serials or i.state == "printing"]
        gone = len(self._items) - len(left)
        self._items = left
        if gone:
            self._kept()
        return gone

    def recall(self) -> int:
        """Take up what was left when the program ended; how many wait. Papers that were taken back since are left out when their turn
        comes."""
        rows = (drafts.kept(self._desk, self._place()) or {}).get("items")
        since = self._desk.clock.today() - timedelta(days=KEPT_DAYS)
        found = [_of_row(row) for row in rows] if isinstance(rows, list) else []
        # It is kept already: written anew with the first change.
        for item in found:
            if item is not None and (item.state != "printed" or (item.on is not None and item.on >= since)):
                self._append(item)
        return sum(i.state != "printed" for i in self._items)

    def _append(self, item: Item) -> None:
        self._serials += 1
        self._items.append(replace(item, serial=self._serials))

    def _change(self, serial: int, **values: Any) -> None:
        self._items = [replace(i, **values) if i.serial == serial else i for i in self._items]

    # --- printing -----------------------------------------------------------------------------------

    def start(self, printer_for: PrinterFor) -> None:
        """Print from the first that was not printed; nothing when it runs already."""
        if self.running:
            return
        self._ask, self._printers, self._run, self._stopping = printer_for, {}, [], False
        self._folder, self._called = None, ""
        QTimer.singleShot(0, self, self._next)

    def stop(self) -> None:
        """After the one that is being printed."""
        self._stopping = True

    def _next(self) -> None:
        item = next((i for i in self._items if i.state != "printed"), None)
        if item is None or self._stopping:
            self._end("")
            return
        printer = self._printer(item.kind)
        if printer is None:
            self._end("", declined=True)
            return
        self._put(item.serial, "printing")

        def came(pdf: bytes) -> None:
            self._print(item, printer, pdf)

        self._worker.run_read(
            lambda: self._bytes(item), came, owner=self,
            on_refused=lambda refusals: self._failed(item.serial, _said(refusals)),
            on_trouble=lambda trouble: self._failed(item.serial, _troubled(trouble)),
        )  # fmt: skip

    def _printer(self, kind: str) -> QPrinter | None:
        assert self._ask is not None
        if kind not in self._printers:
            found = self._ask(kind)
            if found is None:
                return None
            self._printers[kind] = found
            if (file := file_of(found)) is not None:
                # The next paper of the run would lie over the one before: each gets a name of its own there.
                alone = not self._run and sum(i.state != "printed" for i in self._items) == 1
                self._folder, self._called = file.parent, file.name if alone else ""
        return self._printers[kind]

    def _bytes(self, item: Item) -> bytes:
        return item.draw() if item.draw is not None else papers.stored(self._desk, item.paper)

    def _print(self, item: Item, printer: QPrinter, pdf: bytes) -> None:
        paper = Paper(pdf)
        if not paper.sound:
            self._failed(item.serial, wording.PREVIEW_BROKEN)
            return
        file = ""
        if self._folder is not None and file_of(printer) is not None:
            kept = self._folder / self._called if self._called else free_name(self._folder, paper_name(item.name) or wording.PAPER)
            # A folder that is mistyped, or a disk that was taken out, is not made anew.
            if not kept.parent.is_dir() or isinstance(save_copy(pdf, kept), NotDone):
                self._failed(item.serial, wording.PRINT_FILE_FAILED.format(file=kept.name))
                return
            file = kept.name
        else:
            printer.setDocName(paper_name(item.name))
            if not print_paper(paper, printer, item.copies):
                self._failed(item.serial, wording.PRINT_FAILED)
                return
        self._put(item.serial, "printed", on=self._desk.clock.today(), file=file)
        self._run.append(replace(item, state="printed", file=file))
        self._note(item)
        QTimer.singleShot(0, self, self._next)

    def _note(self, item: Item) -> None:
        from thads_desktop.ui.leaving import note_print

        note_print(self._desk, self._worker, paper_name(item.name), item.kind)

    def _failed(self, serial: int, why: str) -> None:
        """Nothing behind it is printed: papers lie in the tray in their order."""
        self._put(serial, "failed", why)
        self._end(why)

    def _end(self, why: str, *, declined: bool = False) -> None:
        left = tuple(i for i in self._items if i.state != "printed")
        printed, self._ask, self._run, self._printers = tuple(self._run), None, [], {}
        self.changed.emit()
        self.ended.emit(Outcome(printed, left, why, declined, str(self._folder or "")))

    # --- kept ---------------------------------------------------------------------------------------

    def _put(self, serial: int, state: str, why: str = "", on: date | None = None, file: str = "") -> None:
        self._change(serial, state=state, why=why, on=on, file=file)
        self._kept()

    def _kept(self) -> None:
        printed = [i.serial for i in self._items if i.state == "printed"][-KEPT_MOST:]
        rows = [_row(i) for i in self._items if i.paper and (i.state != "printed" or i.serial in printed)]
        place = self._place()

        def write() -> tuple[None, tuple[str, ...]]:
            drafts.keep(self._desk, place, {"items": rows} if rows else {})
            return None, ()

        self._worker.run_write(write, lambda _none: None)
        self.changed.emit()

    def _place(self) -> str:
        # Where several computers share a store each has a printer of its own.
        here = f"printing@{platform.node()}" if self._desk.store.shared else "printing"
        return drafts.key_of(here, self.actor)


def queue_of(desk: Desk, worker: Worker) -> PrintQueue:
    """The queue of whoever sits at the desk: one for all its pages and windows, with what was left of before."""
    known = next((q for q in worker.findChildren(PrintQueue) if q.actor == desk.actor), None)
    if known is not None:
        return known
    made = PrintQueue(desk, worker, worker)
    made.recall()
    return made


def _row(item: Item) -> dict[str, Any]:
    on = item.on.isoformat() if item.on is not None else ""
    return {"name": item.name, "kind": item.kind, "paper": item.paper, "copies": item.copies, "state": item.state, "on": on, "file": item.file}


def _of_row(row: Any) -> Item | None:
    """An item as it was kept; None for what is not one. What was being printed when the program ended may lie in the tray."""
    match row:
        case {"name": str(name), "kind": str(kind), "paper": str(paper), "copies": int(copies), "state": str(state)}:
            if state == "printed":
                return Item(name, kind, paper, None, copies, state, on=_day(row.get("on")), file=str(row.get("file") or ""))
            return Item(name, kind, paper, None, copies, "unsure" if state in ("printing", "unsure") else "waits")
        case _:
            return None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _said(refusals: tuple[Refusal, ...]) -> str:
    return " ".join(sentence(r) for r in refusals)


def _troubled(trouble: Trouble) -> str:
    return say_trouble(trouble)
