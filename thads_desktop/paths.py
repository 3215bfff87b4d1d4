"""Where the program's own data and the user's data lie; a leaf that every package but ``domain`` may import.

``forms/`` and ``resources/`` stand at the root of a checkout; an installed or frozen program carries both
under ``thads_desktop/_data``. Nothing here creates, opens or checks a file.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

_NAME = "thads-desktop"


def resource(*parts: str) -> Path:
    """Path under ``resources/``: ``resource("law", "terms.toml")`` or ``resource("law/terms.toml")``."""
    return _root() / "resources" / Path(*parts)


def forms(*parts: str) -> Path:
    """Path under ``forms/``: ``forms("documents")`` is the folder of the papers' forms."""
    return _root() / "forms" / Path(*parts)


def default_data_folder() -> Path:
    """The folder of the office's data when none is named; it need not exist.

    Linux: ``$XDG_DATA_HOME/thads-desktop`` or ``~/.local/share/thads-desktop``; Windows:
    ``%LOCALAPPDATA%\\thads-desktop``; macOS: ``~/Library/Application Support/thads-desktop``.
    """
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    # The XDG rule: a relative path is to be ignored.
    return (given if given.is_absolute() else Path.home() / ".local" / "share") / _NAME


@cache
def _root() -> Path:
    """The folder that holds ``forms`` and ``resources``: carried along, or the checkout."""
    package = Path(__file__).resolve().parent
    carried = package / "_data"
    return carried if carried.is_dir() else package.parent
