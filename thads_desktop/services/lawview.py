"""The law in force on the day of an act, as the pure decisions ask it (``domain.decide.LawView``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.calendar import WorkingCalendar

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.law.ruleset import Rules


@dataclass(frozen=True, slots=True)
class LawOn:
    """Rules seen on one day."""

    rules: Rules
    day: date

    def ground_cite(self, kind: str, clause: str) -> str | None:
        """Citation of the ground with this code among those of the day; None when there is none."""
        return next((g.cite for g in self.rules.grounds(kind, self.day) if g.code == clause), None)

    def needs_until(self, kind: str, clause: str) -> bool:
        """The ground names a term, so that the decision must say until when."""
        return any(g.needs_until for g in self.rules.grounds(kind, self.day) if g.code == clause)

    def latest_until(self, kind: str, clause: str, asked: date | None = None) -> tuple[date, int] | None:
        """(last day, months) that a decision of this day, asked for that day, may run under the ground; None without a limit."""
        months = next((g.max_months for g in self.rules.grounds(kind, self.day) if g.code == clause), 0)
        return (WorkingCalendar(frozenset(), frozenset()).due(asked or self.day, months, "m", rolls=False), months) if months else None

    def once(self, kind: str, clause: str, day: date) -> bool:
        """Decided on this ground on that day is decided once only; the day may be under the other law."""
        return any(g.once for g in self.rules.grounds(kind, day) if g.code == clause)

    def defers(self, clause: str) -> str:
        """The clause of the deferral whose article the law names beside this ground of a lack of means, or ""."""
        cite = self.ground_cite("deferral_with_means_lacking", clause)
        return next((g.code for g in self.rules.grounds("deferral", self.day) if g.cite == cite), "")

    def lifting(self, end: str) -> tuple[str, ...]:
        """The grounds of continuation that lift this condition."""
        return tuple(g.code for g in self.rules.grounds(f"continuation_of_{end}", self.day))

    def to_delegate(self, clause: str, day: date) -> bool:
        """Withdrawn on this ground on that day is withdrawn to be delegated; the day may be under the other law."""
        return any(g.to_delegate for g in self.rules.grounds("withdrawal", day) if g.code == clause)

    def cite(self, topic: str) -> str:
        """The article behind a refusal; "" where the texts give none."""
        return self.rules.topic_cite(topic, self.day)
