"""The desk never waits: writes on one thread in their order, reads on others, answers by queued signal.

A job is a plain function that knows no widget. It runs off the main thread; its answer, its refusal or its trouble
comes back on the main thread. An answer that came too late (a newer job with the same key, an owner that is gone,
a closed worker) is dropped. After a write the topics it names are told to every view that subscribed.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from thads_desktop.domain.refusal import Refusal, Refused, Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

OnRefused = Callable[[tuple[Refusal, ...]], None]
OnTrouble = Callable[[Trouble], None]
#: progress(done, total, label): total 0 = not known. Raises Cancelled once the person asked to stop.
Tell = Callable[..., None]
OnProgress = Callable[[int, int, str], None]
Write = Callable[[], tuple[Any, Iterable[str]]]

#: A view that wants to hear of every change.
EVERYTHING = "*"
#: Seconds between two reports of a long work; more would only repaint.
_REPORT_EVERY = 0.05


class Cancelled(Exception):
    """The person cancelled the long work; a unit of work it passes through rolls back."""


#: Codes of a refusal that a second person, or a reason, can lift on the spot.
LIFTED = frozenset({"rights.second", "rights.second_or_sheet", "rights.signer", "return.frozen"})
#: What stands around an act that a second person confirmed.
Around = Callable[[], AbstractContextManager[Any]]
#: on_second(refusal, again, declined): again(around) gives the same job once more, declined() tells the refusal.
OnSecond = Callable[[Refusal, Callable[[Around], None], Callable[[], None]], object]


@dataclass(slots=True)
class Job:
    """One piece of work and where its answer goes."""

    fn: Callable[[], Any]
    on_done: Callable[[Any], None]
    serial: int
    key: str = ""
    owner: QObject | None = None
    on_refused: OnRefused | None = None
    on_trouble: OnTrouble | None = None
    on_cancelled: Callable[[], None] | None = None
    writes: bool = False
    trial: bool = False
    #: The long work that it is; a second person was asked for it already.
    work: LongWork | None = None
    again: bool = False
    answer: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class LongWork:
    """A running long work: ``cancel()`` raises the flag that its next report of progress obeys."""

    serial: int = 0
    #: It changes the data.
    changes: bool = False
    flag: Event = field(default_factory=Event)

    def cancel(self) -> None:
        self.flag.set()

    def cancelled(self) -> bool:
        return self.flag.is_set()


def alive(owner: QObject | None) -> bool:
    """False when Qt has already destroyed the object behind its Python name."""
    if owner is None:
        return True
    try:
        owner.objectName()
    except RuntimeError:
        return False
    return True


def crash(error: Exception) -> None:
    """What nobody expected goes to the program's exception hook."""
    sys.excepthook(type(error), error, error.__traceback__)


