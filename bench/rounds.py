"""The place "Xác minh" over a large office: who is due within a month, the forecast, what is published, what waits for the archive."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

from bench import store
from thads_desktop.law.units import load_units
from thads_desktop.services import archiving, forecast, publications, trips
from thads_desktop.services.desk import Desk
from thads_desktop.storage.projections import MarkRow

RUNS = 5


def fill(desk: Desk, matters: int) -> None:
    """Marks for the matters of ``store.listed``: half are verified again within the year, a fifth is published; parties with a commune."""
    random, communes = Random(5), list(load_units().communes)
    with desk.reading() as reader:
        officers = [r[0] for r in reader.connection.exec_driver_sql("SELECT DISTINCT officer FROM matter_list ORDER BY 1").fetchall()]
    with desk.writing("keep") as uow:
        for n in range(matters):
            marks = []
            if n % 2:
                party, commune = f"p{n}", random.choice(communes)
                uow.write_row("party", party, {"name": f"Nguyễn Văn {n}", "address": f"số {n % 90}", "commune": commune})
                due = store.CLOCK_DAY + timedelta(days=random.randint(-30, 330))
                marks.append(MarkRow(f"m{n}", "R12", party, due, "thuong", officers[n % len(officers)], commune))
            if n % 5 == 0:
                marks.append(MarkRow(f"m{n}", "published", "", store.CLOCK_DAY, "current", officers[n % len(officers)]))
            uow.projections.put_marks(f"m{n}", marks)
        uow.commit()


def measure(desk: Desk, say: Callable[..., None]) -> None:
    """Each question as the page asks it; baseline: one statement that counts the marks."""

    def count() -> None:
        with desk.reading() as reader:
            reader.connection.exec_driver_sql("SELECT count(*), min(day) FROM mark_list").fetchall()

    base = _median(count)
    until = desk.clock.today() + timedelta(days=30)
    found, first = trips.due(desk, until), trips.places(desk, until)[0].commune
    for name, call in (
        ("communes with who is due in 30 days", lambda: trips.places(desk, until)), ("one of them", lambda: trips.due(desk, until, "", (first,))),
        (f"who is due in 30 days ({len(found)})", lambda: trips.due(desk, until)), ("forecast", lambda: forecast.look(desk)),
        ("behind the whole forecast", lambda: forecast.behind(desk, forecast.look(desk), None, None)),
        ("what is published", lambda: publications.board(desk)), ("waiting for the archive", lambda: archiving.waiting(desk)),
    ):  # fmt: skip
        took = _median(call)
        say(f"rounds: {name}", took * 1000, "ms", took / base, "count of the marks")


def _median(call: Callable[[], object]) -> float:
    """Seconds of the processor: the machine may have other work."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return statistics.median(times)
