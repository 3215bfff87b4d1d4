"""Data sets came in: from which file, how many rows (subject dataset:<id>). What they brought stands in events and rows of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataTaken:
    """A file of data sets was taken in. sha256: of the file; row: register row ``dataset_in`` with its name; new, changed: rows."""

    sha256: str
    row: str
    new: int
    changed: int = 0


DatasetBody = DataTaken
