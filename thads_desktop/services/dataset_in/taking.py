"""What one taking-in knows: the file, whose rows are which things here, what was found of each row, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange import dataset_values
from thads_desktop.exchange.dataset_read import Problem, ReadFile, ReadRow
from thads_desktop.exchange.dataset_schema import DataSet, datasets
from thads_desktop.services import dataset_links, people, projecting
from thads_desktop.services.dataset_links import Link

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Stages of a paper that exists: where it was issued and where it was recorded they are called differently.
_ISSUED = {None, "numbered", "sent", "recorded"}
#: What became of a row: written; the same as here; here already, now linked to its id elsewhere; written over; different, and left as it
#: is; left out; wrong.
Outcome = Literal["new", "same", "link", "change", "differs", "skipped", "problem"]
Values = dict[str, Any]
Progress = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table that a human confirms. row 0 = the whole set; what: which thing, in words."""

    dataset: DataSet
    row: int
    column: str
    what: str
    outcome: Outcome
    says: str = ""


class Dropped(Exception):
    """The row names a row that went wrong itself: nothing more is said of it."""


@dataclass
class Taking:
    """refs: (set, id in the file) -> what it is here; failed: those whose row is wrong."""

    desk: Desk
    uow: UnitOfWork
    file: ReadFile
    create_officers: bool
    progress: Progress
    cancelled: Callable[[], bool] | None
    refs: dict[tuple[str, str], str] = field(default_factory=dict)
    failed: set[tuple[str, str]] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    new_officers: list[str] = field(default_factory=list)
    #: Matters and judgments of which something was written, whose lists are made anew.
    matters: dict[str, None] = field(default_factory=dict)
    judgments: dict[str, None] = field(default_factory=dict)
    #: Matters that this very file opened: nothing of the file stands in them yet.
    fresh: set[str] = field(default_factory=set)
    #: Papers that were voided there and did not come in: a decision about one is a paper that does nothing.
    void: set[str] = field(default_factory=set)
    done: int = 0
    #: Links, written together at the end.
    linked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    @cached_property
    def names(self) -> projecting.Names:
        return projecting.Names(self.uow)

    @cached_property
    def total(self) -> int:
        return sum(len(s.rows) for s in self.file.sets.values())

    def law(self, day: date) -> str:
        return self.desk.rules.law_on(day)

    def append(self, subject: str, day: date, body: ev.Body) -> int:
        """One event on its day; its seq."""
        return self.event(subject, day, body).seq

    def event(self, subject: str, day: date, body: ev.Body) -> ev.Event:
        """One event on its day."""
        kind, _, key = subject.partition(":")
        (self.matters if kind == "matter" else self.judgments).setdefault(key)
        return self.uow.append(subject, day, body, self.law(day))

    # --- rows --------------------------------------------------------------------------------------

    def rows(self, dataset: str) -> list[ReadRow]:
        found = self.file.sets.get(dataset)
        return found.rows if found is not None else []

    @contextmanager
    def row(self, dataset: str, row: ReadRow) -> Iterator[Values]:
        """Around one row: a refusal within becomes its problem, and what hangs on it is left out without a further word."""
        self.done += 1
        if self.done % 50 == 0:
            self.progress(self.done, self.total, f"Đang xét {datasets()[dataset].title}")
            if self.cancelled is not None and self.cancelled():
                raise Stopped
        try:
            yield row.values
        except Stopped:
            raise
        except Dropped:
            self.failed.add((dataset, row.values["id"]))
        except Refused as refused:
            self.failed.add((dataset, row.values["id"]))
            for refusal in refused.refusals:
                self.problem(dataset, row.place, refusal)

    def problem(self, dataset: str, place: int, refusal: Refusal) -> None:
        known = datasets()[dataset]
        heading = next((f.heading for f in known.fields if f.name == refusal.field), "")
        self.problems.append(Problem(known, place, heading, refusal))

    def tell(self, dataset: str, row: ReadRow, outcome: Outcome, what: str, says: str = "") -> None:
        self.counts[dataset, outcome] += 1
        self.lines.append(Line(datasets()[dataset], row.place, "", what, outcome, says))

    # --- ids ---------------------------------------------------------------------------------------

    def link(self, dataset: str, values: Values) -> Link | None:
        """What a row that came in before is here."""
        return dataset_links.found(self.uow, dataset, values["id_source"], values["id"])

    def keep(self, dataset: str, values: Values, own: str, seqs: tuple[int, ...] = ()) -> None:
        """From now on the row's id means this; where it is our own id there is nothing to keep."""
        self.refs[dataset, values["id"]] = own
        source, known = values["id_source"], values["id"]
        if source == "program" and known == own:
            return
        made = Link(own, dataset_links.digest_of(values), seqs)
        key = dataset_links.key_of(dataset, source, known)
        if self.link(dataset, values) != made:
            self.linked.append((dataset_links.KIND, key, dataset_links.content(dataset, source, known, made)))

    def own(self, dataset: str, known: str, name: str) -> str:
        """What the id of a field (name) is here: of this file, of an earlier one, or our own. "" for "". Refused for none."""
        if not known or (dataset, known) in self.refs:
            return self.refs.get((dataset, known), "")
        if (dataset, known) in self.failed:
            raise Dropped
        for source in ("platform", "program"):
            before = dataset_links.found(self.uow, dataset, source, known)
            if before is not None:
                return before.own
        if self.is_own(dataset, known):
            return known
        raise Refused(Refusal("data.no_ref", {"id": known, "set": datasets()[dataset].title}, name))

    def owns(self, dataset: str, known: list[str], name: str) -> tuple[str, ...]:
        return tuple(self.own(dataset, k, name) for k in known)

    def is_own(self, dataset: str, known: str) -> bool:
        """An id that this store gave itself."""
        match dataset:
            case "parties" | "judgments" | "requests":
                return self.uow.row({"parties": "party", "judgments": "judgment", "requests": "request"}[dataset], known) is not None
            case "matters":
                return bool(self.uow.events_of(f"matter:{known}"))
            case "vouchers":
                key, _, seq = known.partition(".")
                return any(str(e.seq) == seq.partition(".")[0] for e in self.uow.events_of(f"matter:{key}"))
            case "decisions":
                return self.uow.row("paper", known) is not None
            case _:
                return False

    # --- people ------------------------------------------------------------------------------------

    def officer(self, name: str, column: str = "officer") -> str:
        """The person of this office; "" for "". One who is not here is added where that was asked for, else refused."""
        if not name:
            return ""
        found = people.person_named(self.uow, name)
        if found:
            return found
        if not self.create_officers:
            raise Refused(Refusal("data.no_officer", {"name": name}, column))
        self.new_officers.append(name)
        return people.add_person_in(self.uow, name, "officer", people.BEGINNING)


