"""The page of deadlines over a large office: from the key until its first rows are painted, and the questions behind it."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from bench import store
from thads_desktop.law.next_step import ALWAYS, NEVER
from thads_desktop.services.desk import Desk
from thads_desktop.storage.projections import DeadlineRow, StepRow

#: Visits of the page that are measured; each with every list asked anew.
RUNS = 9
_RULES = ("R07", "R08", "R10", "R12", "R16", "R22")


def fill(desk: Desk, matters: int) -> None:
    """Deadlines and next steps for the matters of ``store.listed``: nine in ten have one or two terms, the others none."""
    random = Random(3)
    with desk.reading() as reader:
        officers = [r[0] for r in reader.connection.exec_driver_sql("SELECT DISTINCT officer FROM matter_list ORDER BY 1").fetchall()]
    with desk.writing("keep") as uow:
        for n in range(matters):
            officer = officers[n % len(officers)]
            owed = [
                DeadlineRow(
                    f"matter:m{n}", random.choice(_RULES), "", "Xác minh lại điều kiện thi hành án", store.CLOCK_DAY,
                    store.CLOCK_DAY + timedelta(days=random.randint(-60, 300)), "khoản 2 Điều 44 Luật Thi hành án dân sự", officer,
                    f"{n % 900 + 1:02d}/QĐ-CCTHADS", "Nguyễn Văn An",
                )
                for _ in range(random.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 2)))
            ]  # fmt: skip
            uow.projections.put_deadlines(f"matter:m{n}", owed)
            uow.projections.put_step(StepRow(f"m{n}", ALWAYS if owed else NEVER, officer, "" if owed else "verify"))
        uow.commit()


def measure(desk: Desk, matters: int, say: Callable[..., None]) -> None:
    """First paint of the page, its counts, and the red counter; baseline: one statement that counts the same rows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    from thads_desktop.services import agenda, next_steps
    from thads_desktop.ui.app import make_app
    from thads_desktop.ui.run import window_for

    app = make_app()

    def count() -> None:
        with desk.reading() as reader:
            reader.connection.exec_driver_sql("SELECT count(*), min(due) FROM deadline_list").fetchall()

    base = _median(count)
    window = window_for(desk)
    window.resize(1366, 768)
    window.show()

    def wait(until: Callable[[], bool]) -> None:
        # As the program: its own loop, which leaves the processor to the readers while it waits.
        loop, watch = QEventLoop(), QTimer()
        watch.timeout.connect(lambda: loop.quit() if until() else None)
        watch.start(1)
        if not until():
            loop.exec()

    wait(lambda: window.worker.busy == 0)
    first: list[float] = []
    for _ in range(RUNS):
        # A page is made on its first visit: each is one.
        page = window.made_pages().get("deadlines")
        if page is not None:
            window.go("settings")
            window._drop(window._pages.pop("deadlines"))
            wait(lambda: window.worker.busy == 0)
        start = time.perf_counter()
        shown = window.go("deadlines")
        wait(shown.first_rows_painted)  # type: ignore[union-attr]  # the page of this place
        app.processEvents()
        first.append(time.perf_counter() - start)
        wait(lambda: window.worker.busy == 0)
    ours = statistics.median(first)
    say(f"first paint of the deadlines, {matters} matters", ours * 1000, "ms", ours / base, "counting them once", "aim 100 ms")
    counted = _median(lambda: agenda.loads(desk))
    say("deadlines by class and officer", counted * 1000, "ms", counted / base, "counting them once")
    missed = _median(lambda: next_steps.count(desk))
    say("the red counter of matters without a next step", missed * 1000, "ms", missed / base, "counting them once")
    window.worker.close()
    window.close()


def _median(call: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
