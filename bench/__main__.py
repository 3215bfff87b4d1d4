"""``python -m bench [--quick]``: print every figure as median and ratio to its baseline."""

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
from collections.abc import Callable
from pathlib import Path

from bench import encryption, store
from thads_desktop.services import reporting
from thads_desktop.storage.projections import MatterFilter
from thads_desktop.storage.search import match_of

#: Matches asked for while one types, as the page does.
MOST = 1000


def main() -> int:
    """Run all measures, or small ones with --quick."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="small stores: does every measure run?")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _window_and_search(folder / "listed", 2_000 if quick else 100_000)
        _returns(folder / "logged", 1_000 if quick else 60_000)
        _batch(folder / "batch", 60 if quick else 500)
        encryption.measure(folder / "encrypted", 2_000 if quick else 100_000, 1_000 if quick else 60_000, _say)
    return 0


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
            reader.connection.exec_driver_sql(statement, (match_of(query),)).fetchall()
            bare.append(time.perf_counter() - start)
    high = statistics.quantiles(ours, n=20)[-1]
    base = statistics.quantiles(bare, n=20)[-1]
    _say(
        f"search as typed, {matters} matters, p95", high * 1000, "ms", high / base, "bare FTS query (p95)", "aim 15 ms"
    )
    desk.close()
    _window(folder, matters)


def _window(folder: Path, matters: int) -> None:
    """Whole processes: our window until its list is painted, a bare QMainWindow until it is shown."""
    probe = [sys.executable, "-m", "bench.window"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def run(*args: str) -> dict[str, float]:
        done = subprocess.run([*probe, *args], capture_output=True, text=True, env=environment, check=True)
        return dict(json.loads(done.stdout.splitlines()[-1]))

    # The password is given at once: what is measured begins with the process and ends with the painted list.
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

    def decode() -> None:
        with desk.reading() as reader:
            for _ in reader.stream("matter"):
                pass

    base = _median(decode, 3)
    ours = _median(lambda: reporting.make(desk, 2020, 12), 3)
    name = f"all 2019 forms, {matters} matters, {matters * 9} events"
    _say(name, ours, "s", ours / base, "reading and decoding the log", "aim 3 s")
    desk.close()


def _batch(folder: Path, papers: int) -> None:
    from bench.batch import prepared
    from thads_desktop.printing.draw import draw
    from thads_desktop.services import batch
    from thads_desktop.services.papers import load, preview

    desk, ids = prepared(folder, papers)
    with desk.reading() as reader:
        paper = preview(desk, reader, load(reader, ids[0]), store.CLOCK_DAY)
    draw(paper)
    base = _median(lambda: draw(paper), 50) * papers
    start = time.perf_counter()
    done = batch.issue(desk, ids, store.CLOCK_DAY)
    ours = time.perf_counter() - start
    assert len(done.issued) == papers, done.why
    _say(
        f"{papers} decisions issued as one batch",
        papers / ours,
        "a sec.",
        ours / base,
        "drawing alone, one core",
        "aim 100",
    )
    desk.close()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