class Stopped(Exception):
    """The person cancelled."""


def normal(dataset: DataSet, row: Values) -> Values:
    """A row of ours as a file would bring it back: without what is only shown, cleaned, without what is empty."""
    said = {}
    for f in dataset.fields:
        value = None if f.shown else row.get(f.name)
        if value is None:
            continue
        kept = dataset_values.taken(f, value, from_book=False)
        if kept not in (None, "", [], False) or (kept == 0 and kept is not False):
            said[f.name] = kept
    return said


def differences(dataset: DataSet, ours: Values, theirs: Values) -> str:
    """In what two rows differ, in words; "" for nothing. What says whose id or order it is, is no difference."""
    told = []
    for f in dataset.fields:
        if f.shown or f.name in ("id", "id_source", "order", "number_source"):
            continue
        a, b = ours.get(f.name), theirs.get(f.name)
        if f.name == "stage" and {a, b} <= _ISSUED:
            continue
        # Files of earlier programs name the form of a plain paper alone.
        if f.name == "form" and not (a and b):
            continue
        if a != b:
            told.append(f"{f.heading}: tệp ghi {_said(b)}, chương trình ghi {_said(a)}")
    return "; ".join(told[:6])


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "trống"
    if isinstance(value, list):
        value = "; ".join(str(x) for x in value)
    text = f"{value:,}".replace(",", ".") if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return "có" if value is True else f"“{text[:60]}”"


def day_words(iso: str) -> str:
    """The day as people read it."""
    return short_date(date.fromisoformat(iso))
