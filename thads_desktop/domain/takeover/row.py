"""A row of the register while it is judged: the raw cells, what was read of them, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.reasons import finding
from thads_desktop.domain.takeover.rows import BY_KEY, Finding, RawRow

if TYPE_CHECKING:
    from datetime import date


@dataclass(slots=True)
class Row:
    """read: value by column key; findings in the order in which they were made."""

    raw: RawRow
    read: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, key: str, old: Any = None, new: Any = None) -> None:
        """Add a finding on a column."""
        self.findings.append(finding(code, BY_KEY[key].heading, old, new))

    def value(self, key: str) -> Any:
        """What stands in the cell, None for an empty one."""
        cell = self.raw.cells.get(key)
        return None if cell is None else cell.value

    def refused(self, key: str) -> bool:
        """The column was refused already."""
        return any(f.column == BY_KEY[key].heading and f.action == "reject" for f in self.findings)

    @property
    def rejected(self) -> bool:
        return any(f.action == "reject" for f in self.findings)

    @property
    def key(self) -> tuple[str, date] | None:
        """Number and day of the decision, None unless both were read."""
        number, day = self.read.get("number"), self.read.get("day")
        return (number, day) if number and day else None
