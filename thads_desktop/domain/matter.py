"""What a matter is as of a day: its obligation lines with their live conditions, money, officer, papers.

Derived by ``fold``; never kept. Amounts are whole đồng.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from thads_desktop.domain import events as ev

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.archive import Archive
    from thads_desktop.domain.store_events import ExhibitStands

ConditionKind = Literal["deferral", "suspension", "separate_book", "lacks_means"]
EndKind = Literal["done", "terminated", "delegated", "withdrawn", "cancelled", "returned", "concluded", "taken_up"]
Stage = Literal["draft", "submitted", "returned", "signed", "numbered", "sent", "void", "recorded"]

#: Order in which the state of a line, and of a matter with open lines, is named (register README, section 2).
LINE_LADDER: tuple[ConditionKind, ...] = ("deferral", "suspension", "separate_book", "lacks_means")
MATTER_LADDER = ("enforcing", "deferral", "suspension", "lacks_means", "separate_book")
#: Ends that name the matter whatever else ended it: the request may come again, the file is elsewhere, the law closed it.
TELLING_ENDS: tuple[EndKind, ...] = ("taken_up", "returned", "concluded")


@dataclass(frozen=True, slots=True)
class Condition:
    """A live condition of a line since a day; clause is the ground's code."""

    kind: ConditionKind
    clause: str
    since: date
    until: date | None = None
    paper: str = ""
    #: Why the debtor is verified less often: prisoner, address_unknown.
    why_long: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """How and when a line ended."""

    kind: EndKind
    day: date
    clause: str = ""
    paper: str = ""


class PartAway(NamedTuple):
    """Đồng of an obligation that a paper gave to another office; half: delegated | withdrawn (``domain/giving.py``)."""

    half: str
    amount: int
    day: date
    paper: str = ""


@dataclass(frozen=True, slots=True)
class LineState:
    """One obligation line: what was due, what came in and was applied to it, what was terminated or given away in part."""

    line: ev.Line
    collected: int = 0
    terminated: int = 0
    conditions: tuple[Condition, ...] = ()
    ended: Ending | None = None
    away: tuple[PartAway, ...] = ()

    def said_away(self, half: str) -> int:
        """Đồng that the papers of one half give away."""
        return sum(x.amount for x in self.away if x.half == half)

    @property
    def given_off(self) -> int:
        """Đồng that left by delegation in part: the two papers of one delegation speak of the same."""
        return max(self.said_away("delegated"), self.said_away("withdrawn")) if self.away else 0

    @property
    def rest(self) -> int:
        """Đồng still to be enforced; 0 for an ended line and for what is not money."""
        if self.ended is not None or self.line.due is None:
            return 0
        return self.left

    @property
    def left(self) -> int:
        """Đồng that were not performed, of an ended line too."""
        return max(0, (self.line.due or 0) - self.collected - self.terminated - self.given_off)

    @property
    def paid(self) -> bool:
        """Money of which nothing is left, though nobody has said yet that it is done."""
        return self.ended is None and bool(self.line.due) and self.left == 0

    @property
    def state(self) -> str:
        """enforcing, a condition of LINE_LADDER, or the kind of its end."""
        if self.ended is not None:
            return self.ended.kind
        if not self.conditions:
            return "enforcing"
        live = {c.kind for c in self.conditions}
        if "separate_book" in live and self.declared:
            # What the decision that means are lacking declared beside goes the way of that decision.
            live.discard("deferral")
        return next((kind for kind in LINE_LADDER if kind in live), "enforcing")

    @property
    def declared(self) -> bool:
        """It is deferred by nothing but the very decision that found no means."""
        deferred = [c for c in self.conditions if c.kind == "deferral"]
        papers = {c.paper for c in self.conditions if c.kind == "lacks_means" and c.paper}
        return bool(deferred) and all(c.paper in papers for c in deferred)


@dataclass(frozen=True, slots=True)
class Sending:
    """A paper went to somebody on a day."""

    to: str
    recipient: str
    way: str
    day: date


@dataclass(frozen=True, slots=True)
class PaperState:
    """Where a paper of the matter stands; days are separate because each starts its own terms."""

    paper: str
    form: str
    stage: Stage
    submitted: date | None = None
    signed: date | None = None
    signer: str = ""
    capacity: str = ""
    numbered: date | None = None
    series: str = ""
    year: int = 0
    number: int = 0
    number_text: str = ""
    sha256: str = ""
    sendings: tuple[Sending, ...] = ()
    breaches: tuple[str, ...] = ()


class Verification(NamedTuple):
    """A verification of one debtor's means ("" = of every debtor's)."""

    day: date
    result: str
    party: str
    why_long: tuple[str, ...]
    seq: int = 0


class Information(NamedTuple):
    """New information about the means of one debtor ("" = of every debtor)."""

    day: date
    party: str
    seq: int = 0


class Deferral(NamedTuple):
    """A deferral that was decided, whether it still stands or not."""

    since: date
    clause: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that was taken; ended: the day it was lifted or lapsed. lines () = not said; party "" = every debtor."""

    kind: str
    since: date
    lines: tuple[int, ...] = ()
    party: str = ""
    amount: int | None = None
    paper: str = ""
    ended: date | None = None
    #: It ended by itself, without a decision.
    lapsed: bool = False


class Done(NamedTuple):
    """A decision that left the obligations as they are."""

    act: str
    day: date
    lines: tuple[int, ...]
    amount: int | None
    party: str
    target: str
    paper: str


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something in the log that does not fit: code and the event's seq."""

    code: str
    seq: int


