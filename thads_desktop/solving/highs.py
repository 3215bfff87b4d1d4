"""HiGHS behind one function: a ``Programme`` in, an ``Answer`` out. One thread and a fixed seed, so that the same asks the same."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING

from thads_desktop.domain.programme import Answer, Programme, Solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: How often it is looked whether somebody stopped it.
_LOOK_SECONDS = 0.05
_GREETING = threading.Lock()


def solver(seconds: float, cancelled: Callable[[], bool] = lambda: False) -> Solve:
    """Solves programmes until so many seconds have gone by in all; from then on, and once ``cancelled``, every answer is "stopped"."""
    end = monotonic() + seconds

    def solve(programme: Programme) -> Answer:
        rest = end - monotonic()
        if rest <= 0 or cancelled():
            return Answer("stopped")
        return _solved(programme, rest, cancelled)

    return solve


def _solved(programme: Programme, seconds: float, cancelled: Callable[[], bool]) -> Answer:
    if any(not row.terms for row in programme.rows):
        # What has no variable and is kept is a condition that cannot hold (``allocation``).
        return Answer("infeasible")
    if not programme.bounds:
        return Answer("optimal")
    import highspy

    with _silence():
        model = highspy.Highs()  # type: ignore[no-untyped-call]  # its stubs leave the constructor out
    model.setOptionValue("output_flag", False)
    for name, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0), ("time_limit", seconds)):
        model.setOptionValue(name, value)
    for (least, most), cost in zip(programme.bounds, programme.costs, strict=True):
        model.addCol(float(cost), float(least), float(most), 0, [], [])
    for at in range(len(programme.bounds)):
        model.changeColIntegrality(at, highspy.HighsVarType.kInteger)
    for row in programme.rows:
        low = -highspy.kHighsInf if row.least is None else float(row.least)
        high = highspy.kHighsInf if row.most is None else float(row.most)
        if low > high:
            return Answer("infeasible")
        model.addRow(low, high, len(row.terms), [at for at, _of in row.terms], [float(of) for _at, of in row.terms])
    model.HandleUserInterrupt = True
    watch = _Watch(model.cancelSolve, cancelled)
    try:
        model.run()
    finally:
        watch.end()
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        values = tuple(round(x) for x in model.getSolution().col_value)
        # Rounded to whole numbers it must still hold exactly: an answer that does not is none.
        return Answer("optimal", values) if _holds(programme, values) else Answer("stopped")
    return Answer("infeasible" if status == highspy.HighsModelStatus.kInfeasible else "stopped")


def _holds(programme: Programme, values: tuple[int, ...]) -> bool:
    if not all(least <= x <= most for x, (least, most) in zip(values, programme.bounds, strict=True)):
        return False
    sums = ((row, sum(values[at] * of for at, of in row.terms)) for row in programme.rows)
    return all((row.least is None or row.least <= x) and (row.most is None or x <= row.most) for row, x in sums)


@contextmanager
def _silence() -> Iterator[None]:
    """A new model greets on the standard output, before it can be told not to: there a command's answer stands alone."""
    with _GREETING:
        try:
            kept = os.dup(1)
        except OSError:
            # The window has no output.
            yield
            return
        try:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, no path of ours
                os.dup2(nowhere.fileno(), 1)
            yield
        finally:
            with suppress(OSError):
                os.dup2(kept, 1)
            os.close(kept)


class _Watch:
    """Looks beside the solving whether it is to be stopped."""

    def __init__(self, stop: Callable[[], object], cancelled: Callable[[], bool]) -> None:
        self._over = threading.Event()
        self._stop, self._cancelled = stop, cancelled
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            if self._cancelled():
                self._stop()
                return

    def end(self) -> None:
        self._over.set()
        self._thread.join()
