"""What is said of obligations and coercions for the returns, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thads_desktop.services import line_kinds

COMMANDS: dict[str, Callable[[Any], object]] = {
    "line_kinds.say": lambda g: line_kinds.say(g.desk, g.matter, {1: "an_phi"}),
    "line_kinds.say_all": lambda g: line_kinds.say_all(g.desk),
    "line_kinds.say_forces": lambda g: line_kinds.say_forces(g.desk, g.matter, "x", forces=True),
}
