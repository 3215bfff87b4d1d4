"""What a circular's returns are, as values: forms, criteria, relations, lists. ``definition.py`` reads them from files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from thads_desktop.returns import vocabulary as words
from thads_desktop.returns.headings import Heading, headings
from thads_desktop.returns.record_words import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.returns.vocabulary import Counting


@dataclass(frozen=True, slots=True)
class Take:
    """What a cell adds up: a measure over the facts whose words are among those given (empty = any)."""

    measure: str
    part: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    delegated_in: bool | None = None
    obligation: tuple[str, ...] = ()
    #: Of records: dimension -> the words that count.
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = (words.LINES,)

    def fits(self, part: str, state: str, line: str, *, delegated_in: bool, obligation: str = "khac") -> bool:
        return (
            (not self.part or part in self.part)
            and (not self.state or state in self.state)
            and (not self.line or line in self.line)
            and (self.delegated_in is None or delegated_in == self.delegated_in)
            and (not self.obligation or obligation in self.obligation)
        )

    def counts(self, source: str, part: str, held: tuple[str, ...]) -> bool:
        """A record of this source and part with these words is taken."""
        return source in self.sources and (not self.part or part in self.part) and all(any(said(dim, w) in held for w in ws) for dim, ws in self.where)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column (or line) of the forms of a measure: taken from facts, or a sum, or a rate of other criteria."""

    measure: str
    key: str
    no: str
    label: str
    level: int = 0
    take: tuple[Take, ...] = ()
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()
    zero: bool = False
    unit: str = "count"


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A printed form: which rows of which measure, and how it lies on paper. months: of which periods (empty = of all); circular,
    issued: where another one than the regime's rules it, within start and until; cosigner: who signs beside the office."""

    id: str
    code: str
    title: str
    measure: str
    unit: str
    orientation: str
    paper: str
    rows: tuple[str, ...]
    months: tuple[int, ...] = ()
    circular: str = ""
    issued: str = ""
    start: date | None = None
    until: date | None = None
    cosigner: str = ""
    note: str = ""

    def owed(self, end: date, months: int) -> bool:
        """The form belongs to a period of so many months that ends on this day."""
        held = (self.start is None or self.start <= end) and (self.until is None or end <= self.until)
        return held and (not self.months or months in self.months)


@dataclass(frozen=True, slots=True)
class CountTable:
    """What a set of criteria counts: its name (the forms' ``measure``), and its sources: lines, or kinds of record."""

    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """Cells of the total of one form that may not exceed those of others together: (left cell, right cell)."""

    id: str
    says: str
    left: str
    right: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list that goes with a return: of which periods, which lines or records stand in it, what is said of each, and the memo or
    the cell of a form's total with which its count must agree ("" = none)."""

    id: str
    title: str
    months: tuple[int, ...]
    source: str
    take: tuple[Take, ...]
    columns: tuple[str, ...]
    memo: str = ""
    form: str = ""
    cell: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A figure beside the forms."""

    key: str
    label: str
    take: tuple[Take, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation between the cells of one row. equal: left = plus - minus; at_most: left <= plus - minus;
    rate: left = 100 x plus[0] / plus[1]."""

    id: str
    measure: str
    kind: str
    says: str
    left: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """The totals of the forms on the left add up to those of the forms on the right, cell by cell."""

    id: str
    says: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A reading of a rule that the law leaves open, shown to the user with its note."""

    name: str
    value: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A circular's returns: everything that computing, checking and printing them needs."""

    id: str
    circular: str
    issued: str
    start: date
    until: date | None
    status: str
    certainty: str
    cite: str
    note: str
    settings: tuple[Setting, ...]
    readings: tuple[tuple[str, str, str], ...]
    counting: Counting
    row_labels: Mapping[str, str]
    case_types: Mapping[str, str]
    forms: tuple[FormSpec, ...]
    criteria: tuple[Criterion, ...]
    memos: tuple[Memo, ...]
    identities: tuple[Identity, ...]
    ties: tuple[Tie, ...]
    file_digest: str
    tables: tuple[CountTable, ...] = ()
    bounds: tuple[Bound, ...] = ()
    lists: tuple[ListSpec, ...] = ()
    labels: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    #: The regime whose criteria stand here until this circular's annex is known, "" = its own.
    taken_over: str = ""

    def sources(self, measure: str) -> tuple[str, ...]:
        """What a set of criteria counts."""
        return next((t.sources for t in self.tables if t.name == measure), (words.LINES,))

    def money(self, measure: str) -> frozenset[str]:
        """The criteria that are đồng."""
        return frozenset(c.key for c in self.of_measure(measure) if c.unit == "dong" and not c.rate)

    def words_of(self, measure: str, dim: str) -> tuple[tuple[str, str], ...]:
        """(word, label) of the rows by a dimension, in the order of the file."""
        return dict(self.labels)[f"{measure}.{dim}"]

    def owed(self, end: date, months: int) -> Regime:
        """The regime with the forms and lists of a period alone."""
        forms = tuple(f for f in self.forms if f.owed(end, months))
        return replace(self, forms=forms, lists=tuple(x for x in self.lists if not x.months or months in x.months))

    def of_measure(self, measure: str) -> tuple[Criterion, ...]:
        return tuple(c for c in self.criteria if c.measure == measure)

    def headings(self, measure: str) -> tuple[Heading, ...]:
        """What stands above the columns of the forms of a measure."""
        return headings(self.of_measure(measure))

    def form(self, wanted: str) -> FormSpec:
        """By id ("01") or code ("01/TK-THA"); KeyError when the regime has no such form."""
        for spec in self.forms:
            if wanted in {spec.id, spec.code}:
                return spec
        raise KeyError(wanted)

    @property
    def digest(self) -> str:
        """SHA-256 of the definition with the settings in use; what a closed return stores."""
        chosen = ",".join(f"{s.name}={s.value}" for s in self.settings)
        return hashlib.sha256(f"{self.file_digest}|{chosen}".encode()).hexdigest()

    def with_settings(self, **changes: str) -> Regime:
        """The same regime with other readings; ValueError for an unknown setting or reading."""
        for name, value in changes.items():
            if value not in words.SETTINGS.get(name, ()):
                raise ValueError(f"{name}={value}")
        settings = tuple(replace(s, value=changes.get(s.name, s.value)) for s in self.settings)
        return replace(self, settings=settings, counting=replace(self.counting, **cast("dict[str, Any]", changes)))
