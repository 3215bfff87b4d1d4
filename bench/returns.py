"""Every form of a return: the first time from the log, and again after one more event."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from bench import store
from thads_desktop.domain import events as ev
from thads_desktop.services import reporting

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk

Say = Callable[..., None]


def measure(desk: Desk, matters: int, say: Say) -> None:
    """Processor time: the machine may be shared."""

    def timed(call: Callable[[], object]) -> float:
        start = time.process_time()
        call()
        return time.process_time() - start

    def decode() -> None:
        with desk.reading() as reader:
            for _ in reader.stream("matter"):
                pass

    def first() -> None:
        desk.returns_read.clear()
        reporting.make(desk, 2020, 12)

    base = median(timed(decode) for _ in range(3))
    forms = len(reporting.make(desk, 2020, 12).all_forms)
    once = median(timed(first) for _ in range(3))
    say(f"all {forms} forms of 2019, {matters} matters, processor", once, "s", once / base, "reading and decoding the log", "aim 2 s")
    later = []
    for n in range(5):
        with desk.writing("keep") as uow:
            uow.append(f"matter:{n:08d}", store.CLOCK_DAY - timedelta(days=20), ev.Collected(1, 5))
            uow.commit()
        later.append(timed(lambda: reporting.make(desk, 2020, 12)))
    again = median(later)
    say("the same after one change, processor", again * 1000, "ms", again / base, "reading and decoding the log", "aim 200 ms")
