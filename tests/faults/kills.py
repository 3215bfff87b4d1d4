"""A child records one act after another and says each on a pipe once it is done; it is killed at any moment; then everything is looked at.

    python -m tests.faults.kills FOLDER [--kills N] [--seed S]

One thread, so that it may fork. Prints how many kills there were and how many acts were acknowledged; AssertionError when an
acknowledged act is gone, a series has a gap, a paper is half there, or the store does not verify.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import signal
import sys
import time
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from uuid import uuid4

from tests.office import LOGIN, PASSWORD, Bench, bench, reopen
from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.services import access, copies, upkeep
from thads_desktop.services.desk import Desk
from thads_desktop.storage import keyring
from thads_desktop.storage.backup import counted

DAY = date(2019, 10, 7)
#: After so many kills the next begin on a fresh office again: looking at everything takes longer the more there is.
FRESH = 25
#: A child lives this long at most once it has begun (seconds).
LIFE = 0.35


def work(folder: Path, head: str, officer: str, pipe: int, seed: int) -> None:
    """Act after act for as long as one is let; each is said on the pipe only when the service has returned."""
    random = Random(seed)
    desk = reopen(folder, FixedClock(DAY), actor=head)
    office = Bench(desk, FixedClock(DAY), head, officer, officer)
    os.write(pipe, b"ready x\n")
    for n in count():
        way = random.randrange(10)
        if way < 4:
            os.write(pipe, f"matter {office.decision(number=f'{seed}{n}/2019/DS-ST')}\n".encode())
        elif way < 7:
            os.write(pipe, f"judgment {office.judgment(f'{seed}{n}/2019/HS-ST')}\n".encode())
        elif way < 9:
            key = f"nhap-{uuid4().hex}"
            with desk.writing("keep") as uow:
                uow.save_draft(key, {"chu": "thử"})
                uow.commit()
            os.write(pipe, f"draft {key}\n".encode())
        else:
            os.write(pipe, f"copy {copies.make(desk).file}\n".encode())


def main(scratch: Path, kills: int, seed: int) -> tuple[int, int]:
    """(kills, acknowledged acts)."""
    random = Random(seed)
    # Each kill logs in twice; the cost of a password is no part of what is tried.
    keyring.COST = keyring.Cost(1, 64, 1)
    origin = bench(scratch / "origin", DAY)
    origin.desk.close()
    folder, told, acts = scratch / "trial", [("", "")], 0
    begun = time.monotonic()
    for n in range(kills):
        if n % FRESH == 0:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(scratch / "origin", folder)
            told = []
        said = killed(folder, origin, random.random() * LIFE, random.randrange(10**9))
        told += said
        acts += len(said)
        look(folder, told)
        if n % 500 == 499:
            print(f"{n + 1} kills, {acts} acknowledged acts, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{kills} kills, {acts} acknowledged acts: nothing lost, no gap, no half paper, every store verifies")
    return kills, acts


def killed(folder: Path, office: Bench, life: float, seed: int) -> list[tuple[str, str]]:
    """Let a child work for so long, kill it; what it had acknowledged."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(folder, office.head, office.officer, write, seed)
        finally:
            os._exit(70)
    os.close(write)
    said = b""
    # It lives from the moment it is born, so that some die while they open; most after they are ready.
    if seed % 10:
        select.select([read], [], [], 30)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    while piece := os.read(read, 1 << 16):
        said += piece
    os.close(read)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == -signal.SIGKILL, f"the child ended by itself: {status}"
    # A line that was cut in the middle acknowledges nothing.
    lines = said.decode().split("\n")[:-1]
    return [(kind, key) for kind, _, key in (line.partition(" ") for line in lines) if kind != "ready"]


def look(folder: Path, told: list[tuple[str, str]]) -> None:
    """Open and verify; everything acknowledged is there and whole."""
    desk = reopen(folder, FixedClock(DAY), look="whole")
    try:
        assert upkeep.verify(desk).findings == ()
        _look_at_papers(desk)
        with desk.reading() as reader:
            for kind, key in told:
                if kind == "matter":
                    state = fold(reader.events_of(f"matter:{key}"))
                    assert [p.number for p in state.papers.values() if p.number], f"matter {key} is lost"
                elif kind == "judgment":
                    assert reader.row("judgment", key) is not None, f"judgment {key} is lost"
                elif kind == "draft":
                    assert reader.draft(key) == {"chu": "thử"}, f"draft {key} is lost"
    finally:
        desk.close()
    for kind, key in told[-20:]:
        # Older copies of one moment may have been thinned since.
        if kind == "copy" and Path(key).exists():
            with access.unlocked(folder, FixedClock(DAY), LOGIN, PASSWORD):
                assert counted(Path(key)).seq > 0


def _look_at_papers(desk: Desk) -> None:
    """Numbers run from 1 without a gap or a double, and each has its matter, its act and its bytes."""
    numbers: list[int] = []
    with desk.reading() as reader:
        for subject in reader.subjects("matter"):
            events = reader.events_of(subject)
            given = [e.body for e in events if isinstance(e.body, ev.PaperNumbered)]
            acts = [e.body for e in events if isinstance(e.body, ev.MatterOpened)]
            assert len(given) == len(acts) == 1, f"{subject}: half a paper"
            assert reader.blob(given[0].sha256).startswith(b"%PDF")
            numbers.append(given[0].number)
    assert sorted(numbers) == list(range(1, len(numbers) + 1)), f"numbers {sorted(numbers)}"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="tests.faults.kills")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--kills", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    given = asked.parse_args()
    print(f"seed {given.seed}", flush=True)
    main(given.folder, given.kills, given.seed)
    sys.exit(0)
