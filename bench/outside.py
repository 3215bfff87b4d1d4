"""What goes to others over 10,000 matters: the procuracy's workbook, its files, what changed; and a book of 10,000 letters typed into all day.

``python -m bench.outside FOLDER``
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench import datasets
from thads_desktop.domain import letter_events as le
from thads_desktop.domain.letters import key_of
from thads_desktop.services import letter_acts, letter_typed, letters, outside_files, outside_lists
from thads_desktop.services.desk import Desk

MATTERS = LETTERS = 10_000
RUNS = 5


def main() -> int:
    """Fill a folder and measure in it."""
    desk = datasets.whole(Path(sys.argv[1]) / "outside", MATTERS)
    measure(desk, lambda name, value, unit: sys.stdout.write(f"{name}: {value:.3g} {unit}\n"))
    desk.close()
    return 0


def compared(folder: Path, count: int, say: Callable[..., None]) -> None:
    """For ``python -m bench``: every figure beside reading and decoding the log of the same office once."""
    desk = datasets.whole(folder, count)

    def decode() -> None:
        with desk.reading() as reader:
            for _ in reader.stream("matter"):
                pass

    base = statistics.median(_once(decode)[1] for _ in range(3))
    measure(desk, lambda name, value, unit: say(name, value, unit, value / (base if unit == "s" else base * 1000), "reading the log"), count)
    desk.close()


def measure(desk: Desk, say: Callable[[str, float, str], object], count: int = LETTERS) -> None:
    """Seconds of the processor: the machine may have other work."""
    made, took = _once(lambda: outside_lists.make(desk, "procuracy", date(2017, 10, 1), desk.clock.today()))
    say(f"procuracy: {len(made.rows)} matters in 24 columns", took, "s")
    for ending in ("xlsx", "pdf"):
        data, took = _once(lambda ending=ending: outside_files.data(desk, made, ending))
        say(f"procuracy: as {ending} ({len(data) // 1024} kB)", took, "s")
    _key, took = _once(lambda: outside_lists.record(desk, made, "VKS", "file", desk.clock.today(), data=b"x"))
    say("procuracy: recorded as sent", took, "s")
    _found, took = _once(lambda: outside_lists.changes(desk, made))
    say("procuracy: what changed since", took, "s")
    _fill(desk, count)
    year = desk.clock.today().year
    for name, call in (
        ("list of the year", lambda: letters.shown(desk, "in", year)), ("found by words", lambda: letters.shown(desk, "in", year, "ngan hang 77")),
        ("authors while typing", lambda: letters.authors(desk, "ngân hàng 7")),
        ("one more letter", lambda: letter_acts.receive(
            desk, letter_typed.LetterInput(desk.clock.today(), "Ngân hàng", "Trả lời", str(time.perf_counter_ns()), desk.clock.today())
        )),
    ):  # fmt: skip
        say(f"letters, {count} in the year: {name}", statistics.median(_once(call)[1] for _ in range(RUNS)) * 1000, "ms")


def _fill(desk: Desk, count: int) -> None:
    day = desk.clock.today()
    with desk.writing("keep") as uow:
        for first in range(0, count, 1000):
            some = range(first + 1, min(first + 1000, count) + 1)
            uow.write_rows([("letter", key_of("in", day.year, n), {
                "author": f"Ngân hàng {n % 90}", "number": f"{n}/NH", "title": "Trả lời về tài khoản", "to": "", "note": "",
            }) for n in some])  # fmt: skip
            uow.append_many([(f"letter:{key_of('in', day.year, n)}", day, le.LetterReceived(day.year, n, "cong_van", day), "") for n in some])
            uow.append_many([(f"letter:{key_of('in', day.year, n)}", day, le.LetterPassedOn(desk.actor), "") for n in some])
        uow.commit()


def _once(call: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return call(), time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
