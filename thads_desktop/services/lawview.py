"""The law in force on the day of an act, as the pure decisions ask it (``domain.decide.LawView``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.calendar import WorkingCalendar
from thads_desktop.domain.decide_procedure import Decision, MeasureRule
from thads_desktop.domain.lawful_ways import Said
from thads_desktop.law import decisions, transitions

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

    def way(self, act: str, state: str, clause: str) -> Said:
        """What the table of lawful ways says on the day."""
        found = transitions.table().look(act, state, self.day, clause)
        return Said(found.mark, found.cite, found.why, found.beside)

    def decision(self, act: str) -> Decision | None:
        """What the catalogue of decisions says of a kind on the day."""
        found = decisions.catalogue().of(act, self.day)
        return None if found is None else Decision(found.cite, found.why, found.years)

    def measure(self, code: str) -> MeasureRule | None:
        """What the catalogue says of a measure on the day; None for one that its law does not have."""
        found = next((e for f in decisions.FAMILIES for e in decisions.catalogue().measures(f, self.day) if e.act == code), None)
        if found is None:
            return None
        return MeasureRule(found.family, found.cite, found.limit, found.limit_cite, found.percent, found.per_head)

    def flight_cite(self) -> str:
        """The article under which measures do not wait for the end of the voluntary period."""
        return self.way("at_once", "S3", "").cite

    def after_years(self, day: date, years: int) -> date:
        """The day so many years later."""
        return WorkingCalendar(frozenset(), frozenset()).due(day, years, "y", rolls=False)

    def state_words(self, state: str) -> str:
        """The state as a sentence names it."""
        return transitions.table().states[state]

    def cite(self, topic: str) -> str:
        """The article behind a refusal; "" where the texts give none."""
        return self.rules.topic_cite(topic, self.day)
