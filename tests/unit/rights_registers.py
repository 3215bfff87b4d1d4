"""The commands of registers and of targets, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import register_closings, register_layouts, targets
from thads_desktop.services.register_layouts import LaidColumn

BOOK = "TT04-03"
FIRST = date(2019, 10, 1)
COMMANDS: dict[str, Callable[[Any], object]] = {
    "register_closings.close": lambda g: register_closings.close(g.desk, register_closings.propose(g.desk, BOOK, 2020, "q1")),
    "register_layouts.change": lambda g: register_layouts.change(g.desk, BOOK, [LaidColumn("stt", "STT"), LaidColumn("note", "Ghi chú")]),
    "register_layouts.reset": lambda g: register_layouts.reset(g.desk, BOOK),
    "register_layouts.make": lambda g: register_layouts.make(g.desk, "Sổ riêng", "matters"),
    "register_layouts.drop": lambda g: register_layouts.drop(g.desk, BOOK),
    "targets.put": lambda g: targets.put(g.desk, targets.TargetInput(2020, "rate_matters", "80", FIRST)),
    "targets.end": lambda g: targets.end(g.desk, "2020-rate_matters", FIRST, "thôi"),
}
