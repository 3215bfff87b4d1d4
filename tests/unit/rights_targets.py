"""The commands of targets, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import targets

DAY = date(2019, 10, 1)
COMMANDS: dict[str, Callable[[Any], object]] = {
    "targets.put": lambda g: targets.put(g.desk, targets.TargetInput(2020, "rate_matters", "80", DAY)),
    "targets.end": lambda g: targets.end(g.desk, "2020-rate_matters", DAY, "thôi"),
}
