"""What a command answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """text for people (Vietnamese), json for machines, the exit code, sentences for stderr."""

    text: str
    json: Any
    code: int = 0
    told: tuple[str, ...] = ()
