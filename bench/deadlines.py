"""The page of deadlines over a large office: from the key until its first rows are painted, and the questions behind it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from bench import store
from bench.loop import wait, window_of
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
    from PySide6.QtWidgets import QApplication

    from thads_desktop.services import agenda, next_steps

    def count() -> None:
        with desk.reading() as reader:
            reader.connection.exec_driver_sql("SELECT count(*), min(due) FROM deadline_list").fetchall()

    base = _median(count)
    first: list[float] = []
    with window_of(desk) as window:
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
            QApplication.processEvents()
            first.append(time.perf_counter() - start)
            wait(lambda: window.worker.busy == 0)
    ours = statistics.median(first)
    say(f"first paint of the deadlines, {matters} matters", ours * 1000, "ms", ours / base, "counting them once", "aim 100 ms")
    counted = _median(lambda: agenda.loads(desk))
    say("deadlines by class and officer", counted * 1000, "ms", counted / base, "counting them once")
    missed = _median(lambda: next_steps.count(desk))
    say("the red counter of matters without a next step", missed * 1000, "ms", missed / base, "counting them once")


def _median(call: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
