"""What encryption costs: the measures of reading and writing on an encrypted store, as a ratio to the same store in the clear."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench import store
from thads_desktop.services import intake, reporting
from thads_desktop.services.desk import Desk
from thads_desktop.storage.projections import MatterFilter

QUERIES = ("nguyen van", "Trần Thị", "tran", "031099900", "12/qd", "lạch tray", "ha", "Đỗ", "le loi 25", "phuong")
Say = Callable[..., None]


def measure(folder: Path, listed: int, logged: int, say: Say) -> None:
    """Print each measure of an encrypted store with its ratio to the clear one; both in turn, so that a busy moment meets both."""
    with_lists = [store.listed(folder / name, listed, clear=clear) for name, clear in (("l-enc", False), ("l-clear", True))]
    for name, call in (("search, 40 rows shown", _search), ("the whole list, ids by day", _ids), ("one judgment entered", _entered)):
        _pair(f"encrypted: {name}", with_lists, call, 15, say)
    for desk in with_lists:
        desk.close()
    with_log = [store.logged(folder / name, logged, clear=clear) for name, clear in (("g-enc", False), ("g-clear", True))]
    _pair("encrypted: reading and decoding the log", with_log, _decoded, 3, say)
    _pair("encrypted: all 2019 forms", with_log, lambda desk: reporting.make(desk, 2020, 12), 3, say)
    for desk in with_log:
        desk.close()


def _pair(name: str, desks: list[Desk], call: Callable[[Desk], object], runs: int, say: Say) -> None:
    times: list[list[float]] = [[] for _ in desks]
    for _ in range(runs):
        for took, desk in zip(times, desks, strict=True):
            start = time.perf_counter()
            call(desk)
            took.append(time.perf_counter() - start)
    ours, clear = (statistics.median(t) for t in times)
    say(name, ours * 1000, "ms", ours / clear, "the same in the clear", "aim 1.25 for reading")


def _search(desk: Desk) -> None:
    with desk.reading() as reader:
        for query in QUERIES:
            reader.projections.matter_rows(reader.projections.matter_ids(MatterFilter(text=query, most=1000))[:40])


def _ids(desk: Desk) -> None:
    with desk.reading() as reader:
        reader.projections.matter_ids(MatterFilter())


def _decoded(desk: Desk) -> None:
    with desk.reading() as reader:
        for _ in reader.stream("matter"):
            pass


def _entered(desk: Desk) -> None:
    with desk.reading() as reader:
        seq = reader.head()[0]
    day = store.CLOCK_DAY - timedelta(days=30)
    intake.receive_judgment(
        desk, intake.JudgmentInput(f"{seq}/2020/DS-ST", day, "Tòa án nhân dân quận Lê Chân", "dan_su", store.CLOCK_DAY)
    )
