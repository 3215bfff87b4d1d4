"""Many papers printed in their order, one job each: stopped in the middle it says what went out and what did not, and goes on from there.

Whoever has papers to print (the batch of numbered decisions, the envelopes of a day) gives them and a printer::

    queue = PrintQueue(desk, worker, parent)
    queue.add([Item("Quyết định thu phí 12-QĐ-THADS", kind="fee", paper=paper_id), ...])
    queue.changed.connect(...)           # after every step: queue.items() tells each one's state
    queue.ended.connect(...)             # Outcome(printed, left, why): how it stopped; outcome.said is the sentence for the user
    queue.start(printer_for)             # printer_for(kind) -> QPrinter | None, asked once for each kind; None = the person changed their mind
    queue.stop()                         # after the paper that is being printed
    queue.start(printer_for)             # goes on with the first that has not been printed

``ui/pages/printing.py`` is the page around it, ``open_queue(shell, items)`` opens that. What is in the queue is kept as a draft
(papers by id; what is only drawn, as an envelope, is not) and offered again after the program died: nothing is lost, and the one
that was being printed is said to be unsure. Printing is noted in the log paper by paper, as from the preview.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from thads_desktop.domain.sentences import say_trouble
from thads_desktop.services import drafts, papers
from thads_desktop.ui import wording
from thads_desktop.ui.preview import Paper, paper_name, print_paper
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.services.desk import Desk
    from thads_desktop.ui.worker import Worker

#: States of an item and their words.
STATES = {
    "waits": "Chưa in", "printing": "Đang in", "unsure": "Có thể đã in dở, hãy xem ở máy in", "printed": "Đã in", "failed": "Chưa in được",
}  # fmt: skip
PrinterFor = Callable[[str], "QPrinter | None"]


@dataclass(frozen=True, slots=True)
class Item:
    """name: for people and for the printer's own list; kind: form of the paper, by which duplex and tray are remembered;
    paper: its id, whose kept bytes are printed; draw: instead, what draws it (run off the main thread); copies: how many."""

    name: str
    kind: str = ""
    paper: str = ""
    draw: Callable[[], bytes] | None = None
    copies: int = 1
    state: str = "waits"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """printed: what went to the printer in this run, in order; left: what did not; why: a sentence, "" when nothing went wrong."""

    printed: tuple[Item, ...]
    left: tuple[Item, ...]
    why: str = ""

    @property
    def said(self) -> str:
        done = f"Đã in {len(self.printed)} văn bản"
        if not self.left:
            return f"{done}, hết hàng chờ in."
        why = f" {self.why}" if self.why else ""
        return f"{done}, còn {len(self.left)} chưa in, bắt đầu từ: {self.left[0].name}.{why} Bấm In để in tiếp từ đó."


class PrintQueue(QObject):
    """Lives in the main thread; between two papers the window answers keys."""

    changed = Signal()
    #: Outcome
    ended = Signal(object)

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._worker = desk, worker
        self._items: list[Item] = []
        self._printers: dict[str, QPrinter] = {}
        self._ask: PrinterFor | None = None
        self._run: list[Item] = []
        self._stopping = False

    # --- what is in it ------------------------------------------------------------------------------

    def items(self) -> tuple[Item, ...]:
        return tuple(self._items)

    @property
    def running(self) -> bool:
        return self._ask is not None

    def add(self, items: Sequence[Item]) -> None:
        """Behind what is there; a paper that waits already is not put in twice."""
        waiting = {i.paper for i in self._items if i.paper and i.state != "printed"}
        self._items += [i for i in items if i.paper not in waiting]
        self._kept()

    def remove(self, at: int) -> None:
        """Take one out that is not being printed."""
        if 0 <= at < len(self._items) and self._items[at].state != "printing":
            del self._items[at]
            self._kept()

    def recall(self) -> int:
        """Take up what was left when the program ended; how many. Papers that were taken back since are left out when their turn comes."""
        rows = (drafts.kept(self._desk, self._place()) or {}).get("items")
        found = [_of_row(row) for row in rows] if isinstance(rows, list) else []
        # It is kept already: written anew with the first change.
        self._items += [i for i in found if i is not None]
        return len(self._items)

    # --- printing -----------------------------------------------------------------------------------

    def start(self, printer_for: PrinterFor) -> None:
        """Print from the first that was not printed; nothing when it runs already."""
        if self.running:
            return
        self._ask, self._printers, self._run, self._stopping = printer_for, {}, [], False
        QTimer.singleShot(0, self, self._next)

    def stop(self) -> None:
        """After the one that is being printed."""
        self._stopping = True

    def _next(self) -> None:
        at = next((n for n, i in enumerate(self._items) if i.state != "printed"), None)
        if at is None or self._stopping:
            self._end("")
            return
        item = self._items[at]
        printer = self._printer(item.kind)
        if printer is None:
            self._end("")
            return
        self._put(at, "printing")

        def came(pdf: bytes) -> None:
            self._print(at, printer, pdf)

        self._worker.run_read(
            lambda: self._bytes(item), came, owner=self,
            on_refused=lambda refusals: self._failed(at, _said(refusals)), on_trouble=lambda trouble: self._failed(at, _troubled(trouble)),
        )  # fmt: skip

    def _printer(self, kind: str) -> QPrinter | None:
        assert self._ask is not None
        if kind not in self._printers:
            found = self._ask(kind)
            if found is None:
                return None
            self._printers[kind] = found
        return self._printers[kind]

    def _bytes(self, item: Item) -> bytes:
        return item.draw() if item.draw is not None else papers.stored(self._desk, item.paper)

    def _print(self, at: int, printer: QPrinter, pdf: bytes) -> None:
        item, paper = self._items[at], Paper(pdf)
        printer.setDocName(paper_name(item.name))
        for _ in range(max(1, item.copies)):
            if not paper.sound or not print_paper(paper, printer):
                self._failed(at, wording.PRINT_FAILED if paper.sound else wording.PREVIEW_BROKEN)
                return
        self._put(at, "printed")
        self._run.append(self._items[at])
        self._note(item)
        QTimer.singleShot(0, self, self._next)

    def _note(self, item: Item) -> None:
        from thads_desktop.ui.leaving import note_print

        note_print(self._desk, self._worker, paper_name(item.name), item.kind)

    def _failed(self, at: int, why: str) -> None:
        """Nothing behind it is printed: papers lie in the tray in their order."""
        self._put(at, "failed", why)
        self._end(why)

    def _end(self, why: str) -> None:
        left = tuple(i for i in self._items if i.state != "printed")
        printed, self._ask, self._run, self._printers = tuple(self._run), None, [], {}
        self.changed.emit()
        self.ended.emit(Outcome(printed, left, why))

    # --- kept ---------------------------------------------------------------------------------------

    def _put(self, at: int, state: str, why: str = "") -> None:
        self._items[at] = replace(self._items[at], state=state, why=why)
        self._kept()

    def _kept(self) -> None:
        rows = [_row(i) for i in self._items if i.state != "printed" and i.paper]
        place = self._place()

        def write() -> tuple[None, tuple[str, ...]]:
            drafts.keep(self._desk, place, {"items": rows} if rows else {})
            return None, ()

        self._worker.run_write(write, lambda _none: None)
        self.changed.emit()

    def _place(self) -> str:
        return drafts.key_of("printing", self._desk.actor)


def _row(item: Item) -> dict[str, Any]:
    return {"name": item.name, "kind": item.kind, "paper": item.paper, "copies": item.copies, "state": item.state}


def _of_row(row: Any) -> Item | None:
    """An item as it was kept; None for what is not one. What was being printed when the program ended may lie in the tray."""
    match row:
        case {"name": str(name), "kind": str(kind), "paper": str(paper), "copies": int(copies), "state": str(state)}:
            return Item(name, kind, paper, None, copies, "unsure" if state in ("printing", "unsure") else "waits")
        case _:
            return None


def _said(refusals: tuple[Refusal, ...]) -> str:
    return " ".join(sentence(r) for r in refusals)


def _troubled(trouble: Trouble) -> str:
    return say_trouble(trouble)
