"""The password of the office's server: typed, or from the environment or a file; never an argument, never in the data folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "THADS_SERVER_PASSWORD"
_typed: list[str] = []


def known() -> str | None:
    """What was typed or read in this process, else the environment's; None = the server knows us otherwise (.pgpass)."""
    return _typed[-1] if _typed else os.environ.get(VARIABLE) or None


def remember(password: str) -> None:
    """For as long as the program runs."""
    _typed[:] = [password]


def forget() -> None:
    """As if nothing had been typed."""
    _typed.clear()


def read(file: Path) -> None:
    """Remember the first line of a file. Refused("server.password_file")."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise Refused(Refusal("server.password_file", {"file": str(file)}, "server-password-file")) from error
    if not lines or not lines[0]:
        raise Refused(Refusal("server.password_file", {"file": str(file)}, "server-password-file"))
    remember(lines[0])