class Worker(QObject):
    """Three queues: one writer, two readers, one for long reads. Lives in the main thread."""

    busy_changed = Signal(int)
    saved = Signal()
    #: Long work began, or work is refused: what was said before is over.
    told_anew = Signal()
    _came = Signal(object)
    _reported = Signal(object, int, int, str)

    def __init__(self, on_trouble: OnTrouble | None = None, on_crash: Callable[[Exception], None] = crash) -> None:
        """on_trouble: where trouble goes that a job's caller does not take (the bar of the window)."""
        super().__init__()
        self.on_trouble, self.on_crash = on_trouble, on_crash
        self.on_refused: OnRefused | None = None
        #: Asked before a refused write is told, where a colleague could confirm it.
        self.on_second: OnSecond | None = None
        self._writer = ThreadPoolExecutor(1, "write")
        self._readers = ThreadPoolExecutor(2, "read")
        self._long = ThreadPoolExecutor(1, "long")
        self._serials = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._waiting: dict[int, Future[None]] = {}
        self._works: dict[int, LongWork] = {}
        #: Commands whose answer was not taken, and whose they are.
        self._commands: dict[int, QObject] = {}
        self._subscribers: list[tuple[QObject, frozenset[str], Callable[[frozenset[str]], None]]] = []
        self._closed = False
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)

    # --- giving work --------------------------------------------------------------------------------

    def run_write(
        self, fn: Write, on_done: Callable[[Any], None], on_refused: OnRefused | None = None,
        on_trouble: OnTrouble | None = None, *, owner: QObject | None = None, beside: bool = False,
    ) -> int:  # fmt: skip
        """Run a command; fn answers (result, topics). A write once given is always carried out. 0 = not given.

        One at a time for an owner: until its answer is taken a further command of the same page or form does nothing, so that a
        key pressed twice issues one paper. beside: it is another thing each time, and its owner sees to that.
        """
        if self.acting(owner) and not beside:
            if self.on_refused is not None:
                self.on_refused((Refusal("write.pending"),))
            return 0
        job = Job(fn, on_done, self._serial(), "", owner, on_refused, on_trouble, writes=True)
        if owner is not None:
            self._commands[job.serial] = owner
        return self._submit(self._writer, job)

    def acting(self, owner: QObject | None) -> bool:
        """A command of this owner waits for its answer."""
        return owner is not None and any(given is owner for given in self._commands.values())

    def run_read(
        self, fn: Callable[[], Any], on_done: Callable[[Any], None], *, key: str = "", owner: QObject | None = None,
        on_refused: OnRefused | None = None, on_trouble: OnTrouble | None = None,
    ) -> int:  # fmt: skip
        """Ask; with a key only the newest question of that key is answered. 0 = closed."""
        job = Job(fn, on_done, self._serial(), key, owner, on_refused, on_trouble)
        if key:
            self._newest[key] = job.serial
        return self._submit(self._readers, job)

    def run_long(
        self, fn: Callable[[Tell, Callable[[], bool]], Any], on_done: Callable[[Any], None], *,
        on_progress: OnProgress | None = None, on_cancelled: Callable[[], None] | None = None,
        on_refused: OnRefused | None = None, on_trouble: OnTrouble | None = None, owner: QObject | None = None,
        writes: bool = False, trial: bool = False,
    ) -> LongWork:  # fmt: skip
        """fn(progress, cancelled): long work with count; progress(done, total=0, label="") raises Cancelled once asked.

        writes: it changes the data; then fn answers (result, topics) and runs in the writer's queue. trial: it runs there too,
        but in the end nothing is written (topics None says the same), so that nobody has to wait for it.
        """
        serial = self._serial()
        work = LongWork(serial, writes and not trial)
        self._works[serial] = work
        last = [0.0]

        def progress(done: int, total: int = 0, label: str = "") -> None:
            if work.cancelled():
                raise Cancelled
            now = monotonic()
            if on_progress is not None and (done == total or now - last[0] >= _REPORT_EVERY):
                last[0] = now
                self._reported.emit((on_progress, owner), done, total, label)

        run = partial(fn, progress, work.cancelled)
        job = Job(run, on_done, serial, "", owner, on_refused, on_trouble, on_cancelled, writes, trial, work)
        self.told_anew.emit()
        self._submit(self._writer if writes else self._long, job)
        return work

    def forget(self, key: str) -> None:
        """The answer under this key is no longer wanted."""
        self._newest[key] = self._serial()

    # --- topics -------------------------------------------------------------------------------------

    def subscribe(self, owner: QObject, topics: Collection[str], told: Callable[[frozenset[str]], None]) -> None:
        """told(changed topics) after every write that touched one of the topics (or any, for EVERYTHING)."""
        self._subscribers.append((owner, frozenset(topics), told))

    def publish(self, topics: Iterable[str]) -> None:
        """Tell the views; those that are gone are forgotten."""
        changed = frozenset(topics)
        if not changed:
            return
        self._subscribers = [s for s in self._subscribers if alive(s[0])]
        for owner, wanted, told in list(self._subscribers):
            if (wanted & changed or EVERYTHING in wanted or EVERYTHING in changed) and alive(owner):
                told(changed)

    # --- the end ------------------------------------------------------------------------------------

    @property
    def busy(self) -> int:
        """Jobs given whose answer has not been taken."""
        return len(self._waiting)

    @property
    def writing(self) -> bool:
        """A long work that changes data, or a command, is under way."""
        return self._writer_jobs > 0

    @property
    def stoppable(self) -> bool:
        """Some of the writing is long work that can be stopped."""
        return any(work.changes for work in self._works.values())

    def stop_long(self) -> None:
        """Ask all long work to stop."""
        for work in self._works.values():
            work.cancel()

    def rest(self, seconds: float) -> None:
        """For a long look on a worker's thread: leave the window its turn. Raises Cancelled once the window goes."""
        if self._closed:
            raise Cancelled
        sleep(seconds)

    def close(self) -> None:
        """Refuse new work, cancel long work, let writes finish, drop every answer. May be called twice."""
        self._closed = True
        self.stop_long()
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._long.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._waiting.clear()

    # --- inside -------------------------------------------------------------------------------------

    _writer_jobs = 0

    def _serial(self) -> int:
        return next(self._serials)

    def _submit(self, pool: ThreadPoolExecutor, job: Job) -> int:
        if self._closed:
            return 0
        self._writer_jobs += job.writes and not job.trial
        # The future is kept until its answer is taken, so that nothing dies on a foreign thread.
        self._waiting[job.serial] = pool.submit(self._work, job)
        self.busy_changed.emit(self.busy)
        return job.serial

    def _work(self, job: Job) -> None:
        """On the worker's thread. Every outcome travels back inside the job."""
        if not self._stale(job):
            try:
                job.answer = job.fn()
            except Exception as error:  # noqa: BLE001 - told apart on the main thread; nothing may vanish in a thread
                job.error = error
        if not self._closed:
            self._came.emit(job)

    def _stale(self, job: Job) -> bool:
        return bool(job.key) and self._newest.get(job.key) != job.serial

    @Slot(object)
    def _take(self, job: Job) -> None:
        if self._closed:
            return
        self._waiting.pop(job.serial, None)
        self._works.pop(job.serial, None)
        self._commands.pop(job.serial, None)
        self._writer_jobs -= job.writes and not job.trial
        self.busy_changed.emit(self.busy)
        if job.error is not None:
            self._failed(job, job.error)
            return
        answer, topics = job.answer if job.writes else (job.answer, ())
        if job.writes and not job.trial and topics is not None:
            self.saved.emit()
        try:
            if not self._stale(job) and alive(job.owner):
                job.on_done(answer)
        finally:
            # After the answer: the initiator has put its own things in order before the views look again.
            self.publish(topics or ())

    def _failed(self, job: Job, error: Exception) -> None:
        late = self._stale(job) or not alive(job.owner)
        if isinstance(error, Cancelled):
            if job.on_cancelled is not None and not late:
                job.on_cancelled()
        elif isinstance(error, Refused):
            if not late and self._lifted(job, error):
                return
            on_refused = job.on_refused or self.on_refused
            if on_refused is not None and not late:
                if job.writes or job.on_cancelled is not None:
                    self.told_anew.emit()
                on_refused(error.refusals)
        elif isinstance(error, Trouble):
            # Trouble is told even when the asker is gone: the disk is full for everybody.
            on_trouble = job.on_trouble if job.on_trouble is not None and not late else self.on_trouble
            if on_trouble is not None:
                on_trouble(error)
        else:
            self.on_crash(error)

    def _lifted(self, job: Job, error: Refused) -> bool:
        """A colleague is asked to confirm; what comes of it, comes later. Once for a job, and for what writes alone."""
        # Who may not sign names the act where the signer could do so here and now.
        refusal = next((r for r in error.refusals if r.code in LIFTED or (r.code == "rights.none" and r.field)), None)
        if refusal is None or not job.writes or job.again or self.on_second is None:
            return False
        if job.owner is not None:
            # Until it is decided the page gives no further command.
            self._commands[job.serial] = job.owner

        def again(around: Around) -> None:
            self._commands.pop(job.serial, None)

            def stood_by() -> Any:
                with around():
                    return job.fn()

            repeated = replace(job, fn=stood_by, serial=self._serial(), again=True, error=None)
            if job.owner is not None:
                self._commands[repeated.serial] = job.owner
            if job.work is not None:
                job.work.serial = repeated.serial
                self._works[repeated.serial] = job.work
            self._submit(self._writer, repeated)

        def declined() -> None:
            self._commands.pop(job.serial, None)
            if not self._closed:
                self._failed(replace(job, again=True), error)

        self.on_second(refusal, again, declined)
        return True

    @Slot(object, int, int, str)
    def _report(self, to: tuple[OnProgress, QObject | None], done: int, total: int, label: str) -> None:
        on_progress, owner = to
        if not self._closed and alive(owner):
            on_progress(done, total, label)
