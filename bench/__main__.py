"""``python -m bench [--quick] [--server] [PART ...]``: print every figure (or of the parts named) as median and ratio to its baseline.

--server: the same on a PostgreSQL server of its own on this computer, whose disk is waited for; the baselines stay SQLite's.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import crowd, deadlines, department, encryption, folding, outside, papers, registers, returns, rounds, store
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import access, durations
from thads_desktop.storage.projections import MatterFilter
from thads_desktop.storage.search import match_of

#: Matches asked for while one types, as the page does.
MOST = 1000


def main() -> int:
    """Run all measures, or small ones with --quick."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="small stores: does every measure run?")
    parser.add_argument("--server", action="store_true", help="the stores on a PostgreSQL server")
    parser.add_argument("part", nargs="*", help=f"only these of: {', '.join(PARTS)}")
    given = parser.parse_args()
    if unknown := set(given.part) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as scratch, _engine(server=given.server) as lead:
        for name, (measure, size, small) in PARTS.items():
            if (given.part and name not in given.part) or (given.server and name == "encryption"):
                continue
            measure(lead(Path(scratch) / name), *(small if given.quick else size))
    return 0


@contextmanager
def _engine(*, server: bool) -> Iterator[Callable[[Path], Path]]:
    """Makes a folder one of the engine to measure."""
    if not server:
        yield lambda folder: folder
        return
    from tests.postgres import Cluster

    cluster = Cluster(safe=True, disk=True)
    try:
        yield cluster.lead
    finally:
        cluster.remove()


def _say(name: str, value: float, unit: str, ratio: float, baseline: str, note: str = "") -> None:
    print(f"{name:<52} {value:>9.2f} {unit:<7} {ratio:>7.2f} x {baseline}{'  ' + note if note else ''}", flush=True)


def _median(call: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _window_and_search(folder: Path, matters: int) -> None:
    desk = store.listed(folder, matters)
    queries = ("nguyen van", "Trần Thị", "tran", "031099900", "12/qd", "lạch tray", "ha", "Đỗ", "le loi 25", "phuong")
    with desk.reading() as reader:
        lists = reader.projections
        ours, bare = [], []
        for query in queries * 10:
            wanted = MatterFilter(text=query, most=MOST)
            start = time.perf_counter()
            lists.matter_rows(lists.matter_ids(wanted)[:40])
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            statement = "SELECT rowid FROM matter_search WHERE matter_search MATCH ?"
            reader.connection.exec_driver_sql(statement, (match_of(query),)).fetchall()  # the same words on either engine
            bare.append(time.perf_counter() - start)
    high = statistics.quantiles(ours, n=20)[-1]
    base = statistics.quantiles(bare, n=20)[-1]
    _say(
        f"search as typed, {matters} matters, p95", high * 1000, "ms", high / base, "bare FTS query (p95)", "aim 15 ms"
    )
    desk.close()
    _window(folder, matters)
    desk = access.sign_in(folder, FixedClock(store.CLOCK_DAY), store.LOGIN, store.PASSWORD)
    deadlines.fill(desk, matters)
    deadlines.measure(desk, matters, _say)
    rounds.fill(desk, matters)
    rounds.measure(desk, _say)
    desk.close()


def _window(folder: Path, matters: int) -> None:
    """Whole processes: our window until its list is painted, a bare QMainWindow until it is shown."""
    probe = [sys.executable, "-m", "bench.window"]
    # As installed: compiled once before. The first run does that.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **compiled}

    def run(*args: str) -> dict[str, float]:
        done = subprocess.run([*probe, *args], capture_output=True, text=True, env=environment, check=True)
        return dict(json.loads(done.stdout.splitlines()[-1]))

    # The password is given at once: what is measured begins with the process and ends with the painted list.
    run("desk", str(folder))
    ours = [run("desk", str(folder)) for _ in range(5)]
    bare = [run("bare") for _ in range(5)]
    median, base = (statistics.median(r["seconds"] for r in x) for x in (ours, bare))
    _say(f"first usable window, {matters} matters", median, "s", median / base, "bare QMainWindow", "aim 0.8 s")
    after = statistics.median(r["after_password"] for r in ours)
    _say("first usable window, from the password on", after, "s", after / base, "bare QMainWindow", "aim 1 s")
    memory, memory_base = (statistics.median(r["megabytes"] for r in x) for x in (ours, bare))
    _say("memory of the open window", memory, "MB", memory / memory_base, "bare QMainWindow", "aim 200 MB")


def _returns(folder: Path, matters: int) -> None:
    desk = store.logged(folder, matters)

    returns.measure(desk, matters, _say)
    lasts = _median(lambda: durations.make(desk), 3)
    _say(f"durations of {matters} matters", lasts, "s", 1.0, "itself")
    desk.close()


def _several(folder: Path) -> None:
    """One event and its list line, written and on the disk: what each key press that saves costs."""
    from datetime import timedelta

    from thads_desktop.domain import events as ev

    desk = store.office(folder)

    def write() -> None:
        with desk.writing("keep") as uow:
            uow.append("matter:x", store.CLOCK_DAY - timedelta(days=1), ev.FileOpened())
            uow.commit()

    def read() -> None:
        with desk.reading() as reader:
            reader.head()

    base = _median(read, 200)
    ours = _median(write, 200)
    _say("one event written to the disk", ours * 1000, "ms", ours / base, f"one question ({base * 1000:.2f} ms)")
    desk.close()


#: Each part by its name: what measures it in a folder, and its size as measured and with --quick.
PARTS: dict[str, tuple[Callable[..., None], tuple[int, ...], tuple[int, ...]]] = {
    "folding": (lambda _folder, matters: folding.measure(matters, _say), (60_000,), (2_000,)),
    "window": (_window_and_search, (100_000,), (2_000,)),
    "returns": (_returns, (60_000,), (1_000,)),
    "papers": (lambda folder, decisions: papers.measure(folder, decisions, _say), (500,), (60,)),
    "event": (_several, (), ()),
    "crowd": (lambda folder, parties: crowd.measure(folder, parties, _say), (43_000,), (500,)),
    "registers": (lambda folder, lines: registers.measure(folder, lines, _say), (10_000,), (500,)),
    "outside": (lambda folder, matters: outside.compared(folder, matters, _say), (outside.MATTERS,), (500,)),
    "department": (lambda folder, offices, matters: department.measure(folder, offices, matters, _say), (30, 2_000), (3, 100)),
    "encryption": (lambda folder, listed, logged: encryption.measure(folder, listed, logged, _say), (100_000, 60_000), (2_000, 1_000)),
}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the pages are painted, not shown
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
