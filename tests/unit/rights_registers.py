"""The commands of registers, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thads_desktop.services import register_closings, register_layouts
from thads_desktop.services.register_layouts import LaidColumn

BOOK = "TT04-03"
COMMANDS: dict[str, Callable[[Any], object]] = {
    "register_closings.close": lambda g: register_closings.close(g.desk, register_closings.propose(g.desk, BOOK, 2020, "q1")),
    "register_layouts.change": lambda g: register_layouts.change(g.desk, BOOK, [LaidColumn("stt", "STT"), LaidColumn("note", "Ghi chú")]),
    "register_layouts.reset": lambda g: register_layouts.reset(g.desk, BOOK),
    "register_layouts.make": lambda g: register_layouts.make(g.desk, "Sổ riêng", "matters"),
    "register_layouts.drop": lambda g: register_layouts.drop(g.desk, BOOK),
}
