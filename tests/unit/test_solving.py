"""The solver's door: nothing on the standard output, exact whole numbers, what cannot hold."""

from __future__ import annotations

import subprocess
import sys

import pytest

from thads_desktop.domain.programme import Answer, Programme, Row
from thads_desktop.solving.highs import solver

ROW = Row(((0, 2), (1, 3)), 7, None)


def test_the_least_cost_in_whole_numbers() -> None:
    assert solver(10)(Programme(((0, 9), (0, 9)), (3, 4), (ROW,))) == Answer("optimal", (2, 1))


@pytest.mark.parametrize("rows", [(Row(((0, 1),), 4, None), Row(((0, 1),), None, 3)), (Row(((0, 1),), 3, 2),), (Row((), 1, None),)])
def test_what_cannot_hold(rows: tuple[Row, ...]) -> None:
    assert solver(10)(Programme(((0, 9),), (1,), rows)) == Answer("infeasible")


def test_nothing_is_said_on_the_standard_output() -> None:
    program = (
        "from thads_desktop.domain.programme import Programme, Row\nfrom thads_desktop.solving.highs import solver\n"
        "print(solver(10)(Programme(((0, 9),), (1,), (Row(((0, 1),), 4, None),))).values)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "(4,)\n"