@dataclass(slots=True)
class MatterState:
    """Everything a page, a decision or a projection asks about a matter. Treat as read-only."""

    opened: date | None = None
    origin: str = ""
    kind: str = ""
    case_type: str = ""
    judgment: str = ""
    request: str = ""
    batch: str = ""
    known_from: date | None = None
    delegated_in: bool = False
    urgent: bool = False
    opening_paper: str = ""
    lines: dict[int, LineState] = field(default_factory=dict)
    officer: str = ""
    officer_since: date | None = None
    officers: list[tuple[date, str]] = field(default_factory=list)
    file_opened: date | None = None
    #: Day and debtor ("" = every debtor) of each valid notice.
    notices: list[tuple[date, str]] = field(default_factory=list)
    verifications: list[Verification] = field(default_factory=list)
    informs: list[Information] = field(default_factory=list)
    classified: bool | None = None
    deferred: list[Deferral] = field(default_factory=list)
    papers: dict[str, PaperState] = field(default_factory=dict)
    #: Papers that were withdrawn or cancelled whole.
    undone: set[str] = field(default_factory=set)
    #: Paper ("" = the decision of a matter carried in) -> the amendments of it that stand, in the order of their days.
    amended: dict[str, list[str]] = field(default_factory=dict)
    measures: list[Measure] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    #: (matter, how) from which this one comes.
    links: list[tuple[str, str]] = field(default_factory=list)
    #: Item of the store -> what it is to this matter now.
    exhibits: dict[str, ExhibitStands] = field(default_factory=dict)
    held: int = 0
    #: Line and đồng of each sum applied, in order: what is given back beyond what is held is taken from the last of them.
    applied: list[tuple[int, int]] = field(default_factory=list)
    #: Lines of which a termination was undone -> its day and seq.
    unterminated: dict[int, tuple[date, int]] = field(default_factory=dict)
    #: How far the file is on its way to the archive; None = no step was ever taken.
    archive: Archive | None = None
    last_seq: int = 0
    last_day: date | None = None
    anomalies: list[Anomaly] = field(default_factory=list)
    #: Line -> the states it may be in, once somebody asked (``states.of_lines``).
    coded: dict[int, tuple[str, ...]] | None = field(default=None, compare=False, repr=False)
    #: The open lines that are not paid up, once somebody asked (``reach``).
    unpaid: tuple[int, ...] | None = field(default=None, compare=False, repr=False)
    #: Debtor ("" = of every debtor) -> place and verification, once somebody asked (``means``).
    verified: dict[str, list[tuple[int, Verification]]] | None = field(default=None, compare=False, repr=False)

    @property
    def exists(self) -> bool:
        """An enforcement decision stands behind it."""
        return self.opened is not None

    @property
    def open_lines(self) -> list[LineState]:
        return [s for s in self.lines.values() if s.ended is None]

    @property
    def ended(self) -> bool:
        return self.exists and not self.open_lines

    @property
    def measures_held(self) -> list[Measure]:
        """The measures that hold; one on obligations that all ended is left to be lifted, and holds until it is (but for
        ``fold_procedure.lapse``)."""
        return [m for m in self.measures if m.ended is None]

    @property
    def notified(self) -> date | None:
        """The first valid notice to any debtor."""
        return min((day for day, _ in self.notices), default=None)

    @property
    def due(self) -> int:
        return sum(s.line.due or 0 for s in self.lines.values())

    @property
    def collected(self) -> int:
        return sum(s.collected for s in self.lines.values())

    @property
    def rest(self) -> int:
        return sum(s.rest for s in self.lines.values())

    @property
    def status(self) -> str:
        """received | issued | notified | enforcing | deferral | suspension | lacks_means | separate_book | done |
        terminated | delegated | withdrawn | cancelled | returned | concluded | taken_up."""
        if not self.exists:
            return "received"
        open_states = {s.state for s in self.open_lines}
        if open_states:
            found = next(s for s in MATTER_LADDER if s in open_states)
            return self._phase() if found == "enforcing" else found
        ends = {s.ended.kind for s in self.lines.values() if s.ended is not None}
        if told := next((k for k in TELLING_ENDS if k in ends), None):
            return told
        if "done" in ends or self.collected > 0:
            return "done"
        return next((k for k in ("terminated", "delegated", "withdrawn", "cancelled") if k in ends), "issued")

    def taken_back(self, paper: str) -> bool:
        """The decision stands no more: withdrawn or cancelled, the enforcement decision when every obligation ended by that."""
        of_all = bool(self.lines) and all(s.ended is not None and s.ended.kind in ("withdrawn", "cancelled") for s in self.lines.values())
        return paper in self.undone or (of_all and paper == self.opening_paper)

    @property
    def status_day(self) -> date | None:
        """The day since which the status holds, as far as the conditions tell."""
        status = self.status
        days = [c.since for s in self.open_lines for c in s.conditions if c.kind == status]
        if days:
            return min(days)
        ends = [s.ended.day for s in self.lines.values() if s.ended is not None]
        if self.ended and ends:
            return max(ends)
        return self.notified if status == "notified" else self.opened

    def _phase(self) -> str:
        if self.verifications or self.classified is not None:
            return "enforcing"
        return "notified" if self.notified else "issued"

    def named(self, lines: tuple[int, ...]) -> list[int]:
        """The open lines an act names; none named = all open lines."""
        if not lines:
            return [n for n, s in self.lines.items() if s.ended is None]
        return [n for n in lines if n in self.lines and self.lines[n].ended is None]
