"""Issue a decision and die before the n-th statement or commit, for every n; then reopen and look at everything.

A program of its own (one thread), so that it may fork: ``python -m tests.faults.die FOLDER [postgresql]``. Prints how many
deaths it died; on a server it dies before every ninth statement only, each in a database of its own.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import event

from tests.office import Bench, bench, reopen
from tests.postgres import Cluster
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.services import papers, upkeep
from thads_desktop.services.desk import Desk
from thads_desktop.storage import keyring

DAY = date(2019, 10, 7)
DIED = 77


def prepared(folder: Path) -> tuple[str, str]:
    """An office with one matter; (matter, head)."""
    office: Bench = bench(folder, DAY)
    matter = office.decision()
    office.desk.close()
    return matter, office.head


def issue(desk: Desk, matter: str, head: str) -> None:
    """The act under test: draft, submit, sign, number, print, effect, lists; one transaction."""
    effect = Effect("deferral", "c", until=date(2020, 3, 1))
    papers.issue_at_once(desk, papers.Draft("deferral", effect, matter, {"reason": "thỏa thuận"}), head)


def die_at(desk: Desk, n: int) -> Callable[[], int]:
    """Count what the writer writes (what it reads changes nothing) and its commits; end the process at the n-th. Returns a reader of the count."""
    seen = [0]

    def tick(*_args: object) -> None:
        seen[0] += 1
        if seen[0] == n:
            os._exit(DIED)

    writer = desk.store.engines[0]
    event.listen(writer, "before_cursor_execute", tick)
    event.listen(writer, "commit", tick)
    return lambda: seen[0]


def main(scratch: Path, cluster: Cluster | None = None, step: int = 1) -> int:
    """Die everywhere once; the number of deaths. AssertionError when a death left something half done."""
    origin, died = scratch / "origin", 0
    matter, head = prepared(cluster.lead(origin) if cluster else origin)
    n = 0
    while True:
        n += step
        folder = scratch / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(origin, folder)
        if cluster:
            cluster.double(folder)
        child = os.fork()
        if child == 0:
            desk = reopen(folder, FixedClock(DAY), actor=head)
            die_at(desk, n)
            issue(desk, matter, head)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in (0, DIED), status
        _look(folder, matter, whole=status == 0, last=status == 0)
        if status == 0:
            print(died)
            return died
        died += 1


def _look(folder: Path, matter: str, *, whole: bool, last: bool) -> None:
    desk = reopen(folder, FixedClock(DAY))
    try:
        assert upkeep.verify(desk).findings == ()
        with desk.reading() as reader:
            state = fold(reader.events_of(f"matter:{matter}"))
            done = state.status == "deferral"
            issued = [p for p in state.papers.values() if p.form == "deferral"]
            assert len(issued) == int(done), "an act without its paper, or a paper without its act"
            assert reader.number_state("deferral", 2020) == (2 if done else 1)
            assert done or not last
            assert not whole or done
    finally:
        desk.close()


if __name__ == "__main__":
    # Each trial logs in twice; the cost of a password is no part of what is tried.
    keyring.COST = keyring.Cost(1, 64, 1)
    server = Cluster(safe=True) if sys.argv[2:3] == ["postgresql"] else None
    try:
        deaths = main(Path(sys.argv[1]), server, int(sys.argv[3]))
    finally:
        if server is not None:
            server.remove()
    sys.exit(0 if deaths else 1)
