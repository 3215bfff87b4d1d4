"""Where a paper stands in the log: on its matter, or, while there is none, on the judgment received ("intake:<judgment>")."""

from __future__ import annotations

_INTAKE = "intake:"


def on_intake(judgment: str) -> str:
    """What ``Draft.matter`` is of a paper on a received judgment."""
    return f"{_INTAKE}{judgment}"


def judgment_of(place: str) -> str:
    """The judgment of a paper that stands on one; "" of a paper of a matter."""
    return place.removeprefix(_INTAKE) if place.startswith(_INTAKE) else ""


def subject_of(place: str) -> str:
    """The subject of the paper's steps."""
    return place if place.startswith(_INTAKE) else f"matter:{place}"
