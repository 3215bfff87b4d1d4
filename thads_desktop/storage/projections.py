"""The rows of the lists, as plain dataclasses. Lists are derived: they hold dates, never "overdue", and no return reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One line of the list of matters; amounts whole đồng."""

    matter: str
    number_text: str
    number: int
    symbol: str
    decision_day: date
    stat_year: int
    kind: str
    case_type: str
    debtor: str
    debtor_sort: str
    creditor: str
    due: int
    collected: int
    rest: int
    officer: str
    officer_name: str
    officer_sort: str
    status: str
    status_day: date | None
    next_due: date | None
    next_rule: str
    closed: bool
    delegated_in: bool
    last_seq: int


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """An open deadline of a subject."""

    subject: str
    rule: str
    case_: str
    title: str
    born: date
    due: date
    cite: str
    officer: str
    number_text: str
    debtor: str


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """Which deadlines a page shows: due from a day to a day (None = open end); officer "-" = nobody's; passing: rules that
    are no duty, left out once their day is before today; hidden: how subjects begin that are left out; secret: with those of the
    books that few see."""

    since: date | None = None
    until: date | None = None
    officer: str = ""
    today: date | None = None
    passing: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task that is not done. matter "" = of no matter; given: the day since which it stands."""

    task: str
    matter: str
    person: str
    given: date
    due: date
    title: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """An official receipt of a sum. seq: of its event; subject, of_seq, day, amount: of the sum; number "" = not known yet."""

    seq: int
    subject: str
    of_seq: int
    kind: str
    form: str
    book: str
    year: int
    number: str
    day: date
    amount: int
    payer: str
    way: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """An open matter and until when something stands before it: a day as text, "9999-12-31" = without end, "" = nothing.

    hint: what could be next, as a code of ``domain.steps``."""

    matter: str
    until: str
    officer: str
    hint: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What a matter bears besides its state, by its mark:

    a rule of ``VISITS``: the means of ``party`` ("" = nobody named) are to be verified by ``day``; detail: the case of the rule;
    commune: code as the address has it, "" = not known.
    "published": since ``day``; detail: current | stale | gone. "posted": on the commune's board since ``day``. "archive": the stage in
    detail since ``day``.
    """

    matter: str
    mark: str
    party: str
    day: date
    detail: str
    officer: str = ""
    commune: str = ""


#: Rules that are met by going to see.
VISITS = ("R10", "R12", "R13")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper and the stage it stands at; day is the day of that stage. about: whose matter it is, in words."""

    paper: str
    matter: str
    form: str
    title: str
    stage: str
    number_text: str
    day: date | None
    signer: str
    sha256: str
    updated_seq: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """A received judgment; state: waiting | waiting_request | decided. day is the judgment's, ISO text.

    held: đồng taken before any decision.
    """

    judgment: str
    number: str
    day: str
    court: str
    parties: str
    received: date
    kind: str
    state: str
    next_due: date | None
    held: int = 0


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A person or organisation; ids: numbers, space between them; name_sort: folded name."""

    party: str
    name: str
    name_sort: str
    birth_year: int | None
    ids: str
    address: str
    merged_into: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A movement of money (``domain.movements``). matter "" = of none; receipt_book, receipt_no: what its number says (0 = no number)."""

    subject: str
    seq: int
    part: int
    day: date
    kind: str
    way: str
    form: str
    amount: int
    cash: int
    line: int
    receipt: str
    receipt_book: str
    receipt_no: int
    party: str
    matter: str
    officer: str


@dataclass(frozen=True, slots=True)
class MoneyFilter:
    """Which movements a list shows; empty fields do not restrict. officer "-" = nobody's; kinds: only these; form: cash | bank | "?" =
    not recorded; unnumbered: only receipts without a number."""

    since: date
    until: date
    officer: str = ""
    kinds: tuple[str, ...] = ()
    form: str = ""
    unnumbered: bool = False


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a book (``law.books``); state: open | done | closed | mistaken. found: what is searched; found_apart: what only those
    find who may read what is kept apart."""

    entry: str
    book: str
    year: int
    number: int
    day: date
    who: str
    what: str
    matter: str
    handler: str
    state: str
    next_due: date | None
    found: str
    found_apart: str = ""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What the list of a book shows; empty fields do not restrict. words: folded, each stands somewhere in the entry; apart: also in what
    is kept apart; due_before: something is due by that day."""

    book: str
    words: tuple[str, ...] = ()
    apart: bool = False
    states: tuple[str, ...] = ()
    due_before: date | None = None
    handler: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class AssetRow:
    """An asset of the office. title: its card in one line; matter: the first one it is seized for or belongs to; value: what it is worth or
    went for; next_due, next_title: the first thing to do ("" and None = nothing); waits: it is the time of somebody else, which only passes;
    closed: nothing more is owed; found_apart: what only those find who may see secret numbers."""

    asset: str
    kind: str
    title: str
    title_sort: str
    owner: str
    owner_sort: str
    commune: str
    stage: str
    matter: str
    number_text: str
    officer: str
    value: int | None
    seized: date | None
    next_due: date | None
    next_title: str
    waits: bool
    closed: bool
    found: str
    found_apart: str
    last_seq: int


@dataclass(frozen=True, slots=True)
class AssetFilter:
    """What the list of assets shows; empty fields do not restrict. words: folded; apart: also in secret numbers; officer "-" = nobody's;
    closed: None = all; due_before: something is to be done by that day (not: has only to pass); matter: only those of it."""

    words: tuple[str, ...] = ()
    apart: bool = False
    kind: str = ""
    stages: tuple[str, ...] = ()
    officer: str = ""
    commune: str = ""
    closed: bool | None = None
    due_before: date | None = None
    matter: str = ""


#: Columns by which a table may be ordered -> SQL.
ORDERS = {
    "decision_day": "decision_day {0}, number {0}",
    "number": "stat_year {0}, number {0}",
    "debtor": "debtor_sort {0}, decision_day DESC",
    "rest": "rest {0}, decision_day DESC",
    "officer": "officer_sort {0}, decision_day DESC",
    "status": "status {0}, decision_day DESC",
    "next_due": "next_due IS NULL, next_due {0}, decision_day DESC",
}


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """What the list shows. Empty fields do not restrict; officer "-" = matters without an officer."""

    text: str = ""
    officer: str = ""
    status: str = ""
    kind: str = ""
    case_type: str = ""
    due_before: date | None = None
    closed: bool | None = None
    order_by: str = "decision_day"
    descending: bool = True
    #: With a text: at most so many matches, the latest entered; 0 = all. A list that is typed at stays quick so.
    most: int = 0
