"""Where a paper stands in the log: on its matter; while there is none, on the judgment received ("intake:<judgment>"); of a complaint or
a denunciation on its entry ("entry:<book>.<id>")."""

from __future__ import annotations

_INTAKE, _ENTRY = "intake:", "entry:"


def on_intake(judgment: str) -> str:
    """What ``Draft.matter`` is of a paper on a received judgment."""
    return f"{_INTAKE}{judgment}"


def judgment_of(place: str) -> str:
    """The judgment of a paper that stands on one; "" of a paper of a matter."""
    return place.removeprefix(_INTAKE) if place.startswith(_INTAKE) else ""


def on_entry(entry: str) -> str:
    """What ``Draft.matter`` is of a paper on an entry of a book, and how a file names the entry whose it is."""
    return f"{_ENTRY}{entry}"


def entry_of(place: str) -> str:
    """The entry of a paper, or of a file, that stands on one; "" of a matter's."""
    return place.removeprefix(_ENTRY) if place.startswith(_ENTRY) else ""


def subject_of(place: str) -> str:
    """The subject of the paper's steps."""
    return place if place.startswith((_INTAKE, _ENTRY)) else f"matter:{place}"
