"""Where results go is looked at before anything is done: a refused command leaves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop import files
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services.reporting import refuse_unwritable

if TYPE_CHECKING:
    from pathlib import Path


def refuse_unfit(target: Path | None) -> None:
    """Refuse a file that cannot be written, or one that a data folder lives on or that is being read. None = no file."""
    if target is None:
        return
    files.refuse_kept(target)
    refuse_unwritable(target.parent)
    if target.exists() and not target.is_file():
        raise Refused(Refusal("output.cannot_write", {"folder": str(target)}, "out"))


def refuse_unfit_folder(folder: Path, pattern: str) -> None:
    """The same for a folder of results; pattern: what they are called."""
    refuse_unwritable(folder)
    for file in folder.glob(pattern):
        refuse_unfit(file)
